"""One run of a command: opens the book when it is needed, makes the request, shows the answer."""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self
from uuid import uuid4

import click
from rich.console import RenderableType

from api import clock
from api.cli import outcomes, screen
from api.cli.settings import Settings, acting, reading
from api.cli.standing import account_acting
from api.cli.values import day_of
from api.plain import plain
from domain.actor import Actor
from domain.errors import Refusal
from domain.places import parse_place
from ledger.authority import has_accounts
from ledger.book import Book
from ledger.commands.base import CHINA, Receipt, Request
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.keys import Keys, load_keys
from ledger.store.url import SqliteAddress, parse_address
from ledger.vault import Vault

Given = ParamSpec("Given")


class BookNotSaid(click.UsageError):
    """Which book is not known."""

    def __init__(self) -> None:
        super().__init__(
            "请用 --book 或环境变量 SUBSIDY_LEDGER_BOOK 指明账套。"
            " Say which book: --book, or SUBSIDY_LEDGER_BOOK in the environment."
        )


class ActorNotSaid(click.UsageError):
    """Who acts is not known."""

    def __init__(self) -> None:
        super().__init__(
            "请用 --actor 或环境变量 SUBSIDY_LEDGER_ACTOR 指明经办人。"
            " Say who acts: --actor, or SUBSIDY_LEDGER_ACTOR in the environment."
        )


class ReasonNotSaid(click.UsageError):
    """Why is not known, and the act does not speak for itself."""

    def __init__(self) -> None:
        super().__init__("请用 --reason 写明理由。 Say why: --reason.")


class KeyFileNotSaid(Refusal):
    """这一步要读写个人信息;账套在 PostgreSQL 中,请用 --key-file 指明密钥文件。

    This needs personal data, and the book lies in PostgreSQL: name the key file with --key-file.
    """


class DocumentsFolderNotSaid(Refusal):
    """这一步要读写材料;账套在 PostgreSQL 中,请用 --documents 指明材料库文件夹。

    This needs documents, and the book lies in PostgreSQL: name the folder of documents with --documents.
    """


class EvidenceFolderNotSaid(Refusal):
    """这一步要读写证据;账套在 PostgreSQL 中,请用 --evidence 指明证据库文件夹。

    This needs evidence, and the book lies in PostgreSQL: name the folder of evidence with --evidence.
    """


