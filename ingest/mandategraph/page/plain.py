"""Plain: the page of anything that has no page of its own kind: what is said of it, and where it is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from mandategraph import iri

from .sheet import filled, for_machines
from .site import Site
from .statement import TYPE, Facts, Term, end_of, facts_of, name_of

#: So many of those who say something of a thing are looked at, and so many shown for each property.
_LOOKED_AT, _SHOWN = 300, 20


@dataclass(frozen=True, slots=True)
class Value:
    """What a statement leads to: a thing by its name, or words in a language."""

    words: str
    iri: str = ""
    language: str = ""


def plain(graphs: ox.Store, site: Site, node: str) -> str | None:
    """The page of anything that the store speaks of; ``None`` if it does not."""
    said = facts_of(graphs, node)
    coming = list(islice(graphs.quads_for_pattern(None, None, ox.NamedNode(node)), _LOOKED_AT))
    if not said.said and not coming:
        return None
    label = said.name(node)
    return filled(
        "plain.html",
        site,
        path=site.path(node),
        label=label,
        kinds=[end_of(kind) for kind in said.all(node, TYPE)],
        said=list(_said(graphs, said, node)),
        parts_of=list(_parts(graphs, said, node)),
        uses=list(_uses(graphs, coming)),
        json_ld=for_machines({"@type": "Thing", "@id": node, "name": label}),
    )


def _said(graphs: ox.Store, said: Facts, node: str) -> Iterator[tuple[str, str, list[Value]]]:
    for name, terms in said.said.get(node, {}).items():
        if name != TYPE:
            full = name if ":" in name else iri.term(name)
            yield full, words_of(end_of(full)), [_value(graphs, term) for term in terms]


def _parts(graphs: ox.Store, said: Facts, node: str) -> Iterator[tuple[str, str, list[tuple[str, str, list[Value]]]]]:
    """What stands under fragments of this IRI, as far as the thing leads to it: fragment, name, statements."""
    led = {term.value: None for told in said.said.values() for terms in told.values() for term in terms}
    for part in led:
        if part.startswith(f"{node}#"):
            of_part = facts_of(graphs, part)
            yield part.partition("#")[2], of_part.name(part), list(_said(graphs, of_part, part))


def _value(graphs: ox.Store, term: Term) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(name_of(graphs, term.value), term.value)
    return Value(term.value, language=term.language or "")


def _uses(graphs: ox.Store, quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, list[Value], bool]]:
    by_property: dict[str, dict[str, None]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            by_property[quad.predicate.value].setdefault(quad.subject.value)
    for name, subjects in by_property.items():
        shown = [Value(place_name(graphs, subject), unit_of(subject)) for subject in islice(subjects, _SHOWN)]
        yield name, words_of(end_of(name)), shown, len(subjects) > _SHOWN


def unit_of(node: str) -> str:
    """The paragraph in which a part of a document stands; anything else itself.

    >>> unit_of("https://example.org/A/RES/68/187#para_5.1.part_2")
    'https://example.org/A/RES/68/187#para_5'
    """
    whole, mark, part = node.partition("#")
    return f"{whole}{mark}{part.partition('.')[0]}"


def place_name(graphs: ox.Store, node: str) -> str:
    """What a thing is called; a part of a document by that and the symbol."""
    document, _, part = node.partition("#")
    if not part:
        return name_of(graphs, node)
    return f"{name_of(graphs, document)}, {name_of(graphs, node)}"


def words_of(name: str) -> str:
    """The name of a property as words.

    >>> words_of("adoptedOn")
    'adopted on'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
