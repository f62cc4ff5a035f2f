"""Funding: who is to pay for what a provision or a task asks, and how much, where that is printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .clause import Clause, Topic
from .document import Span
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Money:
    """A sum; the currency is a code of ISO 4217, and ``end`` is where it ends in the words that print it.

    >>> money("the amount of 1,200,300 United States dollars")
    Money(amount=Decimal('1200300'), currency='USD', end=45)
    >>> money("an amount not exceeding 2.5 million euros").amount
    Decimal('2500000.0')
    >>> money("adequate resources") is None
    True
    """

    amount: Decimal
    currency: str
    end: int


@dataclass(frozen=True, slots=True)
class Funding:
    """A clause about money; its kind is the source. ``money`` is the sum that is printed with it."""

    clause: Clause
    money: Money | None

    @property
    def span(self) -> Span:
        """The words that say so, with the sum."""
        start, end = self.clause.span
        return Span(start, max(end, start + self.money.end) if self.money else end)


def fundings_of(structure: Structure, clauses: Sequence[Clause]) -> tuple[Funding, ...]:
    """The clauses about money, in order."""
    text = structure.document.text
    return tuple(
        Funding(clause, money(text[clause.span.start : clause.end]) if clause.kind in _SUMMED else None)
        for clause in clauses
        if clause.topic is Topic.FUNDING
    )


#: Sources with which the sum is printed that they bring.
_SUMMED = frozenset({"assessed-contributions", "appropriation", "commitment-authority", "approved-resources"})


def money(words: str) -> Money | None:
    """The first amount of money in these words; ``None`` if they print none."""
    found = _MONEY.search(words)
    if found is None:
        return None
    amount = Decimal(re.sub(r"[,\s]", "", found["number"])) * _TIMES[found["times"]]
    return Money(amount, next(code for name, code in _CURRENCIES.items() if name in found["currency"]), found.end())


_TIMES = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_CURRENCIES = {"dollar": "USD", "euro": "EUR", "franc": "CHF", "pound": "GBP"}
_MONEY = re.compile(
    r"(?P<number>\d{1,3}(?:,\s?\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?)\s(?:(?P<times>thousand|million|billion)\s)?"
    r"(?P<currency>(?:United\sStates\s)?dollars|euros|Swiss\sfrancs|pounds\ssterling)\b"
)
