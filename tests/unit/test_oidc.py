"""Sign-in by a provider: what is accepted, and every way of cheating that is not."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import OctKey

from api.auth.oidc import pending, published, refusals
from api.auth.oidc.client import Arrival, Departure, Oidc
from api.auth.oidc.id_token import Identity
from api.auth.oidc.pending import Pending, Seal, local_path
from api.auth.oidc.settings import OidcSettings
from api.secret_files import SecretUnfit
from domain.errors import Refusal
from tests.oidc_provider import CLIENT_ID, SUBJECT, Provider, key_for, listening

ISSUER = "https://login.example"
CALLBACK = "https://ledger.example/v1/sign-in/callback"
NOW = datetime(2024, 3, 1, 1, 0, tzinfo=UTC)
SECRET = "s" * 43 + "%/+"
FOREIGN = key_for("RS256", "key-1", "somebody else")
"""A key of somebody else that bears the id of the provider's."""


def encoded(part: object) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


@dataclass
class Desk:
    """A provider, our side, and what was completed so far."""

    provider: Provider
    oidc: Oidc
    spent: set[str] = field(default_factory=set)

    def spend(self, under_way: Pending) -> bool:
        new = under_way.digest not in self.spent
        self.spent.add(under_way.digest)
        return new

    def begin(self, then: str = "/") -> Departure:
        return self.oidc.begin(book="330500", then=then, now=NOW)

    def complete(self, answer: dict[str, str], cookie: str, now: datetime = NOW) -> Arrival:
        return self.oidc.complete(answer, cookie, self.spend, now)

    def sign_in(self) -> Arrival:
        departure = self.begin()
        return self.complete(self.provider.authorize(departure.address), departure.cookie)


@pytest.fixture
def secret_file(tmp_path: Path) -> str:
    path = tmp_path / "client.secret"
    path.write_text(f"{SECRET}\n", encoding="ascii")
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def settings(secret_file: str) -> OidcSettings:
    return OidcSettings(issuer=ISSUER, client_id=CLIENT_ID, client_secret_file=secret_file, redirect_uri=CALLBACK)


def desk_of(settings: OidcSettings, algorithm: str = "RS256") -> Desk:
    provider = Provider(issuer=ISSUER, secret=SECRET, now=NOW, algorithm=algorithm)
    client = httpx.Client(transport=httpx.WSGITransport(app=provider))
    return Desk(provider, Oidc(settings, client))


@pytest.fixture
def desk(settings: OidcSettings) -> Desk:
    return desk_of(settings)


def test_whoever_comes_back_from_the_provider_is_known_by_issuer_and_subject(desk: Desk) -> None:
    departure = desk.begin(then="/books/330500?tab=due")
    arrived = desk.complete(desk.provider.authorize(departure.address), departure.cookie)
    assert arrived.identity == Identity(issuer=ISSUER, subject=SUBJECT)
    assert (arrived.book, arrived.then) == ("330500", "/books/330500?tab=due")


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"])
def test_each_algorithm_that_can_be_pinned_verifies(secret_file: str, algorithm: str) -> None:
    settings = OidcSettings(
        issuer=ISSUER,
        client_id=CLIENT_ID,
        client_secret_file=secret_file,
        redirect_uri=CALLBACK,
        algorithms=(algorithm,),
    )
    desk = desk_of(settings, "Ed25519" if algorithm == "EdDSA" else algorithm)
    if algorithm == "EdDSA":
        desk.provider.discovery["id_token_signing_alg_values_supported"] = ["EdDSA"]
        desk.provider.forge = lambda claims: ed_dsa(claims, desk.provider)
    assert desk.sign_in().identity.subject == SUBJECT


