"""Where a book can be kept, and how its address is shown."""

from pathlib import Path

import pytest

from domain.errors import Refusal
from ledger.store.url import (
    BadBookAddress,
    FolderMissing,
    PostgresAddress,
    SqliteAddress,
    UnknownScheme,
    parse_address,
)


def server(text: str) -> PostgresAddress:
    address = parse_address(text)
    assert isinstance(address, PostgresAddress)
    return address


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_is_a_file(tmp_path: Path, form: str) -> None:
    address = parse_address(form.format(tmp_path / "账 套.sqlite"))
    assert address == SqliteAddress(tmp_path / "账 套.sqlite")
    assert address.shown == f"sqlite:///{tmp_path}/账 套.sqlite"


def test_a_path_may_be_relative() -> None:
    assert parse_address("book.sqlite") == parse_address("sqlite:///book.sqlite") == SqliteAddress(Path("book.sqlite"))


def test_a_server_has_a_schema() -> None:
    address = server("postgresql://clerk:secret@db.example:5433/ledger?schema=huzhou&sslmode=require")
    assert address.schema == "huzhou"
    assert address.url.drivername == "postgresql+psycopg"
    assert (address.url.host, address.url.port, address.url.database) == ("db.example", 5433, "ledger")
    assert dict(address.url.query) == {"sslmode": "require"}


def test_a_server_without_a_schema_uses_the_usual_one() -> None:
    assert server("postgres://clerk@db.example/ledger").schema == "public"


@pytest.mark.parametrize(
    "text",
    ["postgresql://clerk@/ledger?host=/run/postgresql&port=5433", "postgresql://clerk@%2Frun%2Fpostgresql:5433/ledger"],
)
def test_a_folder_as_host_is_a_socket(text: str) -> None:
    url = server(text).url
    assert url.host is None
    assert dict(url.query) == {"host": "/run/postgresql", "port": "5433"}


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://clerk:secret@db.example/ledger?schema=huzhou",
        "postgresql://clerk@db.example/ledger?password=secret",
    ],
)
def test_a_password_is_never_shown(text: str) -> None:
    shown = server(text).shown
    assert shown.startswith("postgresql://clerk")
    assert "schema=" in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("mysql://clerk@db.example/ledger", UnknownScheme),
        ("http://db.example", UnknownScheme),
        ("", BadBookAddress),
        ("sqlite://", BadBookAddress),
        ("sqlite:///:memory:", BadBookAddress),
        ("/no/such/folder/book.sqlite", FolderMissing),
        ("/", BadBookAddress),
        ("postgresql://clerk@db.example:port/ledger", BadBookAddress),
        ("postgresql://clerk@db.example/ledger?schema=Hu-Zhou", BadBookAddress),
        ("postgresql://clerk@db.example/ledger?schema=a;drop", BadBookAddress),
        ("postgresql://clerk@db.example/ledger?schema=a&schema=b", BadBookAddress),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(text: str, error: type[Refusal]) -> None:
    with pytest.raises(error) as refused:
        parse_address(text)
    assert refused.value.field == "url"
    assert "secret" not in refused.value.en
