"""Problems: a refusal as RFC 9457 problem details, in the language that the caller prefers."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from api.auth.oidc.refusals import ProviderUnusable, SignInRefused
from api.forms.json_form import JsonMalformed, NameTwice, NotANumberHere
from api.forms.sheet import FileTooLarge, SheetUnreadable
from api.http import refusals as h
from api.schemas.problems import FormInvalid, Path, Problem
from domain.actor import CountsAsTheSame, OfficerRecused, OutsideJurisdiction, RoleNotAllowed
from domain.check_policy import SamePersonSetsPolicy
from domain.document import NoRoleForDocuments
from domain.errors import Conflict, NotFound, Refusal
from domain.evidence_refusals import SamePersonAccepts, SamePersonWithdraws
from domain.hold_refusals import SamePersonHolds
from domain.imports import SamePersonConfirms
from domain.investigation.refusals import SamePersonFinds
from domain.party import PayeeChangedByPayer
from domain.suppression import SamePersonSuppresses
from domain.wording import without_numbers
from domain.workflow import SamePersonActs
from ledger.checks.preparing import EvidenceNotPrepared, RunInProgress
from ledger.checks.whole_evidence import RingRenamed
from ledger.commands.base import AuthorityChanged, ChangedSinceRead
from ledger.credentials.links import IdentityNotLinked
from ledger.credentials.passwords import CredentialsRefused, SignInBusy
from ledger.documents.content import ContentNotOfType, DocumentTooLarge, UnknownMediaType
from ledger.documents.sealed import DocumentDamaged
from ledger.documents.store import DocumentErased, DocumentMissing
from ledger.staged_files import StagedFileChanged
from ledger.store.database import BookBusy, BookUnreachable
from ledger.store.transaction import AppendUnconfirmed

MEDIA_TYPE: Final = "application/problem+json"

Language = Literal["zh", "en"]


REFUSED_BY_RULE: Final = 422
"""What a refusal is answered with that is not in the table: the request was understood, and a rule forbids it."""

STATUSES: Final[Mapping[type[Refusal], int]] = MappingProxyType(
    {
        JsonMalformed: 400,
        NameTwice: 400,
        NotANumberHere: 400,
        SheetUnreadable: 400,
        h.BodyCutOff: 400,
        h.BodyNotText: 400,
        h.IdempotencyKeyMissing: 400,
        h.RequestMalformed: 400,
        h.VersionMalformed: 400,
        h.NotAuthenticated: 401,
        CredentialsRefused: 401,
        SignInRefused: 401,
        AuthorityChanged: 401,
        h.CrossSiteRequest: 403,
        h.CsrfTokenWrong: 403,
        IdentityNotLinked: 403,
        h.EndpointNotForRole: 403,
        CountsAsTheSame: 403,
        NoRoleForDocuments: 403,
        OfficerRecused: 403,
        OutsideJurisdiction: 403,
        PayeeChangedByPayer: 403,
        RoleNotAllowed: 403,
        SamePersonActs: 403,
        SamePersonConfirms: 403,
        SamePersonAccepts: 403,
        SamePersonWithdraws: 403,
        SamePersonHolds: 403,
        SamePersonFinds: 403,
        SamePersonSuppresses: 403,
        SamePersonSetsPolicy: 403,
        h.NoSuchEndpoint: 404,
        NotFound: 404,
        RingRenamed: 404,
        h.MethodNotHere: 405,
        h.NotAcceptable: 406,
        Conflict: 409,
        h.RequestInFlight: 409,
        DocumentErased: 410,
        h.LengthMissing: 411,
        ChangedSinceRead: 412,
        DocumentTooLarge: 413,
        FileTooLarge: 413,
        h.BodyTooLarge: 413,
        ContentNotOfType: 415,
        UnknownMediaType: 415,
        h.BodyNotJson: 415,
        h.VersionMissing: 428,
        h.TooManyRequests: 429,
        DocumentDamaged: 500,
        DocumentMissing: 500,
        StagedFileChanged: 500,
        h.InternalError: 500,
        AppendUnconfirmed: 503,
        BookBusy: 503,
        BookUnreachable: 503,
        SignInBusy: 503,
        h.StoreNotAnswering: 503,
        ProviderUnusable: 503,
        h.ServerBusy: 503,
        EvidenceNotPrepared: 503,
        RunInProgress: 503,
        h.NoDocumentsHere: 503,
        h.NoEvidenceHere: 503,
    }
)
"""The status of the refusals that are not answered with 422; 409 and 503 are worth another try as they are."""


WAITS: Final[Mapping[type[Refusal], int]] = MappingProxyType({EvidenceNotPrepared: 60, RunInProgress: 60})
"""After how many seconds to try again what is answered with 503, where one second would be too soon."""


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: that of its class, or of the class that it specialises."""
    return next((STATUSES[cls] for cls in type(refusal).__mro__ if cls in STATUSES), REFUSED_BY_RULE)


