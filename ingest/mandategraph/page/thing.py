"""Thing: the pages of what is neither document nor actor: themes, sessions, instruments, observances and the like.

Each is what is known of the thing, and lists of the documents and paragraphs that have to do with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from mandategraph import iri, thesaurus

from .catalogue import cased
from .holding import Document, Holdings
from .note import Value
from .resolution import LANGUAGES, citing, spoken
from .sheet import day, filled, for_machines
from .site import Site
from .statement import PREFERRED, PREFIXES, SKOS, TYPE, Facts, end_of, facts_of, name_of, rows

#: So many entries of a list are shown.
_SHOWN = 30
_LOOKED_AT = 25


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: where, what the document is called or what stands there, and a remark."""

    place: Value
    title: str = ""
    words: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A list under a heading; ``total`` is how many there are, ``more`` where all of them stand."""

    name: str
    heading: str
    entries: tuple[Entry, ...]
    total: int
    more: str = ""


def _section(name: str, heading: str, several: Iterable[Entry], more: str = "") -> Iterator[Section]:
    entries = tuple(dict.fromkeys(several))
    if entries:
        yield Section(name, heading, entries[:_SHOWN], len(entries), more)


@dataclass(frozen=True)
class _Subject:
    """What a page is about, and what it is made from."""

    graphs: ox.Store
    site: Site
    node: str
    held: Holdings

    def value(self, node: str) -> Value:
        return Value(name_of(self.graphs, node), node)

    def rows(self, query: str) -> ox.QuerySolutions:
        return rows(self.graphs, PREFIXES + query.replace("$this", f"<{self.node}>"))

    def document(self, document: Document, remark: str = "") -> Entry:
        return Entry(Value(document.symbol, document.iri), document.title, "", remark)

    def paragraph(self, node: str, words: str = "", remark: str = "") -> Entry:
        """A part of a document, with the words that stand there."""
        whole, _, part = node.partition("#")
        document = self.held.by_iri.get(whole)
        symbol = document.symbol if document else end_of(whole)
        unit = f"{whole}#{part.partition('.')[0]}"
        return Entry(Value(f"{symbol}, {spoken(part)}" if part else symbol, unit), "", words, remark)

    def order(self, node: str) -> int:
        """The latest document first."""
        return self.held.order.get(node.partition("#")[0], len(self.held.order))

    def known(self, *names: str) -> Facts:
        """What graphs that belong to no document say of it."""
        for name in names:
            said = facts_of(self.graphs, self.node, iri.shared_graph(self.held.base, name))
            if said.said:
                return said
        return Facts({})

    def filled(  # noqa: PLR0913 - what all these pages tell
        self,
        kind: str,
        label: str,
        *,
        lead: str = "",
        facts: Iterable[tuple[str, list[Value]]] = (),
        sections: Iterable[Section] = (),
        names: Sequence[tuple[str, str, str]] = (),
        above: tuple[str, str] = ("", ""),
        schema: str = "Thing",
        **more: Any,  # noqa: ANN401 - of schema.org
    ) -> str:
        """The page."""
        return filled(
            "thing.html",
            self.site,
            path=self.site.path(self.node),
            node=self.node,
            kind=kind,
            label=label,
            lead=lead,
            facts=[(name, values) for name, values in facts if values],
            sections=list(sections),
            names=names,
            above=above,
            json_ld=for_machines({"@type": schema, "@id": self.node, "name": label, **more}),
        )


_THEMED_DOCUMENTS = """
SELECT ?document (MIN(?rank) AS ?best) (GROUP_CONCAT(DISTINCT ?source; separator=", ") AS ?sources) WHERE {
  GRAPH ?graph { ?one mg:theme $this ; mg:rank ?rank ; mg:assignmentSource ?source .
    ?document mg:hasThemeAssignment ?one ; mg:hasText ?text }
} GROUP BY ?document
"""
_THEMED_PROVISIONS = """
SELECT ?provision ?words WHERE {
  GRAPH ?graph { ?one mg:theme $this . ?provision mg:hasThemeAssignment ?one ; mg:operativeVerb ?verb ;
    mg:anchoredIn/mg:exact ?words }
}
"""
_CITED = """
SELECT ?citation ?words WHERE {
  GRAPH ?graph { ?citation mg:citedUnit $this ; mg:anchoredIn/mg:exact ?words }
}
"""
_THEMED_ACTORS = """
SELECT ?who (COUNT(DISTINCT ?provision) AS ?times) WHERE {
  GRAPH ?graph { ?one mg:theme $this . ?provision mg:hasThemeAssignment ?one ; mg:hasParticipation ?part .
    ?part mg:force ?force ; mg:participant ?who }
} GROUP BY ?who ORDER BY DESC(?times) LIMIT 30
"""
_WIDER = (("broader", "broader"), ("inScheme", "in"), ("topConceptOf", "in"))


def theme(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a theme; ``None`` if nothing is about it and no thesaurus of the store knows it."""
    page = _Subject(graphs, site, node, held)
    found = [
        (row["document"].value, int(row["best"].value), row["sources"].value) for row in page.rows(_THEMED_DOCUMENTS)
    ]
    provisions = sorted(
        ((row["provision"].value, row["words"].value) for row in page.rows(_THEMED_PROVISIONS)),
        key=lambda one: (page.order(one[0]), one[0]),
    )
    known = facts_of(graphs, node, thesaurus.graph(held.base).value)
    cited = sorted(
        ((row["citation"].value, row["words"].value) for row in page.rows(_CITED)),
        key=lambda one: (page.order(one[0]), one[0]),
    )
    if not (found or provisions or cited or known.said):
        return None
    actors = [(row["who"].value, int(row["times"].value)) for row in page.rows(_THEMED_ACTORS)]
    documents = [
        page.document(held.by_iri[document], _weight(rank, sources))
        for document, rank, sources in sorted(found, key=lambda one: (one[1], page.order(one[0])))
        if document in held.by_iri
    ]
    label = cased(name_of(graphs, node))
    return page.filled(
        "theme",
        label,
        lead=f"{len(documents):,} {'document is' if len(documents) == 1 else 'documents are'} about it, and "
        f"{len(provisions):,} {'provision names' if len(provisions) == 1 else 'provisions name'} it.",
        facts=_thesaurus_facts(page, known),
        names=_names(known),
        above=(site.page("themes"), "Themes"),
        schema="DefinedTerm",
        inDefinedTermSet="http://metadata.un.org/thesaurus/",
        sections=(
            *_section("documents", "Documents, the weightiest first", documents),
            *_section(
                "who",
                "Who works on it",
                [Entry(page.value(who), "", "", _times(times, "provision")) for who, times in actors],
                site.page("questions/who-works-on", theme=name_of(graphs, node)),
            ),
            *_section(
                "provisions",
                "Provisions that name it, the latest first",
                [page.paragraph(provision, words) for provision, words in provisions],
            ),
            *_section("cited", "Where it is cited", [page.paragraph(one, words) for one, words in cited]),
        ),
    )


