"""The graph of a reading: what holds of every quad, and what single statements say."""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

from mandategraph import home, iri
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes
from mandategraph.triples import describe, describe_knowledge

AT = datetime(2026, 1, 1, 12, 30, 15, tzinfo=UTC)
OTHER_BASE = "https://example.org/un/"
OUTSIDE = (
    iri.MG,
    iri.VOCABULARY,
    "http://www.w3.org/",
    "http://metadata.un.org/",
    "https://docs.un.org/",
    "http://xmlns.com/foaf/0.1/",
)
ASSEMBLY = """\
Resolution adopted by the General Assembly on 1 October 2045
[on the report of the Third Committee (A/90/457)]
90/7.\tInvention of peaceful things
\tThe General Assembly,
\tRecalling its resolutions 80/1, 52/12 A and B and 217 A (III) and Security Council resolution 1373 (2001) on the Convention,1
\tRecalling also:
\t(a)\tThe Convention,
\t(b)\tThe Protocol thereto,
\tI
\t1.\tUrges the World Bank and Member States, in particular Kenya, to cooperate with each other;2
\t2.\tRequests the Secretary-General, in consultation with Member States and within existing resources:
\t(a)\tTo provide technical assistance to requesting States, upon request;
\t(b)\tTo report to the General Assembly at its ninety-first and ninety-second sessions;
\t(c)\tTo submit a report to the Security Council by 30 June 2046;
\t3.\tDecides that the Panel shall report annually to the Human Rights Council;
\t4.\tTakes note of the joint initiatives developed by the World Bank and the World Health Organization;
\t5.\tAuthorizes the Special Envoy to act, and expresses its appreciation to donors;
\t7.\tFrobnicates the Convention.

23rd plenary meeting
1 October 2045
Annex
Principles
1.\tEach State shall act.

1 Resolution 70/1.
2 United Nations, Treaty Series, vol. 9999.
N4512345E
A/RES/90/7
Distr.: General
Ninetieth session
Agenda item 14
"""
COUNCIL = """\
Resolution 9999 (2045)
Adopted by the Security Council at its 12345th meeting, on 14 December 2045
\tThe Security Council,
\tActing under Chapter VII of the Charter of the United Nations,
\t1.\tDecides that all States shall cooperate with the Committee established pursuant to resolution 1267 (1999);
\t2.\tDemands that the parties cease hostilities;
\t3.\tDecides to remain seized of the matter.
"""
RIGHTS = """\
Human Rights Council
Ninety-ninth session
Agenda item 3
Resolution adopted by the Human Rights Council on 26 September 2045
99/11.\tInvention of free things
\tThe Human Rights Council,
\tGuided by the Universal Declaration of Human Rights,
\tUrges States to act, in coordination with the Office of the United Nations High Commissioner for Human Rights;
\tRequests the Advisory Committee to submit a report to the Council at its one hundredth session;
\tInvites the Council to consider it at its 2046 session.
39th meeting
26 September 2045
[Adopted without a vote.]
"""


@pytest.fixture(scope="module")
def readings(seed, knowledge) -> dict[str, Reading]:
    made = {
        name: read(from_bytes(f"folder/{name}.txt", text.encode()), knowledge)
        for name, text in (("assembly", ASSEMBLY), ("council", COUNCIL), ("rights", RIGHTS))
    }
    return {"seed": seed, **made}


@pytest.fixture(scope="module", params=["seed", "assembly", "council", "rights"])
def reading(request, readings) -> Reading:
    return readings[request.param]


@pytest.fixture(scope="module")
def quads(reading) -> list[ox.Quad]:
    return list(describe(reading, at=AT))


@cache
def _ontology() -> Graph:
    return Graph().parse(home.ONTOLOGY / "mandategraph.ttl")


@cache
def _vocabulary() -> Graph:
    return Graph().parse(home.ONTOLOGY / "vocabulary.ttl")


def _iris(quads: list[ox.Quad]) -> set[str]:
    terms = (term for q in quads for term in (q.subject, q.predicate, q.object, q.graph_name))
    return {term.value for term in terms if isinstance(term, ox.NamedNode)}


