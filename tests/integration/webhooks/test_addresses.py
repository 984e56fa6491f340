"""No internal address is reached, however it is spelt and whatever the name's resolver says from one moment to the next."""

import ipaddress
import itertools
import socket

import pytest

from ats.kernel.integrations import addresses, client
from ats.kernel.integrations.addresses import Refused

V4 = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254"),
    *("192.168.0.1", "192.168.255.254", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200"),
    *("100.127.255.254", "0.0.0.0", "0.1.2.3", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "168.63.129.16"),
]
V6 = [
    *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1", "2001::1", "100::1"),
    *("0:0:0:0:0:0:0:1", "::ffff:0:127.0.0.1", "3fff::1"),
]
NAMES = [
    *("localhost", "LOCALHOST", "localhost.", "ip6-localhost", "metadata.google.internal", "metadata"),
    *("db.intern", "127.0.0.1.names.example", "a.localhost", "kubernetes.default.svc"),
]
ODD = [
    *(
        "https://①②⑦.⓪.⓪.①/",
        "https://127。0。0。1/",
        "https://exa mple.com/",
        "https://user@127.0.0.1/",
        "https://127.1/",
    ),
    *(
        "https://0/",
        "https://[::1%25lo]/",
        "https://[fe80::1%25eth0]/",
        "https://127.0.0.1\\@example.com/",
        "https:///x",
    ),
    *(
        "https://example.com@127.0.0.1/",
        "https://127.0.0.1#@example.com/",
        "http://example.com/",
        "gopher://127.0.0.1/",
    ),
    *(
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https://127.0.0.1:0/",
        "https://127.0.0.1:99999/",
        "https://",
        "",
        "x",
    ),
    *("https://[127.0.0.1]/", "https://::1/", "https://%31%32%37.0.0.1/", "https://127.0.0.1\t/", "https://0x7f.1/"),
    *("https://[::ffff:7f00:1]/", "//127.0.0.1/", "https://127.0.0.1\r\nHost: x/", "https://example..com/"),
]


def spellings(text):
    """An IPv4 address as browsers, libc and people write it."""
    number, parts = int(ipaddress.IPv4Address(text)), text.split(".")
    yield text
    yield f"{text}."
    yield str(number)
    yield hex(number)
    yield f"0{number:o}"
    yield ".".join(hex(int(part)) for part in parts)
    yield ".".join(f"0{int(part):o}" for part in parts)
    yield ".".join(part.zfill(4) for part in parts)
    yield f"{parts[0]}.{number % 2**24}"
    yield f"{parts[0]}.{parts[1]}.{number % 2**16}"
    yield f"[::ffff:{text}]"
    yield f"[::{text}]"
    yield f"[64:ff9b::{text}]"
    yield f"[2002:{number >> 16:x}:{number % 2**16:x}::1]"


URLS = [
    *(f"https://{host}/hook" for text in V4 for host in spellings(text)),
    *(f"https://[{text}]/hook" for text in V6),
    *(f"https://{name}/hook" for name in NAMES),
    *ODD,
]


@pytest.fixture
def connects(monkeypatch):
    """Every address that a socket is asked to connect to; none of them really is."""
    asked = []

    def connect(self, address):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return asked


@pytest.fixture
def resolver(monkeypatch):
    """`resolver[name]` are the answers, one after the other; an unknown name is on this machine, as `libc` might say."""
    answers = {}

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        try:
            found = [str(ipaddress.ip_address(host))]
        except ValueError:
            found = next(answers.get(host, itertools.repeat(["127.0.0.1"])))
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


def test_there_are_many():
    assert len(set(URLS)) >= 300


@pytest.mark.parametrize("is_demo", [False, True])
def test_no_internal_address_is_connected_to(connects, resolver, settings, is_demo):
    settings.OUTGOING_HTTP, settings.OUTGOING_NETWORKS = is_demo, []
    opened = []
    for url in set(URLS) - ({"http://example.com/"} if is_demo else set()):
        try:
            client.post(url, b"{}", {}, seconds=2)
        except Refused:
            continue
        except client.NoAnswer:
            pass
        opened.append(url)
    assert opened == []
    assert connects == []


def test_spellings_that_need_no_resolver_are_refused_when_they_are_typed_in():
    names = {f"https://{name}/hook" for name in NAMES}
    for url in set(URLS) - names:
        with pytest.raises(Refused):
            addresses.check(url)


def test_a_resolver_that_changes_its_mind_is_asked_once_and_believed_once(connects, resolver):
    resolver["rebinds.example"] = itertools.cycle([["93.184.215.14"], ["127.0.0.1"]])
    with pytest.raises(client.NoAnswer):
        client.post("https://rebinds.example/hook", b"{}", {}, seconds=2)
    assert connects == [("93.184.215.14", 443)]
    with pytest.raises(Refused):
        client.post("https://rebinds.example/hook", b"{}", {}, seconds=2)
    assert connects == [("93.184.215.14", 443)]


def test_a_name_with_one_internal_address_among_others_is_refused(connects, resolver):
    resolver["both.example"] = itertools.repeat(["93.184.215.14", "10.0.0.1"])
    with pytest.raises(Refused):
        client.post("https://both.example/hook", b"{}", {}, seconds=2)
    assert connects == []


def test_public_addresses_are_open(connects, resolver):
    resolver["hooks.example"] = itertools.repeat(["93.184.215.14"])
    hosts = ("hooks.example", "93.184.215.14", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]", "hooks.example:8443")
    for host in hosts:
        with pytest.raises(client.NoAnswer):
            client.post(f"https://{host}/x?y=1", b"{}", {}, seconds=2)
    assert len(connects) == len(hosts)


def test_the_operator_can_open_a_network_and_only_that(settings):
    settings.OUTGOING_NETWORKS = ["10.1.2.0/24"]
    addresses.check("https://10.1.2.3/hook")
    with pytest.raises(Refused):
        addresses.check("https://10.1.3.3/hook")
