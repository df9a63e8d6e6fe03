"""The form of the start-up loan interest subsidy 创业担保贷款贴息: one item per interest period."""

from typing import Any, Final

from api.schemas.fields import Choice, Day, Group, Percent, Whole, YesNo, Yuan
from api.schemas.form import ApplicationForm, Reading
from api.schemas.people import FormPart

BORROWERS: Final = {"individual": "个人", "partnership": "合伙创业", "small_firm": "小微企业"}


class InterestPeriod(FormPart):
    """One period as the bank settled it."""

    first_day = Day("计息首日", example="2024-01-01")
    last_day = Day("计息末日", example="2024-03-31", note="含当日")
    principal = Yuan("计息本金(元)", example="200000.00")
    interest_paid = Yuan("实付利息(元)", example="2098.05")
    overdue = YesNo("是否逾期", example=False, default=False)
    extended = YesNo("是否展期", example=False, default=False)


class LoanInterestFacts(FormPart):
    """The contract and the borrower."""

    contract_signed_on = Day("合同签订日", example="2023-03-15")
    lent_on = Day("放款日", example="2023-03-20")
    due_on = Day("到期日", example="2026-03-19")
    borrower = Choice("借款人类型", BORROWERS, example="individual")
    partners = Whole("合伙人数", example=1, note="合伙创业填写", default=1)
    loan = Yuan("贷款金额(元)", example="200000.00")
    rate = Percent("贷款年利率(%)", example="4.15")
    reference_rate = Percent("合同参考利率(%)", example="3.65", note="贷款市场报价利率(LPR)或当时的基准利率")
    earlier_loans = Whole("此前已享受贴息次数", example=0)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    pwd_employed = Whole("带动其他残疾人就业人数", example=0, default=0)
    pwd_employed_months = Whole("其中最短的已就业月数", example=0, note="带动就业的填写", default=0)
    heritage_heir = YesNo("是否残疾人非遗继承人", example=False, default=False)
    as_base = YesNo("是否以基地申请", example=False, note="残疾人就业创业基地、孵化基地", default=False)
    employs_directly = YesNo("是否以员工制组织就业", example=False, note="以基地申请的填写", default=False)
    insures_employees = YesNo("是否为员工参加社会保险", example=False, note="以基地申请的填写", default=False)
    meets_base_standard = YesNo("是否达到基地建设标准", example=False, note="以基地申请的填写", default=False)
    periods = Group(InterestPeriod, many=True)


class LoanInterestForm(ApplicationForm):
    """The whole form; rates are basis points from here on."""

    code = "loan_interest_subsidy"
    facts = Group(LoanInterestFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts under the names of the programme."""
        facts = super().to_facts(form, reading)
        return facts | {"rate_bp": facts.pop("rate"), "reference_rate_bp": facts.pop("reference_rate")}
