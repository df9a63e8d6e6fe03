"""What a placement is described with: post, employer, contract, certificates, dispatch and the remote chain."""

from datetime import date
from typing import Literal

import msgspec

from domain.calendar import Month, WorkerCategory

PostKind = Literal[
    "establishment",
    "ordinary_contract",
    "non_establishment",
    "public_welfare_post",
    "pwd_home_auxiliary",
    "auxiliary",
    "remote_base",
    "home_based",
    "flexible",
]
"""编制内, 劳动合同, 编外, 公益性岗位, 残疾人之家辅助性岗位, 辅助性就业, 异地就业基地, 居家就业, 灵活就业."""

EmployerKind = Literal[
    "state_organ",
    "public_institution",
    "state_owned_enterprise",
    "enterprise",
    "social_body",
    "private_non_enterprise",
]
Insurance = Literal["pension", "medical", "unemployment", "work_injury", "maternity"]
CertificateKind = Literal["disability_certificate", "disabled_soldier_certificate"]
CertificateStatus = Literal["valid", "frozen", "cancelled", "migrated"]
EndGround = Literal["resigned", "dismissed", "contract_ended", "retired", "deceased", "moved", "other"]


class LabourContract(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A labour contract or service agreement: who signed it (credit code), from when to when (None = open-ended)."""

    signed_by: str
    kind: Literal["labour", "service"]
    starts_on: date
    ends_on: date | None


class CertificateSpan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A certificate with one grade and status over one span of days; its history is several spans.

    `category` (GB/T 26341: 1 visual … 7 multiple) is of disability certificates only; `ends_on` is the last day.
    """

    kind: CertificateKind
    grade: int
    category: int | None
    status: CertificateStatus
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class DispatchAgreement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Labour dispatch: agency and user unit (credit codes), who counts the person by agreement, and its reference.

    `redispatched_to` names a further unit to which the user unit has passed the person on; the law forbids it.
    """

    agency: str
    user_unit: str
    counted_by: Literal["agency", "user_unit", "not_agreed"]
    reference: str
    redispatched_to: str = ""


class RemoteChain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """用工企业—中介企业—就业基地—残疾人: employer, intermediary, base and person, with the paper of every link."""

    employer: str
    intermediary: str
    base: str
    base_place: str
    employer_intermediary: str
    intermediary_base: str
    base_person: str
    base_is_user_unit: bool = False


class PlacementTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On which terms a person (pseudonym) works for an employer (credit code) at a place (GB/T 2260)."""

    employer: str
    employer_kind: EmployerKind
    employer_place: str
    person: str
    place: str
    post: PostKind
    contract: LabourContract | None
    local_hukou: bool
    dispatch: DispatchAgreement | None = None
    chain: RemoteChain | None = None


class MonthEvidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one month was worked and paid like. The wage is fen really paid; payers are credit codes.

    `insurances` are those paid in full. Age and retirement are those of the month's last day, so that no birthday
    stands in the log.
    """

    month: Month
    wage: int
    wage_paid_by: str
    through_bank: bool
    full_time: bool
    insurances: tuple[Insurance, ...]
    insurance_paid_by: str
    age_in_years: int
    worker: WorkerCategory
    reached_retirement: bool
    reference: str
