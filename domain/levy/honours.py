"""Who may be commended 评先: not a public body that neither places enough nor meets its duty in another way."""

from datetime import date
from typing import Final

from domain.levy.facts import EmployerKind
from domain.levy.state import Levy
from domain.money import shown
from domain.names import zh
from domain.plans.implementer import Implementer
from domain.statutes.book import Law
from domain.working import Decision, Working

FORMULA: Final = "levy_honours/2022"


def may_be_commended(levy: Levy, law: Law, day: date) -> Decision:
    """Granted, or refused with the clause; the same holds for the head of the body. Places without a rule refuse none.

    Paying, and being exempt by document, both meet the duty; before the levy is due it is not broken yet.
    """
    working = Working(FORMULA, law, day)
    working.step("安排比例", "是否达到规定比例", "未达到" if levy.decision.amount else "已达到(或免征)")
    working.step("尚未缴纳的残保金", f"{levy.year} 年度,截至 {day}", shown(levy.outstanding))
    rule = law.find("honours_exclusion", day)
    kind = EmployerKind(levy.facts["kind"])
    if rule is None or kind not in rule.table["kinds"]:
        working.step("评先限制", zh(kind.value), "不受限制")
    elif levy.outstanding and day > levy.due_on:
        working.refuse(
            "duty_not_met",
            "未按比例安排残疾人就业,且未缴纳残保金,本单位不能参评先进单位,主要负责人不能参评先进个人",
            "it neither places enough nor pays the levy: neither the body nor its head may be commended",
            by=rule,
        )
    return working.decide(0)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="honours_exclusion",
        name_zh="机关、事业单位评先限制",
        name_en="No commendation of public bodies that neither place nor pay",
        rules=("P3-011",),
    ),
)
