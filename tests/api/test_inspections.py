"""Random inspections and identity pairs over HTTP: drawn, looked at, told; judged by one, confirmed by another."""

from ledger.authority import actor_of
from ledger.commands import identity_links
from ledger.commands.base import Request
from tests.api.office import Office, account_of
from tests.api.test_holds import case  # noqa: F401
from tests.integration.world_identities import MODEL, likely

YEAR = {"kind": "case", "place": "330500", "first": "2024-01-01", "last": "2024-12-31"}


def test_a_list_is_drawn_looked_at_and_told(office: Office, case: str) -> None:  # noqa: F811
    drawn = office.as_("analyst").post("/inspection-samples", YEAR | {"share_pct": 10})
    assert drawn.status_code == 201, drawn.text
    (row,) = office.as_("auditor").read("/inspection-samples", kind="case")["items"]
    path = f"/inspection-samples/{row['id']}"
    body = {"item": case, "finding": "fraud_suspected", "note": "现场无人经营"}
    own = office.as_("site").post(f"{path}/record", body, version=office.version(row["id"]))
    assert (own.status_code, (own.json or {})["code"]) == (422, "inspects-own-decision")
    assert office.as_("analyst").post(f"{path}/record", body, version=office.version(row["id"])).status_code == 200
    (item,) = office.as_("auditor").read(f"{path}/items")["items"]
    assert (item["item"], item["finding"]) == (case, "fraud_suspected")
    told = office.as_("auditor").read(f"{path}/estimate")
    assert (told["inspected"], told["left"]) == (1, 0)


def test_a_share_and_a_number_are_refused(office: Office) -> None:
    refused = office.as_("analyst").post("/inspection-samples", YEAR | {"share_pct": 10, "number": 3})
    assert (refused.status_code, (refused.json or {})["code"]) == (422, "share-or-number")


def test_a_pair_is_judged_by_one_and_confirmed_by_another(office: Office) -> None:
    suggest = identity_links.Suggest(place="330500", model=MODEL, entries=2, pairs=(likely("p_a", "p_b"),))
    office.as_("analyst")
    actor = actor_of(office.book, account_of("analyst"), office.now.date())
    request = Request(actor=actor, now=office.now, key=office.key(), reason="身份比对")
    identity_links.suggest(office.book, suggest, request)
    (pair,) = office.as_("auditor").read("/identity-pairs", party="p_b")["items"]
    path, id = f"/identity-pairs/{pair['id']}", pair["id"]
    verdict = {"verdict": "same_person", "ground": "核对户籍底册"}
    assert office.as_("analyst").post(f"{path}/judge", verdict, version=office.version(id)).status_code == 200
    confirmed = office.as_("fraud-reviewer").post(f"{path}/confirm", {"ground": "照片相符"}, version=office.version(id))
    assert confirmed.status_code == 200, confirmed.text
    assert office.as_("auditor").read(path)["status"] == "same_person"
