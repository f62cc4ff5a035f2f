"""Asking: the stored questions over HTTP: one address each, parameters behind the question mark."""

import json
from functools import cache

import pyoxigraph as ox

from mandategraph import answer as answers
from mandategraph import examples, openapi
from mandategraph.answer import Part
from mandategraph.errors import QuestionError
from mandategraph.question import Question, questions
from mandategraph.question import question as stored

from .negotiation import preferred
from .protocol import RefusedError, Representation

#: What a question is told: names of parameters, each with words.
Told = tuple[tuple[str, str], ...]
#: The forms of an answer, the first for those who do not mind.
FORMS = (*openapi.ANSWERS, "ttl")


@cache
def asked(name: str) -> Question:
    """The stored question of this name; ``RefusedError`` (404) if there is none."""
    try:
        return stored(name)
    except QuestionError as error:
        raise RefusedError(404, f"{error}.") from error


def form_of(accept: str) -> str:
    """The form of an answer that a header ``Accept`` prefers; ``RefusedError`` (406) if it takes none."""
    types = {answers.FORMS[form].media_type: form for form in FORMS}
    chosen = preferred(accept, tuple(types))
    if chosen is None:
        raise RefusedError(406, f"There is {', '.join(types)}.")
    return types[chosen]


def answer(
    graphs: ox.Store, name: str, told: Told, form: str, part: Part, most: int, *, evidence: bool
) -> Representation:
    """The rows that answer a question, in a form.

    ``QuestionError`` if it is told too little, or of somebody unknown; ``RefusedError``: 404 for an unknown question,
    413 if the answer has more than ``most`` bytes.
    """
    given = answers.ask(graphs, asked(name), dict(told), part, evidence=evidence)
    body = answers.written(given, form).encode()
    if len(body) > most:
        raise RefusedError(
            413, f"The answer is larger than {most:,} bytes: ask for a part of it, with limit and offset."
        )
    return Representation(body, f"{answers.FORMS[form].media_type}; charset=utf-8")


def listing(_: ox.Store) -> Representation:
    """All stored questions, with their parameters."""
    return _json(openapi.listing(questions()))


def description(_: ox.Store, site: str) -> Representation:
    """The stored questions as OpenAPI."""
    return _json(openapi.openapi(questions(), site))


def sparql_examples(graphs: ox.Store, site: str) -> Representation:
    """The stored questions as examples for the SPARQL endpoint."""
    written = examples.turtle(examples.examples(questions(), graphs, f"{site}sparql"))
    return Representation(written.encode(), "text/turtle; charset=utf-8")


def _json(said: object) -> Representation:
    return Representation(json.dumps(said, ensure_ascii=False, indent=1).encode(), "application/json")
