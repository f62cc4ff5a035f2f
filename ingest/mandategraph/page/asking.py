"""Asking: the pages of the stored questions: their list, the form of each, its answer; and the editor of SPARQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from mandategraph import dump, iri, store
from mandategraph.answer import Answer
from mandategraph.errors import MandateGraphError
from mandategraph.question import Kind, Parameter, Question
from mandategraph.question import questions as stored
from mandategraph.reference import choices, terms
from mandategraph.symbol import Symbol, is_symbol

from .catalogue import cased
from .sheet import ASSETS, filled, for_scripts
from .site import Site
from .statement import LABEL, PREFERRED, PREFIXES, Term, name_of, rows

#: A query to begin with.
_EXAMPLE = f"""PREFIX mg: <{iri.MG}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?whom WHERE {{
  ?one mg:mustWorkWith ?other .
  ?one rdfs:label ?who .
  ?other rdfs:label ?whom .
}} LIMIT 20
"""
#: So many rows stand on a page.
PAGE = 50
#: The ways in which an answer can be had as data: ending, media type, name.
ANSWERS = (
    (".csv", "text/csv", "CSV"),
    (".json", "application/sparql-results+json", "JSON"),
    (".xml", "application/sparql-results+xml", "XML"),
    (".ttl", "text/turtle", "Turtle"),
)
#: The questions by what they are about; others stand at the end.
_GROUPS = {
    "Who must do what": (
        *("mandates", "addressed", "who-is-asked", "who-works-on", "kinds", "acts", "mixed-forces", "funding"),
        *("conditions", "purposes", "means", "scope", "grounds"),
    ),
    "With whom": ("coordination", "assistance", "ties", "joint-initiatives", "one-sided", "succession", "actor"),
    "Reports, and by when": ("reports", "due", "recurring", "several-reports", "agenda", "reviews"),
    "How long, and from where": ("expiring", "open-ended", "renewals", "latest", "lineage", "descent"),
    "Documents and what they cite": (
        *("paragraphs", "themes", "about-place", "citations", "instruments", "observances", "adoptions", "holdings"),
    ),
    "How far it can be trusted": ("unresolved", "uncovered", "completeness", "judged", "unreviewed"),
}


@cache
def _stored() -> Mapping[str, Question]:
    return {question.name: question for question in stored()}


def questions(site: Site) -> str:
    """The list of all questions."""
    known = _stored()
    placed = {name for names in _GROUPS.values() for name in names}
    groups = [(title, [known[name] for name in names if name in known]) for title, names in _GROUPS.items()]
    others = [question for name, question in known.items() if name not in placed]
    return filled("questions.html", site, groups=[*groups, *([("Others", others)] if others else [])])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer: its words, and what they lead to."""

    words: str
    iri: str = ""
    kind: str = ""


def question(
    graphs: ox.Store,
    site: Site,
    asked: Question,
    told: Mapping[str, str],
    answer: Answer | None = None,
    *,
    problem: str = "",
    offset: int = 0,
) -> str:
    """The form of a question, told these words; under it the answer from row ``offset`` on, or why there is none."""
    offset = max(offset, 0)
    given = {name: words for name, words in told.items() if words}
    shown = answer.rows[offset : offset + PAGE] if answer else ()
    same = _same(answer) if answer else ()
    cells = _cells(graphs, answer.columns, shown) if answer else []
    return filled(
        "question.html",
        site,
        question=asked,
        parameters=asked.parameters,
        told=given,
        problem=problem,
        fields=[(one, told.get(one.name, ""), choices(one.kind), _listed(one)) for one in asked.parameters],
        suggestions=_suggestions(graphs, asked.parameters),
        answer=answer,
        same=[(column, cells[0][index]) for index, column in enumerate(answer.columns) if index in same and cells]
        if answer
        else [],
        columns=[column for index, column in enumerate(answer.columns) if index not in same] if answer else [],
        cells=[[cell for index, cell in enumerate(row) if index not in same] for row in cells],
        offset=offset,
        last=offset + len(shown),
        page=PAGE,
        data=[
            (name, kind, site.data(f"questions/{asked.name}", end) + _query(site, given)) for end, kind, name in ANSWERS
        ],
        sparql=_told(graphs, asked, given),
    )


def _query(site: Site, told: Mapping[str, str]) -> str:
    _, mark, query = site.page("", **told).partition("?")
    return mark + query


def _told(graphs: ox.Store, asked: Question, given: Mapping[str, str]) -> str:
    try:
        return asked.told(terms(graphs, asked, given))
    except MandateGraphError:
        return asked.sparql


def _same(answer: Answer) -> frozenset[int]:
    """The columns in which all rows agree, if there are several rows."""
    if len(answer.rows) < 2:
        return frozenset()
    return frozenset(index for index, column in enumerate(zip(*answer.rows, strict=True)) if len(set(column)) == 1)


