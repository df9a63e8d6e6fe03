"""A document: evidence of a case, sealed outside the log; the log holds its kind, type, size and keyed digest."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final, Literal, get_args

import msgspec

from domain.act import Act
from domain.actor import Actor, authorise
from domain.application.filing import INTAKE_ROLE
from domain.application.state import Application, Status
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.names import zh
from domain.places import covers

KINDS: Final = (
    "application_form",
    "identity_document",
    "disability_certificate",
    "business_licence",
    "labour_contract",
    "lease_contract",
    "loan_contract",
    "purchase_agreement",
    "invoice",
    "payment_voucher",
    "bank_statement",
    "payroll",
    "social_insurance_proof",
    "attendance_sheet",
    "training_diploma",
    "site_photo",
    "site_record",
    "commitment_letter",
    "authorisation_letter",
    "objection_letter",
    "appeal_letter",
    "other_evidence",
)
"""What a document may be; its Chinese name stands in `document_names`."""

Standing = Literal["in_evidence", "withdrawn"]
STATUSES: Final = get_args(Standing)

_FILING = ("intake", "completeness", "first_review", "on_site_check", "appeal")
"""The acts of a workflow whose officers receive or gather evidence."""

_UNDECIDED = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.IN_REVIEW)


class NoRoleForDocuments(Refusal):
    """{actor} 不具备「{act}」所需的任何一种角色({roles_zh}),无权办理。

    {actor} holds none of the roles that the act "{act}" needs: {roles}.
    """


class UnknownKind(Refusal):
    """没有「{kind}」这种材料。

    There is no kind of document "{kind}".
    """


class WithdrawnAlready(Refusal):
    """材料 {document} 已撤回。

    The document {document} was withdrawn already.
    """

    ids = frozenset({"document"})


class EvidenceOfDecision(Refusal):
    """案件已是「{status}」,决定所依据的材料不得撤回。

    The case is "{status}"; what its decision rests on cannot be withdrawn.
    """


class Filed(Event, frozen=True, kw_only=True):
    """A document of a case was sealed under the key of its party: `size` in bytes, `digest` keyed (hexadecimal)."""

    topic: ClassVar[str] = "document.Filed"
    case: str
    party: str
    kind: str
    media_type: str
    size: int
    digest: str


class Withdrawn(Event, frozen=True, kw_only=True):
    """A document no longer counts as evidence; it stays sealed, and can still be read."""

    topic: ClassVar[str] = "document.Withdrawn"
    case: str
    ground: str


class Opened(Event, frozen=True, kw_only=True):
    """Somebody was given the content of a document; the reason is in the meta data."""

    topic: ClassVar[str] = "document.Opened"
    document: str
    case: str
    party: str
    digest: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document (`size` in bytes)."""

    id: str
    case: str
    party: str
    kind: str
    media_type: str
    size: int
    digest: str
    status: Standing = "in_evidence"
    filed_on: date


def evolve(state: Document | None, recorded: Recorded) -> Document | None:
    """Fold one event into the document."""
    match recorded.event:
        case Filed() as event:
            return Document(
                id=recorded.stream,
                case=event.case,
                party=event.party,
                kind=event.kind,
                media_type=event.media_type,
                size=event.size,
                digest=event.digest,
                filed_on=recorded.meta.effective_on,
            )
        case Withdrawn() if state is not None:
            return msgspec.structs.replace(state, status="withdrawn")
    return state


def may_file(case: Application, actor: Actor, act: str = "file_document") -> None:
    """Refuse unless the officer receives or gathers evidence at the place of the case."""
    workflow = case.workflow
    by_workflow = (workflow.roles[name] for name in _FILING if name in workflow.roles) if workflow else ()
    _authorise(actor, act, (INTAKE_ROLE, *by_workflow), case)


def may_open(case: Application, actor: Actor) -> None:
    """Refuse unless the officer works on such cases at their place, keeps personal data there, or audits it."""
    workflow = case.workflow
    by_workflow = (*workflow.roles.values(), *(limit.role for limit in workflow.limits)) if workflow else ()
    _authorise(actor, "open_document", (INTAKE_ROLE, *by_workflow, "privacy_officer", "auditor"), case)


def file(case: Application, *, kind: str, media_type: str, size: int, digest: str, act: Act) -> Event:
    """Take a document into evidence, in whatever state the case is: an appeal or a recovery may bring new ones."""
    may_file(case, act.actor)
    must_be_kind(kind)
    act.must_not_precede(case.applied_on)
    return Filed(case=case.id, party=case.applicant, kind=kind, media_type=media_type, size=size, digest=digest)


def withdraw(state: Document, case: Application, *, ground: str, act: Act) -> Event:
    """Take a document out of evidence; never once the case was decided."""
    may_file(case, act.actor, "withdraw_document")
    if state.status != "in_evidence":
        raise WithdrawnAlready(field="document", document=state.id)
    if not is_undecided(case):
        raise EvidenceOfDecision(field="document", status=case.status.value)
    act.must_not_precede(state.filed_on)
    return Withdrawn(case=state.case, ground=ground)


def open_(state: Document, case: Application, act: Act) -> Event:
    """Give somebody the content, withdrawn or not."""
    may_open(case, act.actor)
    return Opened(document=state.id, case=state.case, party=state.party, digest=state.digest)


def is_undecided(case: Application) -> bool:
    """Whether nothing was decided yet that rests on the documents of the case."""
    return case.status in _UNDECIDED


def must_be_kind(kind: str) -> None:
    """Refuse a kind of document that is not listed."""
    if kind not in KINDS:
        raise UnknownKind(field="kind", kind=kind)


def _authorise(actor: Actor, act: str, roles: Iterable[str], case: Application) -> None:
    """Refuse unless the actor holds one of the roles at the place of the case, and has no interest in it."""
    wanted = tuple(dict.fromkeys(roles))
    held = [role for role in wanted if actor.places_of(role)]
    if not held:
        named = "、".join(map(zh, wanted))
        raise NoRoleForDocuments(field="role", actor=actor.id, act=act, roles=", ".join(wanted), roles_zh=named)
    fitting = (role for role in held if any(covers(where, case.place) for where in actor.places_of(role)))
    authorise(actor, act, next(fitting, held[0]), case.place, case)
