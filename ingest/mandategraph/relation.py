"""Relation: words that introduce those with whom, or for whom, somebody works, and the kinds of working that they tell.

"In close coordination and cooperation with" tells two kinds, "to assist" one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .anchor import Anchored


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry ``[[relation]]`` of ``relations.toml``, whose head says what each key means."""

    id: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: dict[str, tuple[str, ...]]
    kind: str | None = None
    never: tuple[str, ...] = ()
    mutual: bool = False
    several: bool = False
    between: bool = False
    closing: bool = False

    @property
    def tells_who(self) -> bool:
        """Whether the words themselves tell who works with others: "chosen by the Chair in consultation with"."""
        return "by" in self.pattern.groupindex


class Relations(Anchored[Relation]):
    """All of them, and the beginnings of words that tell a kind. Made once."""

    def __init__(self, relations: Sequence[Relation], kinds: Mapping[str, Sequence[str]]) -> None:
        super().__init__(relations)
        self.stems = tuple((kind, stem) for kind, stems in kinds.items() for stem in stems)

    def kinds(self, relation: Relation, found: re.Match[str]) -> tuple[str, ...]:
        """The kinds of working that these words tell, in the order of the table of kinds."""
        if relation.kind:
            return (relation.kind,)
        words = found["kinds"].lower()
        return tuple(dict.fromkeys(kind for kind, stem in self.stems if stem in words))
