"""Evidence: files of registers and facts that the checks look at; taken in, accepted in part by another, withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from marshmallow import Schema

from api.auth.policy import AUDITOR, one_of
from api.forms.evidence_file import PARQUET, SHOWN, evidence_file, media_type_of, told_by_cell
from api.forms.imports import CSV, XLSX
from api.http.at import At
from api.http.entrance import entrance
from api.http.files import FileResource, Upload
from api.http.inputs import ActBody, Code, Name, Query, Words
from api.http.kinds import EVIDENCE
from api.http.lists import Flag, PageQuery, answered, asked_id, asked_place, shown
from api.http.shapes import NUMBER, Shown, list_of, page_of, shape_of
from api.schemas.fields import Day, MonthOfYear
from api.schemas.texts import PlaceCode
from domain.evidence import Status
from domain.exchange import ROLE
from domain.names import zh
from ledger.commands import evidence as commands
from ledger.commands.base import Receipt, Request
from ledger.commands.documents import DigestDiffers
from ledger.commands.import_evidence import Checked, check_evidence, command_of, import_evidence
from ledger.documents.content import ContentNotOfType, UnknownMediaType
from ledger.documents.private import new_file
from ledger.evidence.dataset import datasets
from ledger.evidence.left_out import LeftOut, left_out
from ledger.evidence.missing import Missing, missing_of
from ledger.views import evidence as views
from ledger.views import listing
from ledger.views.view import Row

evidence: Final = FileResource("evidence", "证据:导入、复核、撤回。 Evidence that the checks look at.")

OFFICERS: Final = one_of(ROLE)
READERS: Final = OFFICERS | one_of("fraud_analyst", "fraud_reviewer", AUDITOR)
MEDIA_TYPES: Final = (CSV, PARQUET, XLSX)
MOST: Final = 64 * 1024 * 1024
"""Bytes of a file that comes over HTTP: as much as a server takes unless told; larger ones come by the command line."""

_DATASETS: Final = {name: each.zh for name, each in datasets().items()}
_PIECE: Final = 1024 * 1024
EVIDENCE_SHAPE: Final = shape_of(views.EvidenceImportRow, without="last_position")
CHECKED: Final = Schema.from_dict({"lines": Shown(NUMBER), "rows": Shown(NUMBER)}, name="CheckedEvidence")


class EvidenceQuery(Query):
    """What is said of a file."""

    dataset = Code("数据集", _DATASETS, example="wages")
    source = Name("来源", example="tax-bureau")
    place = PlaceCode("地区", example="330500", note="文件所涵盖的地区 the place that the file covers")
    first_month = MonthOfYear("起始月", example="2024-01", note="按月的数据集 of what grows by months", default=None)
    last_month = MonthOfYear("终止月", example="2024-12", note="按月的数据集 of what grows by months", default=None)
    as_of = Day("截至日", example="2024-03-01", note="默认今天或期末 today or the end of the period", default=None)
    on = Day("生效日", example="2024-03-11", note="默认今天 today unless given", default=None)


class EvidenceImportQuery(EvidenceQuery):
    """The same, and whether a part will do, or less than it replaces: another person decides then."""

    accept_partial = Flag("剔除坏行", example="false", note="待另一人复核 another person confirms", default=False)
    accept_fewer = Flag("有所减少", example="false", note="少于被取代的 fewer keys than it replaces", default=False)


class EvidenceListQuery(PageQuery):
    """Which imports."""

    dataset = Code("数据集", _DATASETS, example="wages", default=None)
    source = asked_id("来源")
    place = asked_place()
    status = Code("状态", {each.value: zh(each.value) for each in Status}, example="imported", default=None)
    imported_by = asked_id("导入人")


class EvidenceGroundBody(ActBody):
    """Why."""

    ground = Words("原因", example="来源误传")


@evidence.uploads(
    EVIDENCE.path,
    EVIDENCE,
    roles=OFFICERS,
    query=EvidenceImportQuery,
    media_types=MEDIA_TYPES,
    most=MOST,
    reason="导入证据",
)
def import_(at: At, request: Request, upload: Upload, accept_partial: bool, accept_fewer: bool, **said: Any) -> Receipt:
    """导入证据;有坏行即不保存,并逐行列出。 Import a file; with any bad line nothing is kept, and each is told."""
    clock = entrance().clock
    begun = clock()
    with _received(at, upload) as path, told_by_cell():
        source = evidence_file(path)
        command = command_of(at.vault, path, accept_partial=accept_partial, accept_fewer=accept_fewer, **said)
        # A demonstration says what time it is; then the time that passes is added to that.
        return import_evidence(
            at.book, at.vault, at.evidence, command, source, request, lambda: at.now + (clock() - begun)
        )


@evidence.inspects("/evidence-checks", CHECKED, roles=OFFICERS, query=EvidenceQuery, media_types=MEDIA_TYPES, most=MOST)
def check(at: At, request: Request, upload: Upload, **said: Any) -> Checked:
    """检查证据文件,不保存任何内容。 Check a file and keep nothing; mistakes are listed by line."""
    with _received(at, upload) as path, told_by_cell():
        return check_evidence(at.book, at.vault, command_of(at.vault, path, **said), evidence_file(path), request)


@evidence.reads(EVIDENCE.path, page_of(EVIDENCE_SHAPE), roles=READERS, query=EvidenceListQuery)
def evidence_listed(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """证据导入,按序号。 Imports of evidence, by ordinal."""
    return answered(at, listing.evidence, asked)


@evidence.reads(EVIDENCE.one, EVIDENCE_SHAPE, roles=READERS, tells_version=True)
def evidence_shown(at: At, evidence: str) -> tuple[Row, int, dict[str, str]]:
    """一次导入。 One import of evidence."""
    return shown(at, views.EVIDENCE, EVIDENCE, evidence)


@evidence.reads(f"{EVIDENCE.one}/left-out", list_of(shape_of(LeftOut)), roles=READERS)
def left_out_shown(at: At, evidence: str) -> dict[str, Any]:
    """导入时剔除的行:行号、栏、原因,前一千处。 The lines that an import left out: where and why, a thousand at most."""
    row = shown(at, views.EVIDENCE, EVIDENCE, evidence)[0]
    return {"items": left_out(at.evidence, row.report)[:SHOWN]}


@evidence.reads(f"{EVIDENCE.one}/missing", list_of(shape_of(Missing)), roles=READERS)
def missing_shown(at: At, evidence: str) -> dict[str, Any]:
    """待复核的证据较被取代的少什么,前一千处。 What a file that waits lacks of what it replaces, a thousand at most."""
    shown(at, views.EVIDENCE, EVIDENCE, evidence)
    return {"items": missing_of(at.book, at.evidence, evidence, SHOWN)}


@evidence.acts(EVIDENCE, "confirm", roles=OFFICERS, reason="复核待入库的证据")
def confirm(at: At, request: Request, evidence: str) -> Receipt:
    """复核他人提交、剔除了部分行或有所减少的证据。 Accept, as another person, what is left out or lacks."""
    command = commands.ConfirmEvidence(evidence=evidence)
    return commands.confirm_evidence(at.book, at.evidence, command, request)


@evidence.acts(EVIDENCE, "discard", roles=OFFICERS, body=EvidenceGroundBody, reason="撤下待复核的证据")
def discard(at: At, request: Request, evidence: str, ground: str) -> Receipt:
    """撤下待复核的证据。 Take away what waits to be confirmed."""
    return commands.discard_evidence(at.book, commands.DiscardEvidence(evidence=evidence, ground=ground), request)


@evidence.acts(EVIDENCE, "withdraw", roles=OFFICERS, body=EvidenceGroundBody, reason="提请撤回证据")
def withdraw(at: At, request: Request, evidence: str, ground: str) -> Receipt:
    """提请撤回有误的证据,另一人复核前仍有效。 Propose to withdraw an import; it counts until another confirms."""
    return commands.withdraw_evidence(at.book, commands.WithdrawEvidence(evidence=evidence, ground=ground), request)


@evidence.acts(EVIDENCE, "confirm-withdrawal", roles=OFFICERS, reason="复核证据的撤回")
def confirm_withdrawal(at: At, request: Request, evidence: str) -> Receipt:
    """复核他人提请的撤回,此前的证据重新有效。 Agree to a withdrawal; what the import had replaced counts again."""
    return commands.confirm_withdrawal(at.book, commands.ConfirmWithdrawal(evidence=evidence), request)


@evidence.acts(EVIDENCE, "keep", roles=OFFICERS, body=EvidenceGroundBody, reason="驳回证据的撤回")
def keep(at: At, request: Request, evidence: str, ground: str) -> Receipt:
    """驳回或收回撤回的提请,证据仍有效。 Reject or take back a proposed withdrawal; the import counts as before."""
    return commands.keep_evidence(at.book, commands.KeepEvidence(evidence=evidence, ground=ground), request)


@contextmanager
def _received(at: At, upload: Upload) -> Iterator[Path]:
    """The body as a private file, gone behind the block; refused where it is not of the type that was declared."""
    if upload.media_type not in MEDIA_TYPES:
        raise UnknownMediaType(field="Content-Type", media_type=upload.media_type, known=", ".join(MEDIA_TYPES))
    with at.evidence.drafting() as draft:
        path, digest = draft / "upload", sha256()
        with new_file(path) as file:
            while piece := upload.read(_PIECE):
                digest.update(piece)
                file.write(piece)
        if upload.sha256 not in (None, digest.digest()):
            raise DigestDiffers(field="Repr-Digest")
        if media_type_of(path) != upload.media_type:
            raise ContentNotOfType(field="Content-Type", media_type=upload.media_type)
        yield path
