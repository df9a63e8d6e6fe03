"""A small world: one book in which nearly every kind of event happens to some case, through the real commands."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from domain import payment
from domain.actor import Actor
from domain.calendar import Month, month_range
from domain.details import Details, PersonDetails
from domain.working import Reason
from ledger.book import Book
from ledger.commands import draft, endings, funds, notice, payments, recoveries, register, reveal, review, submit
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_case, load_payment
from ledger.commands.open_book import create_book
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.keys import Keys
from ledger.vault import Vault
from tests.factories import bank_card, disability_certificate, resident_id, uscc
from tests.integration.world_documents import documented
from tests.integration.world_registers import registered
from tests.integration.world_webhooks import connected

PLACE = "330500"
LEVY = "employment_security_fund"
STARTUP, LEASE = "startup_grant", "lease_subsidy"
STARTUP_LINE = f"{LEVY}:2024:{STARTUP}:{PLACE}"
LEASE_LINE = f"{LEVY}:2024:{LEASE}:{PLACE}"
ACCOUNT = "ZFZH-330500"
CLAUSE = "财政违法行为处罚处分条例 第十四条"

ROLES = {
    "budget": "budget_officer",
    "intake": "intake_officer",
    "second-intake": "intake_officer",
    "first": "first_reviewer",
    "site": "site_inspector",
    "second": "second_reviewer",
    "approver": "approver",
    "finance": "finance_officer",
    "appeal": "appeal_officer",
    "privacy": "privacy_officer",
    "levy": "levy_officer",
    "levy-approver": "levy_approver",
    "quota": "quota_officer",
    "certifier": "certification_officer",
    "register": "register_officer",
    "recogniser": "difficulty_recogniser",
    "service": "service_officer",
    "hrss": "hrss_officer",
    "data": "data_officer",
    "second-data": "data_officer",
    "carrier": "facility_officer",
    "carrier-recogniser": "facility_recogniser",
    "jobs": "jobs_officer",
    "analyst": "fraud_analyst",
    "posts": "post_officer",
    "hiring": "recruitment_officer",
    "duty": "duty_officer",
    "duty-supervisor": "duty_supervisor",
    "statistics": "statistics_officer",
    "integration": "integration_officer",
    "publicity": "publicity_officer",
    "second-analyst": "fraud_analyst",
    "fraud-reviewer": "fraud_reviewer",
    "second-fraud-reviewer": "fraud_reviewer",
}
"""The officers by short name, each with one role."""


def person(number: int) -> PersonDetails:
    """A certified person who does not exist, one for each number from 0 to 9."""
    id_number = resident_id(f"198{number}0101")
    return PersonDetails(
        resident_id=id_number,
        name=f"申请人{number}",
        certificate=disability_certificate(id_number),
        account=bank_card(number),
        phone=f"1380000000{number}",
    )


def startup_facts(applied_on: date, business: int) -> dict[str, Any]:
    """A business that qualifies for the grant."""
    return {
        "applied_on": applied_on.isoformat(),
        "business_uscc": uscc(business),
        "registered_on": "2023-01-10",
        "running_since": "2023-01-10",
        "still_running": True,
        "founders": 1,
        "certificate_valid": True,
        "age_in_years_on_application": 35,
        "reached_retirement": False,
        "grants_received": 0,
    }


def lease_facts() -> dict[str, Any]:
    """A lease of twelve months, paid by the quarter."""
    first, last = Month(2023, 1), Month(2023, 12)
    return {
        "lease_begins_on": "2023-01-01",
        "lease_ends_on": "2025-12-31",
        "months": [
            {"month": {"year": month.year, "month": month.month}, "rent_paid": 120_000}
            for month in month_range(first, last)
        ],
        "certificate_valid": True,
        "still_running": True,
        "own_premises": False,
        "related_landlord": False,
    }


class World:
    """A book, its vault, the day, and the names of what happened in it. Money is fen."""

    def __init__(self, book: Book, keys: Keys, folder: Path) -> None:
        self.book = book
        self.keys = keys
        self.vault = Vault(book, keys)
        self.documents = DocumentStore(book, self.vault, folder / "documents")
        self.evidence = EvidenceStore(book, folder / "evidence")
        self.today = date(2024, 1, 2)
        self.cases: dict[str, str] = {}
        self._number = 0

    def next_number(self) -> int:
        """A number that was not there before."""
        self._number += 1
        return self._number

    def request(self, officer: str, *, on: date | None = None) -> Request:
        """A request of today, a minute after the one before."""
        return request_of(officer, self.today, self.next_number(), on=on)

    def now(self) -> datetime:
        """A minute after the last request."""
        return moment(self.today, self.next_number())

    def payment(self, name: str, tranche: int = 1) -> str:
        """The payment of a tranche of a case, by the case's name."""
        return payment.stream_of(self.cases[name], tranche)

    # --- budget ---

    def appropriate(self, amount: int, *, year: int = 2024) -> None:
        command = funds.Appropriate(fund=LEVY, year=year, amount=amount, document="湖财社〔2024〕1号")
        funds.appropriate(self.book, command, self.request("budget"))

    def allot(
        self,
        programme: str,
        amount: int,
        *,
        verb: Callable[..., Receipt] = funds.allot,
        on: date | None = None,
        year: int = 2024,
    ) -> None:
        command = funds.Allot(
            fund=LEVY, year=year, programme=programme, place=PLACE, amount=amount, document="湖残联〔2024〕3号"
        )
        verb(self.book, command, self.request("budget", on=on))

    def close_year(self, carry_forward: int) -> None:
        command = funds.CloseYear(fund=LEVY, year=2024, carry_forward=carry_forward, document="湖财社〔2024〕31号")
        funds.close_year(self.book, command, self.request("budget"))

    # --- cases ---

    def file(self, name: str, who: int, programme: str, facts: dict[str, Any], *, hand_in: bool = True) -> str:
        command, details = draft.application(
            self.vault, programme=programme, place="330502", applied_on=self.today, facts=facts, applicant=person(who)
        )
        verb = submit.draft_and_submit if hand_in else draft.draft
        self.cases[name] = verb(self.book, self.vault, command, details, self.request("intake")).subject
        return self.cases[name]

    def accept(self, name: str) -> None:
        review.accept(self.book, review.Accept(case=self.cases[name]), self.request("intake"))

    def review(self, name: str) -> None:
        opinion = review.Review(case=self.cases[name], opinion="材料属实")
        review.first_review(self.book, opinion, self.request("first"))
        visit = review.SiteCheck(case=self.cases[name], visited_on=self.today, finding="正常经营")
        review.check_site(self.book, visit, self.request("site"))

    def publish(self, name: str) -> None:
        command = notice.PublishNotice(case=self.cases[name], contact="市残联办公室")
        notice.publish_notice(self.book, command, self.request("first"))

    def approve(self, name: str) -> None:
        opinion = review.Review(case=self.cases[name], opinion="同意")
        review.second_review(self.book, opinion, self.request("second"))
        review.approve(self.book, review.Approve(case=self.cases[name]), self.request("approver"))

    def wait_for_notice(self, name: str) -> None:
        last = load_case(self.book, self.cases[name])[0].notice_last_day
        self.today = max(self.today, (last or self.today) + timedelta(days=1))

    def object(self, name: str, *, upheld: bool) -> None:
        command = notice.FileObjection(case=self.cases[name], reference="来信1号", ground="反映并未经营")
        number = int(notice.file_objection(self.book, command, self.request("intake")).outcome["number"])
        answer = notice.ResolveObjection(case=self.cases[name], number=number, upheld=upheld, finding="已核查")
        notice.resolve_objection(self.book, answer, self.request("second"))

    def ground(self, verb: Callable[..., Receipt], officer: str, name: str) -> None:
        verb(self.book, endings.Ground(case=self.cases[name], ground="依规定办理"), self.request(officer))

    def reject(self, name: str) -> None:
        reason = Reason(code="found_on_review", zh="材料不实", en="not proven", authority="演示条款")
        command = endings.Reject(case=self.cases[name], reasons=(reason,))
        endings.reject(self.book, command, self.request("first"))

    def appeal(self, name: str, outcome: Any) -> None:
        endings.appeal(self.book, endings.Appeal(case=self.cases[name], reference="复议1号"), self.request("intake"))
        command = endings.DecideAppeal(case=self.cases[name], outcome=outcome, finding="已复议")
        endings.decide_appeal(self.book, command, self.request("appeal"))

    # --- money ---

    def instruct(self, name: str, tranche: int = 1) -> None:
        command = payments.Instruct(case=self.cases[name], tranche=tranche)
        payments.instruct(self.book, command, self.request("finance"))

    def booked(self, reference: str, amount: int) -> payments.Booked:
        return payments.Booked(account=ACCOUNT, reference=reference, booked_on=self.today, amount=amount)

    def settle(self, name: str, reference: str, tranche: int = 1) -> None:
        state, _ = load_payment(self.book, self.payment(name, tranche))
        command = payments.Settle(payment=state.id, booked=self.booked(reference, state.amount))
        payments.settle(self.book, command, self.request("finance"))

    def give_back(self, name: str, reference: str = "") -> None:
        state, _ = load_payment(self.book, self.payment(name))
        booked = self.booked(reference, state.amount) if reference else None
        command = payments.GiveBack(payment=state.id, code="AC04 账户已销户", booked=booked)
        payments.give_back(self.book, command, self.request("finance"))

    def again(self, verb: Callable[..., Receipt], name: str) -> None:
        verb(self.book, payments.OnPayment(payment=self.payment(name)), self.request("finance"))

    def register(self, details: Details) -> None:
        register.register(self.book, self.vault, details, self.request("intake"))

    def determine(self, name: str, amount: int) -> str:
        command = recoveries.Determine(payment=self.payment(name), amount=amount, ground="转租", clause=CLAUSE)
        return recoveries.determine(self.book, command, self.request("finance")).subject

    def receive(self, recovery: str, reference: str, amount: int) -> None:
        command = recoveries.Receive(recovery=recovery, booked=self.booked(reference, amount))
        recoveries.receive(self.book, command, self.request("finance"))

    def write_off(self, recovery: str, amount: int) -> None:
        command = recoveries.WriteOff(recovery=recovery, amount=amount, document="湖财社〔2025〕4号")
        recoveries.write_off(self.book, command, self.request("budget"))

    def reveal(self, who: int) -> None:
        command = reveal.Reveal(party=self.vault.party_id(person(who)), field="phone")
        reveal.reveal(self.book, self.vault, command, self.request("privacy"))


