"""Marking: what is marked in the words of a document: verbs, actors, citations, conditions and the like."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .holding import Holdings
from .note import Words
from .passage import Mark
from .site import Site
from .statement import Facts

#: The kinds of marks that a reader can switch off, and how the legend calls them.
LEGEND = {
    "verb": "operative verbs",
    "actor": "actors",
    "citation": "citations",
    "instrument": "instruments",
    "condition": "conditions",
    "deadline": "limits of time",
    "funding": "money",
    "observance": "observances",
    "doubt": "doubts",
}


def marks_by_paragraph(
    said: Facts, words: Words, site: Site, held: Holdings, struck: AbstractSet[str]
) -> Mapping[str, Sequence[Mark]]:
    """What is marked in each paragraph, by its IRI; places count from the beginning of the paragraph.

    What is ``struck``, because people rejected it, is not marked.
    """
    marker = _Marker(said, words, site, held)
    found: dict[str, dict[tuple[int, int, str], Mark]] = defaultdict(dict)
    for kind, make in _MAKERS.items():
        for node in said.of_type(kind):
            place = said.places.get(node)
            if place is None or node in struck:
                continue
            for mark in make(marker, node, *place):
                unit = words.unit(mark.start)
                if unit:
                    start, end = mark.start - unit[0], mark.end - unit[0]
                    moved = Mark(start, end, mark.kind, mark.link, mark.title)
                    found[unit[2]].setdefault((start, end, mark.kind), moved)
    return {unit: tuple(marks.values()) for unit, marks in found.items()}


@dataclass(frozen=True, slots=True)
class _Marker:
    """What marks are made from."""

    said: Facts
    words: Words
    site: Site
    held: Holdings


def _verb(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    phrase = by.said.one(node, "verbPhrase")
    if start + len(phrase) <= end:
        verb = by.said.name(by.said.one(node, "operativeVerb"))
        yield Mark(start, start + len(phrase), "verb", "", verb if verb != phrase.lower() else "")


def _opening(by: _Marker, node: str, start: int, _: int) -> Iterator[Mark]:
    opening = by.said.one(node, "openingWords")
    if opening and by.said.one(node, "text").startswith(opening):
        yield Mark(start, start + len(opening), "verb")


def _mention(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    who = by.said.one(node, "mentionOf")
    kind = "observance" if "Observance" in by.said.types(who) else "actor"
    yield Mark(start, end, kind, by.site.link(who), by.said.name(who))


def _participation(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    """Who takes part: of “in coordination with Member States” the last two words."""
    who, printed = by.said.one(node, "participant"), by.said.one(node, "printedAs")
    at = by.words.of(node).rfind(printed) if printed else -1
    if at >= 0 and "#" not in who:
        start, end = start + at, start + at + len(printed)
        yield Mark(start, end, "actor", by.site.link(who), by.said.name(who))


def _citation(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    """A citation leads to the one part that is cited, or to the whole."""
    work = by.said.one(node, "citedWork")
    known = [unit for unit in by.said.all(node, "citedUnit") if by.site.path(unit) is not None]
    kind = "instrument" if "InternationalInstrument" in by.said.types(work) else "citation"
    document = by.held.by_iri.get(work)
    title = by.said.name(work) + (f": {document.title}" if document and document.title else "")
    yield Mark(start, end, kind, by.site.link(known[0] if len(known) == 1 else work), title)


def _condition(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    yield Mark(start, end, "condition", "", by.said.name(by.said.one(node, "conditionType")))


def _life(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    if any(by.said.one(node, name) for name in ("begins", "ends", "duration", "due")):
        yield Mark(start, end, "deadline", "", by.said.name(by.said.one(node, "lifeAct")))


def _funding(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    yield Mark(start, end, "funding", "", by.said.name(by.said.one(node, "fundingSource")))


def _doubt(by: _Marker, node: str, start: int, end: int) -> Iterator[Mark]:
    """What is in doubt, unless it is the whole paragraph."""
    if by.said.places.get(by.said.one(node, "statedIn")) != (start, end):
        yield Mark(start, end, "doubt", "", by.said.name(by.said.one(node, "doubtKind")))


_MAKERS: Mapping[str, Callable[[_Marker, str, int, int], Iterator[Mark]]] = {
    "Provision": _verb,
    "PreambularParagraph": _opening,
    "Mention": _mention,
    "Participation": _participation,
    "Citation": _citation,
    "Condition": _condition,
    "LifeClause": _life,
    "FundingClause": _funding,
    "Doubt": _doubt,
}
