"""Resolution: the page of a document: its words as they read, and beside each paragraph what was understood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup

from mandategraph import iri
from mandategraph.review import Review, Status, read, reviews_in
from mandategraph.term import WORKING

from . import picture
from .catalogue import cased
from .holding import Document, Holdings
from .marking import LEGEND, marks_by_paragraph
from .note import (
    Doubt,
    Note,
    Row,
    Value,
    Words,
    doubts_by_paragraph,
    fragment,
    judgement,
    notes_by_paragraph,
    ties_by_paragraph,
)
from .passage import Mark, marked
from .sheet import filled, for_machines
from .site import Site
from .statement import LABEL, PREFERRED, PROV, SEE_ALSO, Facts, end_of, facts, facts_of, facts_of_graph, name_of

#: The languages of documents, each by its own name.
LANGUAGES = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
#: The parts of a document that are shown apart from the text.
_BESIDES = ("front", "back", "footnote")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph as it is shown. ``depth`` counts the paragraphs of which it is a part."""

    fragment: str
    section: str
    number: str
    depth: int
    words: Markup
    label: str
    notes: Sequence[Note] = ()
    doubts: Sequence[Doubt] = ()
    footnotes: Sequence[tuple[str, str]] = ()
    ties: Sequence[Row] = ()

    @property
    def has_much(self) -> bool:
        """Whether so much is said of the paragraph that it stands folded."""
        rows = sum(len(note.rows) + sum(len(task.rows) for task in note.tasks) for note in self.notes)
        return len(self.notes) > 3 or rows > 14


def resolution(graphs: ox.Store, site: Site, document: Document, language: str, held: Holdings) -> str:
    """The page of a document that is held, in one of the languages in which it is."""
    graph = document.graphs[language]
    reviews = {review.entity.value: review for review in reviews_in(graphs, graph)}
    said = _with_rejected(facts_of_graph(graphs, graph), reviews.values())
    page = _Page(graphs, site, document, language, said, facts_of_graph(graphs, iri.inferred(graph)), reviews, held)
    return filled("resolution.html", site, path=site.path(document.iri), **page.told())


def _with_rejected(said: Facts, reviews: Iterable[Review]) -> Facts:
    """What a graph says, and what people took out of it: that stands struck."""
    rejected = [review for review in reviews if review.status is Status.REJECTED and review.withdrawn]
    if not rejected:
        return said
    kept = [
        (ox.NamedNode(subject), ox.NamedNode(name if ":" in name else iri.term(name)), term)
        for subject, told in said.said.items()
        for name, terms in told.items()
        for term in terms
    ]
    gone = [(t.subject, t.predicate, t.object) for review in rejected for t in read(review.withdrawn)]
    return facts(dict.fromkeys((*kept, *gone)))


