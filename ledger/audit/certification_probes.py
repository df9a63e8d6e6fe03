"""Checks of certifications: every one recomputes from its placements, by another officer, and rewards agree with it."""

from collections.abc import Callable

from domain.application import events as application
from domain.application.state import Application, Status
from domain.certification import events as e
from domain.certification import state as certifications
from domain.certification.roster import Roster, roster_of
from domain.certification.state import Certification
from domain.errors import Refusal
from domain.events import Recorded
from domain.placement import state as placements
from domain.placement.counted import CODE
from domain.placement.state import Placement
from domain.statutes.book import Law
from ledger.audit.probe import Probe, Seen
from ledger.book import Book
from ledger.certified import certification_behind, check_against
from ledger.law import law_for
from ledger.views.view import CHINA


class CertificationsRecompute(Probe):
    """A certification counts what its placements give by the law of its day, and was granted by another officer."""

    code = "certifications-recompute"
    zh = "每项认证按当时的安置和规定重算一致,审核人没有申报或登记其证据"
    en = "every certification recomputes from its placements, and its officer neither filed nor evidenced it"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._placements: dict[str, tuple[Placement | None, int]] = {}
        self._certifications: dict[str, Certification | None] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.event.topic.startswith("placement."):
            before, _ = self._placements.get(recorded.stream, (None, 0))
            self._placements[recorded.stream] = placements.evolve(before, recorded), recorded.version
        if recorded.event.topic.startswith("certification."):
            filed = self._certifications.get(recorded.stream)
            if isinstance(recorded.event, e.Certified):
                self.counted += 1
                self._compare(recorded, recorded.event, filed)
            self._certifications[recorded.stream] = certifications.evolve(filed, recorded)

    def _compare(self, recorded: Recorded, event: e.Certified, filed: Certification | None) -> None:
        read = [self._placements.get(each.placement, (None, 0)) for each in event.read]
        known = [placement for placement, _ in read if placement is not None]
        versions = [version for _, version in read]
        named = tuple(each.placement for each in event.read)
        if filed is None or named != filed.placements or versions != [each.version for each in event.read]:
            self._fault(recorded, "所读的安置与申报不符", "it did not read the placements that were filed")
            return
        if event.known_on != recorded.meta.recorded_at.astimezone(CHINA).date():
            self._fault(recorded, f"截至 {event.known_on},不是记录之日", f"known on {event.known_on}, another day")
        again = roster_of(known, event.year, self._law_as_of(event))
        if (event.counted, event.uncounted) != (again.counted, again.uncounted):
            self._fault(recorded, "计入的人月重算不一致", "other person-months count")
        self._sums(recorded, event, filed)
        officers = {filed.filed_by}.union(*(placement.recorded_by for placement in known))
        if recorded.meta.actor in officers:
            self._fault(recorded, f"{recorded.meta.actor} 审核自己经办的", f"{recorded.meta.actor} certified own work")

    def _sums(self, recorded: Recorded, event: e.Certified, filed: Certification) -> None:
        roster = Roster(counted=event.counted, uncounted=event.uncounted)
        stated = (event.claims, event.weight_months, event.staff_months)
        if stated != (roster.claims, roster.weight_months, sum(filed.staff_by_month)):
            self._fault(recorded, "占用或合计与计入的人月不符", "claims or sums are not those of the person-months")

    def _law_as_of(self, event: e.Certified) -> Callable[[str], Law]:
        return lambda place: law_for(self._book, CODE, place, event.known_on)

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


class RewardsRestOnCertifications(Probe):
    """A reward was handed in and approved only in agreement with its certification, which stands as long as it does."""

    code = "rewards-rest-on-certifications"
    zh = "已认证年度的超比例奖励以认证为据,名册一致"
    en = "a reward of a certified employer-year rests on the certification and names the same person-months"

    def __init__(self) -> None:
        super().__init__()
        self._certifications: dict[str, Certification | None] = {}
        self._granted: dict[str, str] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.event.topic.startswith("certification."):
            before = self._certifications.get(recorded.stream)
            self._certifications[recorded.stream] = certifications.evolve(before, recorded)
        if isinstance(recorded.event, e.CertificationRevoked) and (case := self._granted.get(recorded.stream)):
            zh, en = f"撤销时奖励案件 {case} 仍然有效", f"the reward {case} stood when it was revoked"
            self.fault(recorded.position, recorded.stream, zh, en)
        if seen.after is not None and (stream := certification_behind(seen.after)):
            self._follow(stream, seen.after)
        if isinstance(recorded.event, application.Submitted | application.Approved) and seen.after is not None:
            self._check(seen, seen.after)

    def _follow(self, stream: str, case: Application) -> None:
        if case.status is Status.APPROVED:
            self._granted[stream] = case.id
        elif self._granted.get(stream) == case.id:
            del self._granted[stream]

    def _check(self, seen: Seen, case: Application) -> None:
        try:
            self.counted += check_against(case, self._certifications)
        except Refusal as refusal:
            self.fault(seen.row.position, seen.row.stream, refusal.zh, refusal.en)
