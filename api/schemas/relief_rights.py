"""The forms of the reliefs that are no fees: VAT, income that is not counted, licences, priorities, procurement."""

from typing import get_args

from api.schemas.fields import Day, Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import place_field
from api.schemas.people import FormPart
from api.schemas.relief_form import Choices, MaybeNone, ReliefForm, Unit, choice
from api.schemas.texts import Code
from domain.reliefs.tobacco_licence import Category
from domain.reliefs.vat_refund import CreditGrade, Policy


class VatMonth(FormPart):
    """One month: of how many persons each condition was met."""

    month = MonthOfYear("退税月份", example="2024-01")
    staff = Whole("在职职工人数", example=40)
    persons = Whole("其中残疾职工人数", example=10)
    contracts = Whole("签订一年以上合同人数", example=10)
    insured = Whole("足额缴纳五险人数", example=10)
    paid = Whole("经银行足额发放工资人数", example=10)


class VatRefundFacts(FormPart):
    """The choice, and the months of the refund."""

    policy = choice("选定的就业增值税优惠政策", get_args(Policy), example="pwd_employment")
    chosen_on = Day("选定日期", example="2024-01-10")
    credit_grade = choice("纳税信用等级", get_args(CreditGrade), example="B")
    blind_massage = YesNo("是否盲人按摩机构", example=False)
    resale_or_commissioned = YesNo("是否外购货物直接销售或委托加工", example=False)
    qualifying_revenue = Yuan("适用优惠的收入(元)", example="600000.00")
    total_revenue = Yuan("全部收入(元)", example="1000000.00")
    vat_paid = Yuan("可退还的已缴增值税(元)", example="200000.00")
    months = MaybeNone(VatMonth)


class VatRefundForm(ReliefForm):
    """The whole form; without months it records the choice."""

    code = "vat_refund"
    place = place_field("330702")
    beneficiary = Group(Unit)
    facts = Group(VatRefundFacts)


class Employment(FormPart):
    """One job."""

    begins_on = Day("就业日期", example="2023-03-01")
    ends_on = Day("离职日期", example=None, note="仍在职的不填", default=None)


class EarnedMonth(FormPart):
    """The income of one month."""

    month = MonthOfYear("收入月份", example="2024-01")
    income = Yuan("本人就业收入(元)", example="2300.00")


class IncomeDisregardFacts(FormPart):
    """The household, every job since the first, and the income."""

    in_dibao_household = YesNo("是否低保家庭成员", example=True)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    qualifies_for_taper = YesNo("是否符合渐退条件", example=False, default=False)
    employments = Group(Employment, many=True)
    months = Group(EarnedMonth, many=True)


class IncomeDisregardForm(ReliefForm):
    """The whole form."""

    code = "income_disregard"
    facts = Group(IncomeDisregardFacts)


class TobaccoLicenceFacts(FormPart):
    """The applicant and the site."""

    applied_on = Day("申请日期", example="2024-03-01")
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    local_hukou = YesNo("是否本地户籍", example=True)
    on_dibao = YesNo("是否享受低保", example=True)
    categories = Choices("残疾类别", get_args(Category), example=["physical"])
    runs_it_in_person = YesNo("是否本人经营", example=True)
    other_layout_rules_met = YesNo("是否符合其他布局规定", example=True)
    distance = Whole("与最近零售点距离(米)", example=30)
    ordinary_spacing = Whole("布局规定的间距(米)", example=50)
    outlets_in_zone = Whole("区域内现有零售点数", example=8)
    ordinary_number = Whole("区域内零售点数量上限", example=10)


class TobaccoLicenceForm(ReliefForm):
    """The whole form."""

    code = "tobacco_licence_relaxation"
    facts = Group(TobaccoLicenceFacts)


class LotteryOutletFacts(FormPart):
    """The outlet and the comparison."""

    applied_on = Day("申请日期", example="2024-03-01")
    outlet = Code("网点编号", example="HZ-0001")
    newly_added = YesNo("是否新增网点", example=True)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    meets_requirements = YesNo("是否符合开设条件", example=True)
    score = Whole("本人得分", example=80)
    best_other_score = Whole("其他申请人最高分", example=80)


class LotteryOutletForm(ReliefForm):
    """The whole form."""

    code = "lottery_outlet_priority"
    facts = Group(LotteryOutletFacts)


class ProcurementFacts(FormPart):
    """The welfare unit and its bid."""

    bid_on = Day("投标日期", example="2024-03-01")
    project = Code("采购项目编号", example="CG-2024-01")
    staff = Whole("在职职工人数", example=40)
    persons = Whole("其中残疾职工人数", example=10)
    contracts = Whole("签订合同人数", example=10)
    insured = Whole("按月足额参保人数", example=10)
    paid = Whole("经银行足额发放工资人数", example=10)
    statement_given = YesNo("是否提供声明函", example=True)
    own_goods_or_services = YesNo("是否本单位的货物、工程或服务", example=True)
    bid = Yuan("报价(元)", example="100000.00")


class ProcurementForm(ReliefForm):
    """The whole form."""

    code = "procurement_sme_equivalence"
    beneficiary = Group(Unit)
    facts = Group(ProcurementFacts)


class MassageClinicFacts(FormPart):
    """The clinic."""

    applied_on = Day("申请日期", example="2024-03-01")
    practice_licence_valid = YesNo("执业许可或备案是否有效", example=True)
    practising_since = Day("开始执业日期", example="2023-06-01")
    blind_practitioners = Whole("盲人医疗按摩人员数", example=3)
    qualified_practitioners = Whole("有从业资格的人数", example=3)
    settles_online = YesNo("是否具备联网结算条件", example=True)


class MassageClinicForm(ReliefForm):
    """The whole form."""

    code = "blind_massage_clinic_insurance"
    beneficiary = Group(Unit)
    facts = Group(MassageClinicFacts)
