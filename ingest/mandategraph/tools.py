"""Tools: the stored questions for assistants, over the Model Context Protocol (https://modelcontextprotocol.io).

Each stored question is a tool that takes its parameters; two more find an actor by a name and read the paragraphs of a
document. Every row that rests on words comes with its citation: symbol, paragraph, words, and the IRI of their span
(RFC 5147). What is not understood is an error of the tool, in the sentence that people get.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any

from .answer import Answer, Part, ask
from .errors import MandateGraphError, QuestionError
from .graphs import Graphs
from .question import EVIDENCE, Kind, Question, question
from .reference import actors_of, nodes
from .schema import schema_of

#: How many rows are told if nobody says how many.
ROWS = 50
_INSTRUCTIONS = (
    "Questions about resolutions of the United Nations, answered from a knowledge graph by rules. Quote the citation "
    "of each row that you use: symbol, paragraph and words. What has no citation is concluded or counted. An answer "
    "without rows means that nothing was read, not that nothing exists."
)

#: What is told: a JSON object.
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that can be called by its name with an object of this schema; it answers with an object."""

    name: str
    title: str
    description: str
    schema: Mapping[str, Any]
    call: Callable[[Mapping[str, Any]], Told]


def tools(graphs: Graphs, questions: Sequence[Question]) -> tuple[Tool, ...]:
    """The tools that answer from these graphs. They raise ``MandateGraphError`` for what is not understood."""
    asking = (
        Tool(one.name, one.title, one.summary or one.title, _schema(one), partial(_answered, graphs, one))
        for one in questions
    )
    return (
        *asking,
        Tool(
            "find-actor",
            "Which actor goes by a name?",
            "The body, State, post or group of this name, acronym or other name, in any official language; if there is "
            "none, those whose names contain it.",
            _object({"name": "A name or acronym, or a part of one. Example: UNODC"}, ("name",)),
            partial(_found, graphs),
        ),
        Tool(
            "read-paragraphs",
            "What does a document, or one paragraph of it, say?",
            "The paragraphs of a document in the order of reading, or that which is cited by a label such as 5, 3(a) "
            "or pp2 (the second of the preamble).",
            _object(
                {
                    "document": "The symbol of the document. Example: A/RES/68/187",
                    "paragraph": "Only the paragraph of this label. Example: 8",
                },
                ("document",),
            ),
            partial(_read, graphs),
        ),
    )


def _schema(asked: Question) -> dict[str, Any]:
    schema = schema_of(asked)
    schema["properties"].pop(EVIDENCE, None)
    schema["properties"]["limit"]["default"] = ROWS
    return schema


def _object(described: Mapping[str, str], required: Sequence[str]) -> dict[str, Any]:
    properties = {name: {"type": "string", "description": words} for name, words in described.items()}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _answered(graphs: Graphs, asked: Question, told: Mapping[str, Any]) -> Told:
    words = {name: str(value) for name, value in told.items() if name not in {"limit", "offset"}}
    part = Part(_whole("limit", told.get("limit", ROWS)), _whole("offset", told.get("offset", 0)))
    return _rows(ask(graphs, asked, words, part, evidence=asked.cites), part)


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise QuestionError(f"{name} is a whole number, 0 or more: {value}")
    return value


def _rows(given: Answer, part: Part) -> Told:
    """The rows of an answer, each with its citation if it has one, and how many there are besides."""
    rows = [dict(zip(given.columns, texts, strict=True)) for texts in given.texts]
    total = len(rows) if given.total is None else given.total
    behind = max(0, total - part.offset - len(rows))
    return {"rows": [_cited(row) for row in rows], "total": total, "more": behind}


def _cited(row: dict[str, str]) -> Told:
    """A row without what it says nothing of, with what it rests on apart."""
    span = row.pop(EVIDENCE, "")
    values = {name: value for name, value in row.items() if value}
    citation = {name: row[name] for name in ("symbol", "paragraph", "words") if row.get(name)}
    if not citation.get("words"):
        return values
    return {**values, "citation": {**citation, **({"iri": span} if span else {})}}


def _found(graphs: Graphs, told: Mapping[str, Any]) -> Told:
    name = str(told.get("name", ""))
    try:
        actors = {str(node.value): None for node in nodes(graphs, Kind.ACTOR, name)}
    except QuestionError as error:
        containing = [(said, node.value) for said, node in actors_of(graphs) if name.casefold() in said.casefold()]
        near = {iri: said for said, iri in sorted(containing, reverse=True)}
        if not name or not near:
            raise
        return {"actors": [_actor(near[iri], iri) for iri in sorted(near)[:ROWS]], "remark": str(error)}
    return {"actors": [_actor(_name(graphs, iri), iri) for iri in actors]}


def _actor(name: str, iri: str) -> Told:
    return {"name": name, "iri": iri}


def _name(graphs: Graphs, iri: str) -> str:
    """The name of an actor as the question ``actor`` tells it."""
    given = ask(graphs, question("actor"), {"actor": iri})
    return next((value for what, value, *_ in given.texts if what == "name"), iri)


def _read(graphs: Graphs, told: Mapping[str, Any]) -> Told:
    words = {name: str(value) for name, value in told.items() if name != "paragraph"}
    given = ask(graphs, question("paragraphs"), words, evidence=True)
    label = told.get("paragraph")
    if label is None:
        return _rows(given, Part())
    place = given.columns.index("paragraph")
    labelled = tuple(zip((texts[place] for texts in given.texts), given.rows, strict=True))
    rows = tuple(row for said, row in labelled if said == str(label))
    if not rows:
        labels = ", ".join(dict.fromkeys(said for said, _ in labelled))
        raise QuestionError(f"{words.get('document')} has no paragraph {label}; it has {labels or 'none'}")
    return _rows(Answer(given.columns, rows), Part())


def serve(graphs: Graphs, questions: Sequence[Question]) -> None:
    """Answer an assistant over standard input and output until it has done."""
    import anyio
    from mcp.server.stdio import stdio_server

    server = _server(tools(graphs, questions))

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(run)


def _server(offered: Sequence[Tool]) -> Any:  # noqa: ANN401 - the SDK is optional
    import json

    from mcp import MCPError, types
    from mcp.server.lowlevel import Server

    by_name = {tool.name: tool for tool in offered}
    listed = [
        types.Tool(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=dict(tool.schema),
            annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )
        for tool in offered
    ]

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(_: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = by_name.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"no such tool: {params.name}")
        try:
            told = tool.call(params.arguments or {})
        except MandateGraphError as error:
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        text = json.dumps(told, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=told)

    return Server(
        "mandategraph",
        title="Mandate Graph",
        version=version("mandategraph"),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
