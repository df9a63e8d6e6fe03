"""What is left out of a payment, and why: steps where something else is paid, reasons where nothing is."""

import msgspec

from domain.money import shown
from domain.statutes.book import Provision
from domain.working import Working


class Ground(msgspec.Struct, frozen=True):
    """Why a person or a month is not paid for."""

    code: str
    zh: str
    en: str


class Exclusions:
    """Collects grounds while a formula goes through persons and months."""

    def __init__(self, working: Working) -> None:
        self._working = working
        self._clauses: dict[Ground, Provision] = {}

    def leave_out(self, what: str, ground: Ground, by: Provision) -> None:
        """Leave a step that says who or what is not paid for, why, and by which clause."""
        self._clauses.setdefault(ground, by)
        self._working.step(f"{what} 不计", ground.zh, shown(0), by=by)

    def refuse(self) -> None:
        """Turn every ground into a reason of refusal: nothing was left to pay for."""
        for ground, clause in self._clauses.items():
            self._working.refuse(
                ground.code, f"没有可以计付的:{ground.zh}", f"nothing is payable: {ground.en}", by=clause
            )
