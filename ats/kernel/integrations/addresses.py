"""Where the product may connect to on somebody's word: public addresses, and networks that the operator names.

Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its successors).
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared with a provider (CGNAT)
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own service under a public number
        "169.254.0.0/16",  # link-local, metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # Teredo and other protocols' own
        "2001:db8::/32",
        "2002::/16",  # 6to4: holds an IPv4 address
        "3fff::/20",
    )
]
GLOBAL_V6 = ipaddress.ip_network("2000::/3")
"""All that is routed in IPv6. Mapped and translated IPv4, loopback, link-local and unique local ones lie outside."""
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)


class Refused(Exception):
    """The address is none that the product connects to."""


@dataclass(frozen=True)
class Target:
    """Where a URL leads. `host` is a name, or an address in its one usual spelling without brackets."""

    host: str
    port: int
    path: str
    tls: bool

    @property
    def literal(self) -> IPAddress | None:
        """The address, where the URL names one itself."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


def target(url: str) -> Target:
    """Take `url` apart. Raises Refused for anything but a plain https address (http too where settings.OUTGOING_HTTP) of a
    host in its usual spelling: numbers in octal, hexadecimal or in one piece are read differently by different readers."""
    if re.search(r"[^\x21-\x7e]|\\", url):
        raise Refused("only ASCII without spaces")
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").lower()
    except ValueError as error:
        raise Refused("not a web address") from error
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.OUTGOING_HTTP):
        raise Refused("only https")
    if "@" in parts.netloc or parts.fragment or port == 0:
        raise Refused("no user, password, fragment or port 0")
    if not _is_plain(host, bracketed="[" in parts.netloc):
        raise Refused("not the usual spelling of a host")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    tls = parts.scheme == "https"
    return Target(host, port or (443 if tls else 80), path, tls)


def _is_plain(host: str, *, bracketed: bool) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        return not bracketed and all(map(LABEL.fullmatch, labels)) and not NUMBER.fullmatch(labels[-1])
    return bracketed == (address.version == 6) and "%" not in host


def check(url: str) -> None:
    """Raises Refused for a URL that can be told to be closed without asking for its name's addresses."""
    literal = target(url).literal
    if literal is not None:
        require_open([literal])


def require_open(found: Sequence[IPAddress]) -> None:
    """Raises Refused unless there is an address and each of `found` is open: a name with one internal address is refused."""
    if not found or not all(map(is_open, found)):
        raise Refused("inside a closed network")


def is_open(address: IPAddress) -> bool:
    """Whether the product may connect to `address`."""
    if any(address in ipaddress.ip_network(text) for text in settings.OUTGOING_NETWORKS):
        return True
    if address.version == 6 and address not in GLOBAL_V6:
        return False
    return not any(address in network for network in CLOSED)
