"""Social-insurance subsidy 社会保险补贴: what was paid for a person with recognised difficulty, for a limited term."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import Rounding, round_fen, shown
from domain.party import is_pseudonym
from domain.programs.base import Claim, Contradiction, Earlier, Programme
from domain.programs.exclusions import Ground
from domain.programs.social_insurance_facts import (
    INSURANCES,
    EmployerMustApply,
    Insured,
    OwnPaymentsOnly,
    PaidMonth,
    SocialInsuranceFacts,
    check,
)
from domain.programs.support_term import SupportTerm, support_term
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "social_insurance_subsidy"
FORMULA: Final = "social_insurance_subsidy/2019"
ITEM: Final = "social_insurance"


class InsuranceNotKnown(Refusal):
    """规定的补贴险种「{name}」未知;可用险种:{known}。

    The rule names an unknown insurance "{name}"; known are {known}.
    """


_UNPAID = Ground("nothing_paid", "当月没有实际缴纳补贴险种的费用", "nothing was paid for the subsidised insurances")


class _Rate(msgspec.Struct, frozen=True):
    """The law of one month: which insurances, at most how much of each (fen), which share, how rounded."""

    insurances: tuple[str, ...]
    ceilings: dict[str, int]
    share: Provision
    rounding: Rounding

    def base(self, paid: PaidMonth) -> int:
        """The part of the payment (fen) that the share applies to."""
        amounts = paid.by_insurance()
        return sum(min(amounts[name], self.ceilings.get(name, amounts[name])) for name in self.insurances)

    def subsidy(self, paid: PaidMonth) -> int:
        """The subsidy of the month in fen, rounded by the month."""
        return round_fen(self.base(paid) * self.share.ratio, self.rounding)


def law_day(facts: SocialInsuranceFacts) -> date:
    """The first day of the latest month applied for; share and brackets are those of the first day of each month."""
    check(facts)
    return max(paid.month for insured in facts.insured for paid in insured.months).first_day


def decide(facts: SocialInsuranceFacts, law: Law) -> Decision:
    """Month by month: payable within the term, the given share of what was really paid."""
    working = Working(FORMULA, law, law_day(facts))
    term = support_term(working)
    rates = _rates(working, facts)
    grounds: dict[Ground, Provision] = {}
    amount = sum(_for_person(working, insured, term, rates, grounds) for insured in facts.insured)
    if amount == 0:
        for ground, provision in grounds.items():
            working.refuse(
                ground.code, f"没有可补贴的月份:{ground.zh}", f"no month is payable: {ground.en}", by=provision
            )
    working.step("补贴金额", "各人补贴合计", shown(amount))
    return working.decide(amount)


def _for_person(
    working: Working, insured: Insured, term: SupportTerm, rates: dict[Month, _Rate], grounds: dict[Ground, Provision]
) -> int:
    """The subsidy (fen) of one person; leaves one step for what is paid and one for each ground of exclusion."""
    payable, excluded = _sorted_out(insured, term, rates)
    for ground, months in excluded.items():
        provision = grounds.setdefault(ground, _clause(ground, term, rates[months[0]]))
        working.step(f"{insured.person} 不予补贴的月份", f"{_listed(months)}:{ground.zh}", shown(0), by=provision)
    total = sum(rates[paid.month].subsidy(paid) for paid in payable)
    if payable:
        working.step(f"{insured.person} 补贴 {len(payable)} 个月", _expression(payable, rates), shown(total))
    return total


def _sorted_out(
    insured: Insured, term: SupportTerm, rates: dict[Month, _Rate]
) -> tuple[list[PaidMonth], dict[Ground, list[Month]]]:
    """The months that are paid for, and the others by what stands against them."""
    payable: list[PaidMonth] = []
    excluded: dict[Ground, list[Month]] = {}
    for paid in sorted(insured.months, key=lambda each: each.month):
        used = insured.months_already_subsidised + len(payable)
        ground = term.ground_against(
            insured.first_recognised, insured.months_to_retirement_at_first_recognition, paid.month, used
        ) or (None if rates[paid.month].subsidy(paid) else _UNPAID)
        if ground is None:
            payable.append(paid)
        else:
            excluded.setdefault(ground, []).append(paid.month)
    return payable, excluded


def _clause(ground: Ground, term: SupportTerm, rate: _Rate) -> Provision:
    return rate.share if ground == _UNPAID else term.clause(ground)


def _listed(months: list[Month]) -> str:
    return "、".join(map(str, months))


def _expression(payable: list[PaidMonth], rates: dict[Month, _Rate]) -> str:
    return ";".join(
        f"{paid.month} {shown(rates[paid.month].base(paid))} × {rates[paid.month].share.shown}" for paid in payable
    )


class _Citations:
    """Looks provisions up month by month and leaves a step for each the first time it is met."""

    def __init__(self, working: Working) -> None:
        self._working = working
        self._cited: set[tuple[str, str, date, date]] = set()

    def cite(self, label: str, key: str, day: date) -> Provision:
        """The provision in force on the day; a table of insurances is shown by their names."""
        found = self._working.law.at(key, day)
        name = (found.key, found.place, found.valid_from, found.published_on)
        if name not in self._cited:
            self._cited.add(name)
            if found.unit == "table":
                self._working.step(label, found.key, _named(found), by=found)
            else:
                self._working.uses(label, key, day)
        return found


def _rates(working: Working, facts: SocialInsuranceFacts) -> dict[Month, _Rate]:
    """The rate of every month, each provision cited once."""
    citations = _Citations(working)
    months = {paid.month for insured in facts.insured for paid in insured.months}
    return {month: _rate(citations, facts.employment, month.first_day) for month in sorted(months)}


def _rate(citations: _Citations, employment: str, day: date) -> _Rate:
    insurances = _insurances(citations.cite("补贴险种", f"insurances.{employment}", day))
    capped = insurances if employment == "flexible" else ()
    return _Rate(
        insurances=insurances,
        ceilings={
            name: citations.cite(f"{INSURANCES[name]}最低档缴费额", f"lowest_bracket.{name}", day).fen
            for name in capped
        },
        share=citations.cite("补贴比例", f"share.{employment}", day),
        rounding=Rounding(citations.cite("金额取整规则", f"rounding.{employment}", day).text),
    )


def _insurances(provision: Provision) -> tuple[str, ...]:
    names = tuple(map(str, provision.table["names"]))
    for name in names:
        if name not in INSURANCES:
            known = ", ".join(INSURANCES)
            raise InsuranceNotKnown(field=provision.key, rule=provision.authority, name=name, known=known)
    return names


def _named(provision: Provision) -> str:
    mark = "(演示值)" if provision.is_demo else ""
    return "、".join(INSURANCES[name] for name in _insurances(provision)) + mark


def claims(facts: SocialInsuranceFacts, subject: str) -> tuple[Claim, ...]:
    """Every insured person's month once, whoever applies; a flexible worker (`subject`) claims for nobody else."""
    check(facts)
    if facts.employment == "employed" and is_pseudonym(subject):
        raise EmployerMustApply(field="employment")
    if facts.employment == "flexible" and facts.insured[0].person != subject:
        raise OwnPaymentsOnly(field="insured")
    return tuple(
        sorted(
            Claim(kind="cost", subject=insured.person, item=ITEM, period=str(paid.month))
            for insured in facts.insured
            for paid in insured.months
        )
    )


def history(facts: SocialInsuranceFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """Nobody has drawn fewer months than the book has granted for that person, whichever employer applied."""
    drawn = {each.case: _drawn(each) for each in earlier}
    for index, insured in enumerate(facts.insured):
        cases = tuple(case for case, months in drawn.items() if months.get(insured.person))
        held = sum(drawn[case][insured.person] for case in cases)
        if insured.months_already_subsidised < held:
            yield Contradiction(
                field=f"insured[{index}].months_already_subsidised",
                stated=f"{insured.months_already_subsidised}",
                held=f"{held}",
                cases=cases,
            )


def _drawn(earlier: Earlier) -> dict[str, int]:
    """How many months a granted case paid for, by person."""
    working = Working(FORMULA, earlier.law, law_day(earlier.facts))
    term, rates = support_term(working), _rates(working, earlier.facts)
    return {insured.person: len(_sorted_out(insured, term, rates)[0]) for insured in earlier.facts.insured}


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="社会保险补贴",
    name_en="Social-insurance subsidy",
    beneficiary="either",
    facts=SocialInsuranceFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    history=history,
    rules=("P2-016", "P3-020", "P3-021", "P3-022", "P3-027", "P5-026"),
)
