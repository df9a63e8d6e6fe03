"""On what ground a loan is subsidised: any start-up, or only leaders, heritage bearers and bases, as the place says."""

from typing import Final

from domain.programs.base_standard import check_base
from domain.programs.loan_facts import LoanInterestFacts
from domain.statutes.book import Provision
from domain.working import Working

GROUNDS: Final = "grounds"


def check_grounds(working: Working, facts: LoanInterestFacts) -> None:
    """A base must be one; where the place names its grounds, one of them must be given."""
    if facts.as_base:
        check_base(working, facts)
    named = working.law.find(GROUNDS, working.law_day)
    if named is None:
        return
    working.step("贴息贷款的扶持对象", named.key, _shown(named), by=named)
    if not (_heir(named, facts) or _leads(working, named, facts)):
        working.refuse(
            "neither_leader_nor_heir",
            "未带动其他残疾人稳定就业,也不是经认定的残疾人非遗继承人",
            "keeps too few other persons with disabilities employed and is no recognised heritage bearer",
            by=named,
        )


def _heir(named: Provision, facts: LoanInterestFacts) -> bool:
    return bool(named.table.get("heritage_heir", False)) and facts.heritage_heir


def _leads(working: Working, named: Provision, facts: LoanInterestFacts) -> bool:
    """Enough others, each of them employed for long enough."""
    if not named.table.get("leader", False):
        return False
    persons = working.uses("带动其他残疾人就业人数", "leader_employs_at_least")
    months = working.uses("稳定就业", "leader_stable_months")
    return facts.pwd_employed >= persons.count and facts.pwd_employed_months >= months.count


def _shown(named: Provision) -> str:
    words = {"leader": "带动其他残疾人稳定就业的", "heritage_heir": "经认定的残疾人非遗继承人"}
    return "、".join(word for name, word in words.items() if named.table.get(name, False))
