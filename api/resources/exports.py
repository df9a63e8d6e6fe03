"""Downloads of the journal, the balances and the lists: on record first, sent then."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any, BinaryIO, Final

from flask import Response

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.inputs import Code
from api.http.lists import asked_id, asked_place
from api.http.refusals import ServerBusy
from api.http.resource import Resource
from api.resources.journal import PostedQuery
from api.schemas.fields import Day
from api.schemas.people import FormPart
from domain import fund, payment
from domain.application.state import Status
from domain.names import zh
from domain.payment import PaymentStatus
from domain.programs.registry import PROGRAMMES
from ledger.commands import access
from ledger.exports.catalogue import FORMATS
from ledger.exports.export import Exported, export
from ledger.exports.list_tables import CasesQuestion, PaymentsQuestion, RecoveriesQuestion
from ledger.exports.money_tables import BalancesQuestion, JournalQuestion
from ledger.exports.table import Question
from ledger.views.balances import GROUPINGS

exports: Final = Resource("exports", "下载:CSV、XLSX、Parquet;每次下载均留痕。 Downloads, each on record.")

MAY_DOWNLOAD: Final = one_of(AUDITOR, fund.ROLE, payment.ROLE)
"""Who takes whole tables out of the book."""

AT_ONCE: Final = 2
"""Downloads that a process writes at a time: each takes room on the disk."""

BLOCK: Final = 64 * 1024
"""Bytes that are sent at once."""

_WRITING: Final = BoundedSemaphore(AT_ONCE)
_MEDIA_TYPES: Final = tuple(each.media_type for each in FORMATS.values())


class FormatQuery(FormPart):
    """In which format."""

    format = Code("格式", {name: name.upper() for name in FORMATS}, example="csv")


class JournalDownload(PostedQuery, FormatQuery):
    """Which postings of which value dates."""

    effective_from = Day("生效日自", example="2024-01-01", default=None)
    effective_to = Day("生效日至", example="2024-12-31", default=None)


class BalancesDownload(PostedQuery, FormatQuery):
    """Balances as of which day, by what; or what moved from a day on."""

    effective_from = Day("生效日自(只计变动)", example="2024-01-01", default=None)
    as_of = Day("计入生效日不晚于此日的", example="2024-12-31", default=None)
    by = Code("分组", {"account": "科目", "line": "预算科目", "case": "案件"}, example="account", default="account")


class CasesDownload(FormatQuery):
    """Which cases."""

    programme = Code(
        "补贴项目", {code: each.name_zh for code, each in PROGRAMMES.items()}, example="startup_grant", default=None
    )
    place = asked_place()
    status = Code("状态", {each.value: zh(each.value) for each in Status}, example="approved", default=None)
    applicant = asked_id("申请人编号", "p_2wprroxtepx4h5pk5ca5egqf")


class PaymentsDownload(FormatQuery):
    """Which payments."""

    case = asked_id("案件", "A2024-330521-7JWTGEPGMF")
    place = asked_place()
    line = asked_id("预算科目", "employment_security_fund:2024:startup_grant:330500")
    status = Code("状态", {each.value: zh(each.value) for each in PaymentStatus}, example="settled", default=None)


class RecoveriesDownload(FormatQuery):
    """Which recoveries."""

    case = asked_id("案件", "A2024-330521-7JWTGEPGMF")
    place = asked_place()
    payment = asked_id("支付", "A2024-330521-7JWTGEPGMF-P1")


@exports.downloads("/exports/journal", _MEDIA_TYPES, roles=MAY_DOWNLOAD, query=JournalDownload)
def journal(at: At, asked: dict[str, Any]) -> Response:
    """下载日记账。 Every posting."""
    return _download(at, asked.pop("format"), JournalQuestion(**asked))


@exports.downloads("/exports/balances", _MEDIA_TYPES, roles=MAY_DOWNLOAD, query=BalancesDownload)
def balances(at: At, asked: dict[str, Any]) -> Response:
    """下载余额表。 Balances by value date and by recorded date."""
    format_, by, as_of = asked.pop("format"), asked.pop("by"), asked.pop("as_of")
    return _download(at, format_, BalancesQuestion(effective_to=as_of, group_by=GROUPINGS[by], **asked))


@exports.downloads("/exports/cases", _MEDIA_TYPES, roles=MAY_DOWNLOAD, query=CasesDownload)
def cases(at: At, asked: dict[str, Any]) -> Response:
    """下载案件表。 Where each case stands."""
    return _download(at, asked.pop("format"), CasesQuestion(**asked))


@exports.downloads("/exports/payments", _MEDIA_TYPES, roles=MAY_DOWNLOAD, query=PaymentsDownload)
def payments(at: At, asked: dict[str, Any]) -> Response:
    """下载支付表。 Where each payment stands."""
    return _download(at, asked.pop("format"), PaymentsQuestion(**asked))


@exports.downloads("/exports/recoveries", _MEDIA_TYPES, roles=MAY_DOWNLOAD, query=RecoveriesDownload)
def recoveries(at: At, asked: dict[str, Any]) -> Response:
    """下载追回表。 Where each recovery stands."""
    return _download(at, asked.pop("format"), RecoveriesQuestion(**asked))


def _download(at: At, format_: str, question: Question) -> Response:
    """The file, once the record that it leaves is durable: what is refused is refused before its first byte."""
    with ExitStack() as closing:
        file = closing.enter_context(TemporaryFile())
        made = _written(at, format_, question, file)
        access.note_exported(
            at.book,
            by=at.actor,
            what=made.table,
            format_=format_,
            query=made.question,
            rows=made.rows,
            digest=made.sha256,
            now=at.now,
        )
        file.seek(0)
        closing.pop_all()
    response = Response(_blocks(file), headers=_headers(made))
    response.call_on_close(file.close)
    return response


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The file piece by piece; it is gone with its last one."""
    with file:
        while block := file.read(BLOCK):
            yield block


def _written(at: At, format_: str, question: Question, file: BinaryIO) -> Exported:
    if not _WRITING.acquire(blocking=False):
        raise ServerBusy()
    try:
        return export(at.book, question, at.sees, format_, file)
    finally:
        _WRITING.release()


def _headers(made: Exported) -> dict[str, str]:
    """What the file is (RFC 9530 names its digest), and how far the book went that it is made from."""
    name = f"{made.table}-{made.book}-{made.position}.{made.format}"
    return {
        "Content-Type": FORMATS[made.format].media_type,
        "Content-Length": str(made.size),
        "Content-Disposition": f'attachment; filename="{name}"',
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(made.sha256)).decode()}:",
        "Ledger-Position": str(made.position),
        "Ledger-Rows": str(made.rows),
    }
