"""Citation: words that name a document by its number, and what it is cited for.

A number alone says little: ``20/12`` is a resolution of the General Assembly or of the Human Rights Council. Reading a
paragraph from left to right, the body and the kind of document named last before a number decide; a body named after
it ("resolution 6/1 of the Conference of the Parties") decides before either; the organ that speaks decides where
neither is named. Where a body is only understood, the date printed behind a number is asked whether it can be that
body's: a session has its years.

What a document is cited for is said by what introduces it: by a verb of the organ, which governs what follows it up to
the next ("Recalling its resolutions …, and welcoming …"), or by a preposition beside it ("pursuant to …").
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from .document import Span
from .errors import SymbolError
from .pinpoint import Pinpoint, pinned
from .structure import Kind, Structure
from .symbol import Symbol, symbol
from .trie import Trie


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of numbers: one entry ``[[citation]]`` of ``citations.toml``, whose head says what each key means."""

    id: str
    pattern: re.Pattern[str]
    symbol: str
    organs: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    default: str | None = None
    sole: bool = False
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body whose documents are cited: one entry ``[[body]]``.

    ``first_year`` is the year of its first session, where its numbers begin with the session's.
    """

    id: str
    pattern: re.Pattern[str]
    series: str
    first_year: int | None = None
    sessions_a_year: int = 1

    def sat(self, session: int, year: int) -> bool:
        """Whether a session fell into a year; it may run into the next."""
        if self.first_year is None:
            return False
        return 0 <= year - self.first_year - (session - 1) // self.sessions_a_year <= 1


@dataclass(frozen=True, slots=True)
class Report:
    """A report that prints the resolutions of a body: one entry ``[[report]]``.

    ``body`` is the id of an issuer, or the name of another body.
    """

    symbol: re.Pattern[str]
    body: str
    examples: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Function:
    """What a citation is for: one entry ``[[function]]``."""

    id: str
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A document cited in one paragraph; ``span`` covers the number, ``rule`` is its shape."""

    symbol: Symbol
    rule: str
    span: Span
    function: str
    pinpoint: Pinpoint | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited. ``paragraph`` is a paragraph's name; ``span`` covers the number; ``rule`` is its shape."""

    paragraph: str
    symbol: Symbol
    function: str
    span: Span
    rule: str
    pinpoint: Pinpoint | None = None


