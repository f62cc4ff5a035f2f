"""Antecedent: whom a pronoun means, among those whom the same paragraph names before it.

"Commends the Office for its work, and encourages it to go on": those asked before are meant if they agree in number
with the pronoun; failing them, the first who are named in what the organ said just before and agree with it.
"""

import re
from collections.abc import Sequence

from .document import Span, lies_inside, spans_in
from .grammar import Grammar
from .party import Party

_PRONOUN = re.compile(r"them|they|it|he|him|she|her|those", re.IGNORECASE)
_CLAUSE = re.compile(r"\s(?:that|which|who)\s")
#: Words behind which those are named of whom something is said: "the efforts of States", "the report submitted by it".
_NAMING = re.compile(r"\b(?:of|by|to|between|among|with|that|from)\s+(?=the\b|all\b|those\b|its\b|[A-Za-z])")
#: Heads of those who are persons: "him" and "her" mean nobody else.
_PERSON = re.compile(
    r"\b(?:Secretary-General|President|Chair|Chairman|Chairperson|Commissioner|Representative|Rapporteur|Envoy|Adviser|"
    r"Coordinator|Director|Director-General|Secretary|Expert|Ombudsperson|Prosecutor|Registrar|Administrator|Mediator)\b"
)
_PLURAL = re.compile(
    r"(?:[a-z]+s|people|police|those|women|children|youth)\b|\b(?:Governments|Parties|Powers|States|Territories)\b"
)


def is_pronoun(party: Party) -> bool:
    """Whether a party is told by a pronoun."""
    return _PRONOUN.fullmatch(party.words) is not None


def is_told_by_a_clause(pronoun: Party, text: str) -> bool:
    """Whether a clause behind a pronoun tells whom it means: "encourages those that have not yet done so"."""
    return _CLAUSE.match(text, pronoun.span.end) is not None


def of_a_person(pronoun: Party) -> bool:
    """Whether a pronoun means nobody but a person."""
    return pronoun.words.lower() in ("he", "him", "she", "her")


def meant(
    pronoun: Party, before: Sequence[Party], since: Span, text: str, grammar: Grammar, names: Sequence[Span]
) -> Sequence[Party]:
    """Those whom a pronoun means; none if nobody agrees with it.

    ``before`` are those who were asked before it in the paragraph, ``since`` is what the organ said last before it.
    """
    if agree(pronoun, before):
        return before
    within = spans_in(names, *since)
    first = len(text[since.start : since.end]) - len(text[since.start : since.end].lstrip())
    places = (since.start + first, *(found.end() for found in _NAMING.finditer(text, since.start, since.end)))
    for place in places:
        if _NAMING.match(text, place) or lies_inside(place, within):
            continue
        parties = grammar.parties.listed(text, place, since.end, within, until=grammar.parties.ends)
        if not parties or not _only_articles(text[place : parties[0].span.start]):
            continue
        groups = tuple(party for party in parties if party.group is None)
        for named in (parties, groups):  # "the Office, including its unit in the region, and encourages it"
            if agree(pronoun, named):
                return named
    return ()


def _only_articles(words: str) -> bool:
    return _ARTICLES.fullmatch(words) is not None


_ARTICLES = re.compile(r"\s*(?:(?:the|all|its|both|of)\s+)*", re.IGNORECASE)


def agree(pronoun: Party, parties: Sequence[Party]) -> bool:
    """Whether parties and pronoun are of one number, and persons where the pronoun is of one."""
    word = pronoun.words.lower()
    if not parties or any(is_pronoun(party) for party in parties):
        return False
    if of_a_person(pronoun):
        return len(parties) == 1 and _PERSON.search(parties[0].words) is not None
    plural = len(parties) > 1 or _PLURAL.match(_head(parties[0].words)) is not None
    return plural if word in ("them", "they", "those") else not plural


def _head(words: str) -> str:
    """The noun that a party's words are about: the last before a preposition or a clause."""
    own = _COMPLEMENT.split(words, maxsplit=1)[0]
    return own.rpartition(" ")[2]


_COMPLEMENT = re.compile(r"\s(?:of|on|in|for|to|from|with|at|by|against|outside|within|concerned|involved)\b")
