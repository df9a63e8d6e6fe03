"""Every endpoint × every role: what is not said to be open is shut, and nobody learns more than that."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from werkzeug.routing import Rule

from api.auth.policy import EVERY_ROLE, Policy
from tests.api.office import PLACE, Caller, Office

PUBLIC = {
    "session.sign_in",
    "notices.list_notices",
    "credentials.set_password",
    "credentials.renew_password",
    "api-docs.openapi_json",
    "pages.home",
    "pages.contents",
    "pages.resource",
    "pages.problems",
    "pages.problem",
    "pages.style",
}
"""The only endpoints that ask for no account; another one is added here on purpose or not at all."""

WITHOUT_ROLE = {
    "session.me",
    "session.sign_out",
    "session.sign_out_everywhere",
    "credentials.change_password",
    "credentials.issue_own_key",
}
"""What every account may do about itself."""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all questions: nobody changes anything in it."""
    folder: Path = tmp_path_factory.mktemp("roles")
    office = Office(f"sqlite:///{folder / 'book.sqlite'}", folder)
    for role in sorted(EVERY_ROLE):
        office.appoint(role, role)
    yield office
    office.book.close()


def rules(office: Office) -> list[Rule]:
    return [rule for rule in office.app.url_map.iter_rules() if rule.endpoint not in PUBLIC]


def policy_of(office: Office, rule: Rule) -> Policy:
    policy: Policy = cast(Any, office.app.view_functions[rule.endpoint]).policy
    return policy


def path_of(rule: Rule) -> str:
    return rule.rule.replace("<book>", PLACE).replace("<", "").replace(">", "").replace("path:", "")


def asked(caller: Caller, rule: Rule) -> tuple[int, str]:
    path = path_of(rule)
    response = caller.post(path, version=1) if "POST" in (rule.methods or ()) else caller.get(path)
    return response.status_code, (response.json or {}).get("code", "") if response.is_json else ""


def test_every_endpoint_says_who_may_use_it(offices: Office) -> None:
    public = {rule.endpoint for rule in rules(offices) if policy_of(offices, rule).public}
    assert not public
    roleless = {rule.endpoint for rule in rules(offices) if not policy_of(offices, rule).roles}
    assert roleless == WITHOUT_ROLE


def test_nobody_gets_anywhere_without_a_key(offices: Office) -> None:
    stranger, liar = Caller(offices, {}), Caller(offices, {"Authorization": "Bearer slk_0123456789ab_wrong"})
    for rule in rules(offices):
        assert asked(stranger, rule) == (401, "not-authenticated"), rule
        assert asked(liar, rule) == (401, "not-authenticated"), rule


@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
def test_a_role_opens_what_names_it_and_nothing_else(offices: Office, role: str) -> None:
    caller = offices.callers[role]
    for rule in rules(offices):
        policy = policy_of(offices, rule)
        denied = bool(policy.roles) and role not in policy.roles
        status, code = asked(caller, rule)
        assert ((status, code) == (403, "endpoint-not-for-role")) is denied, (rule, status, code)
        assert status < 500, (rule, status, code)


def test_a_denial_is_on_record_once_a_minute(offices: Office) -> None:
    offices.now = offices.now.replace(second=0) + timedelta(minutes=1)
    head = offices.book.head.position
    for _ in range(3):
        assert offices.callers["auditor"].post("/accounts", {}).status_code == 403
    (recorded,) = offices.book.read(after=head)
    assert recorded.event.topic == "access.Denied"
    assert recorded.stream == f"access:{PLACE}-auditor"
