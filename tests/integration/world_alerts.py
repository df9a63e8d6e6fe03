"""Runs of checks in the small world, and what follows from their hits."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from domain import check_policy, payment
from domain.act import Act
from domain.alert import EvidenceRow, Hit, stream_of
from domain.check_policy import PolicyMode, PolicySet, VersionRegistered
from domain.check_run import CheckVersion, EvidenceUsed, Mode, Omitted, RunRecord
from ledger.book import Book
from ledger.commands import check_policies, endings, findings, investigations, recoveries, suppressions
from ledger.commands.alerts import record_hits, version_of
from ledger.commands.base import Change, Plan, Receipt, Request, run
from ledger.commands.load import load_investigation

if TYPE_CHECKING:
    from tests.integration.world import World

COUNTY, CITY = "330502", "330500"
EVIDENCE = "evidence:2024-330500-AAAAAAAAAA"
TEXT = "0" * 64
"""The digest of a text that nobody could run."""


def hit(subject: str, *, check: str = "RF15", period: str = "2024-03", mode: Mode = "review", **other: Any) -> Hit:
    """A hit about a person, unless told otherwise; its facts are raw whole numbers."""
    known = Hit(
        check=check,
        check_version=1,
        text_digest=TEXT,
        subject_kind="person",
        subject=subject,
        period=period,
        place=COUNTY,
        mode=mode,
        severity="HIGH",
        amount=12_000,
        facts={"paid_fen": 150_000, "minimum_fen": 201_000, "from_month": 24290},
        evidence=(EvidenceRow(dataset="payroll", import_id=EVIDENCE, line=2),),
        authority="最低工资规定",
    )
    return msgspec.structs.replace(known, **other)


def agreed_on(book: Book, request: Request, check: str = "RF15") -> None:
    """Let two persons have agreed on the text that hits of a check name here."""

    def decide(act: Act) -> Plan:
        stream = check_policy.stream_of(check)
        _, version = book.load(stream, check_policy.evolve, None)
        same: dict[str, Any] = {"check": check, "version": 1, "parameters": {}, "digest": TEXT}
        events = (VersionRegistered(texts=(), **same), PolicySet(mode="review", from_on=act.today, **same))
        return Plan(subject=stream, changes=(Change(stream=stream, version=version, events=events),))

    run(book, "agree", check_policies.Decide(check=check), request, decide)


def ran(*checks: CheckVersion, **other: Any) -> RunRecord:
    """A run over everything, with these checks."""
    known = RunRecord(
        place=CITY,
        scope="all",
        engine="duckdb",
        position=1,
        evidence=(EvidenceUsed(dataset="payroll", import_id=EVIDENCE, as_of_day=19_782),),
        checks=checks,
    )
    return msgspec.structs.replace(known, **other)


def recorded(world: "World", hits: Sequence[Hit], officer: str = "analyst", **other: Any) -> Receipt:
    """A run that found these hits."""
    checks = dict.fromkeys(version_of(each) for each in hits)
    return record_hits(world.book, ran(*checks, **other), hits, world.request(officer))


def suspected(world: "World") -> None:
    """Alerts of every standing: open, put aside, cleared, confirmed, and confirmed no more after an appeal."""
    _agreed(world)
    agreed_on(world.book, world.request("fraud-reviewer"))
    first = [hit(f"p_{number:024}", cases=tuple(world.cases.values())[:1]) for number in range(6)]
    trial = hit("p_" + "7" * 24, mode="shadow")
    stale = Omitted(check="RF01", version=1, cause="stale", source="deaths")
    recorded(world, [*first, trial], omitted=(stale,))
    recorded(world, [first[0], msgspec.structs.replace(first[1], amount=13_000)])
    suppressed(world, first[0])
    recorded(world, [first[0]], position=world.book.head.position)
    investigation = looked_into(world, [stream_of(each) for each in first[1:5]])
    for case in tuple(world.cases.values())[1:2]:
        adding = investigations.AddCase(investigation=investigation, case=case)
        investigations.add_case(world.book, adding, world.request("fraud-reviewer"))
    cleared(world, investigation, [stream_of(first[1])])
    for number in (1, 2):
        found(world, investigation, stream_of(first[number + 1]))
    decided(world, investigation)


def _agreed(world: "World") -> None:
    """A check that stops payments, another on trial, one that nobody agreed to."""
    modes: dict[str, PolicyMode] = {"RF18": "hold", "RF15": "shadow", "RF01": "review"}
    for check, mode in modes.items():
        asked = check_policies.Propose(check=check, mode=mode, from_on=world.today)
        check_policies.propose(world.book, asked, world.request("analyst"))
        decide = check_policies.reject if check == "RF01" else check_policies.approve
        decide(world.book, check_policies.Decide(check=check), world.request("fraud-reviewer"))


def suppressed(world: "World", about: Hit) -> None:
    """A suppression that was granted, one that was not, and one that ended early."""
    doing = suppressions.OnSuppression
    ids = [
        suppressions.request_suppression(world.book, _request(world, about, check), world.request("analyst")).subject
        for check in (about.check, "", "RF19")
    ]
    for id in (ids[0], ids[2]):
        suppressions.grant(world.book, doing(suppression=id), world.request("fraud-reviewer"))
    suppressions.refuse(world.book, doing(suppression=ids[1], ground="过宽"), world.request("fraud-reviewer"))
    suppressions.end(world.book, doing(suppression=ids[2], ground="已登记"), world.request("fraud-reviewer"))


def _request(world: "World", about: Hit, check: str) -> suppressions.RequestSuppression:
    return suppressions.RequestSuppression(
        check=check,
        subject_kind=about.subject_kind,
        subject=about.subject,
        place=COUNTY,
        until=world.today + timedelta(days=90),
        code="late_register",
        note="登记正在更正",
    )


def looked_into(world: "World", alerts: Sequence[str]) -> str:
    """An investigation of some alerts, in the hand of the analyst; the last of them joined later."""
    opening = investigations.Open(place=COUNTY, title="sham_placement", alerts=tuple(alerts[:-1]))
    id = investigations.open_(world.book, opening, world.request("analyst")).subject
    joining = investigations.Join(investigation=id, alerts=(alerts[-1],))
    investigations.join(world.book, joining, world.request("second-analyst"))
    taking = investigations.Assign(investigation=id, analyst=f"{CITY}-analyst")
    investigations.assign(world.book, taking, world.request("analyst"))
    return id


def cleared(world: "World", investigation: str, alerts: Sequence[str]) -> None:
    """Some alerts were innocent."""
    command = investigations.Clear(investigation=investigation, alerts=tuple(alerts), code="twins", note="查明为两人")
    investigations.clear(world.book, command, world.request("analyst"))


def heard(world: "World", investigation: str, alert: str) -> None:
    """The subject of an alert answered; the applicants of its cases, asked too, let the term pass."""
    state, _ = load_investigation(world.book, investigation)
    asked = {each.party for each in state.asked}
    cases = next(each.joined.cases for each in state.alerts if each.joined.alert == alert)
    for number, party in enumerate(state.must_hear((alert,), cases)):
        if party in asked:
            continue
        question = investigations.Ask(
            investigation=investigation, party=party, questions=("何时到岗",), document="湖残联询〔2026〕1号"
        )
        investigations.ask(world.book, question, world.request("analyst"))
        if number == 0:
            answer = investigations.Answered(investigation=investigation, party=party, reference="笔录1号")
            investigations.answer(world.book, answer, world.request("analyst"))
        else:
            world.today += timedelta(days=30)
            silence = investigations.Silent(investigation=investigation, party=party)
            investigations.no_statement(world.book, silence, world.request("analyst"))


def found(world: "World", investigation: str, alert: str) -> None:
    """A finding about an alert, proposed once its parties were heard."""
    heard(world, investigation, alert)
    state, _ = load_investigation(world.book, investigation)
    cases = next(each.joined.cases for each in state.alerts if each.joined.alert == alert)
    command = findings.Propose(
        investigation=investigation,
        alerts=(alert,),
        finding="fraud",
        amount=12_000,
        measures=("hold", "suspend", "recover", "refer") if cases else ("refer",),
        cases=cases,
        reasons="从未到岗",
    )
    findings.propose(world.book, command, world.request("analyst"))


def _recovered(world: "World", id: str, cases: Sequence[str]) -> tuple[str, ...]:
    """A hundred yuan of the first payment of each case is to come back."""
    for case in cases:
        command = findings.CarryOut(
            investigation=id,
            measure="recover",
            case=case,
            payment=payment.stream_of(case, 1),
            amount=10_000,
            clause="财政违法行为处罚处分条例 第十四条",
        )
        findings.carry_out(world.book, command, world.request("finance"))
    taken = (each for found in load_investigation(world.book, id)[0].findings for each in found.taken)
    return tuple(each.stream for each in taken if each.measure == "recover")


def decided(world: "World", id: str) -> None:
    """The first finding is not confirmed at first; what is, is carried out, referred, and appealed against."""
    refusing = findings.RejectFinding(investigation=id, number=1, ground="证据不足")
    findings.reject(world.book, refusing, world.request("fraud-reviewer"))
    findings.confirm(world.book, findings.Confirm(investigation=id, number=2), world.request("fraud-reviewer"))
    state, _ = load_investigation(world.book, id)
    again = state.findings[0]
    recovered = _recovered(world, id, again.cases)
    found(world, id, again.alerts[0])
    findings.confirm(world.book, findings.Confirm(investigation=id, number=3), world.request("fraud-reviewer"))
    if again.cases:
        suspending = findings.CarryOut(investigation=id, measure="suspend", case=again.cases[0])
        findings.carry_out(world.book, suspending, world.request("second"))
    refer = findings.Refer(investigation=id, body="330500-police", document="湖残联移〔2026〕1号")
    findings.refer(world.book, refer, world.request("fraud-reviewer"))
    appeal = findings.DecideFindingAppeal(
        investigation=id, number=2, outcome="revoked", reference="申诉1号", code="data_error"
    )
    findings.decide_appeal(world.book, appeal, world.request("appeal"))
    for each in recovered:
        recoveries.undo(world.book, recoveries.Undo(recovery=each), world.request("finance"))
    for case in again.cases:
        lifting = findings.LiftMeasure(investigation=id, number=3, measure="suspend", case=case, ground="已经说明")
        findings.lift(world.book, lifting, world.request("second-fraud-reviewer"))
        endings.resume(world.book, endings.Ground(case=case, ground="认定的暂停已解除"), world.request("second"))
    rest = [each.joined.alert for each in load_investigation(world.book, id)[0].alerts if each.standing == "open"]
    cleared(world, id, rest)
