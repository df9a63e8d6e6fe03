"""The exclusion matrix: its cells as data, what two cases are to each other, and the difference that is paid."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from domain.calendar import Month
from domain.cross_use.cells import (
    Cell,
    CellMalformed,
    CellMirrored,
    CellOfUnknownProgramme,
    CellsContradict,
    cell_of,
    cells_in_force,
    matrix,
)
from domain.cross_use.judge import CrossUseExcluded, CrossUseLocked, GrantedOnceOnly, conflicts, offsets
from domain.cross_use.top_up import topped_up
from domain.cross_use.uses import Benefit, benefit_of, scope_of
from domain.errors import Refusal
from domain.names import ZH
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Decision, Instalment, Offset
from tests.cases import granted
from tests.factories import uscc

DAY = date(2024, 3, 1)
DEMO, PRODUCTION = load_statutes(demo=True), load_statutes(demo=False)
LEASE, STARTUP = "lease_subsidy", "startup_grant"


def row(**changed: Any) -> Provision:
    """A cell as a row of the statute book."""
    value = {"first": LEASE, "second": STARTUP, "scope": "person", "relation": "exclusive", "span": "month"}
    columns = {name: changed.pop(name) for name in tuple(changed) if name in Provision.__struct_fields__}
    value |= changed
    given: dict[str, Any] = {
        "programme": "cross_use",
        "key": f"{value['first']}.{value['second']}.{value['scope']}",
        "place": "330500",
        "value": value,
        "unit": "table",
        "valid_from": date(2022, 1, 1),
        "published_on": date(2022, 1, 1),
        "authority": "某文第一条",
        "source": "https://example.org/1",
        "grade": "A",
    }
    return Provision(**(given | columns))


def cell(**changed: Any) -> Cell:
    return cell_of(row(**changed))


def lease(*months: str, case: str = "A-lease", subject: str = "p_a", amount: int = 0) -> Benefit:
    claims = tuple(f"cost:{subject}:premises_lease:{month}" for month in months)
    return benefit_of(case, LEASE, claims, DAY, DAY, amount)


def startup(on: date = DAY, *, case: str = "A-startup", subject: str = "p_a", amount: int = 0) -> Benefit:
    return benefit_of(case, STARTUP, (f"cost:{subject}:startup_grant:once",), on, on, amount)


def refusal(found: Cell, mine: Benefit, *others: Benefit) -> Refusal | None:
    return next((conflict.refusal() for conflict in conflicts([found], mine, others)), None)


# --- the data ---


@pytest.mark.parametrize("book", [DEMO, PRODUCTION])
def test_the_shipped_matrix_can_be_read(book: StatuteBook) -> None:
    assert matrix(book)
    for each in matrix(book):
        assert {each.terms.first, each.terms.second, each.terms.relation, each.terms.span} <= set(ZH)


def test_what_no_document_excludes_is_excluded_in_a_demonstration_only() -> None:
    forbidding = [each for each in matrix(PRODUCTION) if each.terms.relation in ("exclusive", "once", "max")]
    assert {each.terms.first for each in forbidding} == {"same_cost_item", "other_fund"}
    assert {each.terms.relation for each in matrix(DEMO)} >= {"exclusive", "once", "max", "complement", "lock"}


def test_the_vat_refund_is_locked_for_36_months_in_the_whole_country() -> None:
    (lock,) = [each for each in cells_in_force(PRODUCTION, "430100", DAY, DAY) if each.terms.relation == "lock"]
    assert (lock.terms.months, lock.provision.grade) == (36, "B")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"second": "startup_grants"}, CellOfUnknownProgramme),
        ({"first": STARTUP, "second": LEASE}, CellMirrored),
        ({"key": "lease_subsidy.startup_grant.employer"}, CellMirrored),
        ({"scope": "village"}, CellMalformed),
        ({"relation": "maybe"}, CellMalformed),
        ({"span": "week"}, CellMalformed),
        ({"surprise": 1}, CellMalformed),
        ({"months": 36}, CellMalformed),
        ({"relation": "lock"}, CellMalformed),
        ({"relation": "lock", "months": 36, "second": LEASE}, CellMalformed),
    ],
)
def test_a_cell_that_cannot_be_carried_out_is_refused_by_name(changed: dict[str, Any], error: type[Refusal]) -> None:
    with pytest.raises(error) as refused:
        cell(**changed)
    assert "330500" in refused.value.zh
    assert refused.value.field in refused.value.en


def test_cells_that_allow_and_forbid_the_same_pair_are_refused() -> None:
    allowing, forbidding = row(relation="complement"), row(scope="employer")
    with pytest.raises(CellsContradict):
        matrix(StatuteBook((allowing, forbidding)))
    ended = row(scope="employer", valid_from=date(2020, 1, 1), valid_to=date(2021, 12, 31))
    assert len(matrix(StatuteBook((allowing, ended)))) == 2


def test_an_unknown_place_of_a_cell_is_refused_by_the_loader(tmp_path: Path) -> None:
    path = tmp_path / "339999" / "cross_use.toml"
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    with pytest.raises(Refusal, match="339999"):
        load_statutes(tmp_path, demo=True)


def test_the_nearest_place_decides_a_cell() -> None:
    book = StatuteBook((row(place="000000"), row(relation="complement")))
    relations = {place: [each.terms.relation for each in cells_in_force(book, place, DAY, DAY)] for place in PLACES}
    assert relations == {"330500": ["complement"], "140100": ["exclusive"]}


PLACES = ("330500", "140100")


def test_a_cell_counts_from_its_publication() -> None:
    book = StatuteBook((row(published_on=date(2024, 6, 1)),))
    assert cells_in_force(book, "330500", DAY, DAY) == ()
    assert len(cells_in_force(book, "330500", DAY, date(2024, 6, 1))) == 1


# --- what two cases are to each other ---


@pytest.mark.parametrize(
    ("span", "on", "meets"),
    [
        ("month", date(2024, 1, 31), True),
        ("month", date(2024, 2, 1), False),
        ("year", date(2024, 12, 31), True),
        ("year", date(2025, 1, 1), False),
        ("ever", date(2025, 1, 1), True),
    ],
)
def test_two_cases_exclude_each_other_over_the_span(span: str, on: date, meets: bool) -> None:
    found = refusal(cell(span=span), startup(on), lease("2024-01"))
    assert isinstance(found, CrossUseExcluded) is meets
    assert isinstance(refusal(cell(span=span), lease("2024-01"), startup(on)), CrossUseExcluded) is meets


def test_the_refusal_names_case_cell_and_clause() -> None:
    found = refusal(cell(), startup(date(2024, 1, 1)), lease("2024-01"))
    assert found is not None
    assert (found.field, found.rule) == ("lease_subsidy.startup_grant.person", "某文第一条")
    for sentence in (found.zh, found.en):
        assert "A-lease" in sentence
        assert "某文第一条" in sentence


def test_different_subjects_do_not_exclude_each_other() -> None:
    assert refusal(cell(span="ever"), startup(subject="p_b"), lease("2024-01")) is None


def test_a_cell_looks_at_subjects_of_its_scope_only() -> None:
    assert refusal(cell(span="ever", scope="employer"), startup(), lease("2024-01")) is None


@pytest.mark.parametrize(
    ("subject", "scope"),
    [("p_a", "person"), (uscc(1), "employer"), ("h_1", "household"), ("s_1", "site"), ("x", None)],
)
def test_every_scope_has_its_subjects(subject: str, scope: str | None) -> None:
    assert scope_of(subject) == scope
    if scope is not None:
        found = refusal(cell(span="ever", scope=scope), startup(subject=subject), lease("2024-01", subject=subject))
        assert isinstance(found, CrossUseExcluded)


def test_a_course_excludes_the_same_course_only() -> None:
    once = cell(first="training_fee_subsidy", second="training_fee_subsidy", relation="once", span="course")
    one, other = (
        benefit_of(f"A-{name}", "training_fee_subsidy", (f"cost:p_a:training_fee:course:{name}",), DAY, DAY)
        for name in ("K1", "K2")
    )
    assert refusal(once, one, other) is None
    assert isinstance(refusal(once, one, one), GrantedOnceOnly)


def test_a_cost_item_may_stand_for_every_programme_that_claims_it() -> None:
    by_item = cell(first="premises_lease", second=STARTUP, span="ever")
    assert isinstance(refusal(by_item, startup(), lease("2024-01")), CrossUseExcluded)


def test_days_and_years_lie_in_their_months() -> None:
    def months(claim: str) -> frozenset[Month]:
        return benefit_of("A", LEASE, (claim,), DAY, date(2024, 4, 1)).uses[0].months

    assert months("cost:p_a:loan_interest:2024-01-31") == {Month(2024, 1)}
    assert months("cost:91:over_quota_reward:2023") == {Month(2023, number) for number in range(1, 13)}
    assert months("cost:p_a:training_fee:course:2024-1") == {Month(2024, 3), Month(2024, 4)}


# --- lock ---


@pytest.mark.parametrize(("months", "locked"), [(14, False), (15, True)])
def test_a_choice_binds_for_its_months(months: int, locked: bool) -> None:
    found = refusal(cell(relation="lock", months=months), startup(DAY), lease("2023-01", "2023-12"))
    assert isinstance(found, CrossUseLocked) is locked
    if found is not None:
        assert found.details["until"] == Month(2024, 4)


def test_a_renewal_does_not_prolong_the_lock() -> None:
    lock = cell(relation="lock", months=12)
    first, renewed = lease("2022-01", case="A1"), lease("2024-01", case="A2")
    assert refusal(lock, startup(DAY), renewed, first) is None


# --- max ---


def test_only_the_shared_months_are_set_off() -> None:
    both = cell(relation="max", second="loan_interest_subsidy")
    mine = benefit_of("A2", "loan_interest_subsidy", ("cost:p_a:loan_interest:2024-02-01",), DAY, DAY)
    (offset,) = offsets([both], mine, [lease("2024-01", "2024-02", "2024-03", amount=100_000)])
    assert offset.amount == round(Fraction(100_000, 3))
    assert (offset.case, offset.programme, offset.authority) == ("A-lease", LEASE, "某文第一条")


def test_nothing_is_set_off_that_was_not_granted_or_does_not_meet() -> None:
    both = cell(relation="max")
    assert offsets([both], startup(date(2024, 1, 1)), [lease("2024-01")]) == ()
    assert offsets([both], startup(DAY), [lease("2024-01", amount=5)]) == ()
    assert offsets([cell()], startup(date(2024, 1, 1)), [lease("2024-01", amount=5)]) == ()


def offset(amount: int) -> Offset:
    return Offset(case="A1", programme=LEASE, amount=amount, authority="某文", source="-", grade="demo")


def test_the_difference_is_paid_and_explained() -> None:
    decision = topped_up(granted(1_000), (offset(300),))
    assert (decision.amount, decision.instalments) == (700, (Instalment(label="一次性", amount=700),))
    assert [step.value for step in decision.steps] == ["3.00 元(演示值)", "7.00 元"]
    assert decision.granted


def test_the_first_instalments_are_set_off_first() -> None:
    parts = tuple(Instalment(label=str(number), amount=400) for number in (1, 2, 3))
    decision = topped_up(_with(granted(1_200), parts), (offset(500), offset(100)))
    assert [(part.label, part.amount) for part in decision.instalments] == [("2", 200), ("3", 400)]
    assert decision.amount == 600


def _with(decision: Decision, parts: tuple[Instalment, ...]) -> Decision:
    return Decision(
        formula=decision.formula,
        place=decision.place,
        law_day=decision.law_day,
        known_on=decision.known_on,
        statute_digest=decision.statute_digest,
        amount=decision.amount,
        steps=(),
        instalments=parts,
    )


@pytest.mark.parametrize("held", [1_000, 1_001])
def test_no_difference_is_a_refusal_with_its_clause(held: int) -> None:
    decision = topped_up(granted(1_000), (offset(held),))
    assert (decision.granted, decision.amount, decision.instalments) == (False, 0, ())
    assert [(reason.code, reason.authority) for reason in decision.reasons] == [("not_higher", "某文")]


def test_without_an_offset_the_decision_stays_as_it_is() -> None:
    decision = granted(1_000)
    assert topped_up(decision, ()) is decision