def moment(day: date, number: int) -> datetime:
    """That minute of the day."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=number)


def request_of(officer: str, day: date, number: int, *, on: date | None = None) -> Request:
    """The n-th request: of that minute of the day, under the n-th key."""
    return Request(
        actor=Actor(id=f"{PLACE}-{officer}", roles=(ROLES[officer],), place=PLACE),
        now=moment(day, number),
        key=f"request-{number:04d}",
        reason="依规定办理",
        on=on,
    )


def opened(url: str, folder: Path) -> World:
    """A new book with a budget and two lines."""
    request = msgspec.structs.replace(request_of("budget", date(2024, 1, 2), 0), key="open")
    book, keys = create_book(url, place=PLACE, mode="demo", key_file=folder / "keys.json", request=request)
    world = World(book, keys, folder)
    world.today = date(2024, 1, 8)
    world.appropriate(100_000_000)
    world.allot(STARTUP, 30_000_000)
    world.allot(LEASE, 6_000_000)
    return world


def played(url: str, folder: Path) -> World:
    """The whole world: a year and what came after it, and the registers."""
    world = opened(url, folder)
    _filing(world)
    _approving(world)
    _paying(world)
    _ending(world)
    _closing(world)
    registered(world, person(1))
    connected(world)
    return world


GRANTS = ("clean", "bounced", "never-left", "given-up", "ended")


def _filing(world: World) -> None:
    world.today = date(2024, 3, 1)
    for number, name in enumerate((*GRANTS, "refused", "withdrawn"), start=1):
        still = name != "refused"
        facts = startup_facts(world.today, number) | {"still_running": still}
        world.file(name, number, STARTUP, facts)
    world.file("lease", 0, LEASE, lease_facts(), hand_in=False)
    submit.submit(world.book, submit.OnCase(case=world.cases["lease"]), world.request("intake"))
    command = submit.ReturnForCorrection(case=world.cases["lease"], findings=("发票不清",))
    submit.return_for_correction(world.book, command, world.request("intake"))
    amended = draft.Amend(case=world.cases["lease"], facts=lease_facts())
    draft.amend(world.book, amended, world.request("intake"))
    submit.resubmit(world.book, submit.OnCase(case=world.cases["lease"]), world.request("intake"))
    world.file("in-review", 8, STARTUP, startup_facts(world.today, 8))
    world.today = date(2024, 3, 4)
    for name in world.cases:
        world.accept(name)
    world.ground(endings.withdraw, "intake", "withdrawn")
    world.appeal("refused", "upheld")


def _approving(world: World) -> None:
    world.today = date(2024, 3, 11)
    for name in (*GRANTS, "lease"):
        world.review(name)
        world.publish(name)
    world.object("clean", upheld=False)
    world.object("bounced", upheld=True)
    world.review("bounced")
    world.publish("bounced")
    world.wait_for_notice("bounced")
    for name in (*GRANTS, "lease"):
        world.approve(name)


def _paying(world: World) -> None:
    world.today = date(2024, 4, 8)
    for name in ("clean", "bounced", "never-left", "given-up", "lease"):
        world.instruct(name)
    world.instruct("lease", 2)
    world.today = date(2024, 4, 9)
    for number, name in enumerate(("clean", "bounced", "given-up", "lease"), start=1):
        world.settle(name, f"S-{number}")
    world.settle("lease", "S-5", 2)
    world.give_back("never-left")
    world.again(payments.cancel, "never-left")
    world.today = date(2024, 4, 11)
    world.give_back("bounced", "R-1")
    world.give_back("given-up", "R-2")
    world.register(msgspec.structs.replace(person(2), account=bank_card(22)))
    world.again(payments.reissue, "bounced")
    world.settle("bounced", "S-6")
    world.reveal(2)


def _ending(world: World) -> None:
    world.today = date(2024, 9, 2)
    world.ground(endings.suspend, "second", "in-review")
    world.ground(endings.resume, "second", "in-review")
    documented(world)
    world.ground(endings.suspend, "second", "lease")
    world.ground(endings.terminate, "second", "lease")
    recovery = world.determine("lease", 100_000)
    world.receive(recovery, "C-1", 60_000)
    world.allot(LEASE, 1_000_000, verb=funds.withdraw_allotment, on=date(2024, 8, 30))


def _closing(world: World) -> None:
    world.today = date(2024, 12, 31)
    world.close_year(50_000_000)
    world.today = date(2025, 1, 20)
    recovery = f"{world.payment('lease')}-R1"
    world.receive(recovery, "C-2", 30_000)
    world.write_off(recovery, 10_000)
    world.again(payments.cancel, "given-up")
    world.ground(endings.terminate, "second", "ended")
    world.appeal("ended", "revoked")
    world.review("in-review")
    world.reject("in-review")