def _graph(quads: list[ox.Quad]) -> Graph:
    words = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=words, format="nt")


def _values(quads: list[ox.Quad], subject: str, predicate: str) -> list[str]:
    """What a part of the document (after #), or the document itself, is said to be or to have."""
    ends = (f"#{subject}",) if subject else ("A/RES/90/7", "S/RES/9999", "A/HRC/RES/99/11")
    return sorted(
        q.object.value for q in quads if q.subject.value.endswith(ends) and q.predicate.value == iri.term(predicate)
    )


# ── What holds of every graph ────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_no_blank_nodes(quads):
    assert not any(isinstance(term, ox.BlankNode) for q in quads for term in (q.subject, q.object, q.graph_name))


def test_everything_is_in_the_graph_of_the_document(reading, quads):
    graphs = {q.graph_name.value for q in quads}
    assert graphs == {iri.graph(iri.document(iri.BASE, reading.symbol))}


def test_nothing_is_said_twice(quads):
    assert len(set(quads)) == len(quads) > 100


def test_the_same_reading_gives_the_same_quads(reading, quads):
    assert list(describe(reading, at=AT)) == quads


def test_reading_again_gives_the_same_quads(reading, quads):
    assert list(describe(read(reading.source, reading.knowledge), at=AT)) == quads


def test_another_base_changes_nothing_else(reading, quads):
    other = list(describe(reading, base=OTHER_BASE, at=AT))
    moved = {str(q).replace(OTHER_BASE, iri.BASE) for q in other}
    assert moved == {str(q) for q in quads}


def test_every_iri_is_below_the_base_or_known_outside(reading):
    found = _iris(list(describe(reading, base=OTHER_BASE, at=AT)))
    assert {i for i in found if not i.startswith((OTHER_BASE, *OUTSIDE))} == set()


def test_iris_need_no_escaping(quads):
    assert {i for i in _iris(quads) if not i.isascii() or any(c in i for c in ' <>"{}|\\^`')} == set()


def test_only_terms_of_the_ontology_are_used(quads):
    used = {i for i in _iris(quads) if i.startswith(iri.MG)}
    declared = {str(s) for s in _ontology().subjects(RDF.type, None)}
    assert used - declared == set()
    assert len(used) > 50


def test_predicates_and_classes_are_what_the_ontology_says_they_are(quads):
    kinds = defaultdict(set)
    for subject, kind in _ontology().subject_objects(RDF.type):
        kinds[str(subject)].add(str(kind).partition("#")[2])
    for quad in quads:
        if quad.predicate.value.startswith(iri.MG):
            is_literal = isinstance(quad.object, ox.Literal)
            wanted = "DatatypeProperty" if is_literal else "ObjectProperty"
            assert wanted in kinds[quad.predicate.value], quad
        if quad.predicate.value == str(RDF.type) and quad.object.value.startswith(iri.MG):
            assert "Class" in kinds[quad.object.value], quad


def test_concepts_are_those_of_the_vocabulary_or_verbs(quads, reading):
    concepts = {i for i in _iris(quads) if i.startswith(iri.VOCABULARY)}
    known = {str(s) for s in _vocabulary().subjects(SKOS.inScheme, None)}
    acts = (*reading.provisions, *reading.grounds)
    verbs = {iri.concept(words) for act in acts for words in (act.phrase, act.verb.phrase)}
    assert concepts - known - verbs == set()


def test_concepts_are_labelled_as_in_the_vocabulary(quads):
    graph = _graph(quads)
    labels = {(c, label) for c, label in _vocabulary().subject_objects(SKOS.prefLabel) if label.language == "en"}
    known = {concept for concept, _ in labels}
    told = {(c, label) for c, label in graph.subject_objects(SKOS.prefLabel) if c in known}
    assert told <= labels
    assert len(told) > 3


