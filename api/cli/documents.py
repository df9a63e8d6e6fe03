"""`document`: file evidence of a case, list it, save a copy, withdraw it, sweep what broken uploads left."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
from rich.table import Table

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import FILE, OneOf
from domain.document import KINDS
from domain.errors import Refusal
from domain.names import zh
from ledger.commands import documents
from ledger.documents.content import MEDIA_TYPES, media_type_by_name
from ledger.documents.private import new_file
from ledger.views import queries
from ledger.views.documents import DocumentRow


class FileExists(Refusal):
    """文件 {path} 已存在,不覆盖。

    The file {path} exists already and is not overwritten.
    """

    ids = frozenset({"path"})


@click.group()
def document() -> None:
    """材料:提交、列出、取出、撤回。 Documents: the evidence of a case."""


@document.command("file")
@click.argument("case_id", metavar="CASE")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--kind", type=OneOf(KINDS), required=True, help="材料种类。 Kind of document.")
@click.option("--type", "media_type", type=OneOf(list(MEDIA_TYPES)), help="文件类型(默认按文件名)。 By its name.")
@writes("提交材料")
def file_(session: Session, case_id: str, file: Path, kind: str, media_type: str | None) -> None:
    """提交案件材料;文件名不入账,内容须与类型相符。 File evidence; its name is not kept, its content must fit."""
    command = documents.FileDocument(case=case_id, kind=kind, media_type=media_type or media_type_by_name(file.name))
    request = session.request()
    with file.open("rb") as content:
        receipt, plain = documents.file_document(session.book, session.store, command, content, request)
    session.receipt(receipt, sha256=plain.hex())


@document.command("list")
@click.argument("case_id", metavar="CASE")
@reads
def listed(session: Session, case_id: str) -> None:
    """列出案件材料,以及同一内容所在的其他案件。 List documents, and the other cases that hold the same content."""
    queries.case(session.book, case_id)
    found = queries.documents(session.book, case=case_id)
    elsewhere = {row.id: _elsewhere(session, row) for row in found}
    session.answer({"documents": found, "elsewhere": elsewhere}, documents_table(found, elsewhere))


@document.command("save")
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--out", type=FILE, required=True, help="写入的文件。 File to write.")
@writes()
def save(session: Session, document_id: str, out: Path) -> None:
    """取出一份材料;先留痕,后写文件。 Save a copy; the look is recorded first."""
    if out.exists():
        raise FileExists(field="out", path=out)
    command = documents.OpenDocument(document=document_id)
    opened = documents.open_document(session.book, session.store, command, session.request())
    with closing(opened.reader) as reader:
        _copy(reader.pieces(), out)
    session.receipt(opened.receipt, out=str(out), sha256=opened.plain.hex())


@document.command("withdraw")
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--ground", required=True, help="撤回的原因。 Why it counts no longer.")
@writes("撤回材料")
def withdraw(session: Session, document_id: str, ground: str) -> None:
    """撤回材料;内容保留,仍可查看。 Take a document out of evidence; it stays and can still be read."""
    command = documents.WithdrawDocument(document=document_id, ground=ground)
    session.receipt(documents.withdraw_document(session.book, command, session.request()))


@document.command("sweep")
@reads
def sweep(session: Session) -> None:
    """清除中断的上传留下的文件(一天以前的)。 Remove what uploads left that broke off more than a day ago."""
    removed = documents.sweep(session.book, session.store, clock.now())
    session.answer({"removed": removed}, f"清除 {removed} 个文件。 {removed} files removed.")


def _copy(pieces: Iterator[bytes], out: Path) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = out.with_name(f"{out.name}.part")
    try:
        with new_file(draft) as copy:
            copy.writelines(pieces)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _elsewhere(session: Session, row: DocumentRow) -> tuple[str, ...]:
    same = queries.documents(session.book, digest=row.digest)
    return tuple(dict.fromkeys(other.case for other in same if other.case != row.case))


def documents_table(rows: list[DocumentRow], elsewhere: dict[str, tuple[str, ...]] | None = None) -> Table:
    """The documents of a case; `elsewhere` names the other cases that hold the same content."""
    headings = ["材料 document", "种类 kind", "类型 type", "字节 bytes", "提交 filed", "状态 status", "查看 opened"]
    cells = (
        (
            row.id,
            zh(row.kind),
            row.media_type,
            row.size,
            f"{row.filed_on} {row.filed_by}",
            zh(row.status),
            row.opened,
            "、".join((elsewhere or {}).get(row.id, ())),
        )
        for row in rows
    )
    return screen.table("材料 documents", (*headings, "同一内容 also in"), cells, right=(3, 6), whole=(0,))
