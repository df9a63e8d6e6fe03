"""Enrolment, unlocking, API keys and identities: handed out once, by the right hand, and taken back at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from domain.access import audit
from domain.access.credentials import KeyIsTheHolders, NotAnAdministrator, ServiceHasKeysOnly
from domain.access.lockout import FREE_TRIES
from domain.access.refusals import AccountReserved, AccountSuspended, AdministersOneself
from domain.access.scope import Scope, ScopeExceedsAccount
from domain.actor import Actor, OutsideJurisdiction, RoleNotAllowed
from domain.errors import NotFound, Refusal
from ledger.authority import actor_by_key
from ledger.commands import access, credentials, identities
from ledger.commands.passwords import set_password
from ledger.commands.shown_once import SecretShownAlready
from ledger.credentials import keys, links, sessions
from ledger.credentials.enrolments import EnrolmentTokenRefused
from ledger.credentials.keys import ApiKeyDays, ApiKeyRefused
from ledger.credentials.links import IdentityLinkedAlready, IdentityNotLinked
from ledger.credentials.passwords import CredentialsRefused
from tests.factories import resident_id
from tests.integration.gatehouse import (
    ADMINISTRATOR,
    INTAKE,
    MINUTE,
    NOW,
    OFFICER,
    OTHER,
    PASSWORD,
    PLACE,
    SERVICE,
    Gatehouse,
    light_hashes,
)

ISSUER = "https://login.example.gov.cn"
SUBJECT = resident_id()


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    light_hashes(monkeypatch)


@pytest.fixture
def gate(book_url: str, tmp_path: Path) -> Iterator[Gatehouse]:
    here = Gatehouse(book_url, tmp_path)
    yield here
    here.book.close()


def own_key(gate: Gatehouse, *scope: Scope, password: str = PASSWORD, account: str = OFFICER) -> str:
    command = credentials.IssueKey(account=account, purpose="批量查询", scope=scope or (INTAKE,), days=30)
    return credentials.issue_own_key(gate.book, command, password, gate.by(OFFICER))[1]


def carried_by(gate: Gatehouse, text: str) -> Actor:
    return actor_by_key(gate.book, keys.resolve(gate.book, text, NOW), NOW.date())


def revoke(gate: Gatehouse, account: str, key: str, by: str) -> None:
    credentials.revoke_key(gate.book, credentials.OfCredential(account=account, id=key), gate.by(by))


def test_a_token_is_issued_by_an_administrator_for_others_only(gate: Gatehouse) -> None:
    command = credentials.OfAccount(account=OFFICER)
    with pytest.raises(RoleNotAllowed):
        credentials.issue_enrolment(gate.book, command, gate.by(OFFICER))
    with pytest.raises(AdministersOneself):
        gate.token(ADMINISTRATOR)
    with pytest.raises(ServiceHasKeysOnly):
        gate.token(SERVICE)
    gate.suspend(OFFICER)
    with pytest.raises(AccountSuspended):
        gate.token()


def test_an_administrator_of_a_county_enrols_nobody_of_the_city(gate: Gatehouse) -> None:
    gate.open("330502-admin", "officer", "330502")
    gate.dismiss("330502-admin", "intake_officer", "330502")
    gate.appoint("330502-admin", "account_administrator", "330502")
    with pytest.raises(OutsideJurisdiction):
        credentials.issue_enrolment(gate.book, credentials.OfAccount(account=OFFICER), gate.by("330502-admin"))


def test_a_new_token_makes_the_one_before_worthless(gate: Gatehouse) -> None:
    first, second = gate.token(), gate.token()
    with pytest.raises(EnrolmentTokenRefused):
        set_password(gate.book, account=OFFICER, token=first, password=PASSWORD, now=NOW)
    set_password(gate.book, account=OFFICER, token=second, password=PASSWORD, now=NOW)


def test_a_token_is_shown_once_even_to_who_asks_again_under_the_same_key(gate: Gatehouse) -> None:
    command, request = credentials.OfAccount(account=OFFICER), gate.by(ADMINISTRATOR)
    token = credentials.issue_enrolment(gate.book, command, request)[1]
    with pytest.raises(SecretShownAlready):
        credentials.issue_enrolment(gate.book, command, request)
    set_password(gate.book, account=OFFICER, token=token, password=PASSWORD, now=NOW)
    assert gate.topics().count("access.EnrolmentIssued") == 1


def test_the_first_administrator_is_enrolled_at_the_machine_and_nobody_else_is(gate: Gatehouse) -> None:
    asked = gate.by(ADMINISTRATOR)
    with pytest.raises(NotAnAdministrator):
        credentials.enrol_at_the_machine(gate.book, credentials.OfAccount(account=OFFICER), asked)
    token = credentials.enrol_at_the_machine(gate.book, credentials.OfAccount(account=ADMINISTRATOR), asked)[1]
    assert gate.book.events(audit.stream_of(ADMINISTRATOR))[-1].meta.actor == "machine"
    set_password(gate.book, account=ADMINISTRATOR, token=token, password=PASSWORD, now=NOW)
    gate.sign_in(account=ADMINISTRATOR)


def test_a_suspended_account_sets_no_password_with_a_token_from_before(gate: Gatehouse) -> None:
    token = gate.token()
    gate.suspend(OFFICER)
    with pytest.raises(AccountSuspended):
        set_password(gate.book, account=OFFICER, token=token, password=PASSWORD, now=NOW)


def test_an_administrator_unlocks_what_guessing_locked(gate: Gatehouse) -> None:
    gate.enrol()
    for _ in range(FREE_TRIES):
        with pytest.raises(CredentialsRefused):
            gate.sign_in("wrong")
    with pytest.raises(RoleNotAllowed):
        credentials.unlock(gate.book, credentials.OfAccount(account=OFFICER), gate.by(OFFICER))
    with pytest.raises(CredentialsRefused):
        gate.sign_in()
    credentials.unlock(gate.book, credentials.OfAccount(account=OFFICER), gate.by(ADMINISTRATOR))
    gate.sign_in()


def test_a_key_acts_with_what_it_carries_and_no_more(gate: Gatehouse) -> None:
    text = gate.service_key(Scope(role="intake_officer", place="330502"))
    actor = carried_by(gate, text)
    assert (actor.id, actor.places_of("intake_officer")) == (SERVICE, ("330502",))
    assert actor.rests_on == {f"account:{SERVICE}": gate.book.version(f"account:{SERVICE}")}


@pytest.mark.parametrize(
    "scope",
    [Scope(role="approver", place=PLACE), Scope(role="intake_officer", place="330000")],
)
def test_a_key_for_more_than_its_account_has_is_not_issued(gate: Gatehouse, scope: Scope) -> None:
    head = gate.book.head
    with pytest.raises(ScopeExceedsAccount):
        gate.service_key(INTAKE, scope)
    assert (gate.book.head, keys.keys_of(gate.book)) == (head, [])


def test_a_key_for_a_place_that_is_none_is_not_issued(gate: Gatehouse) -> None:
    with pytest.raises(Refusal):
        gate.service_key(Scope(role="intake_officer", place="99"))


def test_a_key_loses_what_its_account_loses_at_once(gate: Gatehouse) -> None:
    text = gate.service_key()
    gate.dismiss(SERVICE, "intake_officer")
    actor = carried_by(gate, text)
    assert (actor.roles, actor.places_of("intake_officer")) == ((), ())
    gate.suspend(SERVICE)
    with pytest.raises(AccountSuspended):
        carried_by(gate, text)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_key_is_good_for_a_year_at_most(gate: Gatehouse, days: int) -> None:
    with pytest.raises(ApiKeyDays):
        gate.service_key(days=days)


def test_a_key_is_refused_from_its_last_moment_on(gate: Gatehouse) -> None:
    text = gate.service_key(days=1)
    keys.resolve(gate.book, text, NOW + timedelta(days=1) - MINUTE)
    with pytest.raises(ApiKeyRefused):
        keys.resolve(gate.book, text, NOW + timedelta(days=1))


def test_a_revoked_key_is_refused_at_once_and_revoked_once(gate: Gatehouse) -> None:
    text = gate.service_key()
    key = keys.resolve(gate.book, text, NOW).key
    revoke(gate, SERVICE, key, ADMINISTRATOR)
    with pytest.raises(ApiKeyRefused):
        keys.resolve(gate.book, text, NOW)
    with pytest.raises(NotFound):
        revoke(gate, SERVICE, key, ADMINISTRATOR)
    assert gate.topics(SERVICE) == ["access.KeyIssued", "access.KeyRevoked"]


def test_nobody_revokes_the_key_of_another_account(gate: Gatehouse) -> None:
    key = keys.resolve(gate.book, gate.service_key(), NOW).key
    with pytest.raises(RoleNotAllowed):
        revoke(gate, SERVICE, key, OFFICER)
    with pytest.raises(NotFound):
        revoke(gate, OFFICER, key, OFFICER)
    keys_left = [found.revoked_at for found in keys.keys_of(gate.book, SERVICE)]
    assert keys_left == [None]


def test_an_officers_key_is_made_by_the_officer_with_the_password_and_by_no_administrator(gate: Gatehouse) -> None:
    gate.enrol()
    command = credentials.IssueKey(account=OFFICER, purpose="代办", scope=(INTAKE,), days=30)
    with pytest.raises(KeyIsTheHolders):
        credentials.issue_key(gate.book, command, gate.by(ADMINISTRATOR))
    with pytest.raises(CredentialsRefused):
        own_key(gate, password="wrong")
    assert carried_by(gate, own_key(gate)).id == OFFICER


def test_an_officer_makes_no_key_for_a_service(gate: Gatehouse) -> None:
    gate.enrol()
    with pytest.raises(RoleNotAllowed):
        own_key(gate, account=SERVICE)


@pytest.mark.parametrize(
    "text", ["", "slk_", "slk__", "slk_x_y", "slk_\0_y", "slk_钥_匙", "Bearer x", "slk_" + "a" * 9999]
)
def test_what_is_no_key_is_refused(gate: Gatehouse, text: str) -> None:
    with pytest.raises(ApiKeyRefused):
        keys.resolve(gate.book, text, NOW)


def test_a_right_id_with_a_wrong_secret_is_refused(gate: Gatehouse) -> None:
    text = gate.service_key()
    for wrong in (text[:-1], text + "x", text.replace("slk_", "SLK_")):
        with pytest.raises(ApiKeyRefused):
            keys.resolve(gate.book, wrong, NOW)


def test_the_secret_of_a_key_stands_nowhere_in_the_log(gate: Gatehouse) -> None:
    secret = gate.service_key().split("_", 2)[2]
    assert not [row for row in gate.book.raw() if secret.encode() in row.state]
    event = gate.events(SERVICE)[-1]
    assert isinstance(event, audit.KeyIssued)
    assert (event.purpose, event.scope, event.expires_at) == ("一卡通代收", (INTAKE,), NOW + timedelta(days=30))


def test_the_last_use_of_a_key_is_known_to_the_hour(gate: Gatehouse) -> None:
    text = gate.service_key()
    for minutes in (5, 30, 64):
        keys.resolve(gate.book, text, NOW + minutes * MINUTE)
    assert keys.keys_of(gate.book, SERVICE)[0].used_at == NOW + 5 * MINUTE
    keys.resolve(gate.book, text, NOW + 65 * MINUTE)
    assert keys.keys_of(gate.book, SERVICE)[0].used_at == NOW + 65 * MINUTE


def test_an_identity_opens_the_account_that_its_holder_linked_it_to(gate: Gatehouse) -> None:
    gate.enrol()
    with pytest.raises(IdentityNotLinked):
        identities.sign_in_by_identity(gate.book, issuer=ISSUER, subject=SUBJECT, now=NOW)
    with pytest.raises(CredentialsRefused):
        identities.link_own_identity(
            gate.book, account=OFFICER, password="wrong", issuer=ISSUER, subject=SUBJECT, now=NOW
        )
    identities.link_own_identity(gate.book, account=OFFICER, password=PASSWORD, issuer=ISSUER, subject=SUBJECT, now=NOW)
    begun = identities.sign_in_by_identity(gate.book, issuer=ISSUER, subject=SUBJECT, now=NOW)
    session = sessions.resolve(gate.book, begun.token, NOW)
    assert (session.account, session.method) == (OFFICER, "oidc")
    with pytest.raises(IdentityNotLinked):
        identities.sign_in_by_identity(gate.book, issuer=f"{ISSUER}/other", subject=SUBJECT, now=NOW)


def test_an_identity_is_linked_once_and_by_a_token_that_is_good_once(gate: Gatehouse) -> None:
    token = gate.token()
    identities.link_by_token(gate.book, account=OFFICER, token=token, issuer=ISSUER, subject=SUBJECT, now=NOW)
    with pytest.raises(EnrolmentTokenRefused):
        identities.link_by_token(gate.book, account=OFFICER, token=token, issuer=ISSUER, subject="x", now=NOW)
    with pytest.raises(IdentityLinkedAlready):
        identities.link_by_token(
            gate.book, account=OFFICER, token=gate.token(), issuer=ISSUER, subject=SUBJECT, now=NOW
        )


def test_an_unlinked_identity_opens_nothing_and_may_be_linked_again(gate: Gatehouse) -> None:
    def linked() -> None:
        identities.link_by_token(
            gate.book, account=OFFICER, token=gate.token(), issuer=ISSUER, subject=SUBJECT, now=NOW
        )

    linked()
    begun = identities.sign_in_by_identity(gate.book, issuer=ISSUER, subject=SUBJECT, now=NOW)
    link = links.links_of(gate.book, OFFICER)[0].link
    command = credentials.OfCredential(account=OFFICER, id=link)
    with pytest.raises(RoleNotAllowed):
        identities.unlink_identity(gate.book, command, gate.by(SERVICE))
    identities.unlink_identity(gate.book, command, gate.by(ADMINISTRATOR))
    with pytest.raises(sessions.SessionEnded):
        sessions.resolve(gate.book, begun.token, NOW)
    with pytest.raises(IdentityNotLinked):
        identities.sign_in_by_identity(gate.book, issuer=ISSUER, subject=SUBJECT, now=NOW)
    with pytest.raises(NotFound):
        identities.unlink_identity(gate.book, command, gate.by(ADMINISTRATOR))
    linked()


def test_the_subject_of_an_identity_stands_nowhere_in_the_log(gate: Gatehouse) -> None:
    identities.link_by_token(gate.book, account=OFFICER, token=gate.token(), issuer=ISSUER, subject=SUBJECT, now=NOW)
    hashed = links.subject_hash(ISSUER, SUBJECT)
    assert not [row for row in gate.book.raw() if SUBJECT.encode() in row.state or hashed.encode() in row.state]


def test_a_service_signs_in_by_nothing_but_its_key(gate: Gatehouse) -> None:
    with pytest.raises(CredentialsRefused):
        access.sign_in(gate.book, account=SERVICE, password=OTHER, now=NOW)


def test_what_is_shown_of_a_key_holds_no_hash(gate: Gatehouse) -> None:
    gate.service_key()
    shown = msgspec.json.encode(keys.keys_of(gate.book)).decode()
    assert "hash" not in shown


@pytest.mark.parametrize("name", ["machine", "access:door"])
def test_nobody_gets_an_account_under_a_name_of_the_system(gate: Gatehouse, name: str) -> None:
    with pytest.raises(AccountReserved):
        gate.open(name, "officer")
