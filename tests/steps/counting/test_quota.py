"""The quota of public bodies, centralised employers and reserved shares, as the features say."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast

import pytest
from pytest_bdd import given, parsers, scenarios, step, then, when

from domain.headcount import StaffCount
from domain.quota import bodies
from domain.quota.bodies import Body, CoachedEmployer
from domain.quota.centralised import StaffedMonth, qualifies
from domain.quota.recruitment import district_recruitment, yearly_post
from domain.quota.reserved import reserved
from domain.quota.status import PooledBody, QuotaStatus, pooled_status
from ledger import quota
from ledger.commands import quotas
from ledger.views import quota_queries
from tests.factories import uscc
from tests.quota_office import FIRST, Office
from tests.steps.counting.scene import CHANNELS, CONVERTERS, DAY, KINDS, LEVELS, PURPOSES, Scene, body

COACHED: dict[str, CoachedEmployer] = {"辅助性就业机构": "auxiliary", "集中就业单位": "centralised"}

scenarios("counting/public_bodies.feature", "counting/centralised.feature", "counting/reserved.feature")


@pytest.fixture
def scene() -> Iterator[Scene]:
    here = Scene()
    yield here
    assert here.refusal is None, f"refused, and nobody asked: {here.refusal}"


@given(parsers.re(r"在.+\((?P<place>\d{6})\)有一个(?P<level>省级|地市级|县级|乡级)(?P<kind>.+),编制 (?P<posts>\d+) 人"))
def there_is_a_body(scene: Scene, place: str, level: str, kind: str, posts: str) -> None:
    scene.place = place
    scene.body = body(KINDS[kind], LEVELS[level], int(posts))


@given(parsers.parse("该单位全年安排 {persons:d} 人"))
def it_placed(scene: Scene, persons: int) -> None:
    scene.persons, scene.weights = persons, 0


@given(parsers.parse("该单位全年安排 {persons:d} 人,计入 {weights:d} 个人月"))
def it_placed_and_counted(scene: Scene, persons: int, weights: int) -> None:
    scene.persons, scene.weights = persons, weights


@given("该单位是中小学或幼儿园")
def it_is_a_school(scene: Scene) -> None:
    scene.body["school_or_kindergarten"] = True


@given("该单位是残疾人工作委员会成员单位")
def it_is_a_member(scene: Scene) -> None:
    scene.body["committee_member"] = True


@given(parsers.parse("该单位干部 {cadres:d} 人,其中残疾人 {pwd:d} 人"))
def it_has_cadres(scene: Scene, cadres: int, pwd: int) -> None:
    scene.body |= {"cadres": cadres, "pwd_cadres": pwd}


@given(parsers.parse("该单位编外人员 {staff:d} 人,预留 {kept:d} 个"))
def it_reserves(scene: Scene, staff: int, kept: int) -> None:
    scene.body |= {"non_establishment_staff": staff, "reserved_non_establishment": kept}


@given(parsers.parse("该单位在编 {filled:d} 人,编外控制数 {control:d} 人,编外人员 {staff:d} 人"))
def it_is_filled(scene: Scene, filled: int, control: int, staff: int) -> None:
    scene.body |= {"posts_filled": filled, "control_number": control, "non_establishment_staff": staff}


@given(parsers.re(r"在.+\((?P<place>\d{6})\)统筹以下单位"))
def pooled_bodies(scene: Scene, place: str, datatable: list[list[str]]) -> None:
    scene.place = place
    scene.pool = [
        PooledBody(body=str(number), establishment_posts=int(posts), weight_months=int(weights))
        for number, (posts, weights) in enumerate(datatable[1:])
    ]


@given("使用没有演示值的正式账套")
def production(scene: Scene) -> None:
    scene.demo = False


@when(parsers.parse("在 {on:Day} 检查至少安排一人", CONVERTERS))
def checks_minimum(scene: Scene, on: date) -> None:
    counted = bodies.average(scene.weights)
    scene.judges(lambda: bodies.minimum_of_one(scene.stated, scene.persons, counted, on, scene.law))


@when("检查残联干部比例")
def checks_cadres(scene: Scene) -> None:
    scene.judges(lambda: bodies.cadres_of_federation(scene.stated, DAY, scene.law))


@when("检查编外岗位预留")
def checks_reserve(scene: Scene) -> None:
    scene.judges(lambda: bodies.reserved_non_establishment(scene.stated, DAY, scene.law))


@when("检查国有企业开发岗位")
def checks_enterprise(scene: Scene) -> None:
    counted = bodies.average(scene.weights)
    scene.judges(lambda: bodies.must_develop_posts(scene.stated, counted, DAY, scene.law))


@when(parsers.parse("安排一名残疾人到编外辅助性岗位,{contract}"))
def places_auxiliary(scene: Scene, contract: str) -> None:
    signed = contract == "签订劳动合同"
    scene.judges(lambda: bodies.auxiliary_post(scene.stated, with_contract=signed, on=DAY, law=scene.law))


@when(parsers.parse("计算 {year:d} 年度的统筹"))
def pools(scene: Scene, year: int) -> None:
    scene.judges(lambda: pooled_status(scene.pool, year, scene.law))


@when(parsers.parse("湖州市(330500)某区招聘到行政编制 {administrative:d} 人、事业编制 {institution:d} 人"))
def recruits(scene: Scene, administrative: int, institution: int) -> None:
    scene.place = "330502"
    scene.judges(lambda: district_recruitment(administrative, institution, DAY, scene.law))


@when(parsers.parse("金华市(330700)2024 年推出 {posts:d} 个岗位"))
def offers(scene: Scene, posts: int) -> None:
    scene.place = "330700"
    scene.judges(lambda: yearly_post(posts, 2024, scene.law))


@when(parsers.re(r".+\((?P<place>\d{6})\)新增 (?P<total>-?\d+) 个,预留 (?P<kept>\d+) 个"))
def reserves(scene: Scene, place: str, total: str, kept: str) -> None:
    scene.place = place
    scene.judges(lambda: reserved(int(total), int(kept), DAY, scene.law))


@then("已经履行")
@then("达到门槛")
@then("预留足够")
def is_fulfilled(scene: Scene) -> None:
    assert scene.reasons == ""


@then(parsers.parse("没有履行,因为「{reasons}」"))
@then(parsers.parse("没有达到,因为「{reasons}」"))
@then(parsers.parse("预留不符,因为「{reasons}」"))
def is_not_fulfilled(scene: Scene, reasons: str) -> None:
    assert scene.reasons == reasons


@then(parsers.parse("无法计算,因为「{sentence}」"))
@then(parsers.parse("被拒绝,理由是「{sentence}」"))
def is_refused(scene: Scene, sentence: str) -> None:
    assert scene.refusal is not None
    assert sentence in scene.refusal.zh
    scene.refusal = None


@then(parsers.parse("应安排 {required} 人,已安排 {counted} 人,差额 {missing} 人"))
def stands(scene: Scene, required: str, counted: str, missing: str) -> None:
    status = cast(QuotaStatus, scene.outcome)
    numbers = tuple(map(Fraction, (required, counted, missing)))
    assert (status.required, status.counted, status.shortfall) == numbers
    assert status.excess == 0


# --- centralised employment ---


@given(parsers.parse("各月职工 {staff:d} 人,残疾人职工 {pwd:d} 人"))
def every_month(scene: Scene, staff: int, pwd: int) -> None:
    scene.months = (StaffedMonth(staff, pwd),) * 12


@given(parsers.parse("一个月职工 {a:d} 人、残疾人 {b:d} 人,另一个月职工 {c:d} 人、残疾人 {d:d} 人"))
def two_months(scene: Scene, a: int, b: int, c: int, d: int) -> None:
    scene.months = (StaffedMonth(a, b), StaffedMonth(c, d))


@when(parsers.re(r"按.+\((?P<place>\d{6})\)的(?P<purpose>优惠门槛|奖励门槛)判断(?P<kind>集中就业单位|盲人按摩机构)"))
def judges_threshold(scene: Scene, place: str, purpose: str, kind: str) -> None:
    scene.place, massage = place, kind == "盲人按摩机构"
    scene.judges(lambda: qualifies(scene.months, PURPOSES[purpose], DAY, scene.law, massage=massage))


@when(parsers.re(r"湖南省\(430000\)的(?P<kind>.+)安排残疾人 (?P<persons>\d+) 人"))
def asks_for_coach(scene: Scene, kind: str, persons: str) -> None:
    scene.place = "430000"
    employer = COACHED.get(kind, "other")
    scene.judges(lambda: bodies.job_coach(employer, int(persons), 0, date(2024, 6, 1), scene.law))


@then("应配备就业辅导员")
def needs_coach(scene: Scene) -> None:
    assert scene.reasons


@then("不必配备就业辅导员")
def needs_no_coach(scene: Scene) -> None:
    assert not scene.reasons


# --- through the real commands ---


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Opens the book of a place."""
    opened: list[Office] = []

    def opens(place: str) -> Office:
        opened.append(Office(f"sqlite:///{tmp_path}/book.sqlite", tmp_path, place=place))
        return opened[-1]

    yield opens
    for each in opened:
        each.book.close()


