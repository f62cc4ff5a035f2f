"""Thesaurus: the concepts that themes are, with their names in several languages and what is broader than what.

The store holds it in a graph of its own, as it was published (SKOS); nothing of it is shipped. A thesaurus that is
divided into domains and microthesauri may be asked for by these too: what lies in them is narrower.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from . import iri, store
from .errors import SourceError

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


def with_narrower(graphs: ox.Store, concepts: Iterable[ox.NamedNode], base: str) -> Iterator[ox.NamedNode]:
    """Concepts, and all that the thesaurus of a store holds narrower or inside them, each once."""
    waiting = list(concepts)
    seen = set(waiting)
    for concept in waiting:
        yield concept
        for node in _below(graphs, concept, graph(base)):
            if isinstance(node, ox.NamedNode) and node not in seen:
                seen.add(node)
                waiting.append(node)


def _below(graphs: ox.Store, concept: ox.NamedNode, thesaurus: ox.NamedNode) -> Iterator[object]:
    for relation in _UPWARDS:
        yield from (quad.subject for quad in graphs.quads_for_pattern(None, relation, concept, thesaurus))
    for relation in _DOWNWARDS:
        yield from (quad.object for quad in graphs.quads_for_pattern(concept, relation, None, thesaurus))


def _has_blank(triple: ox.Quad) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