def _weight(rank: int, sources: str) -> str:
    said = "" if sources == "text" else f", says {sources.replace('text, ', '').replace(', text', '')}"
    return f"{rank}{_ENDINGS.get(rank, 'th')} theme{said}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _times(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _thesaurus_facts(page: _Subject, known: Facts) -> Iterator[tuple[str, list[Value]]]:
    """What is broader and what narrower, if the store holds a thesaurus; and the concept's own address."""
    place = thesaurus.graph(page.held.base)
    for relation, words in _WIDER:
        yield words, [_theme(page, one) for one in known.all(page.node, SKOS + relation)]
    quads = page.graphs.quads_for_pattern(None, ox.NamedNode(f"{SKOS}broader"), ox.NamedNode(page.node), place)
    narrower = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    yield "narrower", [_theme(page, one) for one in sorted(narrower | set(known.all(page.node, f"{SKOS}narrower")))]
    yield "related", [_theme(page, one) for one in known.all(page.node, f"{SKOS}related")]


def _theme(page: _Subject, node: str) -> Value:
    return Value(cased(name_of(page.graphs, node)), node)


def _names(known: Facts) -> list[tuple[str, str, str]]:
    """Preferred names in other languages than English: language, its own name, the name."""
    terms = [term for told in known.said.values() for term in told.get(PREFERRED, ()) if isinstance(term, ox.Literal)]
    named = {term.language: term.value for term in terms if term.language}
    return [(code, own, named[code]) for code, own in LANGUAGES.items() if code in named and code != "en"]


