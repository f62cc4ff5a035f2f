"""What is made of the stored questions for programs: OpenAPI, and SPARQL examples in RDF."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from mandategraph import store
from mandategraph.answer import FORMS, answer
from mandategraph.cli import main
from mandategraph.errors import QuestionError
from mandategraph.examples import examples, turtle
from mandategraph.openapi import ANSWERS, listing, openapi
from mandategraph.question import Kind, question, questions
from mandategraph.reference import CHOICES, nodes
from mandategraph.schema import schema_of

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ENDPOINT = "https://example.org/sparql"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interfaces") / "graph"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def described() -> dict:
    return openapi(questions(), "https://example.org/")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_description_is_openapi(described: dict) -> None:
    plain = json.loads(json.dumps(described))
    validate(plain, cls=OpenAPIV31SpecValidator)
    broken = json.loads(json.dumps(described))
    del broken["paths"]["/questions/mandates"]["get"]["parameters"][0]["in"]
    with pytest.raises(Exception, match="is a required property"):
        validate(broken, cls=OpenAPIV31SpecValidator)


def test_every_question_and_parameter_stands_in_it(described: dict) -> None:
    assert set(described["paths"]) == {"/questions", *(f"/questions/{asked.name}" for asked in questions())}
    for asked in questions():
        operation = described["paths"][f"/questions/{asked.name}"]["get"]
        told = {one["name"]: one for one in operation["parameters"]}
        rows = {"limit", "offset"} | ({"evidence"} if asked.has_evidence else set())
        assert set(told) == {p.name for p in asked.parameters} | rows
        for parameter in asked.parameters:
            one = told[parameter.name]
            assert (one["required"], one["example"]) == (not parameter.optional, parameter.example)
            assert one["description"] == parameter.description
            assert one["schema"].get("enum") == (list(CHOICES[parameter.kind]) if parameter.kind in CHOICES else None)
        assert set(operation["responses"]["200"]["content"]) == {FORMS[form].media_type for form in ANSWERS}


def test_what_is_offered_is_taken_and_nothing_else() -> None:
    graphs = ox.Store()
    for kind in (Kind.MODE, Kind.FORCE):
        assert all(nodes(graphs, kind, words) for words in CHOICES[kind])
        with pytest.raises(QuestionError):
            nodes(graphs, kind, "nonsense")
    for asked in questions():
        for name, one in schema_of(asked)["properties"].items():
            for example in one.get("examples", ()):
                assert example in one.get("enum", [example]), name
                assert re.search(one.get("pattern", ""), example)


def test_the_list_says_what_the_headers_say() -> None:
    listed = {one["name"]: one for one in listing(questions())}
    assert set(listed) == {asked.name for asked in questions()}
    one = listed["coordination"]
    assert one["columns"][:3] == ["body", "mode", "counterpart"]
    assert [p["name"] for p in one["parameters"] if p["required"]] == ["body"]


@pytest.fixture(scope="module")
def graph(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(examples(questions(), store.open_store(folder), ENDPOINT)), format="turtle")


def test_every_question_is_an_example_with_its_comment_target_and_prefixes(graph: rdflib.Graph) -> None:
    nodes = set(graph.subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable))
    place = f"{ENDPOINT}/.well-known/sparql-examples/"
    assert {str(node) for node in nodes} == {place + asked.name for asked in questions()}
    for node in nodes:
        assert (node, rdflib.RDF.type, SH.SPARQLExecutable) in graph
        comment = graph.value(node, rdflib.RDFS.comment)
        assert comment.language == "en"
        assert str(comment).startswith(question(str(node).removeprefix(place)).title)
        assert graph.value(node, SCHEMA.target) == rdflib.URIRef(ENDPOINT)
        assert set(graph.objects(node, SCHEMA.keywords))
        declared = {
            str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace))
            for one in graph.objects(graph.value(node, SH.prefixes), SH.declare)
        }
        used = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", str(graph.value(node, SH.select))))
        assert used.items() <= declared.items()
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_every_example_can_be_run_as_it_stands(graph: rdflib.Graph, folder: Path) -> None:
    graphs = store.open_store(folder)
    answered = set()
    for node, query in graph.subject_objects(SH.select):
        assert "UNDEF" not in str(query)
        if answer(graphs, str(query)).rows:
            answered.add(str(node).rpartition("/")[2])
    assert {"coordination", "mandates", "reports", "citations", "paragraphs"} <= answered
    assert len(answered) > 20


def test_an_example_of_somebody_unknown_is_left_out() -> None:
    found = list(examples((question("coordination"), question("due")), ox.Store(), ENDPOINT))
    assert {str(s.value).rpartition("/")[2] for s, p, _ in found if p.value.endswith("#select")} == {"due"}


def test_the_command_writes_each_of_them(folder: Path) -> None:
    def told(*words: str) -> str:
        done = CliRunner().invoke(main, ["questions", *words])
        assert (done.exit_code, done.stderr) == (0, "")
        return done.stdout

    assert told() == CliRunner().invoke(main, ["ask"]).stdout
    assert json.loads(told("--format", "json")) == listing(questions())
    assert json.loads(told("--format", "openapi", "--address", "https://example.org/"))["servers"] == [
        {"url": "https://example.org"}
    ]
    written = told("--format", "examples", "--store", str(folder), "--address", "https://example.org/")
    assert len(rdflib.Graph().parse(data=written, format="turtle")) > 44 * 6
    done = CliRunner().invoke(main, ["questions", "--format", "examples"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "name its folder" in done.stderr
