"""Names of bodies by their looks: those that no actor bears are doubted, and told by frequency."""

import pyoxigraph as ox
import pytest

from mandategraph import home
from mandategraph.check import UnlinkedName, unlinked_names
from mandategraph.knowledge import load
from mandategraph.reading import Reading


def _unknown(reading: Reading) -> list[str]:
    words = reading.structure.document.words
    return [words(doubt.span) for doubt in reading.doubts if doubt.kind == "unresolved-actor"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Odd Lamps Commission", "Odd Lamps Commission"),
        ("the Fund for Odd Lamps", "Fund for Odd Lamps"),
        ("the Oddland, Evenland and Farland Union and others", "Oddland, Evenland and Farland Union"),
        ("the Committee on the Odd and Even Lamps of the World", "Committee on the Odd and Even Lamps of the World"),
    ],
)
def test_a_name_that_no_actor_bears_is_doubted(resolution, words, name):
    assert _unknown(resolution(f"Welcomes the work of {words};")) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "the World Health Organization",
        "the Oddland Programme of Action",
        "the Commission Staff Rules",
        "a commission and a fund for lamps",
        "the work of odd Officers",
    ],
)
def test_what_is_known_or_no_body_is_not_doubted(resolution, words):
    assert _unknown(resolution(f"Welcomes the work of {words};")) == []


def test_the_head_stands_inside_its_name():
    bodies = load(home.KNOWLEDGE).bodies
    text = "Thanks the Odd Lamps Commission and the Fund for Odd Lamps."
    for head, name in zip(bodies.heads(text), bodies.find(text), strict=True):
        assert name.start <= head.start < head.end <= name.end


def test_unlinked_names_are_told_by_frequency():
    graphs = ox.Store()
    doubts = "".join(
        f"<urn:g{graph}> {{ <urn:d{n}> mg:doubtKind mgv:{kind}-actor ; mg:anchoredIn [ mg:exact '{words}' ] . }}\n"
        for n, (graph, kind, words) in enumerate(
            [
                (1, "unresolved", "Odd Fund"),
                (2, "unresolved", "Even Fund"),
                (2, "unresolved", "Even Fund"),
                (3, "unresolved", "Even Fund"),
                (1, "ambiguous", "Odd Panel"),
                (1, "ambiguous", "Odd Panel"),
            ]
        )
    )
    prefixes = "".join(
        f"PREFIX {name}: <https://w3id.org/mandategraph/{path}>\n"
        for name, path in (("mg", "ontology#"), ("mgv", "vocab/"))
    )
    graphs.load(prefixes + doubts, format=ox.RdfFormat.TRIG)
    assert list(unlinked_names(graphs)) == [
        UnlinkedName("unknown", "Even Fund", 3, 2),
        UnlinkedName("ambiguous", "Odd Panel", 2, 1),
        UnlinkedName("unknown", "Odd Fund", 1, 1),
    ]