@dataclass(frozen=True)
class _Page:
    """A document, about to be shown."""

    graphs: ox.Store
    site: Site
    document: Document
    language: str
    said: Facts
    concluded: Facts
    reviews: Mapping[str, Review]
    held: Holdings

    def told(self) -> dict[str, Any]:
        units = list(self._units())
        title = self._title
        sections = list(_sections(unit for unit in units if unit.section not in _BESIDES and unit.words))
        preamble = sections.pop(0)[1] if sections and sections[0][0] == "preambular" else []
        ties = picture.together(self._pairs())
        return {
            "document": self.document,
            "title": title,
            "label": f"{self.document.symbol}: {title}" if title else self.document.symbol,
            "language": self.language,
            "languages": [(self._address(one), LANGUAGES.get(one, one), one) for one in self.document.graphs],
            "masthead": [unit for unit in units if unit.section == "front" and self._is_before(unit)],
            "preamble": preamble,
            "sections": sections,
            "closing": [unit for unit in units if unit.section == "back"],
            "footnotes": [unit for unit in units if unit.section == "footnote"],
            "besides": [unit for unit in units if unit.section == "front" and not self._is_before(unit)],
            "legend": [(kind, words) for kind, words in LEGEND.items() if kind in self._kinds],
            "facts": list(self._facts()),
            "themes": self._themes,
            "lines": list(self._lines()),
            "cited": self._cited(),
            "citing": self._citing(),
            "ties": ties,
            "modes": [mode for mode in WORKING if any(mode == tie.mode for tie in ties)],
            "drawn": picture.network(self.site, ties),
            "votes": self._votes(),
            "own": sorted((fragment(one), self.said.name(one)) for one in self.said.of_type("Actor") if "#" in one),
            "provenance": list(self._provenance()),
            "reviews": [(e, r.status.value, judgement(r, self.said)) for e, r in self.reviews.items()],
            "official": self.said.one(self.document.iri, SEE_ALSO),
            "json_ld": for_machines(self._for_machines()),
        }

    @property
    def _title(self) -> str:
        return self.said.one(self.document.iri, "title")

    def _address(self, language: str) -> str:
        first = next(iter(self.document.graphs))
        node = self.document.iri if language == first else iri.text(self.document.iri, language)
        return self.site.link(node)

    @cached_property
    def _paragraphs(self) -> list[str]:
        """The paragraphs in the order in which they are printed."""
        said = self.said
        return sorted((node for node in said.said if said.one(node, "section")), key=self._position)

    def _position(self, node: str) -> int:
        return self.said.number(node, "position")

    def _is_before(self, unit: Unit) -> bool:
        """Whether a line of the masthead stands before the text, and not among what pages repeat."""
        first = next((n for n in self._paragraphs if self.said.one(n, "section") not in _BESIDES), None)
        place = self._position(f"{self.document.iri}#{unit.fragment}")
        return first is None or place < self._position(first)

    def _units(self) -> Iterator[Unit]:
        said = self.said
        notes = notes_by_paragraph(said, self.concluded, self.reviews, self._words)
        doubts = doubts_by_paragraph(said, self._words)
        ties = ties_by_paragraph(said)
        for node in self._paragraphs:
            text, label = said.one(node, "text"), said.one(node, "paragraphLabel")
            marked_in = [(fragment(one), said.one(one, "footnoteMark")) for one in said.all(node, "hasFootnote")]
            section = said.one(node, "section")
            yield Unit(
                fragment(node),
                section,
                _number(label, section),
                self._depth(node),
                marked(text, self._marks.get(node, ())),
                label,
                notes.get(node, ()),
                doubts.get(node, ()),
                marked_in,
                ties.get(node, ()),
            )

    def _pairs(self) -> Iterator[picture.Tie]:
        """Those who are to do something, each with everyone with whom or for whom, paragraph by paragraph."""
        said = self.said
        for task in sorted(said.of_type("Task"), key=self._place_in_text):
            parts = [part for part in said.all(task, "hasParticipation") if part not in self._struck]
            roles = [(said.one(part, "role").rpartition("/")[2], said.one(part, "participant")) for part in parts]
            unit = said.one(task, "statedIn")
            for one in dict.fromkeys(who for role, who in roles if role == "bearer"):
                for mode, other in dict.fromkeys(pair for pair in roles if pair[0] in WORKING):
                    if one != other:
                        place = Value(spoken(fragment(unit)), unit)
                        yield picture.Tie(Value(said.name(one), one), Value(said.name(other), other), mode, 1, place)

    def _place_in_text(self, node: str) -> tuple[int, str]:
        return self._position(self.said.one(node, "statedIn")), node

    @cached_property
    def _struck(self) -> frozenset[str]:
        """The statements that people rejected."""
        return frozenset(entity for entity, review in self.reviews.items() if review.status is Status.REJECTED)

    def _depth(self, node: str) -> int:
        depth, whole = 0, self.said.one(node, "isPartOf")
        while "#" in whole:
            depth, whole = depth + 1, self.said.one(whole, "isPartOf")
        return depth

    @cached_property
    def _words(self) -> Words:
        return Words(self.said)

    @cached_property
    def _marks(self) -> Mapping[str, Sequence[Mark]]:
        return marks_by_paragraph(self.said, self._words, self.site, self.held, self._struck)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(mark.kind for marks in self._marks.values() for mark in marks)

    def _facts(self) -> Iterator[tuple[str, list[Value], str]]:
        """What is known of the document as a whole: what, the answer, the fragment under which it stands."""
        said, node = self.said, self.document.iri
        for name, words in _LINKED:
            if several := said.all(node, name):
                yield words, [Value(said.name(one), one) for one in several], ""
        for name, words in (("atMeeting", "meeting"), ("underAgendaItem", "agenda item")):
            if one := said.one(node, name):
                yield words, [Value(said.name(one), "", said.one(one, "itemTitle"))], fragment(one)
        if adoption := said.one(node, "adoptedThrough"):
            yield "adoption", [Value(self._adoption(adoption))], fragment(adoption)
        for name, words in (("provenanceNote", "note"), ("distribution", "distribution"), ("jobNumber", "job number")):
            if one := said.one(node, name):
                yield words, [Value(one)], ""
        if places := self._places():
            yield "about the place", places, ""

    def _places(self) -> list[Value]:
        said = self.said
        assigned = said.all(self.document.iri, "hasPlaceAssignment")
        ranked = sorted(assigned, key=lambda one: said.number(one, "rank"))
        places = [said.one(one, "place") for one in ranked]
        return [Value(said.name(one), one) for one in places]

    def _adoption(self, node: str) -> str:
        said = self.said
        method, vote = said.name(said.one(node, "adoptionMethod")), said.one(node, "hasVote")
        told = (("inFavour", "in favour"), ("against", "against"), ("abstaining", "abstaining"))
        totals = ", ".join(f"{said.one(vote, name)} {words}" for name, words in told if said.one(vote, name))
        return f"{method}: {totals}" if totals else method

    def _votes(self) -> list[tuple[str, list[Value]]]:
        """How each State voted, by choice."""
        said = self.said
        found: dict[str, list[Value]] = defaultdict(list)
        for node in said.of_type("CastVote"):
            found[said.name(said.one(node, "choice"))].append(Value(said.one(node, LABEL), said.one(node, "castBy")))
        return [(choice, sorted(several, key=lambda one: one.words)) for choice, several in sorted(found.items())]

    @cached_property
    def _themes(self) -> list[tuple[str, list[Value]]]:
        """What the document is about, by who says so."""
        said = self.said
        found: dict[str, list[tuple[int, Value]]] = defaultdict(list)
        seen = set()
        for node in said.all(self.document.iri, "hasThemeAssignment"):
            theme = said.one(node, "theme")
            value = Value(cased(said.one(theme, PREFERRED) or end_of(theme)), theme)
            source = said.one(node, "assignmentSource")
            if (source, value) not in seen:
                seen.add((source, value))
                found[source].append((said.number(node, "rank"), value))
        return [
            (source, [value for _, value in sorted(found[source], key=_rank)])
            for source in sorted(found, key=_text_first)
        ]

    def _lines(self) -> Iterator[tuple[str, list[Value], bool]]:
        """What the document does to mandates of others, what others do to its own, and to what it goes back."""
        said, node = self.said, self.document.iri
        holders = (*said.of_type("Provision"), *said.of_type("Task"), *said.of_type("ReportingTask"))
        for name, (words, _) in _TIES.items():
            if works := dict.fromkeys(work for holder in holders for work in said.all(holder, name)):
                yield words, [self._work(work) for work in works], False
        for name, (_, words) in _TIES.items():
            if subjects := self._tied(name):
                yield words, [self._place(one) for one in subjects], False
        shared = iri.shared_graph(self.held.base, "inferred")
        if back := facts_of(self.graphs, node, shared).all(node, "goesBackTo"):
            yield "goes back to", [self._work(one) for one in back], True
        if later := [one for one in self._tied("goesBackTo", shared) if "#" not in one]:
            yield "carried on by", [self._work(one) for one in later], True

    def _tied(self, name: str, graph: str | None = None) -> list[str]:
        """Those of whom it is said that they are tied to the document in this way."""
        quads = self.graphs.quads_for_pattern(
            None, ox.NamedNode(iri.term(name)), ox.NamedNode(self.document.iri), ox.NamedNode(graph) if graph else None
        )
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def _work(self, node: str) -> Value:
        document = self.held.by_iri.get(node)
        return Value(document.symbol if document else self._named(node), node, document.title if document else "")

    def _named(self, node: str) -> str:
        return self.said.name(node) if node in self.said.said else name_of(self.graphs, node)

    def _place(self, node: str) -> Value:
        """A part of another document: its symbol and where in it."""
        whole, _, part = node.partition("#")
        value = self._work(whole)
        return Value(f"{value.words}, {spoken(part)}" if part else value.words, node, value.aside)

    def _cited(self) -> tuple[list[Value], list[Value]]:
        """The documents and the instruments that the document cites."""
        works = sorted(self.said.all(self.document.iri, "cites"))
        is_instrument = {work: "InternationalInstrument" in self.said.types(work) for work in works}
        documents = [self._work(work) for work in works if not is_instrument[work]]
        instruments = [Value(self.said.name(work), work) for work in works if is_instrument[work]]
        return documents, sorted(instruments, key=lambda one: one.words)

    def _citing(self) -> list[tuple[Value, list[Value]]]:
        return citing(self.graphs, self.document.iri, self.held)

    def _provenance(self) -> Iterator[tuple[str, str]]:
        said = self.said
        text = iri.text(self.document.iri, self.language)
        file = said.one(text, "hasFile")
        run = iri.run(self.document.graphs[self.language])
        used, furniture, doubtful = (
            said.number(text, f"characters{name}") for name in ("Used", "OfFurniture", "InDoubt")
        )
        told = (
            ("read from", f"{said.one(file, 'fileName')} ({said.one(file, 'mediaType')})" if file else ""),
            ("SHA-256 of the file", said.one(file, "sha256")),
            ("SHA-256 of the words", said.one(text, "sha256")),
            ("read by version", said.one(run, "programVersion")),
            ("on", said.one(run, f"{PROV}endedAtTime")),
            ("printed characters", f"{used:,} used, {furniture:,} furniture of the page, {doubtful:,} in doubt"),
        )
        return ((name, words) for name, words in told if words)

    def _for_machines(self) -> dict[str, Any]:
        document, said = self.document, self.said
        themes = [value for _, several in self._themes for value in several]
        organ = said.one(document.iri, "adoptedBy")
        told: dict[str, Any] = {
            "@type": "Legislation",
            "@id": document.iri,
            "url": document.iri,
            "name": self._title or document.symbol,
            "legislationIdentifier": document.symbol,
            "legislationType": "resolution",
            "inLanguage": list(document.graphs),
            "legislationDate": document.adopted or None,
            "legislationPassedBy": {"@type": "Organization", "@id": organ, "name": said.name(organ)} if organ else None,
            "about": [{"@type": "DefinedTerm", "@id": one.iri, "name": one.words} for one in themes],
            "citation": [{"@type": "CreativeWork", "@id": one.iri, "name": one.words} for one in self._cited()[0]],
            "sameAs": said.one(document.iri, SEE_ALSO) or None,
        }
        return {name: value for name, value in told.items() if value}


