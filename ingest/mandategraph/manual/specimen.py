"""Specimen: how a term is used in a store, as statements to look at and as a query to try.

Both are taken from what the store holds. A query is shown only if it was answered, together with its first rows; a term
of which the store says nothing has no specimen, and the page says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph as ox

from mandategraph import home, iri
from mandategraph.answer import answer
from mandategraph.dump import PREFIXES
from mandategraph.store import build, held, open_store

from .entry import Entry, Kind, Lexicon

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_PREF_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_BELOW = "rdfs:subClassOf*"
#: Said anew at every build, so that no page could be made twice.
_OF_THE_MOMENT = ox.NamedNode("http://www.w3.org/ns/prov#endedAtTime")

_CANDIDATES = 200  #: of so many things of a class the most telling is shown
_STATEMENTS = 14  #: so many statements are shown of it
_VALUES = 2  #: and so many values of one property
_COLUMNS = 3  #: so many properties are asked for
_ROWS = 3  #: and so many rows shown
_WAYS = 4  #: in so many ways may a property be reached
_DOCUMENTS = 20  #: specimens are taken from so many documents
_CHAINS = 2  #: chains within chains are followed so deep


@dataclass(frozen=True, slots=True)
class Specimen:
    """Statements in Turtle, a query in SPARQL, and its first rows as people read them.

    ``left_out`` says how many more statements about the same thing were left out. ``follows`` if the store does not
    state the property: it follows from the statements that are shown. ``invented`` if they are of the invented
    resolution, because the store has nothing of it.
    """

    turtle: str
    left_out: int
    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    follows: bool = False
    invented: bool = False


#: An invented resolution, for what the one that is shipped has nothing of.
INVENTION = Path(__file__).parent / "invention.xml"


def specimen_store(base: str = iri.BASE, place: Path = home.CORPUS) -> ox.Store:
    """A store in memory to take specimens from: built of the files of a place, the corpus if not said."""
    with TemporaryDirectory(prefix="mandategraph-") as scratch:
        folder = Path(scratch) / "graph"
        for _ in build([place], folder, base=base):
            pass
        graphs = ox.Store()
        graphs.bulk_extend(sorted(open_store(folder), key=str))
    return graphs


def sample(graphs: ox.Store, base: str) -> ox.Store:
    """A few documents of a store, the first by their symbols, and all that belongs to no document.

    What is shown of terms can be taken from these as well, and a query that somebody reads need not be fast on all.
    """
    documents = [document.graph for document in islice(held(graphs), _DOCUMENTS)]
    names = {name for graph in documents for name in (graph, iri.inferred(graph), iri.reviews(graph))}
    shared = iri.shared_graph(base, "")
    chosen = [graph for graph in graphs.named_graphs() if graph.value in names or graph.value.startswith(shared)]
    quads = (quad for graph in chosen for quad in graphs.quads_for_pattern(None, None, None, graph))
    few = ox.Store()
    few.bulk_extend(sorted(quads, key=str))
    return few


class Specimens:
    """Finds specimens in a store. ``base`` shortens the IRIs of the statements."""

    def __init__(self, graphs: ox.Store, lexicon: Lexicon, base: str = iri.BASE) -> None:
        """Count once how often the store uses what."""
        self._graphs = graphs
        self._lexicon = lexicon
        self._base = base
        self._uses = Counter(dict(self._counted("?thing ?counted ?value")))
        self._things = Counter(dict(self._counted("?thing a ?counted")))

    def of(self, entry: Entry) -> Specimen | None:
        """How the store uses a term, if it does."""
        if entry.kind is Kind.CLASS:
            return self._of_class(entry)
        if entry.kind.is_property:
            return self._of_property(entry)
        return self._of_concept(entry) if entry.kind is Kind.CONCEPT else None

    def _counted(self, pattern: str) -> Iterator[tuple[str, int]]:
        rows = self._rows(f"SELECT ?counted (COUNT(*) AS ?times) WHERE {{ {pattern} }} GROUP BY ?counted")
        return ((row[0].value, int(row[1].value)) for row in rows)

    def _rows(self, query: str) -> tuple[Sequence[ox.NamedNode | ox.Literal], ...]:
        found = answer(self._graphs, query).rows
        return cast("tuple[Sequence[ox.NamedNode | ox.Literal], ...]", found)

    # ── Classes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_class(self, cls: Entry) -> Specimen | None:
        kinds = [kind for kind in (cls.iri, *cls.descendants) if self._things[kind]]
        if not kinds:
            return None
        thing = self._shown(cls, kinds)
        said = self._said(thing)
        shown = _some(said)
        columns = self._columns(cls, said)
        query = _query(_class_pattern(cls, columns, direct=kinds == [cls.iri]))
        return self._specimen(shown, len(said) - len(shown), query)

    def _shown(self, cls: Entry, kinds: Sequence[str]) -> ox.NamedNode:
        """The thing that the ontology names as an example, if the store has it, or else the most telling one."""
        for example in map(ox.NamedNode, cls.examples):
            if any(str(q.object)[1:-1] in kinds for q in self._graphs.quads_for_pattern(example, _TYPE, None)):
                return example
        return max(self._candidates(kinds[0]), key=lambda node: _telling(self._said(node)))

    def _candidates(self, cls: str) -> list[ox.NamedNode]:
        """Things of a class; those that documents speak of come before those that only knowledge knows."""
        shared = f"{self._base}graph/"
        found = (
            quad
            for quad in islice(self._graphs.quads_for_pattern(None, _TYPE, ox.NamedNode(cls)), 20 * _CANDIDATES)
            if isinstance(quad.subject, ox.NamedNode)
        )
        ordered = sorted(found, key=lambda q: (str(q.graph_name).startswith(f"<{shared}"), str(q.subject)))
        return list(dict.fromkeys(cast("ox.NamedNode", quad.subject) for quad in ordered))[:_CANDIDATES]

    def _said(self, thing: ox.NamedNode) -> list[ox.Triple]:
        """All that the store says of a thing, in the order in which people read it."""
        quads = self._graphs.quads_for_pattern(thing, None, None)
        return _in_order({_triple(quad) for quad in quads if quad.predicate != _OF_THE_MOMENT})

    def _columns(self, cls: Entry, said: Iterable[ox.Triple]) -> list[str]:
        """Properties that the thing has, those of its own class first, the most used before others."""
        near = {owner: distance for distance, owner in enumerate((cls.iri, *cls.ancestors))}
        held = {triple.predicate.value for triple in said} & self._lexicon.keys()
        known = [p for p in (self._lexicon[name] for name in held) if p.domain in near]
        known.sort(key=lambda p: (near[p.domain or ""], -self._uses[p.iri], p.iri))
        return [entry.name for entry in known[:_COLUMNS]]

    # ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_property(self, prop: Entry) -> Specimen | None:
        ways = self._ways(prop)
        if not ways:
            return None
        way = ways[0]
        nodes = self._first(way)
        shown = {step.said(*pair) for step, pair in zip(way, pairwise(nodes), strict=True)}
        around = {triple for node in nodes for triple in self._introduced(node)}
        path = "|".join(_path(one) for one in ways)
        one, other = _variables(prop)
        query = _query([f"?{one} {path} ?{other} ."], one, other)
        specimen = self._specimen(_in_order({*shown, *around}), 0, query)
        return specimen and replace(specimen, follows=way[0].name != prop.name or len(way) > 1)

    def _introduced(self, node: ox.NamedNode | ox.Literal) -> Iterator[ox.Triple]:
        """What a thing is, and its name."""
        if not isinstance(node, ox.NamedNode):
            return
        said = self._said(node)
        yield from (triple for triple in said if triple.predicate == _TYPE)
        yield from [triple for triple in said if triple.predicate in {_LABEL, _PREF_LABEL}][:1]

    def _ways(self, prop: Entry) -> list["Way"]:
        """The ways in which the store says that something has a property.

        It may state it; if not, one below it or its inverse, or the steps of a chain from which it follows.
        """
        if self._uses[prop.iri]:
            return [(Step(prop.name, forward=True),)]
        return [way for way in self._conceivable(prop, _CHAINS) if self._first(way)][:_WAYS]

    def _conceivable(self, prop: Entry, chains: int) -> list["Way"]:
        """The ways of which the store has every step, those with the fewest steps first; chains within chains count."""
        known = [prop, *(self._lexicon[name] for name in prop.descendants if name in self._lexicon)]
        ways: list[Way] = [(Step(p.name, forward=True),) for p in known if self._uses[p.iri]]
        inverse = [self._lexicon[p.inverse] for p in known if p.inverse is not None]
        ways += [(Step(p.name, forward=False),) for p in inverse if self._uses[p.iri]]
        for chain in (chain for p in known for chain in p.chains if chains):
            steps = [self._conceivable(self._lexicon[name], chains - 1) for name in chain]
            ways += [tuple(step for way in one for step in way) for one in product(*steps)]
        return sorted(dict.fromkeys(ways), key=len)

    def _first(self, way: "Way") -> Sequence[ox.NamedNode | ox.Literal]:
        """The first things that a way leads through, in the order of their names; none if it leads nowhere."""
        nodes = [f"?n{index}" for index in range(len(way) + 1)]
        steps = " ".join(f"{a} {step.path} {b} ." for step, (a, b) in zip(way, pairwise(nodes), strict=True))
        query = f"{_prefixes(steps)}SELECT {' '.join(nodes)} WHERE {{ {steps} }} LIMIT {_CANDIDATES}"
        return min(self._rows(query), key=lambda row: (len(str(row[-1])) > 80, *map(str, row)), default=())

    # ── Concepts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_concept(self, concept: Entry) -> Specimen | None:
        quads = self._graphs.quads_for_pattern(None, None, ox.NamedNode(concept.iri))
        uses = {_triple(quad) for quad in quads if quad.predicate.value in self._lexicon}
        if not uses:
            return None
        most, _ = min(Counter(use.predicate.value for use in uses).items(), key=lambda pair: (-pair[1], pair[0]))
        prop = self._lexicon[most]
        first = min((use for use in uses if use.predicate.value == most), key=str)
        said = self._said(cast("ox.NamedNode", first.subject))
        shown = _in_order({*_some(said), first})
        one, _ = _variables(prop)
        query = _query([f"?{one} mg:{prop.name} {_short(ox.NamedNode(concept.iri), '')} ."], one)
        return self._specimen(shown, len(said) - len(shown), query)

    def _specimen(self, shown: Sequence[ox.Triple], left_out: int, query: str) -> Specimen | None:
        given = answer(self._graphs, query)
        if not given.rows:
            return None
        rows = tuple(tuple(_read(term, self._base) for term in row) for row in given.rows[:_ROWS])
        return Specimen(turtle(shown, self._base), left_out, query, given.columns, rows)


@dataclass(frozen=True, slots=True)
class Step:
    """One step along a property, or against its direction."""

    name: str
    forward: bool

    @property
    def path(self) -> str:
        """The step in SPARQL."""
        return f"{'' if self.forward else '^'}mg:{self.name}"

    def said(self, one: ox.NamedNode | ox.Literal, other: ox.NamedNode | ox.Literal) -> ox.Triple:
        """The statement by which the step leads from one thing to the other."""
        subject, value = (one, other) if self.forward else (other, one)
        return ox.Triple(cast("ox.NamedNode", subject), ox.NamedNode(iri.term(self.name)), value)


Way = tuple[Step, ...]


def _path(way: Way) -> str:
    return "/".join(step.path for step in way)


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _telling(said: Sequence[ox.Triple]) -> tuple[int, int]:
    """Many different properties tell more, few words are read sooner."""
    different = {triple.predicate.value for triple in said if triple.predicate.value.startswith(iri.MG)}
    return min(len(different), _STATEMENTS), -sum(len(str(triple.object)) for triple in said)


def _in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """By subject; what it is and how it is called before the rest."""
    first = [_TYPE, _LABEL, _PREF_LABEL]

    def rank(triple: ox.Triple) -> tuple[str, int, str, bool, str]:
        place = first.index(triple.predicate) if triple.predicate in first else len(first)
        foreign = isinstance(triple.object, ox.Literal) and triple.object.language not in {None, "en"}
        return str(triple.subject), place, triple.predicate.value, foreign, str(triple.object)

    return sorted(triples, key=rank)


def _some(said: Sequence[ox.Triple]) -> list[ox.Triple]:
    """A few values of each property, a few statements in all."""
    times: Counter[str] = Counter()
    kept: list[ox.Triple] = []
    for triple in said:
        times[triple.predicate.value] += 1
        if times[triple.predicate.value] <= _VALUES and len(kept) < _STATEMENTS:
            kept.append(triple)
    return kept


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_ALL_PREFIXES = {
    **PREFIXES,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def turtle(triples: Sequence[ox.Triple], base: str) -> str:
    """Statements in Turtle, with no more prefixes than they need and IRIs below the base cut short."""
    blocks = []
    for subject in dict.fromkeys(triple.subject for triple in triples):
        said = [triple for triple in triples if triple.subject == subject]
        lines = []
        for predicate in dict.fromkeys(triple.predicate for triple in said):
            values = [_short(triple.object, base) for triple in said if triple.predicate == predicate]
            written = "a" if predicate == _TYPE else _short(predicate, base)
            lines.append(f"{written} {' , '.join(values)}")
        blocks.append(f"{_short(subject, base)} " + " ;\n    ".join(lines) + " .")
    body = "\n\n".join(blocks)
    used = [f"@prefix {name}: <{_ALL_PREFIXES[name]}> ." for name in sorted(_ALL_PREFIXES) if _uses(body, name)]
    return "\n".join([f"@base <{base}> .", *used, "", body, ""])


def _uses(body: str, prefix: str) -> bool:
    outside = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", body)
    return re.search(rf"(?<![\w:-]){prefix}:", outside) is not None


def _short(term: object, base: str) -> str:
    """A term as Turtle and SPARQL write it."""
    if isinstance(term, ox.Literal):
        if term.language or term.datatype.value.endswith("#string"):
            return str(term)
        value = str(ox.Literal(term.value))
        return term.value if term.datatype.value.endswith("#integer") else f"{value}^^{_short(term.datatype, base)}"
    name = cast("ox.NamedNode", term).value
    for prefix, namespace in _ALL_PREFIXES.items():
        if name.startswith(namespace) and _LOCAL.fullmatch(name.removeprefix(namespace)):
            return f"{prefix}:{name.removeprefix(namespace)}"
    return f"<{name.removeprefix(base)}>" if base and name.startswith(base) and name != base else f"<{name}>"


def _read(term: object, base: str) -> str:
    """A term as people read it in a cell."""
    if isinstance(term, ox.Literal):
        return term.value
    return _short(term, base).removeprefix("<").removesuffix(">") if term is not None else ""


def _class_pattern(cls: Entry, columns: Sequence[str], *, direct: bool) -> list[str]:
    thing = _variable(cls.name)
    lines = [f"?{thing} a{'' if direct else f'/{_BELOW}'} mg:{cls.name} ;"]
    pad = " " * (len(thing) + 2)
    lines += [f"{pad}mg:{name} ?{name if name != thing else f'{name}Value'} ;" for name in columns]
    lines[-1] = f"{lines[-1][:-1]}."
    return lines


def _variables(prop: Entry) -> tuple[str, str]:
    """Names for the two ends of a property, by the classes they belong to."""
    one = _variable(_local(prop.domain) or "thing")
    other = _variable(_local(prop.range) or "value") if prop.kind is Kind.OBJECT else "value"
    return (one, other) if one != other else (one, f"other{other[0].upper()}{other[1:]}")


def _local(term: str | None) -> str:
    return re.split(r"[#/]", term)[-1] if term else ""


def _variable(name: str) -> str:
    """The name of a class as that of a variable.

    >>> _variable("UNDocument"), _variable("Provision")
    ('document', 'provision')
    """
    name = re.sub(r"^[A-Z]+(?=[A-Z][a-z])", "", name)
    return name[0].lower() + name[1:]


def _query(lines: Sequence[str], *variables: str) -> str:
    asked = [f"?{name}" for name in variables] or list(dict.fromkeys(re.findall(r"\?\w+", " ".join(lines))))
    body = "\n  ".join(lines)
    return f"{_prefixes(body)}SELECT {' '.join(asked)} WHERE {{\n  {body}\n}}\nORDER BY {' '.join(asked)}\nLIMIT 10\n"


def _prefixes(body: str) -> str:
    return "".join(f"PREFIX {name}: <{_ALL_PREFIXES[name]}>\n" for name in ("mg", "mgv", "rdfs") if f"{name}:" in body)
