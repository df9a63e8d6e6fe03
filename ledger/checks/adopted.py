"""Which checks a book runs on a day: those that are here as two persons agreed on them, and those that are not."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import msgspec

from domain.check_policy import Policy
from domain.check_run import CheckVersion, Mode, Omitted
from ledger.book import Book
from ledger.checks.carrying import Chosen
from ledger.checks.registry import checks
from ledger.views.check_queries import checks_in

SHOWN: Final = 16
"""So many digits of the digest that was agreed on are told."""


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """A check as the book runs it."""

    chosen: Chosen
    mode: Mode

    @property
    def version(self) -> CheckVersion:
        """The check as a run tells of it."""
        check = self.chosen.check
        return CheckVersion(check=check.id, version=check.version, text_digest=self.chosen.digest, mode=self.mode)


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A check that is not here, or here with another text than the one agreed on: it is not carried out."""

    mode: Mode
    omitted: Omitted


class Adoption(NamedTuple):
    """What a book runs on a day, and what it should run and cannot."""

    able: tuple[Adopted, ...]
    changed: tuple[Changed, ...]


def adoption(book: Book, day: date, only: Sequence[str] = ()) -> Adoption:
    """The checks that the book runs on a day, those on trial too; only those that are named, if any are."""
    states = {id: state for id, state in checks_in(book).items() if not only or id in only}
    policies = ((id, state.in_force(day, trial=trial)) for id, state in states.items() for trial in (False, True))
    found = [_here(id, policy) for id, policy in policies if policy is not None]
    return Adoption(
        tuple(each for each in found if isinstance(each, Adopted)),
        tuple(each for each in found if isinstance(each, Changed)),
    )


def _here(id: str, policy: Policy) -> Adopted | Changed:
    """The check of a policy, unless what would run is not what its digest was taken from."""
    mode: Mode = "shadow" if policy.mode == "off" else policy.mode
    if (check := checks().get(id)) is not None:
        # A threshold that came with another release has no value here: such a check has no text, and no digest.
        missing = tuple(each.name for each in check.thresholds if each.name not in policy.parameters)
        chosen = Chosen(check=check, parameters=dict(policy.parameters), missing=missing)
        if chosen.digest == policy.digest:
            return Adopted(chosen=chosen, mode=mode)
    agreed = policy.digest[:SHOWN]
    return Changed(mode=mode, omitted=Omitted(check=id, version=policy.version, cause="text", source=agreed))
