"""Plain text: its encoding, and lines that were broken to fit a page.

Text is UTF-8, or UTF-16 or UTF-32 with the mark of its byte order. Whatever else it may be would be a guess, and a
wrong guess a wrong word: it is refused, with the byte and a remedy.

A word processor's export has one line for each paragraph. Where lines are broken to a width instead, each break inside
a paragraph becomes a blank and each hyphen that only broke a word becomes invisible, character for character: offsets
stay those of the source.
"""

import codecs
import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from mandategraph.errors import SourceError

from .printed import ENACTING, Printed


def printed(name: str, body: bytes) -> Printed:
    """What a text prints; ``SourceError`` for bytes that are no text in a known encoding."""
    text = _decoded(name, body)
    return Printed(unwrapped(text) if is_wrapped(text) else text)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding_of(body: bytes) -> tuple[str, int]:
    """The encoding that the first bytes declare, UTF-8 otherwise, and how many bytes the declaration takes."""
    return next(((encoding, len(mark)) for mark, encoding in _MARKS if body.startswith(mark)), ("utf-8", 0))


def _decoded(name: str, body: bytes) -> str:
    encoding, declared = encoding_of(body)
    try:
        return body[declared:].decode(encoding)
    except UnicodeDecodeError as error:
        place = f"{name}: byte {error.start + declared} is not {encoding.upper()}"
        raise SourceError(f"{place}; save the file as UTF-8 text and try again") from error


def is_wrapped(text: str) -> bool:
    r"""Whether lines are broken to a width: sentences go on in the next line.

    >>> is_wrapped("Recalling its resolutions on\nthe keeping of lighthouses\nin all seas,\n")
    True
    >>> is_wrapped("Recalling its resolutions on lighthouses,\nRequests the Office:\n(a) To report;\n")
    False
    """
    lines = [line.strip() for line in text.splitlines()]
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    going_on = sum(len(line) <= _WIDEST and after[0].islower() for line, after in pairs)
    return going_on > _SHARE * len(pairs)


_WIDEST = 130
#: In texts that are broken to a width at least a quarter of the lines go on in lower case; in others hardly any.
_SHARE = 0.15

_BREAK = re.compile(r"[ \t]*\r?\n(?P<blank>(?:[ \t\f]*\r?\n)+)?[ \t\f]*")
#: What opens a paragraph even where no blank line stands before it.
_OPENS = re.compile(
    r"\d{1,3}[.,]\s|\([a-z]{1,4}\)\s|\[?Adopted\b|RESOLUTION\b"
    r"|\d{1,3} (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z“]"
)
_PARTICIPLE = re.compile(r"(?:(?:Also|Further|Deeply|Gravely) [a-z]+|(?!United\b)[A-Z][a-z]+)(?<=ing|.ed)\b")
_ENDS = re.compile(r"[.;:,](?:\s?\d{1,3})?\Z")
_HYPHEN = re.compile(r"(\w+)-\Z")
_WORD = re.compile(r"\w+")


def unwrapped(text: str) -> str:
    r"""The text with its paragraphs on one line each. Every character keeps its offset.

    >>> unwrapped("The meet-\ning of the Secretary-\nGeneral with the\nmeeting,\n\n1. Thanks\nall.\n")
    'The meet\u200b\u200bing of the Secretary-\u200bGeneral with the meeting,\n\n1. Thanks all.\n'
    """
    known = set(_WORD.findall(text.lower()))
    pieces: list[str] = []
    at = 0
    for found in _BREAK.finditer(text):
        line = text[at : found.start()]
        at = found.end()
        pieces.append(_joined(line, found, text, known))
    return "".join(pieces) + text[at:]


def _joined(line: str, found: re.Match[str], text: str, known: AbstractSet[str]) -> str:
    """A line with the break behind it: kept between paragraphs, a blank or nothing inside one."""
    space, after = found[0], text[found.end() : found.end() + 80]
    if _is_paragraph_end(line, found, after):
        return line + space
    broken = _HYPHEN.search(line)
    if broken is None:
        return line + " " * len(space)
    is_word = breaks_a_word(broken[1], after, known)
    return (line[:-1] + _NOTHING if is_word else line) + _NOTHING * len(space)


def breaks_a_word(before: str, after: str, known: AbstractSet[str]) -> bool:
    """Whether a hyphen at the end of a line only broke a word: it stands elsewhere in one piece.

    >>> breaks_a_word("meet", "ing of the", {"meeting"}), breaks_a_word("co", "operate", {"meeting"})
    (True, False)
    """
    rest = _WORD.match(after)
    return rest is not None and rest[0].islower() and (before + rest[0]).lower() in known


_NOTHING = "\u200b"


def _is_paragraph_end(line: str, found: re.Match[str], after: str) -> bool:
    if (
        not line.strip()
        or not after
        or ENACTING.fullmatch(line.strip())
        or ENACTING.fullmatch(after.partition("\n")[0].strip())
    ):
        return True
    if found["blank"]:
        goes_on = after[0].islower() or (after[0] == "(" and not _OPENS.match(after))
        return not goes_on or _ENDS.search(line) is not None
    return _ENDS.search(line) is not None and (_OPENS.match(after) or _PARTICIPLE.match(after)) is not None
