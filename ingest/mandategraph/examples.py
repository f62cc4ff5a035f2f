"""Examples: the stored questions as SPARQL examples in RDF, after the convention of SIB, which query editors show.

https://github.com/sib-swiss/sparql-examples: an executable with its comment, its query, its prefixes, the endpoint and
keywords. Each query can be run as it stands, with the examples of its parameters put in.
"""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from .errors import QuestionError
from .graphs import Graphs
from .question import Question
from .reference import terms
from .term import COMMENT, TYPE, Triple, english

_SH = "http://www.w3.org/ns/shacl#"
_SCHEMA = "https://schema.org/"
_OWL = "http://www.w3.org/2002/07/owl#"
_URI = ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")

#: Where the examples of an endpoint stand, below it.
WELL_KNOWN = ".well-known/sparql-examples"


def examples(questions: Iterable[Question], graphs: Graphs, endpoint: str) -> Iterator[Triple]:
    """Examples for an endpoint, named by its address: one for each question that the graphs know the example of.

    A question that must be told somebody, by its example, whom these graphs do not hold, is left out.
    """
    place = f"{endpoint.rstrip('/')}/{WELL_KNOWN}"
    prefixes = ox.NamedNode(f"{place}#prefixes")
    yield prefixes, TYPE, ox.NamedNode(f"{_OWL}Ontology")
    declared: dict[str, str] = {}
    for question in questions:
        told = {parameter.name: parameter.example for parameter in question.parameters if not parameter.optional}
        try:
            query = question.told(terms(graphs, question, told))
        except QuestionError:
            continue
        declared |= dict(_PREFIX.findall(query))
        yield from _example(question, told, query, endpoint, prefixes)
    for prefix, namespace in declared.items():
        declaration = ox.NamedNode(f"{place}#prefix-{prefix}")
        yield prefixes, _sh("declare"), declaration
        yield declaration, _sh("prefix"), ox.Literal(prefix)
        yield declaration, _sh("namespace"), ox.Literal(namespace, datatype=_URI)


def turtle(triples: Iterable[Triple]) -> str:
    """Examples in Turtle."""
    prefixes = {"sh": _SH, "schema": _SCHEMA, "rdfs": COMMENT.value.removesuffix("comment")}
    return (
        ox.serialize((ox.Triple(*one) for one in triples), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    ).decode()


def _example(
    question: Question, told: dict[str, str], query: str, endpoint: str, prefixes: ox.NamedNode
) -> Iterator[Triple]:
    node = ox.NamedNode(f"{endpoint.rstrip('/')}/{WELL_KNOWN}/{question.name}")
    put_in = ", ".join(f"{name}: {value}" for name, value in told.items())
    yield node, TYPE, _sh("SPARQLExecutable")
    yield node, TYPE, _sh("SPARQLSelectExecutable")
    yield node, COMMENT, english(f"{question.title} ({put_in})" if put_in else question.title)
    yield node, _sh("prefixes"), prefixes
    yield node, _sh("select"), ox.Literal(query)
    yield node, ox.NamedNode(f"{_SCHEMA}target"), ox.NamedNode(endpoint)
    for keyword in sorted({*question.name.split("-"), *(parameter.kind.value for parameter in question.parameters)}):
        yield node, ox.NamedNode(f"{_SCHEMA}keywords"), ox.Literal(keyword)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SH}{name}")


_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]+)>$", re.MULTILINE)
