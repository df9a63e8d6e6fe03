"""Government procurement 政府采购: a welfare unit for persons with disabilities is treated as a small enterprise."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Final

from msgspec import Meta

from domain.money import Rounding, round_fen, shown
from domain.names import zh
from domain.programs.base import Claim, Facts
from domain.reliefs.base import Relief
from domain.reliefs.placement_ratio import Count, shortfalls, thresholds
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "procurement_sme_equivalence"
FORMULA: Final = "procurement_sme_equivalence/2017"
ITEM: Final = "procurement_status"


class ProcurementFacts(Facts, frozen=True, kw_only=True):
    """The welfare unit in the month of the bid; `contracts`, `insured` and `paid` count persons with disabilities.

    `bid` is the price offered (fen).
    """

    bid_on: date
    project: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
    staff: Count
    persons: Count
    contracts: Count
    insured: Count
    paid: Count
    statement_given: bool
    own_goods_or_services: bool
    bid: Annotated[int, Meta(ge=0)]


def decide(facts: ProcurementFacts, law: Law) -> Decision:
    """The conditions of a welfare unit; then what the status brings: reserved share, price deduction, priority."""
    working = Working(FORMULA, law, facts.bid_on)
    treated = working.uses("视同小型、微型企业", "treated_as_small")
    least = thresholds(working, blind_massage=False)
    for code, words, en, rule in shortfalls(Fraction(facts.staff), Fraction(facts.persons), least, ""):
        working.refuse(code, words, en, by=rule)
    _per_person(working, facts)
    statement = working.uses("须提供残疾人福利性单位声明函", "statement_required")
    if statement.flag and not facts.statement_given:
        working.refuse("no_statement", "没有提供声明函", "the statement letter is missing", by=statement)
    own = working.uses("须为本单位制造的货物、承担的工程或服务", "own_goods_required")
    if own.flag and not facts.own_goods_or_services:
        words = "所供货物、工程或服务不是残疾人福利性单位的"
        working.refuse("not_own_goods", words, "the goods or services are not its own", by=own)
    _policies(working, facts, treated.table["policies"])
    return working.decide(0, ())


def _per_person(working: Working, facts: ProcurementFacts) -> None:
    """Every person has a contract and insurance, and is paid at least the minimum wage through a bank."""
    rule = working.uses("劳动合同、社会保险、银行发放工资", "conditions_per_person")
    for code, met, words, en in (
        ("no_contract", facts.contracts, "未签订劳动合同或服务协议", "have no contract"),
        ("not_insured", facts.insured, "未按月足额缴纳社会保险", "are not insured in full"),
        ("not_paid_by_bank", facts.paid, "未经银行支付最低工资以上的工资", "are not paid by bank in full"),
    ):
        if met < facts.persons:
            short = facts.persons - met
            working.refuse(code, f"有 {short} 人{words}", f"{short} persons {en}", by=rule)


def _policies(working: Working, facts: ProcurementFacts, policies: list[str]) -> None:
    """What the status brings at the place; a price deduction is for the comparison only, paid is the price offered."""
    for policy in policies:
        working.step("享受的政策", "视同小型、微型企业", zh(policy))
    if "reserved_share" in policies:
        working.uses("预留采购份额", "reserved_share")
    if "price_deduction" in policies:
        deduction = working.uses("价格评审扣除", "price_deduction")
        compared = round_fen(facts.bid * (1 - deduction.ratio), Rounding.FEN_HALF_UP)
        working.step("评审价格", f"报价 {shown(facts.bid)} × (1 - {deduction.shown})", shown(compared), by=deduction)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="残疾人福利性单位视同小微企业",
    name_en="Welfare units treated as small enterprises in procurement",
    kind="eligibility",
    beneficiary="employer",
    facts=ProcurementFacts,
    decide=decide,
    law_day=lambda facts: facts.bid_on,
    claims=lambda facts, subject, _: (Claim(kind="cost", subject=subject, item=ITEM, period=facts.project),),
    period=lambda facts: (facts.bid_on, facts.bid_on),
    last_day=lambda facts: facts.bid_on,
    rules=("P2-020", "P4-013"),
)