class Session:
    """What a command works with."""

    def __init__(self, settings: Settings, reason: str = "") -> None:
        self.settings = settings
        self._reason = reason
        self._book: Book | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._book is not None:
            self._book.close()

    @property
    def url(self) -> str:
        """The address of the book."""
        if not self.settings.book:
            raise BookNotSaid()
        return self.settings.book

    @property
    def book(self) -> Book:
        """The book, opened once."""
        if self._book is None:
            place = self.settings.book_place
            self._book = Book.open(self.url, place=parse_place(place, field="book_place") if place else None)
        return self._book

    def keep(self, book: Book) -> None:
        """Take over a book that was just made."""
        self._book = book

    @property
    def key_file(self) -> Path:
        """The key file that was named, or the one beside the database file."""
        return key_file_of(self.settings, self.url)

    @property
    def keys(self) -> Keys:
        """The keys of the book."""
        return load_keys(self.key_file)

    @property
    def vault(self) -> Vault:
        """The vault; needs the key file."""
        return Vault(self.book, self.keys)

    @property
    def store(self) -> DocumentStore:
        """The documents; needs the key file."""
        return DocumentStore(self.book, self.vault, documents_of(self.settings, self.url))

    @property
    def evidence(self) -> EvidenceStore:
        """The evidence."""
        return EvidenceStore(self.book, evidence_of(self.settings, self.url))

    def now(self) -> datetime:
        """This moment, or the one that a demonstration asks for."""
        return clock.now_or(self.settings.now, self.book.mode)

    def request(self, *, key: str = "", on_place: str = "", mode: str = "", by: Actor | None = None) -> Request:
        """The request of this run; `key` stands where none was given, place and mode where there is no book yet.

        `by` is who acts where neither an API key nor the options say it: the machine, or whoever gave a password.
        """
        given = self.settings
        now = clock.now_or(given.now, mode or self.book.mode)
        actor = by or self._actor(on_place, now)
        if not (given.reason or self._reason):
            raise ReasonNotSaid()
        given.key = given.key or key or str(uuid4())
        return Request(
            actor=actor,
            now=now,
            key=given.key,
            reason=given.reason or self._reason,
            on=day_of(given.on, "on") if given.on else None,
        )

    def _actor(self, on_place: str, now: datetime) -> Actor:
        """By the account of the API key; in a book without accounts, who the caller says to be."""
        given = self.settings
        roles = tuple(role for word in given.role for role in word.replace(",", " ").split())
        if not on_place and has_accounts(self.book):
            today = now.astimezone(CHINA).date()
            said, place = given.actor, given.jurisdiction
            return account_acting(self.book, now, today, said=said, roles=roles, jurisdiction=place)
        if not given.actor:
            raise ActorNotSaid()
        acts_for = parse_place(given.jurisdiction, field="jurisdiction") if given.jurisdiction else ""
        return Actor(id=given.actor, roles=roles, place=acts_for or on_place or self.book.place)

    def answer(self, content: object, *parts: RenderableType) -> None:
        """Print the answer: one JSON document, or parts for people."""
        if self.settings.json:
            screen.document(plain(content))
        else:
            screen.show(*parts)

    def receipt(self, receipt: Receipt, **outcome: str) -> None:
        """Print what was done and under which key."""
        said = receipt.outcome | outcome
        content = {
            "subject": receipt.subject,
            "events": receipt.events,
            "versions": receipt.versions,
            "outcome": said,
            "key": self.settings.key,
        }
        rows = [("对象 subject", receipt.subject), ("事件 events", "\n".join(dict.fromkeys(receipt.events)))]
        rows += [(outcomes.heading(name), outcomes.said(name, value)) for name, value in said.items()]
        rows.append(("操作编号 key", self.settings.key))
        self.answer(content, screen.table("已办理 done", ("项 item", "值 value"), rows))


def key_file_of(settings: Settings, url: str) -> Path:
    """The key file that was named, or `<file>.key` beside a database file."""
    if settings.key_file:
        return Path(settings.key_file)
    address = parse_address(url)
    if not isinstance(address, SqliteAddress):
        raise KeyFileNotSaid(field="key_file")
    return address.path.with_name(f"{address.path.name}.key")


def documents_of(settings: Settings, url: str) -> Path:
    """The folder of documents that was named, or `<file>.documents` beside a database file."""
    if settings.documents:
        return Path(settings.documents)
    address = parse_address(url)
    if not isinstance(address, SqliteAddress):
        raise DocumentsFolderNotSaid(field="documents")
    return address.path.with_name(f"{address.path.name}.documents")


def evidence_of(settings: Settings, url: str) -> Path:
    """The folder of evidence that was named, or `<file>.evidence` beside a database file."""
    if settings.evidence:
        return Path(settings.evidence)
    address = parse_address(url)
    if not isinstance(address, SqliteAddress):
        raise EvidenceFolderNotSaid(field="evidence")
    return address.path.with_name(f"{address.path.name}.evidence")


def reads(command: Callable[Concatenate[Session, Given], None]) -> Callable[..., None]:
    """A command that only reads."""
    return reading(_in_session(command, ""))


def writes(
    reason: str = "",
) -> Callable[[Callable[Concatenate[Session, Given], None]], Callable[..., None]]:
    """A command that writes; `reason` is its default where the act speaks for itself."""
    return lambda command: acting(_in_session(command, reason), reason)


def _in_session(command: Callable[Concatenate[Session, Given], None], reason: str) -> Callable[..., None]:
    def run(*args: Any, **given: Any) -> None:
        context = click.get_current_context()
        with Session(context.ensure_object(Settings), reason) as session:
            command(session, *args, **given)

    return update_wrapper(run, command)
