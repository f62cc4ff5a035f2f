"""Digest: what a graph says, as one number, whatever the order in which it is said.

The SHA-256 digests of the statements, each as a line of N-Triples, are added up modulo 2 to the power of 256. So a
graph of any size is digested as it streams by, and two stores agree that keep their statements in different orders. It
tells what has changed and what was lost; it is no seal against somebody who forges a graph on purpose.

Some stores keep values rather than the forms in which they were written: Virtuoso gives ``1`` back for the decimal
``1.00``. Forms of the same value of a datatype (https://www.w3.org/TR/xmlschema11-2/) therefore count as the same, and
the same type is still needed.

>>> one, other = (ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(words)) for words in "xy")
>>> digest([one, other]) == digest([other, one]), digest([one]) == digest([other])
(True, False)
>>> digest([]).statements
0
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox


class Digest(NamedTuple):
    """How many statements a graph holds, and the sum of their digests in hexadecimal digits."""

    statements: int
    value: str


def digest(triples: Iterable[ox.Triple]) -> Digest:
    """The digest of a graph without blank nodes, each statement given once."""
    statements = total = 0
    for triple in triples:
        total += int.from_bytes(hashlib.sha256(_canonical(str(triple)).encode()).digest(), "big")
        statements += 1
    return Digest(statements, f"{total % _MODULUS:064x}")


_MODULUS = 1 << 256


def _canonical(line: str) -> str:
    """A statement with the value at its end in one form.

    >>> _canonical('<urn:a> <urn:b> "+1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    '<urn:a> <urn:b> "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    written, typed, name = line.rpartition(_TYPED)
    form = _FORMS.get(name)
    if form is None:
        return line
    start, quote, lexical = written.rpartition('"')
    return f"{start}{quote}{form(lexical)}{typed}{name}"


def _decimal(lexical: str) -> str:
    """The shortest form of a number without an exponent.

    >>> [_decimal(lexical) for lexical in ("007", "-0.0", "+.50", "1.", "1e3")]
    ['7', '0', '0.5', '1', '1e3']
    """
    found = _DECIMAL.fullmatch(lexical)
    if found is None:
        return lexical
    whole, fraction = found["whole"].lstrip("0") or "0", (found["fraction"] or "").rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return f"-{number}" if found["sign"] == "-" and number != "0" else number


def _double(lexical: str) -> str:
    """The shortest form that is read as the same number.

    >>> [_double(lexical) for lexical in ("1.0E0", "100e-2", "-0", "INF")]
    ['1.0', '1.0', '-0.0', 'INF']
    """
    return repr(float(lexical)) if _DOUBLE.fullmatch(lexical) else lexical


def _date_time(lexical: str) -> str:
    """A time without zeros after its seconds, and with ``Z`` for its zone if that is none.

    >>> [_date_time(lexical) for lexical in ("2013-12-18T10:00:00.500+00:00", "2013-12-18T10:00:00.0")]
    ['2013-12-18T10:00:00.5Z', '2013-12-18T10:00:00']
    """
    found = _DATE_TIME.fullmatch(lexical)
    if found is None:
        return lexical
    fraction = (found["fraction"] or "").rstrip("0")
    zone = "Z" if found["zone"] in {"+00:00", "-00:00"} else found["zone"] or ""
    return f"{found['seconds']}.{fraction}{zone}" if fraction else f"{found['seconds']}{zone}"


def _boolean(lexical: str) -> str:
    return {"1": "true", "0": "false"}.get(lexical, lexical)


_TYPED = '"^^<http://www.w3.org/2001/XMLSchema#'
_FORMS: Mapping[str, Callable[[str], str]] = {
    "integer>": _decimal,
    "decimal>": _decimal,
    "double>": _double,
    "dateTime>": _date_time,
    "boolean>": _boolean,
}
_DECIMAL = re.compile(r"(?P<sign>[+-]?)(?=\.?[0-9])(?P<whole>[0-9]*)(\.(?P<fraction>[0-9]*))?")
_DOUBLE = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_DATE_TIME = re.compile(
    r"(?P<seconds>-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(\.(?P<fraction>[0-9]+))?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