@given(parsers.parse("太原市的账套里登记了一个机关,编制 {posts:d} 人"), target_fixture="office")
def a_registered_body(open_office: Callable[[str], Office], posts: int) -> Office:
    office = open_office("140100")
    known = Body(**body("state_organ", "prefecture", posts))
    command = quotas.RecordBody(uscc=FIRST, place="140100", as_of=date(2023, 12, 31), body=known)
    quotas.record_body(office.book, command, office.asks("clerk", ("quota_officer",)))
    return office


@given("该机关专设 1 个职位招录残疾人")
def a_special_post(office: Office) -> None:
    command = quotas.OfferPosts(
        uscc=FIRST,
        post="administrative",
        way="special_post",
        posts=1,
        offered_on=date(2023, 6, 1),
        document="并组发〔演示〕1号",
    )
    quotas.offer_posts(office.book, command, office.asks("clerk", ("quota_officer",)))


@when("统计太原市 2023 年度的情况", target_fixture="statistics")
def statistics(office: Office) -> quota.BodyStatus:
    (found,) = quota.body_statuses(office.book, "140100", 2023, date(2024, 3, 5))
    return found


@then(parsers.parse("该机关安排 {persons:d} 人,未履行的有 {number:d} 项"))
def the_statistics_say(statistics: quota.BodyStatus, persons: int, number: int) -> None:
    assert statistics.persons == persons
    assert sum(not decision.granted for decision in statistics.duties.values()) == number
    assert not statistics.fulfilled


