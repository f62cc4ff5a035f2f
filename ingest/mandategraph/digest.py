"""Digest: what a graph says, as one number, whatever the order in which it is said.

The SHA-256 digests of the statements, each as a line of N-Triples, are added up modulo 2 to the power of 256. So a
graph of any size is digested as it streams by, and two stores agree that keep their statements in different orders. It
tells what has changed and what was lost; it is no seal against somebody who forges a graph on purpose.

>>> one, other = (ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(words)) for words in "xy")
>>> digest([one, other]) == digest([other, one]), digest([one]) == digest([other])
(True, False)
>>> digest([]).statements
0
"""

import hashlib
from collections.abc import Iterable
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
        total += int.from_bytes(hashlib.sha256(str(triple).encode()).digest(), "big")
        statements += 1
    return Digest(statements, f"{total % _MODULUS:064x}")


_MODULUS = 1 << 256
