"""Back reference: words that mean a document cited before ("that resolution", "the said decisions", "ibid.").

The plain reading is followed and no other: one document means the one cited last, in the same paragraph or in the
nearest before it; several mean all of the list that was cited last. Where a list was cited last and one is meant,
nothing decides, and the words are left in doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .citation import Citation, Functions
from .document import Span
from .structure import Kind, Paragraph, Structure
from .symbol import Symbol


@dataclass(frozen=True, slots=True)
class BackReference:
    """Words that mean documents cited before; ``symbols`` is empty where nothing decides which."""

    paragraph: str
    symbols: tuple[Symbol, ...]
    function: str
    span: Span
    rule: str


def back_references(
    structure: Structure, citations: Sequence[Citation], functions: Functions
) -> tuple[BackReference, ...]:
    """The back references of a document, in order."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.paragraph, []).append(citation)
    return tuple(
        found
        for at, paragraph in enumerate(structure.paragraphs)
        for found in (
            _ibid(structure, at, cited)
            if paragraph.kind is Kind.FOOTNOTE
            else _backward(structure, at, cited, functions)
        )
    )


#: Without these no document is meant.
_ANCHORS = ("resolution", "decision")
#: A pattern that opens with letters is found faster than one that opens with the edge of a word.
_KIND = re.compile(r"[rd](?<!\w.)e(?:solution|cision)(?P<several>s)?\b(?!-)")
_BACK = re.compile(r"\b(?:[Tt]hat|[Tt]hose|[Tt]hese|[Tt]he (?:same|said|above-?mentioned|aforementioned|aforesaid)) \Z")
_ABOVE = re.compile(r" (?:referred to|mentioned|cited) above\b")
_GOES_ON = re.compile(r" (?:of|on|to|that|\d)")
#: How many paragraphs before its own a document may have been cited.
_NEAR = 2


def _backward(
    structure: Structure, at: int, cited: dict[str, list[Citation]], functions: Functions
) -> Iterator[BackReference]:
    paragraph = structure.paragraphs[at]
    words = structure.words(paragraph)
    if not any(anchor in words for anchor in _ANCHORS):
        return
    for kind in _KIND.finditer(words):
        back = _BACK.search(words, max(0, kind.start() - 22), kind.start())
        if back and back[0].lower() == "that " and kind["several"]:
            back = None  # "stresses that decisions should …"
        above = _ABOVE.match(words, kind.end())
        if not above and (back is None or _GOES_ON.match(words, kind.end())):
            continue
        start = back.start() if back else kind.start()
        end = above.end() if above else kind.end()
        span = Span(paragraph.span.start + start, paragraph.span.start + end)
        meant = _meant(structure, at, span, cited, is_decision=kind[0][0] == "d", several=bool(kind["several"]))
        yield BackReference(paragraph.name, meant, functions.said(words).function(start), span, "back-reference")


def _meant(
    structure: Structure, at: int, span: Span, cited: dict[str, list[Citation]], *, is_decision: bool, several: bool
) -> tuple[Symbol, ...]:
    """The documents cited last before a place, if as many were cited together as are meant."""
    for paragraph in reversed(_before(structure, at)):
        found = [
            one
            for one in cited.get(paragraph.name, ())
            if one.span.end <= span.start and ("/DEC/" in one.symbol if is_decision else _is_resolution(one.symbol))
        ]
        if found:
            together = _together(structure, found)
            return together if (len(together) > 1) is several else ()
    return ()


def _before(structure: Structure, at: int) -> tuple[Paragraph, ...]:
    near = structure.paragraphs[max(0, at - _NEAR) : at + 1]
    return tuple(one for one in near if one.kind is structure.paragraphs[at].kind)


def _is_resolution(symbol: Symbol) -> bool:
    return "/RES/" in symbol or ":" in symbol


def _together(structure: Structure, found: Sequence[Citation]) -> tuple[Symbol, ...]:
    """The last documents of a paragraph that one word "resolutions" lists."""
    listed = [found[-1]]
    for one in reversed(found[:-1]):
        if _KIND.search(structure.document.text, one.span.end, listed[0].span.start):
            break
        listed.insert(0, one)
    return tuple(dict.fromkeys(one.symbol for one in listed))


_IBID = re.compile(
    r"(?:See )?(?P<ibid>[Ii]bid\.)(?!, (?:vol|[Ss]uppl|\w+[- ]\w+ [Ss]ession|\w+ [Ss]ession|\d{4}|No\.))"
)


def _ibid(structure: Structure, at: int, cited: dict[str, list[Citation]]) -> Iterator[BackReference]:
    """The one document of the footnote before; a chain of "ibid." leads to its beginning."""
    paragraph = structure.paragraphs[at]
    found = _IBID.match(structure.words(paragraph))
    if found is None:
        return
    notes = [one for one in structure.paragraphs[:at] if one.kind is Kind.FOOTNOTE]
    before = next((one for one in reversed(notes) if not _IBID.match(structure.words(one))), None)
    symbols = tuple(dict.fromkeys(one.symbol for one in cited.get(before.name, ()))) if before else ()
    if symbols:
        span = Span(paragraph.span.start + found.start("ibid"), paragraph.span.start + found.end("ibid"))
        yield BackReference(paragraph.name, symbols if len(symbols) == 1 else (), "cites", span, "ibid")