def _cells(graphs: ox.Store, columns: Sequence[str], shown: Sequence[Sequence[Term | None]]) -> list[list[Cell]]:
    base = store.base_of(graphs)
    places = _places(graphs, columns, shown)
    named: dict[ox.Literal, str] = {}

    def cell(column: str, term: Term | None, row: Sequence[Term | None]) -> Cell:
        if term is None:
            return Cell("")
        if isinstance(term, ox.NamedNode):
            return Cell(name_of(graphs, term.value), term.value)
        if column == "paragraph":
            document = row[columns.index("symbol")] if "symbol" in columns else None
            return Cell(term.value, places.get((document.value if document else "", term.value), ""), "figure")
        if term.language == "en" and len(term.value) < _LONGEST_NAME:
            if term not in named:
                named[term] = _bearer(graphs, term)
            return Cell(term.value, named[term])
        if column != "words" and is_symbol(term.value):
            return Cell(term.value, iri.document(base, Symbol(term.value)), "symbol")
        return Cell(term.value, "", "words" if column in _WORDS else "rule" if column == "rule" else "")

    return [[cell(column, term, row) for column, term in zip(columns, row, strict=True)] for row in shown]


#: No name of an actor or a theme is longer.
_LONGEST_NAME = 200
#: The columns in which words of documents stand.
_WORDS = frozenset({"words", "text", "title", "purpose", "opening", "limits"})


def _bearer(graphs: ox.Store, name: ox.Literal) -> str:
    """Who or what bears a name; empty if nobody does."""
    for predicate in (LABEL, PREFERRED):
        for quad in graphs.quads_for_pattern(None, ox.NamedNode(predicate), name):
            if isinstance(quad.subject, ox.NamedNode):
                return quad.subject.value
    return ""


def _places(
    graphs: ox.Store, columns: Sequence[str], shown: Sequence[Sequence[Term | None]]
) -> Mapping[tuple[str, str], str]:
    """The paragraphs of rows that give a symbol and the label of a paragraph."""
    if "symbol" not in columns or "paragraph" not in columns:
        return {}
    symbol, paragraph = columns.index("symbol"), columns.index("paragraph")
    pairs = {(row[symbol], row[paragraph]) for row in shown if row[symbol] and row[paragraph]}
    values = " ".join(f"({said} {label})" for said, label in sorted(pairs, key=str))
    query = f"""{PREFIXES}
    SELECT ?said ?label ?unit WHERE {{
      VALUES (?said ?label) {{ {values} }}
      GRAPH ?graph {{ ?document mg:symbol ?said ; mg:hasText ?text . ?unit mg:paragraphLabel ?label }}
    }}"""
    return {(row["said"].value, row["label"].value): row["unit"].value for row in rows(graphs, query)}


def _listed(parameter: Parameter) -> str:
    """The list of suggestions that a field of this kind offers."""
    return {Kind.ACTOR: "actors", Kind.THEME: "themes"}.get(parameter.kind, "")


_SUGGESTED = {
    Kind.ACTOR: "?one mg:participant ?named ; mg:role mgv:bearer . ?named rdfs:label ?name",
    Kind.THEME: "?one mg:theme ?named . ?named skos:prefLabel ?name",
}


def _suggestions(graphs: ox.Store, parameters: Sequence[Parameter]) -> dict[str, list[str]]:
    """What is named most often, for the fields that take an actor or a theme."""
    found = {}
    for kind in sorted({parameter.kind for parameter in parameters} & _SUGGESTED.keys()):
        query = f"""{PREFIXES}
        SELECT ?name (COUNT(*) AS ?times) WHERE {{ GRAPH ?graph {{ {_SUGGESTED[kind]} }} }}
        GROUP BY ?name ORDER BY DESC(?times) LIMIT 150"""
        names = [row["name"].value for row in rows(graphs, query)]
        found[f"{kind.value}s"] = sorted({cased(name) if kind is Kind.THEME else name for name in names})
    return found


def editor(graphs: ox.Store, site: Site, query: str = _EXAMPLE) -> str:
    """The page on which to write SPARQL: with an editor if one is bundled, otherwise in a plain field.

    The stored questions are there as examples, and the terms of the ontology to complete what is typed.
    """
    bundled = (ASSETS / "bundled" / "yasgui.min.js").is_file()
    return filled("editor.html", site, query=query, bundled=bundled, known=for_scripts(_known(graphs)))


def _known(graphs: ox.Store) -> dict[str, object]:
    """What the editor knows: prefixes, classes, properties, and queries with their titles."""
    return {
        "prefixes": dict(sorted(dump.PREFIXES.items())),
        "classes": _terms(graphs, "owl:Class"),
        "properties": _terms(graphs, "owl:ObjectProperty", "owl:DatatypeProperty"),
        "examples": [{"title": one.title, "query": _example(graphs, one)} for one in _stored().values()],
    }


def _terms(graphs: ox.Store, *kinds: str) -> list[str]:
    query = f"""{PREFIXES} PREFIX owl: <http://www.w3.org/2002/07/owl#>
    SELECT DISTINCT ?term WHERE {{
      VALUES ?kind {{ {" ".join(kinds)} }}
      GRAPH ?graph {{ ?term a ?kind }}
    }} ORDER BY ?term"""
    return [row["term"].value for row in rows(graphs, query)]


def _example(graphs: ox.Store, asked: Question) -> str:
    told = {one.name: one.example for one in asked.parameters if not one.optional}
    return (
        f"# {asked.title}{''.join(f' {name}: {value}' for name, value in told.items())}\n{_told(graphs, asked, told)}"
    )
