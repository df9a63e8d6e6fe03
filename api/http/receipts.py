"""What a write answers: the receipt of the ledger, and beside it what is shown only once."""

from typing import Final

from marshmallow import Schema

from api.http.shapes import TEXT, Shown, shape_of
from ledger.commands.base import Receipt

RECEIPT: Final = shape_of(Receipt)


def with_secret(name: str) -> type[Schema]:
    """A receipt with what is shown once."""
    shown = Shown({**TEXT, "description": "只显示一次。 Shown once."})
    return Schema.from_dict({**RECEIPT().declared_fields, name: shown}, name=f"{name.title()}Receipt")


SECRET: Final = with_secret("secret")
