"""The explanation that a formula leaves behind: every amount says label, expression, value and authority."""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from domain.statutes.book import Law, Provision


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the working: what was computed or looked up, and by which clause."""

    label: str
    expression: str
    value: str
    authority: str = ""
    source: str = ""
    grade: str = ""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One ground of refusal: a stable code, the sentence in both languages, the clause."""

    code: str
    zh: str
    en: str
    authority: str


class Instalment(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the amount (fen) that is paid on its own, with the period that it is for."""

    label: str
    amount: int


class Offset(msgspec.Struct, frozen=True, kw_only=True):
    """What another case was granted (fen) of which this one pays only the difference, and the clause that says so."""

    case: str
    programme: str
    amount: int
    authority: str
    source: str
    grade: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Granted with an amount (fen) and its working, or refused with every reason; never both.

    `offsets` are what the exclusion matrix counts against the formula's own amount; `amount` is what is left.
    """

    formula: str
    place: str
    law_day: date
    known_on: date
    statute_digest: str
    amount: int
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    offsets: tuple[Offset, ...] = ()

    @property
    def granted(self) -> bool:
        """True where no reason stands against it."""
        return not self.reasons


class Working:
    """Collects the steps and the reasons while a formula reads the article line by line."""

    def __init__(self, formula: str, law: "Law", law_day: date) -> None:
        self.formula = formula
        self.law = law
        self.law_day = law_day
        self._steps: list[Step] = []
        self._reasons: list[Reason] = []

    def uses(self, label: str, key: str, day: date | None = None) -> "Provision":
        """Look a provision up for `day` (the law day unless told) and leave a step that cites it."""
        return self._cited(label, self.law.at(key, day or self.law_day))

    def grants(self, label: str, key: str) -> "Provision":
        """Like `uses`, for a flag that gives something at all; raises NoProvisionInForce where the place says no."""
        return self._cited(label, self.law.grants(key, self.law_day))

    def _cited(self, label: str, provision: "Provision") -> "Provision":
        self._steps.append(
            Step(
                label=label,
                expression=provision.citation,
                value=provision.shown,
                authority=provision.authority,
                source=provision.source,
                grade=provision.grade,
            )
        )
        return provision

    def step(self, label: str, expression: str, value: str, *, by: "Provision | None" = None) -> None:
        """Leave one line of arithmetic; `by` cites the provision it rests on."""
        self._steps.append(
            Step(
                label=label,
                expression=expression,
                value=value,
                authority=by.authority if by else "",
                source=by.source if by else "",
                grade=by.grade if by else "",
            )
        )

    def refuse(self, code: str, zh: str, en: str, *, by: "Provision | str") -> None:
        """Add a ground of refusal; the formula goes on so that every ground is found."""
        authority = by if isinstance(by, str) else by.authority
        self._reasons.append(Reason(code=code, zh=zh, en=en, authority=authority))

    def decide(self, amount: int, instalments: tuple[Instalment, ...] | None = None) -> Decision:
        """Close the working: the amount (fen) if nothing stands against it, otherwise zero and the reasons.

        Without `instalments` the amount is paid at once. Raises ValueError if the parts do not make the whole.
        """
        granted = not self._reasons
        parts = (Instalment(label="一次性", amount=amount),) if instalments is None else instalments
        if granted and sum(part.amount for part in parts) != amount:
            raise ValueError(f"instalments {parts} do not make {amount} fen")
        return Decision(
            formula=self.formula,
            place=self.law.place,
            law_day=self.law_day,
            known_on=self.law.known_on,
            statute_digest=self.law.digest,
            amount=amount if granted else 0,
            steps=tuple(self._steps),
            reasons=tuple(self._reasons),
            instalments=parts if granted else (),
        )