def ed_dsa(claims: dict[str, Any], provider: Provider) -> str:
    """The older name of the signature, which joserfc would only write under a warning."""
    signed = f"{encoded({'alg': 'EdDSA', 'kid': 'key-1'})}.{encoded(claims)}"
    signature: bytes = provider.keys["key-1"].get_op_key("sign").sign(signed.encode())  # type: ignore[call-arg, union-attr]
    return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def test_the_browser_is_sent_with_pkce_state_and_nonce_and_to_the_configured_address_only(desk: Desk) -> None:
    asked = parse_qs(urlsplit(desk.begin().address).query)
    assert asked["redirect_uri"] == [CALLBACK]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert {len(asked[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}
    assert "code_verifier" not in asked


def test_no_two_sign_ins_share_a_secret(desk: Desk) -> None:
    first, second = (parse_qs(urlsplit(desk.begin().address).query) for _ in range(2))
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_the_cookie_shows_nothing_of_what_it_holds(desk: Desk) -> None:
    departure = desk.begin(then="/somewhere")
    opened = urlsafe_b64decode(departure.cookie)
    assert b"somewhere" not in opened
    assert parse_qs(urlsplit(departure.address).query)["state"][0].encode() not in opened


# --- the ID token ----------------------------------------------------------------------------------------------------

CLAIMS: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({"nonce": "another"}, refusals.WrongNonce),
    ({"nonce": None}, refusals.WrongNonce),
    ({"nonce": 1}, refusals.WrongNonce),
    ({"iss": "https://login.example.evil"}, refusals.WrongIssuer),
    ({"iss": f"{ISSUER}/"}, refusals.WrongIssuer),
    ({"iss": None}, refusals.WrongIssuer),
    ({"aud": "another-client"}, refusals.WrongAudience),
    ({"aud": None}, refusals.WrongAudience),
    ({"aud": []}, refusals.WrongAudience),
    ({"aud": [CLIENT_ID, "another-client"], "azp": CLIENT_ID}, refusals.WrongAudience),
    ({"azp": "another-client"}, refusals.WrongAudience),
    ({"exp": int(NOW.timestamp()) - 61}, refusals.IdTokenExpired),
    ({"exp": None}, refusals.IdTokenExpired),
    ({"exp": "2099-01-01"}, refusals.IdTokenExpired),
    ({"exp": float("nan")}, refusals.IdTokenExpired),
    ({"exp": float("inf")}, refusals.IdTokenExpired),
    ({"exp": True}, refusals.IdTokenExpired),
    ({"iat": int(NOW.timestamp()) + 61}, refusals.IdTokenNotOfNow),
    ({"iat": int(NOW.timestamp()) - 661}, refusals.IdTokenNotOfNow),
    ({"iat": None}, refusals.IdTokenNotOfNow),
    ({"nbf": int(NOW.timestamp()) + 61}, refusals.IdTokenNotOfNow),
    ({"nbf": "later"}, refusals.IdTokenNotOfNow),
    ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, refusals.WrongAccessToken),
    ({"sub": None}, refusals.SubjectMissing),
    ({"sub": ""}, refusals.SubjectMissing),
    ({"sub": "x" * 256}, refusals.SubjectMissing),
    ({"sub": 7}, refusals.SubjectMissing),
]


@pytest.mark.parametrize(("claims", "refusal"), CLAIMS, ids=[str(claims) for claims, _ in CLAIMS])
def test_a_claim_that_does_not_match_to_the_letter_is_refused(
    desk: Desk, claims: dict[str, Any], refusal: type[Refusal]
) -> None:
    desk.provider.claims = claims
    with pytest.raises(refusal):
        desk.sign_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [CLIENT_ID]},
        {"azp": CLIENT_ID},
        {"at_hash": None},
        {"exp": int(NOW.timestamp()) - 59},
        {"iat": int(NOW.timestamp()) + 60},
        {"iat": int(NOW.timestamp()) - 600},
        {"nbf": int(NOW.timestamp())},
        {"name": "unused"},
    ],
    ids=str,
)
def test_what_may_be_missing_or_a_little_off_is_accepted(desk: Desk, claims: dict[str, Any]) -> None:
    desk.provider.claims = claims
    assert desk.sign_in().identity.subject == SUBJECT


