"""The form of the premises-lease subsidy 场地租赁补贴: one item per month of rent."""

from api.schemas.fields import Day, Group, MonthOfYear, YesNo, Yuan
from api.schemas.form import ApplicationForm
from api.schemas.people import FormPart


class RentMonth(FormPart):
    """The rent of one month."""

    month = MonthOfYear("租赁月份", example="2024-01")
    rent_paid = Yuan("当月实付租金(元)", example="1200.00")


class LeaseSubsidyFacts(FormPart):
    """The lease, and what the officer checked about the premises."""

    lease_begins_on = Day("租赁合同起始日", example="2023-07-01")
    lease_ends_on = Day("租赁合同截止日", example="2026-06-30")
    first_subsidised = MonthOfYear("首次享受补贴月份", example=None, note="第一次申请的不填", default=None)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    still_running = YesNo("是否正常经营", example=True)
    own_premises = YesNo("是否自有场地", example=False)
    related_landlord = YesNo("出租方是否关联方", example=False)
    employs_directly = YesNo("是否以员工制组织就业", example=False, note="仅部分地区要求", default=False)
    insures_employees = YesNo("是否为员工参加社会保险", example=False, note="仅部分地区要求", default=False)
    meets_base_standard = YesNo("是否达到基地建设标准", example=False, note="仅部分地区要求", default=False)
    months = Group(RentMonth, many=True)


class LeaseSubsidyForm(ApplicationForm):
    """The whole form."""

    code = "lease_subsidy"
    facts = Group(LeaseSubsidyFacts)
