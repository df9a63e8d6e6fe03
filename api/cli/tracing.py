"""A trace as a tree: budget and its documents above, decisions and officers, payments and bank lines below."""

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from api.cli.cases import DEMO
from api.cli.screen import safe
from domain.money import shown
from domain.names import zh
from domain.places import full_name_of
from ledger import chart
from ledger.audit.tree import (
    Budget,
    CaseShare,
    CaseTrace,
    DecisionTrace,
    HoldTrace,
    LevyTrace,
    Officer,
    PaymentTrace,
    Trace,
)
from ledger.views.adjustments import AdjustmentRow
from ledger.views.bank_lines import BankLineRow
from ledger.views.timeline import TimelineRow

_KINDS = {
    "budget": "预算",
    "application": "申请",
    "payment": "支付",
    "hold": "暂缓支付",
    "recovery": "追回",
    "adjustment": "调整",
    "levy": "残保金",
}


def tree_of(trace: Trace) -> Tree:
    """The whole trace."""
    root = _node(f"{_KINDS[trace.kind]} {trace.kind} {trace.identifier}")
    if trace.budget:
        _budget(root, trace.budget)
    for share in trace.shares:
        _share(root, share)
    if trace.case:
        _case(root, trace.case)
    if trace.levy:
        _levy(root, trace.levy)
    return root


def _node(text: str) -> Tree:
    return Tree(Text(safe(text)))


def _add(parent: Tree, text: str) -> Tree:
    return parent.add(Text(safe(text)))


def _budget(root: Tree, budget: Budget) -> None:
    branch = _add(root, f"预算 budget {zh(budget.fund)} {budget.year} {budget.line}")
    for document in budget.documents:
        _add(branch, f"{document.effective_on} {document.zh} · {document.actor}")
    for balance in budget.balances:
        account = chart.BY_CODE[balance.account]
        _add(branch, f"{account.zh} {balance.account} {balance.commodity}: {shown(balance.amount)}")


def _share(root: Tree, share: CaseShare) -> None:
    committed = share.pre_encumbered + share.encumbered + share.held + share.unpaid
    text = f"案件 case {share.case} {zh(share.programme)} {zh(share.status)}"
    branch = _add(root, f"{text}: 占用 committed {shown(committed)}, 已付 paid {shown(share.paid)}")
    for payment in share.payments:
        _add(branch, f"支付 payment {payment.id} {shown(payment.amount)} {zh(payment.status)} {payment.settled_by}")


def _case(root: Tree, case: CaseTrace) -> None:
    row = case.case
    branch = _add(root, f"案件 case {row.id} {zh(row.programme)} {zh(row.status)} {shown(row.amount)}")
    _add(branch, f"申请人 applicant {row.applicant} · 事实摘要 facts sha256 {case.facts_digest}")
    if case.same_persons:
        _add(branch, f"同一人 same person {'、'.join(case.same_persons)}")
    if case.documents:
        _documents(_add(branch, "材料 documents"), case)
    for before, decision in zip((None, *case.decisions), case.decisions, strict=False):
        _decision(branch, decision, before)
    _officers(_add(branch, "经办 officers"), case.officers)
    for notice in case.notices:
        period = f"{notice.first_day} 至 {notice.last_day}"
        _add(branch, f"公示 notice {period} {shown(notice.amount)} · 异议 objections {len(notice.objections)}")
    _officers(_add(branch, "审批 approvals"), case.approvals)
    for payment in case.payments:
        _payment(branch, payment)
    for held in case.holds:
        _hold(branch, held)
    for adjusted in case.adjustments:
        _adjustment(branch, adjusted)
    _suspicions(branch, case)


def _suspicions(branch: Tree, case: CaseTrace) -> None:
    for told in case.alerts:
        row = told.alert
        about = f"{row.check} {row.subject} {row.period} {zh(row.status)} {zh(row.finding or row.code)}".rstrip()
        _events(_add(branch, f"疑点 alert {row.id} {about}"), told.events)
    for looked in case.investigations:
        known = looked.investigation
        text = f"核查 investigation {known.id} {zh(known.title)} {zh(known.status)}"
        _events(_add(branch, text), looked.events)


