"""An office of a book that keeps placements and certifies them: officers with one role each, and their errands."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.actor import Actor
from domain.calendar import Month, WorkerCategory, month_range
from domain.details import EmployerDetails
from domain.errors import Refusal
from domain.placement.terms import MonthEvidence
from ledger.commands import certifications as verbs
from ledger.commands import draft, placements, register, submit
from ledger.commands.base import Receipt, Request
from ledger.commands.open_book import create_book
from ledger.vault import Vault
from tests.factories import bank_card, uscc
from tests.placed import registration, worker

PLACE = "140100"
YEAR = 2023
INSURANCES = ("pension", "medical", "unemployment", "work_injury", "maternity")
FIRST, SECOND = uscc(31), uscc(32)


class Office:
    """A book of a place (Taiyuan), from March 2024 on, with officers who each hold one role."""

    def __init__(self, url: str, folder: Path, place: str = PLACE) -> None:
        self.count, self.place, self.today = 0, place, date(2024, 3, 5)
        asked = self.asks("operator", ())
        key_file = folder / f"{place}.json"
        self.book, keys = create_book(url, place=place, mode="demo", key_file=key_file, request=asked)
        self.vault = Vault(self.book, keys)

    def asks(self, who: str, roles: tuple[str, ...]) -> Request:
        self.count += 1
        now = datetime(*self.today.timetuple()[:3], 2, self.count // 60, self.count % 60, tzinfo=UTC)
        actor = Actor(id=who, roles=roles, place=self.place)
        return Request(actor=actor, now=now, key=f"k-{self.count}", reason="依规定办理")

    def known(self, number: int, grade: int = 3) -> str:
        details = msgspec.structs.replace(worker(number, grade=grade), account=bank_card(number))
        register.register(self.book, self.vault, details, self.asks("intake", ("intake_officer",)))
        return self.vault.party_id(details)

    def places(self, person: str, employer: str, first: str = "2023-01", last: str = "2023-12", **how: Any) -> str:
        """A placement of the year with evidence for every month from `first` to `last`."""
        content = registration(
            person, employer=employer, place=self.place, employer_place=self.place, started_on=f"{first}-01", **how
        )
        command = msgspec.convert(content, placements.RegisterPlacement)
        placement = placements.register(self.book, self.vault, command, self.asks("clerk", ("quota_officer",))).subject
        for month in month_range(Month.parse(first), Month.parse(last)):
            evidence = evidence_of(month, employer)
            month_command = placements.RecordMonth(placement=placement, evidence=evidence)
            placements.record_month(self.book, month_command, self.asks("clerk", ("quota_officer",)))
        return placement

    def files(self, employer: str, *ids: str, staff: int = 100, **how: Any) -> Receipt:
        content = {
            "employer": employer,
            "employer_kind": "enterprise",
            "year": YEAR,
            "place": self.place,
            "staff_by_month": [staff] * 12,
            "staff_source": "contracts",
            "placements": ids,
        }
        command = msgspec.convert(content | how, verbs.FileCertification)
        return verbs.file(self.book, command, self.asks("filer", ("quota_officer",)))

    def certifies(self, employer: str, who: str = "certifier") -> Receipt:
        command = verbs.Certify(employer=employer, year=YEAR)
        return verbs.certify(self.book, command, self.asks(who, ("certification_officer",)))

    def revokes(self, employer: str) -> Receipt:
        command = verbs.RevokeCertification(employer=employer, year=YEAR, ground="虚假安排", clause="第十四条")
        return verbs.revoke(self.book, command, self.asks("certifier", ("certification_officer",)))

    def rewarded(self, employer: str, facts: dict[str, Any]) -> Receipt:
        details = EmployerDetails(uscc=employer, name="单位", account=f"33050000{self.count:08d}")
        command, parties = draft.application(
            self.vault,
            programme="over_quota_reward",
            place=self.place,
            applied_on=date(2024, 3, 5),
            facts=facts,
            applicant=details,
        )
        asked = self.asks("intake", ("intake_officer",))
        return submit.draft_and_submit(self.book, self.vault, command, parties, asked)

    def refused(self, kind: type[Refusal], act: Any) -> Refusal:
        """The refusal of an act, which leaves the log as it was."""
        before = self.book.head.position
        with pytest.raises(kind) as caught:
            act()
        assert self.book.head.position == before
        return caught.value


def evidence_of(month: Month, employer: str, wage: int = 300_000) -> MonthEvidence:
    return MonthEvidence(
        month=month,
        wage=wage,
        wage_paid_by=employer,
        through_bank=True,
        full_time=True,
        insurances=INSURANCES,  # type: ignore[arg-type]
        insurance_paid_by=employer,
        age_in_years=38,
        worker=WorkerCategory.FEMALE_55,
        reached_retirement=False,
        reference="工资单",
    )
