"""Actor: the page of a body, a post, a State or a group: what is asked of it, with whom, for whom, and by when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from mandategraph import iri
from mandategraph.term import WORKING, WORKING_WITH

from . import picture
from .figure import ON_A_SIDE, Tie, network, years
from .holding import Document, Holdings
from .note import FORCES, Value
from .resolution import LANGUAGES, spoken
from .sheet import day, filled, for_machines
from .site import Site
from .statement import HOMEPAGE, PREFERRED, PREFIXES, SKOS, Facts, end_of, facts_of, name_of, rows

#: So many provisions are shown for each way of binding, so many reports, and so many of those with whom it works.
_PROVISIONS, _REPORTS, _PARTIES = 10, 12, 25
#: What an actor does who is bound, by the property that binds it; and as a heading.
_BINDING = {
    "obliges": "What it must do",
    "exhorts": "What it is exhorted to do",
    "authorizes": "What it may do",
    "forbids": "What it must not do",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A provision that addresses the actor."""

    iri: str
    verb: Value
    words: str
    force: str
    document: Document
    where: str
    unit: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with whom or for whom something is to be done: how, by which force, how often, and one place of it."""

    who: Value
    mode: str
    force: str
    times: int
    place: Value


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is asked for; ``derived`` is how often it is concluded to come back.

    ``due`` is when, as people read it; ``times`` are the same as the graph has them, and ``at`` the sessions.
    """

    party: tuple[Value, ...]
    due: str
    times: tuple[str, ...]
    at: tuple[str, ...]
    often: str
    derived: str
    place: Value
    adopted: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Until when a mandate lasts, what is done to it (extended, ended), and where that is said."""

    day: str
    act: str
    place: Value

    @property
    def value(self) -> Value:
        """The same as it stands in the list of facts."""
        return Value(day(self.day), self.place.iri, self.place.words)


def actor(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of an actor; ``None`` if the IRI is of none."""
    known = facts_of(graphs, node, iri.shared_graph(held.base, "actors"))
    page = _Page(graphs, site, node, known, held)
    counted = page.counted()
    if not known.said and not counted and not page.is_group():
        return None
    return filled("actor.html", site, path=site.path(node), **page.told(counted))


_ASKING = """
SELECT ?graph ?force ?asking WHERE {{
  VALUES ?bearer {{ {bearers} }}
  GRAPH ?graph {{ ?asking mg:participant ?bearer ; mg:force ?force }}
}}
"""
_ASKED = """
SELECT DISTINCT ?graph ?provision ?verb ?phrase ?words ?force ?unit ?label ?start WHERE {{
  VALUES ?bearer {{ {bearers} }}
  VALUES ?graph {{ {graphs} }}
  GRAPH ?graph {{
    ?asking mg:participant ?bearer ; mg:force ?force .
    ?holder mg:hasParticipation ?asking .
    ?provision mg:hasTask? ?holder ; a mg:Provision ; mg:statedIn ?unit ; mg:anchoredIn ?span ;
      mg:operativeVerb ?verb ; mg:verbPhrase ?phrase .
    ?span mg:exact ?words ; mg:charStart ?start .
    ?unit mg:paragraphLabel ?label .
  }}
}} ORDER BY ?start
"""
_ROLES = " ".join(f"mgv:{role}" for role in WORKING)
_WITH = """
SELECT ?role ?party ?binds (COUNT(*) AS ?times) (SAMPLE(?tie) AS ?one) WHERE {{
  VALUES ?bearer {{ {bearers} }}
  VALUES ?binds {{ mg:obliges mg:exhorts mg:authorizes mg:forbids }}
  VALUES ?role {{ {roles} }}
  GRAPH ?graph {{
    ?task mg:hasBearer ?bearer ; ?binds ?bearer ; mg:hasParticipation ?tie .
    ?tie mg:role ?role ; mg:participant ?party .
  }}
}} GROUP BY ?role ?party ?binds ORDER BY DESC(?times)
"""
_FROM = """
SELECT ?role ?party ?binds (COUNT(*) AS ?times) (SAMPLE(?tie) AS ?one) WHERE {{
  VALUES ?bearer {{ {bearers} }}
  VALUES ?role {{ {roles} }}
  VALUES ?binds {{ mg:obliges mg:exhorts mg:authorizes mg:forbids }}
  GRAPH ?graph {{
    ?tie mg:participant ?bearer ; mg:role ?role .
    ?task mg:hasParticipation ?tie ; mg:hasBearer ?party ; ?binds ?party .
  }}
}} GROUP BY ?role ?party ?binds ORDER BY DESC(?times)
"""
_REPORTING = """
SELECT ?graph ?task ?label ?party ?due ?session ?often ?derived WHERE {{
  VALUES ?bearer {{ {bearers} }}
  GRAPH ?graph {{
    ?task mg:{one} ?bearer ; a mg:ReportingTask ; mg:statedIn ?unit .
    ?unit mg:paragraphLabel ?label .
    OPTIONAL {{ ?task mg:{other} ?party }}
    OPTIONAL {{ ?task mg:due ?due }}
    OPTIONAL {{ ?task mg:dueAt ?session }}
    OPTIONAL {{ ?task mg:frequency ?often }}
    OPTIONAL {{ ?task mg:hasImpliedRecurrence/mg:interval ?derived }}
  }}
}}
"""
_ENDING = """
SELECT ?clause ?act ?ends WHERE {{
  VALUES ?bearer {{ {bearers} }}
  GRAPH ?graph {{ ?clause mg:mandateOf ?bearer ; mg:lifeAct ?act ; mg:ends ?ends }}
}}
"""


