"""Traces: from any end upwards to the budget's documents and downwards to the bank statement."""

from collections.abc import Iterator

import msgspec
import pytest

from domain.errors import NotFound
from ledger import chart
from ledger.audit.recompute import recompute
from ledger.audit.trace import trace
from ledger.audit.tree import CaseTrace, Trace
from ledger.views import queries
from tests.integration.world import ACCOUNT, LEASE_LINE, LEVY, PLACE, STARTUP_LINE, World, played


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("trace")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=trace_both_ways"
    here = played(url, folder)
    yield here
    here.book.close()


def case_of(found: Trace) -> CaseTrace:
    assert found.case is not None
    return found.case


def test_a_payment_leads_up_to_the_documents_of_its_budget(world: World) -> None:
    found = trace(world.book, world.payment("bounced"))
    assert found.kind == "payment"
    assert found.budget is not None
    assert found.budget.line == STARTUP_LINE
    documents = [(document.topic, document.document, document.amount) for document in found.budget.documents]
    assert documents == [
        ("fund.Appropriated", "湖财社〔2024〕1号", 100_000_000),
        ("fund.Allotted", "湖残联〔2024〕3号", 30_000_000),
        ("fund.YearClosed", "湖财社〔2024〕31号", 94_460_000),
    ]


def test_a_payment_leads_down_to_its_lines_on_the_bank_statement(world: World) -> None:
    (payment,) = case_of(trace(world.book, world.payment("bounced"))).payments
    assert [(line.reference, line.amount) for line in payment.bank_lines] == [
        ("S-2", -1_000_000),
        ("R-1", 1_000_000),
        ("S-6", -1_000_000),
    ]
    assert [line.topic for line in payment.events] == [
        "payment.Instructed",
        "payment.Settled",
        "payment.Returned",
        "payment.Reissued",
        "payment.Settled",
    ]


def test_a_trace_says_who_reviewed_and_approved_in_which_role(world: World) -> None:
    case = case_of(trace(world.book, world.payment("clean")))
    assert [(officer.act, officer.actor, officer.roles) for officer in case.officers] == [
        ("completeness", f"{PLACE}-intake", ("intake_officer",)),
        ("first_review", f"{PLACE}-first", ("first_reviewer",)),
        ("on_site_check", f"{PLACE}-site", ("site_inspector",)),
        ("public_notice", f"{PLACE}-first", ("first_reviewer",)),
        ("objection", f"{PLACE}-second", ("second_reviewer",)),
        ("second_review", f"{PLACE}-second", ("second_reviewer",)),
    ]
    (approval,) = case.approvals
    assert (approval.actor, approval.roles) == (f"{PLACE}-approver", ("approver",))


def test_a_trace_explains_the_amount_step_by_step(world: World) -> None:
    case = case_of(trace(world.book, world.payment("clean")))
    accepted, approved = case.decisions
    assert (accepted.amount, approved.amount) == (1_000_000, 1_000_000)
    assert {accepted.facts_digest, approved.facts_digest} == {case.facts_digest}
    assert all(step.label and step.value for step in approved.steps)
    assert approved.steps[-1].value == "10,000.00 元"
    assert all(step.authority and step.grade for step in approved.steps)


def test_a_trace_shows_every_notice_with_its_objections(world: World) -> None:
    first, second = case_of(trace(world.book, world.payment("bounced"))).notices
    assert (len(first.objections), len(first.resolutions)) == (1, 1)
    assert (second.objections, second.resolutions) == ((), ())
    assert first.position < first.objections[0] < first.resolutions[0] < second.position


def test_every_event_of_a_case_and_its_money_is_in_its_trace(world: World) -> None:
    for name, id in world.cases.items():
        case = case_of(trace(world.book, id))
        positions = [line.position for line in (*case.events, *case.handling)]
        for payment in case.payments:
            positions += [line.position for line in payment.events]
            for recovery in payment.recoveries:
                positions += [line.position for line in recovery.events]
        expected = [line.position for line in queries.timeline(world.book, case=id)]
        assert sorted(positions) == expected, name


