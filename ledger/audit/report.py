"""What a verification reports: every check by name, what it looked at, and every finding."""

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it must be: the position of the event (0 where it lies elsewhere) and the subject."""

    position: int
    subject: str
    zh: str
    en: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check: the sentence that must hold, how many things were looked at, and what was found against it.

    `findings` shows the first of the `found`; `remarks` are no faults, such as a person's details that were erased.
    """

    code: str
    zh: str
    en: str
    ok: bool
    counted: int
    found: int
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The verification of a book up to a position."""

    book: str
    position: int
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """True where every check holds."""
        return all(check.ok for check in self.checks)

    def check(self, code: str) -> Check:
        """One check by its code."""
        return next(check for check in self.checks if check.code == code)