KEYWORDS = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#DGACM"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<classification source="DHLAUTH">
<keyword value="x" href="{concept}" showAs="{slug}" dictionary="UNBIS Thesaurus"/>
<keyword value="y" showAs="Invented_heading" dictionary="DHLAUTH"/>
</classification></meta><coverPage><p><docNumber refersTo="#symbol">A/RES/100/7</docNumber></p></coverPage>
<mainBody><p>{label}.</p><p>The General Assembly,</p><p>1. Requests {label};</p></mainBody>
</statement></akomaNtoso>"""


def test_a_heading_stated_as_a_slug_is_labelled_as_the_concept_is(knowledge):
    themes = knowledge.themes
    known = (themes.standing_for(concept, "") for concept in themes.model.concepts)
    theme = next(theme for theme in known if theme and " " in theme.label)
    keywords = {"concept": theme.concept, "slug": theme.label.replace(" ", "_").lower(), "label": theme.label}
    reading = read(from_bytes("invention.xml", KEYWORDS.format(**keywords).encode()), knowledge)
    graph = _graph(list(describe(reading, at=AT)))
    told = defaultdict(set)
    for concept, label in graph.subject_objects(SKOS.prefLabel):
        told[str(concept)].add(str(label))
    assert told[theme.concept] == {theme.label}
    assert told[iri.heading(iri.BASE, "Invented_heading")] == {"Invented heading"}


def test_everything_named_has_a_type_and_a_label(quads):
    """Of documents, actors, sessions and concepts: a graph can be read on its own."""
    graph = _graph(quads)
    outside_the_graph = {RDF.type, RDFS.seeAlso}
    for subject, predicate, node in graph:
        if not isinstance(node, URIRef) or predicate in outside_the_graph:
            continue
        assert (node, RDF.type, None) in graph, (subject, predicate, node)
        if not str(node).endswith(("/eng", "/eng/file", "/graph#run")) and "#" not in node:
            assert (node, RDFS.label, None) in graph or (node, SKOS.prefLabel, None) in graph, node


def test_a_node_has_one_label_and_one_place_of_each_kind(quads):
    single = {iri.term(n) for n in ("text", "paragraphLabel", "section", "position", "exact", "charStart", "title")}
    single |= {str(RDFS.label), str(SKOS.prefLabel)}
    counts = Counter((q.subject, q.predicate) for q in quads if q.predicate.value in single)
    assert {key: n for key, n in counts.items() if n > 1} == {}


def test_every_statement_of_the_reading_is_anchored(quads):
    graph = _graph(quads)
    kinds = ("Provision", "Task", "ReportingTask", "Participation", "Condition", "Citation", "Mention", "Doubt")
    for kind in kinds:
        for node in graph.subjects(RDF.type, URIRef(iri.term(kind))):
            assert (node, URIRef(iri.term("anchoredIn")), None) in graph, node


def test_what_is_anchored_stands_in_the_paragraph_that_states_it(quads):
    graph = _graph(quads)
    place, stated = URIRef(iri.term("anchoredIn")), URIRef(iri.term("statedIn"))
    bounds = {
        span: (
            int(graph.value(span, URIRef(iri.term("charStart")))),
            int(graph.value(span, URIRef(iri.term("charEnd")))),
        )
        for span in graph.objects(None, place)
    }
    for node, paragraph in graph.subject_objects(stated):
        (start, end), (opens, closes) = bounds[graph.value(node, place)], bounds[graph.value(paragraph, place)]
        assert opens <= start < end <= closes, node


def test_the_graph_conforms_to_the_shapes(quads):
    hierarchy = Graph()
    for triple in _ontology().triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    conforms, _, words = pyshacl.validate(
        _graph(quads) + hierarchy, shacl_graph=Graph().parse(home.ONTOLOGY / "shapes.ttl")
    )
    assert conforms, words


# ── Single statements ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part", "property_", "values"),
    [
        ("", "symbol", ["A/RES/90/7"]),
        ("", "title", ["Invention of peaceful things"]),
        ("", "adoptedOn", ["2045-10-01"]),
        ("", "adoptedBy", [f"{iri.BASE}body/general-assembly"]),
        ("", "atSession", [f"{iri.BASE}session/general-assembly/90"]),
        ("", "distribution", ["General"]),
        ("", "jobNumber", ["N4512345E"]),
        ("", "provenanceNote", ["on the report of the Third Committee (A/90/457)"]),
        ("preamble__p_2__point_a", "isPartOf", [f"{iri.BASE}A/RES/90/7#preamble__p_2"]),
        ("preamble__p_2__point_a", "section", ["preambular"]),
        ("para_2__point_b", "paragraphLabel", ["2(b)"]),
        ("para_2__point_b", "section", ["operative"]),
        ("para_1", "hasFootnote", [f"{iri.BASE}A/RES/90/7#footnote_2"]),
        ("footnote_1", "footnoteMark", ["1"]),
        ("annex_1__p_1", "section", ["annex"]),
        ("para_1.1", "exhorts", [f"{iri.BASE}body/world-bank", f"{iri.BASE}group/member-states", f"{iri.BASE}state/KEN"]),
        ("para_1.1", "verbPhrase", ["urges"]),
        ("para_2.1", "obliges", [f"{iri.BASE}post/secretary-general"]),
        ("para_3.1", "obliges", [f"{iri.BASE}A/RES/90/7#actor_panel"]),
        ("para_5.1", "authorizes", [f"{iri.BASE}A/RES/90/7#actor_special-envoy"]),
        ("para_5.2", "verbPhrase", ["expresses appreciation"]),
        ("para_4.tie_1", "tieParty", [f"{iri.BASE}body/who", f"{iri.BASE}body/world-bank"]),
        ("preamble__p_1", "cites", [
            f"{iri.BASE}A/RES/217-IIIA", f"{iri.BASE}A/RES/52/12A", f"{iri.BASE}A/RES/52/12B", f"{iri.BASE}A/RES/70/1",
            f"{iri.BASE}A/RES/80/1", f"{iri.BASE}S/RES/1373",
        ]),
        ("para_7.d1", "doubtKind", [iri.concept("numbering-gap")]),
        ("para_7.d2", "doubtKind", [iri.concept("unknown-verb")]),
    ],
)  # fmt: skip
def test_the_assembly_is_described(readings, part, property_, values):
    assert _values(list(describe(readings["assembly"], at=AT)), part, property_) == values


def test_a_named_member_is_included_in_its_group(readings):
    quads = list(describe(readings["assembly"], at=AT))
    included = {(q.subject.value, q.object.value) for q in quads if q.predicate.value == iri.term("includesNamed")}
    assert included == {(f"{iri.BASE}group/member-states", f"{iri.BASE}state/KEN")}


def test_reports_are_due_at_sessions_and_on_days(readings):
    quads = list(describe(readings["assembly"], at=AT))
    by = defaultdict(set)
    for q in quads:
        if q.predicate.value in {iri.term(n) for n in ("due", "dueAt", "dueDate", "frequency")}:
            by[q.predicate.value.partition("#")[2]].add(q.object.value)
    assert by["due"] == {"session 91", "session 92", "2046-06-30"}
    assert by["dueAt"] == {f"{iri.BASE}session/general-assembly/{n}" for n in (91, 92)}
    assert by["dueDate"] == {"2046-06-30"}
    assert by["frequency"] == {"annual"}


def test_nobody_holds_sessions_who_is_no_body(resolution):
    words = "Invites States to submit to the Secretary-General a report for discussion at the ninety-first session;"
    said = {(q.predicate.value.partition("#")[2], q.object.value) for q in describe(resolution(words), at=AT)}
    assert ("due", "session 91") in said
    assert not [node for relation, node in said if relation == "dueAt"]


def test_a_council_binds_and_its_symbol_has_no_year_in_its_iri(readings):
    quads = list(describe(readings["council"], at=AT))
    forces = [q.object.value for q in quads if q.predicate.value == iri.term("force")]
    assert set(forces) == {iri.concept("binding")}
    assert _values(quads, "", "symbol") == ["S/RES/9999(2045)"]
    assert {q.subject.value for q in quads if q.predicate.value == iri.term("symbol")} == {
        f"{iri.BASE}S/RES/9999",
        f"{iri.BASE}S/RES/1267",
    }


def test_paragraphs_without_a_number_are_told_by_their_order(readings):
    quads = list(describe(readings["rights"], at=AT))
    assert _values(quads, "para_op2", "paragraphLabel") == ["op2"]
    assert _values(quads, "para_op1.1.1", "inCoordinationWith") == [f"{iri.BASE}body/ohchr"]


def test_the_run_is_told_to_the_second(reading):
    quads = list(describe(reading, at=AT))
    ended = [q.object for q in quads if q.predicate.value.endswith("prov#endedAtTime")]
    assert [(o.value, o.datatype.value.rpartition("#")[2]) for o in ended] == [
        ("2026-01-01T12:30:15+00:00", "dateTime")
    ]


def test_the_file_is_named_without_its_folder(readings):
    quads = list(describe(readings["council"], at=AT))
    names = [q.object.value for q in quads if q.predicate.value == iri.term("fileName")]
    assert names == ["council.txt"]


# ── What is known beforehand ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def known(knowledge) -> list[ox.Quad]:
    return list(describe_knowledge(knowledge))


def test_actors_instruments_observances_and_verbs_have_a_graph_each(known, knowledge):
    counts = Counter(q.graph_name.value for q in known)
    assert set(counts) == {
        iri.shared_graph(iri.BASE, name) for name in ("actors", "instruments", "observances", "verbs")
    }
    labels = [q for q in known if q.predicate.value == str(RDFS.label)]
    by_graph = Counter(q.graph_name.value.rpartition("/")[2] for q in labels)
    assert by_graph["actors"] == len(knowledge.names.actors)
    assert by_graph["instruments"] >= len(knowledge.instruments.by_id)


def test_knowledge_has_no_blank_nodes_and_only_terms_of_the_ontology(known):
    assert not any(isinstance(term, ox.BlankNode) for q in known for term in (q.subject, q.object))
    declared = {str(s) for s in _ontology().subjects(RDF.type, None)}
    assert {i for i in _iris(known) if i.startswith(iri.MG)} - declared == set()


def test_knowledge_is_below_its_base(knowledge):
    found = _iris([q for q in describe_knowledge(knowledge, OTHER_BASE) if not q.predicate.value.endswith("homepage")])
    assert {i for i in found if not i.startswith((OTHER_BASE, *OUTSIDE))} == set()


def _said(known, path: str) -> set[tuple[str, str]]:
    """What is said of an actor in literals, and where it is said to be the same or to have gone on."""
    return {
        (q.predicate.value.rpartition("#")[2].rpartition("/")[2], q.object.value.removeprefix(iri.BASE))
        for q in known
        if q.subject.value == iri.BASE + path
    }


def test_an_actor_has_its_times_its_successors_and_its_names_in_other_languages(known):
    assert {
        ("since", "2005"),
        ("until", "2018"),
        ("successor", "body/office-of-counter-terrorism"),
        ("successor", "body/global-counter-terrorism-coordination-compact"),
    } <= _said(known, "body/ctitf")
    assert {
        ("prefLabel", "Office des Nations Unies contre la drogue et le crime"),
        ("altLabel", "ONUDC"),
        ("since", "2002"),
        ("homepage", "https://www.unodc.org/"),
    } <= _said(known, "body/unodc")
    languages = {
        q.object.language for q in known if q.predicate.value.endswith("#prefLabel") and "/body/" in q.subject.value
    }
    assert languages == {"ar", "es", "fr", "ru", "zh"}


def test_only_members_are_the_same_as_those_that_the_organization_lists(known):
    listed = {q.subject.value.rpartition("/")[2] for q in known if q.predicate.value.endswith("#exactMatch")}
    assert len(listed) == 193
    assert not listed & {"PSE", "VAT", "SUN", "DDR"}


def test_an_actor_is_called_alike_in_documents_and_beforehand(known, quads):
    labels = {q.subject: q.object for q in known if q.predicate.value == str(RDFS.label)}
    told = {q.subject: q.object for q in quads if q.predicate.value == str(RDFS.label) and q.subject in labels}
    assert told == {actor: labels[actor] for actor in told}
    assert told
