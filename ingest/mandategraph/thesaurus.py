"""Thesaurus: the concepts that themes are, with their names in several languages and what is broader than what.

The store holds it in a graph of its own, as it was published (SKOS); nothing of it is shipped. A thesaurus that is
divided into domains and microthesauri may be asked for by these too: what lies in them is narrower.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from . import iri, store
from .errors import SourceError
from .graphs import Graphs, rows

_SKOS = "http://www.w3.org/2004/02/skos/core#"
#: What leads from a concept to what is broader, or to that in which it lies; and the other way round.
_UPWARDS = tuple(ox.NamedNode(f"{_SKOS}{name}") for name in ("broader", "topConceptOf", "inScheme"))
_DOWNWARDS = tuple(ox.NamedNode(f"{_SKOS}{name}") for name in ("narrower", "hasTopConcept"))
_PREFERRED = ox.NamedNode(f"{_SKOS}prefLabel")


def load(file: Path, folder: Path, *, base: str = iri.BASE) -> int:
    """Put the thesaurus of a Turtle file in the place of the one that a store holds; how many concepts have a name.

    What is said by or of a blank node is left out. Raises ``SourceError`` for a file that cannot be read as Turtle or
    names no concept.
    """
    try:
        said = [triple for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE) if not _has_blank(triple)]
    except (OSError, SyntaxError, ValueError) as error:
        raise SourceError(f"{file}: cannot be read as Turtle: {error}") from error
    named = {triple.subject for triple in said if triple.predicate == _PREFERRED}
    if not named:
        raise SourceError(f"{file}: no concept has a skos:prefLabel; give a thesaurus in SKOS")
    store.replace(store.open_for_writing(folder), graph(base), said)
    return len(named)


def graph(base: str) -> ox.NamedNode:
    """The graph of the thesaurus."""
    return ox.NamedNode(iri.shared_graph(base, "thesaurus"))


def with_narrower(graphs: Graphs, concepts: Iterable[ox.NamedNode], base: str) -> Iterator[ox.NamedNode]:
    """Concepts, and all that the thesaurus of a store holds narrower or inside them, each once."""
    seen: set[ox.NamedNode] = set()
    found = list(dict.fromkeys(concepts))
    while found:
        yield from found
        seen.update(found)
        found = [node for (node,) in rows(graphs, _below(found, graph(base))) if node not in seen]


def _below(concepts: Iterable[ox.NamedNode], thesaurus: ox.NamedNode) -> str:
    """The query for what is narrower than concepts, or inside them, by one step."""
    steps = (
        *(f"{{ ?node {relation} ?concept }}" for relation in _UPWARDS),
        *(f"{{ ?concept {relation} ?node }}" for relation in _DOWNWARDS),
    )
    return f"""
        SELECT DISTINCT ?node WHERE {{
          VALUES ?concept {{ {" ".join(map(str, concepts))} }}
          GRAPH {thesaurus} {{ {" UNION ".join(steps)} }}
          FILTER(ISIRI(?node))
        }} ORDER BY ?node"""


def _has_blank(triple: ox.Quad) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
