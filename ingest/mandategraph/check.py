"""Check: a report of what is wrong with a store, and of what is in doubt.

Shapes say what a well-formed graph holds (``ontology/shapes.ttl``); each document's graph is validated on its own.
Doubts are what the program itself could not decide. Both come as findings, in the order and under the names of ROBOT's
report: level, rule, entity, property, value; and beside them the document, and what would put it right. The level is
``error`` where the graph is not what it claims to be, ``warning`` where a person should look at the document, and
``info``, which all doubts are, where more could be known.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from html import escape
from typing import TextIO, cast

import pyoxigraph as ox

from . import iri
from .review import orphans, read, reviews_in
from .shape import Broken, Shapes, load
from .store import held, reviewed
from .term import mg

#: The levels, the gravest first.
LEVELS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``rule`` is the constraint that is broken, or the kind of a doubt.

    ``property`` and ``value`` are empty where a rule is about none.
    """

    level: str
    rule: str
    entity: str
    property: str
    value: str
    document: str
    message: str


def findings(graphs: ox.Store, shapes: Shapes | None = None) -> Iterator[Finding]:
    """What the shapes and the doubts say of each document, in the order of their symbols; of each the gravest first."""
    shapes = shapes or load()
    for document in held(graphs):
        graph = ox.NamedNode(document.graph)
        broken = shapes.broken(graphs.quads_for_pattern(None, None, None, graph))
        found = [_finding(one, document.symbol) for one in broken]
        yield from sorted(found, key=lambda one: (LEVELS.index(one.level), one.entity, one.rule))
        yield from _doubts(graphs, graph, document.symbol)
    yield from _reviews(graphs, shapes)


def _reviews(graphs: ox.Store, shapes: Shapes) -> Iterator[Finding]:
    """What the shapes say of reviews, and those of what is no longer read."""
    for name in sorted(reviewed(graphs)):
        kept = graphs.quads_for_pattern(None, None, None, ox.NamedNode(iri.reviews(name)))
        yield from (_finding(one, "") for one in shapes.broken(kept))
        said = frozenset(quad.triple for quad in graphs.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        for orphan in orphans(said, reviews_in(graphs, name)):
            entity = orphan.entity.value
            words = next((t.object.value for t in read(orphan.judged) if t.predicate == mg("exact")), "")  # type: ignore[union-attr]
            yield Finding("warning", "Review-orphan", entity, iri.term("reviewOf"), words, "", _ORPHAN.format(entity))


_ORPHAN = (
    "What was judged is no longer read: judge what stands there now, or drop the review with mandategraph review "
    "withdraw {}."
)

_LEVEL = {"Violation": "error", "Warning": "warning", "Info": "info"}


def _finding(broken: Broken, symbol: str) -> Finding:
    value = "" if broken.value is None else broken.value.value
    return Finding(_LEVEL[broken.severity], broken.rule, broken.focus.value, broken.path, value, symbol, broken.message)


@dataclass(frozen=True, slots=True)
class UnlinkedName:
    """A name that means no actor: how often it stands, and in how many documents.

    It is ``unknown`` if no actor bears it, ``ambiguous`` if several do and nothing decides.
    """

    kind: str
    words: str
    times: int
    documents: int


_UNLINKED = f"""
PREFIX mg: <{iri.MG}>
SELECT ?kind ?words (COUNT(?doubt) AS ?times) (COUNT(DISTINCT ?graph) AS ?documents) WHERE {{
  VALUES (?doubtKind ?kind) {{
    (<{iri.VOCABULARY}unresolved-actor> "unknown") (<{iri.VOCABULARY}ambiguous-actor> "ambiguous")
  }}
  GRAPH ?graph {{
    ?doubt mg:doubtKind ?doubtKind ; mg:anchoredIn/mg:exact ?words .
  }}
}} GROUP BY ?kind ?words ORDER BY DESC(?times) ?words ?kind
"""


def unlinked_names(graphs: ox.Store) -> Iterator[UnlinkedName]:
    """The names that mean no actor, the most frequent first: what actors.toml needs most."""
    for row in cast("ox.QuerySolutions", graphs.query(_UNLINKED)):
        times, documents = int(row["times"].value), int(row["documents"].value)
        yield UnlinkedName(row["kind"].value, row["words"].value, times, documents)


_DOUBTS = f"""
PREFIX mg: <{iri.MG}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?unit ?kind ?comment ?words WHERE {{
  ?doubt mg:doubtKind ?kind ; mg:statedIn ?unit ; rdfs:comment ?comment .
  ?unit mg:position ?position .
  OPTIONAL {{ ?doubt mg:anchoredIn/mg:exact ?words }}
}} ORDER BY ?position ?doubt
"""


def _doubts(graphs: ox.Store, graph: ox.NamedNode, symbol: str) -> Iterator[Finding]:
    for row in cast("ox.QuerySolutions", graphs.query(_DOUBTS, default_graph=graph)):
        rule, words = row["kind"].value.removeprefix(iri.VOCABULARY), row["words"]
        value = words.value if words else ""
        yield Finding("info", rule, row["unit"].value, iri.term("exact"), value, symbol, row["comment"].value)


def as_text(found: Iterable[Finding], to: TextIO) -> None:
    """A line for each finding: level, document, entity, rule, value and what would put it right."""
    for one in found:
        value = f" “{' '.join(one.value.split())}”" if one.value else ""
        to.write(f"{one.level:8} {one.document}  {one.entity.rpartition('#')[2]}  {one.rule}{value}: {one.message}\n")


def as_csv(found: Iterable[Finding], to: TextIO) -> None:
    """Comma-separated values under a line of names."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(astuple(one) for one in found)


def as_html(found: Iterable[Finding], to: TextIO) -> None:
    """A page with one table, for a browser; each entity is a link."""
    to.write(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Mandate Graph: report</title>\n<table>\n'
    )
    to.write(f"<tr>{''.join(f'<th>{column}</th>' for column in _COLUMNS)}</tr>\n")
    for one in found:
        cells = (
            f'<a href="{escape(cell)}">{escape(cell)}</a>' if cell == one.entity else escape(cell)
            for cell in astuple(one)
        )
        to.write(f'<tr class="{one.level}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n')
    to.write("</table>\n</html>\n")


_COLUMNS = tuple(field.name for field in fields(Finding))

#: The ways to write a report.
FORMATS = {"text": as_text, "csv": as_csv, "html": as_html}
