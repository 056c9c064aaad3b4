"""Addresses of pages: what may become a link, told by taking the address apart and never by how it looks."""

from __future__ import annotations

import re
from typing import Annotated, Final

from msgspec import Meta

#: Only official and primary hosts are printed as addresses: anyone can tell them by their names. Under .us it is the
#: two letters of a state before it that tell; whatever else ends so anyone may own.
_OFFICIAL: Final = re.compile(r"(?:^|\.)(?:gov|mil|[a-z]{2}\.us|law\.cornell\.edu|federalregister\.gov|ecfr\.gov)\Z")
#: A host is a name, with no user before it; a port may follow. No space, quote or backslash stands in an address.
_PATTERN: Final = (
    r"^https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?(?::[0-9]{1,5})?(?:[/?#][^\s\\<>\"\x00-\x20\x7f-\x9f]*)?$(?!\n)"
)
_WEB: Final = re.compile(_PATTERN)

#: The field of a file that holds the address of a page.
Address = Annotated[str, Meta(pattern=_PATTERN, description="The address of a page: https://host/…")]
#: The same, or nothing.
AddressOrNone = Annotated[str, Meta(pattern=rf"^$|{_PATTERN}", description="The address of a page: https://host/…, or nothing.")]


def is_web(address: str) -> bool:
    """Tell whether an address leads to a page of the web and nowhere else: http or https, a plain host, no user."""
    return _WEB.match(address) is not None


def is_linkable(address: str) -> bool:
    """Tell whether a writer may make a link of an address: a page, or a mail address."""
    return is_web(address) or re.fullmatch(r"mailto:[^\s\\<>\"\x00-\x20]+", address) is not None


def is_official(address: str) -> bool:
    """Tell whether an address may be printed: it is a page over https, and its host is an official or primary one."""
    if not is_web(address) or not address.startswith("https://"):
        return False
    from urllib.parse import urlsplit  # only where an address prints

    host = urlsplit(address).hostname or ""
    return _OFFICIAL.search(host) is not None
