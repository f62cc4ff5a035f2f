"""Source: the bytes of one document, and what they say they are.

The form is told by the bytes, never by the name. A new form is one more line of ``_READERS``.
"""

import codecs
import hashlib
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import cast

from mandategraph.errors import SourceError

from .place import STANDARD_INPUT, bytes_of, paths
from .plain import encoding_of
from .printed import Printed

__all__ = ["Source", "from_bytes", "from_file", "paths", "printed_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it came. ``name`` is for messages and provenance; ``digest`` is the SHA-256 of ``body``."""

    name: str
    body: bytes
    media_type: str
    digest: str


def from_file(path: Path) -> Source:
    """The source at a path; ``SourceError`` if it cannot be read, is empty, or has a form that is not read here."""
    return from_bytes("standard input" if path == STANDARD_INPUT else str(path), bytes_of(path))


def from_bytes(name: str, body: bytes) -> Source:
    """These bytes under this name; ``SourceError`` if they are empty or have a form that is not read here."""
    if not body.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        raise SourceError(f"{name}: the file is empty; give the text of a resolution")
    return Source(name, body, _media_type(name, body), hashlib.sha256(body).hexdigest())


def printed_of(source: Source) -> Printed:
    """What a source prints. Raises ``SourceError`` naming what cannot be read, and where."""
    return _READERS[source.media_type](source)


def _by(module: str) -> Callable[[Source], Printed]:
    """The reader of a form, loaded when it is first needed."""

    def read(source: Source) -> Printed:
        reader = import_module(f".{module}", __package__)
        return cast("Printed", reader.printed(source.name, source.body))

    return read


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READERS: Mapping[str, Callable[[Source], Printed]] = {
    "text/plain": _by("plain"),
    "application/akn+xml": _by("akn"),
    "application/pdf": _by("pdf"),
    "text/html": _by("web"),
    _WORD: _by("word"),
}

#: How a form betrays itself in its first bytes.
_FORMS = (
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"<!doctype html|<html|<head|<body", re.IGNORECASE), "text/html"),
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE html|<html)", re.IGNORECASE | re.DOTALL),
        "text/html",
    ),
    (re.compile(rb"<\?xml|<akomaNtoso"), "application/akn+xml"),
)
#: Forms that are not read, and what a person would call them.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file; save it as .docx"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "a rich text file; save it as .docx"),
)


def _media_type(name: str, body: bytes) -> str:
    start = body[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    for pattern, media_type in _FORMS:
        if pattern.match(start):
            return media_type
    if start.startswith(b"PK\x03\x04"):
        return _of_archive(name, body)
    for signature, form in _OTHERS:
        if start.startswith(signature):
            remedy = "" if ";" in form else "; a resolution as text, Word, PDF, XML or web page is read"
            raise SourceError(f"{name}: this is {form}{remedy}")
    if b"\x00" in body and encoding_of(body)[0] == "utf-8":
        raise SourceError(f"{name}: this is no text; export the resolution as UTF-8 text first")
    return "text/plain"


def _of_archive(name: str, body: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            if "word/document.xml" in archive.namelist():
                return _WORD
    except zipfile.BadZipFile as error:
        raise SourceError(f"{name}: this Word or zip file is broken: {error}") from error
    raise SourceError(f"{name}: this is no Word file; unpack the archive and give the files in it")
