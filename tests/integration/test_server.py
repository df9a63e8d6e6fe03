"""The server as a process: it serves books, says when it will stop, breaks no request off, and ends with 0."""

import json
import os
import signal
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from api.cli import main
from tests.served import free_port, serving

CLI = ("-c", "from api.cli import main; main()")


@pytest.fixture
def book(tmp_path: Path) -> str:
    """The address of a book for production."""
    url = f"sqlite:///{tmp_path / 'book.sqlite'}"
    made = CliRunner().invoke(main, ["book", "init", url, "--place", "330500", "--actor", "330500-keeper"])
    assert made.exit_code == 0, made.output
    return url


def test_it_serves_a_book_says_that_it_stops_and_ends_with_0(book: str) -> None:
    port = free_port()
    with serving([*CLI, "serve", "--book", book, "--port", str(port), "--workers", "2"], port) as server:
        ready = server.get("/readyz")
        assert (ready.status, json.loads(ready.body)) == (200, {"failing": [], "status": "ready"})
        assert server.get("/livez").status == 200
        assert server.get("/openapi.json").status == 200
        server.started(1, 2)
        server.stop()
        while (answer := server.get("/readyz")).status == 200:
            pass
        assert (answer.status, json.loads(answer.body)["failing"]) == (503, ["draining"])
        assert server.get("/livez").status == 200
        server.stop()
        assert server.ended() == 0


def test_a_request_that_is_being_answered_is_not_broken_off(tmp_path: Path) -> None:
    pipe, port = tmp_path / "pipe", free_port()
    os.mkfifo(pipe)
    arguments = ["-m", "tests.slow_server", str(port), "1", str(pipe)]
    with serving(arguments, port) as server, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(server.get, "/slow")
        with pipe.open("w", encoding="ascii") as lets_go:  # opens when the request is being answered
            server.stop()
            while server.accepts():
                pass
            assert not answer.done()
            lets_go.write("whole")
        assert answer.result().body == "whole"
        assert server.ended() == 0
        assert server.printed[-1] == "ended as it should"


def test_a_worker_that_is_killed_is_started_anew(book: str) -> None:
    port = free_port()
    arguments = [*CLI, "serve", "--book", book, "--port", str(port), "--workers", "2"]
    with serving(arguments, port) as server:
        server.started(1, 2)
        os.kill(server.worker(1), signal.SIGKILL)
        server.lines_until("Respawning worker-1")
        server.printed.clear()
        server.lines_until("Stopped old worker-1")
        server.started(1)
        assert server.get("/readyz").status == 200
        server.stop_at_once()
        assert server.ended() == 0


def test_it_lies_below_a_prefix_and_nowhere_else(book: str) -> None:
    port = free_port()
    arguments = [*CLI, "serve", "--book", book, "--port", str(port), "--path-prefix", "/ledger"]
    with serving(arguments, port) as server:
        assert server.get("/ledger/livez").status == 200
        assert [server.get(path).status for path in ("/livez", "/ledgerlivez", "/xledger/livez")] == [404, 404, 404]


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    chain, secret = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(signed.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return chain, secret


def test_it_speaks_tls_and_no_version_older_than_it_was_told(book: str, tmp_path: Path) -> None:
    chain, secret = certificate(tmp_path)
    port = free_port()
    tls = ["--tls-certificate", str(chain), "--tls-key", str(secret)]
    with serving([*CLI, "serve", "--book", book, "--port", str(port), *tls], port):
        trusting = ssl.create_default_context(cafile=str(chain))
        with httpx.Client(verify=trusting, trust_env=False) as client:
            assert client.get(f"https://127.0.0.1:{port}/livez").json() == {"status": "alive"}
        trusting.maximum_version = ssl.TLSVersion.TLSv1_2
        with httpx.Client(verify=trusting, trust_env=False) as client, pytest.raises(httpx.ConnectError):
            client.get(f"https://127.0.0.1:{port}/livez")


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["serve", *arguments])


def test_settings_and_books_can_be_checked_without_serving(book: str, tmp_path: Path) -> None:
    config = tmp_path / "server.toml"
    config.write_text(f'port = 8443\n[[books]]\nurl = "{book}"\n', encoding="utf-8")
    checked = invoked("--config", str(config), "--host", "0.0.0.0", "--check", "--json")
    assert json.loads(checked.output) == {"books": ["330500"], "host": "0.0.0.0", "port": 8443}


def test_a_book_of_which_the_key_file_is_missing_is_refused_before_anything_is_served(
    book: str, tmp_path: Path
) -> None:
    (tmp_path / "book.sqlite.key").unlink()
    refused = invoked("--book", book)
    assert (refused.exit_code, "book.sqlite.key" in refused.output) == (1, True)


@pytest.mark.parametrize(
    "arguments", [[], ["--book", "{book}", "--book", "{book}"], ["--book", "{book}", "--port", "0"]]
)
def test_what_cannot_be_served_is_refused(book: str, arguments: list[str]) -> None:
    assert invoked(*(argument.format(book=book) for argument in arguments)).exit_code == 1
