"""OpenAPI: the stored questions as a REST interface, described as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0).

``/questions`` lists them; ``/questions/{name}`` answers one that is told its parameters behind the question mark.
Whoever serves them builds on ``listing`` and on the same parameters.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from .answer import FORMS
from .question import Question
from .schema import rows_of, schema

#: The forms of an answer that programs read, the first for those who do not mind.
ANSWERS = ("json", "xml", "csv", "tsv")


def openapi(questions: Sequence[Question], address: str) -> dict[str, Any]:
    """The description of these questions as they are answered below an address such as ``https://example.org/``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mandate Graph",
            "summary": "Who must do what, with whom, by when, and on which words that rests.",
            "description": "Stored questions about resolutions of the United Nations.",
            "version": version("mandategraph"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            "/questions": {"get": _LIST},
            **{f"/questions/{question.name}": {"get": _operation(question)} for question in questions},
        },
        "components": {"schemas": {"Question": _QUESTION}, "responses": dict(_REFUSALS)},
    }


def listing(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The questions as ``/questions`` lists them, to be written as JSON."""
    return [
        {
            "name": question.name,
            "title": question.title,
            "summary": question.summary,
            "columns": list(question.variables),
            "evidence": question.has_evidence,
            "parameters": [
                {
                    "name": parameter.name,
                    "kind": parameter.kind.value,
                    "required": not parameter.optional,
                    "description": parameter.description,
                    "example": parameter.example,
                }
                for parameter in question.parameters
            ],
        }
        for question in questions
    ]


def _operation(question: Question) -> dict[str, Any]:
    told = [
        {
            "name": parameter.name,
            "in": "query",
            "required": not parameter.optional,
            "description": parameter.description,
            "schema": schema(parameter),
            "example": parameter.example,
        }
        for parameter in question.parameters
    ]
    rows = [
        {"name": name, "in": "query", "required": False, "description": description, "schema": form}
        for name, form, description in rows_of(question)
    ]
    return {
        "operationId": question.name,
        "summary": question.title,
        "description": f"{question.summary} Columns: {', '.join(question.variables)}.".strip(),
        "tags": ["questions"],
        "parameters": told + rows,
        "responses": {
            "200": {
                "description": "The rows that answer the question.",
                "content": {FORMS[form].media_type: {"schema": _SCHEMAS.get(form, _TEXT)} for form in ANSWERS},
            },
            **{status: {"$ref": f"#/components/responses/{name}"} for status, name in _STATUSES.items()},
        },
    }


_TEXT: Mapping[str, Any] = {"type": "string"}
_TERM = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": {"type": "string"},
        "datatype": {"type": "string", "format": "uri"},
        "xml:lang": {"type": "string"},
    },
}
#: SPARQL 1.1 Query Results JSON.
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "json": {
        "type": "object",
        "required": ["head", "results"],
        "properties": {
            "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
            "results": {
                "type": "object",
                "properties": {"bindings": {"type": "array", "items": {"additionalProperties": _TERM}}},
            },
        },
    }
}
_QUESTION = {
    "type": "object",
    "required": ["name", "title", "summary", "columns", "evidence", "parameters"],
    "properties": {
        "name": {"type": "string"},
        "title": {"type": "string"},
        "summary": {"type": "string"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "evidence": {"type": "boolean"},
        "parameters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "kind", "required", "description", "example"],
                "properties": {
                    "name": {"type": "string"},
                    "kind": {"type": "string"},
                    "required": {"type": "boolean"},
                    "description": {"type": "string"},
                    "example": {"type": "string"},
                },
            },
        },
    },
}
_LIST = {
    "operationId": "questions",
    "summary": "Which questions are there?",
    "tags": ["questions"],
    "responses": {
        "200": {
            "description": "The stored questions, in the order of their names.",
            "content": {
                "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Question"}}}
            },
        }
    },
}
_STATUSES = {"400": "NotUnderstood", "406": "NoSuchForm"}
_REFUSALS = {
    "NotUnderstood": {
        "description": "The question is told too little, or of somebody unknown: one sentence with a remedy.",
        "content": {"text/plain": {"schema": _TEXT}},
    },
    "NoSuchForm": {
        "description": "None of the forms asked for is offered: those that are.",
        "content": {"text/plain": {"schema": _TEXT}},
    },
}
