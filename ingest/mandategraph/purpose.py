"""Purpose: what a task is to be done for, in the words that say so ("with a view to …", "in order to …")."""

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
    """The purposes of tasks, in order."""
    text = structure.document.text
    return tuple(
        Purpose(clause, Span(clause.span.end, _end(text, clause)))
        for clause in clauses
        if clause.topic is Topic.PURPOSE and clause.task is not None
    )


def _end(text: str, clause: Clause) -> int:
    """Where a purpose ends: at what is added to it, at the next one, or with the task."""
    ends = (found.start() for found in _ENDS.finditer(text, clause.span.end, clause.end))
    stop = next((end for end in ends if len(text[clause.span.end : end].split()) >= _FEWEST), clause.end)
    return clause.span.end + len(text[clause.span.end : stop].rstrip(" ,;.:"))


#: A verb and its object are not fewer words: "preventing and eliminating, in all spheres, discrimination".
_FEWEST = 4


_ENDS = re.compile(
    r"[;:]|,?\s(?:and\s)?(?:in\sorder\sto|so\sas\sto|with\sa\sview\sto|with\sthe\saim\sof)\b"
    r"|,\s(?:and\s)?(?:including|inter\salia|in\sparticular|such\sas|as\sappropriate|as\swell\sas|taking|bearing|while|upon\srequest|where|in"
    r"|through|within|based|pursuant|consistent|with|noting|recognizing|thereby|as|at|by|for|on|under|particularly|especially"
    r"|notably|which|who|that|if|subject|until|throughout|without|also|and\s(?:to|in|also|further|for))\b"
)