def test_a_recovery_leads_to_its_payment_and_its_money(world: World) -> None:
    id = f"{world.payment('lease')}-R1"
    found = trace(world.book, id)
    assert (found.kind, found.budget.line if found.budget else "") == ("recovery", LEASE_LINE)
    (payment,) = case_of(found).payments
    (recovery,) = payment.recoveries
    assert payment.payment.id == world.payment("lease")
    assert [(line.reference, line.amount) for line in recovery.bank_lines] == [("C-1", 60_000), ("C-2", 30_000)]
    assert recovery.recovery.outstanding == 0


def test_a_line_of_the_bank_statement_leads_to_what_it_paid(world: World) -> None:
    assert trace(world.book, f"{ACCOUNT}/S-6").kind == "payment"
    (payment,) = case_of(trace(world.book, f"{ACCOUNT}/S-6")).payments
    assert payment.payment.id == world.payment("bounced")
    assert trace(world.book, f"{ACCOUNT}/C-2").kind == "recovery"


def test_an_application_shows_all_its_payments(world: World) -> None:
    found = trace(world.book, world.cases["lease"])
    assert [payment.payment.tranche for payment in case_of(found).payments] == [1, 2]


def test_an_application_without_budget_has_none(world: World) -> None:
    found = trace(world.book, world.cases["refused"])
    assert found.budget is None
    assert [decision.topic for decision in case_of(found).decisions] == ["application.Rejected"]
    assert case_of(found).decisions[0].reasons


SHARES = {
    chart.PRE_ENCUMBERED.code: "pre_encumbered",
    chart.ENCUMBERED.code: "encumbered",
    chart.ENCUMBERED_HELD.code: "held",
    chart.EXPENDED_UNPAID.code: "unpaid",
    chart.EXPENDED_PAID.code: "paid",
}


@pytest.mark.parametrize("identifier", [STARTUP_LINE, LEASE_LINE, f"fund:{LEVY}:2024"])
def test_the_shares_of_a_budget_make_up_its_balances(world: World, identifier: str) -> None:
    found = trace(world.book, identifier)
    assert found.budget is not None
    stands = {balance.account: balance.amount for balance in found.budget.balances}
    for account, name in SHARES.items():
        assert sum(getattr(share, name) for share in found.shares) == stands.get(account, 0)


def test_a_budget_leads_down_to_every_case_and_payment(world: World) -> None:
    found = trace(world.book, f"fund:{LEVY}:2024")
    assert {share.case for share in found.shares} == set(world.cases.values()) - {world.cases["refused"]}
    payments = {payment.id for share in found.shares for payment in share.payments}
    assert payments == {row.id for row in queries.payments(world.book)}


def test_a_carry_forward_is_a_document_of_both_years(world: World) -> None:
    after = trace(world.book, f"fund:{LEVY}:2025").budget
    assert after is not None
    (document,) = after.documents
    assert (document.topic, document.amount) == ("fund.CarriedForwardIn", 50_000_000)


@pytest.mark.parametrize(
    "identifier",
    [
        "A2024-330502-NOTHING",
        "fund:nothing:2024",
        f"fund:{LEVY}:2031",
        f"{LEVY}:2024:nothing:330500",
        "a/b",
        "",
        "::::",
    ],
)
def test_what_names_nothing_is_not_found(world: World, identifier: str) -> None:
    with pytest.raises(NotFound):
        trace(world.book, identifier)


def test_a_trace_is_plain_data(world: World) -> None:
    found = trace(world.book, world.payment("bounced"))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Trace) == found


def test_every_decision_recomputes(world: World) -> None:
    told: list[tuple[int, int]] = []
    found = recompute(world.book, lambda done, total: told.append((done, total)))
    assert found.differences == ()
    assert found.counted == 15
    assert told == [(world.book.head.position, world.book.head.position)]
