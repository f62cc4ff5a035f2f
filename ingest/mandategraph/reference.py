"""Reference: what a person calls a body, a document, a session or a theme, and the terms it stands for in a store.

An actor is called by its name, its acronym, another of its names, the end of its IRI or the IRI; a document by its
symbol. Capitals make no difference. What is not known is answered with what is nearest to it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from . import iri, store, symbol, thesaurus
from .errors import QuestionError, SymbolError
from .question import Kind, Question, Term

_MODES = ("coordination", "cooperation", "collaboration", "consultation")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_PREFERRED = ox.NamedNode(f"{_SKOS}prefLabel")
_NAMES = (_LABEL, ox.NamedNode(iri.term("acronym")), _PREFERRED)
_OTHER_NAMES = (ox.NamedNode(f"{_SKOS}altLabel"),)
_THEME_NAMES = (_PREFERRED, *_OTHER_NAMES)

#: The forces that go by one word, that of the property which leads to the bearer; each also goes by its own name.
_FORCES: Mapping[str, tuple[str, ...]] = {
    "obliges": ("binding", "internal-mandate"),
    "exhorts": ("strong-exhortation", "exhortation"),
    "authorizes": ("authorization",),
    "forbids": ("prohibition",),
}

#: How those whose tasks may count as an actor's are tied to it.
_COUNTING: Mapping[str, ox.NamedNode] = {
    "parts": ox.NamedNode(iri.term("subBodyOf")),
    "predecessors": ox.NamedNode(iri.term("successor")),
}


def terms(graphs: ox.Store, question: Question, words: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
    """The terms for what a question is told; ``QuestionError`` for words that stand for nothing in the store.

    Those of ``counting`` are the actors that count as the one that is told.
    """
    kinds = {name: question.parameter(name).kind for name in words}
    found = {
        name: tuple(_READERS[kind](graphs, words[name])) for name, kind in kinds.items() if kind is not Kind.COUNTING
    }
    actors = [node for name, nodes in found.items() if kinds[name] is Kind.ACTOR for node in nodes]
    for name in kinds.keys() - found.keys():
        found[name] = tuple(_counted(graphs, question, actors, words[name]))
    return found


def nodes(graphs: ox.Store, kind: Kind, words: str) -> tuple[Term, ...]:
    """The terms that words of this kind stand for in a store; ``QuestionError`` if there are none."""
    return tuple(_READERS[kind](graphs, words))


def _actor(graphs: ox.Store, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    base = store.base_of(graphs) or iri.BASE
    known = ox.NamedNode(iri.shared_graph(base, "actors"))
    for predicates in (_NAMES, _OTHER_NAMES):
        found = dict.fromkeys(node for name, node in _named(graphs, predicates, known) if _same(name, words))
        if len(found) > 1:
            raise QuestionError(
                f"{words} may be {_or(sorted(_label(graphs, node) for node in found))}; name one of them"
            )
        if found:
            return found
    return _group(graphs, base, words) or _unknown("actor", words, (name for name, _ in _named(graphs, _NAMES, known)))


def _group(graphs: ox.Store, base: str, words: str) -> Iterable[Term]:
    """An actor by the end of its IRI, or one that is named in documents only."""
    for end in (words.lower(), *(f"{folder}/{iri.slug(words)}" for folder in ("body", "post", "group"))):
        node = ox.NamedNode(base + end) if re.fullmatch(r"[a-z0-9/-]+", end) else None
        if node and _exists(graphs, node):
            return (node,)
    said = dict.fromkeys((words, words.lower(), words[:1].upper() + words[1:].lower()))
    quads = (q for name in said for q in graphs.quads_for_pattern(None, _LABEL, ox.Literal(name, language="en")))
    return dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _document(graphs: ox.Store, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    try:
        said = ox.Literal(symbol.symbol(words.upper()))
    except SymbolError as error:
        raise QuestionError(f"{error}; a symbol looks like A/RES/68/187") from error
    quads = graphs.quads_for_pattern(None, ox.NamedNode(iri.term("symbol")), said)
    found = dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode))
    return found or _unknown("document", words, (document.symbol for document in store.held(graphs)))


def _session(graphs: ox.Store, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    sessions = dict(_distinct(graphs, ox.NamedNode(iri.term("sessionNumber"))))
    found = [node for node, number in sessions.items() if number == words or _same(_label(graphs, node), words)]
    return found or _unknown("session", words, sessions.values())


def _theme(graphs: ox.Store, words: str) -> Iterable[Term]:
    """Themes of this name, in any language that the thesaurus of the store has, and all that are narrower."""
    base = store.base_of(graphs) or iri.BASE
    if "://" in words:
        return thesaurus.with_narrower(graphs, _existing(graphs, words), base)
    quads = graphs.quads_for_pattern(None, ox.NamedNode(iri.term("theme")), None)
    themes = dict.fromkeys(quad.object for quad in quads if isinstance(quad.object, ox.NamedNode))
    names = [(_text(graphs, node, _THEME_NAMES), node) for node in themes]
    names += _named(graphs, _THEME_NAMES, thesaurus.graph(base))
    found = [node for name, node in names if _same(name, words)]
    return (
        thesaurus.with_narrower(graphs, dict.fromkeys(found), base)
        if found
        else _unknown("theme", words, (name for name, _ in names))
    )


def _mode(_: ox.Store, words: str) -> Iterable[Term]:
    mode = words.lower().removeprefix(iri.VOCABULARY)
    return (ox.NamedNode(iri.concept(mode)),) if mode in _MODES else _unknown("mode", words, _MODES)


def _force(_: ox.Store, words: str) -> Iterable[Term]:
    """The forces that a word stands for: “exhorts” for two of them, “exhortation” for the weaker."""
    said = iri.slug(words.removeprefix(iri.VOCABULARY))
    single = [force for forces in _FORCES.values() for force in forces]
    names = _FORCES.get(said) or tuple(force for force in single if force == said)
    return [ox.NamedNode(iri.concept(name)) for name in names] or _unknown("force", words, (*_FORCES, *single))


def _counted(graphs: ox.Store, question: Question, actors: Sequence[Term], words: str) -> Iterable[Term]:
    """Those who are tied to actors in the way that these words name, directly or through others."""
    relation = _COUNTING.get(words.lower())
    if relation is None:
        return _unknown("counting", words, _COUNTING)
    if not actors:
        taken = next(parameter for parameter in question.parameters if parameter.kind is Kind.ACTOR)
        raise QuestionError(f"whose {words.lower()} count? name the {taken.name} too: --{taken.name} {taken.example}")
    known = ox.NamedNode(iri.shared_graph(store.base_of(graphs) or iri.BASE, "actors"))
    counted = list(actors)
    for actor in counted:
        tied = (quad.subject for quad in graphs.quads_for_pattern(None, relation, actor, known))
        counted.extend(node for node in tied if isinstance(node, ox.NamedNode) and node not in counted)
    return counted[len(actors) :]


def _year(_: ox.Store, words: str) -> Iterable[Term]:
    if not re.fullmatch(r"\d{4}", words):
        raise QuestionError(f"no year: {words}; a year looks like 2013")
    return (ox.Literal(int(words)),)


def _said(_: ox.Store, words: str) -> Iterable[Term]:
    return (ox.Literal(words),)


_READERS: Mapping[Kind, Callable[[ox.Store, str], Iterable[Term]]] = {
    Kind.ACTOR: _actor,
    Kind.DOCUMENT: _document,
    Kind.FORCE: _force,
    Kind.TEXT: _said,
    Kind.MODE: _mode,
    Kind.SESSION: _session,
    Kind.THEME: _theme,
    Kind.YEAR: _year,
}


def _named(
    graphs: ox.Store, predicates: Iterable[ox.NamedNode], graph: ox.NamedNode
) -> Iterator[tuple[str, ox.NamedNode]]:
    for predicate in predicates:
        for quad in graphs.quads_for_pattern(None, predicate, None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                yield quad.object.value, quad.subject


def _distinct(graphs: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, str]]:
    for quad in graphs.quads_for_pattern(None, predicate, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject, quad.object.value


def _existing(graphs: ox.Store, words: str) -> tuple[ox.NamedNode, ...]:
    try:
        node = ox.NamedNode(words)
    except ValueError as error:
        raise QuestionError(f"no IRI: {words}") from error
    if not _exists(graphs, node):
        raise QuestionError(f"the store knows nothing of {words}")
    return (node,)


def _exists(graphs: ox.Store, node: ox.NamedNode) -> bool:
    return next(iter(graphs.quads_for_pattern(node, None, None)), None) is not None


def _label(graphs: ox.Store, node: ox.NamedNode) -> str:
    return _text(graphs, node, (_LABEL,))


def _text(graphs: ox.Store, node: ox.NamedNode, predicates: Iterable[ox.NamedNode]) -> str:
    """The first thing said of a node in one of these ways; its IRI if nothing is."""
    for predicate in predicates:
        for quad in graphs.quads_for_pattern(node, predicate, None):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
    return node.value


def _same(name: str, words: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(words.split()).casefold()


def _unknown(kind: str, words: str, names: Iterable[str]) -> Iterable[Term]:
    by_small_letters = {name.casefold(): name for name in names}
    near = get_close_matches(words.casefold(), by_small_letters)
    remedy = (
        f"did you mean {_or(by_small_letters[name] for name in near)}?" if near else "nothing in the store is like it"
    )
    raise QuestionError(f"no such {kind}: {words}; {remedy}")


def _or(names: Iterable[str]) -> str:
    return " or ".join(names)


def choices(kind: Kind) -> tuple[str, ...]:
    """The words that a parameter of this kind can be told, where they are few; otherwise none.

    >>> choices(Kind.COUNTING), choices(Kind.TEXT)
    (('parts', 'predecessors'), ())
    """
    forces = (*_FORCES, *(force for forces in _FORCES.values() for force in forces))
    few: Mapping[Kind, tuple[str, ...]] = {Kind.MODE: _MODES, Kind.FORCE: forces, Kind.COUNTING: tuple(_COUNTING)}
    return few.get(kind, ())
