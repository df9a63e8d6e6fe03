"""The registers of the small world: every kind of event that concerns no application happens once, by real commands."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from domain.calendar import Month
from domain.headcount import StaffCount
from domain.quota.bodies import Body
from domain.service.events import Household, Situation
from domain.welfare_posts import Candidate
from domain.working import Reason
from ledger.commands import (
    certifications,
    duties,
    exchanges,
    facilities,
    jobs,
    placements,
    quotas,
    reliefs,
    services,
    serving,
    targets,
    welfare_posts,
)
from ledger.commands.base import Receipt
from tests.factories import uscc
from tests.placed import certificate, registration, terms
from tests.quota_office import evidence_of

if TYPE_CHECKING:
    from domain.details import PersonDetails
    from tests.integration.world import World

DISTRICT = "330502"
FIRST, SECOND = uscc(41), uscc(42)
YEAR = 2024
PAPER = "吴残联〔演示〕1号"
UNEMPLOYED = Situation(employment="unemployed", working_age=True, able_to_work=True, wants_work=True)
BODY = Body(
    kind="state_organ",
    level="county",
    establishment_posts=60,
    posts_filled=60,
    school_or_kindergarten=False,
    committee_member=True,
    cadres=0,
    pwd_cadres=0,
    control_number=5,
    non_establishment_staff=2,
    reserved_non_establishment=0,
)


def registered(world: "World", person: "PersonDetails") -> None:
    """Fill every register; the person is one whom the book knows."""
    world.today = date(2025, 3, 5)
    _placed_and_certified(world, world.vault.party_id(person))
    _bodies(world)
    _served(world)
    _exchanged(world)
    body = _carriers(world)
    _developed(world, body)
    _welfare_posts(world)
    _duties_and_targets(world)
    _relieved(world, person)


def doing(world: "World", officer: str) -> Callable[[Callable[..., Receipt], Any], Receipt]:
    """How an officer does one thing after the other."""
    return lambda verb, command: verb(world.book, command, world.request(officer))


def _placed_and_certified(world: "World", person: str) -> None:
    _placed(world, person, FIRST, 1, 2)
    placement, clerk = _placed(world, person, SECOND, 3), doing(world, "quota")
    better = evidence_of(Month(YEAR, 3), SECOND, wage=310_000)
    clerk(placements.correct_month, placements.RecordMonth(placement=placement, evidence=better))
    home = terms(person, employer=SECOND, post="home_based")
    later = {"placement": placement, "from_on": "2024-06-01", "terms": home}
    clerk(placements.change_terms, msgspec.convert(later, placements.ChangeTerms))
    spans = [certificate(ends_on="2023-12-31"), certificate(grade=2, starts_on="2024-01-01")]
    upgraded = msgspec.convert({"placement": placement, "certificates": spans}, placements.RecordCertificates)
    placements.record_certificates(world.book, world.vault, upgraded, world.request("quota"))
    last = placements.EndPlacement(placement=placement, ended_on=date(2024, 12, 31), ground="resigned")
    clerk(placements.end, last)
    fall = certifications.RevokeCertification(employer=SECOND, year=YEAR, ground="虚假安排", clause="第十四条")
    doing(world, "certifier")(certifications.revoke, fall)


def _placed(world: "World", person: str, employer: str, *months: int) -> str:
    """A placement with evidence for some months of the year, certified; its id."""
    clerk = doing(world, "quota")
    form = registration(person, started_on="2024-01-01", employer=employer, certificates=[certificate(grade=2)])
    command = msgspec.convert(form, placements.RegisterPlacement)
    placement = placements.register(world.book, world.vault, command, world.request("quota")).subject
    for month in months:
        evidence = evidence_of(Month(YEAR, month), employer)
        clerk(placements.record_month, placements.RecordMonth(placement=placement, evidence=evidence))
    _certified(world, employer, placement)
    return placement


def _certified(world: "World", employer: str, placement: str) -> None:
    """Filed, given back once, filed again and certified."""
    file = certifications.FileCertification(
        employer=employer,
        employer_kind="enterprise",
        year=YEAR,
        place=DISTRICT,
        staff_by_month=(100,) * 12,
        staff_source="contracts",
        placements=(placement,),
    )
    doing(world, "quota")(certifications.file, file)
    findings = certifications.ReturnCertification(employer=employer, year=YEAR, findings=("缺少工资单",))
    doing(world, "certifier")(certifications.give_back, findings)
    doing(world, "quota")(certifications.file, file)
    doing(world, "certifier")(certifications.certify, certifications.Certify(employer=employer, year=YEAR))


def _bodies(world: "World") -> None:
    clerk = doing(world, "quota")
    organ, count = uscc(43), StaffCount(staff=40, disability_certificates=9, soldier_certificates=1)
    record = quotas.RecordBody(uscc=organ, place=DISTRICT, as_of=date(2024, 12, 31), body=BODY)
    clerk(quotas.record_body, record)
    offer = quotas.OfferPosts(
        uscc=organ, post="institution", way="special_post", posts=1, offered_on=date(2025, 2, 3), document=PAPER
    )
    clerk(quotas.offer_posts, offer)
    clerk(quotas.file_headcount, quotas.FileHeadcount(employer=uscc(44), place=DISTRICT, month="2025-02", count=count))
    check = quotas.VerifyHeadcount(
        employer=uscc(44), month="2025-02", channel="online_check", count=count, finding="相符"
    )
    doing(world, "certifier")(quotas.verify_headcount, check)


def _served(world: "World") -> None:
    who, paper = "p_one", "台账1号"
    keep, serve = doing(world, "register"), doing(world, "service")
    for person in (who, "p_two"):
        enrol = services.Enrol(
            person=person, place=DISTRICT, basis="disability_certificate", situation=UNEMPLOYED, hukou=DISTRICT
        )
        keep(services.enrol, enrol)
    home = Household(id="h_7", hardship=True)
    keep(services.record_household, services.RecordHousehold(person=who, household=home, document=paper))
    keep(services.assign, services.Assign(person=who, officer="330502-helper"))
    keep(services.open_plan, services.OpenPlan(person=who, measures="岗位推介"))
    recognise = doing(world, "recogniser")
    recognise(services.recognise, services.Recognise(person=who, ground="长期失业", document=paper, age=40))
    recognise(services.end_recognition, services.OnGround(person=who, ground="已就业"))
    recognise(services.deny, services.OnGround(person="p_two", ground="不符合条件"))
    assess = serving.Serve(person=who, kind="vocational_assessment", provider="dpf", reference=paper)
    serve(serving.serve, assess)
    serve(serving.assess_skills, serving.AssessSkills(person=who, lacking=True, document=paper))
    serve(serving.offer, serving.ToEmployer(person=who, employer=FIRST, post="客服"))
    serve(serving.refer, serving.ToEmployer(person=who, employer=FIRST, post="客服"))
    serve(serving.answer_referral, serving.AnswerReferral(person=who, number=1, result="placed"))
    course = serving.Train(
        person=who, course="PX-1", type="skill", mode="dispersed", provider="hrss", outcome="certificate"
    )
    serve(serving.train, course)
    serve(serving.hand_over, serving.Referenced(person=who, reference=paper))
    doing(world, "hrss")(serving.receive, serving.Referenced(person=who, reference=paper))
    working = msgspec.structs.replace(UNEMPLOYED, employment="employed")
    keep(services.change_situation, services.ChangeSituation(person=who, situation=working))
    keep(services.close_plan, services.ClosePlan(person=who, result="已就业"))
    keep(services.close, services.OnGround(person="p_two", ground="迁出"))


def _exchanged(world: "World") -> None:
    share = doing(world, "data")
    agree = exchanges.Agree(
        kind="platform",
        place=DISTRICT,
        source="甲局",
        receiver="乙局",
        purpose="供需匹配",
        basis=PAPER,
        fields=("need",),
        every_months=1,
    )
    id = share(exchanges.agree, agree).subject
    ran = exchanges.RunExchange(exchange=id, fields=("need",), rows=2, matched=1, unmatched=1, digest="00" * 32)
    share(exchanges.run_exchange, ran)
    share(exchanges.end_exchange, exchanges.EndExchange(exchange=id, ground="平台实时共享"))


def _carriers(world: "World") -> str:
    """Two carriers, one of them closed; the other one's id."""
    keep, recognise = doing(world, "carrier"), doing(world, "carrier-recogniser")
    home = facilities.RegisterFacility(kind="pwd_home", place=DISTRICT, name="甲之家", operator=FIRST, capacity=1)
    id, closed = (keep(facilities.register, home).subject for _ in range(2))
    star = facilities.RecogniseFacility(facility=id, standard="star", level="county", document=PAPER, stars=3)
    recognise(facilities.recognise, star)
    again = facilities.RecheckFacility(facility=id, standard="star", passed=False, finding="服务不足")
    recognise(facilities.recheck, again)
    recognise(facilities.recognise, star)
    recognise(facilities.withdraw, facilities.WithdrawRecognition(facility=id, standard="star", ground="弄虚作假"))
    keep(facilities.report, facilities.ReportFacility(facility=id, served=5, auxiliary_workers=2))
    course = facilities.ListCourse(facility=id, course="PX-1", title="编织", type="skill", mode="group")
    keep(facilities.list_course, course)
    for applicant in ("p_one", "p_two"):
        entry = facilities.RequestEntry(
            facility=id, applicant=applicant, disabled_founder=True, staff=1, disabled_staff=1
        )
        keep(facilities.request_entry, entry)
    keep(facilities.admit, facilities.OnEntry(facility=id, number=1))
    keep(facilities.refuse_entry, facilities.RefuseEntry(facility=id, number=2, ground="已满"))
    keep(facilities.leave, facilities.OnEntry(facility=id, number=1))
    keep(facilities.close, facilities.CloseFacility(facility=closed, ground="撤并"))
    return id


