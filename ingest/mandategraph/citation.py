"""Citation: words that name a document by its number, and what it is cited for.

A number alone says little: ``20/12`` is a resolution of the General Assembly or of the Human Rights Council. Reading a
paragraph from left to right, the body and the kind of document named last before a number decide; a body named after
it ("resolution 6/1 of the Conference of the Parties") decides before either; the organ that speaks decides where
neither is named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .document import Span
from .errors import SymbolError
from .structure import Kind, Structure
from .symbol import Symbol, symbol


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of numbers: one entry ``[[citation]]`` of ``citations.toml``, whose head says what each key means."""

    id: str
    pattern: re.Pattern[str]
    symbol: str
    organs: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    default: str | None = None
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body whose documents are cited: one entry ``[[body]]``."""

    id: str
    pattern: re.Pattern[str]
    series: str


@dataclass(frozen=True, slots=True)
class Function:
    """What a citation is for: one entry ``[[function]]``."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited. ``paragraph`` is a paragraph's name; ``span`` covers the number; ``rule`` is its shape."""

    paragraph: str
    symbol: Symbol
    function: str
    span: Span
    rule: str


class Citations:
    """Every shape, body and function, ready to be found. Made once from the entries of ``citations.toml``.

    ``years`` pairs each year with the last resolution that the Security Council adopted in it.
    """

    def __init__(
        self,
        shapes: Sequence[Shape],
        issuers: Sequence[Issuer],
        functions: Sequence[Function],
        years: Sequence[tuple[int, int]],
    ) -> None:
        self.shapes = tuple(shapes)
        self.functions = tuple(function.id for function in functions)
        self._full, *self._numbers = shapes
        self._series = {issuer.id: issuer.series for issuer in issuers}
        self._years = tuple(years)
        named = "|".join(f"(?P<b{n}>{issuer.pattern.pattern})" for n, issuer in enumerate(issuers))
        self._ids = [issuer.id for issuer in issuers]
        self._named = re.compile(rf"{named}|(?P<council>\bCouncil\b)|(?P<other>{_OTHER_BODY})")
        self._adjacent = re.compile(rf"(?:{named}|(?P<council>\bCouncil))(?:’s)?\s+{_ADJECTIVES}$")
        self._other = re.compile(rf"(?P<other>{_OTHER_BODY})(?:’s)?\s+{_ADJECTIVES}$")
        self._after = re.compile(
            rf"(?: adopted)?(?:[\s,]+(?:of|on) \d+ [A-Z]\w+ \d{{4}},?)?\s+(?:of|by) (?:the )?"
            rf"(?:{named}|(?P<other>{_OTHER_BODY}))"
        )
        self._functions = [
            (f.id, re.compile(r"\b(?:" + "|".join(map(re.escape, f.words)) + r")\b", re.IGNORECASE))
            for f in functions
            if f.words
        ]

    def find(self, words: str, organ: str | None) -> Iterator[tuple[Symbol, str, Span]]:
        """Symbols cited in one paragraph by this organ, each with its shape and the place of its number, in order."""
        taken = []
        for full in self._full.pattern.finditer(words):
            taken.append(full.span())
            for cited in _with_additions(full["symbol"], words[full.end() :]):
                yield from _named(cited, self._full.id, full.span())
        kinds = list(_KIND.finditer(words))
        body: str | None = None
        for kind, end in pairwise([*kinds, None]):
            if kind:
                body = self._body_before(words[: kind.start()], organ) or self._body_after(words, kind.end()) or body
                yield from self._listed(words, kind, end.start() if end else len(words), body, organ, taken)

    def function(self, words: str, at: int) -> str:
        """What is said, last before this place, about what is cited there."""
        best, place = "cites", -1
        for name, pattern in self._functions:
            for found in pattern.finditer(words, 0, at):
                if found.start() > place:
                    best, place = name, found.start()
        return best

    def year_of(self, number: int) -> int | None:
        """The year in which the Security Council adopted the resolution of this number."""
        return next((year for year, last in self._years if number <= last), None)

    def _listed(
        self,
        words: str,
        kind: re.Match[str],
        end: int,
        body: str | None,
        organ: str | None,
        taken: Sequence[tuple[int, int]],
    ) -> Iterator[tuple[Symbol, str, Span]]:
        """The numbers listed after "resolution", "decisions" …, up to the next such word."""
        series = "DEC" if kind["kind"][0] in "dD" else "RES"
        at = kind.end()
        for number in _NUMBER.finditer(words, at, end):
            if number.start() < at or any(start <= number.start() < stop for start, stop in taken):
                continue
            if not _LISTED.search(words, kind.end() - 1, number.start()):
                continue
            for shape in self._numbers:
                found = shape.pattern.match(words, number.start(), end)
                if found and (not shape.id.endswith("-by-number") or _FOLLOWS.fullmatch(words, at, number.start())):
                    at = found.end()
                    issuer = self._body_after(words, at) or body
                    maker = self._issuer(shape, issuer, organ)
                    if maker != "general-assembly" or _of_the_assembly(found):
                        yield from self._made(shape, found, series, maker)
                    break

    def _body_before(self, before: str, organ: str | None) -> str | None:
        """The body named before "resolution": an id, the name of another body, or "council" for a bare "Council"."""
        adjacent = self._adjacent.search(before, max(0, len(before) - 90))
        if adjacent:
            return self._body(adjacent)
        own = _OWN.search(before, max(0, len(before) - 60))
        if own:
            said = list(self._named.finditer(before)) if own["of"] else ()
            return self._body(said[-1]) if said else organ
        other = self._other.search(before, max(0, len(before) - 150))
        return other["other"] if other else None

    def _body_after(self, words: str, at: int) -> str | None:
        found = self._after.match(words, at)
        return self._body(found) if found else None

    def _body(self, found: re.Match[str]) -> str:
        groups = found.groupdict()
        if groups.get("council"):
            return "council"
        return groups.get("other") or next(name for n, name in enumerate(self._ids) if groups[f"b{n}"])

    def _issuer(self, shape: Shape, body: str | None, organ: str | None) -> str | None:
        """The body whose number this is: the one named, if its numbers can have this shape."""
        if body in shape.organs or (body is not None and body not in self._series and body != "council"):
            return body
        if body == "council":
            councils = [o for o in shape.organs if o.endswith("council")]
            return organ if organ in councils else next(iter(councils), None)
        return organ if organ in shape.organs else next(iter(shape.organs), shape.default)

    def _made(
        self, shape: Shape, found: re.Match[str], kind: str, issuer: str | None
    ) -> Iterator[tuple[Symbol, str, Span]]:
        if issuer is None:
            return
        groups = {name: value or "" for name, value in found.groupdict().items()}
        if issuer not in self._series:
            yield from _named(f"{issuer}:{' '.join(found[0].split())}", shape.id, found.span())
            return
        if "year" in shape.symbol and "year" not in groups:
            groups["year"] = str(self.year_of(int(groups["number"])) or "")
        for letter in _letters(groups.pop("letter", "")):
            made = shape.symbol.format(series=f"{self._series[issuer]}/{kind}", letter=letter, **groups)
            yield from _named(made, shape.id, found.span())


