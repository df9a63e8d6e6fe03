"""Social-insurance subsidy: facts that cannot be, the law of each month, and what the working says."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import msgspec
import pytest

from domain.calendar import Month, month_range
from domain.errors import Refusal
from domain.money import Rounding
from domain.programs.social_insurance_facts import (
    Insured,
    MonthGivenTwice,
    NegativeFigure,
    NobodyInsured,
    OneFlexibleWorkerOnly,
    OwnPaymentsOnly,
    PaidMonth,
    PersonGivenTwice,
    SocialInsuranceFacts,
)
from domain.programs.social_insurance_subsidy import PROGRAMME, InsuranceNotKnown, claims, decide, law_day
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2030, 1, 1)
JANUARY = Month(2024, 1)
RECOGNISED = Month(2020, 1)


def law_of(changed: Mapping[str, object] = MappingProxyType({})) -> Law:
    """The shipped law of Huzhou with some values of the subsidy changed."""
    rows = (
        msgspec.structs.replace(row, value=changed[row.key])
        if row.programme == PROGRAMME.code and row.key in changed
        else row
        for row in DEMO.provisions
    )
    return StatuteBook(rows).law(PROGRAMME.code, "330500", KNOWN_ON)


def person(
    name: str = "p_1",
    *months: Month,
    recognised: Month = RECOGNISED,
    left: int | None = None,
    drawn: int = 0,
    pension: int = 60_000,
) -> Insured:
    return Insured(
        person=name,
        first_recognised=recognised,
        months_to_retirement_at_first_recognition=left,
        months_already_subsidised=drawn,
        months=tuple(PaidMonth(month=month, pension=pension, medical=30_000) for month in months),
    )


def employed(*insured: Insured) -> SocialInsuranceFacts:
    return SocialInsuranceFacts(insured=insured)


def flexible(*insured: Insured) -> SocialInsuranceFacts:
    return SocialInsuranceFacts(employment="flexible", insured=insured)


IMPOSSIBLE = [
    (employed(), NobodyInsured),
    (employed(person("p_1")), NobodyInsured),
    (employed(person("p_1", JANUARY), person("p_2")), NobodyInsured),
    (employed(person("p_1", JANUARY), person("p_1", Month(2024, 2))), PersonGivenTwice),
    (employed(person("p_1", JANUARY, JANUARY)), MonthGivenTwice),
    (employed(person("p_1", JANUARY, drawn=-1)), NegativeFigure),
    (employed(person("p_1", JANUARY, left=-1)), NegativeFigure),
    (employed(person("p_1", JANUARY, pension=-1)), NegativeFigure),
    (flexible(person("p_1", JANUARY), person("p_2", JANUARY)), OneFlexibleWorkerOnly),
]


@pytest.mark.parametrize(("facts", "error"), IMPOSSIBLE)
def test_facts_that_cannot_be_are_refused_on_submission_and_on_decision(
    facts: SocialInsuranceFacts, error: type[Refusal]
) -> None:
    with pytest.raises(error):
        claims(facts, "p_1")
    with pytest.raises(error):
        decide(facts, law_of())


def test_a_flexible_worker_claims_for_nobody_else() -> None:
    with pytest.raises(OwnPaymentsOnly):
        claims(flexible(person("p_2", JANUARY)), "p_1")
    assert [claim.key for claim in claims(flexible(person("p_1", JANUARY)), "p_1")] == [
        "cost:p_1:social_insurance:2024-01"
    ]


def test_a_month_is_one_claim_whoever_pays_it() -> None:
    by_employer = claims(employed(person("p_1", JANUARY)), "employer-1")
    assert by_employer == claims(flexible(person("p_1", JANUARY)), "p_1")


def test_the_law_day_is_the_first_day_of_the_latest_month() -> None:
    facts = employed(person("p_1", Month(2024, 5)), person("p_2", Month(2024, 7), Month(2024, 6)))
    assert law_day(facts) == date(2024, 7, 1)


def test_the_order_of_the_months_does_not_matter() -> None:
    months = month_range(Month(2024, 1), Month(2024, 6))
    in_order = decide(employed(person("p_1", *months, drawn=33)), law_of())
    reversed_order = decide(employed(person("p_1", *reversed(months), drawn=33)), law_of())
    assert in_order == reversed_order
    assert in_order.amount == 3 * 90_000


def test_a_provision_is_cited_once_however_many_months_it_rules() -> None:
    months = month_range(Month(2023, 11), Month(2024, 2))
    steps = decide(flexible(person("p_1", *months, pension=80_000)), law_of()).steps
    brackets = [step.value for step in steps if step.label.endswith("最低档缴费额")]
    assert brackets == [
        "758.25 元/月(演示值)",
        "321.00 元/月(演示值)",
        "789.75 元/月(演示值)",
        "330.00 元/月(演示值)",
    ]
    assert [step.label for step in steps].count("补贴比例") == 1
    assert [step.value for step in steps if step.label == "补贴险种"] == ["养老保险、医疗保险(演示值)"]


@pytest.mark.parametrize(
    ("drawn", "month", "granted"),
    [(0, Month(2020, 2), True), (0, Month(2020, 3), False), (40, Month(2020, 2), True), (36, Month(2020, 3), False)],
)
def test_near_retirement_the_month_of_retirement_ends_the_term_and_nothing_else(
    drawn: int, month: Month, granted: bool
) -> None:
    decision = decide(employed(person("p_1", month, left=2, drawn=drawn)), law_of())
    assert decision.granted is granted
    assert [reason.code for reason in decision.reasons] == ([] if granted else ["retired"])


def test_who_was_recognised_in_the_month_of_retirement_draws_nothing() -> None:
    decision = decide(employed(person("p_1", Month(2020, 1), left=0)), law_of())
    assert [reason.code for reason in decision.reasons] == ["retired"]


def test_months_that_are_not_paid_for_do_not_use_the_term_up() -> None:
    unpaid = PaidMonth(month=Month(2023, 1))
    insured = person("p_1", Month(2023, 2), drawn=35)
    facts = employed(msgspec.structs.replace(insured, months=(unpaid, *insured.months)))
    assert decide(facts, law_of()).amount == 90_000


def test_each_ground_cites_its_own_clause() -> None:
    facts = employed(
        person("p_1", Month(2019, 12)),
        person("p_2", JANUARY, drawn=36),
        person("p_3", JANUARY, left=12),
        msgspec.structs.replace(person("p_4"), months=(PaidMonth(month=JANUARY, work_injury=5_000),)),
    )
    decision = decide(facts, law_of())
    cited = {reason.code: reason.authority for reason in decision.reasons}
    assert list(cited) == ["before_recognition", "term_used_up", "retired", "nothing_paid"]
    assert all(cited.values())
    assert decision.amount == 0


def test_a_place_may_add_insurances() -> None:
    paid = PaidMonth(month=JANUARY, pension=60_000, work_injury=1_000, maternity=500)
    facts = employed(msgspec.structs.replace(person("p_1"), months=(paid,)))
    assert decide(facts, law_of()).amount == 60_000
    wider = {"names": ["pension", "medical", "unemployment", "work_injury", "maternity"]}
    assert decide(facts, law_of({"insurances.employed": wider})).amount == 61_500


def test_a_rule_with_an_unknown_insurance_is_refused() -> None:
    with pytest.raises(InsuranceNotKnown):
        decide(employed(person("p_1", JANUARY)), law_of({"insurances.employed": {"names": ["housing"]}}))


@pytest.mark.parametrize(
    ("rule", "fen"),
    [(Rounding.YUAN_HALF_UP, 72_000), (Rounding.YUAN_DOWN, 71_900), (Rounding.FEN_HALF_UP, 71_950)],
)
def test_the_rounding_of_a_month_is_the_places_choice(rule: Rounding, fen: int) -> None:
    paid = PaidMonth(month=Month(2023, 12), pension=75_825, medical=32_100)
    facts = flexible(msgspec.structs.replace(person("p_1"), months=(paid,)))
    assert decide(facts, law_of({"rounding.flexible": rule.value})).amount == fen


def test_the_decision_names_its_formula_and_the_book_it_read() -> None:
    law = law_of()
    decision = decide(employed(person("p_1", JANUARY)), law)
    assert decision.formula == "social_insurance_subsidy/2019"
    assert (decision.law_day, decision.statute_digest) == (date(2024, 1, 1), law.digest)


def test_facts_come_back_from_the_bytes_of_a_log() -> None:
    facts = employed(person("p_1", JANUARY, left=59))
    assert msgspec.json.decode(msgspec.json.encode(facts), type=SocialInsuranceFacts) == facts
