"""Certification of employer-years: claims taken and given back, one unit a month, and rewards that rest on it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from domain.application.refusals import PersonAlreadyCounted
from domain.calendar import Month
from domain.certification import acts, reward
from ledger import certified_exchange as exchange
from ledger.audit.verify import verify
from ledger.checks.book_claims import ClaimedFor
from ledger.checks.book_tables import BookReader
from ledger.commands import certifications as verbs
from ledger.commands import placements
from ledger.commands.load import load_certification
from ledger.evidence.keys import number_of
from ledger.views import queries, quota_queries
from tests.quota_office import FIRST, SECOND, YEAR, Office, evidence_of


def reward_facts(person: str, last: int = 12, **how: Any) -> dict[str, Any]:
    months = [{"year": YEAR, "month": month} for month in range(1, last + 1)]
    facts = {
        "year": YEAR,
        "staff_by_month": [100] * 12,
        "placements": [{"person": person, "weight": 1, "months": months}],
    }
    return facts | how


@pytest.fixture
def office(book_url: str, tmp_path: Path) -> Iterator[Office]:
    here = Office(book_url, tmp_path)
    yield here
    report = verify(here.book, vault=here.vault)
    assert [check for check in report.checks if not check.ok] == []
    here.book.close()


def test_a_certification_counts_claims_and_averages(office: Office) -> None:
    person = office.known(1, grade=3)
    office.files(FIRST, office.places(person, FIRST, last="2023-07"))
    receipt = office.certifies(FIRST)
    assert receipt.outcome == {"counted_months": "7", "uncounted_months": "0", "counted_average": "7/12(约 0.5833)"}
    claims = office.book.claims(f"count:{person}:")
    assert set(claims.values()) == {f"certification:{FIRST}:{YEAR}"}
    assert len(claims) == 7
    (row,) = quota_queries.certifications(office.book, year=YEAR, place="140000")
    assert (row.status, row.weight_months, row.staff_months, row.persons) == ("certified", 7, 1200, 1)


def test_checks_know_whom_a_reward_counts_by_its_certification(office: Office) -> None:
    person = office.known(1, grade=3)
    office.files(FIRST, office.places(person, FIRST))
    office.certifies(FIRST)
    case = office.rewarded(FIRST, reward_facts(person, rests_on_certification=True)).subject
    whole = BookReader(office.book, office.vault).read()
    about = BookReader(office.book, office.vault).read([queries.case(office.book, case)])
    key = number_of(office.vault, person)
    assert about.claimed == whole.claimed == (ClaimedFor(key, case, YEAR * 12, YEAR * 12 + 11),)
    assert ("person", key) in about.parties
    assert about.tables == whole.tables


def test_a_month_is_counted_by_one_unit_only(office: Office) -> None:
    person = office.known(1)
    office.files(FIRST, office.places(person, FIRST, last="2023-06"))
    office.files(SECOND, office.places(person, SECOND, first="2023-06"))
    office.certifies(FIRST)
    refusal = office.refused(PersonAlreadyCounted, lambda: office.certifies(SECOND))
    assert "2023-06" in refusal.zh
    assert FIRST in refusal.zh
    office.revokes(FIRST)
    assert office.certifies(SECOND).outcome["counted_months"] == "7"


def test_what_does_not_count_is_kept_with_its_reasons(office: Office) -> None:
    person = office.known(1)
    placement = office.places(person, FIRST, last="2023-03")
    low = evidence_of(Month(2023, 2), FIRST, wage=100)
    command = placements.RecordMonth(placement=placement, evidence=low)
    placements.correct_month(office.book, command, office.asks("clerk", ("quota_officer",)))
    office.files(FIRST, placement)
    office.certifies(FIRST)
    state, _ = load_certification(office.book, f"certification:{FIRST}:{YEAR}")
    assert [(each.month, each.reasons) for each in state.uncounted] == [(Month(2023, 2), ("wage_below_minimum",))]
    assert [each.month.month for each in state.counted] == [1, 3]


def test_the_weight_follows_the_grade_of_each_month(office: Office) -> None:
    person = office.known(1, grade=2)
    spans = [
        {
            "kind": "disability_certificate",
            "grade": grade,
            "category": 4,
            "status": "valid",
            "starts_on": start,
            "ends_on": stop,
        }
        for grade, start, stop in ((3, "2020-01-01", "2023-04-30"), (2, "2023-05-01", None))
    ]
    office.files(FIRST, office.places(person, FIRST, certificates=spans))
    assert office.certifies(FIRST).outcome["counted_average"] == "5/3(约 1.6667)"


def test_nobody_certifies_what_he_filed_or_evidenced(office: Office) -> None:
    office.files(FIRST, office.places(office.known(1), FIRST))
    for who in ("filer", "clerk"):
        office.refused(acts.SameOfficerCertifies, lambda who=who: office.certifies(FIRST, who))


def test_a_certification_is_returned_and_filed_again(office: Office) -> None:
    placement = office.places(office.known(1), FIRST)
    office.files(FIRST, placement)
    office.refused(acts.CertificationStage, lambda: office.files(FIRST, placement))
    command = verbs.ReturnCertification(employer=FIRST, year=YEAR, findings=("缺少工资单",))
    verbs.give_back(office.book, command, office.asks("certifier", ("certification_officer",)))
    office.refused(acts.CertificationStage, lambda: office.certifies(FIRST))
    office.files(FIRST, placement)
    office.certifies(FIRST)
    office.refused(acts.CertificationStage, lambda: office.files(FIRST, placement))


def test_a_filing_that_cannot_be_is_refused(office: Office) -> None:
    placement = office.places(office.known(1), FIRST)
    office.refused(acts.YearNotCertifiable, lambda: office.files(FIRST, placement, year=2024))
    office.refused(acts.StaffFromOtherSource, lambda: office.files(FIRST, placement, staff_source="social_insurance"))
    office.refused(acts.PlacementOfOther, lambda: office.files(SECOND, placement))


def test_a_filing_without_a_month_that_counts_is_not_certified(office: Office) -> None:
    office.files(FIRST)
    office.refused(acts.NothingToCertify, lambda: office.certifies(FIRST))


def test_a_reward_rests_on_the_certification_and_claims_no_month_again(office: Office) -> None:
    person = office.known(1)
    office.files(FIRST, office.places(person, FIRST))
    office.certifies(FIRST)
    stream = f"certification:{FIRST}:{YEAR}"
    passes_over = reward_facts(person)
    office.refused(reward.RewardMustRestOnCertification, lambda: office.rewarded(FIRST, passes_over))
    short = reward_facts(person, last=11, rests_on_certification=True)
    refusal = office.refused(reward.RosterDiffersFromCertification, lambda: office.rewarded(FIRST, short))
    assert f"{person} 2023-12" in refusal.zh
    fewer = reward_facts(person, rests_on_certification=True, staff_by_month=[99] * 12)
    office.refused(reward.StaffDiffersFromCertification, lambda: office.rewarded(FIRST, fewer))
    office.rewarded(FIRST, reward_facts(person, rests_on_certification=True))
    assert set(office.book.claims(f"count:{person}:").values()) == {stream}


def test_a_reward_cannot_rest_on_what_does_not_stand(office: Office) -> None:
    person = office.known(1)
    office.files(FIRST, office.places(person, FIRST))
    rests = reward_facts(person, rests_on_certification=True)
    office.refused(reward.CertificationDoesNotStand, lambda: office.rewarded(FIRST, rests))
    office.certifies(FIRST)
    office.revokes(FIRST)
    office.refused(reward.CertificationDoesNotStand, lambda: office.rewarded(FIRST, rests))
    office.rewarded(FIRST, reward_facts(person))


def test_a_reward_without_certification_claims_the_months_itself(office: Office) -> None:
    person = office.known(1)
    case = office.rewarded(FIRST, reward_facts(person)).subject
    office.files(SECOND, office.places(person, SECOND))
    refusal = office.refused(PersonAlreadyCounted, lambda: office.certifies(SECOND))
    assert case in refusal.zh


def test_two_books_find_what_both_certified_without_naming_anybody(office: Office, tmp_path: Path) -> None:
    key, other = b"k" * 32, Office(f"sqlite:///{tmp_path}/other.sqlite", tmp_path, place="330500")
    ours, theirs = office.known(1), other.known(1)
    assert ours != theirs, "a pseudonym means something in its own book only"
    office.files(FIRST, office.places(ours, FIRST, last="2023-02"))
    office.certifies(FIRST)
    other.files(SECOND, other.places(theirs, SECOND, first="2023-02", last="2023-04"))
    other.certifies(SECOND)
    given = exchange.export(other.book, other.vault, YEAR, key)
    assert all(each.digest.isalnum() and theirs not in each.digest for each in given.months)
    (found,) = exchange.overlaps(office.book, office.vault, given, key)
    assert (found.person, found.month, found.employer, found.other_employer) == (ours, "2023-02", FIRST, SECOND)
    assert exchange.overlaps(office.book, office.vault, given, b"x" * 32) == ()
    other.book.close()


def test_an_exchange_needs_a_long_key_and_another_book(office: Office) -> None:
    own = exchange.ExchangeFile(book=office.book.place, year=YEAR, months=())
    office.refused(exchange.ExchangeOfOwnBook, lambda: exchange.overlaps(office.book, office.vault, own, b"k" * 32))
    office.refused(exchange.ExchangeKeyTooShort, lambda: exchange.export(office.book, office.vault, YEAR, b"short"))


def test_two_units_that_certify_one_month_at_once_do_not_both_count_it(office: Office, tmp_path: Path) -> None:
    person = office.known(1)
    for unit in (FIRST, SECOND):
        office.files(unit, office.places(person, unit, last="2023-02"))
    together = Barrier(2)

    def certifies(unit: str, number: int) -> bool:
        command = verbs.Certify(employer=unit, year=YEAR)
        asked = office.asks(f"certifier-{number}", ("certification_officer",))
        together.wait()
        try:
            verbs.certify(office.book, command, asked)
        except PersonAlreadyCounted:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(certifies, (FIRST, SECOND), (1, 2)))
    assert sorted(outcomes) == [False, True]
    assert len(set(office.book.claims(f"count:{person}:").values())) == 1
