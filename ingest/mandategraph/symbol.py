"""Document symbols of the United Nations: ``A/RES/68/187``, ``S/RES/1373(2001)``, ``E/2012/30/Add.1``.

A symbol names one document for good. Its first part is the organ (``A`` General Assembly, ``S`` Security Council,
``E`` Economic and Social Council, ``A/HRC`` Human Rights Council, ``ST`` Secretariat …), then come series, session or
year, and number; additions (``Add.1``), corrigenda (``Corr.1``) and revisions (``Rev.1``) follow. The rules are those
of the Dag Hammarskjöld Library (https://research.un.org/en/docs/symbols).

The canonical form is the printed one without blanks, with plain hyphens, and without the blank that Security Council
resolutions put before their year:

>>> symbol("S/RES/1373 (2001)")
'S/RES/1373(2001)'
>>> symbol("A/RES/68/187")
'A/RES/68/187'
>>> symbol("A/RES/S‑20/4")
'A/RES/S-20/4'
>>> symbol("E/2012/30/Add.1")
'E/2012/30/Add.1'

Old symbols give the session in Roman numerals, and a part its letter behind:

>>> symbol("A/RES/217 (III) A"), symbol("A/RES/217 (ΙΙΙ) A"), symbol("A/RES/217 A (III)")
('A/RES/217(III)A', 'A/RES/217(III)A', 'A/RES/217(III)A')

A document may come in parts or volumes, which bear its symbol:

>>> symbol("A/66/454 (Part II)"), symbol("NPT/CONF.2000/28 (Parts I and II)")
('A/66/454(PartII)', 'NPT/CONF.2000/28(PartsIandII)')

A document of a body outside these series is named by that body and the number it gave:

>>> symbol("Commission on Human Rights:2000/12")
'Commission on Human Rights:2000/12'

>>> symbol("seventy, one")
Traceback (most recent call last):
    ...
mandategraph.errors.SymbolError: not a document symbol: 'seventy, one'
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NewType

from .errors import SymbolError

Symbol = NewType("Symbol", str)

#: Dashes of every length, and the Greek capitals that old prints take for Roman numerals.
_PLAIN = str.maketrans("‐‑‒–—ΙΧΜ", "-----IXM")
_SERIES = re.compile(
    r"""
    (?:A|S|E|T|ST|DP|TD|HSP|HRI|ID|CEDAW|CERD|CCPR|CRC|CRPD|CAT|CMW|CED|CTOC|CAC|FCCC|UNEP|CD|SPLOS|NPT|PBC|
       SG|BWC|IDB|ICCD|CBD|ECE|LC|OAU|NGO|UNW|CCM|WHA\d+|WHASS\d|ISBA|WT|INFCIRC|JIU|LEG|EX\.CL|BWM|CLCS|COFI|
       IPBES|SOLAS|TPNW|CCW|UNCTAD|EC-(?:M-)?\d+|C-\d+|C-SS-\d+|GC(?:\([A-Z0-9.]+\))?|GOV)
    (?:/[A-Za-z0-9](?:[A-Za-z0-9.&_-]*[A-Za-z0-9])?(?:\([A-Za-z0-9-]+\)[A-Z]?|\((?:Vols?\.[A-Za-z]+|Sect\.\d+[A-Z]?)\)|\[[IVXLC]+\])?)+
    """,
    re.VERBOSE,
)
#: Blanks that are no part of a symbol: beside brackets and strokes, and before the letter of a part.
_BLANK = re.compile(r"(?<=/)\s+|\s+(?=/)|\s+(?=[(\[]|[A-Z](?:-[A-Z])?$)|(?<=[)\]])\s+")
#: 217 A (III) is the part A of resolution 217 (III).
_LETTER_BEFORE = re.compile(r"\s+([A-Z])\s*(\([A-Z-]+\))$")
#: What tells which part, volume or section it is: "(Parts I and II)".
_PART = re.compile(r"\((?:(?:Parts?|Vols?\.)\s[IVX]+(?:\sand\s[IVX]+)?|Sect\.\s\d+[A-Z]?)\)")
_OF_A_BODY = re.compile(r"[A-Z][^:]+:[A-Z0-9][A-Za-z0-9/().-]*")
_YEAR_OF_COUNCIL = re.compile(r"^(S/RES/\d+)\(\d{4}\)$")


@lru_cache(maxsize=4096)
def symbol(words: str) -> Symbol:
    """The canonical form of a printed symbol; ``SymbolError`` for anything else."""
    words = words.strip().translate(_PLAIN)
    if _OF_A_BODY.fullmatch(words):
        return Symbol(words)
    whole = _PART.sub(lambda part: "".join(part[0].split()), words)
    compact = _BLANK.sub("", _LETTER_BEFORE.sub(r"\2\1", whole))
    if not _SERIES.fullmatch(compact):
        raise SymbolError(f"not a document symbol: {words!r}")
    return Symbol(compact)


def is_symbol(words: str) -> bool:
    """Whether these words name a document.

    >>> is_symbol("A/68/457"), is_symbol("and/or")
    (True, False)
    """
    try:
        symbol(words)
    except SymbolError:
        return False
    return True


def organ_of(document: Symbol) -> str | None:
    """The id of the principal organ, or of the Human Rights Council, in whose series a symbol stands.

    >>> organ_of(symbol("A/HRC/RES/42/11")), organ_of(symbol("E/RES/2012/19")), organ_of(symbol("CAC/COSP/2013/18"))
    ('human-rights-council', 'economic-and-social-council', None)
    """
    if document.startswith("A/HRC/"):
        return "human-rights-council"
    return _ORGANS.get(document.partition("/")[0])


class Series(StrEnum):
    """What the series of a symbol says its documents are; the values are classes of the ontology."""

    RESOLUTION = "Resolution"
    DECISION = "Decision"
    STATEMENT = "PresidentialStatement"
    DRAFT = "DraftInstrument"
    OTHER = "UNDocument"


def series_of(document: Symbol) -> Series:
    """What a document is, as far as its symbol tells.

    >>> [series_of(symbol(words)).value for words in ("A/RES/68/187", "S/PRST/2013/12", "A/C.3/78/L.5/Rev.1")]
    ['Resolution', 'PresidentialStatement', 'DraftInstrument']
    """
    return next((series for pattern, series in _SERIES_OF if pattern.search(document)), Series.OTHER)


_SERIES_OF = (
    (re.compile(r"/RES/"), Series.RESOLUTION),
    (re.compile(r"/DEC/"), Series.DECISION),
    (re.compile(r"/PRST/"), Series.STATEMENT),
    (re.compile(r"/(?:L|CRP)\.\d"), Series.DRAFT),
)


def path(document: Symbol) -> str:
    """A symbol as the path of an IRI: injective on the official series, with no character that needs escaping.

    Opening brackets become hyphens, closing ones and blanks fall away, and so does the year that Security Council
    resolutions carry for show, since their numbers never repeat.

    >>> path(symbol("S/RES/1373(2001)")), path(symbol("A/RES/217(III)A"))
    ('S/RES/1373', 'A/RES/217-IIIA')
    >>> path(symbol("Commission on Human Rights:2000/12"))
    'Commission_on_Human_Rights:2000/12'
    """
    without_year = _YEAR_OF_COUNCIL.sub(r"\1", document)
    return without_year.replace(" ", "_").translate(_PATH)


_ORGANS = {
    "A": "general-assembly",
    "S": "security-council",
    "E": "economic-and-social-council",
    "T": "trusteeship-council",
}
_PATH = str.maketrans({"(": "-", "[": "-", ")": None, "]": None})