class Functions:
    """What introduces citations, ready to be found: in a sentence, the function of what stands at a place."""

    def __init__(self, functions: Sequence[Function]) -> None:
        self._functions = tuple(functions)
        self._governing = _by_words((words, f.id) for f in functions for words in f.words)
        self._beside = _by_words((words, f.id) for f in functions for words in f.beside)
        self._trie = Trie({*self._governing, *self._beside})

    def __iter__(self) -> Iterator[Function]:
        """Every function, in the order of the file."""
        return iter(self._functions)

    @lru_cache(maxsize=256)  # noqa: B019 - there is one for each knowledge, and it holds few paragraphs
    def said(self, words: str) -> "Said":
        """What is said in a paragraph that may introduce a citation."""
        return Said(words, self)

    def find(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Where introductions stand, in order: where each begins and ends, and its words."""
        return ((start, end, words[start:end]) for start, end in self._trie.find(words))

    def governs(self, introduction: str) -> str | None:
        """The function given by a verb to all that follows it."""
        return self._governing.get(introduction)

    def beside(self, introduction: str) -> str | None:
        """The function given by words to what stands beside them."""
        return self._beside.get(introduction)


@dataclass(frozen=True)
class Said:
    """The introductions of one paragraph, which are looked for when something is found that they may introduce."""

    words: str
    functions: Functions

    @cached_property
    def introductions(self) -> tuple[tuple[int, int, str], ...]:
        """All of them, in order."""
        return tuple(self.functions.find(self.words))

    def function(self, at: int) -> str:
        """What something that is named at this place is named for."""
        for start, end, words in reversed(self.introductions[: bisect(self.introductions, (at,))]):
            beside = self.functions.beside(words)
            if beside and start < at and _BESIDE.fullmatch(self.words, end, at):
                return beside
            governing = self.functions.governs(words)
            if governing:
                return governing
        return "cites"

    def acts_between(self, start: int, end: int) -> bool:
        """Whether the organ acts by a verb between two places."""
        within = self.introductions[bisect(self.introductions, (start,)) : bisect(self.introductions, (end,))]
        return any(self.functions.governs(words) for _, _, words in within)


def _by_words(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Functions by the words that introduce them, which begin with a capital or without."""
    return {form: name for words, name in pairs for form in (words, words[:1].upper() + words[1:])}


#: What may stand between "pursuant to" and a document: parts of it, its body, and the documents listed before it.
_BESIDE = re.compile(
    r"(?:[\s(“,;–-]++|\b(?:the|its|their|our|said|relevant|pertinent|previous|provisions?|terms|requests?|requirements?"
    r"|mandates?|provided|principles?|obligations?|recommendations?|measures|commitments|reports?|notes?|letters?"
    r"|documents?|annexe[sd]|of|in|to|by|and|for|on|a|an|with|as well as|paras?\.|paragraphs?|sections?|annex|operative"
    r"|resolutions?|decisions?|all|any)\b|\b[A-Z][\w’.-]*+|\b\d[\d/]*+|\([a-zA-Z0-9]+\))*+"
)


class Citations:
    """Every shape, body and function, ready to be found. Made once from the entries of ``citations.toml``.

    ``years`` pairs each year with the last resolution that the Security Council adopted in it.
    """

    def __init__(
        self,
        shapes: Sequence[Shape],
        issuers: Sequence[Issuer],
        reports: Sequence[Report],
        functions: Functions,
        years: Sequence[tuple[int, int]],
    ) -> None:
        self.shapes = tuple(shapes)
        self.functions = functions
        self._full, *self._numbers = shapes
        self._issuers = {issuer.id: issuer for issuer in issuers}
        self._years = tuple(years)
        self.reports = tuple(reports)
        named = "|".join(f"(?P<b{n}>{issuer.pattern.pattern})" for n, issuer in enumerate(issuers))
        self._ids = [issuer.id for issuer in issuers]
        self._named = re.compile(rf"{_CAPITAL}(?:{named}|(?P<council>\bCouncil\b)|(?P<other>{_OTHER_BODY}))")
        self._adjacent = re.compile(rf"{_CAPITAL}(?:{named}|(?P<council>\bCouncil))(?:’s)?\s+(?!and\b){_ADJECTIVES}$")
        self._other = re.compile(rf"{_CAPITAL}(?P<other>{_OTHER_BODY})(?:’s)?\s+(?!and\b){_ADJECTIVES}$")
        self._after = re.compile(
            r"(?: (?:on|related to|concerning) [^,;]{3,90}?(?= adopted by))?"
            r"(?:,? adopted)?(?: at the [a-z-]+ (?:meeting|session))?(?:[\s,]+(?:of|on) \d+ [A-Z]\w+ \d{4},?)?"
            r"(?: adopted)?\s+(?:of|by) (?:the )?"
            rf"(?:{named}|(?P<other>{_OTHER_BODY}|{_GROUP}))"
        )

    def find(self, words: str, organ: str | None) -> tuple[Cited, ...]:
        """The documents cited in one paragraph by this organ, in order."""
        if not any(anchor in words for anchor in _ANCHORS):
            return ()
        said = self.functions.said(words)
        return tuple(sorted(self._cited(words, organ, said), key=lambda one: one.span))

    def _cited(self, words: str, organ: str | None, said: Said) -> Iterator[Cited]:
        taken = []
        for full in self._full.pattern.finditer(words) if _STROKE.search(words) else ():
            taken.append(full.span())
            for cited in _with_additions(full["symbol"], words[full.end() :]):
                for one in _named(cited):
                    pinpoint = pinned(words, *full.span())
                    yield Cited(one, self._full.id, Span(*full.span()), said.function(full.start()), pinpoint)
        kinds = list(_KIND.finditer(words))
        body = _Body(None, certain=False)
        for kind, end in pairwise([*kinds, None]):
            if kind:
                body = (
                    self._body_before(words[: kind.start()], organ, said)
                    or self._body_after(words, kind.end())
                    or _Body(body.id, certain=False)
                )
                yield from self._listed(words, kind, end.start() if end else len(words), body, organ, taken, said)

    def year_of(self, number: int) -> int | None:
        """The year in which the Security Council adopted the resolution of this number."""
        return next((year for year, last in self._years if number <= last), None)

    def _listed(
        self,
        words: str,
        kind: re.Match[str],
        end: int,
        body: "_Body",
        organ: str | None,
        taken: Sequence[tuple[int, int]],
        said: Said,
    ) -> Iterator[Cited]:
        """The numbers listed after "resolution", "decisions" …, up to the next such word."""
        series = "DEC" if kind["kind"][0] in "dD" else "RES"
        at, begins = kind.end(), kind.start()
        for number in _NUMBER.finditer(words, at, end):
            if number.start() < at or any(start <= number.start() < stop for start, stop in taken):
                continue
            if not _LISTED.search(words, max(kind.end() - 1, number.start() - 20), number.start()):
                continue
            for shape in self._numbers:
                found = shape.pattern.match(words, number.start(), end)
                follows = _BARE if at == kind.end() else _FOLLOWS
                if found and (not shape.id.endswith("-by-number") or follows.fullmatch(words, at, number.start())):
                    at = found.end()
                    named = self._body_after(words, at) or self._body_of_list(words, at, end, body)
                    maker = self._issuer(shape, named, organ, found, words)
                    pinpoint = pinned(words, begins, at)
                    begins = at
                    function = said.function(kind.start())
                    for one in self._made(shape, found, series, maker):
                        yield Cited(one, shape.id, Span(*found.span()), function, pinpoint)
                    break

    def _body_before(self, before: str, organ: str | None, said: Said) -> "_Body | None":
        """The body named before "resolution"; "council" for a bare "Council"."""
        adjacent = self._adjacent.search(before, max(0, len(before) - 90))
        if adjacent:
            return _Body(self._body(adjacent), certain=True)
        own = _OWN.search(before, max(0, len(before) - 60))
        if own:
            named = [one for one in self._named.finditer(before) if not _SHORT.fullmatch(one[0])] if own["of"] else ()
            if named and not said.acts_between(named[-1].end(), own.start()):
                return _Body(self._body(named[-1]), certain=False)
            return _Body(organ, certain=False)
        printed_in = _PRINTED_IN.search(before)
        symbol_of_report = printed_in and (printed_in["in_brackets"] or printed_in["document"])
        report = symbol_of_report and next((r for r in self.reports if r.symbol.fullmatch(symbol_of_report)), None)
        if report:
            return _Body(report.body, certain=True)
        published = _PUBLISHED_IN.search(before)
        if published:
            return _Body(published["body"], certain=True)
        other = self._other.search(before, max(0, len(before) - 150))
        return _Body(other["other"], certain=True) if other and other["other"] == _ended(other["other"]) else None

    def _body_of_list(self, words: str, at: int, end: int, body: "_Body") -> "_Body":
        """The body named before a list of numbers or, if that is not certain, behind the last of them."""
        return body if body.certain else self._body_after(words, _end_of_list(words, at, end)) or body

    def _body_after(self, words: str, at: int) -> "_Body | None":
        found = self._after.match(words, at)
        return _Body(self._body(found), certain=True) if found else None

    def _body(self, found: re.Match[str]) -> str:
        groups = found.groupdict()
        if groups.get("council"):
            return "council"
        if groups.get("other"):
            return _ended(groups["other"])
        return next(name for n, name in enumerate(self._ids) if groups[f"b{n}"])

    def _issuer(self, shape: Shape, body: "_Body", organ: str | None, found: re.Match[str], words: str) -> str | None:
        """The body whose number this is: the one named, if its numbers can have this shape and bear this date."""
        maker = self._of_shape(shape, body.id, organ)
        session, dated = found.groupdict().get("session") or "", _DATED.match(words, found.end())
        if body.certain or dated is None or not session.isdigit():
            return maker
        makers = [self._issuers[name] for name in shape.organs if self._issuers[name].first_year]
        sat = [one.id for one in makers if one.sat(int(session), int(dated["year"]))]
        if maker in sat or not makers:
            return maker
        others = [_ended(one["other"]) for one in self._named.finditer(words, 0, found.start()) if one["other"]]
        own = maker if organ in shape.organs else None
        return next(iter(sat), others[-1] if others else own)

    def _of_shape(self, shape: Shape, body: str | None, organ: str | None) -> str | None:
        if shape.sole:
            return shape.organs[0]
        if body in shape.organs or (body is not None and body not in self._issuers and body != "council"):
            return body
        if body == "council":
            councils = [o for o in shape.organs if o.endswith("council")]
            return organ if organ in councils else next(iter(councils), None)
        return organ if organ in shape.organs else next(iter(shape.organs), shape.default)

    def _made(self, shape: Shape, found: re.Match[str], kind: str, maker: str | None) -> Iterator[Symbol]:
        if maker is None or (maker == "general-assembly" and not _of_the_assembly(found)):
            return
        groups = {name: value or "" for name, value in found.groupdict().items()}
        if maker not in self._issuers:
            yield from _named(f"{maker}:{' '.join(found[0].split()).replace(' (', '(')}")
            return
        if "year" in shape.symbol and "year" not in groups:
            groups["year"] = str(self.year_of(int(groups["number"])) or "")
        for letter in _letters(groups.pop("letter", "")):
            yield from _named(
                shape.symbol.format(series=f"{self._issuers[maker].series}/{kind}", letter=letter, **groups)
            )


@dataclass(frozen=True, slots=True)
class _Body:
    """The body to which numbers belong; certain where it is named beside them, else understood."""

    id: str | None
    certain: bool


def _ended(body: str) -> str:
    """The name of a body without the small words that lead on from it.

    >>> _ended("Commission on Ferries, and"), _ended("Conference of the Parties")
    ('Commission on Ferries', 'Conference of the Parties')
    """
    return re.sub(r"(?:,? (?:and|of|on|the|for|to|in|its|against))+$", "", body)


def _of_the_assembly(found: re.Match[str]) -> bool:
    """Whether a number can be the General Assembly's, whose thirtieth session (1975) was the last in Roman numerals."""
    session = found.groupdict().get("session") or ""
    if session.isdigit():
        return int(session) > _LAST_ROMAN
    return session.startswith(("S", "E")) or _ROMAN_TO_THIRTY.fullmatch(session) is not None


_LAST_ROMAN = 30
_ROMAN_TO_THIRTY = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})|XXX|")
#: A body by its short name only, which numbers nothing as the organ does that speaks: "the annex to its resolution".
_SHORT = re.compile(r"Board|Commission|Committee|Conference|Congress|Forum|Meeting|Union")
#: A number stands in the printed report of a body: "Supplement No. 53 (A/74/53), chap. IV, sect. A, resolution".
_PRINTED_IN = re.compile(
    r"(?:\((?P<in_brackets>[AE]/\d+/\d+)(?:/Add\.\d+)?\),? (?:chap|sect|part)[^;()]*"
    r"|\bdocument (?P<document>[^\s,]+),\s+)\Z"
)

