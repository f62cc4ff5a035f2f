"""What holds for every form of a source, whatever it is."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

import test_akn
import test_pdf
import test_plain
import test_web
import test_word
from mandategraph.errors import SourceError
from mandategraph.iri import term
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes
from mandategraph.structure import Kind
from mandategraph.triples import describe

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"


def _word() -> bytes:
    draft = test_word.Draft()
    draft.document.sections[0].header.paragraphs[0].text = "A/RES/100/7"
    draft.say("Recalling its resolution 99/3,")
    draft.say("Requests the Secretary-General:", 0)
    draft.say("To consult Member States;", 1)
    return draft.bytes()


SOURCES = {
    "text": SEED.read_bytes,
    "broken lines": test_plain.OLD.encode,
    "akn4un": lambda: test_akn._xml().encode(),
    "word": _word,
    "pdf": test_pdf.pages_of_print,
    "web": test_web.PAGE.encode,
}


@pytest.fixture(params=SOURCES, scope="module")
def reading(request, knowledge) -> Reading:
    return read(from_bytes(request.param, SOURCES[request.param]()), knowledge)


def test_every_span_is_its_words_and_leads_back_to_print(reading):
    document = reading.structure.document
    said: dict[str, dict[str, str]] = {}
    for quad in describe(reading, at=datetime(2045, 1, 1, tzinfo=UTC)):
        said.setdefault(quad.subject.value, {})[quad.predicate.value] = getattr(quad.object, "value", "")
    spans = [node for node in said.values() if term("exact") in node]
    assert len(spans) > 5
    for node in spans:
        start, end = int(node[term("charStart")]), int(node[term("charEnd")])
        assert document.text[start:end] == node[term("exact")]
        printed = reading.printed.text[int(node[term("printedStart")]) : int(node[term("printedEnd")])]
        assert _letters(node[term("exact")]) <= _letters(printed)
        assert _letters(printed) - _letters(node[term("exact")]) <= set("0123456789")  # footnote marks
        assert (term("placeInSource") in node) == bool(reading.printed.places)


def _letters(words: str) -> set[str]:
    return {letter for letter in words if letter.isalnum()}


def test_paragraphs_do_not_overlap_and_hold_all_words(reading):
    document, at = reading.structure.document, 0
    for paragraph in reading.structure.paragraphs:
        between = document.text[at : paragraph.span.start]
        assert paragraph.span.start >= at
        assert len(between.strip()) <= len("(xviii)")
        at = paragraph.span.end
    assert not document.text[at:].strip()


def test_every_printed_character_is_accounted_for(reading):
    account = reading.completeness
    assert min(account.used, account.furniture, account.in_doubt) >= 0
    assert account.used > 0
    assert account.in_doubt == 0


def test_paragraphs_of_the_body_are_found(reading):
    labels = [p.label for p in reading.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert {"pp1", "1"} <= set(labels)
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("form", SOURCES)
def test_bytes_that_are_damaged_are_read_or_refused(form, knowledge):
    """Damage of every kind, the same each time: never anything but an answer or an error that names the file."""
    damage = random.Random(form)
    for _ in range(25):
        body = bytearray(SOURCES[form]())
        for _ in range(damage.choice([1, 4, 30])):
            at = damage.randrange(len(body))
            body[at : at + damage.randrange(3)] = damage.choice([b"", b"\x00", b"<li value='z'>", b"(", b"\n", b"\xff"])
        try:
            read(from_bytes("damaged", bytes(body)), knowledge)
        except SourceError as error:
            assert str(error).startswith("damaged: ")  # noqa: PT017
