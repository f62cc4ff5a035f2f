import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.errors import SourceError
from mandategraph.reading import read
from mandategraph.source import from_bytes, printed_of
from mandategraph.source.plain import is_wrapped, unwrapped
from mandategraph.source.stated import Cast, Choice, Method
from mandategraph.structure import Kind

OLD = """Resolution 2901 (1999)
of 14 May 1999
The Security Council,

Deeply concerned at the loss of the light-
houses in the northern seas, on which the light-keepers de-
pend, 45
Also recalling the statement of the representative
of Kenya,

Notes with

satisfaction the report;

1. Calls for the rebuilding of all lighthouses
without delay;

2. Requests the Secretary-
General:

(a) To send a representative to the northern seas
for the purpose of reporting;

(b) To co-operate with Kenya.

Adopted at the 1208th meeting
by 9 votes to none, with
2 abstentions (Norway,
United States of America).


45 Ibid., Thirty-first Year,
1981st meeting.
46 See also the letter
of 3 May.
"""


def test_lines_broken_to_a_width_are_read_as_paragraphs(knowledge):
    reading = read(from_bytes("old.txt", OLD.encode()), knowledge)
    said = [(p.label, reading.structure.words(p)) for p in reading.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert said == [
        (
            "pp1",
            "Deeply concerned at the loss of the lighthouses in the northern seas, on which the light-keepers de-pend,",
        ),
        ("pp2", "Also recalling the statement of the representative of Kenya,"),
        ("op1", "Notes with satisfaction the report;"),
        ("1", "Calls for the rebuilding of all lighthouses without delay;"),
        ("2", "Requests the Secretary-General:"),
        ("2(a)", "To send a representative to the northern seas for the purpose of reporting;"),
        ("2(b)", "To co-operate with Kenya."),
    ]
    assert (reading.symbol, str(reading.masthead.adopted)) == ("S/RES/2901(1999)", "1999-05-14")
    assert [reading.structure.words(p) for p in reading.structure.of(Kind.FOOTNOTE)] == [
        "Ibid., Thirty-first Year, 1981st meeting.",
        "See also the letter of 3 May.",
    ]
    assert reading.structure.footnotes == (("preamble__p_1", "footnote_45"),)


def test_a_vote_names_its_totals_and_the_states_in_brackets(knowledge):
    vote = read(from_bytes("old.txt", OLD.encode()), knowledge).vote
    assert (vote.method, vote.in_favour, vote.against, vote.abstaining) == (Method.VOTE, 9, 0, 2)
    assert vote.cast == (Cast("Norway", Choice.ABSTAINING), Cast("United States of America", Choice.ABSTAINING))


@given(st.text(alphabet="ab-.,;1 \n(\t\r\fÉ", max_size=80))
def test_every_character_keeps_its_offset(text):
    plain = unwrapped(text)
    assert len(plain) == len(text)
    for old, new in zip(text, plain, strict=True):
        assert old == new or (old in " -\n\t\r\f" and new in " \u200b")


def test_an_export_with_a_line_for_each_paragraph_is_left_alone(seed):
    assert not is_wrapped(seed.printed.text)
    assert seed.printed.text == seed.source.body.decode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(mark, encoding):
    assert printed_of(from_bytes("old.txt", mark + "Côte d’Ivoire\n".encode(encoding))).text == "Côte d’Ivoire\n"


def test_bytes_that_are_not_what_they_declare_are_named():
    with pytest.raises(SourceError, match=r"old.txt: byte 4 is not UTF-16-LE; save the file as UTF-8 text"):
        printed_of(from_bytes("old.txt", codecs.BOM_UTF16_LE + b"a\x00\x00\xdc"))


@pytest.mark.parametrize(
    ("first", "symbol"),
    [
        ("75 (1949). Resolution of 27 September 1949", "S/RES/75(1949)"),
        ("RESOLUTION 902 (1994)", "S/RES/902(1994)"),
        ("217 A (III). The keeping of lighthouses", "A/RES/217(III)A"),
        ("1514 (XV). Declaration on lighthouses", "A/RES/1514(XV)"),
        ("3201 (S-VI). Declaration on lighthouses", "A/RES/3201(S-VI)"),
    ],
)
def test_old_numbers_make_symbols(knowledge, first, symbol):
    organ = "Security Council" if "(1" in first else "General Assembly"
    text = f"{first}\n\nThe {organ},\n\nRecalling all,\n\n1. Decides to remain seized of the matter.\n"
    assert read(from_bytes("old.txt", text.encode()), knowledge).symbol == symbol


def test_a_text_without_enacting_words_begins_below_its_date(knowledge):
    text = "17 (1947). Resolution of 10 February 1947\n\nWhereas the keepers have asked,\n\nIt is resolved that they rest.\n"
    reading = read(from_bytes("old.txt", text.encode()), knowledge)
    assert [p.label for p in reading.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)] == ["pp1", "pp2"]
