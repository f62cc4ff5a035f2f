"""Response: what HTTP demands of every answer, whatever it is about (RFC 9110).

An entity tag made of the bytes, ``304`` for who has them already, compression for who wants it, ``Vary`` for what the
answer depends on.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from .protocol import Representation

#: Pages take nothing from elsewhere. The SPARQL editor writes styles into its page.
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True)
class Kept:
    """A representation, and what is worked out of it once."""

    of: Representation

    @cached_property
    def tag(self) -> str:
        """The beginning of the digest of the bytes."""
        return hashlib.sha256(self.of.body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        """The bytes compressed; the same each time."""
        return gzip.compress(self.of.body, compresslevel=5, mtime=0)


def response(
    request: Request,
    kept: Kept,
    *,
    vary: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The answer to a request for this representation. ``vary`` names the headers by which it was chosen."""
    packed = bool(_GZIP.search(request.headers.get("accept-encoding", ""))) and len(kept.of.body) > _WORTH_PACKING
    told = {
        **(headers or {}),
        "ETag": f'"{kept.tag}-gzip"' if packed else f'"{kept.tag}"',
        "Vary": ", ".join((*vary, "Accept-Encoding")),
        "Cache-Control": "no-cache",  # may be kept, but must be asked for again
    }
    if kept.of.media_type.startswith("text/html"):
        told |= _SAFE
    if status == 200 and request.method != "POST" and _is_held(request, kept.tag):
        return Response(status_code=304, headers=told)
    if packed:
        told["Content-Encoding"] = "gzip"
    return Response(kept.packed if packed else kept.of.body, status, told, media_type=kept.of.media_type)


_WORTH_PACKING = 1000
#: Who takes it, unless with no weight at all (RFC 9110, section 12.5.3).
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


def _is_held(request: Request, tag: str) -> bool:
    """Whether who asks has these bytes (RFC 9110, section 13.1.2: compared weakly)."""
    told = request.headers.get("if-none-match", "")
    tags = {one.strip().removeprefix("W/").strip('"').removesuffix("-gzip") for one in told.split(",")}
    return "*" in tags or tag in tags


def refusal(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence that says what is wrong and what to do."""
    return PlainTextResponse(sentence + "\n", status, headers)


def redirect(
    address: str, status: int = 303, *, vary: Sequence[str] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """Somewhere else: 303 for a document about a thing, 308 for another spelling of an address."""
    told = {**(headers or {}), **({"Vary": ", ".join(vary)} if vary else {})}
    return RedirectResponse(address, status, told)


class Cache:
    """Representations that were made lately, as many as ``most`` bytes hold; the longest unused go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def of(self, key: Hashable) -> Kept | None:
        """What is kept under a key, which is thereby used; ``None`` if nothing is."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep one."""
        if key in self._kept:
            self._size -= _size(self._kept.pop(key))
        self._kept[key] = kept
        self._size += _size(kept)
        while self._size > self._most:
            self._size -= _size(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget all: the store has changed."""
        self._kept.clear()
        self._size = 0


def _size(kept: Kept) -> int:
    """Bytes, with a guess for the compressed ones and for the key."""
    return 500 + len(kept.of.body) * 5 // 4
