"""Term: the terms of RDF that the graphs are written with, each made once."""

from functools import cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from . import iri

#: Subject, predicate and object of a statement.
Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
SEE_ALSO = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
HOMEPAGE = NamedNode("http://xmlns.com/foaf/0.1/homepage")
_XSD = "http://www.w3.org/2001/XMLSchema#"
DECIMAL = NamedNode(f"{_XSD}decimal")
DATE = NamedNode(f"{_XSD}date")
DATE_TIME = NamedNode(f"{_XSD}dateTime")


@cache
def mg(name: str) -> NamedNode:
    """A class or property of the ontology."""
    return NamedNode(iri.term(name))


@cache
def concept(name: str) -> NamedNode:
    """A concept of the vocabularies."""
    return NamedNode(iri.concept(name))


@cache
def skos(name: str) -> NamedNode:
    """A term of SKOS."""
    return NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}")


@cache
def prov(name: str) -> NamedNode:
    """A term of PROV."""
    return NamedNode(f"http://www.w3.org/ns/prov#{name}")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(value)


def english(words: str) -> Literal:
    """Words in English."""
    return Literal(words, language="en")


#: In which ways somebody is to work with others; and those, or for them.
WORKING_WITH = ("coordination", "cooperation", "collaboration", "consultation")
WORKING = (*WORKING_WITH, "assistance")
#: The property that tells at once in which role somebody takes part in a task.
PROPERTY_OF_ROLE = {
    "coordination": "inCoordinationWith",
    "cooperation": "inCooperationWith",
    "collaboration": "inCollaborationWith",
    "consultation": "inConsultationWith",
    "assistance": "hasBeneficiary",
    "recipient": "hasRecipient",
    "bearer": "hasBearer",
}
