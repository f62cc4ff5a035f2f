"""Reference: what a person calls a body, a document, a session or a theme, and the terms it stands for in a store.

An actor is called by its name, its acronym, another of its names, the end of its IRI or the IRI; a document by its
symbol. Capitals make no difference. What is not known is answered with what is nearest to it.

Graphs are asked by SELECT queries only, so that those on the network answer as those in a folder do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from . import iri, store, symbol, thesaurus
from .errors import QuestionError, SymbolError
from .graphs import Graphs, rows
from .question import Kind, Question, Term
from .term import LABEL, WORKING_WITH, mg, skos

_PREFERRED = skos("prefLabel")
_NAMES = (LABEL, mg("acronym"), _PREFERRED)
_OTHER_NAMES = (skos("altLabel"),)
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
    "parts": mg("subBodyOf"),
    "predecessors": mg("successor"),
}

#: The words of kinds that have no others.
CHOICES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MODE: WORKING_WITH,
    Kind.FORCE: (*_FORCES, *(force for forces in _FORCES.values() for force in forces)),
    Kind.COUNTING: tuple(_COUNTING),
}


def terms(graphs: Graphs, question: Question, words: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
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


def nodes(graphs: Graphs, kind: Kind, words: str) -> tuple[Term, ...]:
    """The terms that words of this kind stand for in a store; ``QuestionError`` if there are none."""
    return tuple(_READERS[kind](graphs, words))


def _actor(graphs: Graphs, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    base = base_of(graphs)
    known = ox.NamedNode(iri.shared_graph(base, "actors"))
    for predicates in (_NAMES, _OTHER_NAMES):
        found = _called(graphs, predicates, words, known)
        if len(found) > 1:
            raise QuestionError(
                f"{words} may be {_or(sorted(_label(graphs, node) for node in found))}; name one of them"
            )
        if found:
            return found
    return _group(graphs, base, words) or _unknown("actor", words, (name for name, _ in _named(graphs, _NAMES, known)))


def _group(graphs: Graphs, base: str, words: str) -> Iterable[Term]:
    """An actor by the end of its IRI, or one that is named in documents only."""
    for end in (words.lower(), *(f"{folder}/{iri.slug(words)}" for folder in ("body", "post", "group"))):
        node = ox.NamedNode(base + end) if re.fullmatch(r"[a-z0-9/-]+", end) else None
        if node and _exists(graphs, node):
            return (node,)
    said = dict.fromkeys((words, words.lower(), words[:1].upper() + words[1:].lower()))
    names = " ".join(str(ox.Literal(name, language="en")) for name in said)
    return _nodes(graphs, f"SELECT DISTINCT ?node WHERE {{ VALUES ?name {{ {names} }} ?node {LABEL} ?name }}")


def _document(graphs: Graphs, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    try:
        said = ox.Literal(symbol.symbol(words.upper()))
    except SymbolError as error:
        raise QuestionError(f"{error}; a symbol looks like A/RES/68/187") from error
    found = _nodes(graphs, f"SELECT DISTINCT ?node WHERE {{ ?node {mg('symbol')} {said} }}")
    return found or _unknown("document", words, (document.symbol for document in store.held(graphs)))


def _session(graphs: Graphs, words: str) -> Iterable[Term]:
    if "://" in words:
        return _existing(graphs, words)
    sessions = tuple(sessions_of(graphs))
    found = dict.fromkeys(node for node, number, name in sessions if number == words or _same(name, words))
    return found or _unknown("session", words, (number for _, number, _ in sessions))


def sessions_of(graphs: Graphs) -> Iterator[tuple[ox.NamedNode, str, str]]:
    """The sessions that the documents name: each with its number and its name."""
    query = f"""
        SELECT DISTINCT ?node ?number ?name WHERE {{
          ?node {mg("sessionNumber")} ?number .
          OPTIONAL {{ ?node {LABEL} ?name }}
        }} ORDER BY ?number ?name"""
    for node, number, name in rows(graphs, query):
        yield node, number.value, name.value if name else node.value


def _theme(graphs: Graphs, words: str) -> Iterable[Term]:
    """Themes of this name, in any language that the thesaurus of the store has, and all that are narrower."""
    base = base_of(graphs)
    if "://" in words:
        return thesaurus.with_narrower(graphs, _existing(graphs, words), base)
    names = tuple(themes_of(graphs, base))
    found = [node for name, node in names if _same(name, words)]
    return (
        thesaurus.with_narrower(graphs, dict.fromkeys(found), base)
        if found
        else _unknown("theme", words, (name for name, _ in names))
    )


def themes_of(graphs: Graphs, base: str) -> Iterator[tuple[str, ox.NamedNode]]:
    """The names of the themes that are given in the store, and of those of its thesaurus."""
    query = f"""
        SELECT DISTINCT ?name ?node WHERE {{
          {{ SELECT DISTINCT ?node WHERE {{ ?assignment {mg("theme")} ?node }} }}
          ?node {_PREFERRED} ?name
        }} ORDER BY ?name"""
    yield from ((name.value, node) for name, node in rows(graphs, query))
    yield from _named(graphs, _THEME_NAMES, thesaurus.graph(base))


def actors_of(graphs: Graphs) -> Iterator[tuple[str, ox.NamedNode]]:
    """The names of the actors that are known, each with its actor: acronyms and other names too."""
    known = ox.NamedNode(iri.shared_graph(base_of(graphs), "actors"))
    return _named(graphs, (*_NAMES, *_OTHER_NAMES), known)


def base_of(graphs: Graphs) -> str:
    """The base of the data, told by the name of the graph of actors; the usual one if there is none yet."""
    ending = iri.shared_graph("", "actors")
    query = f"""
        SELECT ?graph WHERE {{
          GRAPH ?graph {{ ?post {mg("heads")} ?body }}
          FILTER(STRENDS(STR(?graph), {ox.Literal(ending)}))
        }} LIMIT 1"""
    return next((graph.value.removesuffix(ending) for (graph,) in rows(graphs, query)), iri.BASE)


def _mode(_: Graphs, words: str) -> Iterable[Term]:
    mode = words.lower().removeprefix(iri.VOCABULARY)
    return (ox.NamedNode(iri.concept(mode)),) if mode in WORKING_WITH else _unknown("mode", words, WORKING_WITH)


def _force(_: Graphs, words: str) -> Iterable[Term]:
    """The forces that a word stands for: “exhorts” for two of them, “exhortation” for the weaker."""
    said = iri.slug(words.removeprefix(iri.VOCABULARY))
    single = [force for forces in _FORCES.values() for force in forces]
    names = _FORCES.get(said) or tuple(force for force in single if force == said)
    return [ox.NamedNode(iri.concept(name)) for name in names] or _unknown("force", words, (*_FORCES, *single))


def _counted(graphs: Graphs, question: Question, actors: Sequence[Term], words: str) -> Iterable[Term]:
    """Those who are tied to actors in the way that these words name, directly or through others."""
    relation = _COUNTING.get(words.lower())
    if relation is None:
        return _unknown("counting", words, _COUNTING)
    if not actors:
        taken = next(parameter for parameter in question.parameters if parameter.kind is Kind.ACTOR)
        raise QuestionError(f"whose {words.lower()} count? name the {taken.name} too: --{taken.name} {taken.example}")
    known = ox.NamedNode(iri.shared_graph(base_of(graphs), "actors"))
    counted = dict.fromkeys(actors)
    tied: Sequence[Term] = actors
    while tied:
        query = f"""
            SELECT DISTINCT ?node WHERE {{
              VALUES ?of {{ {" ".join(map(str, tied))} }} GRAPH {known} {{ ?node {relation} ?of }}
            }} ORDER BY ?node"""
        tied = [node for node in _nodes(graphs, query) if node not in counted]
        counted |= dict.fromkeys(tied)
    return tuple(counted)[len(actors) :]


def _year(_: Graphs, words: str) -> Iterable[Term]:
    if not re.fullmatch(r"\d{4}", words):
        raise QuestionError(f"no year: {words}; a year looks like 2013")
    return (ox.Literal(int(words)),)


def _said(_: Graphs, words: str) -> Iterable[Term]:
    return (ox.Literal(words),)


_READERS: Mapping[Kind, Callable[[Graphs, str], Iterable[Term]]] = {
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
    graphs: Graphs, predicates: Iterable[ox.NamedNode], graph: ox.NamedNode
) -> Iterator[tuple[str, ox.NamedNode]]:
    """All names that a graph gives in one of these ways, each with what bears it."""
    for predicate in predicates:
        query = f"SELECT ?name ?node WHERE {{ GRAPH {graph} {{ ?node {predicate} ?name }} FILTER(ISIRI(?node)) }}"
        yield from ((name.value, node) for name, node in rows(graphs, query))


def _called(
    graphs: Graphs, predicates: Iterable[ox.NamedNode], words: str, graph: ox.NamedNode
) -> dict[ox.NamedNode, None]:
    """What a graph calls by this name in one of these ways, whatever its capitals."""
    said = ox.Literal(" ".join(words.split()).lower())
    return dict.fromkeys(
        node
        for predicate in predicates
        for node in _nodes(
            graphs,
            f"SELECT DISTINCT ?node WHERE {{ GRAPH {graph} {{ ?node {predicate} ?name }}"
            f" FILTER(LCASE(STR(?name)) = {said}) }} ORDER BY ?node",
        )
    )


def _nodes(graphs: Graphs, query: str) -> tuple[ox.NamedNode, ...]:
    """The IRIs that a query with one variable finds."""
    return tuple(node for (node,) in rows(graphs, query) if isinstance(node, ox.NamedNode))


def _existing(graphs: Graphs, words: str) -> tuple[ox.NamedNode, ...]:
    try:
        node = ox.NamedNode(words)
    except ValueError as error:
        raise QuestionError(f"no IRI: {words}") from error
    if not _exists(graphs, node):
        raise QuestionError(f"the store knows nothing of {words}")
    return (node,)


def _exists(graphs: Graphs, node: ox.NamedNode) -> bool:
    return any(rows(graphs, f"SELECT ?how WHERE {{ {node} ?how ?what }} LIMIT 1"))


def _label(graphs: Graphs, node: ox.NamedNode) -> str:
    """The name of a node; its IRI if it has none."""
    query = f"SELECT ?name WHERE {{ {node} {LABEL} ?name }} ORDER BY ?name LIMIT 1"
    return next((name.value for (name,) in rows(graphs, query)), node.value)


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
    return CHOICES.get(kind, ())