#: A number stands in the published report of a conference: "Report of the Congress, Rome, 3 May 1992 (…), chap. I,".
_PUBLISHED_IN = re.compile(
    r"\bReport of the (?P<body>(?:(?:[A-Z][\w’-]*|against|and|for|in|of|on|the|to)\s?)+), [A-Z][^;]{3,160}"
    r"\(United Nations publication[^()]*\)(?:, (?:chap|part|sect)[^;()]*)?,\s+\Z"
)


#: Without these nothing is cited.
_ANCHORS = ("SCR", "esolution", "ecision", "ESOLUTION", "ECISION", "/")
#: A pattern that opens with certain characters is found faster than one that opens with the edge of a word.
_STROKE = re.compile(r"/(?:(?<=[A-Z]/)|(?=(?:DEC|DG|RES|\d{4}/REC)\b))")
_DATED = re.compile(r"[\s,]+(?:of|on|adopted on) (?:\d{1,2} )?[A-Z][a-z]+ (?P<year>\d{4})\b")
_KIND = re.compile(
    r"(?P<kind>[RrDdUS](?<!\w.)(?:(?<=[Rr])esolution|(?<=[Dd])ecision|(?<=R)ESOLUTION|(?<=D)ECISION|(?<=U)NSCR|(?<=S)CR))s?\b"
)
_NUMBER = re.compile(
    r"[\dESXVIWGC](?:(?:(?<![\w/.,-].)|(?<=/\d\d,.)|(?<=/\d\d\d,.))(?:(?<=\d)|(?<=S)(?:-|SA)\d|(?<=E)S-\d|(?<=[XVI])[XVI]*/\d|(?<=W)HA\d|(?<=G)C[.(])"
    r"|(?<=\d[–-]\d))[\d/]*"
)
_LISTED = re.compile(
    r"(?:(?:[,;(]|\b(?:and|or|to|nos?\.|in particular|including|especially|notably|namely)|[snr]"
    r"|\bparagraphs?\s\d+(?:\s\([a-z]\))?\sof)\s+"
    r"|(?:19|20)\d\d\)?\s*|[–-]\s*|(?<=/\d\d),|(?<=/\d\d\d),)\Z",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:Nos?\.\s*)?")
