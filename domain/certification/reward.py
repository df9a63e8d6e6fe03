"""An over-quota reward beside the certification of its employer-year: where one stands, the reward rests on it."""

from domain.calendar import Month
from domain.certification.state import Certification
from domain.errors import Refusal
from domain.programs.over_quota_facts import OverQuotaRewardFacts


class RewardMustRestOnCertification(Refusal):
    """该单位 {year} 年度已经认证({certification}),申请奖励须以该认证为据。

    The year {year} of this employer is certified ({certification}); the reward must rest on that.
    """


class CertificationDoesNotStand(Refusal):
    """申请所依据的认证 {certification} 不存在、尚未通过,或者已被撤销。

    The certification {certification} that the application rests on is not there, not granted yet, or revoked.
    """


class RosterDiffersFromCertification(Refusal):
    """申报的名册与认证 {certification} 不一致:{months}。

    The roster is not that of the certification {certification}: {months}.
    """


class StaffDiffersFromCertification(Refusal):
    """申报的各月在职职工人数与认证 {certification} 不一致。

    The monthly staff is not that of the certification {certification}.
    """


def check_rests_on(id: str, certification: Certification | None, facts: OverQuotaRewardFacts) -> None:
    """Refuse a reward that passes over a standing certification, rests on none, or says otherwise than it."""
    standing = certification if certification is not None and certification.stands else None
    if standing is None:
        if facts.rests_on_certification:
            raise CertificationDoesNotStand(field="rests_on_certification", certification=id)
        return
    if not facts.rests_on_certification:
        raise RewardMustRestOnCertification(field="rests_on_certification", certification=id, year=facts.year)
    if facts.staff_by_month != standing.staff_by_month:
        raise StaffDiffersFromCertification(field="staff_by_month", certification=id)
    certified = {(each.person, each.month): each.weight for each in standing.counted}
    stated = {(each.person, month): each.weight for each in facts.placements for month in each.months}
    if stated != certified:
        months = _differing(stated, certified)
        raise RosterDiffersFromCertification(field="placements", certification=id, months=months)


def _differing(stated: dict[tuple[str, Month], int], certified: dict[tuple[str, Month], int]) -> str:
    """The first few person-months that differ, by pseudonym."""
    keys = sorted(key for key in stated.keys() | certified.keys() if stated.get(key) != certified.get(key))
    shown = "; ".join(f"{person} {month}" for person, month in keys[:3])
    return shown if len(keys) <= 3 else f"{shown} …({len(keys)})"
