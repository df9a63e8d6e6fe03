"""What a book does with a check: its registered versions, and the mode in which it runs, which two persons agree on."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.errors import Refusal
from domain.events import Event, Recorded

PROPOSER: Final = "fraud_analyst"
REVIEWER: Final = "fraud_reviewer"

PolicyMode = Literal["off", "shadow", "review", "sample", "hold"]
"""Not at all; on trial beside the one in force; looked into; looked into by chance; stops the payment."""


class NoCheckProposal(Refusal):
    """检查 {check} 没有待复核的设置。

    Nothing is proposed for check {check}.
    """


class CheckProposedAlready(Refusal):
    """检查 {check} 已有待复核的设置,请先复核或撤回。

    Something is proposed for check {check} already: approve or reject it first.
    """


class SamePersonSetsPolicy(Refusal):
    """检查 {check} 的设置由 {actor} 提出,须由另一人复核。

    {actor} proposed this for check {check}; another person decides.
    """


class CheckText(msgspec.Struct, frozen=True, kw_only=True):
    """What is run on one engine: the query for the hits, and the one for their evidence."""

    dialect: str
    hits: str
    cites: str


class VersionRegistered(Event, frozen=True, kw_only=True):
    """A version of a check with its thresholds, as the text that is run.

    `digest` is SHA-256 over all texts, and those of the derived tables that they read.
    """

    topic: ClassVar[str] = "check.VersionRegistered"
    check: str
    version: int
    parameters: Mapping[str, int]
    digest: str
    texts: tuple[CheckText, ...]


class PolicyProposed(Event, frozen=True, kw_only=True):
    """An analyst asks that the check run so from a day on; `chosen` are thresholds set by the jurisdiction."""

    topic: ClassVar[str] = "check.PolicyProposed"
    check: str
    version: int
    digest: str
    parameters: Mapping[str, int]
    chosen: tuple[str, ...]
    mode: PolicyMode
    from_on: date


class PolicySet(Event, frozen=True, kw_only=True):
    """A reviewer agreed."""

    topic: ClassVar[str] = "check.PolicySet"
    check: str
    version: int
    digest: str
    parameters: Mapping[str, int]
    mode: PolicyMode
    from_on: date


class PolicyRejected(Event, frozen=True, kw_only=True):
    """A reviewer did not agree, or the analyst took it back; the reason is in the meta data."""

    topic: ClassVar[str] = "check.PolicyRejected"
    check: str
    digest: str


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How a check runs from a day on."""

    version: int
    digest: str
    parameters: Mapping[str, int]
    mode: PolicyMode
    from_on: date


class CheckInBook(msgspec.Struct, frozen=True, kw_only=True):
    """One check in a book: the digests that are registered, what is proposed by whom, and all that was set."""

    check: str
    registered: frozenset[str] = frozenset()
    proposed: Policy | None = None
    proposed_by: str = ""
    policies: tuple[Policy, ...] = ()
    last_on: date

    def in_force(self, day: date, *, trial: bool = False) -> Policy | None:
        """The policy that holds on a day; on `trial` the one that runs beside it. None where the check does not run."""
        begun = [policy for policy in self.policies if policy.from_on <= day and (policy.mode == "shadow") is trial]
        last = max(enumerate(begun), key=lambda each: (each[1].from_on, each[0]), default=None)
        found = last[1] if last else None
        if found is None or found.mode == "off":
            return None
        return None if trial and self._superseded(found, day) else found

    def _superseded(self, trial: Policy, day: date) -> bool:
        """A trial ends when what was tried is put in force, or when the check is switched off after it."""
        later = self.policies[self.policies.index(trial) + 1 :]
        return any(p.from_on <= day and (p.digest == trial.digest or p.mode == "off") for p in later)


def stream_of(check: str) -> str:
    """The stream of a check."""
    return f"check:{check}"


def evolve(state: CheckInBook | None, recorded: Recorded) -> CheckInBook | None:
    """Fold one event into the check."""
    event, meta = recorded.event, recorded.meta
    if state is None:
        if not isinstance(event, VersionRegistered):
            return None
        state = CheckInBook(check=event.check, last_on=meta.effective_on)
    change = msgspec.structs.replace
    state = change(state, last_on=max(state.last_on, meta.effective_on))
    match event:
        case VersionRegistered():
            return change(state, registered=state.registered | {event.digest})
        case PolicyProposed():
            return change(state, proposed=_policy(event), proposed_by=meta.actor)
        case PolicySet():
            return change(state, proposed=None, proposed_by="", policies=(*state.policies, _policy(event)))
        case PolicyRejected():
            return change(state, proposed=None, proposed_by="")
    return state


def propose(
    state: CheckInBook | None,
    registered: VersionRegistered,
    *,
    chosen: tuple[str, ...],
    mode: PolicyMode,
    from_on: date,
    place: str,
    act: Act,
) -> tuple[Event, ...]:
    """Ask that a version run in a mode from a day on; its text is registered with that where it is new."""
    authorise(act.actor, "check_proposal", PROPOSER, place)
    if state is not None and state.proposed is not None:
        raise CheckProposedAlready(field="check", check=registered.check)
    if state is not None:
        act.must_not_precede(state.last_on)
    asked = PolicyProposed(
        check=registered.check,
        version=registered.version,
        digest=registered.digest,
        parameters=registered.parameters,
        chosen=chosen,
        mode=mode,
        from_on=from_on,
    )
    known = state is not None and registered.digest in state.registered
    return (asked,) if known else (registered, asked)


def approve(state: CheckInBook, *, place: str, act: Act) -> Event:
    """Agree with what another person proposed; it never reaches back before today."""
    proposed = _proposed(state, "check_approval", place, act)
    same = SamePersonSetsPolicy(field="actor", actor=act.actor.id, check=state.check)
    must_be_another(act.actor, (state.proposed_by,), same)
    return PolicySet(
        check=state.check,
        version=proposed.version,
        digest=proposed.digest,
        parameters=proposed.parameters,
        mode=proposed.mode,
        from_on=max(proposed.from_on, act.today),
    )


def reject(state: CheckInBook, *, place: str, act: Act) -> Event:
    """Do not agree."""
    proposed = _proposed(state, "check_rejection", place, act)
    return PolicyRejected(check=state.check, digest=proposed.digest)


def _proposed(state: CheckInBook, name: str, place: str, act: Act) -> Policy:
    authorise(act.actor, name, REVIEWER, place)
    if state.proposed is None:
        raise NoCheckProposal(field="check", check=state.check)
    act.must_not_precede(state.last_on)
    return state.proposed


def _policy(event: PolicyProposed | PolicySet) -> Policy:
    return Policy(
        version=event.version,
        digest=event.digest,
        parameters=event.parameters,
        mode=event.mode,
        from_on=event.from_on,
    )