def test_a_token_without_signature_is_refused(desk: Desk) -> None:
    desk.provider.forge = lambda claims: f"{encoded({'alg': 'none', 'kid': 'key-1'})}.{encoded(claims)}."
    with pytest.raises(refusals.AlgorithmNotPinned):
        desk.sign_in()


@pytest.mark.parametrize("secret", ["public key", "client secret"])
def test_a_token_signed_with_what_is_no_private_key_is_refused(desk: Desk, secret: str) -> None:
    """HS256 with our public key as its secret is the classical confusion of algorithms."""
    public = desk.provider.keys["key-1"].raw_value.public_key()  # type: ignore[union-attr]
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    key = pem if secret == "public key" else SECRET.encode()

    def forged(claims: dict[str, Any]) -> str:
        signed = f"{encoded({'alg': 'HS256', 'kid': 'key-1'})}.{encoded(claims)}"
        return f"{signed}.{urlsafe_b64encode(digest(key, signed.encode(), sha256)).rstrip(b'=').decode()}"

    desk.provider.forge = forged
    with pytest.raises(refusals.AlgorithmNotPinned):
        desk.sign_in()


def test_an_algorithm_that_is_offered_but_not_pinned_is_refused(desk: Desk) -> None:
    desk.provider.discovery["id_token_signing_alg_values_supported"] = ["RS256", "RS512"]
    key = desk.provider.keys["key-1"]
    desk.provider.forge = lambda claims: jwt.encode({"alg": "RS512", "kid": "key-1"}, claims, key, algorithms=["RS512"])
    with pytest.raises(refusals.AlgorithmNotPinned):
        desk.sign_in()


