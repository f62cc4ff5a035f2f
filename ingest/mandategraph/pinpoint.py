"""Pinpoint: the part of a document that is cited ("paragraphs 3 and 7 to 9 of", "section II of", "annex, para. 4").

The parts are named as our own IRIs name them (``para_5__point_a``, ``sec_II``, ``annex_1``, ``preamble__p_3``), so that
a pinpoint leads to the paragraph wherever the document cited is held. Words before a document and behind it are looked
for only beside it: "the annex to the present resolution" pins nothing down.

>>> pinned("Recalling paragraphs 3 and 7 to 9 of its resolution 80/1,", 41, 56).units
('para_3', 'para_7', 'para_8', 'para_9')
>>> pinned("Resolution 80/1, annex, sect. II, para. 4.", 0, 15).units
('annex_1',)
>>> pinned("See resolution 80/1.", 4, 19) is None
True
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import ordinal
from .document import Span


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Words that name parts of a document: where they stand, and the fragments of these parts.

    ``units`` is empty where a part is named that bears no fragment here, such as a chapter.
    """

    span: Span
    units: tuple[str, ...]


def pinned(words: str, start: int, end: int) -> Pinpoint | None:
    """The parts that are cited of a document named from ``start`` ("its resolution 80/1") to ``end``."""
    window = max(0, start - _WINDOW)
    before = words[window:start]
    found = _BEFORE.search(before) if _MARK.search(before) else None
    if found:
        return _pinpoint(found, window)
    after = words[end : end + _WINDOW]
    found = _AFTER.match(after) if _MARK.search(after) else None
    return _pinpoint(found, end) if found else None


#: How far from a document its parts are named, a title between quotation marks included.
_WINDOW = 220


def _pinpoint(found: re.Match[str], offset: int) -> Pinpoint:
    start, end = found.span("units")
    return Pinpoint(Span(offset + start, offset + end), tuple(dict.fromkeys(_units(found["units"]))))


_MARK = re.compile(r"[PpSsAa](?:ara|ect|nnex)")
_NUMBERS = (
    r"\d+(?: ?\([a-z]+\))*"
    r"(?:(?:, and|,| and| to|[–-])(?: (?:and|paragraphs?))? ?(?:\d+(?: ?\([a-z]+\))*|\([a-z]+\)(?: ?\([a-z]+\))*))*"
)
_ROMANS = r"[IVXL]+\b(?:(?:, and|,| and| to|[–-]) ?[IVXL]+\b)*"
_UNIT = (
    rf"(?:[Oo]perative )?(?:[Pp]aragraphs?|[Pp]aras?\.) {_NUMBERS}|(?:[Ss]ections?|[Ss]ects?\.) {_ROMANS}"
    rf"|[Aa]nnex(?:es)?(?: {_ROMANS})?|{ordinal.PATTERN} preambular paragraph"
)
_BODY = r"(?:[A-Z][\w’]*(?: (?:of|on|and|for|the|[A-Z][\w’]*))*(?:’s)? )?"
_BEFORE = re.compile(
    rf"\b(?P<units>(?:{_UNIT})(?:(?:,| and|,? (?:of|in|to)(?: the)?) (?:{_UNIT}))*)"
    rf" (?:of|in|to) (?:(?:the|its|their|our|that|[Uu]nited [Nn]ations) )?{_BODY}"
    r"(?:(?:relevant|previous|own|earlier) )?$"
)
_AFTER = re.compile(
    rf"(?: of \d+ [A-Z][a-z]+ \d{{4}})?(?:,? entitled “[^”]*”)?(?:,| \()(?: and)?"
    rf"(?: (?:in particular|especially|notably|including|at|see))?(?: (?:in|its|the))* ?"
    rf"(?P<units>(?:{_UNIT})(?:(?:,| and|, and)(?: its| the)? (?:{_UNIT}))*)(?! ?(?:of|in|to)\b)(?!\w)"
)
_PART = re.compile(r"(?P<number>\d+)?(?P<letters>(?: ?\([a-z]+\))*)(?P<to> to\b|[–-])?")


def _units(words: str) -> Iterator[str]:
    """The fragments of the parts named; what stands inside a section or an annex begins with it."""
    annexes, sections = list(_romans(_ANNEX, words)), list(_romans(_SECTION, words))
    if annexes or _BARE_ANNEX.search(words):
        # Inside annexes our fragments count lines, not printed numbers: the annex is as near as they lead.
        yield from (f"annex_{_value(numeral)}" for numeral in annexes or ["I"])
        return
    for found in _PREAMBULAR.finditer(words):
        yield f"preamble__p_{ordinal.number(found[1])}"
    numbered = [part for found in _PARAGRAPHS.finditer(words) for part in _listed(found[1])]
    if len(sections) > 1 or not numbered:
        yield from (f"sec_{numeral}" for numeral in sections)
    if len(sections) < 2:
        yield from (f"{f'sec_{sections[0]}__' if sections else ''}para_{part}" for part in numbered)


_ANNEX = re.compile(rf"[Aa]nnex(?:es)? ({_ROMANS})")
_BARE_ANNEX = re.compile(r"[Aa]nnex")
_SECTION = re.compile(rf"[Ss]ect(?:ions?|s?\.) ({_ROMANS})")
_PARAGRAPHS = re.compile(rf"[Pp]ara(?:graphs?|s?\.) ({_NUMBERS})")
_PREAMBULAR = re.compile(rf"({ordinal.PATTERN}) preambular")


def _romans(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    for found in pattern.finditer(words):
        yield from re.findall(r"[IVXL]+", found[1])


def _value(numeral: str) -> int:
    """The number that a Roman numeral stands for."""
    values = [_DIGITS[digit] for digit in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
#: A longer range is a slip of the printer.
_LONGEST_RANGE = 100


def _listed(numbers: str) -> Iterator[str]:
    """Paragraph numbers one by one.

    >>> list(_listed("3, 7 to 9 and 12 (b) and (c)"))
    ['3', '7', '8', '9', '12__point_b', '12__point_c']
    """
    last, first_of_range = "", ""
    for found in _PART.finditer(numbers):
        if not found["number"] and not found["letters"]:
            continue
        number = found["number"] or last
        letters = re.findall(r"[a-z]+", found["letters"])
        if first_of_range:
            yield from _between(first_of_range, last, number, letters)
        yield "__point_".join([number, *letters])
        last, first_of_range = number, ("__point_".join([number, *letters]) if found["to"] else "")


def _between(first: str, last: str, number: str, letters: list[str]) -> Iterator[str]:
    """What lies between the ends of a range of paragraphs, or of lettered parts of one paragraph."""
    if not letters and first == last and 0 < int(number) - int(last) < _LONGEST_RANGE:
        yield from map(str, range(int(last) + 1, int(number)))
    elif number == last and len(letters) == 1 and re.fullmatch(r"\d+__point_[a-z]", first) and len(letters[0]) == 1:
        yield from (f"{number}__point_{chr(code)}" for code in range(ord(first[-1]) + 1, ord(letters[0])))