_FOLLOWS = re.compile(r"(?:,|\s|and|or|Nos?\.)*")
_ADJECTIVES = (
    r"(?:(?:relevant|previous|subsequent|other|earlier|recent|annual|own|past|pertinent|related|successive|all|above"
    r"|aforementioned|latest|landmark|historic|and|first|second|omnibus|consensus)\s+)*"
)
#: With it the names of all bodies begin: elsewhere none need be tried.
_CAPITAL = r"(?=[A-Z])"
_OWN = re.compile(rf"(?:\b(?P<of>[Ii]n|[Oo]f|[Bb]y|[Uu]nder|[Tt]o|[Tt]hrough)\s+)?\b(?:[Ii]ts|[Oo]ur)\s+{_ADJECTIVES}$")
#: Bodies that are named so only behind what they have adopted.
_GROUP = r"(?:[A-Z][a-z-]+ )*(?:Group of Experts|Working Group)(?: (?:on|of|the|[A-Z]\w+))*"
_OTHER_BODY = (
    r"(?:(?:United|Nations|World|Health|Environment|International|Labour|Statistical|Disarmament|Executive|Governing"
    r"|Preparatory|High-level|Habitat|Permanent|Third|States|General|African|European|Union|Peace)\s)*"
    r"(?:Commission|Conference|Committee|Board|Governing Council|Environment Assembly|Health Assembly|Habitat Assembly"
    r"|Congress|Authority|Forum|Union|Meeting|General Assembly(?= of the (?!United Nations)))"
    r"(?: (?:on|of|for|to|in|against|the|its|and|All|[A-Z][\w’-]*))*(?:,(?: (?:and|on|of|the|for|[A-Z][\w’-]*))+)?"
)
_ADDITION = re.compile(r"(?:,| and) (?P<kind>Corr|Add|Rev)\.(?P<first>\d+)(?P<more>(?:(?:,| and|[-–]) ?\d+(?![\d/]))*)")


