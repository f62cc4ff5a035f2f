"""Vote: how an instrument was adopted, in the words printed with it.

Printed are the totals, and in the Human Rights Council, and in old resolutions of the Security Council, the States:
``[Adopted by a recorded vote of 32 to 14, with no abstentions. The voting was as follows:``.
"""

import re
from collections.abc import Iterator

from .actor import Kind as ActorKind
from .name import Names
from .source.stated import Cast, Choice, Method, Vote
from .structure import Kind, Structure

_METHODS = (
    (re.compile(r"\bwithout a vote\b|\bby consensus\b"), Method.WITHOUT_VOTE),
    (re.compile(r"\bunanimously\b"), Method.UNANIMOUS),
    (re.compile(r"\brecorded vote\b|\broll-call\b"), Method.RECORDED),
    (re.compile(r"\bvotes?\b"), Method.VOTE),
)
_TOTALS = re.compile(
    r"(?P<in_favour>\d+)(?: votes?)?(?P<those_in_favour> ?\([^)]*\))? (?:to|against) "
    r"(?P<against>\d+|none)(?P<those_against> ?\([^)]*\))?"
    r"(?:,? with (?P<abstaining>\d+|no) abstentions?(?P<those_abstaining> ?\([^)]*\))?)?"
)
_LIST = re.compile(r"(?P<choice>In favour|Against|Abstaining|Abstentions?)\s*:?\s*(?=$|\S)")
_CHOICES = {"In favour": Choice.IN_FAVOUR, "Against": Choice.AGAINST}
_NONE = {"none", "no"}


def vote_of(structure: Structure, words: str | None, names: Names) -> Vote | None:
    """The vote that these words of a masthead tell, with the States that stand in brackets or in the lists behind.

    >>> from .document import clean
    >>> nothing = Structure(clean("", ()), (), ())
    >>> vote = vote_of(nothing, "Adopted by 9 votes to none, with 2 abstentions", Names(()))
    >>> vote.method, vote.in_favour, vote.against, vote.abstaining
    (<Method.VOTE: 'vote'>, 9, 0, 2)
    """
    if words is None:
        return None
    method = next((method for pattern, method in _METHODS if pattern.search(words)), None)
    if method is None:
        return None
    told = _TOTALS.search(words)
    if told is None:
        return Vote(method)
    totals = {name: 0 if told[name] in _NONE else int(told[name]) for name in _TOTAL_NAMES if told[name]}
    bracketed = [
        Cast(state, choice)
        for name, choice in zip(_TOTAL_NAMES, Choice, strict=True)
        for state in _states(told[f"those_{name}"] or "", names)
    ]
    return Vote(method, **totals, cast=(*bracketed, *_lists(structure, names)))


_TOTAL_NAMES = ("in_favour", "against", "abstaining")


def _lists(structure: Structure, names: Names) -> Iterator[Cast]:
    """The States in the lists behind the words "In favour:", "Against:" and "Abstaining:"."""
    choice: Choice | None = None
    for paragraph in structure.of(Kind.BACK):
        words = structure.words(paragraph)
        opened = _LIST.match(words)
        if opened:
            choice = _CHOICES.get(opened["choice"], Choice.ABSTAINING)
            words = words[opened.end() :]
        if choice:
            yield from (Cast(state, choice) for state in _states(words, names))


def _states(words: str, names: Names) -> Iterator[str]:
    for named in names.find(words):
        if any(actor.kind is ActorKind.STATE for actor in (*named.strong, *named.weak)):
            yield words[named.span.start : named.span.end]