#: What a document is tied to as a whole, and how the tie is called.
_LINKED = (
    ("adoptedBy", "adopted by"),
    ("atSession", "session"),
    ("sponsoredBy", "sponsors"),
    ("hasDraft", "draft"),
    ("recommendedIn", "recommended in"),
    ("recordedIn", "recorded in"),
)
#: What provisions do to the mandates laid down in other documents, from this side and from the other.
_TIES = {
    "renews": ("renews", "renewed by"),
    "terminates": ("ends", "ended by"),
    "modifies": ("changes", "changed by"),
    "supersedes": ("replaces", "replaced by"),
    "reiterates": ("reiterates", "reiterated by"),
}


def citing(graphs: ox.Store, node: str, held: Holdings) -> list[tuple[Value, list[Value]]]:
    """The documents that cite a work, the latest first, each with the paragraphs that do."""
    units: dict[str, list[str]] = defaultdict(list)
    for quad in graphs.quads_for_pattern(None, ox.NamedNode(iri.term("cites")), ox.NamedNode(node)):
        if isinstance(quad.subject, ox.NamedNode):
            whole, mark, _ = quad.subject.value.partition("#")
            units[whole] += [quad.subject.value] if mark else []
    order = held.order
    return [
        (
            Value(held.by_iri[whole].symbol, whole, held.by_iri[whole].title),
            [Value(spoken(fragment(unit)), unit) for unit in sorted(units[whole], key=_natural)],
        )
        for whole in sorted(units.keys() & order.keys(), key=order.__getitem__)
    ]


