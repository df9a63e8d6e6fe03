"""Posting to a real server: what counts as an answer, what is refused before it, and how long it may take."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.webhooks.networks import parse_network
from api.webhooks.sender import Sender, patience
from tests.integration.receivers import Reply, drip, hang_up, listening, nonsense, silence, status

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
LOOPBACK = [parse_network("127.0.0.0/8")]


def sender(*, seconds: int = 30, **more: object) -> Sender:
    """A sender that may reach this machine."""
    return Sender(LOOPBACK, now=lambda: NOW, seconds=seconds, **more)  # type: ignore[arg-type]


def test_the_body_arrives_with_its_headers() -> None:
    with listening(status(202)) as server:
        answer = sender()(server.url, {"webhook-id": "m-1", "content-type": "application/json"}, b"[]")
    assert (answer.status, answer.problem, answer.confirmed) == (202, "", True)
    (arrived,) = server.arrived
    assert (arrived.path, arrived.body) == ("/events", b"[]")
    assert arrived.headers["webhook-id"] == "m-1"
    assert arrived.headers["content-type"] == "application/json"
    assert arrived.headers["host"] == f"127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(code: int) -> None:
    with listening() as elsewhere, listening(status(code, location=elsewhere.url)) as server:
        answer = sender()(server.url, {}, b"[]")
    assert (answer.status, answer.confirmed) == (code, False)
    assert elsewhere.arrived == []


def test_a_receiver_says_when_to_come_again() -> None:
    with listening(status(503, retry_after="120")) as server:
        assert sender()(server.url, {}, b"[]").retry_after_ms == 120_000


@pytest.mark.parametrize(
    ("said", "milliseconds"),
    [
        ("120", 120_000),
        ("0", 0),
        ("Fri, 01 Mar 2024 12:05:00 GMT", 300_000),
        ("Fri, 01 Mar 2024 12:05:00", 300_000),
        ("Fri, 01 Mar 2024 11:00:00 GMT", 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("1.5", 0),
        ("٣", 0),
        ("9" * 400, 999_999_999_000),
    ],
)
def test_what_a_receiver_asks_for_is_read_in_either_form(said: str, milliseconds: int) -> None:
    assert patience(said, NOW) == milliseconds


@pytest.mark.parametrize(
    ("reply", "problem"),
    [(silence, "timeout"), (drip, "timeout"), (nonsense, "not_http"), (hang_up, "not_http")],
)
def test_no_answer_in_time_or_in_form_is_told_as_a_problem(reply: Reply, problem: str) -> None:
    with listening(reply) as server:
        answer = sender(seconds=1)(server.url, {}, b"[]")
    assert (answer.status, answer.problem, answer.confirmed) == (0, problem, False)


def test_nobody_listens() -> None:
    with listening() as server:
        pass
    assert sender()(server.url, {}, b"[]").problem == "no_connection"


def test_a_host_without_address() -> None:
    assert sender(resolve=lambda host, port: [])("https://nowhere.example/x", {}, b"[]").problem == "no_address"


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["127.0.0.1", "127.0.0.1"]])
def test_a_closed_address_is_not_even_connected_to(addresses: list[str]) -> None:
    with listening() as server:
        strict = Sender(now=lambda: NOW, resolve=lambda host, port: addresses)
        assert strict(f"http://receiver.example:{server.server_port}/x", {}, b"[]").problem == "address_closed"
        assert strict(server.url, {}, b"[]").problem == "address_closed"
    assert server.arrived == []


def test_one_closed_address_among_open_ones_closes_the_host() -> None:
    strict = Sender(now=lambda: NOW, resolve=lambda host, port: ["1.1.1.1", "169.254.169.254"])
    assert strict("https://receiver.example/x", {}, b"[]").problem == "address_closed"


def test_the_address_that_was_judged_is_the_one_that_is_connected_to() -> None:
    """A resolver that changes its mind is asked once only."""
    asked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with listening() as server:
        answer = sender(resolve=turning)(f"http://receiver.example:{server.server_port}/x", {}, b"[]")
    assert answer.confirmed
    assert asked == ["receiver.example"]
    assert server.arrived[0].headers["host"] == f"receiver.example:{server.server_port}"


def test_the_next_address_is_tried_where_the_first_takes_no_connection() -> None:
    with listening() as server:
        several = sender(resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
        assert several(f"http://receiver.example:{server.server_port}/x", {}, b"[]").confirmed


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as proxy, listening() as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert sender()(server.url, {}, b"[]").confirmed
    assert (len(proxy.arrived), len(server.arrived)) == (0, 1)


# --- encrypted ---


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key, in one file, of a host that does not exist."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("receiver.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "receiver.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def secure(certificate: Path) -> ssl.SSLContext:
    """What the host shows of itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_the_certificate_is_that_of_the_host_and_not_of_the_address(secure: ssl.SSLContext, certificate: Path) -> None:
    with listening(tls=secure) as server:
        known = sender(resolve=lambda host, port: ["127.0.0.1"], authorities=certificate)
        assert known(f"https://receiver.example:{server.server_port}/x", {}, b"[]").confirmed
        assert known(f"https://other.example:{server.server_port}/x", {}, b"[]").problem == "no_connection"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(secure: ssl.SSLContext) -> None:
    with listening(tls=secure) as server:
        strange = sender(resolve=lambda host, port: ["127.0.0.1"])
        assert strange(f"https://receiver.example:{server.server_port}/x", {}, b"[]").problem == "no_connection"
    assert server.arrived == []
