"""Credentials on the command line: from the first administrator to a service's key, and no secret in an argument."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from api.cli.standing import API_KEY
from tests.integration.desk import Desk
from tests.integration.gatehouse import OTHER, PASSWORD, light_hashes

ADMINISTRATOR, OFFICER, SERVICE = "330500-admin", "330500-intake", "330500-onecard"
PAPER = ("--document", "湖残联人〔2024〕1号")


class Counter(Desk):
    """A desk where secrets are typed, each a line of the standard input."""

    def typed(self, *words: str, lines: tuple[str, ...] = ()) -> Result:
        before = ["--book", self.url, "--json", "--now", self.now.isoformat()]
        text = "".join(f"{line}\n" for line in lines)
        return CliRunner().invoke(main, [*before, *words], input=text, catch_exceptions=False)

    def said(self, *words: str, lines: tuple[str, ...] = ()) -> dict[str, Any]:
        result = self.typed(*words, lines=lines)
        assert result.exit_code == 0, result.output
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    def denied(self, *words: str, lines: tuple[str, ...] = ()) -> str:
        length = self.length
        result = self.typed(*words, lines=lines)
        assert (result.exit_code, self.length) == (1, length), result.output
        return str(json.loads(result.stdout)["error"]["code"])


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """A book whose administrator was named, enrolled and given a key, as the how-to says, and types next."""
    light_hashes(monkeypatch)
    here = Counter(tmp_path)
    here.said("account", "bootstrap", ADMINISTRATOR, "--unit", "市残联", *PAPER)
    token = here.said("account", "enrol-token", ADMINISTRATOR, "--at-the-machine")["outcome"]["token"]
    here.said("account", "set-password", ADMINISTRATOR, lines=(token, PASSWORD))
    monkeypatch.setenv(API_KEY, own_key(here, ADMINISTRATOR, "account_administrator:330500"))
    return here


def own_key(counter: Counter, account: str, scope: str, password: str = PASSWORD) -> str:
    words = ("account", "key", "issue", account, "--own", "--scope", scope, "--purpose", "办理", "--days", "30")
    return str(counter.said(*words, lines=(password,))["outcome"]["secret"])


def opened(counter: Counter, account: str, kind: str) -> None:
    counter.said("account", "open", account, "--kind", kind, "--unit", "市残联", "--place", "330500")
    counter.said("account", "appoint", account, "intake_officer", "330500", *PAPER)


def test_an_officer_sets_a_password_that_no_administrator_saw_and_makes_a_key(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(counter, OFFICER, "officer")
    token = counter.said("account", "enrol-token", OFFICER)["outcome"]["token"]
    counter.said("account", "set-password", OFFICER, lines=(token, PASSWORD))
    assert counter.denied("account", "set-password", OFFICER, lines=(token, PASSWORD)) == "enrolment-token-refused"
    counter.said("account", "change-password", OFFICER, lines=(PASSWORD, OTHER))
    monkeypatch.setenv(API_KEY, own_key(counter, OFFICER, "intake_officer:330502", OTHER))
    assert counter.denied("account", "enrol-token", OFFICER) == "role-not-allowed"


def test_a_services_key_is_issued_listed_and_revoked(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(counter, SERVICE, "service")
    words = ("account", "key", "issue", SERVICE, "--scope", "intake_officer:330502", "--purpose", "代收", "--days", "9")
    issued = counter.said(*words)["outcome"]
    (listed,) = counter.said("account", "key", "list", SERVICE)["keys"]
    assert (listed["key"], listed["purpose"], listed["revoked_at"]) == (issued["api_key"], "代收", None)
    assert listed["scope"] == [{"role": "intake_officer", "place": "330502"}]
    assert issued["secret"] not in counter.typed("account", "key", "list").output
    counter.said("account", "key", "revoke", SERVICE, issued["api_key"])
    monkeypatch.setenv(API_KEY, issued["secret"])
    assert counter.denied("account", "unlock", SERVICE) == "api-key-refused"


def test_a_key_issued_again_under_its_operation_is_not_shown_again(counter: Counter) -> None:
    opened(counter, SERVICE, "service")
    words = ("account", "key", "issue", SERVICE, "--scope", "intake_officer:330502", "--purpose", "代收", "--days", "9")
    counter.said(*words, "--key", "once")
    assert counter.denied(*words, "--key", "once") == "secret-shown-already"


def test_at_the_machine_only_administrators_are_enrolled(counter: Counter) -> None:
    opened(counter, OFFICER, "officer")
    assert counter.denied("account", "enrol-token", OFFICER, "--at-the-machine") == "not-an-administrator"


def test_a_locked_account_is_unlocked(counter: Counter) -> None:
    opened(counter, OFFICER, "officer")
    token = counter.said("account", "enrol-token", OFFICER)["outcome"]["token"]
    counter.said("account", "set-password", OFFICER, lines=(token, PASSWORD))
    for _ in range(5):
        assert counter.typed("account", "change-password", OFFICER, lines=("wrong", OTHER)).exit_code == 1
    assert counter.denied("account", "change-password", OFFICER, lines=(PASSWORD, OTHER)) == "credentials-refused"
    counter.said("account", "unlock", OFFICER)
    counter.said("account", "change-password", OFFICER, lines=(PASSWORD, OTHER))


@pytest.mark.parametrize("scope", ["intake_officer", ":330500", "intake_officer:"])
def test_a_scope_that_says_no_role_at_a_place_is_refused(counter: Counter, scope: str) -> None:
    opened(counter, SERVICE, "service")
    words = ("account", "key", "issue", SERVICE, "--scope", scope, "--purpose", "代收", "--days", "9")
    assert counter.denied(*words) == "scope-unreadable"


def test_identities_are_listed_and_unlinked(counter: Counter) -> None:
    opened(counter, OFFICER, "officer")
    assert counter.said("account", "identities", OFFICER) == {"identities": []}
    assert counter.denied("account", "unlink", OFFICER, "000000000000") == "not-found"