def cited_only(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a document that is cited, but not held; ``None`` if it is no document."""
    quads = list(graphs.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(iri.term("symbol")), None))
    if not quads:
        return None
    symbol = quads[0].object.value if isinstance(quads[0].object, ox.Literal) else end_of(node)
    said = facts_of(graphs, node)
    return filled(
        "cited.html",
        site,
        path=site.path(node),
        symbol=symbol,
        node=node,
        official=said.one(node, SEE_ALSO),
        citing=citing(graphs, node, held),
        json_ld=for_machines({"@type": "Legislation", "@id": node, "name": symbol, "legislationIdentifier": symbol}),
    )


def _rank(numbered: tuple[int, Value]) -> int:
    return numbered[0]


def _text_first(source: str) -> tuple[bool, str]:
    return source != "text", source


def _sections(units: Iterable[Unit]) -> Iterator[tuple[str, list[Unit]]]:
    """The units by the part of the document in which they stand; headings and tables stand where they are printed."""
    name, several = "", list[Unit]()
    for unit in units:
        own = unit.section if unit.section in ("preambular", "operative", "annex") else name or "operative"
        if own != name and several:
            yield name, several
            several = []
        name = own
        several.append(unit)
    if several:
        yield name, several


def _number(label: str, section: str) -> str:
    """The number that is printed before a paragraph: of a part only its own.

    >>> [_number(label, "operative") for label in ("3(a)(i)", "5", "op1")], _number("pp3", "preambular")
    (['(i)', '5.', ''], '')
    """
    if section != "operative":
        return ""
    if label.endswith(")") and "(" in label:
        return label[label.rindex("(") :]
    return f"{label}." if label[:1].isdigit() else ""


def spoken(part: str) -> str:
    """A part of a document as people cite it.

    >>> spoken("para_3__point_a"), spoken("preamble__p_2"), spoken("para_5.1")
    ('para. 3 (a)', 'preamble 2', 'para. 5')
    """
    unit = part.partition(".")[0]
    names = {"para": "para.", "point": "", "preamble": "preamble", "p": ""}
    words: list[str] = []
    for piece in unit.split("__"):
        name, _, number = piece.partition("_")
        said = names.get(name, name)
        shown = f"({number})" if name == "point" else number
        words += [word for word in (said, shown) if word]
    return " ".join(words)


def _natural(node: str) -> list[tuple[int, str]]:
    """Paragraph 10 stands behind paragraph 9."""
    pieces = "".join(letter if letter.isalnum() else " " for letter in fragment(node)).split()
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in pieces]