@then(parsers.parse("2023 年专设的职位有 {number:d} 个"))
def special_posts(office: Office, number: int) -> None:
    found = quota_queries.offers(office.book, place="140000", year=2023)
    assert sum(row.posts for row in found if row.way == "special_post") == number


@given(parsers.re(r".+\((?P<place>\d{6})\)的账套里登记了以下单位"), target_fixture="office")
def registered_bodies(open_office: Callable[[str], Office], place: str, datatable: list[list[str]]) -> Office:
    office = open_office(place)
    for number, (level, kind, posts) in enumerate(datatable[1:]):
        known = Body(**body(KINDS[kind], LEVELS[level], int(posts)))
        command = quotas.RecordBody(uscc=uscc(40 + number), place=place, as_of=date(2023, 12, 31), body=known)
        quotas.record_body(office.book, command, office.asks("clerk", ("quota_officer",)))
    return office


@when("统筹该地 2023 年度的县、乡两级")
def pools_the_registered(scene: Scene, office: Office) -> None:
    scene.outcome = quota.pooled(office.book, office.place, 2023, date(2024, 3, 5))


@given(
    parsers.parse("吴兴区的账套里 {organ} 起机关编制安置一人,{institution} 起事业编制安置一人"), target_fixture="office"
)
def recruited_in_the_district(open_office: Callable[[str], Office], organ: str, institution: str) -> Office:
    office = open_office("330502")
    for number, (kind, month) in enumerate((("state_organ", organ), ("public_institution", institution))):
        office.places(
            office.known(number + 1), uscc(40 + number), month, month, employer_kind=kind, post="establishment"
        )
    return office


