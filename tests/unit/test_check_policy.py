"""How a check is to run: what a reviewer agrees to never reaches back before today."""

from datetime import date

from domain.act import Act
from domain.actor import Actor
from domain.check_policy import CheckInBook, Policy, PolicySet, approve

TODAY, EARLIER = date(2024, 3, 11), date(2024, 3, 1)


def test_what_is_agreed_on_never_reaches_back_before_today_whatever_its_value_date() -> None:
    asked = Policy(version=1, digest="0" * 64, parameters={}, mode="hold", from_on=EARLIER)
    state = CheckInBook(check="RF01", proposed=asked, proposed_by="330500-analyst", last_on=EARLIER)
    reviewer = Actor(id="330500-reviewer", roles=("fraud_reviewer",), place="330500")
    agreed = approve(state, place="330500", act=Act(actor=reviewer, on=EARLIER, today=TODAY, reason="依规定办理"))
    assert isinstance(agreed, PolicySet)
    assert agreed.from_on == TODAY