def preferred(accept_language: str) -> Language:
    """Chinese unless the caller prefers English (Accept-Language)."""
    best: dict[str, float] = {}
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";")
        primary = tag.split("-")[0].lower()
        if primary in ("zh", "en"):
            best[primary] = max(best.get(primary, 0.0), _quality(quality))
    return "en" if best.get("en", 0.0) > best.get("zh", 0.0) else "zh"


def _quality(text: str) -> float:
    name, _, number = text.strip().partition("=")
    try:
        return float(number) if name == "q" else 1.0
    except ValueError:
        return 0.0


def details(refusal: Refusal, language: Language, request_id: str) -> dict[str, Any]:
    """The problem as plain data; `type` is a stable address below /problems/."""
    return {
        "type": type_of(refusal.code),
        "title": title(type(refusal), language),
        "status": status_of(refusal),
        "detail": without_numbers(sentence(refusal, language)),
        "instance": f"urn:request:{request_id}",
        "code": refusal.code,
        "zh": without_numbers(refusal.zh),
        "en": without_numbers(refusal.en),
        "field": without_numbers(refusal.field),
        "rule": refusal.rule,
        "errors": list(_errors(refusal, language)),
    }


def type_of(code: str) -> str:
    """The address that stands for a kind of problem; it shows what the kind means."""
    return f"/problems/{code}"


def sentence(refusal: Refusal, language: Language) -> str:
    """What happened."""
    return refusal.zh if language == "zh" else refusal.en


def title(kind: type[Refusal], language: Language) -> str:
    """What this kind of problem is, whatever the details: the sentence with its places left open."""
    paragraphs = (kind.__doc__ or "").split("\n\n")
    text = paragraphs[0 if language == "zh" else 1] if len(paragraphs) > 1 else paragraphs[0]
    return " ".join(text.split()).replace("{", "<").replace("}", ">")


def _errors(refusal: Refusal, language: Language) -> Iterator[dict[str, Any]]:
    if isinstance(refusal, FormInvalid):
        yield from (_error(problem, language) for problem in refusal.problems)
    elif refusal.field:
        yield _error(Problem(path=tuple(refusal.field.split(".")), heading="", refusal=refusal), language)


def _error(problem: Problem, language: Language) -> dict[str, Any]:
    where = {"line": problem.line, "column": problem.column} if problem.line else {}
    heading = {"heading": problem.heading} if problem.heading else {}
    heading |= {"value": without_numbers(problem.value)} if problem.value else {}
    told = problem.refusal.as_dict()
    said = {name: without_numbers(str(told[name])) for name in ("code", "rule", "zh", "en")}
    detail = without_numbers(sentence(problem.refusal, language))
    return {"pointer": without_numbers(pointer(problem.path)), "detail": detail} | where | heading | said


def pointer(path: Path) -> str:
    """A JSON pointer in a URI fragment (RFC 6901); a query parameter or a header stands under its name too."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
