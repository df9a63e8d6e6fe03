"""Documents of a case: who files, reads and withdraws them, and what is left when a person is erased."""

from contextlib import closing
from hashlib import sha256
from io import BytesIO

import sqlalchemy as sa
from pytest_bdd import scenarios, step, then, when

from domain.document import KINDS, Opened
from domain.names import zh
from ledger.commands import documents
from ledger.commands.base import Request
from ledger.documents.store import DocumentErased, DocumentStore
from ledger.tables import vault_keys
from ledger.views import queries
from tests.contents import JPEG, PDF
from tests.steps.lifecycle.cast import PLACES, officer
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/documents.feature")

CODES = {zh(kind): kind for kind in KINDS}


def store_of(world: World) -> DocumentStore:
    return DocumentStore(world.book, world.vault, world.folder / "documents")


def files(
    world: World, who: str, kind: str, content: bytes = PDF, media_type: str = "application/pdf", place: str = ""
) -> None:
    command = documents.FileDocument(case=world.case, kind=CODES[kind], media_type=media_type)

    def act(request: Request) -> None:
        documents.file_document(world.book, store_of(world), command, BytesIO(content), request)

    world.does(who, act, place=place)


def document_of(world: World) -> str:
    """The document in hand: the last one of the case."""
    return queries.documents(world.book, case=world.case)[-1].id


def reads(world: World, who: str, reason: str) -> None:
    command = documents.OpenDocument(document=document_of(world))

    def act(request: Request) -> str:
        opened = documents.open_document(world.book, store_of(world), command, request)
        with closing(opened.reader) as reader:
            return sha256(b"".join(reader.pieces())).hexdigest()

    world.shown = world.does(who, act, reason=reason) or ""


@step(says("{who:Who}向该案提交「{kind:Text}」"))
def somebody_files(world: World, who: str, kind: str) -> None:
    files(world, who, kind)


@when(says("{place:Place}的{who:Who}向该案提交「{kind:Text}」"))
def somebody_elsewhere_files(world: World, place: str, who: str, kind: str) -> None:
    files(world, who, kind, place=PLACES[place])


@when(says("受理人同时向该案提交「{one:Text}」和「{other:Text}」"))
def two_come_at_once(world: World, one: str, other: str) -> None:
    """The second comes in whole while the first is still on its way."""

    class Slow(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 0:
                asked = world.request(officer("受理人", world.place))
                second = documents.FileDocument(case=world.case, kind=CODES[other], media_type="application/pdf")
                documents.file_document(world.book, store_of(world), second, BytesIO(PDF), asked)
            return super().read(size)

    first = documents.FileDocument(case=world.case, kind=CODES[one], media_type="application/pdf")
    world.does("受理人", lambda asked: documents.file_document(world.book, store_of(world), first, Slow(PDF), asked))


@when("受理人向该案提交一张声明为 PDF 的图片")
def a_picture_is_called_pdf(world: World) -> None:
    files(world, "受理人", "发票", JPEG)


@when(says("受理人向该案提交类型为「{media_type:Text}」的文件"))
def another_type(world: World, media_type: str) -> None:
    files(world, "受理人", "发票", b"<html></html>", media_type)


@then(says("该案在卷材料为「{kinds:Text}」"))
def documents_in_evidence(world: World, kinds: str) -> None:
    found = queries.documents(world.book, case=world.case)
    assert {zh(row.kind) for row in found if row.status == "in_evidence"} == set(kinds.split("、"))


@then("该案没有在卷材料")
def nothing_in_evidence(world: World) -> None:
    assert [row.status for row in queries.documents(world.book, case=world.case)] == ["withdrawn"]


@when(says("{who:Who}查看该份材料,理由是「{reason:Text}」"))
def somebody_reads(world: World, who: str, reason: str) -> None:
    reads(world, who, reason)


@when(says("{who:Who}查看该份材料,没有写理由"))
def somebody_reads_without_a_reason(world: World, who: str) -> None:
    reads(world, who, "")


@then("看到的是提交时的内容")
def the_content_is_shown(world: World) -> None:
    assert world.shown == sha256(PDF).hexdigest()


@then("账本记下了谁、何时、为何查看材料")
def the_look_is_recorded(world: World) -> None:
    last = world.log()[-1]
    assert isinstance(last.event, Opened)
    assert last.event.document == document_of(world)
    assert (last.meta.reason, last.meta.effective_on) == ("核对租期", world.today)
    assert last.meta.actor.startswith("330500-")


@step(says("{who:Who}撤回该份材料"))
def somebody_withdraws(world: World, who: str) -> None:
    command = documents.WithdrawDocument(document=document_of(world), ground="重复提交")
    world.does(who, lambda request: documents.withdraw_document(world.book, command, request))


@then(says("{who:Who}仍可查看该份材料"))
def somebody_can_still_read(world: World, who: str) -> None:
    reads(world, who, "核对")
    assert world.shown == sha256(PDF).hexdigest()


@when(says("删除{name:Applicant}的钥匙"))
def a_person_is_erased(world: World, name: str) -> None:
    party = world.vault.party_id(world.people[name])
    with world.book.engine.begin() as connection:
        assert connection.execute(sa.delete(vault_keys).where(vault_keys.c.party == party)).rowcount == 1


@then(says("{who:Who}不能再打开该份材料"))
def nobody_opens_it(world: World, who: str) -> None:
    reads(world, who, "核对")
    assert isinstance(world.refusal, DocumentErased)
    world.refusal = None


@then("账本里没有该份材料的明文")
def nothing_in_the_clear(world: World) -> None:
    kept = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert b"document.Filed" in kept
    assert PDF not in kept
    assert sha256(PDF).digest() not in kept