@when(parsers.parse("统计吴兴区截至 {on:Day} 的招聘", CONVERTERS))
def recruited_so_far(scene: Scene, office: Office, on: date) -> None:
    scene.outcome = quota.recruited(office.book, "330502", on)


@then(parsers.parse("测算中写明「{words}」"))
def is_written(scene: Scene, words: str) -> None:
    assert any(words in written.expression for written in scene.outcome.steps)


NUMBERS = r"职工 (?P<staff>\d+) 人,持残疾人证 (?P<disability>\d+) 人,持军残证 (?P<soldier>\d+) 人"


def counted(staff: str, disability: str, soldier: str) -> StaffCount:
    return StaffCount(staff=int(staff), disability_certificates=int(disability), soldier_certificates=int(soldier))


@given(parsers.re(f"金华市的账套里一个企业备案 2024-02 {NUMBERS}"), target_fixture="office")
def a_filed_headcount(open_office: Callable[[str], Office], staff: str, disability: str, soldier: str) -> Office:
    office = open_office("330700")
    count = counted(staff, disability, soldier)
    command = quotas.FileHeadcount(employer=FIRST, place="330700", month="2024-02", count=count)
    quotas.file_headcount(office.book, command, office.asks("clerk", ("quota_officer",)))
    return office


@step(parsers.re(f"(?P<who>备案人自己)?(?P<channel>线上|线下)核定{NUMBERS}"))
def verifies(
    scene: Scene, office: Office, who: str | None, channel: str, staff: str, disability: str, soldier: str
) -> None:
    count = counted(staff, disability, soldier)
    command = quotas.VerifyHeadcount(
        employer=FIRST, month="2024-02", channel=CHANNELS[channel], count=count, finding="见核定记录"
    )
    asked = office.asks("clerk" if who else "checker", ("certification_officer",))
    scene.judges(lambda: quotas.verify_headcount(office.book, command, asked))


def is_verified(office: Office) -> bool:
    ((_, complete),) = quota.verified_headcounts(office.book, FIRST, DAY)
    return complete


@then("备案尚未核定完毕")
def not_verified(office: Office) -> None:
    assert not is_verified(office)


@then("备案核定完毕")
def verified(office: Office) -> None:
    assert is_verified(office)


@then("线下核定不符")
def disagrees(office: Office) -> None:
    (row,) = quota_queries.headcounts(office.book, employer=FIRST)
    assert row.disagreeing == ("on_site_check",)


WAYS: dict[str, Literal["dispatch", "open_recruitment"]] = {"劳务派遣": "dispatch", "公开招聘": "open_recruitment"}


@given("湖州市的账套里登记了一个国有企业", target_fixture="office")
def a_registered_enterprise(open_office: Callable[[str], Office]) -> Office:
    office = open_office("330500")
    known = Body(**body("state_owned_enterprise", "prefecture", 0))
    command = quotas.RecordBody(uscc=FIRST, place="330500", as_of=date(2022, 1, 1), body=known)
    quotas.record_body(office.book, command, office.asks("clerk", ("quota_officer",)))
    return office


@given(parsers.parse("该企业 {year:d} 年以{way}推出 {posts:d} 个岗位"))
def the_enterprise_offers(office: Office, year: int, way: str, posts: int) -> None:
    command = quotas.OfferPosts(
        uscc=FIRST,
        post="enterprise",
        way=WAYS[way],
        posts=posts,
        offered_on=date(year, 6, 1),
        document="湖国资〔演示〕1号",
    )
    quotas.offer_posts(office.book, command, office.asks("clerk", ("quota_officer",)))


@when("统计湖州市 2023 年度国有企业的招聘")
def enterprise_statistics(scene: Scene, office: Office) -> None:
    (found,) = quota.body_statuses(office.book, "330500", 2023, date(2024, 3, 5))
    scene.outcome = found.duties["enterprise_recruits_yearly"]
