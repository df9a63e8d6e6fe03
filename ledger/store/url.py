"""Where a book is: a path or `sqlite:///path`, or `postgresql://user@host:port/db?schema=name`."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.errors import Refusal

DEFAULT_SCHEMA = "public"


class UnknownScheme(Refusal):
    """不支持的账套地址类型「{scheme}」;请使用 sqlite:/// 或 postgresql://。

    Books cannot be kept at "{scheme}" addresses; use sqlite:/// or postgresql://.
    """


class BadBookAddress(Refusal):
    """账套地址无法解析:{problem}。

    The address of the book cannot be read: {problem}.
    """


class FolderMissing(Refusal):
    """文件夹 {folder} 不存在,请先创建。

    The folder {folder} does not exist; create it first.
    """


@dataclass(frozen=True)
class SqliteAddress:
    """A file that holds books."""

    path: Path

    @property
    def shown(self) -> str:
        """The address for people."""
        return f"sqlite:///{self.path}"


@dataclass(frozen=True)
class PostgresAddress:
    """A schema on a server that holds books; `url` is for the psycopg driver."""

    url: URL
    schema: str

    @property
    def shown(self) -> str:
        """The address for people, without a password."""
        query = {name: "***" if "password" in name else value for name, value in self.url.query.items()}
        named = self.url.set(drivername="postgresql", query={**query, "schema": self.schema})
        return named.render_as_string(hide_password=True)


Address = SqliteAddress | PostgresAddress


def parse_address(text: str) -> Address:
    """Read a book's address; refuses an unknown scheme, an unreadable address and a folder that is not there."""
    scheme, separator, rest = text.partition("://")
    if not separator:
        return _file(text)
    match scheme:
        case "sqlite":
            return _file(rest.removeprefix("/"))
        case "postgresql" | "postgres":
            return _server(f"postgresql+psycopg://{rest}")
    raise UnknownScheme(field="url", scheme=scheme)


def _file(text: str) -> SqliteAddress:
    if not text or text == ":memory:":
        raise BadBookAddress(field="url", problem="no file name")
    path = Path(text)
    if not path.parent.is_dir():
        raise FolderMissing(field="url", folder=path.parent)
    if path.is_dir():
        raise BadBookAddress(field="url", problem=f"{path} is a folder")
    return SqliteAddress(path)


def _server(text: str) -> PostgresAddress:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadBookAddress(field="url", problem="not of the form postgresql://user@host:port/database") from None
    schema = _schema(url.query.get("schema", DEFAULT_SCHEMA))
    return PostgresAddress(_socket_host(url.difference_update_query(["schema"])), schema)


def _schema(name: str | tuple[str, ...]) -> str:
    if not isinstance(name, str) or not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
        raise BadBookAddress(field="url", problem="a schema is named by small letters, digits and underscores")
    return name


def _socket_host(url: URL) -> URL:
    """A host that is a folder (written %2Fvar%2Frun) names a unix socket, which the driver takes from the query."""
    host = unquote(url.host or "")
    if not host.startswith("/"):
        return url
    query = {**url.query, "host": host, "port": str(url.port or 5432)}
    return URL.create(url.drivername, url.username, url.password, database=url.database, query=query)
