"""Which network addresses a delivery may reach: public ones, and those that the operator allows by name."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from domain.errors import Refusal

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PUBLIC: Final = (ip_network("0.0.0.0/0"), ip_network("2000::/3"))
"""All of IPv4, and of IPv6 what is handed out to the public; less what follows."""

CLOSED: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared with the provider; some clouds answer for their machines' keys in it
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # a cloud's own agent, though it looks public
        "169.254.0.0/16",  # this link; clouds answer for their machines' keys in it
        "172.16.0.0/12",  # private
        "192.0.0.0/24",
        "192.0.2.0/24",  # for examples
        "192.88.99.0/24",  # leads from IPv6 to any IPv4 address
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # for measurements
        "198.51.100.0/24",  # for examples
        "203.0.113.0/24",  # for examples
        "224.0.0.0/4",  # to many
        "240.0.0.0/4",  # reserved, and to all
        "2001::/23",  # protocols; Teredo in it leads to any IPv4 address
        "2001:db8::/32",  # for examples
        "2002::/16",  # 6to4: leads to any IPv4 address
        "3fff::/20",  # for examples
    )
)
"""What leads to the operator's own machines, to a cloud's secrets, or nowhere."""


class NotANetwork(Refusal):
    """「{network}」不是网段;应写作 10.20.0.0/16 或 fd00:20::/32。

    "{network}" is no network; it is written as 10.20.0.0/16 or fd00:20::/32.
    """


def parse_network(text: str) -> Network:
    """The network that an operator allows."""
    try:
        return ip_network(text)
    except ValueError:
        raise NotANetwork(field="allow_network", network=text) from None


def reachable(text: str, allowed: Sequence[Network]) -> bool:
    """Whether a delivery may go to an address, as a resolver gave it."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if _in_any(address, allowed):
        return True
    return _in_any(address, PUBLIC) and not _in_any(address, CLOSED)


def _in_any(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