class _Page:
    def __init__(self, graphs: ox.Store, site: Site, node: str, known: Facts, held: Holdings) -> None:
        self._graphs = graphs
        self._site = site
        self._node = node
        self._known = known
        self._held = held
        self._shared = iri.shared_graph(held.base, "actors")
        self._heads = self._tied("heads")
        #: What is asked of the post that heads a body is asked of the body.
        self._bearers = " ".join(f"<{one}>" for one in (node, *self._heads))
        self._names: dict[str, str] = {}

    def is_group(self) -> bool:
        """Whether some document names a group of this IRI."""
        quads = self._graphs.quads_for_pattern(
            ox.NamedNode(self._node), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), None
        )
        return any(getattr(quad.object, "value", "") in _CLASSES for quad in quads)

    def told(self, counted: Mapping[tuple[str, str], int]) -> dict[str, Any]:
        label = self._name(self._node)
        with_, from_ = list(self._parties(_WITH)), list(self._parties(_FROM))
        working, for_whom = _by_mode(with_)
        coming, helped_by = _by_mode(from_)
        by_force, total, by_year = self._totals(counted)
        authored, received = self._reports("hasBearer", "hasRecipient"), self._reports("hasRecipient", "hasBearer")
        ends = self._ends()
        return {
            "node": self._node,
            "spoken": self._spoken,
            "label": label,
            "acronym": self._known.one(self._node, "acronym"),
            "kind": self._kind(),
            "facts": [*self._facts(), *([("mandate until", [one.value for one in ends])] if ends else [])],
            "names": self._other_names(),
            "also": [one for one in self._also() if one != label],
            "total": total,
            "years": years(by_year, "provisions"),
            "asked": self._asked(counted, by_force),
            "documents": len({graph for graph, _ in counted}),
            "about": self._about(),
            "working": working[:_PARTIES],
            "working_total": len(working),
            "for_whom": for_whom[:_PARTIES],
            "for_whom_total": len(for_whom),
            "coming": coming[:_PARTIES],
            "coming_total": len(coming),
            "helped_by": helped_by[:_PARTIES],
            "network": network(self._known.one(self._node, "acronym") or label, self._ties(working, coming)),
            "modes": [mode for mode in WORKING if any(mode == one.mode for one in (*with_, *from_))],
            "drawn": picture.network(
                self._site,
                self._pairs((*working[:_PARTIES], *for_whom[:_PARTIES]), (*coming[:_PARTIES], *helped_by[:_PARTIES])),
                self._node,
                len({party.who.iri for party in (*with_, *from_)}),
            ),
            "timeline": self._timeline(authored, ends),
            "authored": authored[:_REPORTS],
            "authored_total": len(authored),
            "received": received[:_REPORTS],
            "received_total": len(received),
            "json_ld": for_machines(self._for_machines(label)),
        }

    @cached_property
    def _spoken(self) -> str:
        """By what a question is told the actor: its name if it is known by that everywhere, otherwise its IRI."""
        return self._known.name(self._node) if self._known.said else self._node

    def _rows(self, query: str, **told: str) -> ox.QuerySolutions:
        return rows(self._graphs, PREFIXES + query.format(bearers=self._bearers, roles=_ROLES, **told))

    def _tied(self, relation: str) -> list[str]:
        """Those who are tied to the actor in this way, in the graph of actors."""
        quads = self._graphs.quads_for_pattern(
            None, ox.NamedNode(iri.term(relation)), ox.NamedNode(self._node), ox.NamedNode(self._shared)
        )
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def _name(self, node: str) -> str:
        if node not in self._names:
            self._names[node] = name_of(self._graphs, node)
        return self._names[node]

    def _value(self, node: str) -> Value:
        return Value(self._name(node), node)

    def _kind(self) -> str:
        quads = self._graphs.quads_for_pattern(
            ox.NamedNode(self._node), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), None
        )
        return next((_CLASSES[kind] for quad in quads if (kind := getattr(quad.object, "value", "")) in _CLASSES), "")

    def _facts(self) -> Iterator[tuple[str, list[Value]]]:
        said, node = self._known, self._node
        above = said.all(node, "subBodyOf")
        for relation, words in (
            *(("subBodyOf", "part of"), ("principalOrgan", "answers to"), ("heads", "heads")),
            *(("groupOf", "group of"), ("successor", "work taken over by")),
        ):
            if others := [one for one in said.all(node, relation) if relation != "principalOrgan" or one not in above]:
                yield words, [self._value(one) for one in others]
        for relation, words in (("heads", "headed by"), ("subBodyOf", "parts"), ("successor", "took over from")):
            if tied := self._tied(relation):
                yield words, [self._value(one) for one in tied]
        for relation, words in (("since", "since"), ("until", "until"), ("iso3", "ISO 3166"), ("m49", "M49")):
            if one := said.one(node, relation):
                yield words, [Value(one)]
        for relation, words in ((HOMEPAGE, "website"), (f"{SKOS}exactMatch", "the same as")):
            if several := said.all(node, relation):
                yield words, [Value(one.partition("://")[2].rstrip("/"), one) for one in several]

    def _other_names(self) -> list[tuple[str, str, str]]:
        """The official names in other languages: language, its own name, the name."""
        terms = self._known.said.get(self._node, {}).get(PREFERRED, ())
        named = {term.language: term.value for term in terms if isinstance(term, ox.Literal) and term.language}
        return [(code, own, named[code]) for code, own in LANGUAGES.items() if code in named and code != "en"]

    def _also(self) -> list[str]:
        terms = self._known.said.get(self._node, {}).get(f"{SKOS}altLabel", ())
        return sorted(term.value for term in terms if isinstance(term, ox.Literal) and term.language in (None, "en"))

    def _about(self) -> list[Document]:
        """The documents that are about a State, the latest first."""
        place = ox.NamedNode(iri.term("place"))
        quads = self._graphs.quads_for_pattern(None, place, ox.NamedNode(self._node))
        found = {quad.subject.value.partition("#")[0] for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return [document for document in self._held.documents if document.iri in found]

    def counted(self) -> Mapping[tuple[str, str], int]:
        """How often each document asks something of the actor with each force: by graph and force."""
        return Counter((graph, force) for graph, force, _ in self._askings)

    @cached_property
    def _askings(self) -> list[tuple[str, str, str]]:
        """Each time that something is asked of the actor: the graph, the force, and the statement itself."""
        return [
            (row["graph"].value, row["force"].value.rpartition("/")[2], row["asking"].value)
            for row in self._rows(_ASKING)
        ]

    def _totals(self, counted: Mapping[tuple[str, str], int]) -> tuple[Counter[str], int, Counter[int]]:
        by_force: Counter[str] = Counter()
        by_year: Counter[int] = Counter()
        for (graph, force), times in counted.items():
            by_force[FORCES.get(force, ("", ""))[0]] += times
            document = self._held.by_graph.get(graph)
            if document and document.year.isdecimal():
                by_year[int(document.year)] += times
        return by_force, by_force.total(), by_year

    def _asked(
        self, counted: Mapping[tuple[str, str], int], by_force: Mapping[str, int]
    ) -> list[tuple[str, str, int, list[Asked], str]]:
        """For each way in which the actor is bound: its name, a heading, how often, the latest, and where all are."""
        wanted = self._latest(counted)
        if not wanted:
            return []
        shown: dict[str, list[Asked]] = defaultdict(list)
        for row in self._rows(_ASKED, graphs=" ".join(f"<{graph}>" for graph in wanted)):
            document = self._held.by_graph[row["graph"].value]
            force = row["force"].value.rpartition("/")[2]
            unit = row["unit"].value
            binds, degree = FORCES.get(force, ("", ""))
            verb = Value(row["phrase"].value, row["verb"].value)
            provision = row["provision"].value
            shown[binds].append(Asked(provision, verb, row["words"].value, degree, document, row["label"].value, unit))
        for several in shown.values():
            several.sort(key=lambda one: self._held.order[one.document.iri])
        return [
            (
                binds,
                heading,
                by_force[binds],
                shown[binds][:_PROVISIONS],
                self._site.page("questions/addressed", actor=self._spoken, force=binds),
            )
            for binds, heading in _BINDING.items()
            if shown[binds]
        ]

    def _latest(self, counted: Mapping[tuple[str, str], int]) -> list[str]:
        """The graphs of the latest documents, as many as it takes to show enough with each force."""
        order = self._held.order
        enough: Counter[str] = Counter()
        wanted: dict[str, None] = {}
        for graph, force in sorted(counted, key=lambda one: order.get(one[0], len(order))):
            binds = FORCES.get(force, ("", ""))[0]
            if graph in order and enough[binds] < _PROVISIONS:
                enough[binds] += counted[graph, force]
                wanted.setdefault(graph)
        return list(wanted)

    def _parties(self, query: str) -> Iterator[Party]:
        for row in self._rows(query):
            party = row["party"].value
            if party != self._node:
                place = self._place(row["one"].value)
                mode, force = row["role"].value.rpartition("/")[2], row["binds"].value.rpartition("#")[2]
                yield Party(self._value(party), mode, force, int(row["times"].value), place)

    def _place(self, node: str) -> Value:
        """The paragraph in which a statement stands."""
        unit = _unit(node)
        whole, _, part = unit.partition("#")
        document = self._held.by_iri.get(whole)
        symbol = document.symbol if document else end_of(whole)
        return Value(f"{symbol}, {spoken(part)}", unit)

    def _pairs(self, with_: Sequence[Party], from_: Sequence[Party]) -> Iterator[picture.Tie]:
        """The actor and each of those in the tables, the one who is to do something first."""
        own = self._value(self._node)
        for party in with_:
            yield picture.Tie(own, party.who, party.mode, party.times, party.place)
        for party in from_:
            yield picture.Tie(party.who, own, party.mode, party.times, party.place)

    def _timeline(self, reports: Sequence[Report], ends: Sequence[Ending]) -> picture.Picture | None:
        asked, totals = self._asked_for()
        reporting = [event for report in reports for event in self._due(report)]
        ending = [event for until in ends for event in self._event("end", until.day, until.place, until.act)]
        return picture.timeline(self._site, [*asked, *reporting, *ending], totals)

    def _asked_for(self) -> tuple[list[picture.Event], Counter[str]]:
        """The latest paragraphs that ask something of the actor, and how many there are, by how they bind it."""
        degrees: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for _, force, asking in self._askings:
            binds, degree = FORCES.get(force, ("", ""))
            if binds:
                degrees[binds, _unit(asking)].setdefault(degree)
        order = self._held.order
        totals: Counter[str] = Counter()
        events: list[picture.Event] = []
        for binds, unit in sorted(degrees, key=lambda one: (order.get(one[1].partition("#")[0], len(order)), one)):
            totals[binds] += 1
            document = self._held.by_iri.get(unit.partition("#")[0])
            if document and totals[binds] <= picture.IN_A_LANE:
                degree = ", ".join(filter(None, degrees[binds, unit]))
                events += self._event(binds, document.adopted, self._place(unit), degree)
        return events, totals

    def _due(self, report: Report) -> Iterator[picture.Event]:
        """When a report is due, as far as it is said."""
        to = ", ".join(party.words for party in report.party)
        for time in report.times:
            yield from self._event(
                "report", time, report.place, f"{day(time)}, to {to}" if to else day(time), report.at
            )

    def _event(
        self, lane: str, time: str, place: Value, told: str, sessions: Iterable[str] = ()
    ) -> Iterator[picture.Event]:
        """What falls at a time, if that is one that has a place on a timeline."""
        document = self._held.by_iri.get(place.iri.partition("#")[0])
        days = picture.stretch(time, sessions)
        if document and days:
            yield picture.Event(lane, days, place, document, told)

    def _ends(self) -> list[Ending]:
        """Until when mandates of the actor are told to last, the latest first."""
        found = {(row["ends"].value, row["clause"].value, row["act"].value) for row in self._rows(_ENDING)}
        return [Ending(ends, end_of(act), self._place(clause)) for ends, clause, act in sorted(found, reverse=True)]

    def _ties(self, working: Sequence[Party], coming: Sequence[Party]) -> list[Tie]:
        return [*self._side(coming, is_left=True), *self._side(working, is_left=False)]

    def _side(self, parties: Sequence[Party], *, is_left: bool) -> Iterator[Tie]:
        """Each party once, by the mode in which it is tied most often."""
        times: Counter[Value] = Counter()
        modes: dict[Value, str] = {}
        for party in parties:
            times[party.who] += party.times
            modes.setdefault(party.who, party.mode)
        for who, number in times.most_common(ON_A_SIDE):
            yield Tie(who.words, self._site.link(who.iri), modes[who], number, is_left)

    def _reports(self, one: str, other: str) -> list[Report]:
        """The reports of the actor, or to it, the latest first."""
        tasks: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for row in self._rows(_REPORTING, one=one, other=other):
            told = tasks[row["task"].value]
            for name in ("party", "due", "session", "often", "derived", "graph"):
                if row[name]:
                    told[name].setdefault(row[name].value)
        order = self._held.order
        found = sorted(tasks.items(), key=lambda pair: (order.get(next(iter(pair[1]["graph"])), len(order)), pair[0]))
        return [self._report(task, told) for task, told in found]

    def _report(self, task: str, told: Mapping[str, Mapping[str, None]]) -> Report:
        document = self._held.by_graph.get(next(iter(told["graph"])))
        return Report(
            tuple(map(self._value, told["party"])),
            ", ".join(map(day, told["due"])),
            tuple(told["due"]),
            tuple(told["session"]),
            ", ".join(told["often"]),
            ", ".join(told["derived"]),
            self._place(task),
            document.adopted if document else "",
        )

    def _for_machines(self, label: str) -> dict[str, Any]:
        kind = "Country" if "/state/" in self._node else "Organization"
        told = {
            "@type": kind,
            "@id": self._node,
            "name": label,
            "alternateName": [one for one in (self._known.one(self._node, "acronym"), *self._also()) if one],
            "url": self._known.one(self._node, HOMEPAGE),
            "sameAs": list(self._known.all(self._node, f"{SKOS}exactMatch")),
        }
        return {name: value for name, value in told.items() if value}


def _unit(node: str) -> str:
    """The IRI of the paragraph in which a statement stands.

    >>> _unit("https://example.org/A/RES/74/20#para_43.1.part_1")
    'https://example.org/A/RES/74/20#para_43'
    """
    whole, mark, part = node.partition("#")
    return whole + mark + part.partition(".")[0]


def _by_mode(parties: Iterable[Party]) -> tuple[list[Party], list[Party]]:
    """Those with whom something is to be done, and those for whom."""
    several = list(parties)
    working = [one for one in several if one.mode in WORKING_WITH]
    return working, [one for one in several if one.mode not in WORKING_WITH]


#: The classes of actors, and how each is called.
_CLASSES = {
    iri.term(name): words
    for name, words in {
        "PrincipalOrgan": "principal organ of the United Nations",
        "SubsidiaryOrgan": "subsidiary organ",
        "SecretariatEntity": "entity of the Secretariat",
        "FundOrProgramme": "fund or programme",
        "FieldMission": "field mission",
        "SpecializedAgency": "specialized agency",
        "RelatedOrganization": "related organization",
        "TreatyBody": "treaty body",
        "ExternalOrganization": "organization outside the United Nations",
        "Post": "post",
        "State": "State",
        "Conference": "conference",
        "ActorGroup": "group",
        "Actor": "actor",
    }.items()
}
