"""The IRIs of the graph: one function for each kind of thing, and nowhere else.

The ontology and its vocabularies have fixed IRIs. The base of the data is the caller's; every function here that takes
a base returns an IRI below it. Parts of a document are fragments of its IRI, so that one request brings a whole
resolution; they follow the naming of Akoma Ntoso (``para_3__point_a``). Spans of text follow RFC 5147.

>>> document(BASE, Symbol("A/RES/68/187"))
'https://w3id.org/mandategraph/A/RES/68/187'
>>> span(document(BASE, Symbol("A/RES/68/187")), 5020, 5560)
'https://w3id.org/mandategraph/A/RES/68/187/eng.txt#char=5020,5560'
"""

import re
import unicodedata

from . import symbol as symbols
from .symbol import Symbol

BASE = "https://w3id.org/mandategraph/"
MG = "https://w3id.org/mandategraph/ontology#"
VOCABULARY = "https://w3id.org/mandategraph/vocab/"


def document(base: str, symbol: Symbol) -> str:
    """A document, whatever its language or file."""
    return base + symbols.path(symbol)


def graph(document: str, language: str = "en") -> str:
    """The named graph that holds what was read out of a document; other languages than English have their own.

    >>> graph("https://example.org/A/RES/68/187"), graph("https://example.org/A/RES/68/187", "fr")
    ('https://example.org/A/RES/68/187/graph', 'https://example.org/A/RES/68/187/fra/graph')
    """
    return f"{document}/graph" if language == "en" else f"{text(document, language)}/graph"


def inferred(graph: str) -> str:
    """The named graph of what follows from another.

    >>> inferred("https://example.org/A/RES/68/187/graph")
    'https://example.org/A/RES/68/187/graph/inferred'
    """
    return f"{graph}/inferred"


def reviews(graph: str) -> str:
    """The named graph of what people say of what stands in another.

    >>> reviews("https://example.org/A/RES/68/187/graph")
    'https://example.org/A/RES/68/187/graph/review'
    """
    return f"{graph}/review"


def review(graph: str, entity: str) -> str:
    """What a person says of one thing in a graph.

    >>> review("https://example.org/A/RES/68/187/graph", "https://example.org/A/RES/68/187#para_5.1")
    'https://example.org/A/RES/68/187/graph/review#para_5.1'
    """
    return f"{reviews(graph)}#{entity.partition('#')[2]}"


def run(graph: str) -> str:
    """The extraction run that made a graph."""
    return f"{graph}#run"


def text(document: str, language: str = "en") -> str:
    """The words of a document in one language (BCP 47), under its three letters (ISO 639-2)."""
    return f"{document}/{three_letters(language)}"


def file(document: str, language: str = "en") -> str:
    """The file from which the words of a document were read."""
    return f"{text(document, language)}/file"


def span(document: str, start: int, end: int, language: str = "en") -> str:
    """Characters ``start`` to ``end`` (zero-based, half-open) of the clean text (RFC 5147, section 2.1)."""
    return f"{text(document, language)}.txt#char={start},{end}"


def three_letters(language: str) -> str:
    """A language (BCP 47) as ISO 639-2 writes it.

    >>> three_letters("en"), three_letters("zh")
    ('eng', 'zho')
    """
    return _THREE_LETTERS.get(language, language)


_THREE_LETTERS = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}


def part(document: str, name: str) -> str:
    """A paragraph (``para_5``), or what was found in one (``para_5.1``, ``para_5.cit_1``)."""
    return f"{document}#{name}"


def actor(base: str, path: str) -> str:
    """An actor by its path: ``body/unodc``, ``state/KEN``, ``post/secretary-general``, ``group/member-states``."""
    return base + path


def instrument(base: str, name: str) -> str:
    """An instrument that is cited by name, by its id in ``instruments.toml``."""
    return f"{base}instrument/{name}"


def observance(base: str, name: str) -> str:
    """An international day, week, year or decade, by its id in ``observances.toml`` or the slug of its name."""
    return f"{base}observance/{name}"


def region(base: str, name: str) -> str:
    """A part of the world that is no State: ``region/sahel``."""
    return f"{base}region/{name}"


def heading(base: str, label: str) -> str:
    """A heading of a library that has no IRI of its own."""
    return f"{base}heading/{slug(label)}"


def session(base: str, body: str, number: str) -> str:
    """A session of a body: ``session/general-assembly/69``.

    >>> session(BASE, "body/general-assembly", "69")
    'https://w3id.org/mandategraph/session/general-assembly/69'
    """
    return f"{base}session/{body.partition('/')[2]}/{number}"


def shared_graph(base: str, name: str) -> str:
    """A named graph that belongs to no document: ``actors``, ``vocabulary``, ``thesaurus``, ``inferred``."""
    return f"{base}graph/{name}"


def term(name: str) -> str:
    """A class or property of the ontology."""
    return MG + name


def concept(name: str) -> str:
    """A concept of the vocabularies; blanks become hyphens.

    >>> concept("calls upon")
    'https://w3id.org/mandategraph/vocab/calls-upon'
    """
    return VOCABULARY + slug(name)


def slug(words: str) -> str:
    """Words as lower-case letters and digits between hyphens.

    >>> slug("Women’s organizations, in Côte d’Ivoire")
    'womens-organizations-in-cote-divoire'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