FORGED: dict[str, tuple[dict[str, Any], type[Refusal]]] = {
    "signed by somebody else under a known id": ({"kid": "key-1"}, refusals.SignatureWrong),
    "signed by a key that is not published": ({"kid": "key-2"}, refusals.SigningKeyUnknown),
    "bringing its own key": ({"kid": "key-2", "jwk": FOREIGN.as_dict(private=False)}, refusals.SigningKeyUnknown),
    "bringing the address of its key": ({"kid": "key-1", "jku": "https://evil.example/k"}, refusals.SignatureWrong),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_token_of_a_foreign_key_is_refused(desk: Desk, case: str) -> None:
    header, refusal = FORGED[case]
    desk.provider.forge = lambda claims: jwt.encode({"alg": "RS256", **header}, claims, FOREIGN)
    with pytest.raises(refusal):
        desk.sign_in()
    assert set(desk.provider.asked) == {"/.well-known/openid-configuration", "/token", "/keys"}


def test_a_token_with_an_extension_that_must_be_understood_is_refused(desk: Desk) -> None:
    key = desk.provider.keys["key-1"].raw_value

    def forged(claims: dict[str, Any]) -> str:
        signed = f"{encoded({'alg': 'RS256', 'kid': 'key-1', 'crit': ['x'], 'x': 1})}.{encoded(claims)}"
        signature = key.sign(signed.encode(), PKCS1v15(), SHA256())  # type: ignore[union-attr, call-arg, arg-type]
        return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    desk.provider.forge = forged
    with pytest.raises(refusals.IdTokenUnreadable):
        desk.sign_in()


def swapped(token: str) -> str:
    """The token with other claims under the old signature."""
    header, payload, signature = token.split(".")
    claims = json.loads(urlsafe_b64decode(payload + "=="))
    return f"{header}.{encoded(claims | {'sub': 'somebody-else'})}.{signature}"


def test_a_token_whose_claims_were_changed_is_refused(desk: Desk) -> None:
    key = desk.provider.keys["key-1"]
    desk.provider.forge = lambda claims: swapped(jwt.encode({"alg": "RS256", "kid": "key-1"}, claims, key))
    with pytest.raises(refusals.SignatureWrong):
        desk.sign_in()


@pytest.mark.parametrize(
    "token", ["", "a", "a.b", "a.b.c", "....", "{}", "eyJhbGciOiJSUzI1NiJ9..", "中.文.了", "." * 500_000]
)
def test_a_token_that_is_none_is_refused(desk: Desk, token: str) -> None:
    desk.provider.forge = lambda claims: token
    with pytest.raises(refusals.SignInRefused):
        desk.sign_in()


def test_a_token_that_names_no_key_is_taken_where_only_one_can_have_signed(desk: Desk) -> None:
    key = desk.provider.keys["key-1"]
    desk.provider.forge = lambda claims: jwt.encode({"alg": "RS256"}, claims, key)
    assert desk.sign_in().identity.subject == SUBJECT


def test_a_token_that_names_no_key_is_refused_where_several_can_have_signed(desk: Desk) -> None:
    key = desk.provider.keys["key-1"]
    desk.provider.keys["key-2"] = key_for("RS256", "key-2")
    desk.provider.forge = lambda claims: jwt.encode({"alg": "RS256"}, claims, key)
    with pytest.raises(refusals.SigningKeyUnknown):
        desk.sign_in()


# --- the answer ------------------------------------------------------------------------------------------------------


def test_a_sign_in_can_be_completed_once(desk: Desk) -> None:
    departure = desk.begin()
    answer = desk.provider.authorize(departure.address)
    desk.complete(answer, departure.cookie)
    again = desk.provider.authorize(departure.address)
    with pytest.raises(refusals.SignInUsed):
        desk.complete(again, departure.cookie)
    assert desk.provider.asked.count("/token") == 1


def test_the_answer_to_another_sign_in_is_refused(desk: Desk) -> None:
    """Whoever lures somebody to their own answer would sign them in as somebody else."""
    mine, theirs = desk.begin(), desk.begin()
    with pytest.raises(refusals.SignInOfAnother):
        desk.complete(desk.provider.authorize(theirs.address), mine.cookie)


@pytest.mark.parametrize("state", [{}, {"state": ""}, {"state": "例"}])
def test_an_answer_without_its_state_is_refused(desk: Desk, state: dict[str, str]) -> None:
    departure = desk.begin()
    answer = desk.provider.authorize(departure.address)
    del answer["state"]
    with pytest.raises(refusals.SignInOfAnother):
        desk.complete(answer | state, departure.cookie)


def test_a_stolen_code_is_of_no_use_without_the_verifier(desk: Desk) -> None:
    """The code of one browser in the sign-in of another: the provider compares the PKCE verifier."""
    victim, thief = desk.begin(), desk.begin()
    stolen = desk.provider.authorize(victim.address)["code"]
    answer = desk.provider.authorize(thief.address) | {"code": stolen}
    with pytest.raises(refusals.CodeRefused, match="invalid_grant"):
        desk.complete(answer, thief.cookie)


def test_a_code_that_a_careless_provider_accepts_is_still_bound_by_the_nonce(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.oidc_provider.fits", lambda granted, form: True)
    victim, thief = desk.begin(), desk.begin()
    stolen = desk.provider.authorize(victim.address)["code"]
    with pytest.raises(refusals.WrongNonce):
        desk.complete(desk.provider.authorize(thief.address) | {"code": stolen}, thief.cookie)


@pytest.mark.parametrize("answer", [{"iss": None}, {"iss": "https://evil.example"}])
def test_an_answer_that_does_not_name_its_issuer_is_refused_where_the_provider_promises_to(
    desk: Desk, answer: dict[str, str | None]
) -> None:
    desk.provider.answer = answer
    with pytest.raises(refusals.AnswerFromElsewhere):
        desk.sign_in()
    assert "/token" not in desk.provider.asked


def test_an_answer_need_not_name_its_issuer_where_the_provider_does_not_promise_it(desk: Desk) -> None:
    desk.provider.discovery["authorization_response_iss_parameter_supported"] = None
    desk.provider.answer = {"iss": None}
    assert desk.sign_in().identity.subject == SUBJECT


def test_an_issuer_that_is_named_has_to_be_right_even_unpromised(desk: Desk) -> None:
    desk.provider.discovery["authorization_response_iss_parameter_supported"] = None
    desk.provider.answer = {"iss": "https://evil.example"}
    with pytest.raises(refusals.AnswerFromElsewhere):
        desk.sign_in()


def test_a_provider_that_declines_says_why_in_words_that_we_know(desk: Desk) -> None:
    desk.provider.answer = {"code": None, "error": "access_denied"}
    with pytest.raises(refusals.SignInDeclined, match="access_denied"):
        desk.sign_in()


def test_words_that_we_do_not_know_are_not_repeated(desk: Desk) -> None:
    desk.provider.answer = {"code": None, "error": "<script>330521199001011234"}
    with pytest.raises(refusals.SignInDeclined) as caught:
        desk.sign_in()
    assert "330521" not in str(caught.value)


def test_an_answer_without_a_code_is_refused(desk: Desk) -> None:
    desk.provider.answer = {"code": None}
    with pytest.raises(refusals.CodeNotGiven):
        desk.sign_in()


# --- the cookie ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cookie", ["", "x", "例", "A" * 200, "=" * 20])
def test_a_cookie_that_we_did_not_make_is_refused(desk: Desk, cookie: str) -> None:
    with pytest.raises(refusals.SignInNotBegun):
        desk.complete(desk.provider.authorize(desk.begin().address), cookie)


def test_a_cookie_of_which_one_bit_was_changed_is_refused(desk: Desk) -> None:
    departure = desk.begin()
    sealed = bytearray(urlsafe_b64decode(departure.cookie))
    for place in (0, 20, len(sealed) - 1):
        changed = bytes((*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]))
        with pytest.raises(refusals.SignInNotBegun):
            desk.complete(desk.provider.authorize(departure.address), urlsafe_b64encode(changed).decode())


def test_a_cookie_of_another_deployment_is_refused(desk: Desk) -> None:
    under_way = pending.begun(book="330500", then="/", now=NOW)
    for seal in (Seal("t" * 43, CLIENT_ID), Seal(SECRET, "another-client")):
        with pytest.raises(refusals.SignInNotBegun):
            desk.complete({"state": under_way.state, "code": "c"}, seal.close(under_way))


@pytest.mark.parametrize(("off", "late"), [(-1, True), (0, False), (599, False), (600, True)])
def test_a_sign_in_is_completed_within_ten_minutes(desk: Desk, off: int, late: bool) -> None:
    departure = desk.begin()
    answer = desk.provider.authorize(departure.address)
    at = NOW + timedelta(seconds=off)
    desk.provider.now = at
    if late:
        with pytest.raises(refusals.SignInTooLate):
            desk.complete(answer, departure.cookie, at)
    else:
        assert desk.complete(answer, departure.cookie, at).identity.subject == SUBJECT


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
        "evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "/账套",
        " //evil.example",
    ],
)
def test_nobody_is_led_elsewhere_after_a_sign_in(desk: Desk, then: str) -> None:
    departure = desk.begin(then=then)
    assert desk.complete(desk.provider.authorize(departure.address), departure.cookie).then == "/"
    assert local_path(then) == "/"