def _documents(branch: Tree, case: CaseTrace) -> None:
    for row in case.documents:
        kind = f"{row.id} {zh(row.kind)} {row.media_type} {row.size} bytes {zh(row.status)} {row.status}"
        known = _add(branch, f"材料 document {kind} {row.withdrawn_on or ''}".rstrip())
        _add(known, f"摘要 digest {row.digest}")
    _events(branch, case.handling)


def _levy(root: Tree, trace: LevyTrace) -> None:
    row = trace.levy
    owed = f"应缴 {shown(row.amount)}, 未缴 outstanding {shown(row.outstanding)}, 应退 overpaid {shown(row.overpaid)}"
    branch = _add(root, f"残保金 levy {row.uscc} {row.year} {full_name_of(row.place)} {owed}")
    if trace.certification:
        certified = trace.certification
        _add(
            branch,
            f"联网认证 certification {certified.id} {zh(certified.status)} {certified.decided_on or ''}".rstrip(),
        )
    for before, decision in zip((None, *trace.decisions), trace.decisions, strict=False):
        _decision(branch, decision, before)
    _events(_add(branch, "经过 events"), trace.events)
    _bank_lines(branch, trace.bank_lines)
    for record in trace.records:
        _add(
            branch,
            f"失信记录 credit record {record.id} {zh(record.conduct)} {shown(record.amount)} {zh(record.status)}",
        )


def _decision(branch: Tree, decision: DecisionTrace, before: DecisionTrace | None) -> None:
    law = f"{decision.formula} @ {decision.law_day} (known on {decision.known_on})"
    made = _add(branch, f"第 {decision.position} 号事件的测算 decision {law}: {shown(decision.amount)}")
    if before and before.steps == decision.steps:
        _add(made, f"与第 {before.position} 号事件的各步骤相同 the same steps as at {before.position}")
        return
    for step in decision.steps:
        grade = DEMO if step.grade == "demo" else step.grade
        _add(made, f"{step.label}: {step.expression} = {step.value} · {step.authority} {grade}".rstrip(" ·"))
    for reason in decision.reasons:
        _add(made, f"不予补贴 refused: {reason.zh} {reason.en} · {reason.authority}")


def _officers(branch: Tree, officers: Iterable[Officer]) -> None:
    for officer in officers:
        roles = "、".join(map(zh, officer.roles))
        _add(branch, f"{officer.effective_on} {zh(officer.act)} {officer.act} · {officer.actor} ({roles})")


def _payment(branch: Tree, trace: PaymentTrace) -> None:
    row = trace.payment
    text = f"支付 payment {row.id} {row.label} {shown(row.amount)} {zh(row.status)} {row.status}"
    known = _add(branch, f"{text} · 收款信息第 {row.details_version} 版")
    _events(known, trace.events)
    _bank_lines(known, trace.bank_lines)
    for each in trace.recoveries:
        recovery = each.recovery
        found = _add(known, f"追回 recovery {recovery.id} {shown(recovery.amount)} · {recovery.clause}")
        _events(found, each.events)
        _bank_lines(found, each.bank_lines)


def _hold(branch: Tree, trace: HoldTrace) -> None:
    row = trace.hold
    text = f"暂缓支付 hold {row.id} {shown(row.amount)} {zh(row.status)} 至 until {row.until} · {row.authority}"
    _events(_add(branch, text), trace.events)


def _adjustment(branch: Tree, row: AdjustmentRow) -> None:
    amounts = f"{shown(row.before)} → {shown(row.after)}"
    known = _add(branch, f"调整 adjustment {row.id} {amounts} {zh(row.status)} · {row.documents}")
    _add(known, f"立案 opened {row.opened_on} · {row.opened_by}")
    if row.approved_on:
        _add(known, f"批准 approved {row.approved_on} · {row.approved_by} {row.line}".rstrip())
    for done in (row.payment, *row.recoveries, row.ground):
        if done:
            _add(known, f"结果 outcome {done}")


def _events(branch: Tree, events: Iterable[TimelineRow]) -> None:
    for event in events:
        _add(branch, f"{event.effective_on} {event.zh} · {event.actor}")


def _bank_lines(branch: Tree, lines: Iterable[BankLineRow]) -> None:
    for line in lines:
        _add(branch, f"流水 bank line {line.account}/{line.reference} {line.booked_on} {shown(line.amount)}")
