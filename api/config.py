"""The settings of a server: the one place where they are read; every one is described here and in docs/reference."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from api.auth.oidc.settings import OidcSettings
from domain.errors import Refusal
from ledger.store.url import SqliteAddress, parse_address

MIB = 1024 * 1024

Seconds = Annotated[int, Meta(ge=0, le=3600)]
Count = Annotated[int, Meta(ge=1, le=4096)]


class SettingsUnreadable(Refusal):
    """设置文件 {path} 无法读取:{problem}。

    The settings in {path} cannot be read: {problem}.
    """


class SettingWrong(Refusal):
    """服务设置有误:{problem}。

    A setting of the server is wrong: {problem}.
    """


class NothingToServe(Refusal):
    """没有指定账套:请在设置文件中写 [[books]],或用 --book 指明。

    No book to serve: name some with [[books]] in the settings, or with --book.
    """


class BookServedTwice(Refusal):
    """账套 {place} 列出了两次。

    The book of {place} is listed twice.
    """


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of settings."""


class BookSettings(Settings, frozen=True, kw_only=True):
    """A book that is served."""

    url: Annotated[str, Meta(description="Address: a file, `sqlite:///…`, or `postgresql://…?schema=…`.")]
    key_file: Annotated[
        str, Meta(description="Key file for personal data; the SQLite file's name with `.key` unless told.")
    ] = ""
    documents: Annotated[
        str, Meta(description="Folder of sealed documents; the SQLite file's name with `.documents` unless told.")
    ] = ""
    evidence: Annotated[
        str, Meta(description="Folder of evidence; the SQLite file's name with `.evidence` unless told.")
    ] = ""
    place: Annotated[str, Meta(description="Which book (GB/T 2260 code), where an address holds several.")] = ""

    @property
    def key_path(self) -> Path:
        """The key file; refused where nothing says which it is."""
        if self.key_file:
            return Path(self.key_file)
        if (path := self.file) is None:
            raise SettingWrong(field="books.key_file", problem="a book on PostgreSQL needs key_file")
        return path.with_name(f"{path.name}.key")

    @property
    def documents_path(self) -> Path:
        """The folder of documents; refused where nothing says which it is."""
        if self.documents:
            return Path(self.documents)
        if (path := self.file) is None:
            raise SettingWrong(field="books.documents", problem="a book on PostgreSQL needs documents")
        return path.with_name(f"{path.name}.documents")

    @property
    def evidence_path(self) -> Path | None:
        """The folder of evidence; none where nothing says which it is: then the server takes none in."""
        if self.evidence:
            return Path(self.evidence)
        return None if (path := self.file) is None else path.with_name(f"{path.name}.evidence")

    @property
    def file(self) -> Path | None:
        """The file that holds the book, if it lies in one."""
        address = parse_address(self.url)
        return address.path if isinstance(address, SqliteAddress) else None


class TlsSettings(Settings, frozen=True, kw_only=True):
    """Encryption by the server itself; leave it out behind a proxy that does it."""

    certificate: Annotated[str, Meta(description="Certificate chain (PEM).")]
    key: Annotated[str, Meta(description="Private key (PEM).")]
    minimum: Annotated[Literal["1.2", "1.3"], Meta(description="Oldest version of TLS.")] = "1.3"


class ServerSettings(Settings, frozen=True, kw_only=True):
    """Everything that can be set."""

    books: Annotated[tuple[BookSettings, ...], Meta(description="The books that are served.")] = ()
    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="Port to listen on.")] = 8000
    workers: Annotated[Count, Meta(description="Processes. One a core.")] = 1
    threads: Annotated[Count, Meta(description="Requests that a process answers at once.")] = 16
    backpressure: Annotated[
        Count, Meta(description="Requests that a process takes at once; what comes beyond waits to be accepted.")
    ] = 64
    backlog: Annotated[int, Meta(ge=128, le=65535, description="Connections that wait to be accepted.")] = 1024
    path_prefix: Annotated[
        str, Meta(pattern=r"^(/[A-Za-z0-9._~-]+)*$", description="Path below which everything lies, such as `/ledger`.")
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(description="Addresses or networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` count."),
    ] = ()
    requests_a_minute: Annotated[
        int, Meta(ge=1, description="Requests that one credential may make in a minute, of each worker.")
    ] = 1200
    strangers_a_minute: Annotated[
        int, Meta(ge=1, description="Requests that one address may make without credentials, of each worker.")
    ] = 60
    header_seconds: Annotated[int, Meta(ge=1, le=3600, description="How long the headers of a request may take.")] = 10
    largest_body: Annotated[
        int, Meta(ge=1024, description="Largest body of any request, in bytes; most endpoints allow less.")
    ] = 64 * MIB
    drain_seconds: Annotated[
        Seconds, Meta(description="When told to stop: how long `/readyz` says so before nothing more is accepted.")
    ] = 5
    stop_seconds: Annotated[
        int, Meta(ge=1, le=3600, description="How long requests that are being answered may take then.")
    ] = 30
    free_disk: Annotated[
        int,
        Meta(ge=0, description="Bytes that must be free where a book's file or documents lie, or `/readyz` says no."),
    ] = 256 * MIB
    metrics_token_file: Annotated[
        str, Meta(description="File with the token that `/metrics` asks for; without it there are no metrics.")
    ] = ""
    log_level: Annotated[Literal["info", "warning"], Meta(description="`info` logs every request.")] = "info"
    tls: Annotated[TlsSettings | None, Meta(description="TLS by the server itself.")] = None
    oidc: Annotated[OidcSettings | None, Meta(description="Sign-in by an OpenID Connect provider.")] = None


def settings_in(path: Path) -> dict[str, Any]:
    """What a settings file (TOML) says, as it stands there."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsUnreadable(field="config", path=path, problem=problem) from None


def settings_of(said: dict[str, Any]) -> ServerSettings:
    """The settings; refuses unknown names, wrong values, and a server without any book."""
    try:
        settings = msgspec.convert(said, ServerSettings)
    except msgspec.ValidationError as error:
        raise SettingWrong(field="config", problem=str(error)) from None
    if not settings.books:
        raise NothingToServe(field="books")
    return settings


def book_said(text: str) -> dict[str, str]:
    """A book as the command line names it: its address, then `=` and a key file whose name ends in `.key`."""
    url, separator, key_file = text.rpartition("=")
    if separator and key_file.endswith(".key"):
        return {"url": url, "key_file": key_file}
    return {"url": text}
