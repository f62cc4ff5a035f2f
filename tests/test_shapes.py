import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, SH, XSD
from rdflib.term import Node

from mandategraph import iri, shape
from mandategraph.home import ONTOLOGY

HERE = Path(__file__).parent
CASES = sorted((HERE / "shapes").glob("*.ttl"))
MG = Namespace(iri.MG)
EXPECTATION = re.compile(r"^# (Violation|Warning|Info) (\S+): (.+)$", re.MULTILINE)


class Result(NamedTuple):
    severity: str
    path: str
    message: str


@cache
def _shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


@cache
def _hierarchy() -> Graph:
    graph = Graph()
    for triple in Graph().parse(ONTOLOGY / "mandategraph.ttl").triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    return graph


@cache
def _sample() -> Graph:
    return Graph().parse(HERE / "ontology" / "sample.ttl")


def _results(graph: Graph) -> set[Result]:
    conforms, report, _ = pyshacl.validate(graph + _hierarchy(), shacl_graph=_shapes())
    assert isinstance(report, Graph)
    results = {_result(report, node) for node in report.objects(None, SH.result)}
    assert conforms == (not results)
    return results


def _result(report: Graph, node: URIRef) -> Result:
    severity, path = report.value(node, SH.resultSeverity), report.value(node, SH.resultPath)
    message = report.value(node, SH.resultMessage)
    return Result(severity.removeprefix(str(SH)), _path(report, path), str(message))


def _path(report: Graph, path: URIRef | BNode | None) -> str:
    if path is None:
        return "-"
    if isinstance(path, BNode):
        return "^" + _path(report, report.value(path, SH.inversePath))
    return _shapes().namespace_manager.qname(path)


@cache
def _caught(case: Path) -> set[Result]:
    return _results(_sample() + Graph().parse(case))


def _of_shapes() -> dict[URIRef, set[str]]:
    """The messages of each shape, its own and those of its properties."""
    return {
        shape: {
            str(m)
            for node in (shape, *_shapes().objects(shape, SH.property))
            for m in _shapes().objects(node, SH.message)
        }
        for shape in _shapes().subjects(RDF.type, SH.NodeShape)
    }


def test_the_sample_conforms() -> None:
    assert _results(_sample()) == set()


def test_a_graph_is_checked_with_the_whole_ontology_as_with_its_hierarchy() -> None:
    conforms, _, words = pyshacl.validate(
        _sample(), shacl_graph=_shapes(), ont_graph=Graph().parse(ONTOLOGY / "mandategraph.ttl")
    )
    assert conforms, words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_wrong_is_caught_and_nothing_else(case: Path) -> None:
    expected = {Result(*found) for found in EXPECTATION.findall(case.read_text(encoding="utf-8"))}
    caught = _caught(case)
    assert {(r.severity, r.path) for r in caught} == {(r.severity, r.path) for r in expected}
    for severity, path, words in expected:
        assert any(words in r.message for r in caught if (r.severity, r.path) == (severity, path)), caught
    assert len(caught) == len(expected) > 0


def test_there_are_cases() -> None:
    assert len(CASES) == 140


def test_every_shape_catches_something() -> None:
    caught = {result.message for case in CASES for result in _caught(case)}
    assert [shape for shape, messages in _of_shapes().items() if not messages & caught] == []


@pytest.mark.parametrize("due", ["within 90 days", "within 15 working days", "every 6 months", "session 69", "2046-06"])
def test_times_in_normal_form_conform(due: str) -> None:
    graph = _sample() + Graph()
    report = next(node for node in graph.subjects(RDF.type, MG.ReportingTask) if (node, MG.due, None) in graph)
    graph.remove((report, MG.dueDate, None))
    graph.remove((report, MG.due, None))
    graph.add((report, MG.due, Literal(due)))
    assert _results(graph) == set()


def test_a_draft_need_not_say_that_it_was_adopted() -> None:
    graph = _sample() + Graph()
    document = URIRef(f"{iri.BASE}A/RES/85/77")
    graph.set((document, RDF.type, MG.DraftInstrument))
    graph.remove((document, MG.adoptedBy, None))
    graph.remove((document, MG.adoptedOn, None))
    assert _results(graph) == set()


def test_a_graph_of_actors_alone_conforms() -> None:
    graph = Graph()
    kenya = URIRef(f"{iri.BASE}state/KEN")
    graph.add((kenya, RDF.type, MG.State))
    graph.add((kenya, RDFS.label, Literal("Kenya", lang="en")))
    graph.add((kenya, MG.m49, Literal("404", datatype=XSD.string)))
    assert _results(graph) == set()


