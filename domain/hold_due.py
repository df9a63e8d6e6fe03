"""What is held, and why: a tranche as it stands, and a ground."""

import msgspec

from domain.fund import Line


class HoldGround(msgspec.Struct, frozen=True, kw_only=True):
    """Why money is held: the check and the alert behind it, where there are any, and the clause that it rests on.

    `investigation` is the one in which two persons found that the money is to be held.
    """

    check: str = ""
    alert: str = ""
    authority: str
    investigation: str = ""

    @property
    def key(self) -> str:
        """What makes two grounds one: the same alert, else the same check and clause."""
        return self.alert or f"{self.check}|{self.authority}"

    @property
    def ordered(self) -> bool:
        """Whether a finding orders it: then it is good again and again, until that is lifted."""
        return bool(self.investigation)

    def __str__(self) -> str:
        return f"{self.check} {self.authority}".strip()


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A tranche as it stands: its unpaid amount (fen) on its line, or what the bank `returned` of it (fen).

    `instructed` says that the bank has it. Where the case has no such tranche there is no line, and nothing is unpaid.
    """

    tranche: int
    line: Line | None
    amount: int = 0
    returned: int = 0
    instructed: bool = False

    @property
    def unpaid(self) -> int:
        """What may be held (fen)."""
        return self.amount + self.returned
