"""One person-month on its way through a scenario, and the steps that change it and judge it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec
from pytest_bdd import given, parsers, then, when
from pytest_bdd.steps import StepNamePrefix

from domain.calendar import Month, WorkerCategory
from domain.errors import Refusal
from domain.identity import CATEGORY_NAMES
from domain.money import fen_from_yuan
from domain.names import ZH
from domain.placement.counted import CODE, MonthCount, count_month
from domain.placement.state import MonthFacts
from domain.placement.terms import CertificateSpan, DispatchAgreement, LabourContract, MonthEvidence, RemoteChain
from domain.statutes.book import GENERAL, Law, Provision, StatuteBook
from domain.statutes.loader import load_statutes
from tests.factories import uscc
from tests.placed import AGENCY, EMPLOYER

OTHER = uscc(23)
CODES = {
    ZH[code]: code
    for code in (
        "establishment ordinary_contract non_establishment public_welfare_post"
        " pwd_home_auxiliary auxiliary remote_base home_based flexible"
        " state_organ public_institution state_owned_enterprise enterprise social_body private_non_enterprise"
    ).split()
}
CATEGORIES = {names[0].removesuffix("残疾"): number for number, names in CATEGORY_NAMES.items()}
STATUSES = {"冻结": "frozen", "注销": "cancelled", "迁出": "migrated"}
UNITS = {"用工单位": EMPLOYER, "派遣单位": AGENCY, "签订合同的单位": OTHER}
INSURANCES = ("pension", "medical", "unemployment", "work_injury", "maternity")
CONVERTERS: dict[str, Any] = {"Day": date.fromisoformat, "Month": Month.parse, "Yuan": fen_from_yuan}
_DAY = timedelta(days=1)


@dataclass
class Judged:
    """The facts of the month as plain data, the law that judges it, and what came out."""

    place: str = "000000"
    month: Month = field(default_factory=lambda: Month(2024, 3))
    demo: bool = True
    terms: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    certificates: list[CertificateSpan] = field(default_factory=list)
    rows: list[Provision] = field(default_factory=list)
    outcome: MonthCount | Refusal | None = None

    @property
    def facts(self) -> MonthFacts:
        """The facts as the formula takes them."""
        terms = {"employer_place": self.place, **self.terms, "place": self.place}
        return MonthFacts(
            terms=msgspec.convert(msgspec.to_builtins(terms), MonthFacts.__annotations__["terms"]),
            certificates=tuple(self.certificates),
            evidence=MonthEvidence(month=self.month, **self.evidence),
        )

    @property
    def law(self) -> Law:
        """The shipped book with the rows that the scenario adds."""
        shipped = load_statutes(demo=self.demo)
        book = StatuteBook((*shipped.provisions, *self.rows)) if self.rows else shipped
        return book.law(CODE, self.place, date(2026, 12, 31))

    @property
    def counted(self) -> MonthCount:
        """What came out; a refusal to judge is a failure here."""
        assert isinstance(self.outcome, MonthCount), self.outcome
        return self.outcome

    def adds(self, programme: str, key: str, value: Any, unit: str) -> None:
        """Let the book have one more row at the place, of a day long ago or the day before the month."""
        self.rows.append(
            Provision(
                programme=programme,
                key=key,
                place=self.place,
                value=value,
                unit=unit,
                valid_from=self.month.first_day,
                published_on=date(2000, 1, 1),
                authority="场景给定",
                source="-",
                grade="A",
            )
        )


def beginning() -> Judged:
    """Nothing special: an ordinary contract in full order, for a woman of forty."""
    judged = Judged()
    judged.terms = {
        "employer": EMPLOYER,
        "employer_kind": "enterprise",
        "person": "p_worker",
        "post": "ordinary_contract",
        "contract": None,
        "local_hukou": True,
        "dispatch": None,
        "chain": None,
    }
    judged.evidence = {
        "wage": 0,
        "wage_paid_by": EMPLOYER,
        "through_bank": True,
        "full_time": True,
        "insurances": (),
        "insurance_paid_by": EMPLOYER,
        "age_in_years": 40,
        "worker": WorkerCategory.FEMALE_55,
        "reached_retirement": False,
        "reference": "工资单",
    }
    return judged


@given(parsers.re(r"在(?P<name>.+)\((?P<place>\d{6})\)判定 (?P<month>\d{4}-\d\d)"), converters={"month": Month.parse})
def _in_place(judged: Judged, name: str, place: str, month: Month) -> None:
    judged.place, judged.month = place, month


@given(parsers.parse("判定的月份是 {month:Month}", CONVERTERS))
def _month(judged: Judged, month: Month) -> None:
    judged.month = month


@given("使用没有演示值的正式账套")
def _production(judged: Judged) -> None:
    judged.demo = False


@given(parsers.parse("用人单位是{kind},岗位是{post}"))
def _post(judged: Judged, kind: str, post: str) -> None:
    judged.terms |= {"employer_kind": CODES[kind], "post": CODES[post]}


@given(parsers.parse("合同自 {first:Day} 至 {last:Day}", CONVERTERS))
def _contract(judged: Judged, first: date, last: date) -> None:
    judged.terms["contract"] = LabourContract(signed_by=EMPLOYER, kind="labour", starts_on=first, ends_on=last)


@given(parsers.parse("合同自 {first:Day} 起无固定期限", CONVERTERS))
def _open_contract(judged: Judged, first: date) -> None:
    judged.terms["contract"] = LabourContract(signed_by=EMPLOYER, kind="labour", starts_on=first, ends_on=None)


@given("没有合同")
def _no_contract(judged: Judged) -> None:
    judged.terms["contract"] = None


@given("合同由另一单位签订,社会保险也由该单位缴纳")
def _other_signer(judged: Judged) -> None:
    judged.terms["contract"] = msgspec.structs.replace(judged.terms["contract"], signed_by=OTHER)
    judged.evidence["insurance_paid_by"] = OTHER


@given(parsers.parse("当月实发工资 {wage:Yuan} 元", CONVERTERS))
def _wage(judged: Judged, wage: int) -> None:
    judged.evidence["wage"] = wage


@given(parsers.parse("当地月最低工资标准为 {wage} 元"))
def _minimum_wage(judged: Judged, wage: str) -> None:
    judged.adds(GENERAL, "minimum_wage_class", "场景", "text")
    judged.adds(GENERAL, "monthly_minimum_wage.class_场景", wage, "yuan_per_month")


@given("五项社会保险足额缴纳")
def _insured(judged: Judged) -> None:
    judged.evidence["insurances"] = INSURANCES


@given(parsers.parse("没有缴纳{insurance}"))
def _uninsured(judged: Judged, insurance: str) -> None:
    judged.evidence["insurances"] = tuple(name for name in INSURANCES if ZH[name] != insurance)


@given(parsers.parse("持有{category} {grade:d} 级残疾人证,自 {first:Day} 至 {last:Day} 有效", CONVERTERS))
def _certificate(judged: Judged, category: str, grade: int, first: date, last: date) -> None:
    judged.certificates = [
        CertificateSpan(
            kind="disability_certificate",
            grade=grade,
            category=CATEGORIES[category],
            status="valid",
            starts_on=first,
            ends_on=last,
        )
    ]


def _soldier(grade: int) -> CertificateSpan:
    return CertificateSpan(
        kind="disabled_soldier_certificate",
        grade=grade,
        category=None,
        status="valid",
        starts_on=date(2015, 1, 1),
        ends_on=None,
    )


@given(parsers.parse("只持有 {grade:d} 级残疾军人证"))
def _only_soldier(judged: Judged, grade: int) -> None:
    judged.certificates = [_soldier(grade)]


@given(parsers.parse("另持有 {grade:d} 级残疾军人证"))
def _also_soldier(judged: Judged, grade: int) -> None:
    judged.certificates.append(_soldier(grade))


@given(parsers.parse("残疾人证自 {on:Day} 起由 3 级改为 {grade:d} 级", CONVERTERS))
def _regraded(judged: Judged, on: date, grade: int) -> None:
    (before,) = judged.certificates
    judged.certificates = [
        msgspec.structs.replace(before, ends_on=on - _DAY),
        msgspec.structs.replace(before, starts_on=on, grade=grade),
    ]


@given(parsers.parse("残疾人证有效期至 {last:Day}", CONVERTERS))
def _expires(judged: Judged, last: date) -> None:
    judged.certificates = [msgspec.structs.replace(judged.certificates[0], ends_on=last)]


@given(parsers.parse("残疾人证状态为{status}"))
def _status(judged: Judged, status: str) -> None:
    judged.certificates = [msgspec.structs.replace(judged.certificates[0], status=STATUSES[status])]


@given(parsers.re(r"为 (?P<age>\d+) 岁(?P<sex>[男女]性)"), converters={"age": int})
def _aged(judged: Judged, age: int, sex: str) -> None:
    worker = WorkerCategory.MALE if sex == "男性" else WorkerCategory.FEMALE_55
    judged.evidence |= {"age_in_years": age, "worker": worker, "reached_retirement": False}


@given(parsers.re(r"为 (?P<age>\d+) 岁(?P<sex>[男女]性),(?P<retired>未达到|已达到)法定退休年龄"))
def _aged_and_retired(judged: Judged, age: str, sex: str, retired: str) -> None:
    _aged(judged, int(age), sex)
    judged.evidence["reached_retirement"] = retired == "已达到"


@given("没有属地户籍")
def _no_hukou(judged: Judged) -> None:
    judged.terms["local_hukou"] = False


@given("当地的取舍是依当地规定")
def _local_rule(judged: Judged) -> None:
    judged.adds(CODE, "hukou_conflict", "local_rule", "text")


@given(parsers.parse("通过劳务派遣用工,协议约定计入{agreed}"))
def _dispatched_to(judged: Judged, agreed: str) -> None:
    _dispatch(judged, agreed)


@given("通过劳务派遣用工,协议没有约定")
def _not_agreed(judged: Judged) -> None:
    _dispatch(judged, "没有约定")


def _dispatch(judged: Judged, agreed: str) -> None:
    counted_by = {"用工单位": "user_unit", "派遣单位": "agency", "没有约定": "not_agreed"}[agreed]
    judged.terms["dispatch"] = DispatchAgreement(
        agency=AGENCY,
        user_unit=EMPLOYER,
        counted_by=counted_by,  # type: ignore[arg-type]
        reference="派遣协议1号",
    )


@given(parsers.parse("申报的是{unit}"))
def _declares(judged: Judged, unit: str) -> None:
    judged.terms["employer"] = UNITS[unit]


@given("用工单位又将其派往别处")
def _redispatched(judged: Judged) -> None:
    judged.terms["dispatch"] = msgspec.structs.replace(judged.terms["dispatch"], redispatched_to="第三方")


@given(parsers.re(r"用工企业在.+\((?P<employer>\d{6})\),就业基地在.+\((?P<base>\d{6})\)"))
def _apart(judged: Judged, employer: str, base: str) -> None:
    judged.terms["employer_place"] = employer
    if judged.terms["chain"] is not None:
        judged.terms["chain"] = msgspec.structs.replace(judged.terms["chain"], base_place=base)


@given("链条的四个环节都有证据")
def _chain(judged: Judged) -> None:
    judged.terms["chain"] = RemoteChain(
        employer=EMPLOYER,
        intermediary=AGENCY,
        base="磐安就业基地",
        base_place="330727",
        employer_intermediary="协议1号",
        intermediary_base="协议2号",
        base_person="出勤记录3号",
    )


@given(parsers.parse("缺少「{link}」"))
def _link_missing(judged: Judged, link: str) -> None:
    name = next(code for code, zh in ZH.items() if zh == link)
    judged.terms["chain"] = msgspec.structs.replace(judged.terms["chain"], **{name: ""})


@given("就业基地是第二个用工单位")
def _second_user_unit(judged: Judged) -> None:
    judged.terms["chain"] = msgspec.structs.replace(judged.terms["chain"], base_is_user_unit=True)


@given("没有链条的任何证据")
def _no_chain(judged: Judged) -> None:
    judged.terms["chain"] = None


@when("判定该月")
def _judges(judged: Judged) -> None:
    try:
        judged.outcome = count_month(judged.facts, judged.law)
    except Refusal as refusal:
        judged.outcome = refusal


@then(parsers.parse("计为 {weight:d} 人"))
def _counts(judged: Judged, weight: int) -> None:
    assert [reason.zh for reason in judged.counted.decision.reasons] == []
    assert judged.counted.weight == weight


@then(parsers.parse("不计入,理由是「{reasons}」"))
def _does_not_count(judged: Judged, reasons: str) -> None:
    """All reasons and no other, separated by full-width semicolons; each cites a clause in both languages."""
    assert [reason.zh for reason in judged.counted.decision.reasons] == reasons.split("；")
    assert all(reason.authority and reason.en for reason in judged.counted.decision.reasons)
    assert judged.counted.weight == 0


@then(parsers.parse("不计入,理由共 {number:d} 条"))
def _reasons(judged: Judged, number: int) -> None:
    assert len(judged.counted.decision.reasons) == number
    assert judged.counted.weight == 0


@then(parsers.parse("不计入,因为应计入{unit}"))
def _counts_elsewhere(judged: Judged, unit: str) -> None:
    (reason,) = judged.counted.decision.reasons
    assert reason.code == "counted_in_other_unit"
    assert reason.zh == f"该残疾人应计入 {UNITS[unit]},不计入 {judged.terms['employer']}"


@then(parsers.parse("理由依据「{authority}」"))
def _rests_on(judged: Judged, authority: str) -> None:
    assert any(authority in reason.authority for reason in judged.counted.decision.reasons)


@then(parsers.parse("测算依据的「{label}」出自「{authority}」"))
def _cites(judged: Judged, label: str, authority: str) -> None:
    assert [authority in step.authority for step in judged.counted.decision.steps if step.label == label] == [True]


@then(parsers.parse("在职职工人数计入{unit}"))
def _staff_of(judged: Judged, unit: str) -> None:
    assert judged.counted.in_staff_of == UNITS[unit]


@then(parsers.parse("无法判定,因为「{sentence}」"))
def _cannot_judge(judged: Judged, sentence: str) -> None:
    assert isinstance(judged.outcome, Refusal)
    assert sentence in judged.outcome.zh


STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
