"""The form of the industry support grant 助残帮扶产业资助."""

from api.schemas.fields import Day, Group, YesNo, Yuan
from api.schemas.form import ApplicationForm, place_field
from api.schemas.people import FormPart


class IndustrySupportFacts(FormPart):
    """The industry as found on site."""

    inspected_on = Day("现场核实日期", example="2024-03-15")
    invested = Yuan("实际投入(元)", example="4000.00")
    found_on_site = YesNo("现场是否属实", example=True)
    run_by_applicant = YesNo("是否本人或其家庭经营", example=True)
    certificate_valid = YesNo("残疾人证是否有效", example=True)


class IndustrySupportForm(ApplicationForm):
    """The whole form."""

    code = "industry_support_grant"
    place = place_field("140828")
    facts = Group(IndustrySupportFacts)
