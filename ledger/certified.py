"""Rewards that rest on a certification: the check against it, and the persons whom it counts for the case."""

from collections.abc import Mapping

import msgspec

from domain.application.state import Application, Status
from domain.application.state import evolve as evolve_application
from domain.certification.reward import check_rests_on
from domain.certification.roster import claim_of
from domain.certification.state import Certification, evolve, stream_of
from domain.programs import over_quota_reward
from domain.programs.over_quota_facts import OverQuotaRewardFacts
from ledger.book import Book

CERTIFICATION = "certification:"
"""How the id of a certification begins, which holds claims as cases do."""


def rests_on(book: Book, state: Application) -> dict[str, int]:
    """The certification on which a reward rests, with its version; refuses a reward that disagrees with it."""
    facts = _reward(state)
    if facts is None:
        return {}
    stream = stream_of(state.applicant, facts.year)
    standing, version = book.load(stream, evolve, None)
    check_rests_on(stream, standing, facts)
    return {stream: version}


def check_against(state: Application, known: Mapping[str, Certification | None]) -> bool:
    """Check a reward against the certifications as they stood; False for what is no reward."""
    facts = _reward(state)
    if facts is None:
        return False
    stream = stream_of(state.applicant, facts.year)
    check_rests_on(stream, known.get(stream), facts)
    return True


def certified_claims(state: Application) -> tuple[str, ...]:
    """The counting claims that a certification holds for the case."""
    facts = _reward(state)
    if facts is None or not facts.rests_on_certification:
        return ()
    return tuple(claim_of(each.person, month) for each in facts.placements for month in each.months)


def certification_behind(state: Application) -> str | None:
    """The certification that a case rests on, if it is a reward that rests on one."""
    facts = _reward(state)
    return stream_of(state.applicant, facts.year) if facts and facts.rests_on_certification else None


def case_behind(book: Book, holder: str) -> str | None:
    """The case that holds a claim: the holder itself, or the reward that rests on the certification, if any."""
    if not holder.startswith(CERTIFICATION):
        return holder
    _, employer, year = holder.split(":")
    return next(iter(book.claims(f"cost:{employer}:{over_quota_reward.CODE}:{year}").values()), None)


def granted_reward(book: Book, certification: str) -> tuple[str | None, dict[str, int]]:
    """The reward that rests on the certification, if it is granted, and the version of it that this rests on."""
    case = case_behind(book, certification)
    if case is None:
        return None, {}
    state, version = book.load(case, evolve_application, None)
    granted = state is not None and state.status is Status.APPROVED
    return case if granted else None, {case: version}


def _reward(state: Application) -> OverQuotaRewardFacts | None:
    if state.programme != over_quota_reward.CODE:
        return None
    return msgspec.convert(state.facts, OverQuotaRewardFacts)
