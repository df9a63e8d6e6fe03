"""Whoever is denied something is on record, whatever they do about it; and the record is not for everybody."""

from hashlib import sha256

from domain.access.audit import Denied
from tests.api.forms import startup_form
from tests.api.office import Office, account_of
from tests.api.test_case import budget

EVERYTHING = {"limit": 200}


def denials(office: Office, after: int) -> list[tuple[str, str]]:
    """Who was denied what since a position of the book."""
    return [
        (recorded.event.account, recorded.event.rule)
        for recorded in office.book.read(after=after)
        if isinstance(recorded.event, Denied)
    ]


def kept_out(office: Office) -> str:
    """A case of somebody to whom the intake officer is married."""
    budget(office)
    office.on("2024-03-01")
    case = str(office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"])
    party = office.as_("intake").read(f"/applications/{case}")["applicant"]
    account = account_of("intake")
    said = {"party": party, "relation": "spouse"}
    office.as_("intake").done(
        f"/accounts/{account}/declare-interest", said, version=office.version(f"account:{account}")
    )
    return case


def test_what_is_denied_among_many_is_on_record_too(office: Office) -> None:
    case = kept_out(office)
    head = office.book.head.position
    answer = office.as_("intake").done(
        "/applications/bulk/accept", {"items": [{"id": case, "version": office.version(case)}]}
    )
    assert [(item["status"], item["problem"]["code"]) for item in answer["items"]] == [(403, "officer-recused")]
    assert denials(office, head) == [(account_of("intake"), "officer-recused")]


def test_a_denial_is_on_record_although_its_key_was_used_up_beforehand(office: Office) -> None:
    office.on("2024-03-01")
    intake, account = office.as_("intake"), account_of("intake")
    office.on("2024-03-01")
    minute = office.now.strftime("%Y-%m-%dT%H:%M")
    what = "\n".join((account, "accounts.open_account", "endpoint-not-for-role", minute))
    foreseen = f"denied:{sha256(what.encode()).hexdigest()[:32]}"
    said = {"party": "p_" + "a" * 24, "relation": "spouse"}
    used = intake.post(
        f"/accounts/{account}/declare-interest", said, version=office.version(f"account:{account}"), key=foreseen
    )
    assert used.status_code == 200, used.text
    head = office.book.head.position
    assert intake.post("/accounts", {}, key="something-else").status_code == 403
    assert denials(office, head) == [(account, "endpoint-not-for-role")]


def test_the_timeline_tells_of_accounts_and_their_doors_to_auditors_only(office: Office) -> None:
    kept_out(office)
    office.as_("intake").post("/accounts", {})
    office.as_("auditor")
    told = {
        who: {row["stream"].partition(":")[0] for row in office.as_(who).read("/timeline", **EVERYTHING)["items"]}
        for who in ("intake", "auditor")
    }
    assert {"account", "access"} <= told["auditor"]
    assert told["intake"] == told["auditor"] - {"account", "access"}
    asked = office.as_("intake").read("/timeline", stream=f"access:{account_of('admin')}")
    assert asked == {"items": [], "next": None}