def _of_the_assembly(found: re.Match[str]) -> bool:
    """Whether a number can be the General Assembly's, which numbers by session since its thirty-first (1976)."""
    session = found.groupdict().get("session") or ""
    return not session.isdigit() or int(session) > 30


_KIND = re.compile(r"\b(?P<kind>[Rr]esolution|[Dd]ecision|RESOLUTION|DECISION)s?\b")
_NUMBER = re.compile(r"(?<![\w/.,-])(?:E?S-)?\d[\d/]*|(?<=\d[–-])\d[\d/]*")
_LISTED = re.compile(
    r"(?:(?:[,(]|\b(?:and|or|to|nos?\.|in particular|including|especially|notably|namely)|[sn])\s+|[–-]\s*)\Z",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"(?:\s|,|and|or|Nos?\.)*")
_ADJECTIVES = (
    r"(?:(?:relevant|previous|subsequent|other|earlier|recent|annual|own|past|pertinent|related|successive|all|above"
    r"|aforementioned|latest|landmark|historic|and|first|second|omnibus|consensus)\s+)*"
)
_OWN = re.compile(rf"(?:\b(?P<of>[Ii]n|[Oo]f|[Bb]y|[Uu]nder|[Tt]o|[Tt]hrough)\s+)?\b(?:[Ii]ts|[Oo]ur)\s+{_ADJECTIVES}$")
_OTHER_BODY = (
    r"(?:(?:United|Nations|World|Health|Environment|International|Labour|Statistical|Disarmament|Executive|Governing"
    r"|Preparatory|Habitat|Permanent|Third|States|General|African|European|Union|Peace)\s)*"
    r"(?:Commission|Conference|Committee|Board|Governing Council|Environment Assembly|Health Assembly|Habitat Assembly"
    r"|Congress|Authority|Forum|Union|Meeting)"
    r"(?: (?:on|of|for|to|in|against|the|its|and|All|[A-Z][\w’-]*))*(?:,(?: (?:and|on|of|the|for|[A-Z][\w’-]*))+)?"
)
_ADDITION = re.compile(r"(?:,| and) (?P<kind>Corr|Add|Rev)\.(?P<first>\d+)(?P<more>(?:(?:,| and|[-–]) ?\d+(?![\d/]))*)")


def _with_additions(full: str, after: str) -> Iterator[str]:
    """A symbol, and the addenda and corrigenda named behind it ("A/54/L.32 and Add.1 and 2")."""
    yield full
    found = _ADDITION.match(after)
    while found:
        for number in (found["first"], *re.findall(r"\d+", found["more"])):
            yield f"{full}/{found['kind']}.{number}"
        after = after[found.end() :]
        found = _ADDITION.match(after)


def _named(words: str, shape: str, place: tuple[int, int]) -> Iterator[tuple[Symbol, str, Span]]:
    try:
        yield symbol(words), shape, Span(*place)
    except SymbolError:
        return


def _letters(printed: str) -> list[str]:
    """Part letters, one by one: "A and B" and "A–C" name several documents.

    >>> _letters(" A and B"), _letters("A–C"), _letters("")
    (['A', 'B'], ['A', 'B', 'C'], [''])
    """
    letters = re.findall(r"[A-Z]", printed)
    if len(letters) == 2 and re.search(r"[-–]|\bto\b", printed):
        return [chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1)]
    return letters or [""]


def citations_of(
    structure: Structure, organ: str | None, own: Symbol | None, citations: Citations
) -> tuple[Citation, ...]:
    """The documents that a document cites, in order; its own symbol is no citation."""
    return tuple(_citations(structure, organ, own, citations))


def _citations(structure: Structure, organ: str | None, own: Symbol | None, citations: Citations) -> Iterator[Citation]:
    for paragraph in structure.paragraphs:
        words = structure.words(paragraph)
        start = paragraph.span.start
        found = sorted(citations.find(words, organ), key=lambda one: one[2])
        for cited, rule, span in found:
            if cited != own and not (paragraph.kind is Kind.FRONT and _IS_A_TITLE.match(words)):
                place = Span(start + span.start, start + span.end)
                yield Citation(paragraph.name, cited, citations.function(words, span.start), place, rule)


_IS_A_TITLE = re.compile(r"RESOLUTION \d", re.IGNORECASE)
