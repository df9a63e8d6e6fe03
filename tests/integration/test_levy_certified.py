"""The levy rests on the certification of the base year where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.levy.certified import CertificationSaysOtherwise, CertifiedFigures, NotCertified
from domain.levy.facts import EmployerKind, LevyFacts
from domain.levy.levy import plain
from domain.levy.refusals import YearOfAnotherLevy
from ledger.audit.verify import verify
from ledger.commands import levies
from ledger.commands.load import load_levy
from tests.quota_office import FIRST, PLACE, SECOND, Office

WAGES = 1_200_000_000
LEVY = ("levy_officer",)


@pytest.fixture
def office(book_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office where one employer placed one person for twelve months of 2023, certified in March 2024."""
    here = Office(book_url, tmp_path)
    here.files(FIRST, here.places(here.known(1), FIRST))
    here.certifies(FIRST)
    yield here
    report = verify(here.book, vault=here.vault)
    assert [check for check in report.checks if not check.ok] == []
    here.book.close()


def assessed(office: Office, employer: str = FIRST, year: int = 2024) -> str:
    figures = CertifiedFigures(year=year, wage_total=WAGES)
    command = levies.AssessCertified(uscc=employer, place=PLACE, figures=figures)
    return levies.assess_certified(office.book, command, office.asks("levy", LEVY)).subject


def declared(counted: int) -> LevyFacts:
    return LevyFacts(
        year=2024,
        kind=EmployerKind.ENTERPRISE,
        staff_by_month=(100,) * 12,
        counted_person_months=counted,
        wage_total=WAGES,
    )


def test_staff_and_counted_months_come_from_the_certification(office: Office) -> None:
    state, _ = load_levy(office.book, assessed(office))
    # 100 staff ask for 1.5, one was placed: half a person at 120,000 yuan, half of it.
    assert (state.decision.amount, state.facts["counted_person_months"]) == (3_000_000, 12)
    assert state.facts["certified_on"] == "2024-03-05"


def test_declared_figures_must_agree_with_a_certification_that_stands(office: Office) -> None:
    wrong = levies.Assess(uscc=FIRST, place=PLACE, facts=plain(declared(18)))
    refusal = office.refused(
        CertificationSaysOtherwise, lambda: levies.assess(office.book, wrong, office.asks("levy", LEVY))
    )
    assert "认证计入 12 个人月,所报为 18 个人月" in refusal.zh


def test_without_a_certification_there_is_nothing_to_assess_from(office: Office) -> None:
    office.refused(NotCertified, lambda: assessed(office, SECOND))
    office.refused(NotCertified, lambda: assessed(office, FIRST, year=2025))


def test_a_revoked_certification_counts_nobody_and_the_levy_is_assessed_anew(office: Office) -> None:
    levy = assessed(office)
    office.revokes(FIRST)
    again = levies.ReassessCertified(
        levy=levy, figures=CertifiedFigures(year=2024, wage_total=WAGES), ground="认证已撤销"
    )
    office.refused(NotCertified, lambda: levies.reassess_certified(office.book, again, office.asks("levy", LEVY)))
    nobody = levies.Reassess(levy=levy, facts=plain(declared(0)), ground="认证已撤销")
    levies.reassess(office.book, nobody, office.asks("levy", LEVY))
    assert load_levy(office.book, levy)[0].outstanding == 16_200_000


def test_figures_of_another_year_do_not_change_a_levy(office: Office) -> None:
    levy = assessed(office)
    other = levies.Reassess(levy=levy, facts=plain(declared(12)) | {"year": 2023}, ground="更正")
    office.refused(YearOfAnotherLevy, lambda: levies.reassess(office.book, other, office.asks("levy", LEVY)))
