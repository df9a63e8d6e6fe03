"""Addresses of receivers: what may stand in the log and be delivered to."""

import pytest

from domain.errors import Refusal
from domain.webhook.address import NotAnAddress, NotEncrypted, SecretInAddress, receiver
from domain.wording import PersonalDataInText
from tests.factories import resident_id


@pytest.mark.parametrize(
    "url",
    [
        "https://example.gov.cn/events",
        "https://example.gov.cn:8443/a/b-c_d.e",
        "https://a.b.c.d.example.cn",
        "https://192.0.2.7/x",
        "https://[2001:db8::7]/x",
        "HTTPS://Example.gov.cn/x".replace("HTTPS", "https"),
    ],
)
@pytest.mark.parametrize("demo", [True, False])
def test_an_encrypted_plain_address_is_taken_as_it_is(url: str, demo: bool) -> None:
    assert receiver(url, demo=demo) == url


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]:9/x"])
def test_a_demonstration_reaches_its_own_machine_without_encryption(url: str) -> None:
    assert receiver(url, demo=True) == url
    with pytest.raises(NotEncrypted):
        receiver(url, demo=False)


@pytest.mark.parametrize(
    "url", ["http://example.gov.cn/x", "ftp://example.gov.cn/x", "http://127.0.0.1.example.cn/x", "http://127.1/x"]
)
def test_nothing_else_goes_unencrypted(url: str) -> None:
    with pytest.raises(NotEncrypted):
        receiver(url, demo=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://user@example.gov.cn/x",
        "https://user:word@example.gov.cn/x",
        "https://@example.gov.cn/x",
        "https://example.gov.cn/x?token=1",
        "https://example.gov.cn/x?",
        "https://example.gov.cn/x#part",
    ],
)
def test_a_secret_has_no_place_in_an_address(url: str) -> None:
    with pytest.raises(SecretInAddress):
        receiver(url, demo=True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.gov.cn",
        "https:example.gov.cn",
        "https:///x",
        "https://",
        "https://-bad.cn/x",
        "https://bad_.cn/x",
        "https://exa mple.cn/x",
        "https://例子.cn/x",
        "https://example.cn\\@other.cn/x",
        "https://example.cn:0/x",
        "https://example.cn:99999/x",
        "https://example.cn:port/x",
        "https://[::1/x",
        "https://example.cn/\n",
        "https://example.cn/" + "x" * 500,
        "javascript:alert(1)",
        " https://example.cn/x",
    ],
)
def test_what_is_no_whole_address_is_refused(url: str) -> None:
    with pytest.raises(NotAnAddress):
        receiver(url, demo=True)


def test_a_personal_number_has_no_place_in_an_address() -> None:
    with pytest.raises(PersonalDataInText):
        receiver(f"https://example.cn/{resident_id()}", demo=True)


@pytest.mark.parametrize("url", ["https://example.cn/x?a", "http://example.cn", "x"])
def test_a_refusal_does_not_repeat_the_address(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        receiver(url, demo=False)
    assert "example.cn" not in str(refused.value).replace("example.gov.cn", "")
    assert refused.value.field == "url"
