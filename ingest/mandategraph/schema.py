"""Schema: what a stored question takes, as JSON Schema (2020-12), for those who call it by programs.

>>> from .question import question
>>> schema(question("coordination").parameter("mode"))["enum"]
['coordination', 'cooperation', 'collaboration', 'consultation']
"""

from collections.abc import Mapping
from typing import Any

from .question import Kind, Parameter, Question
from .reference import CHOICES

#: What the words of a kind look like, where they look like something.
_FORMS: Mapping[Kind, Mapping[str, Any]] = {
    Kind.YEAR: {"pattern": "^[0-9]{4}$"},
    **{kind: {"enum": list(words)} for kind, words in CHOICES.items()},
}


def schema(parameter: Parameter) -> dict[str, Any]:
    """The schema of the words that a parameter takes."""
    return {"type": "string", **_FORMS.get(parameter.kind, {"minLength": 1})}


def schema_of(question: Question) -> dict[str, Any]:
    """The schema of an object with all that a question takes: its parameters, and which rows of the answer."""
    properties = {
        parameter.name: {**schema(parameter), "description": parameter.description, "examples": [parameter.example]}
        for parameter in question.parameters
    }
    rows = {name: {**form, "description": description} for name, form, description in rows_of(question)}
    return {
        "type": "object",
        "properties": properties | rows,
        "required": [parameter.name for parameter in question.parameters if not parameter.optional],
        "additionalProperties": False,
    }


def rows_of(question: Question) -> tuple[tuple[str, dict[str, Any], str], ...]:
    """What every question takes besides, to say which rows of its answer are wanted: name, schema, description."""
    part: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("limit", {"type": "integer", "minimum": 0}, "So many rows at most."),
        ("offset", {"type": "integer", "minimum": 0, "default": 0}, "The rows behind the first so many."),
    )
    evidence = ("evidence", {"type": "boolean", "default": False}, "Tell the span of text on which each row rests.")
    return (*part, evidence) if question.has_evidence else part