# ── The shapes themselves ────────────────────────────────────────────────────────────────────────────────────────────


def test_every_constraint_has_a_severity_and_a_sentence_of_its_own() -> None:
    shapes = _shapes()
    constraints = [node for shape in _of_shapes() for node in shapes.objects(shape, SH.property)]
    constraints += [shape for shape in _of_shapes() if (shape, SH.message, None) in shapes]
    assert len(constraints) > 100
    messages = []
    for node in constraints:
        (severity,) = shapes.objects(node, SH.severity)
        (message,) = shapes.objects(node, SH.message)
        assert severity in {SH.Violation, SH.Warning, SH.Info}
        assert re.fullmatch(r"[A-Z].+: .+\.", message), message
        messages.append(message)
    assert len(set(messages)) == len(messages)


def test_the_shapes_are_core_constraints_only() -> None:
    used = {term for triple in _shapes() for term in triple if str(term).startswith(str(SH))}
    assert not used & {SH.sparql, SH.select, SH.ask, SH.js, SH.rule, SH.node}
    assert not list(_shapes().objects(None, SH.target))


def test_every_class_has_a_shape_of_its_own_or_of_a_class_above_it() -> None:
    aimed = set(_shapes().objects(None, SH.targetClass))
    ontology = Graph().parse(ONTOLOGY / "mandategraph.ttl")
    classes = {cls for cls in ontology.subjects(RDF.type, OWL.Class) if str(cls).startswith(iri.MG)}
    bare = {cls for cls in classes if not aimed & set(ontology.transitive_objects(cls, RDFS.subClassOf))}
    assert {cls.removeprefix(iri.MG) for cls in bare} == {
        *("Content", "TextResource", "Finding", "Entity", "Place"),  # nothing is only that
        *(
            "UNDocument",
            "Instrument",
            "Resolution",
            "Decision",
            "PresidentialStatement",
            "DraftInstrument",
        ),  # by hasText
    }


# ── The program's own check ──────────────────────────────────────────────────────────────────────────────────────────

GRAPHS = [
    *CASES,
    *(HERE / "golden").glob("*.nq"),
    HERE / "ontology" / "sample.ttl",
    HERE / "queries" / "resolutions.trig",
]


def _quads(case: Path) -> list[ox.Quad]:
    alone = list(ox.parse(path=case))
    return [*ox.parse(path=HERE / "ontology" / "sample.ttl"), *alone] if case in CASES else alone


@cache
def _compiled() -> shape.Shapes:
    return shape.load()


@pytest.mark.parametrize("case", GRAPHS, ids=lambda case: case.stem)
def test_the_programs_own_check_finds_what_pyshacl_finds(case: Path) -> None:
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in _quads(case)}
    graph = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(graph + _hierarchy(), shacl_graph=_shapes())
    theirs = Counter(_told(report, node) for node in report.objects(None, SH.result))
    ours = Counter(
        (one.severity, one.message, _word(one.focus), one.value and _word(one.value), one.rule.rpartition("-")[2])
        for one in _compiled().broken(triples)
    )
    assert ours == theirs
    assert ours or case not in CASES


def _told(report: Graph, node: URIRef) -> tuple[str, str, str, str | None, str]:
    severity, component = report.value(node, SH.resultSeverity), report.value(node, SH.sourceConstraintComponent)
    name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
    value = report.value(node, SH.value)
    focus = report.value(node, SH.focusNode)
    said = None if value is None or name in {"HasValue", "UniqueLang"} else _blank(value)
    words = _blank(focus)
    return (
        severity.removeprefix(str(SH)),
        str(report.value(node, SH.resultMessage)),
        words,
        said,
        name[0].lower() + name[1:],
    )


def _blank(node: Node) -> str:
    return "-" if isinstance(node, BNode) else str(node)


def _word(node: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return "-" if isinstance(node, ox.BlankNode) else node.value


def test_there_are_graphs_of_every_kind() -> None:
    assert len(GRAPHS) == len(set(GRAPHS)) == len(CASES) + 3


def test_an_unknown_constraint_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ONTOLOGY, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "shapes.ttl").open("a", encoding="utf-8") as file:
        file.write("mgs:Provision sh:property [ sh:path mg:rule ; sh:qualifiedMinCount 1 ] .\n")
    with pytest.raises(ValueError, match="no such constraint is known here: sh:qualifiedMinCount"):
        shape.load(tmp_path)
