"""One line of a sheet of placement months: which placement, which month, and what was paid and insured."""

from typing import Any, Final

from marshmallow import validates_schema

from api.schemas.fields import FormField, MonthOfYear, YesNo, Yuan, said
from api.schemas.form import former_retirement_age
from api.schemas.people import FormPart
from api.schemas.texts import CreditCode, Text
from domain.errors import Refusal
from domain.names import zh

INSURANCES: Final = ("pension", "medical", "unemployment", "work_injury", "maternity")
_SEPARATORS: Final = str.maketrans("、,;；,", "     ")


class InsuranceNotNamed(Refusal):
    """「{name}」不是五项社会保险之一;可填:{known},以顿号分隔。

    "{name}" is none of the five insurances ({known}), separated by commas.
    """


class Insurances(FormField[tuple[str, ...]]):
    """Some of the five social insurances, by code or Chinese name."""

    form = "险种,以顿号分隔 insurances, separated by commas"

    def parsed(self, value: object) -> tuple[str, ...]:
        """The codes, in the order of the law."""
        names = {zh(code): code for code in INSURANCES} | {code: code for code in INSURANCES}
        given = str(value).translate(_SEPARATORS).split()
        for name in given:
            if name not in names:
                raise InsuranceNotNamed(field=str(self.name), name=name, known="、".join(map(zh, INSURANCES)))
        held = {names[name] for name in given}
        return tuple(code for code in INSURANCES if code in held)


class OnlyPlacements(Refusal):
    """安置编号应以 placement: 开头。

    The id of a placement begins with placement:.
    """


class PlacementMonth(FormPart):
    """A month of a placement; payers that are left blank are the employer."""

    placement = Text("安置编号", example="placement:91330502000000001X:p_example:2023-01-01")
    month = MonthOfYear("月份", example="2023-01")
    wage = Yuan("实发工资", example="3000.00")
    wage_paid_by = CreditCode("发放工资的单位", example="91330502000000001X", default="")
    through_bank = YesNo("是否通过银行发放", example=True, default=True)
    full_time = YesNo("是否全日制", example=True, default=True)
    insurances = Insurances("足额缴纳的险种", example="养老保险、医疗保险", default=())
    insurance_paid_by = CreditCode("缴纳社会保险的单位", example="91330502000000001X", default="")
    former_retirement_age = former_retirement_age()
    reference = Text("证据文号", example="工资单2023-01")

    @validates_schema
    def names_a_placement(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an id of something else."""
        if not data["placement"].startswith("placement:"):
            raise said(OnlyPlacements(field="placement"), "placement")
