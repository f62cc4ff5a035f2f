"""An assistant asks over the Model Context Protocol, by the protocol's own client and in a process of its own."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandategraph import store
from mandategraph.cli import main
from mandategraph.errors import QuestionError
from mandategraph.question import questions
from mandategraph.tools import ROWS, Tool, tools

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "corpus" / "A_RES_68_187.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tools") / "graph"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def offered(folder: Path) -> dict[str, Tool]:
    return {tool.name: tool for tool in tools(store.open_store(folder), questions())}


def test_each_question_is_a_tool_and_two_more_are(offered: dict[str, Tool]) -> None:
    assert set(offered) == {*(asked.name for asked in questions()), "find-actor", "read-paragraphs"}
    for tool in offered.values():
        assert tool.schema["type"] == "object"
        assert tool.description
        assert set(tool.schema["required"]) <= set(tool.schema["properties"])
        assert "evidence" not in tool.schema["properties"]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_tool_answers_its_examples_with_citations(asked, offered: dict[str, Tool]) -> None:
    told = offered[asked.name].call({p.name: p.example for p in asked.parameters if not p.optional})
    assert told["total"] == len(told["rows"]) + told["more"]
    assert len(told["rows"]) <= ROWS
    for row in told["rows"] if "words" in asked.variables else ():
        assert row["citation"]["words"] == row["words"]
        assert "/eng.txt#char=" in row["citation"]["iri"]
        assert row["citation"]["symbol"] == "A/RES/68/187"


def test_an_actor_is_found_by_any_name_and_by_a_part_of_one(offered: dict[str, Tool]) -> None:
    find = offered["find-actor"].call
    unodc = {"name": "United Nations Office on Drugs and Crime", "iri": "https://w3id.org/mandategraph/body/unodc"}
    assert find({"name": "ONUDC"}) == find({"name": "unodc"}) == {"actors": [unodc]}
    near = find({"name": "drugs and"})
    assert unodc["iri"] in {one["iri"] for one in near["actors"]}
    assert near["remark"].startswith("no such actor: drugs and")
    with pytest.raises(QuestionError, match="no such actor: Ministry of Silly Walks"):
        find({"name": "Ministry of Silly Walks"})


def test_a_paragraph_is_read_by_its_label(offered: dict[str, Tool]) -> None:
    read = offered["read-paragraphs"].call
    (row,) = read({"document": "A/RES/68/187", "paragraph": "8"})["rows"]
    assert "in close coordination with Member States" in row["words"]
    assert row["citation"]["paragraph"] == "8"
    assert read({"document": "a/res/68/187"})["total"] > ROWS / 2
    with pytest.raises(QuestionError, match="A/RES/68/187 has no paragraph 99; it has front, pp1, "):
        read({"document": "A/RES/68/187", "paragraph": "99"})


@pytest.mark.parametrize(
    ("name", "told", "message"),
    [
        ("mandates", {"body": "UNOCD"}, "no such actor: UNOCD; did you mean"),
        ("mandates", {}, "mandates must be told the body: --body UNODC"),
        ("mandates", {"body": "UNODC", "colour": "blue"}, "mandates takes no --colour"),
        ("mandates", {"body": "UNODC", "limit": "ten"}, "limit is a whole number, 0 or more: ten"),
        ("mandates", {"body": "UNODC", "offset": -1}, "offset is a whole number, 0 or more: -1"),
        ("read-paragraphs", {}, "paragraphs must be told the document"),
        ("find-actor", {}, "no such actor: "),
    ],
)
def test_what_is_not_understood_is_told(name: str, told: dict, message: str, offered: dict[str, Tool]) -> None:
    with pytest.raises(QuestionError, match=message):
        offered[name].call(told)


def test_parts_of_an_answer_are_told_in_turn(offered: dict[str, Tool]) -> None:
    call = offered["paragraphs"].call
    whole = call({"document": "A/RES/68/187", "limit": 1000})
    part = call({"document": "A/RES/68/187", "limit": 2, "offset": 1})
    assert part["rows"] == whole["rows"][1:3]
    assert (part["total"], part["more"]) == (whole["total"], whole["total"] - 3)


def test_an_assistant_asks_over_the_protocol(folder: Path) -> None:
    mcp = pytest.importorskip("mcp", reason="the Model Context Protocol is not tried: pip install 'mandategraph[mcp]'")
    import anyio

    command = [str(ROOT / "ingest"), "mcp", "--store", str(folder)]

    async def talk() -> tuple:
        server = mcp.StdioServerParameters(command=sys.executable, args=command)
        async with mcp.Client(mcp.stdio_client(server)) as client:
            listed = await client.list_tools()
            answered = await client.call_tool("coordination", {"body": "UNODC", "mode": "coordination"})
            refused = await client.call_tool("coordination", {"body": "UNOCD"})
            with pytest.raises(mcp.MCPError, match="no such tool: nonsense"):
                await client.call_tool("nonsense", {})
            return listed, answered, refused, client.server_info

    listed, answered, refused, info = anyio.run(talk)
    assert info.name == "mandategraph"
    assert {tool.name for tool in listed.tools} >= {asked.name for asked in questions()}
    tool = next(tool for tool in listed.tools if tool.name == "coordination")
    assert tool.title == "With whom must a body coordinate, cooperate, collaborate or consult?"
    assert tool.input_schema["required"] == ["body"]
    assert tool.input_schema["properties"]["mode"]["enum"][0] == "coordination"
    assert tool.annotations.read_only_hint
    assert not answered.is_error
    assert json.loads(answered.content[0].text) == answered.structured_content
    assert [row["citation"] for row in answered.structured_content["rows"]][1] == {
        "symbol": "A/RES/68/187",
        "paragraph": "8",
        "words": "in close coordination with Member States",
        "iri": answered.structured_content["rows"][1]["citation"]["iri"],
    }
    assert refused.is_error
    assert refused.content[0].text.startswith("no such actor: UNOCD; did you mean")