def _end_of_list(words: str, at: int, end: int) -> int:
    """Where the numbers end of which one ends at ``at``: the body named behind the last one made them all."""
    found = _MORE_NUMBERS.match(words, at, end)
    return found.end() if found else at


_MORE_NUMBERS = re.compile(r"(?:(?:\sof\s\d{1,2}\s[A-Z]\w+\s\d{4})?(?:,|,? and)\s\d[\d/.]*)*")


def _with_additions(full: str, after: str) -> Iterator[str]:
    """A symbol, and the addenda and corrigenda named behind it ("A/54/L.32 and Add.1 and 2")."""
    yield full
    found = _ADDITION.match(after)
    while found:
        for number in (found["first"], *re.findall(r"\d+", found["more"])):
            yield f"{full}/{found['kind']}.{number}"
        after = after[found.end() :]
        found = _ADDITION.match(after)


def _named(words: str) -> Iterator[Symbol]:
    try:
        yield symbol(words)
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
        found = citations.find(words, organ)
        if not found or (paragraph.kind is Kind.FRONT and _IS_A_TITLE.match(words)):
            continue
        start = paragraph.span.start
        for one in found:
            if one.symbol != own:
                pinpoint = one.pinpoint and Pinpoint(_moved(one.pinpoint.span, start), one.pinpoint.units)
                yield Citation(paragraph.name, one.symbol, one.function, _moved(one.span, start), one.rule, pinpoint)


def _moved(span: Span, start: int) -> Span:
    return Span(start + span.start, start + span.end)


_IS_A_TITLE = re.compile(r"RESOLUTION \d", re.IGNORECASE)
