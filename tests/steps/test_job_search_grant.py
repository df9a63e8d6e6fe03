"""Job-search grant, as its feature says."""

from datetime import date

import pytest
from pytest_bdd import parsers, scenarios, then, when

from domain.programs.job_search_grant import PROGRAMME
from domain.workflow import NoticeRule, workflow_in_force
from tests.steps import programme_steps
from tests.steps.programme_steps import CONVERTERS, Case

globals().update(programme_steps.STEPS)
scenarios("job_search_grant.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={},
        names={
            "申请日期": "applied_on",
            "毕业日期": "graduates_on",
            "全日制": "full_time",
            "经班级评议": "reviewed_by_class",
            "残疾人证有效": "certificate_valid",
            "已享受次数": "grants_received",
        },
    )


@when(parsers.parse("查询 {day:Day} 的公示规定", CONVERTERS), target_fixture="notice")
def look_the_notice_up(case: Case, day: date) -> NoticeRule:
    return workflow_in_force(case.law, day).notice


@then(parsers.parse("公示 {days:d} 个工作日,由学校公示"))
def the_school_publishes(notice: NoticeRule, days: int) -> None:
    assert (notice.days, notice.unit, notice.level) == (days, "working_day", "school")
