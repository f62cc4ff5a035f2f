"""Purpose: what something is to be done for, in the words that say so ("with a view to …", "in order to …")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .clause import Clause, Topic
from .document import Span
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Purpose:
    """A clause that says what for; ``span`` covers what is to be reached, without the words that introduce it."""

    clause: Clause
    span: Span


def purposes_of(structure: Structure, clauses: Sequence[Clause]) -> tuple[Purpose, ...]:
    """The purposes of provisions and tasks, in order."""
    text = structure.document.text
    return tuple(
        Purpose(clause, Span(clause.span.end, _end(text, clause)))
        for clause in clauses
        if clause.topic is Topic.PURPOSE
    )


def _end(text: str, clause: Clause) -> int:
    """Where a purpose ends: at what is asked next, at the next purpose, at an aside, or with provision or task."""
    hard = _NEXT.search(text, clause.span.end, clause.end)
    stop = hard.start() if hard else clause.end
    asides = (found.start() for found in _ASIDE.finditer(text, clause.span.end, stop))
    stop = next((at for at in asides if len(text[clause.span.end : at].split()) >= _FEWEST), stop)
    return clause.span.end + len(_TRAILING.sub("", text[clause.span.end : stop]))


_TRAILING = re.compile(r"(?:[\s,;.:]|\b(?:and|or)\b)+\Z")


_NEXT = re.compile(
    r"[;:]|,\s(?:and\s|or\s)?(?:to|by)\s|,?\s(?:and\s)?(?:in\sorder\sto|so\sas\sto|with\s(?:a\sview|the\saim)\b)"
)
#: A verb and its object are not fewer words: "preventing and eliminating, in all spheres, discrimination".
_FEWEST = 4
_ASIDE = re.compile(
    r",\s(?:and\s)?(?:including|inter\salia|in|particularly|especially|notably|such|as|taking|bearing|while|upon|where|if|at|on"
    r"|for|through|throughout|within|based|pursuant|consistent|with|without|subject|under|until|noting|recognizing|thereby"
    r"|which|who|that|also|further)\b"
)