def _developed(world: "World", body: str) -> None:
    keep = doing(world, "jobs")
    posts, project = (
        keep(
            jobs.develop,
            jobs.Develop(kind=kind, place=DISTRICT, developer=FIRST, title="岗位", count=2, document=PAPER),
        ).subject
        for kind in ("love_post", "auxiliary_project")
    )
    keep(jobs.fill, jobs.Fill(batch=posts, person="p_one"))
    keep(jobs.vacate, jobs.Vacate(batch=posts, person="p_one", ground="转到企业就业"))
    keep(jobs.take_back, jobs.TakeBack(batch=posts, count=1, ground="单位撤回"))
    keep(jobs.allocate, jobs.Allocate(batch=project, facility=body, count=1))


def _welfare_posts(world: "World") -> None:
    where: dict[str, Any] = {"place": DISTRICT, "kind": "cleaning", "employer": FIRST}
    keep = doing(world, "posts")
    keep(welfare_posts.open_posts, welfare_posts.OpenPosts(**where, seats=2, document=PAPER))
    people = (Candidate(person="p_one", score=70, pwd=True), Candidate(person="k-2", score=95))
    hired = welfare_posts.RecruitForPost(**where, person="p_one", candidates=people)
    doing(world, "hiring")(welfare_posts.recruit, hired)
    keep(welfare_posts.vacate, welfare_posts.VacatePost(**where, person="p_one", ground="转到企业就业"))
    keep(welfare_posts.close, welfare_posts.ClosePosts(**where, seats=1, ground="任务完成"))


