"""A field of a body that is a structure of the domain; what does not fit is refused by its path."""

from typing import Any

import msgspec

from api.http.shapes import Shape, shape_in
from api.schemas.fields import FormField
from api.schemas.placements import FormDoesNotFit


class Struct(FormField[Any]):
    """A structure, or a tuple of structures; amounts in it are whole fen."""

    def __init__(self, zh: str, kind: Any, **how: Any) -> None:
        super().__init__(zh, example="", **how)
        self.kind = kind

    @property
    def shape(self) -> Shape:
        """Its JSON schema."""
        return shape_in(self.kind)

    def parsed(self, value: object) -> Any:
        """The structure."""
        try:
            return msgspec.convert(value, self.kind)
        except msgspec.ValidationError as error:
            raise FormDoesNotFit(field=str(self.name), problem=error) from error
