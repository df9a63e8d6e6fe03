"""Which addresses a delivery may reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.webhooks.networks import NotANetwork, parse_network, reachable

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 168.63.129.16 169.254.169.254
169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.7
203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 fe80::1 fe80::1%eth0 fec0::1
fc00::1 fd00:ec2::254 ff02::1 2001::1 2001:0:7f00:1:: 2001:db8::1 2002:7f00:1::1 2002:a00:1::1 3fff::1 4000::1
""".split()
OPEN = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 223.5.5.5
2400:3200::1 2606:4700::1
"""
NONSENSE = ["", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3", "1.2.3.4.5", "01.2.3.4", "[::1]", "::1/128"]


@pytest.mark.parametrize("address", CLOSED)
def test_what_leads_to_ones_own_machines_or_nowhere_is_closed(address: str) -> None:
    assert not reachable(address, ())


@pytest.mark.parametrize("address", OPEN.split())
def test_public_addresses_are_open(address: str) -> None:
    assert reachable(address, ())


@pytest.mark.parametrize("address", NONSENSE)
def test_what_is_no_address_is_closed(address: str) -> None:
    assert not reachable(address, [parse_network("0.0.0.0/0")])


def test_an_operator_opens_a_network_and_no_other() -> None:
    allowed = [parse_network("10.20.0.0/16"), parse_network("fd00:20::/32")]
    assert reachable("10.20.3.4", allowed)
    assert reachable("fd00:20::7", allowed)
    assert not reachable("10.21.0.1", allowed)
    assert not reachable("169.254.169.254", allowed)


@pytest.mark.parametrize("text", ["", "10.20.0.1/16", "10.20", "inside", "10.20.0.0/33"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(NotANetwork):
        parse_network(text)


@given(st.ip_addresses(v=6))
def test_of_ipv6_only_what_is_handed_out_to_the_public_is_open(address: object) -> None:
    if reachable(str(address), ()):
        assert str(address)[0] in "23"
