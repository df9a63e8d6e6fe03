"""What lies elsewhere is answered word for word like what does not exist, by every endpoint that names it."""

import re

from tests.api.forms import startup_form
from tests.api.office import PLACE, Caller, Office
from tests.api.test_case import budget

NOWHERE = "A2024-330502-AAAAAAAAAA"
NAMES_A_CASE = ("<case>", "<path:id>", "<string(minlength=7):case>")


def answer(caller: Caller, rule: str, method: str, case: str) -> tuple[int, str]:
    """Status and words, without the ids."""
    path = re.sub(r"<[^>]*>", case, rule.replace("<book>", PLACE))
    body = {"reason": "依规定办理"}
    response = caller.post(path, body, version=1) if method == "POST" else caller.get(path)
    return response.status_code, re.sub(r"urn:request:[0-9a-f-]*", "", response.text).replace(case, "")


def test_a_case_elsewhere_is_like_none(office: Office) -> None:
    budget(office)
    office.on("2024-03-01")
    form = startup_form(place="330502")
    case = str(office.as_("intake").done("/applications/submit", {"form": form})["subject"])
    asked = 0
    callers: dict[str, Caller] = {}
    for rule in office.app.url_map.iter_rules():
        policy = getattr(office.app.view_functions[rule.endpoint], "policy", None)
        if policy is None or not policy.roles or not any(name in rule.rule for name in NAMES_A_CASE):
            continue
        role, method = min(policy.roles), "POST" if "POST" in (rule.methods or ()) else "GET"
        if role not in callers:
            callers[role] = office.appoint(f"far-{role}", role, place="330521")
        status, words = answer(callers[role], rule.rule, method, case)
        assert (status, words) == answer(callers[role], rule.rule, method, NOWHERE), rule
        assert status in (404, 422), (rule, words)
        asked += status == 404
    assert asked > 5
