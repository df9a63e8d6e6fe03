"""The forms of the fee reliefs: stall fees and rents, platforms, carriers, centralised employers, utilities."""

from typing import get_args

from api.schemas.fields import Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import place_field
from api.schemas.people import EXAMPLE_USCC, FormPart
from api.schemas.relief_form import Choices, ReliefForm, Unit, choice
from api.schemas.texts import CreditCode
from domain.reliefs.carrier_fee import Carrier
from domain.reliefs.platform_fee import Help
from domain.reliefs.premises_fee import Site
from domain.reliefs.utilities_tariff import Utility


class PremisesCharge(FormPart):
    """One fee of one month."""

    month = MonthOfYear("月份", example="2024-03")
    fee = choice("费用", ("stall_fee", "premises_lease"), example="stall_fee")
    charged = Yuan("应收金额(元)", example="600.00")


class PremisesFeeFacts(FormPart):
    """The site and its charges."""

    site = choice("网点", get_args(Site), example="newspaper_kiosk")
    newly_built = YesNo("是否新增建设", example=True)
    run_by_government = YesNo("是否政府或街道兴办的市场", example=False)
    first_month = MonthOfYear("开始经营月份", example="2024-03")
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    operates_in_person = YesNo("是否本人经营", example=True)
    free_shop = YesNo("当地是否免费提供店面", example=False, default=False)
    charges = Group(PremisesCharge, many=True)


class PremisesFeeForm(ReliefForm):
    """The whole form."""

    code = "stall_fee_reduction"
    facts = Group(PremisesFeeFacts)


class PlatformCharge(FormPart):
    """One fee of one month."""

    month = MonthOfYear("月份", example="2024-03")
    fee = choice("费用", ("franchise_fee", "value_added_service_fee"), example="franchise_fee")
    charged = Yuan("应收金额(元)", example="300.00")


class PlatformFeeFacts(FormPart):
    """The platform and its charges."""

    platform_uscc = CreditCode("平台统一社会信用代码", example=EXAMPLE_USCC)
    platform_agreed = YesNo("平台是否同意减免", example=True)
    other_help = Choices("平台的其他帮扶", get_args(Help), example=["promotion"], default=[])
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    charges = Group(PlatformCharge, many=True)


class PlatformFeeForm(ReliefForm):
    """The whole form."""

    code = "platform_fee_waiver"
    facts = Group(PlatformFeeFacts)


class CarrierCharge(FormPart):
    """One fee of one month."""

    month = MonthOfYear("月份", example="2024-03")
    fee = choice("费用", ("site_rent", "management_fee", "utilities_fee"), example="site_rent")
    charged = Yuan("应收金额(元)", example="2000.00")


class CarrierFeeFacts(FormPart):
    """The carrier and its charges."""

    carrier = choice("就业载体", get_args(Carrier), example="support_workshop")
    persons_supported = Whole("帮扶残疾人数", example=6)
    reduced_until = MonthOfYear("原减免的最后一个月", example="2024-02", default=None)
    charges = Group(CarrierCharge, many=True)


class CarrierFeeForm(ReliefForm):
    """The whole form."""

    code = "carrier_fee_reduction"
    place = place_field("430104")
    beneficiary = Group(Unit)
    facts = Group(CarrierFeeFacts)


class StaffMonth(FormPart):
    """Staff of one month."""

    month = MonthOfYear("月份", example="2024-03")
    staff = Whole("在职职工人数", example=40)
    persons = Whole("其中残疾职工人数", example=10)


class CentralisedCharge(FormPart):
    """One fee of one month."""

    month = MonthOfYear("收费月份", example="2024-03")
    fee = choice("费用", ("urban_construction_fee", "public_utility_fee"), example="public_utility_fee")
    charged = Yuan("应收金额(元)", example="3000.00")


class CentralisedFeeFacts(FormPart):
    """The employer and its charges."""

    blind_massage = YesNo("是否盲人按摩机构", example=False)
    other_conditions_met = YesNo("是否符合相关政策规定的其他条件", example=True)
    staff_by_month = Group(StaffMonth, many=True)
    charges = Group(CentralisedCharge, many=True)


class CentralisedFeeForm(ReliefForm):
    """The whole form."""

    code = "centralised_fee_relief"
    place = place_field("140105")
    beneficiary = Group(Unit)
    facts = Group(CentralisedFeeFacts)


class Bill(FormPart):
    """One utility of one month."""

    month = MonthOfYear("月份", example="2024-03")
    utility = choice("项目", get_args(Utility), example="electricity")
    charged = Yuan("按原标准应收(元)", example="900.00")
    residential = Yuan("按民用标准应收(元)", example="600.00")


class UtilitiesTariffFacts(FormPart):
    """The body and its bills."""

    founded_by_pwd = YesNo("是否残疾人创办", example=True)
    public_benefit = YesNo("是否具有公益性、福利性", example=True)
    registered_with_civil_affairs = YesNo("是否在民政部门登记", example=True)
    private_non_enterprise = YesNo("是否民办非企业单位", example=True)
    premises_of_activity = YesNo("是否其经营场所", example=True)
    bills = Group(Bill, many=True)


class UtilitiesTariffForm(ReliefForm):
    """The whole form."""

    code = "utilities_residential_tariff"
    place = place_field("140105")
    beneficiary = Group(Unit)
    facts = Group(UtilitiesTariffFacts)
