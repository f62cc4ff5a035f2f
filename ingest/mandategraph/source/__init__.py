"""Source: the bytes of one document, and what they say they are.

The form is told by the bytes, never by the name. A new form is one more line of ``_READERS``.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mandategraph.errors import SourceError

from . import plain
from .plain import encoding_of
from .printed import Printed


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it came. ``name`` is for messages and provenance; ``digest`` is the SHA-256 of ``body``."""

    name: str
    body: bytes
    media_type: str
    digest: str


def from_file(path: Path) -> Source:
    """The file at ``path``; ``SourceError`` if it cannot be read, is empty, or has a form that is not read here."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    return from_bytes(str(path), body)


def from_bytes(name: str, body: bytes) -> Source:
    """These bytes under this name; ``SourceError`` if they are empty or have a form that is not read here."""
    if not body.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        raise SourceError(f"{name}: the file is empty; give the text of a resolution")
    return Source(name, body, _media_type(name, body), hashlib.sha256(body).hexdigest())


def paths(places: Iterable[Path]) -> Iterator[Path]:
    """The files at these places, folders walked in order of names; hidden files are passed over.

    Raises ``SourceError`` for a place that does not exist.
    """
    for place in places:
        if place.is_dir():
            files = (file for file in place.rglob("*") if file.is_file())
            yield from sorted(f for f in files if not any(p.startswith(".") for p in f.relative_to(place).parts))
        elif place.exists():
            yield place
        else:
            raise SourceError(f"{place}: no such file or folder")


def printed_of(source: Source) -> Printed:
    """What a source prints. Raises ``SourceError`` naming what cannot be read, and where."""
    return _READERS[source.media_type](source)


def _akn(source: Source) -> Printed:
    from .akn import printed

    return printed(source.name, source.body)


_READERS: Mapping[str, Callable[[Source], Printed]] = {
    "text/plain": lambda source: plain.printed(source.name, source.body),
    "application/akn+xml": _akn,
}

#: How a form betrays itself in its first bytes, and what a person would call it.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
)


def _media_type(name: str, body: bytes) -> str:
    start = body.removeprefix(codecs.BOM_UTF8).lstrip()[:64]
    for signature, form in _SIGNATURES:
        if start.lower().startswith(signature.lower()):
            raise SourceError(f"{name}: this is {form}; plain text is read, so export it as UTF-8 text first")
    if start.startswith((b"<?xml", b"<akomaNtoso")):
        return "application/akn+xml"
    if b"\x00" in body and encoding_of(body)[0] == "utf-8":
        raise SourceError(f"{name}: this is no text; export the resolution as UTF-8 text first")
    return "text/plain"
