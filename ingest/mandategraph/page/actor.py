"""Actor: the page of a body, a post, a State or a group: what is asked of it, with whom, for whom, and by when."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from mandategraph import iri

from .figure import ON_A_SIDE, Tie, network, years
from .holding import Document, Holdings
from .note import FORCES, Value
from .resolution import LANGUAGES, spoken
from .sheet import day, filled, for_machines
from .site import Site
from .statement import HOMEPAGE, PREFERRED, PREFIXES, SKOS, Facts, end_of, facts_of, name_of, rows

#: So many provisions are shown for each way of binding, so many reports, and so many of those with whom it works.
_PROVISIONS, _REPORTS, _PARTIES = 10, 12, 25
_WORKING = ("coordination", "cooperation", "collaboration", "consultation")
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
    """A report that is asked for; ``derived`` is how often it is concluded to come back."""

    party: tuple[Value, ...]
    due: str
    often: str
    derived: str
    place: Value
    adopted: str


def actor(graphs: ox.Store, site: Site, node: str, held: Holdings) -> str | None:
    """The page of an actor; ``None`` if the IRI is of none."""
    known = facts_of(graphs, node, iri.shared_graph(held.base, "actors"))
    page = _Page(graphs, site, node, known, held)
    counted = page.counted()
    if not known.said and not counted and not page.is_group():
        return None
    return filled("actor.html", site, path=site.path(node), **page.told(counted))


_COUNTED = """
SELECT ?graph ?force (COUNT(*) AS ?times) WHERE {{
  VALUES ?bearer {{ {bearers} }}
  GRAPH ?graph {{ ?asking mg:participant ?bearer ; mg:force ?force }}
}} GROUP BY ?graph ?force
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
_WITH = """
SELECT ?role ?party ?binds (COUNT(*) AS ?times) (SAMPLE(?tie) AS ?one) WHERE {{
  VALUES ?bearer {{ {bearers} }}
  VALUES ?binds {{ mg:obliges mg:exhorts mg:authorizes mg:forbids }}
  VALUES ?role {{ mgv:coordination mgv:cooperation mgv:collaboration mgv:consultation mgv:assistance }}
  GRAPH ?graph {{
    ?task mg:hasBearer ?bearer ; ?binds ?bearer ; mg:hasParticipation ?tie .
    ?tie mg:role ?role ; mg:participant ?party .
  }}
}} GROUP BY ?role ?party ?binds ORDER BY DESC(?times)
"""
_FROM = """
SELECT ?role ?party ?binds (COUNT(*) AS ?times) (SAMPLE(?tie) AS ?one) WHERE {{
  VALUES ?bearer {{ {bearers} }}
  VALUES ?role {{ mgv:coordination mgv:cooperation mgv:collaboration mgv:consultation mgv:assistance }}
  VALUES ?binds {{ mg:obliges mg:exhorts mg:authorizes mg:forbids }}
  GRAPH ?graph {{
    ?tie mg:participant ?bearer ; mg:role ?role .
    ?task mg:hasParticipation ?tie ; mg:hasBearer ?party ; ?binds ?party .
  }}
}} GROUP BY ?role ?party ?binds ORDER BY DESC(?times)
"""
_REPORTING = """
SELECT ?graph ?task ?label ?party ?due ?often ?derived WHERE {{
  VALUES ?bearer {{ {bearers} }}
  GRAPH ?graph {{
    ?task mg:{one} ?bearer ; a mg:ReportingTask ; mg:statedIn ?unit .
    ?unit mg:paragraphLabel ?label .
    OPTIONAL {{ ?task mg:{other} ?party }}
    OPTIONAL {{ ?task mg:due ?due }}
    OPTIONAL {{ ?task mg:frequency ?often }}
    OPTIONAL {{ ?task mg:hasImpliedRecurrence/mg:interval ?derived }}
  }}
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
        working = [one for one in with_ if one.mode in _WORKING]
        coming = [one for one in from_ if one.mode in _WORKING]
        by_force, total, by_year = self._totals(counted)
        authored, received = self._reports("hasBearer", "hasRecipient"), self._reports("hasRecipient", "hasBearer")
        return {
            "node": self._node,
            "spoken": self._spoken,
            "label": label,
            "acronym": self._known.one(self._node, "acronym"),
            "kind": self._kind(),
            "facts": list(self._facts()),
            "names": self._other_names(),
            "also": [one for one in self._also() if one != label],
            "total": total,
            "years": years(by_year, "provisions"),
            "asked": self._asked(counted, by_force),
            "documents": len({graph for graph, _ in counted}),
            "about": self._about(),
            "working": working[:_PARTIES],
            "working_total": len(working),
            "for_whom": [one for one in with_ if one.mode == "assistance"][:_PARTIES],
            "for_whom_total": sum(one.mode == "assistance" for one in with_),
            "coming": coming[:_PARTIES],
            "coming_total": len(coming),
            "helped_by": [one for one in from_ if one.mode == "assistance"][:_PARTIES],
            "network": network(self._known.one(self._node, "acronym") or label, self._ties(working, coming)),
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
        return rows(self._graphs, PREFIXES + query.format(bearers=self._bearers, **told))

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

    def counted(self) -> dict[tuple[str, str], int]:
        """How often each document asks something of the actor with each force: by graph and force."""
        found = self._rows(_COUNTED)
        return {
            (row["graph"].value, end_of(row["force"].value).replace(" ", "-")): int(row["times"].value) for row in found
        }

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
        whole, _, part = node.partition("#")
        document = self._held.by_iri.get(whole)
        symbol = document.symbol if document else end_of(whole)
        unit = part.partition(".")[0]
        return Value(f"{symbol}, {spoken(part)}", f"{whole}#{unit}")

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
            for name in ("party", "due", "often", "derived", "graph"):
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
