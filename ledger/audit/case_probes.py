"""Checks of a case against itself: its payee, its claims, its notice and the day of its decisions."""

from domain import party, payment
from domain.application import events as e
from domain.application.state import Application
from domain.calendar import notice_ends_on
from domain.errors import Refusal
from ledger.audit.probe import Probe, Seen
from ledger.audit.recompute import decisions_of
from ledger.law import claims_of
from ledger.views.view import CHINA


class PaidToTheApplicant(Probe):
    """Payments go to the applicant, by the details that were the last ones on that day."""

    code = "paid-to-the-applicant"
    zh = "支付对象是案件的申请人,收款信息是当时最新的一版"
    en = "every payment goes to the applicant of its case, by the latest registered details"

    def __init__(self) -> None:
        super().__init__()
        self._versions: dict[str, int] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        match seen.recorded.event:
            case party.Registered() | party.DetailsChanged() as event:
                self._versions[event.party] = event.details_version
            case payment.Instructed() as event:
                self._compare(seen, event.party, event.details_version)
            case payment.Reissued() as event if seen.after is not None:
                self._compare(seen, seen.after.applicant, event.details_version)

    def _compare(self, seen: Seen, payee: str, version: int) -> None:
        self.counted += 1
        if seen.after is None or payee != seen.after.applicant:
            self.fault(seen.row.position, seen.row.stream, "支付给了申请人以外的人", "it pays somebody else")
        if version != self._versions.get(payee):
            zh, en = f"收款信息第 {version} 版不是当时的最新版", f"details {version} were not the latest"
            self.fault(seen.row.position, seen.row.stream, zh, en)


class ClaimsFollowFacts(Probe):
    """A submitted case holds just the claims that its facts take."""

    code = "claims-follow-facts"
    zh = "提交时占用的费用和人月与申请事实一致"
    en = "a submitted case holds just the claims that its facts take"

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or seen.after is None:
            return
        if not isinstance(seen.recorded.event, e.Submitted | e.Resubmitted):
            return
        self.counted += 1
        if tuple(sorted(seen.after.claims)) != _claims(seen.after):
            zh, en = "占用与事实不一致", "the claims are not those of the facts"
            self.fault(seen.row.position, seen.row.stream, zh, en)


def _claims(state: Application) -> tuple[str, ...] | None:
    try:
        return claims_of(state)
    except Refusal:
        return None


class NoticesAsRuled(Probe):
    """A notice runs as long as the workflow of its case says."""

    code = "notices-as-ruled"
    zh = "公示的天数、单位和截止日与本案流程一致"
    en = "every notice runs as long as the workflow of its case says"

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or seen.before is None or seen.before.workflow is None:
            return
        event, rule = seen.recorded.event, seen.before.workflow.notice
        if not isinstance(event, e.NoticePublished):
            return
        self.counted += 1
        last_day = notice_ends_on(event.first_day, rule.days, rule.unit)
        if (event.days, event.unit, event.last_day) != (rule.days, rule.unit, last_day):
            zh, en = f"公示应至 {last_day}", f"the notice should run until {last_day}"
            self.fault(seen.row.position, seen.row.stream, zh, en)


class DecidedOnTheirDay(Probe):
    """A decision rests on what was published by the day on which it was recorded, in China."""

    code = "decided-on-their-day"
    zh = "测算所依据的规定截至其记录之日"
    en = "every decision rests on what was published by the day on which it was recorded"

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        day = seen.recorded.meta.recorded_at.astimezone(CHINA).date()
        for decision, _ in decisions_of(seen.recorded, seen.before):
            self.counted += 1
            if decision.known_on != day:
                zh, en = f"截至 {decision.known_on},应为 {day}", f"known on {decision.known_on}, not {day}"
                self.fault(seen.row.position, seen.row.stream, zh, en)


CASE_PROBES: tuple[type[Probe], ...] = (PaidToTheApplicant, ClaimsFollowFacts, NoticesAsRuled, DecidedOnTheirDay)
