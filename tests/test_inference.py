"""The rules conclude what reasoners conclude, no more and no less.

``GRAPHS=FOLDER`` puts N-Quads of your own to the test as well, one file after the other: what ``mandategraph ingest``
writes, for example.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import OWL

from mandategraph import inference, iri
from mandategraph.home import ONTOLOGY, QUERIES
from mandategraph.triples import describe
from reasoner import hermit, needs_java, owl_rl

HERE = Path(__file__).parent
MG = Namespace(iri.MG)
#: What the graphs of documents say themselves, in as many words.
WRITTEN = {MG.cites, MG.isAbout}
#: What any reasoner concludes and no question needs.
LEFT = {MG.isContainedIn, MG.withinBody}
RULES = sorted((QUERIES / "rules").rglob("*.rq"))
FILES = [
    HERE / "ontology" / "inferred.trig",
    HERE / "ontology" / "sample.ttl",
    HERE / "queries" / "resolutions.trig",
    HERE / "golden" / "A_RES_68_187.nq",
    *sorted(Path(os.environ["GRAPHS"]).glob("*.nq") if "GRAPHS" in os.environ else ()),
]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "mandategraph.ttl")


@pytest.fixture(scope="module")
def concluded(ontology: Graph) -> set[URIRef]:
    """The classes and properties in which something follows that the rules must conclude."""
    chained = set(ontology.subjects(OWL.propertyChainAxiom)) | set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    above = {wide for prop in chained for wide in ontology.transitive_objects(prop, RDFS.subPropertyOf)}
    classes = {ontology.value(enough, RDFS.subClassOf) for enough in ontology.subjects(OWL.intersectionOf)}
    return (above | classes) - WRITTEN - LEFT


def _stored(file: Path) -> ox.Store:
    """The documents of a file, each in a graph of its own, without what follows from them."""
    graphs = ox.Store()
    if file.suffix == ".ttl":
        graphs.load(path=file, to_graph=ox.NamedNode(f"{iri.BASE}A/RES/85/77/graph"))
    else:
        graphs.load(path=file)
    for graph in tuple(graphs.named_graphs()):
        if graph.value.endswith("/inferred"):
            graphs.remove_graph(graph)
    return graphs


def _merged(ontology: Graph, graphs: ox.Store) -> Graph:
    triples = (quad.triple for quad in graphs)
    return ontology + Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def _said_in(terms: set[URIRef], graph: Graph) -> set[tuple[str, str, str]]:
    kinds = {(s, p, o) for term in terms for s, p, o in graph.triples((None, RDF.type, term))}
    ties = {(s, p, o) for term in terms for s, p, o in graph.triples((None, term, None))}
    return {(str(s), str(p), str(o)) for s, p, o in kinds | ties if isinstance(s, URIRef) and s not in terms}


def _by_rules(terms: set[URIRef], graphs: ox.Store) -> set[tuple[str, str, str]]:
    found = ((q.subject.value, q.predicate.value, q.object.value) for q in graphs if "inferred" in q.graph_name.value)
    names = {str(term) for term in terms}
    return {(s, p, o) for s, p, o in found if (o if p == str(RDF.type) else p) in names}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_rules_conclude_what_owl_2_rl_concludes(file: Path, ontology: Graph, concluded, conclude) -> None:
    graphs = _stored(file)
    said = _merged(ontology, graphs)
    ours, theirs = _by_rules(concluded, conclude(graphs)), _said_in(concluded, owl_rl(said))
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], [])
    assert ours


@needs_java
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_hermit_concludes_the_same_and_finds_no_contradiction(file: Path, ontology: Graph, concluded, conclude) -> None:
    graphs = _stored(file)
    reasoned, empty = hermit(_merged(ontology, graphs))
    ours, theirs = _by_rules(concluded, conclude(graphs)), _said_in(concluded, reasoned)
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], [])
    assert empty == []


def test_every_term_that_follows_follows_in_the_invented_documents(concluded: set[URIRef], conclude) -> None:
    found = _by_rules(concluded, conclude(_stored(FILES[0])))
    assert {o if p == str(RDF.type) else p for _, p, o in found} == {str(term) for term in concluded}


OF_THE_FIRST = {
    "harbour-master mustConsult pilots",
    "harbour-master mustWorkWith pilots",
    "harbour-master mustServe sailors",
    "harbour mustConsult pilots",
    "harbour mustWorkWith pilots",
    "harbour mustServe sailors",
    "snow-agency-of-the-secretariat mustCoordinateWith rope-union",
    "snow-agency-of-the-secretariat mustWorkWith rope-union",
    "snow-agency-of-the-secretariat mustCooperateWith pilots",
    "snow-agency-of-the-secretariat mustWorkWith pilots",
    "snow-agency-of-the-secretariat mustCollaborateWith sailors",
    "snow-agency-of-the-secretariat mustWorkWith sailors",
    "snow-agency-of-the-secretariat mustReportTo council",
    "pilots isExhortedToWorkWith harbour",
    "rope-union mayWorkWith sailors",
    "1#para_1.1 type Mandate",
    "1#para_1.1 type ReportingMandate",
    "1#para_2.1 type Recommendation",
    "1#para_2.1 type Authorization",
}
ACROSS = {
    "2 goesBackTo 1",
    "2#para_1 goesBackTo 1",
    "2#para_1__point_a goesBackTo 1",
    "3 goesBackTo 2",
    "3 goesBackTo 1",
    "3#para_1 goesBackTo 2",
    "3#para_1 goesBackTo 1",
}


@pytest.mark.parametrize(
    ("graph", "expected"), [("A/RES/86/1/graph/inferred", OF_THE_FIRST), ("graph/inferred", ACROSS)]
)
def test_what_follows_stands_in_a_graph_of_its_own(graph: str, expected: set[str], conclude) -> None:
    graphs = conclude(_stored(FILES[0]))
    node = ox.NamedNode(iri.BASE + graph)
    found = {_shortly(q) for q in graphs.quads_for_pattern(None, None, None, node) if q.subject != node}
    assert found == expected


def _shortly(quad: ox.Quad) -> str:
    return " ".join(_end(term.value) for term in (quad.subject, quad.predicate, quad.object))


def _end(name: str) -> str:
    end = name.rpartition("/")[2]
    return end if "para" in end else end.rpartition("#")[2]


def test_what_follows_names_what_it_is_derived_from(rules: inference.Rules) -> None:
    graph = f"{iri.BASE}A/RES/90/1/graph"
    (kind, source) = inference.follows((), graph, rules)
    assert kind.subject == source.subject == source.graph_name == ox.NamedNode(iri.inferred(graph))
    assert (source.predicate.value, source.object.value) == ("http://www.w3.org/ns/prov#wasDerivedFrom", graph)


def test_what_is_said_of_a_group_elsewhere_binds_nobody(conclude) -> None:
    """The union is one of the pilots in one document; what another obliges the pilots to do is none of its business."""
    graphs = conclude(_stored(FILES[0]))
    union = ox.NamedNode(f"{iri.BASE}body/rope-union")
    assert [q.predicate.value for q in graphs.quads_for_pattern(union, None, None) if "must" in q.predicate.value] == []


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_a_rule_begins_with_three_lines_for_its_reader(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines[:3])
    assert lines[2].startswith("# Ontology: ")
    assert not lines[3].startswith("#")


def test_a_rule_looks_at_nothing_that_it_does_not_name(seed, rules: inference.Rules) -> None:
    """What is left out before the rules are put to a document makes no difference."""
    quads = tuple(describe(seed, at=datetime(2026, 1, 1, tzinfo=UTC)))
    whole = ox.Store()
    whole.extend(quads)
    whole.load(path=ONTOLOGY / "mandategraph.ttl")
    graph = quads[0].graph_name.value
    all_said = {t for rule in rules.within for t in whole.query(rule, use_default_graph_as_union=True)}
    followed = {q.triple for q in inference.follows(quads, graph, rules) if q.subject.value != iri.inferred(graph)}
    assert followed == all_said
    assert len(followed) > 20