def _duties_and_targets(world: "World") -> None:
    keep, place = doing(world, "duty"), world.book.place
    projects: dict[str, Any] = {"duty": "huzhou_charity_projects", "place": place, "period": "2024"}
    keep(duties.fulfil, duties.Fulfil(**projects, document=PAPER))
    keep(duties.retract, duties.Retract(**projects, number=1, ground="重复登记"))
    catalogue = duties.Waive(duty="huzhou_training_catalogue", place=place, period="2024", document=PAPER)
    doing(world, "duty-supervisor")(duties.waive, catalogue)
    rate = targets.ReportFigure(target="employment_rate_huzhou", place=place, year=2024, value="65.2", document=PAPER)
    doing(world, "statistics")(targets.report_figure, rate)


def _relieved(world: "World", person: "PersonDetails") -> None:
    """A relief that is granted, renewed and ended, and another that is refused."""
    relief = _requested(world, person, "2025-03", "newspaper_kiosk")
    doing(world, "approver")(reliefs.decide, reliefs.OnRelief(relief=relief))
    _requested(world, person, "2025-04", "newspaper_kiosk", renews=relief)
    doing(world, "approver")(reliefs.decide, reliefs.OnRelief(relief=relief))
    ending = reliefs.EndRelief(
        relief=relief, cause="condition_lost", ground="转租", clause="第一条", ends_on=date(2025, 3, 31)
    )
    doing(world, "second")(reliefs.end, ending)
    other = _requested(world, person, "2025-05", "market_stall")
    reason = Reason(code="not_new", zh="不是新增网点", en="not a new site", authority="二(二)")
    doing(world, "approver")(reliefs.refuse, reliefs.RefuseRelief(relief=other, reasons=(reason,)))
    doing(world, "intake")(reliefs.request_review, reliefs.RequestReview(relief=other, reference="复议2号"))
    upheld = reliefs.DecideReview(relief=other, outcome="upheld", finding="已复议")
    doing(world, "appeal")(reliefs.decide_review, upheld)


def _requested(world: "World", person: "PersonDetails", month: str, site: str, renews: str = "") -> str:
    facts = {
        "site": site,
        "newly_built": True,
        "run_by_government": False,
        "first_month": Month(2025, 3),
        "certificate_valid": True,
        "operates_in_person": True,
        "free_shop": False,
        "charges": [{"month": Month.parse(month), "fee": "stall_fee", "charged": 60_000}],
    }
    command, details = reliefs.requesting(
        world.vault,
        relief="stall_fee_reduction",
        place=DISTRICT,
        facts=facts,
        beneficiary=person,
        renews=renews,
    )
    return reliefs.request(world.book, world.vault, command, details, world.request("first")).subject
