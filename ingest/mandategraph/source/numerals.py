"""Numerals: the numbers of paragraphs as the six languages print them, in the one form of English.

A paragraph bears the same number in all languages, but Arabic letters its points in another alphabet and counts their
parts in quotation marks, Chinese counts parts and sections with its own numerals, and French, Russian and Spanish open
no bracket.

>>> [english(words) for words in ("1 -", "(ب)", "’2‘", "b)", "㈢", "十二", "ثاني عشر", "IV.")]
['1.', '(b)', '(ii)', '(b)', '(iii)', 'XII', 'XII', 'IV.']
>>> english("Rappelle") is None
True
"""

import re
import unicodedata
from collections.abc import Iterator


def english(words: str) -> str | None:
    """A number as English prints it; ``None`` for words that are no number of a paragraph, point or section."""
    plain = _plain(words)
    for pattern, form in _FORMS:
        found = pattern.fullmatch(plain)
        if found:
            return form(found[1])
    return _SECTIONS.get(plain.rstrip(".،"))


def opening(words: str) -> tuple[str, str] | None:
    """The number with which a line opens, as English prints it, and the words behind it."""
    found = _OPENING.match(words)
    number = english(found[1]) if found else None
    return (number, words[found.end() :]) if found and number else None


#: A short word with the sign of a number: a bracket, a full stop, a dash, quotation marks, or one for Chinese alone.
_OPENING = re.compile(r"\s*((?:\S{1,5}(?:[).．‘’']|\s*[-–])(?=\s)|[㈠-㈩]))\s*")
_MARKS = re.compile(r"[\u064b-\u065f\u0640\u200e\u200f]")
_LOOK_ALIKE = str.maketrans("аесорхуАВСЕНКМОРТХ", "aecopxyABCEHKMOPTX")


def _plain(words: str) -> str:
    """Without blanks and the marks of Arabic vowels; Cyrillic letters that look like Latin ones as these."""
    composed = unicodedata.normalize("NFC", _MARKS.sub("", " ".join(words.split())))
    return composed.translate(_LOOK_ALIKE)


def roman(number: int) -> str:
    """A number in Roman numerals.

    >>> roman(14), roman(49)
    ('XIV', 'XLIX')
    """
    numerals = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in numerals:
        while number >= value:
            written, number = written + letters, number - value
    return written


_ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشت"
_FORMS = (
    (re.compile(r"[’‘'](\d+)[’‘']"), lambda digits: f"({roman(int(digits)).lower()})"),
    (re.compile(r"(\d{1,3})\s?[-–.．]*"), lambda digits: f"{int(digits)}."),
    (re.compile(r"\(?([a-z]{1,4}|\d{1,2})\)"), lambda letters: f"({letters})"),
    (re.compile(r"\(?([" + _ARABIC_LETTERS + r"])ـ?\)"), lambda letter: f"({chr(97 + _ARABIC_LETTERS.index(letter))})"),
    (re.compile(r"([㈠-㈩])"), lambda sign: f"({roman(ord(sign) - ord('㈠') + 1).lower()})"),
    (re.compile(r"([A-Z]|[IVXL]+)\."), lambda letters: f"{letters}."),
    (re.compile(r"([a-z])\."), lambda letter: f"{letter}."),
    (re.compile(r"([•–—])"), lambda bullet: bullet),
)


def _sections() -> Iterator[tuple[str, str]]:
    """The numbers of sections in Arabic and Chinese, one to forty-nine, with the Roman numeral of each."""
    units = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
    in_tens = ("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع")
    tens = ("عشرون", "ثلاثون", "أربعون")
    for number, word in enumerate(units, 1):
        yield word, roman(number)
    for number, word in enumerate(in_tens, 1):
        yield f"{word} عشر", roman(10 + number)
        for ten, word_of_ten in enumerate(tens, 2):
            yield f"{word} و{word_of_ten}", roman(10 * ten + number)
    for ten, word_of_ten in enumerate(tens, 2):
        yield word_of_ten, roman(10 * ten)
    digits = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
    for number in range(1, 50):
        ten, unit = divmod(number, 10)
        yield ("" if ten == 0 else "十" if ten == 1 else digits[ten] + "十") + digits[unit], roman(number)


_SECTIONS = dict(_sections())
