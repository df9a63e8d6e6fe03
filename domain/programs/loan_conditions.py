"""The conditions of the loan interest subsidy: the borrower, the sum, the term, the rate and the periods."""

from domain.money import shown
from domain.programs.loan_facts import LoanInterestFacts, overlapping
from domain.programs.loan_grounds import check_grounds
from domain.programs.terms import months_after
from domain.working import Working


def conditions(working: Working, facts: LoanInterestFacts) -> None:
    """Check every condition in the order of the articles; each that fails leaves its reason."""
    _borrower(working, facts)
    check_grounds(working, facts)
    _times(working, facts)
    _sum(working, facts)
    _term(working, facts)
    _rate(working, facts)
    _periods(working, facts)


def _borrower(working: Working, facts: LoanInterestFacts) -> None:
    certificate = working.uses("须持有有效残疾人证", "certificate_required")
    if certificate.flag and not facts.certificate_valid:
        working.refuse(
            "certificate_not_valid", "申请时残疾人证无效", "the disability certificate is not valid", by=certificate
        )


def _times(working: Working, facts: LoanInterestFacts) -> None:
    most = working.uses("贴息贷款累计次数", "loans_at_most")
    if facts.earlier_loans >= most.count:
        working.refuse(
            "too_many_loans", f"已享受贴息贷款{facts.earlier_loans}次", f"{facts.earlier_loans} loans before", by=most
        )


def _sum(working: Working, facts: LoanInterestFacts) -> None:
    firm = facts.borrower == "small_firm"
    limit = working.uses("贷款额度上限", "limit.small_firm" if firm else "limit.individual")
    most = limit.fen
    if facts.borrower == "partnership":
        most = _partnership_limit(working, most, facts.partners)
    if facts.loan > most:
        working.refuse(
            "loan_too_large", f"贷款金额超过额度上限{shown(most)}", f"the loan is larger than {shown(most)}", by=limit
        )


def _partnership_limit(working: Working, individual: int, partners: int) -> int:
    """So many individual limits and a tenth more, but never above that of a small firm: fen."""
    share = working.uses("合伙创业额度", "limit.partnership_share")
    ceiling = working.uses("合伙创业额度上限", "limit.small_firm")
    most = min(int(individual * partners * share.ratio), ceiling.fen)
    working.step(
        "合伙创业额度", f"min({shown(individual)} × {partners} 人 × {share.shown}, {ceiling.shown})", shown(most)
    )
    return most


def _term(working: Working, facts: LoanInterestFacts) -> None:
    firm = facts.borrower == "small_firm"
    months = working.uses("贷款期限上限", "term.small_firm" if firm else "term.individual")
    latest = months_after(facts.lent_on, months.count)
    if facts.due_on > latest:
        working.refuse(
            "term_too_long",
            f"贷款期限超过{months.count}个月",
            f"the term is longer than {months.count} months",
            by=months,
        )


def _rate(working: Working, facts: LoanInterestFacts) -> None:
    margin = working.uses("贷款利率上限(在参考利率上加点)", "rate_cap_over_reference_bp")
    cap = facts.reference_rate_bp + int(margin.ratio * 10_000)
    working.step("贷款利率上限", f"{facts.reference_rate_bp} 个基点 + {margin.shown}", f"{cap} 个基点", by=margin)
    if facts.rate_bp > cap:
        working.refuse(
            "rate_above_cap",
            f"贷款利率{facts.rate_bp}个基点高于上限{cap}个基点",
            f"the rate of {facts.rate_bp} bp is above the cap of {cap} bp",
            by=margin,
        )


def _periods(working: Working, facts: LoanInterestFacts) -> None:
    """Periods lie inside the loan, do not overlap, and owe no more than was lent."""
    clause = working.uses("按实际用款期间贴息", "interest_by_period")
    for one, other in overlapping(facts):
        working.refuse("periods_overlap", f"计息期间重叠:{one};{other}", f"periods overlap: {one}; {other}", by=clause)
    for period in facts.in_order:
        if period.principal > facts.loan:
            working.refuse(
                "principal_above_loan",
                f"{period}计息本金超过贷款金额",
                f"{period}: principal above the loan",
                by=clause,
            )
        late = period.last_day >= facts.due_on and not (period.overdue or period.extended)
        if period.first_day < facts.lent_on or late:
            working.refuse(
                "period_outside_loan",
                f"{period}不在贷款期限内(还款日当天不计息)",
                f"{period} is outside the loan (the due day bears no interest)",
                by=clause,
            )
