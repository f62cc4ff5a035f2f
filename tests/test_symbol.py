"""Symbols in their odd forms; the plain ones stand in the module."""

import pytest

from mandategraph import iri, symbol
from mandategraph.errors import MandateGraphError, SymbolError


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("S/RES/1373 (2001)", "S/RES/1373(2001)"),
        ("S/RES/1373(2001)", "S/RES/1373(2001)"),
        (" A/RES/90/1 ", "A/RES/90/1"),
        ("A/RES/90/1\n", "A/RES/90/1"),
        ("A/ RES/90/1", "A/RES/90/1"),
        ("A/RES/ES‑11/4", "A/RES/ES-11/4"),
        ("A/RES/S–30/1", "A/RES/S-30/1"),
        ("A/RES/217(III)A", "A/RES/217(III)A"),
        ("A/RES/217 (III) A", "A/RES/217(III)A"),
        ("A/RES/3201(S-VI)", "A/RES/3201(S-VI)"),
        ("A/C.3/90/L.21/Rev.1", "A/C.3/90/L.21/Rev.1"),
        ("A/90/100/Add.1-E/2045/30/Add.1", "A/90/100/Add.1-E/2045/30/Add.1"),
        ("E/CN.15/2045/L.2", "E/CN.15/2045/L.2"),
        ("A/HRC/RES/99/12", "A/HRC/RES/99/12"),
        ("CAC/COSP/2013/18", "CAC/COSP/2013/18"),
        ("ST/SGB/2045/1", "ST/SGB/2045/1"),
        ("T/RES/2183(LIII)", "T/RES/2183(LIII)"),
        ("S/PRST/2045/3", "S/PRST/2045/3"),
        ("S/2045/100/Corr.2", "S/2045/100/Corr.2"),
        ("A/INF/90/1", "A/INF/90/1"),
        ("Commission on Human Rights:2000/12", "Commission on Human Rights:2000/12"),
        ("CTOC/COP:6/1", "CTOC/COP:6/1"),
        ("  Conference of the Parties:2/CP.23 ", "Conference of the Parties:2/CP.23"),
    ],
)
def test_a_symbol_has_one_canonical_form(printed, canonical):
    assert symbol.symbol(printed) == canonical
    assert symbol.symbol(canonical) == canonical
    assert symbol.is_symbol(printed)


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "/", "A", "A/", "/A/90", "A//90", "and/or", "w/o", "N4512345E", "90/1", "1373 (2001)", "HIV/AIDS",
        "a/res/90/1", "A/RES/90/1;", "B/RES/1/1", "https://docs.un.org/A/RES/90/1", ":2000/12", "Body:",
        "body of no name:1/2", "A/RES/90/(", "A/RES/90/<1>", "A/RES/90/1?lang=en",
        "A/RES/90/1#para_1",
        pytest.param(
            "A/RES/90/1.",
        ),
        pytest.param(
            "A/RES/90/1 and A/RES/90/2 of the",
        ),
    ],
)  # fmt: skip
def test_other_words_are_no_symbol(words):
    assert not symbol.is_symbol(words)
    with pytest.raises(SymbolError, match="not a document symbol"):
        symbol.symbol(words)


def test_an_error_is_one_of_ours_and_quotes_the_words():
    with pytest.raises(MandateGraphError, match=r"'to be or'"):
        symbol.symbol("to be or")


@pytest.mark.parametrize(
    ("document", "organ"),
    [
        ("A/RES/90/1", "general-assembly"),
        ("A/90/100", "general-assembly"),
        ("A/HRC/RES/99/1", "human-rights-council"),
        ("A/HRC/99/L.1", "human-rights-council"),
        ("S/RES/9999(2045)", "security-council"),
        ("S/PRST/2045/3", "security-council"),
        ("E/RES/2045/1", "economic-and-social-council"),
        ("E/CN.15/2045/L.2", "economic-and-social-council"),
        ("T/RES/2183(LIII)", "trusteeship-council"),
        ("ST/SGB/2045/1", None),
        ("CTOC/COP:6/1", None),
        ("Commission on Human Rights:2000/12", None),
    ],
)
def test_the_first_part_names_the_organ(document, organ):
    assert symbol.organ_of(symbol.symbol(document)) == organ


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("S/RES/1373(2001)", "S/RES/1373"),
        ("S/PRST/2045/3", "S/PRST/2045/3"),
        ("A/RES/217(III)A", "A/RES/217-IIIA"),
        ("A/RES/3201(S-VI)", "A/RES/3201-S-VI"),
        ("A/RES/52/12A", "A/RES/52/12A"),
        ("Conference of the Parties:2/CP.23", "Conference_of_the_Parties:2/CP.23"),
    ],
)
def test_a_path_needs_no_escaping(document, path):
    assert symbol.path(symbol.symbol(document)) == path
    assert iri.document(iri.BASE, symbol.symbol(document)) == iri.BASE + path


def test_different_documents_have_different_paths():
    documents = [
        "A/RES/52/12", "A/RES/52/12A", "A/RES/52/12B", "A/RES/217(III)", "A/RES/217(III)A", "A/DEC/52/12", "A/52/12",
        "S/RES/1373(2001)", "S/2001/1373", "E/RES/2012/1", "E/2012/1", "A/HRC/RES/52/12", "A/RES/S-20/4", "A/RES/20/4",
    ]  # fmt: skip
    assert len({symbol.path(symbol.symbol(document)) for document in documents}) == len(documents)
