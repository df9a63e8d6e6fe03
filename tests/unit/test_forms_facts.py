"""What a form says becomes the facts of its programme, and the programme can compute with them."""

from datetime import date
from typing import cast

import msgspec
import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import FORMS, form_of
from api.schemas.form import Reading, loaded
from domain.names import zh
from domain.programs.registry import PROGRAMMES
from domain.statutes.loader import load_statutes
from ledger.vault import Vault


class PlainVault:
    """Gives pseudonyms without a key."""

    def pseudonym(self, number: str) -> str:
        return f"p_{number[-4:]}"


@pytest.mark.parametrize("programme", sorted(FORMS), ids=zh)
def test_the_example_can_be_decided(programme: str) -> None:
    form = loaded(form_of(programme), example_of(form_of(programme)))
    law = load_statutes(demo=True).law(programme, form["place"], date(2025, 12, 31))
    plain = form_of(programme).to_facts(form, Reading(law=law, vault=cast(Vault, PlainVault())))
    known = PROGRAMMES[programme]
    facts = msgspec.convert(msgspec.json.decode(msgspec.json.encode(plain)), known.facts)
    decision = known.decide(facts, law)
    assert decision.granted == (decision.amount > 0)
    assert known.last_day(facts) <= date(2025, 12, 31)
