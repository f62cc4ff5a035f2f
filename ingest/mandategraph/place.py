"""Place: the States and regions that a document is about.

What the title names, the document is about; of a mission that it names, it is about where the mission is, and of an
organ or a post about the State in its name. Where the title names no place, the document is about the one that its
paragraphs name most, if they name it often, and about others that they name nearly as often. What stands in a longer
name, and where something is only held, is not counted.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .actor import Actor, Kind
from .document import Span
from .instrument import NamedInstrument
from .masthead import Masthead
from .name import Named, Names, same_signs
from .scope import Region
from .structure import Kind as Section
from .structure import Structure
from .trie import Trie

#: A place is named often if it is named so many times, and as many times as this part of the number of paragraphs:
#: where there is a title that names none, and where there is no title but the number.
FEWEST, OFTEN, OFTEN_UNTITLED = 2, 0.5, 0.25
#: Another one is named nearly as often as the first if it is so in this part of the times.
NEARLY = 0.6

Place = Actor | Region


@dataclass(frozen=True, slots=True)
class AboutPlace:
    """A State or a region that a document is about; ``span`` covers the words that name it first, ``rule`` decided."""

    place: Place
    span: Span
    rule: str


class Places:
    """All States and regions, ready to be found. Made once."""

    def __init__(self, names: Names, regions: Sequence[Region]) -> None:
        self._regions = {same_signs(name): region for region in regions for name in (region.name, *region.names)}
        self._trie = Trie(self._regions)
        states = [actor for actor in names.actors.values() if actor.kind is Kind.STATE]
        found = {same_signs(name): state for state in states for name in (state.name, *state.strong)}
        located: dict[str, Place] = {**found, **self._regions}
        inside = Trie(located)
        self._of: dict[str, tuple[Place, ...]] = {}
        for actor in names.actors.values():
            if actor.kind in _LOCATED:
                name = same_signs(actor.name)
                places = (located[name[start:end]] for start, end in inside.find(name))
                self._of[actor.id] = tuple(
                    place for place in places if actor.kind is Kind.FIELD_MISSION or isinstance(place, Actor)
                )

    def named(
        self, text: str, stretch: Span, named: Sequence[Named], longer: Sequence[Span]
    ) -> Iterator[tuple[Place, Span, str]]:
        """The places that a stretch of a text names, in order, where, and by which kind of name.

        ``named`` are the actors' names in the text, ``longer`` are other names in which a place is only a part.
        """
        start, end = stretch
        signs = same_signs(text)[start:end]
        regions = [(Span(start + first, start + last), signs[first:last]) for first, last in self._trie.find(signs)]
        actors = [one for one in named if start <= one.span.start < end]
        found = [*self._in_regions(regions, actors), *self._of_actors(actors, [span for span, _ in regions])]
        parts = [span.start for span in longer]
        for span, place, name in sorted(found, key=lambda one: one[0]):
            at = bisect(parts, span.start) - 1
            if at >= 0 and span.end <= longer[at].end:
                continue
            if not (_GOES_ON.match(text, span.end) or _COMPASS.search(text, max(start, span.start - 20), span.start)):
                yield place, span, name

    def _in_regions(
        self, regions: Sequence[tuple[Span, str]], actors: Sequence[Named]
    ) -> Iterator[tuple[Span, Place, str]]:
        """The regions that are no part of an actor's name."""
        starts = [one.span.start for one in actors]
        for span, words in regions:
            at = bisect(starts, span.start) - 1
            if at < 0 or actors[at].span.end < span.end or actors[at].span == span:
                yield span, self._regions[words], _NAMED

    def _of_actors(self, actors: Sequence[Named], regions: Sequence[Span]) -> Iterator[tuple[Span, Place, str]]:
        """The States that are no part of a region's name, and those in the names of actors."""
        begins = [span.start for span in regions]
        for one in actors:
            at = bisect(begins, one.span.start) - 1
            if at >= 0 and one.span.end <= regions[at].end:
                continue
            for actor in one.strong:
                if actor.kind is Kind.STATE:
                    yield one.span, actor, _NAMED
                for place in self._of.get(actor.id, ()):
                    yield one.span, place, _BY_AN_ACTOR


#: Whose names say what State they are about; those of missions also tell a region.
_LOCATED = frozenset({Kind.FIELD_MISSION, Kind.SUBSIDIARY_ORGAN, Kind.POST})
_NAMED, _BY_AN_ACTOR = "named", "named-by-an-actor"
#: Before a word with a capital a place is part of a name ("Mexico City"), and behind a point of the compass.
_GOES_ON = re.compile(r"[ \xa0][A-Z][a-z]|-[A-Za-z]")
_COMPASS = re.compile(r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central)(?:-[A-Z]\w+)?[ \xa0]\Z")
#: Behind these something is only held or adopted there.
_VENUE = re.compile(r"\b(?:held|hosted|hosting|convened|signed|adopted|done|concluded)\s(?:in|at|by|on)\s[^;.]{0,50}\Z")


def places_of(
    structure: Structure,
    masthead: Masthead,
    named: Sequence[Named],
    instruments: Sequence[NamedInstrument],
    places: Places,
) -> tuple[AboutPlace, ...]:
    """The States and regions that a document is about, the weightiest first.

    ``named`` are the names of actors in it, ``instruments`` those that it cites.
    """
    text, longer = structure.document.text, [one.span for one in instruments]
    title = dict(masthead.places).get("title")
    in_title: dict[str, AboutPlace] = {}
    for place, span, name in places.named(text, title, named, longer) if title else ():
        if place.id not in in_title and not _VENUE.search(text, max(0, span.start - 60), span.start):
            in_title[place.id] = AboutPlace(place, span, f"{name}-in-the-title")
    if in_title:
        return tuple(in_title.values())
    often = OFTEN_UNTITLED if _NO_TITLE.match(masthead.title or "") else OFTEN
    return _named_often(structure, list(places.named(text, Span(0, len(text)), named, longer)), often)


#: What stands in the place of a title where there is none: "Resolution 1401 (2002)", "of 15 July 1971".
_NO_TITLE = re.compile(r"(?i:resolution )?(?:\d+ \(\d{4}\)|of \d{1,2} \w+ \d{4}.*)?\Z")


def _named_often(structure: Structure, found: Sequence[tuple[Place, Span, str]], part: float) -> tuple[AboutPlace, ...]:
    """The places that the paragraphs name most, if they do so often."""
    paragraphs = list(structure.of(Section.PREAMBULAR, Section.OPERATIVE))
    said = [paragraph.name for paragraph in paragraphs]
    first: dict[str, AboutPlace] = {}
    counts: dict[str, int] = {}
    within = frozenset(said)
    for paragraph, (place, span, name) in structure.placed(found, lambda one: one[1].start):
        if paragraph.name in within and name == _NAMED:
            first.setdefault(place.id, AboutPlace(place, span, "named-often"))
            counts[place.id] = counts.get(place.id, 0) + 1
    fewest = max(FEWEST, NEARLY * max(counts.values(), default=0), part * len(paragraphs))
    often = [one for one, count in counts.items() if count >= fewest]
    return tuple(first[one] for one in sorted(often, key=lambda one: (-counts[one], first[one].span)))