# --- the provider ----------------------------------------------------------------------------------------------------

MISDESCRIBED: list[dict[str, Any]] = [
    {"issuer": "https://evil.example"},
    {"issuer": f"{ISSUER}/"},
    {"issuer": None},
    {"authorization_endpoint": "http://login.example/authorize"},
    {"token_endpoint": "http://login.example/token"},
    {"jwks_uri": "ftp://login.example/keys"},
    {"jwks_uri": None},
    {"response_types_supported": ["id_token"]},
    {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
    {"code_challenge_methods_supported": ["plain"]},
]


@pytest.mark.parametrize("discovery", MISDESCRIBED, ids=str)
def test_a_provider_that_does_not_offer_what_we_insist_on_is_not_used(desk: Desk, discovery: dict[str, Any]) -> None:
    desk.provider.discovery = discovery
    with pytest.raises(refusals.ProviderMisdescribed):
        desk.begin()


def test_a_provider_may_say_nothing_of_pkce(desk: Desk) -> None:
    desk.provider.discovery = {"code_challenge_methods_supported": None}
    assert desk.sign_in().identity.subject == SUBJECT


def test_a_new_key_of_the_provider_is_found_at_once(desk: Desk) -> None:
    desk.sign_in()
    desk.provider.keys["key-2"] = key_for("RS256", "key-2")
    desk.provider.signs_with = "key-2"
    desk.provider.now = later = NOW + timedelta(minutes=1)
    departure = desk.oidc.begin(book="330500", then="/", now=later)
    arrived = desk.complete(desk.provider.authorize(departure.address), departure.cookie, later)
    assert arrived.identity.subject == SUBJECT
    assert desk.provider.asked.count("/keys") == 2


def test_however_many_tokens_name_unknown_keys_the_provider_is_asked_once_a_minute(desk: Desk) -> None:
    desk.sign_in()
    desk.provider.forge = lambda claims: jwt.encode({"alg": "RS256", "kid": "unknown"}, claims, FOREIGN)
    for _ in range(5):
        with pytest.raises(refusals.SigningKeyUnknown):
            desk.sign_in()
    assert desk.provider.asked.count("/keys") == 1


def test_what_was_published_is_asked_for_anew_after_an_hour(desk: Desk) -> None:
    for hours in (0, 0, 1):
        desk.oidc.begin(book="330500", then="/", now=NOW + timedelta(hours=hours))
    assert desk.provider.asked.count("/.well-known/openid-configuration") == 2


def test_a_provider_that_is_restarted_locks_nobody_out_for_a_day(desk: Desk) -> None:
    desk.begin()
    desk.provider.down = True
    desk.oidc.begin(book="330500", then="/", now=NOW + timedelta(hours=23))
    with pytest.raises(refusals.ProviderUnreachable):
        desk.oidc.begin(book="330500", then="/", now=NOW + timedelta(hours=24))


def test_a_provider_that_is_down_is_asked_once_a_minute(desk: Desk) -> None:
    desk.provider.down = True
    for second in (0, 1, 59):
        with pytest.raises(refusals.ProviderUnreachable, match="503"):
            desk.oidc.begin(book="330500", then="/", now=NOW + timedelta(seconds=second))
    assert len(desk.provider.asked) == 1
    desk.provider.down = False
    assert desk.oidc.begin(book="330500", then="/", now=NOW + timedelta(seconds=60)).address.startswith(ISSUER)


TOKEN_ANSWERS: dict[str, tuple[str, bytes, type[Refusal]]] = {
    "an error we know": ("400 Bad Request", b'{"error": "invalid_client"}', refusals.CodeRefused),
    "an error we do not know": ("400 Bad Request", b'{"error": ["x"]}', refusals.CodeRefused),
    "no JSON": ("200 OK", b"<html>", refusals.ProviderUnreachable),
    "a list": ("200 OK", b"[]", refusals.ProviderUnreachable),
    "a gateway's page": ("502 Bad Gateway", b"<html>", refusals.ProviderUnreachable),
    "no ID token": ("200 OK", b'{"access_token": "a", "token_type": "Bearer"}', refusals.IdTokenMissing),
    "an ID token that is no text": ("200 OK", b'{"access_token": "a", "id_token": 1}', refusals.IdTokenMissing),
    "too much": ("200 OK", b'"' + b"x" * 1_000_001 + b'"', refusals.ProviderUnreachable),
}


@pytest.mark.parametrize("case", TOKEN_ANSWERS)
def test_a_token_answer_that_is_none_is_refused(desk: Desk, case: str) -> None:
    status, body, refusal = TOKEN_ANSWERS[case]
    desk.provider.token_answer = (status, body)
    with pytest.raises(refusal):
        desk.sign_in()


def test_keys_that_cannot_verify_are_passed_over() -> None:
    good = key_for("RS256", "good").as_dict(private=False)
    useless: list[object] = [
        OctKey.generate_key(256, {"kid": "shared"}).as_dict(private=True),
        {**key_for("RS256", "enc").as_dict(private=False), "use": "enc"},
        {"kty": "RSA", "kid": "broken"},
        {"kty": "RSA", "kid": "tiny", "n": "AQAB", "e": "AQAB"},
        {"kty": "EC", "kid": "odd", "crv": "P-0", "x": "AA", "y": "AA"},
        {"kty": "AKP", "kid": "later"},
        "key",
    ]
    assert [key.kid for key in published.keys_of({"keys": [*useless, good]})] == ["good"]


@pytest.mark.parametrize("document", [None, [], {}, {"keys": {}}])
def test_a_key_set_that_is_none_is_refused(document: object) -> None:
    with pytest.raises(refusals.ProviderMisdescribed):
        published.keys_of(document)


def test_a_redirect_of_the_provider_is_not_followed(settings: OidcSettings) -> None:
    moved = httpx.MockTransport(lambda request: httpx.Response(302, headers={"Location": "https://evil.example/"}))
    with pytest.raises(refusals.ProviderUnreachable, match="302"):
        Oidc(settings, httpx.Client(transport=moved)).begin(book="330500", then="/", now=NOW)


def test_a_sign_in_over_a_socket(secret_file: str) -> None:
    provider = Provider(issuer="", secret=SECRET, now=NOW)
    with listening(provider) as issuer:
        settings = OidcSettings(
            issuer=issuer, client_id=CLIENT_ID, client_secret_file=secret_file, redirect_uri=CALLBACK
        )
        desk = Desk(provider, Oidc(settings))
        departure = desk.begin()
        sent_back = httpx.get(departure.address, trust_env=False).headers["Location"]
        assert sent_back.startswith(f"{CALLBACK}?")
        answer = {name: values[0] for name, values in parse_qs(urlsplit(sent_back).query).items()}
        assert desk.complete(answer, departure.cookie).identity == Identity(issuer=issuer, subject=SUBJECT)


# --- the settings ----------------------------------------------------------------------------------------------------

UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"issuer": "http://login.example"}, "oidc.issuer"),
    ({"issuer": "https://login.example?x=1"}, "oidc.issuer"),
    ({"issuer": "https://user@login.example"}, "oidc.issuer"),
    ({"issuer": "https://"}, "oidc.issuer"),
    ({"redirect_uri": "http://ledger.example/callback"}, "oidc.redirect_uri"),
    ({"redirect_uri": "https://ledger.example/callback#x"}, "oidc.redirect_uri"),
    ({"client_id": ""}, "oidc.client_id"),
    ({"algorithms": ()}, "oidc.algorithms"),
    ({"algorithms": ("RS256", "none")}, "oidc.algorithms"),
    ({"algorithms": ("HS256",)}, "oidc.algorithms"),
    ({"scope": "profile"}, "oidc.scope"),
]


@pytest.mark.parametrize(("changed", "named"), UNFIT, ids=[str(changed) for changed, _ in UNFIT])
def test_a_setting_that_would_open_a_door_is_refused_by_name(changed: dict[str, Any], named: str) -> None:
    right = {"issuer": ISSUER, "client_id": CLIENT_ID, "client_secret_file": "f", "redirect_uri": CALLBACK}
    with pytest.raises(refusals.SettingUnfit) as caught:
        OidcSettings(**(right | changed))
    assert caught.value.field == named


def test_a_secret_that_others_can_read_is_refused(settings: OidcSettings) -> None:
    Path(settings.client_secret_file).chmod(0o640)
    with pytest.raises(SecretUnfit) as caught:
        Oidc(settings)
    assert caught.value.field == "oidc.client_secret_file"


def test_settings_never_show_the_secret(settings: OidcSettings) -> None:
    assert SECRET not in repr(settings)


def test_refusals_of_a_sign_in_speak_both_languages() -> None:
    for refusal in refusals.SignInRefused.__subclasses__():
        said = refusal(field="f", minutes=10, error="e", issuer=ISSUER, pinned="RS256")
        assert said.zh != said.en
