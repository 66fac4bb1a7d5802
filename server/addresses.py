"""Where other machines of the hall reach this one: what is typed at kiosks, walls and windows."""

import ipaddress
import socket
from contextlib import closing, suppress
from typing import Literal
from urllib.parse import urlsplit

DESTINATIONS = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
"""Anywhere else, and each of the private networks; only the way there is asked for."""
ANY_PORT = 9


def lan_addresses() -> list[str]:
    """The machine's IPv4 addresses towards its networks, the one towards the rest of the world first.

    A UDP socket that is connected sends nothing: the system only chooses the address it would send from.
    """
    found = [address for destination in DESTINATIONS if (address := _address_towards(destination))]
    return list(dict.fromkeys(address for address in found if not address.startswith("127.")))


def names_in_lan() -> list[str]:
    """The addresses; of a machine that has none (its cable is out) the name, which is not looked up."""
    return lan_addresses() or [socket.gethostname()]


def is_https(url: str) -> bool:
    """Whether browsers reach it by https only; schemes have no capitals."""
    return url.lower().startswith("https://")


def phones_reach(url: str) -> bool:
    """Whether a phone may get there: an address that means "this machine" to whoever asks is none for it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if not host or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # a name
        return True
    return not (address.is_loopback or address.is_unspecified)


def why_no_phones(url: str) -> Literal["", "unset", "own"]:
    """Why tickets carry no QR code: no address was given, or it is the machine's own; empty where they do."""
    if not url:
        return "unset"
    return "" if phones_reach(url) else "own"


def url_of(host: str, port: int) -> str:
    """As it is typed; an IPv6 address in brackets."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _address_towards(destination: str) -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked, suppress(OSError):
        asked.connect((destination, ANY_PORT))
        return str(asked.getsockname()[0])
    return ""
