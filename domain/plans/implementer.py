"""What carries out a rule of the plans: a programme, a register, a target, a duty, or a rule of counting and levy."""

from typing import Literal

import msgspec

Kind = Literal["programme", "register", "target", "duty", "rule"]


class Implementer(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Something executable, with the catalogue rows (`P2-017`) that it carries out."""

    kind: Kind
    code: str
    name_zh: str
    name_en: str
    rules: tuple[str, ...]
