"""How often one may ask: keys are counted one by one, strangers by address, and inventing keys helps nobody."""

from pathlib import Path

import pytest

from api.app import create_app
from api.hosting import Hosted, Hosts
from api.http.rates import Rates
from tests.api.office import Office

LIMIT = 3


@pytest.fixture
def strict(sqlite_url: str, tmp_path: Path) -> Office:
    """An office whose server lets a key ask three times, and a stranger as often."""
    office = Office(sqlite_url, tmp_path)
    hosts = Hosts([Hosted(office.book, office.vault)])
    for officer in ("first", "second"):
        office.as_(officer)
    office.app = create_app(hosts, lambda: office.now, Rates(requests=LIMIT, strangers=LIMIT))
    return office


def test_a_key_that_asks_too_often_waits_and_others_do_not(strict: Office) -> None:
    first, second = strict.as_("first"), strict.as_("second")
    assert [first.get("/session").status_code for _ in range(LIMIT + 1)] == [200] * LIMIT + [429]
    refused = first.get("/session")
    assert refused.get_json()["code"] == "too-many-requests"
    assert int(refused.headers["Retry-After"]) > 0
    assert second.get("/session").status_code == 200


def test_whoever_invents_keys_is_one_stranger_and_keeps_nobody_else_from_work(strict: Office) -> None:
    invented = [{"Authorization": f"Bearer slk_{n:012d}_x"} for n in range(LIMIT + 1)]
    asked = [strict.app.test_client().get(strict.url("/session"), headers=each).status_code for each in invented]
    assert asked == [401] * LIMIT + [429]
    assert strict.as_("first").get("/session").status_code == 200