_ADOPTED_AT = """
SELECT ?document ?item ?title WHERE {
  GRAPH ?graph { ?document mg:atSession $this ; mg:hasText ?text .
    OPTIONAL { ?document mg:underAgendaItem ?under . ?under rdfs:label ?item OPTIONAL { ?under mg:itemTitle ?title } } }
}
"""
_DUE_AT = """
SELECT ?one ?words ?kind WHERE {
  GRAPH ?graph { ?one mg:dueAt $this ; mg:anchoredIn/mg:exact ?words ; a ?kind }
}
"""


def session(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a session: what was adopted at it, by item of the agenda, and what comes up at it."""
    page = _Subject(graphs, site, node, held)
    said = facts_of(graphs, node)
    if not said.said:
        return None
    items: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in page.rows(_ADOPTED_AT):
        item, title = (row[name].value if row[name] else "" for name in ("item", "title"))
        items[item, title].setdefault(row["document"].value)
    due = [(row["one"].value, row["words"].value, row["kind"].value) for row in page.rows(_DUE_AT)]
    due.sort(key=lambda one: (page.order(one[0]), one[0]))
    reports = [page.paragraph(one, words) for one, words, kind in due if kind == iri.term("ReportingTask")]
    others = [page.paragraph(one, words) for one, words, kind in due if kind == iri.term("LifeClause")]
    return page.filled(
        "session",
        said.name(node),
        lead=f"{_times(sum(map(len, items.values())), 'document')} held here of those adopted at it.",
        facts=(("of", [page.value(one) for one in said.all(node, "sessionOf")]),),
        above=(site.page("documents"), "Documents"),
        schema="Event",
        sections=(
            *(
                one
                for number, ((item, title), documents) in enumerate(sorted(items.items(), key=_by_item))
                for one in _section(
                    f"item-{number}",
                    f"Agenda item {item}{f': {title}' if title else ''}"
                    if item
                    else "Adopted, under no item that is printed",
                    [page.document(held.by_iri[one]) for one in documents if one in held.by_iri],
                )
            ),
            *_section("reports", "Reports that are due at it", reports, site.page("questions/reports", session=node)),
            *_section("comes-up", "What comes up at it", others, site.page("questions/agenda", session=node)),
        ),
    )


def _by_item(pair: tuple[tuple[str, str], object]) -> tuple[int, str, str]:
    item, title = pair[0]
    digits = item.split()[0] if item else ""
    number = "".join(letter for letter in digits if letter.isdecimal())
    return int(number) if number else 10**6, item, title


def instrument(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a treaty, declaration or programme: who cites it, and where."""
    page = _Subject(graphs, site, node, held)
    known = page.known("instruments")
    if not known.said:
        return None
    several = citing(graphs, node, held)
    return page.filled(
        known.one(node, "instrumentKind") or "instrument",
        known.name(node),
        lead=f"{_times(len(several), 'document')} {'cites' if len(several) == 1 else 'cite'} it.",
        facts=(
            ("adopted", [Value(day(one)) for one in known.all(node, "dateAdopted")]),
            ("adopted in", [page.value(one) for one in known.all(node, "adoptedIn")]),
            ("supplements", [page.value(one) for one in known.all(node, "supplements")]),
            ("supplemented by", [page.value(one) for one in _subjects(page, "supplements")]),
            ("also named", [Value(one) for one in sorted(known.all(node, f"{SKOS}altLabel"))]),
        ),
        schema="Legislation",
        sections=_section(
            "cited-by",
            "Cited by",
            [
                Entry(
                    work, work.aside, "", ", ".join(unit.words for unit in units[:8]) + (" …" if len(units) > 8 else "")
                )
                for work, units in several
            ],
        ),
    )


def _subjects(page: _Subject, name: str) -> list[str]:
    quads = page.graphs.quads_for_pattern(None, ox.NamedNode(iri.term(name)), ox.NamedNode(page.node))
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def observance(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of an international day, week, year or decade: when it is, who proclaims it and who names it."""
    page = _Subject(graphs, site, node, held)
    said = facts_of(graphs, node)
    if not said.said:
        return None
    named = sorted((one for one in _subjects(page, "mentions") if "#" in one), key=lambda one: (page.order(one), one))
    return page.filled(
        said.one(node, "observanceKind") or "observance",
        said.name(node),
        facts=(
            ("observed on", [Value(_observed(one)) for one in said.all(node, "observedOn")]),
            ("proclaimed in", [page.value(one) for one in said.all(node, "proclaimedIn")]),
            ("also named", [Value(one) for one in sorted(said.all(node, f"{SKOS}altLabel"))]),
        ),
        schema="Event",
        sections=_section("named", "Where it is named", [page.paragraph(one, _text(page, one)) for one in named]),
    )


def _observed(on: str) -> str:
    """A day of the year as people say it.

    >>> _observed("--06-26"), _observed("2024")
    ('26 June', '2024')
    """
    if on.startswith("--") and "/" not in on:
        return day(f"2000-{on.removeprefix('--')}").removesuffix(" 2000")
    return " to ".join(_observed(one) for one in on.split("/")) if "/" in on else on


def _text(page: _Subject, node: str) -> str:
    quads = page.graphs.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(iri.term("text")), None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), "")


_ABOUT = """
SELECT ?document ?rank WHERE {
  GRAPH ?graph { ?one mg:place $this ; mg:rank ?rank . ?document mg:hasPlaceAssignment ?one }
} ORDER BY ?rank
"""
_IN = "SELECT ?one ?words WHERE { GRAPH ?graph { ?one mg:inRegion $this ; mg:anchoredIn/mg:exact ?words } }"


def region(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a part of the world: the documents about it, and what is to be done there."""
    page = _Subject(graphs, site, node, held)
    said = facts_of(graphs, node)
    if not said.said:
        return None
    about = sorted({row["document"].value for row in page.rows(_ABOUT)}, key=page.order)
    there = sorted(
        ((row["one"].value, row["words"].value) for row in page.rows(_IN)), key=lambda one: page.order(one[0])
    )
    return page.filled(
        "region",
        said.name(node),
        facts=(("M49", [Value(one) for one in said.all(node, "m49")]),),
        schema="Place",
        sections=(
            *_section(
                "about", "Documents about it", [page.document(held.by_iri[one]) for one in about if one in held.by_iri]
            ),
            *_section("there", "What is to be done there", [page.paragraph(one, words) for one, words in there]),
        ),
    )


_USES = "SELECT ?by (COUNT(*) AS ?times) WHERE { GRAPH ?graph { ?one ?by $this } } GROUP BY ?by ORDER BY DESC(?times)"
_EXAMPLES = f"""
SELECT ?one ?words WHERE {{ GRAPH ?graph {{ ?one ?by $this ; mg:anchoredIn/mg:exact ?words }} }} LIMIT {_LOOKED_AT}
"""


def concept(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of a concept of the vocabularies, or of an operative verb: what it means, how often it stands, where."""
    page = _Subject(graphs, site, node, held)
    known = page.known("vocabulary", "verbs")
    uses = Counter({row["by"].value: int(row["times"].value) for row in page.rows(_USES)})
    used = sum(number for by, number in uses.items() if by.startswith(iri.MG))
    if not known.said and not used:
        return None
    members = _in_scheme(page)
    examples = sorted(
        ((row["one"].value, row["words"].value) for row in page.rows(_EXAMPLES)), key=lambda one: page.order(one[0])
    )
    kinds = [end_of(kind) for kind in known.all(node, TYPE) if kind.startswith(iri.MG)]
    label = name_of(graphs, node)
    return page.filled(
        _KINDS.get(kinds[0], "concept") if kinds else "concept",
        label,
        lead=known.one(node, f"{SKOS}definition"),
        facts=(
            ("in", [page.value(one) for one in known.all(node, f"{SKOS}inScheme")]),
            ("kind of act", [page.value(one) for one in known.all(node, "illocution")]),
            ("example", [Value(one) for one in known.all(node, f"{SKOS}example")]),
            ("broader", [page.value(one) for one in known.all(node, f"{SKOS}broader")]),
            ("used", [Value(_times(used, "time"))] if used else []),
            ("the same elsewhere", [Value(one, one) for one in known.all(node, f"{SKOS}exactMatch")]),
            ("near to", [Value(one, one) for one in known.all(node, f"{SKOS}closeMatch")]),
        ),
        names=_names(known),
        schema="DefinedTerm",
        sections=(
            *_section("members", "Concepts", [Entry(page.value(one)) for one in members]),
            *_section("examples", "Some of the places", [page.paragraph(one, words) for one, words in examples]),
        ),
    )


def _in_scheme(page: _Subject) -> list[str]:
    quads = page.graphs.quads_for_pattern(None, ox.NamedNode(f"{SKOS}inScheme"), ox.NamedNode(page.node))
    found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return sorted(found)[:_SHOWN]


_KINDS = {"OperativeVerb": "operative verb", "DeonticForce": "force", "ConditionType": "kind of condition"}
