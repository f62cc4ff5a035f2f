"""Doubts: what is not understood, where it stands and what would help."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from mandategraph import home, iri
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes

KINDS = {
    "missing-metadata",
    "numbering-gap",
    "unmatched-footnote",
    "unknown-verb",
    "missing-addressee",
    "ambiguous-actor",
    "unresolved-actor",
}


def _doubts(reading: Reading) -> list[tuple[str, str]]:
    return [(doubt.kind, doubt.paragraph) for doubt in reading.doubts]


def test_what_is_understood_is_not_doubted(resolution):
    reading = resolution(
        "Urges Member States to act;", "Requests the Secretary-General to report to it;", preamble=("Recalling it,",)
    )
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "words",
    [
        "Frobnicates the Convention;",
        "The Office shall act;",
        "With regard to the fund;",
    ],
)
def test_a_paragraph_without_an_operative_verb_is_doubted(resolution, words):
    reading = resolution("Urges Member States to act;", words)
    assert ("unknown-verb", "para_2") in _doubts(reading)


def test_a_chapeau_is_not_doubted_if_its_parts_act(resolution):
    reading = resolution("With regard to the fund:", "\t(a)\tUrges Member States to act;")
    assert _doubts(reading) == []


def test_a_part_without_a_verb_is_not_doubted(resolution):
    assert _doubts(resolution("Urges Member States:", "\t(a)\tTo act;")) == []


@pytest.mark.parametrize(
    "words",
    [
        "Requests the preparation of a report;",
        "Urges an early solution;",
        "Calls upon wisdom to prevail;",
        "Invites further contributions;",
    ],
)
def test_a_verb_that_asks_nobody_is_doubted(resolution, words):
    assert _doubts(resolution(words)) == [("missing-addressee", "para_1")]


@pytest.mark.parametrize(
    "words", ["Decides to meet again;", "Notes the report;", "Calls for restraint;", "Stresses the need to act;"]
)
def test_a_verb_that_needs_nobody_is_not_doubted(resolution, words):
    assert _doubts(resolution(words)) == []


def test_a_gap_is_doubted_where_it_stands(resolution):
    reading = resolution("\t1.\tNotes it;", "\t3.\tNotes it again;", "\t(a)\tHere;", "\t(c)\tThere;")
    assert _doubts(reading) == [("numbering-gap", "para_3"), ("numbering-gap", "para_3__point_c")]
    assert reading.doubts[0].remedy.startswith("3 does not follow")


def test_a_footnote_that_nothing_marks_is_doubted(knowledge):
    text = (
        "Resolution adopted by the General Assembly on 1 October 2045\n90/1.\tInvention\n\tThe General Assembly,\n"
        "\t1.\tNotes the Strategy.1\n\n1 Resolution 80/1.\n2 Resolution 80/2.\n"
    )
    assert _doubts(read(from_bytes("words.txt", text.encode()), knowledge)) == [("unmatched-footnote", "footnote_2")]


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("Resolution adopted by the General Assembly on 1 October 2045\n90/1.\tInvention", None),
        ("Resolution adopted by the General Assembly\n90/1.\tInvention", "adopted"),
        ("Resolution adopted by the General Assembly on 1 October 2045\nA/RES/90/1", "title"),
        ("General Assembly\nA/RES/90/1", "title, adopted"),
    ],
)
def test_what_a_masthead_does_not_state_is_doubted(knowledge, head, missing):
    text = f"{head}\n\tThe General Assembly,\n\t1.\tNotes the report.\n"
    found = read(from_bytes("words.txt", text.encode()), knowledge).doubts
    assert [doubt.kind for doubt in found] == (["missing-metadata"] if missing else [])
    assert missing is None or found[0].remedy.endswith(f": {missing}")


def test_doubts_are_in_the_order_of_the_text(resolution):
    reading = resolution(
        "Frobnicates it;", "Requests the preparation of a plan;", "Notes the work of the Executive Board;"
    )
    assert _doubts(reading) == [
        ("unknown-verb", "para_1"),
        ("missing-addressee", "para_2"),
        ("ambiguous-actor", "para_3"),
    ]
    spans = [doubt.span for doubt in reading.doubts]
    assert spans == sorted(spans)


def test_a_doubt_is_never_silent(resolution):
    reading = resolution(
        "Frobnicates it;", "Requests a plan;", "\t4.\tNotes the work of the Panel and the Executive Board."
    )
    assert {doubt.kind for doubt in reading.doubts} <= KINDS
    for doubt in reading.doubts:
        assert len(doubt.remedy.split()) > 3
        assert reading.structure.document.words(doubt.span)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_doubt_is_in_the_vocabulary(kind):
    vocabulary = Graph().parse(home.ONTOLOGY / "vocabulary.ttl")
    assert (URIRef(iri.concept(kind)), SKOS.inScheme, URIRef(iri.concept("doubt-kinds"))) in vocabulary
