"""Documents of a case: uploaded as they are, listed, withdrawn, and handed out behind a record of the look."""

from typing import Any, Final

from marshmallow import Schema

from api.auth.policy import AUDITOR, doing, one_of
from api.http.at import At
from api.http.files import Attachment, FileResource, Upload
from api.http.inputs import ActBody, Code, Query, Words
from api.http.kinds import CASE, DOCUMENT
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.receipts import RECEIPT
from api.http.shapes import TEXT, Shown, page_of, shape_of
from api.schemas.fields import Day
from domain.document import KINDS, STATUSES
from domain.names import zh
from ledger.commands import documents as filing
from ledger.commands.base import Receipt, Request
from ledger.documents.content import LARGEST, MEDIA_TYPES
from ledger.views import listing
from ledger.views.documents import DOCUMENTS, DocumentRow
from ledger.views.view import Row

documents: Final = FileResource("documents", "材料:案件的证据。 Documents: the evidence of a case.")

FILERS: Final = doing("intake", "completeness", "first_review", "on_site_check", "appeal")
READERS: Final = (
    FILERS
    | doing("public_notice", "objection", "second_review", "approval", "payment", "suspension")
    | one_of("privacy_officer", AUDITOR)
)

DOCUMENT_SHAPE: Final = shape_of(DocumentRow, without="position last_position")
FILED: Final = Schema.from_dict(
    {
        **RECEIPT().declared_fields,
        "sha256": Shown({**TEXT, "description": "收到内容的 SHA-256,不入账。 Of what came in; it is not kept."}),
    },
    name="DocumentReceipt",
)


class FileQuery(Query):
    """What is said of a document that is filed."""

    kind = Code("材料种类", {kind: zh(kind) for kind in KINDS}, example="lease_contract")
    on = Day("生效日", example="2024-03-11", note="默认今天 today unless given", default=None)


class DocumentsQuery(PageQuery):
    """Which documents."""

    case = asked_id("案件")
    party = asked_id("当事人")
    kind = Code("材料种类", {kind: zh(kind) for kind in KINDS}, example="invoice", default=None)
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in STATUSES}, example="in_evidence", default=None)
    digest = asked_id("摘要")


class WithdrawBody(ActBody):
    """Why a document counts no longer."""

    ground = Words("撤回的原因", example="扫描不清,另行提交")


class OpenBody(ActBody):
    """Why somebody looks."""

    reason = Words("理由", example="初审核对租期")


@documents.uploads(
    f"{CASE.one}/documents",
    DOCUMENT,
    within=CASE,
    roles=FILERS,
    query=FileQuery,
    media_types=MEDIA_TYPES,
    most=LARGEST,
    reason="提交材料",
    answer=FILED,
)
def file_document(at: At, request: Request, case: str, kind: str, upload: Upload) -> tuple[Receipt, dict[str, str]]:
    """提交材料:正文即文件;文件名不入账,内容须与类型相符。 File a document: the body is the file; no name is kept."""
    command = filing.FileDocument(case=case, kind=kind, media_type=upload.media_type)
    receipt, plain = filing.file_document(at.book, at.documents, command, upload, request, plain=upload.sha256)
    return receipt, {"sha256": plain.hex()}


@documents.reads("/documents", page_of(DOCUMENT_SHAPE), roles=READERS, query=DocumentsQuery)
def documents_listed(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """材料,按提交先后;可按案件、种类或摘要查找。 Documents, by filing; of a case, of a kind, of the same content."""
    return answered(at, listing.documents, asked)


@documents.reads(DOCUMENT.one, DOCUMENT_SHAPE, roles=READERS, tells_version=True)
def document(at: At, document: str) -> tuple[Row, int, dict[str, str]]:
    """一份材料的登记信息。 What is known of a document, without its content."""
    return shown(at, DOCUMENTS, DOCUMENT, document)


@documents.acts(DOCUMENT, "withdraw", roles=FILERS, body=WithdrawBody, reason="撤回材料")
def withdraw_document(at: At, request: Request, document: str, ground: str) -> Receipt:
    """撤回材料;内容保留,仍可查看。 Take a document out of evidence; it stays and can still be read."""
    command = filing.WithdrawDocument(document=document, ground=ground)
    return filing.withdraw_document(at.book, command, request)


@documents.hands_out(DOCUMENT, "open", roles=READERS, body=OpenBody, media_types=MEDIA_TYPES)
def open_document(at: At, request: Request, document: str, **_: Any) -> Attachment:
    """查看材料:先留痕,后给内容。 Read a document: the look is recorded first."""
    opened = filing.open_document(at.book, at.documents, filing.OpenDocument(document=document), request)
    state = opened.document
    return Attachment(
        name=f"{state.id}{MEDIA_TYPES[state.media_type].suffixes[0]}",
        media_type=state.media_type,
        size=state.size,
        sha256=opened.plain,
        pieces=opened.reader.pieces(),
        close=opened.reader.close,
    )
