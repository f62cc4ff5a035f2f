"""Ordinal numbers in words, as the United Nations counts sessions: ``sixty-ninth`` is 69.

>>> number("sixty-ninth"), number("Eighth"), number("one hundred and twenty-third"), number("ninetieth")
(69, 8, 123, 90)
>>> number("next") is None
True
"""

import re

_ONES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_NUMBERS = {word: n for n, word in enumerate(_ONES, 1)}
_NUMBERS |= {f"{tens[:-1]}ieth": 10 * n for n, tens in enumerate(_TENS, 2)}
_NUMBERS |= {f"{tens}-{one}": 10 * n + m for n, tens in enumerate(_TENS, 2) for m, one in enumerate(_ONES[:9], 1)}
_NUMBERS |= {"hundredth": 100, "one hundredth": 100}

_LONGEST_FIRST = "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(_NUMBERS, key=len, reverse=True))
#: The ordinal words up to one hundred and ninety-ninth, for use inside other patterns.
PATTERN = rf"(?:(?:[Oo]ne )?[Hh]undred and )?(?:{_LONGEST_FIRST})"
_HUNDRED = re.compile(r"(?:one )?hundred and ")


def number(words: str) -> int | None:
    """The number that these words stand for; ``None`` if they are no ordinal number up to 199."""
    plain = " ".join(words.lower().split())
    rest, hundreds = _HUNDRED.subn("", plain)
    found = _NUMBERS.get(rest)
    return None if found is None else found + 100 * hundreds
