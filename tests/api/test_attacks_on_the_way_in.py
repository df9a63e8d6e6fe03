"""Ways in that look like those of an officer: another site's page, a key that says too much, many cheap addresses."""

import pytest

from api.http.rates import Rates
from api.http.refusals import TooManyRequests
from tests.api.office import PLACE, Office, account_of
from tests.api.test_sign_in import ask, enrolled, signed_in


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://localhost.evil.example", "http://[", ""])
def test_a_browser_that_comes_from_another_site_writes_nothing_even_with_the_token(office: Office, origin: str) -> None:
    enrolled(office, "first")
    client, csrf = signed_in(office, "first")
    headers = {"X-CSRF-Token": csrf, "Origin": origin}
    refused = ask(office, client, "POST", "/session/end-all", json={}, headers=headers)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "cross-site-request")
    assert ask(office, client, "GET", "/session").status_code == 200


def test_our_own_page_writes_through_a_proxy_that_takes_the_port_away(office: Office) -> None:
    enrolled(office, "first")
    client, csrf = signed_in(office, "first")
    headers = {"X-CSRF-Token": csrf, "Origin": "https://localhost:8443"}
    assert ask(office, client, "POST", "/session/end-all", json={}, headers=headers).status_code == 200


def test_what_a_scope_does_not_know_is_refused_and_not_left_out(office: Office) -> None:
    office.as_("auditor")
    account = account_of("auditor")
    body = {
        "purpose": "对接",
        "days": 1,
        "scope": [{"role": "auditor", "place": PLACE, "until": "2024-01-31"}],
    }
    refused = office.as_("admin").post(
        f"/accounts/{account}/issue-key", body, version=office.version(f"account:{account}")
    )
    assert (refused.status_code, refused.get_json()["code"]) == (422, "form-invalid")


def test_a_network_of_ipv6_is_one_stranger_and_an_address_of_ipv4_is_one() -> None:
    rates = Rates(strangers=2)
    rates.count_stranger("2001:db8:1:2::1", 0)
    rates.count_stranger("2001:db8:1:2:ffff::9", 0)
    with pytest.raises(TooManyRequests):
        rates.count_stranger("2001:db8:1:2::3", 0)
    rates.count_stranger("2001:db8:1:3::1", 0)
    rates.count_stranger("198.51.100.7", 0)
    rates.count_stranger("::ffff:198.51.100.7", 0)
    with pytest.raises(TooManyRequests):
        rates.count_stranger("198.51.100.7", 0)
    rates.count_stranger("198.51.100.8", 0)
