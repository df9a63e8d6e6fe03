"""Checks of duty: maker, checker and releaser are different people, and nobody was faster than the law."""

from collections import defaultdict

from domain import payment, recovery
from domain.application import events as e
from domain.application.state import Application, Status
from domain.events import Recorded
from domain.workflow import Workflow
from ledger.audit.probe import Probe, Seen


def acts_of(seen: Seen) -> list[tuple[str, str]]:
    """The acts of the workflow that an event is evidence of, each with the officer who did it."""
    if seen.recorded is None or seen.after is None:
        return []
    match seen.recorded.event:
        case payment.Instructed() | payment.Reissued() | payment.Cancelled():
            return [("payment", seen.recorded.meta.actor)]
    known = len(seen.before.acted) if seen.before else 0
    return list(seen.after.acted[known:])


class DutiesSeparate(Probe):
    """Acts that the case's workflow separates were done by different officers."""

    code = "duties-separate"
    zh = "不相容岗位分离:初审、复审、审批、支付等由不同人员办理"
    en = "maker, checker and releaser of a case are different people wherever its workflow separates them"

    def __init__(self) -> None:
        super().__init__()
        self._done: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def see(self, seen: Seen) -> None:
        for act, actor in acts_of(seen):
            self.counted += 1
            if seen.after is not None and seen.after.workflow is not None:
                self._compare(seen, seen.after, seen.after.workflow, act, actor)

    def _compare(self, seen: Seen, case: Application, workflow: Workflow, act: str, actor: str) -> None:
        apart = {other for group in workflow.separate if act in group for other in group} - {act}
        for earlier, who in self._done[case.id]:
            if who == actor and earlier in apart:
                zh, en = f"{actor} 既办「{earlier}」又办「{act}」", f"{actor} did both {earlier} and {act}"
                self.fault(seen.row.position, case.id, zh, en)
        self._done[case.id].append((act, actor))


class RolesHeld(Probe):
    """Every act was done in the role that the workflow asks for."""

    code = "roles-held"
    zh = "每一环节由具备规定角色的人员办理,审批签署人数符合权限"
    en = "every act was done in the role that the workflow asks for, and enough approvers signed"

    def see(self, seen: Seen) -> None:
        for act, actor in acts_of(seen):
            self.counted += 1
            if seen.recorded is None or seen.after is None or seen.after.workflow is None:
                continue
            event = seen.recorded.event
            role = seen.after.workflow.roles.get(event.stage if isinstance(event, e.Rejected) else act, "")
            if role not in seen.recorded.meta.roles:
                zh, en = f"{actor} 办理「{act}」时不具备「{role}」", f"{actor} did {act} without the role {role}"
                self.fault(seen.row.position, seen.after.id, zh, en)
        if seen.recorded and seen.before and isinstance(seen.recorded.event, e.Approved | e.ApprovalSigned):
            self._signature(seen.recorded, seen.before)

    def _signature(self, recorded: Recorded, case: Application) -> None:
        if case.workflow is None:
            return
        limit, signed, meta = case.workflow.limit_for(case.amount), len(case.signers) + 1, recorded.meta
        if isinstance(recorded.event, e.Approved) and signed < limit.signers:
            zh, en = f"签署 {signed} 人,应为 {limit.signers} 人", f"{signed} signed where {limit.signers} must"
            self.fault(recorded.position, case.id, zh, en)
        if limit.role not in meta.roles:
            zh, en = f"{meta.actor} 不具备「{limit.role}」", f"{meta.actor} signed without the role {limit.role}"
            self.fault(recorded.position, case.id, zh, en)
        if meta.actor in case.signers:
            self.fault(recorded.position, case.id, "同一人重复签署", "the same officer signed twice")


_STAGE_OF: dict[type, str] = {
    e.Accepted: "completeness",
    e.FirstReviewed: "first_review",
    e.SiteChecked: "on_site_check",
    e.NoticePublished: "public_notice",
    e.SecondReviewed: "second_review",
    e.ApprovalSigned: "approval",
    e.Approved: "approval",
}


class StagesInOrder(Probe):
    """Every stage was the next one of its workflow, in a case that was open and not suspended."""

    code = "stages-in-order"
    zh = "每一环节按流程依次办理,审批金额与测算金额一致"
    en = "every stage was the next one of its workflow, and what was approved is what was calculated"

    def see(self, seen: Seen) -> None:
        stage = _STAGE_OF.get(type(seen.recorded.event)) if seen.recorded else None
        if stage is None or seen.recorded is None:
            return
        self.counted += 1
        state, position = seen.before, seen.row.position
        open_in = Status.SUBMITTED if stage == "completeness" else Status.IN_REVIEW
        if state is None or state.status is not open_in or state.suspended or state.next_stage != stage:
            self.fault(position, seen.row.stream, f"不应办理「{stage}」", f"{stage} was not next")
        elif isinstance(event := seen.recorded.event, e.Approved) and event.decision.amount != state.amount:
            self.fault(position, seen.row.stream, "审批金额与测算不符", "the amount is not the calculated one")


class AfterNotice(Probe):
    """What follows a notice was done after its last day, with every objection resolved."""

    code = "approvals-after-notice"
    zh = "公示期满且异议处理完毕之后方可办理后续环节"
    en = "what follows a public notice was done after its last day, with every objection resolved"

    def see(self, seen: Seen) -> None:
        stage = _STAGE_OF.get(type(seen.recorded.event)) if seen.recorded else None
        if stage is None or seen.recorded is None or seen.before is None or "public_notice" not in seen.before.done:
            return
        self.counted += 1
        day, last = seen.recorded.meta.effective_on, seen.before.notice_last_day
        if last is None or day <= last:
            zh, en = f"公示至 {last},{day} 即办理「{stage}」", f"{stage} on {day}, but the notice ran until {last}"
            self.fault(seen.row.position, seen.row.stream, zh, en)
        if seen.before.open_objections:
            self.fault(seen.row.position, seen.row.stream, "异议未处理完毕", "an objection was still open")


class WriteOffByAnother(Probe):
    """Nobody writes off what he or she determined."""

    code = "write-off-by-another"
    zh = "核销人不是作出追回决定的人"
    en = "whoever writes a recovery off did not determine it"

    def __init__(self) -> None:
        super().__init__()
        self._determined: dict[str, str] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        actor, stream = seen.recorded.meta.actor, seen.row.stream
        match seen.recorded.event:
            case recovery.Determined():
                self._determined[stream] = actor
            case recovery.WrittenOff():
                self.counted += 1
                if self._determined.get(stream) == actor:
                    self.fault(seen.row.position, stream, f"均为 {actor}", f"{actor} did both")


DUTY_PROBES: tuple[type[Probe], ...] = (DutiesSeparate, RolesHeld, StagesInOrder, AfterNotice, WriteOffByAnother)
