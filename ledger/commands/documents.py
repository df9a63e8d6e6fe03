"""Document commands: file, withdraw, open; content goes into the store before its event, and out of it after one."""

from datetime import datetime
from typing import NamedTuple

from domain import document
from domain.act import Act
from domain.document import Document
from domain.errors import Refusal
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_case, load_document
from ledger.commands.reveal import ShownAlready
from ledger.documents.content import media_type_of
from ledger.documents.sealed import SealedReader
from ledger.documents.store import DocumentStore, Source
from ledger.views import queries


class FileDocument(Command, frozen=True, kw_only=True):
    """What is filed in which case, and what its content is said to be."""

    case: str
    kind: str
    media_type: str


class Content(Command, frozen=True, kw_only=True):
    """What came in for a command: a key stands for the content too."""

    case: str
    kind: str
    media_type: str
    size: int
    digest: str


class WithdrawDocument(Command, frozen=True, kw_only=True):
    """Which document counts no longer, and why."""

    document: str
    ground: str


class OpenDocument(Command, frozen=True, kw_only=True):
    """Which document is to be read."""

    document: str


class ShownDocument(NamedTuple):
    """A document that may be read: its receipt, what it is, its plain SHA-256, and its content, to be closed."""

    receipt: Receipt
    document: Document
    plain: bytes
    reader: SealedReader


class DigestDiffers(Refusal):
    """收到的内容与所附的 SHA-256 不符,可能在传输中损坏,请重新提交。

    What came in does not have the SHA-256 that was sent with it: it may have been damaged on its way; send it again.
    """


def file_document(
    book: Book,
    store: DocumentStore,
    command: FileDocument,
    source: Source,
    request: Request,
    *,
    plain: bytes | None = None,
) -> tuple[Receipt, bytes]:
    """Take a document into evidence; returns the receipt and the plain SHA-256 of what came in, which is not kept.

    `plain` is the SHA-256 that it should have, if known. Whoever may not file it is refused before anything is read.
    """
    media_type = media_type_of(command.media_type)
    document.must_be_kind(command.kind)
    case, _ = load_case(book, command.case)
    document.may_file(case, request.actor)
    with store.receiving(case.applicant, media_type, source) as received, store.undisturbed():
        if plain not in (None, received.plain):
            raise DigestDiffers(field="content")
        content = Content(
            case=case.id, kind=command.kind, media_type=media_type, size=received.size, digest=received.digest
        )

        def decide(act: Act) -> Plan:
            event = document.file(
                case,
                kind=content.kind,
                media_type=content.media_type,
                size=content.size,
                digest=content.digest,
                act=act,
            )
            received.keep()
            return filed(new_id("D", book, request, case.place, act.on.year), 0, event)

        return run(book, "file_document", content, request, decide), received.plain


def withdraw_document(book: Book, command: WithdrawDocument, request: Request) -> Receipt:
    """Take a document out of evidence."""

    def decide(act: Act) -> Plan:
        state, version = load_document(book, command.document)
        case, case_version = load_case(book, state.case)
        event = document.withdraw(state, case, ground=clean(command.ground, "ground"), act=act)
        return filed(state.id, version, event, expect={case.id: case_version})

    return run(book, "withdraw_document", command, request, decide)


def open_document(book: Book, store: DocumentStore, command: OpenDocument, request: Request) -> ShownDocument:
    """Record the look, then give out the content, to be closed; a repeated key shows nothing again.

    What is damaged, missing or erased is refused before. Each look is a stream of its own: nobody who reads a document
    is in the way of others, or makes it a newer one.
    """
    state, _ = load_document(book, command.document)
    case, _ = load_case(book, state.case)
    document.may_open(case, request.actor)
    _, plain = store.digests_of(state)
    recorded = False

    def decide(act: Act) -> Plan:
        nonlocal recorded
        recorded = True
        return filed(new_id("O", book, request, case.place, act.on.year), 0, document.open_(state, case, act))

    receipt = run(book, "open_document", command, request, decide)
    if not recorded:
        raise ShownAlready(field="key", key=request.key)
    return ShownDocument(receipt=receipt, document=state, plain=plain, reader=store.open(state))


def sweep(book: Book, store: DocumentStore, now: datetime) -> int:
    """Remove what broken uploads left; how many files."""
    return store.sweep(lambda: {store.address(row.party, row.digest) for row in queries.documents(book)}, now)
