"""The settings of a server: what is taken, what is refused by name, and that the reference says it all."""

from pathlib import Path
from typing import Any

import pytest

from api.config import (
    NothingToServe,
    ServerSettings,
    SettingsUnreadable,
    SettingWrong,
    book_said,
    settings_in,
    settings_of,
)
from api.config_reference import settings_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "server.md"
BOOKS = [{"url": "sqlite:///book.sqlite"}]
OIDC = {
    "issuer": "https://login.example",
    "client_id": "subsidy-ledger",
    "client_secret_file": "client.secret",
    "redirect_uri": "https://ledger.example/callback",
}


def settings(**said: Any) -> ServerSettings:
    return settings_of({"books": BOOKS, **said})


def test_the_reference_holds_every_setting() -> None:
    assert settings_markdown() in PAGE.read_text(encoding="utf-8"), "write settings_markdown() into the page"


def test_the_example_of_the_reference_is_taken(tmp_path: Path) -> None:
    _, _, rest = PAGE.read_text(encoding="utf-8").partition("```toml\n")
    path = tmp_path / "server.toml"
    path.write_text(rest.partition("```")[0], encoding="utf-8")
    found = settings_of(settings_in(path))
    assert [book.url.partition(":")[0] for book in found.books] == ["sqlite", "postgresql"]
    assert found.oidc is not None


def test_what_is_not_said_has_a_default_that_opens_no_door() -> None:
    found = settings()
    assert (found.host, found.trusted_proxies, found.metrics_token_file, found.oidc) == ("127.0.0.1", (), "", None)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"prot": 8000}, "prot"),
    ({"port": "8000"}, r"\$\.port"),
    ({"port": 0}, r"\$\.port"),
    ({"workers": 0}, r"\$\.workers"),
    ({"backlog": 1}, r"\$\.backlog"),
    ({"path_prefix": "ledger"}, r"\$\.path_prefix"),
    ({"path_prefix": "/ledger/"}, r"\$\.path_prefix"),
    ({"path_prefix": "/led?ger"}, r"\$\.path_prefix"),
    ({"log_level": "debug"}, r"\$\.log_level"),
    ({"tls": {"certificate": "c.pem"}}, r"\$\.tls"),
    ({"tls": {"certificate": "c.pem", "key": "k.pem", "minimum": "1.1"}}, r"\$\.tls\.minimum"),
    ({"books": [{"key_file": "k"}]}, r"\$\.books"),
    ({"oidc": OIDC | {"client_secret": "in the file of settings"}}, r"\$\.oidc"),
]


@pytest.mark.parametrize(("said", "named"), WRONG, ids=[str(said) for said, _ in WRONG])
def test_a_wrong_setting_is_refused_by_name(said: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingWrong, match=named):
        settings(**said)


@pytest.mark.parametrize("said", [{}, {"books": []}])
def test_a_server_without_a_book_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(NothingToServe):
        settings_of(said)


@pytest.mark.parametrize("content", ["port = ", "port = 1\nport = 2", "ÿ"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "server.toml"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(SettingsUnreadable):
        settings_in(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnreadable, match="No such file"):
        settings_in(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("book.sqlite", {"url": "book.sqlite"}),
        ("book.sqlite=keys/330500.key", {"url": "book.sqlite", "key_file": "keys/330500.key"}),
        ("postgresql://u@h/d?schema=huzhou", {"url": "postgresql://u@h/d?schema=huzhou"}),
        ("postgresql://u@h/d?schema=huzhou=h.key", {"url": "postgresql://u@h/d?schema=huzhou", "key_file": "h.key"}),
    ],
)
def test_the_command_line_names_a_book_and_its_key_file(text: str, said: dict[str, str]) -> None:
    assert book_said(text) == said


def test_the_key_file_and_the_documents_of_a_database_file_lie_beside_it(tmp_path: Path) -> None:
    (book,) = settings(books=[{"url": f"sqlite:///{tmp_path}/book.sqlite"}]).books
    assert book.key_path == tmp_path / "book.sqlite.key"
    assert book.documents_path == tmp_path / "book.sqlite.documents"
    assert book.file == tmp_path / "book.sqlite"


def test_a_book_on_a_server_needs_a_key_file_and_a_folder_of_documents() -> None:
    (book,) = settings(books=[{"url": "postgresql://u@h/d?schema=huzhou"}]).books
    assert book.file is None
    with pytest.raises(SettingWrong, match="key_file"):
        _ = book.key_path
    with pytest.raises(SettingWrong, match="documents"):
        _ = book.documents_path
