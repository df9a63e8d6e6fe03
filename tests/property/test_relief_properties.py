"""Reliefs, whatever is stated: never more than was charged or earned, and the months make the whole."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month
from domain.reliefs.charges import Charge
from domain.reliefs.income_disregard import RELIEF as INCOME
from domain.reliefs.income_disregard import EarnedMonth, Employment, IncomeDisregardFacts
from domain.reliefs.premises_fee import RELIEF as STALL
from domain.reliefs.premises_fee import PremisesFeeFacts
from domain.reliefs.vat_conditions import VatMonth
from domain.reliefs.vat_refund import RELIEF as VAT
from domain.reliefs.vat_refund import VatRefundFacts
from domain.statutes.loader import load_statutes

KNOWN_ON = date(2025, 12, 31)
FEN = st.integers(0, 10**9)
PLACES = st.sampled_from(["330500", "140000", "430000", "330700"])
MONTHS = st.integers(0, 11).map(lambda n: Month(2024, 1).plus(n))


@given(
    st.dictionaries(MONTHS, FEN, min_size=1), st.sampled_from(["330500", "140000", "430000", "330700"]), st.booleans()
)
def test_a_fee_is_never_reduced_by_more_than_it_is(charged: dict[Month, int], place: str, free: bool) -> None:
    facts = PremisesFeeFacts(
        site="newspaper_kiosk",
        newly_built=True,
        run_by_government=False,
        first_month=Month(2024, 1),
        certificate_valid=True,
        operates_in_person=True,
        free_shop=free,
        charges=tuple(Charge(month=month, fee="stall_fee", charged=fen) for month, fen in charged.items()),
    )
    decision = STALL.decide(facts, load_statutes(demo=True).law(STALL.code, place, KNOWN_ON))
    assert decision.amount == sum(part.amount for part in decision.instalments)
    assert all(part.amount <= charged[Month.parse(part.label)] for part in decision.instalments)
    assert decision.granted is (decision.amount > 0)


@given(st.dictionaries(MONTHS, FEN, min_size=1), st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.booleans())
def test_income_is_disregarded_in_full_in_part_or_not_at_all(
    earned: dict[Month, int], begins_on: date, qualifies: bool
) -> None:
    facts = IncomeDisregardFacts(
        in_dibao_household=True,
        certificate_valid=True,
        qualifies_for_taper=qualifies,
        employments=(Employment(begins_on=begins_on),),
        months=tuple(EarnedMonth(month=month, income=fen) for month, fen in earned.items()),
    )
    decision = INCOME.decide(facts, load_statutes(demo=True).law(INCOME.code, "330500", KNOWN_ON))
    for part in decision.instalments:
        income = earned[Month.parse(part.label)]
        assert part.amount in (income, (income + 1) // 2)
        assert qualifies or part.amount == income


@given(st.lists(st.tuples(MONTHS, st.integers(0, 60), st.integers(0, 30)), min_size=1, unique_by=lambda m: m[0]), FEN)
def test_a_vat_refund_is_never_more_than_was_paid_in(stated: list[tuple[Month, int, int]], paid: int) -> None:
    facts = VatRefundFacts(
        policy="pwd_employment",
        chosen_on=date(2024, 1, 1),
        credit_grade="A",
        blind_massage=False,
        resale_or_commissioned=False,
        qualifying_revenue=1,
        total_revenue=1,
        vat_paid=paid,
        months=tuple(
            VatMonth(month=month, staff=staff, persons=n, contracts=n, insured=n, paid=n) for month, staff, n in stated
        ),
    )
    decision = VAT.decide(facts, load_statutes(demo=True).law(VAT.code, "330702", KNOWN_ON))
    assert decision.amount <= paid
    assert decision.granted is any(n >= 10 and 4 * n >= staff for _, staff, n in stated)
