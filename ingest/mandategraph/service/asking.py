"""Asking: the stored questions over HTTP: one address each, parameters behind the question mark."""

from functools import cache

import pyoxigraph as ox

from mandategraph.errors import QuestionError
from mandategraph.question import Question
from mandategraph.question import question as stored
from mandategraph.reference import terms

from . import protocol
from .protocol import Dataset, RefusedError, Representation

#: What a question is told: names of parameters, each with words.
Told = tuple[tuple[str, str], ...]


@cache
def asked(name: str) -> Question:
    """The stored question of this name; ``RefusedError`` (404) if there is none."""
    try:
        return stored(name)
    except QuestionError as error:
        raise RefusedError(404, f"{error}.") from error


def answer(
    graphs: ox.Store, name: str, told: Told, accept: str, most: int, *, limit: int | None, offset: int
) -> Representation:
    """The rows that answer a question, in the form that is preferred.

    ``QuestionError`` if it is told too little, or of somebody unknown; ``RefusedError`` as for queries.
    """
    question = asked(name)
    query = question.told(terms(graphs, question, dict(told)))
    cut = f"{query.rstrip()}\nOFFSET {offset}" + ("" if limit is None else f"\nLIMIT {limit}")
    return protocol.query(graphs, cut, Dataset(), accept, most, outside=False)
