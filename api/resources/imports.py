"""Imports: a file of applications is checked, waits for a second person, and counts once that person confirms it."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from marshmallow import Schema

from api.auth.policy import AUDITOR, doing, one_of
from api.forms.imports import CSV, XLSX, media_type_of
from api.forms.sheet import MAX_BYTES
from api.forms.staging import StagedApplication, applications_in, check_file, confirm_file, stage_file
from api.http.at import At
from api.http.files import FileResource, Upload
from api.http.inputs import ActBody, Code, Query, Words
from api.http.kinds import IMPORT
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.shapes import NUMBER, Shown, list_of, page_of, shape_of
from api.schemas.catalogue import FORMS
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain.imports import Confirmed, ImportedCase, Status
from domain.names import zh
from domain.programs.registry import PROGRAMMES
from ledger.commands import imports as commands
from ledger.commands.base import Receipt, Request
from ledger.commands.documents import DigestDiffers
from ledger.documents.content import ContentNotOfType, UnknownMediaType
from ledger.views import listing
from ledger.views.imports import IMPORTS, ImportRow
from ledger.views.view import Row

imports: Final = FileResource("imports", "批量导入:一人提交,另一人复核后入账。 Imports that a second person confirms.")

INTAKE: Final = doing("intake")
READERS: Final = INTAKE | one_of(AUDITOR)
MEDIA_TYPES: Final = (CSV, XLSX)
_PROGRAMMES: Final = {code: known.name_zh for code, known in PROGRAMMES.items() if code in FORMS}

IMPORT_SHAPE: Final = shape_of(ImportRow, without="last_position")
CHECKED: Final = Schema.from_dict({"lines": Shown(NUMBER), "applications": Shown(NUMBER)}, name="CheckedFile")


class FileQuery(Query):
    """What is said of a file."""

    programme = Code("补贴项目", _PROGRAMMES, example="startup_grant")
    place = PlaceCode("地区", example="330500", note="各件申请所在的地区,“地区”栏空白时即为该地区")
    on = Day("生效日", example="2024-03-11", note="默认今天 today unless given", default=None)


class ImportsQuery(PageQuery):
    """Which imports."""

    programme = Code("补贴项目", _PROGRAMMES, example="startup_grant", default=None)
    place = asked_place()
    status = Code("状态", {each.value: zh(each.value) for each in Status}, example="staged", default=None)
    staged_by = asked_id("提交人")


class DiscardBody(ActBody):
    """Why a file is taken away."""

    ground = Words("撤下的原因", example="误传")


@imports.uploads(
    IMPORT.path, IMPORT, roles=INTAKE, query=FileQuery, media_types=MEDIA_TYPES, most=MAX_BYTES, reason="提交批量导入"
)
def stage(at: At, request: Request, programme: str, place: str, upload: Upload) -> Receipt:
    """提交申请表等待另一人复核;有任何错误即不保存,并逐行列出。 Stage a file; with any mistake nothing is kept."""
    content = content_of(upload)
    return stage_file(at.book, at.vault, content, programme=programme, place=place, request=request)


@imports.inspects("/import-checks", CHECKED, roles=INTAKE, query=FileQuery, media_types=MEDIA_TYPES, most=MAX_BYTES)
def check(at: At, request: Request, programme: str, place: str, upload: Upload) -> dict[str, int]:
    """检查申请表,不保存任何内容;错误逐行列出。 Check a file and keep nothing; mistakes are listed by line."""
    content = content_of(upload)
    return check_file(at.book, at.vault, content, programme=programme, place=place, request=request)._asdict()


@imports.reads(IMPORT.path, page_of(IMPORT_SHAPE), roles=READERS, query=ImportsQuery)
def imports_listed(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """批量导入,按提交日期。 Imports, by day of staging."""
    return answered(at, listing.imports, asked)


@imports.reads(IMPORT.one, IMPORT_SHAPE, roles=READERS, tells_version=True)
def import_shown(at: At, import_file: str) -> tuple[Row, int, dict[str, str]]:
    """一次导入。 One import."""
    return shown(at, IMPORTS, IMPORT, import_file)


@imports.reads(f"{IMPORT.one}/applications", list_of(shape_of(StagedApplication)), roles=READERS)
def applications(at: At, import_file: str) -> dict[str, Any]:
    """待复核的各件申请,姓名遮盖,供第二人查看。 What waits, for the second person to look at; names are masked."""
    at.must_see(IMPORT.place_of(at.book, import_file), IMPORT.name, import_file)
    return {"items": applications_in(at.book, at.vault, import_file)}


@imports.reads(f"{IMPORT.one}/cases", list_of(shape_of(ImportedCase)), roles=READERS)
def cases(at: At, import_file: str) -> dict[str, Any]:
    """复核入账后的案件,按行;此前为空。 The case of every line, once it is confirmed."""
    at.must_see(IMPORT.place_of(at.book, import_file), IMPORT.name, import_file)
    return {"items": list(_cases(at, import_file))}


@imports.acts(IMPORT, "confirm", roles=INTAKE, reason="复核批量导入")
def confirm(at: At, request: Request, import_file: str) -> Receipt:
    """复核他人提交的文件,全部入账或一件也不入账。 Confirm what another person staged, all or none."""
    return confirm_file(at.book, at.vault, commands.Confirm(file=import_file), request)


@imports.acts(IMPORT, "discard", roles=INTAKE, body=DiscardBody, reason="撤下批量导入")
def discard(at: At, request: Request, import_file: str, ground: str) -> Receipt:
    """撤下待复核的文件,随即删除。 Take a staged file away; it is deleted."""
    return commands.discard(at.book, commands.Discard(file=import_file, ground=ground), request)


def content_of(upload: Upload) -> bytes:
    """The whole file; refused where its content is not of the type that was declared, or not of one that is taken."""
    if upload.media_type not in MEDIA_TYPES:
        raise UnknownMediaType(field="Content-Type", media_type=upload.media_type, known=", ".join(MEDIA_TYPES))
    content = upload.whole()
    if upload.sha256 not in (None, sha256(content).digest()):
        raise DigestDiffers(field="Repr-Digest")
    if media_type_of(content) != upload.media_type:
        raise ContentNotOfType(field="Content-Type", media_type=upload.media_type)
    return content


def _cases(at: At, import_file: str) -> Iterator[ImportedCase]:
    for recorded in at.book.events(import_file):
        if isinstance(recorded.event, Confirmed):
            yield from recorded.event.cases
