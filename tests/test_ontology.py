import json
import shutil
import subprocess
import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import owlready2
import pyoxigraph
import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, SKOS, VANN

from mandategraph import iri
from mandategraph.home import KNOWLEDGE, ONTOLOGY
from reasoner import hermit, needs_java, owl_rl

HERE = Path(__file__).parent / "ontology"
MG = Namespace(iri.MG)
MGV = Namespace(iri.VOCABULARY)
MGS = "https://w3id.org/mandategraph/shapes#"
DOCUMENT = URIRef(f"{iri.BASE}A/RES/85/77")
HERMIT = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"

#: Properties of literals that no OWL 2 RL range describes: the shapes say what they expect.
DATES = {MG.adoptedOn, MG.dueDate, MG.endDate, MG.submittedOn}
#: Properties of things that share no superclass of their own.
WITHOUT_DOMAIN = {MG.sha256}
TIES = (
    "mustCoordinateWith",
    "mustCooperateWith",
    "mustCollaborateWith",
    "mustConsult",
    "mustServe",
    "mustReportTo",
    "mustWorkWith",
    "isExhortedToWorkWith",
    "mayWorkWith",
)
SHORTCUTS = (MG.cites, MG.isAbout)
SCHEMES = {
    MGV["forces"]: MG.DeonticForce,
    MGV["illocutions"]: MG.Illocution,
    MGV["roles"]: MG.Role,
    MGV["condition-types"]: MG.ConditionType,
    MGV["citation-functions"]: MG.CitationFunction,
    MGV["doubt-kinds"]: MG.DoubtKind,
    MGV["tie-kinds"]: MG.TieKind,
    MGV["adoption-methods"]: MG.AdoptionMethod,
    MGV["vote-choices"]: MG.VoteChoice,
    MGV["life-acts"]: MG.LifeAct,
    MGV["funding-sources"]: MG.FundingSource,
    MGV["levels"]: MG.Level,
    MGV["review-statuses"]: MG.ReviewStatus,
}
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
MODULES = ("mandategraph", "vocabulary", "alignments", "shapes")


def _read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def _without_header(graph: Graph) -> Graph:
    """A module as it is merged with the core: OWL 2 allows one header in a graph."""
    for header in list(graph.subjects(RDF.type, OWL.Ontology)):
        graph.remove((header, None, None))
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return _read(ONTOLOGY / "mandategraph.ttl")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return _without_header(_read(ONTOLOGY / "vocabulary.ttl"))


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return _without_header(_read(ONTOLOGY / "alignments.ttl"))


@pytest.fixture(scope="module")
def sample() -> Graph:
    return _read(HERE / "sample.ttl")


@pytest.fixture(scope="module")
def everything(ontology: Graph, vocabulary: Graph, alignments: Graph, sample: Graph) -> Graph:
    """Ontology, vocabulary, alignments and sample, without what should follow from the rest."""
    graph = ontology + vocabulary + alignments + sample
    for shortcut in SHORTCUTS:
        graph.remove((None, shortcut, None))
    return graph


def _of_type(graph: Graph, *types: URIRef) -> set[URIRef]:
    return {term for kind in types for term in graph.subjects(RDF.type, kind) if str(term).startswith(iri.MG)}


def _classes(graph: Graph) -> set[URIRef]:
    return _of_type(graph, OWL.Class)


def _properties(graph: Graph) -> set[URIRef]:
    return _of_type(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def _chains(graph: Graph) -> dict[URIRef, list[list[URIRef]]]:
    return {
        whole: [list(Collection(graph, chain)) for chain in graph.objects(whole, OWL.propertyChainAxiom)]
        for whole in set(graph.subjects(OWL.propertyChainAxiom))
    }


# ── Header and annotations ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_header_says_what_the_ontology_is_and_under_which_licence(ontology: Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert str(header) == iri.MG.removesuffix("#")
    version = ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert ontology.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(header, VANN.preferredNamespacePrefix) == Literal("mg")
    assert ontology.value(header, VANN.preferredNamespaceUri) == Literal(iri.MG)
    for described in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        assert len(list(ontology.objects(header, described))) == 1
    assert not list(ontology.objects(header, OWL.imports))


def test_classes_are_named_in_six_languages_and_all_terms_in_english(ontology: Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    classes, properties = _classes(ontology), _properties(ontology) | {MG.iriPattern}
    assert len(classes | properties) > 100
    for term in classes | properties:
        languages = sorted(label.language for label in ontology.objects(term, RDFS.label))
        assert languages == (LANGUAGES if term in classes else ["en"]), term
        (definition,) = ontology.objects(term, SKOS.definition)
        assert definition.language == "en", term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [header], term


# ── What holds between terms ─────────────────────────────────────────────────────────────────────────────────────────


def test_terms_of_others_are_declared_and_nothing_is_said_of_them(ontology: Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    ours = _classes(ontology) | _properties(ontology) | {MG.iriPattern, header}
    foreign = {(s, p) for s, p in ontology.subject_predicates() if isinstance(s, URIRef) and s not in ours}
    assert {p for _, p in foreign} == {RDF.type}
    assert not any(str(s).startswith(iri.MG) for s, _ in foreign)


def test_every_term_of_others_that_is_used_is_declared(ontology: Graph) -> None:
    builtin = (str(OWL), str(RDF), str(RDFS), str(XSD))
    used = (
        set(ontology.predicates())
        | set(ontology.objects(None, RDFS.subClassOf))
        | set(ontology.objects(None, RDFS.range))
    )
    declared = set(ontology.subjects(RDF.type))
    assert {term for term in used if not str(term).startswith(builtin)} <= declared


def test_every_property_has_one_domain_and_one_range(ontology: Graph) -> None:
    classes = _classes(ontology) | {SKOS.Concept}
    for prop in _properties(ontology):
        domains, ranges = list(ontology.objects(prop, RDFS.domain)), list(ontology.objects(prop, RDFS.range))
        assert len(domains) == (prop not in WITHOUT_DOMAIN), prop
        assert len(ranges) == (prop not in DATES), prop
        assert set(domains) <= classes, prop
        if (prop, RDF.type, OWL.ObjectProperty) in ontology:
            assert set(ranges) <= classes, prop
        else:
            assert set(ranges) <= {XSD.string, XSD.integer, XSD.decimal, RDFS.Literal}, prop


def test_a_subproperty_stays_within_domain_and_range_of_its_superproperty(ontology: Graph) -> None:
    for below, above in ontology.subject_objects(RDFS.subPropertyOf):
        for side in (RDFS.domain, RDFS.range):
            narrow, wide = ontology.value(below, side), ontology.value(above, side)
            assert wide in ontology.transitive_objects(narrow, RDFS.subClassOf), (below, above)


def test_nothing_is_said_that_owl_2_dl_or_owl_2_rl_cannot_say(ontology: Graph) -> None:
    words = {
        term.removeprefix(str(OWL))
        for triple in ontology
        for term in triple
        if isinstance(term, URIRef) and term.startswith(str(OWL))
    }
    assert words == {
        "AllDisjointClasses",
        "AnnotationProperty",
        "AsymmetricProperty",
        "Class",
        "DatatypeProperty",
        "FunctionalProperty",
        "IrreflexiveProperty",
        "ObjectProperty",
        "Ontology",
        "Restriction",
        "TransitiveProperty",
        "intersectionOf",
        "inverseOf",
        "members",
        "onProperty",
        "propertyChainAxiom",
        "someValuesFrom",
        "versionIRI",
        "versionInfo",
    }
    terms = {term for triple in ontology for term in triple}
    assert not terms & {XSD.date, RDF.langString}
    assert not {literal.datatype for literal in terms if isinstance(literal, Literal)} - {None, XSD.string}


def test_a_property_with_a_chain_is_not_restricted_and_has_no_inverse(ontology: Graph) -> None:
    composite = set(_chains(ontology)) | set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= {above for prop in composite for above in ontology.transitive_objects(prop, RDFS.subPropertyOf)}
    restricted = {OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty}
    assert {MG.cites, MG.mustWorkWith, MG.goesBackTo, MG.isContainedIn} <= composite
    for prop in composite:
        assert not restricted & set(ontology.objects(prop, RDF.type)), prop
        assert (prop, OWL.inverseOf, None) not in ontology, prop
        assert (None, OWL.inverseOf, prop) not in ontology, prop


def test_every_transitive_property_has_a_direct_one_below_it(ontology: Graph) -> None:
    transitive = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    assert transitive == {MG.isContainedIn, MG.withinBody, MG.goesBackTo}
    for prop in transitive:
        assert set(ontology.subjects(RDFS.subPropertyOf, prop)) - transitive, prop


def test_every_chain_leads_from_its_domain_to_its_range(ontology: Graph) -> None:
    chains = _chains(ontology)
    assert len(chains) == 11
    for whole, ways in chains.items():
        for way in ways:
            for before, after in pairwise(way):
                reached, needed = ontology.value(before, RDFS.range), ontology.value(after, RDFS.domain)
                kinds = {*ontology.transitive_objects(reached, RDFS.subClassOf)}
                kinds |= {*ontology.transitive_objects(needed, RDFS.subClassOf)}
                assert {reached, needed} <= kinds, (whole, before, after)
            end = ontology.transitive_objects(ontology.value(way[-1], RDFS.range), RDFS.subClassOf)
            assert ontology.value(whole, RDFS.range) in end, whole


def test_the_kinds_of_things_exclude_each_other(ontology: Graph) -> None:
    apart = {
        frozenset(pair)
        for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses)
        for pair in combinations(Collection(ontology, ontology.value(axiom, OWL.members)), 2)
    }
    for one, other in (
        ("UNDocument", "TextUnit"),
        ("UNDocument", "DocumentText"),
        ("Provision", "Task"),
        ("Participation", "Actor"),
        ("Actor", "Concept"),
        ("Citation", "Mention"),
        ("Body", "State"),
        ("Post", "ActorGroup"),
        ("PrincipalOrgan", "SubsidiaryOrgan"),
        ("FieldMission", "SpecializedAgency"),
        ("PreambularParagraph", "OperativeParagraph"),
        ("Resolution", "DraftInstrument"),
        ("DeonticForce", "Role"),
    ):
        assert frozenset((MG[one], MG[other])) in apart, (one, other)
    for one, other in (("Role", "TieKind"), ("OperativeVerb", "CitationFunction"), ("Paragraph", "Annex")):
        assert frozenset((MG[one], MG[other])) not in apart, (one, other)
    assert not any(SKOS.Concept in pair for pair in apart)


# ── The vocabulary ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("scheme", "cls"), SCHEMES.items(), ids=[scheme.removeprefix(MGV) for scheme in SCHEMES])
def test_a_scheme_holds_the_concepts_of_its_class(vocabulary: Graph, scheme: URIRef, cls: URIRef) -> None:
    concepts = set(vocabulary.subjects(SKOS.inScheme, scheme))
    assert len(concepts) >= 3
    assert concepts == set(vocabulary.objects(scheme, SKOS.hasTopConcept)) == set(vocabulary.subjects(RDF.type, cls))


def test_every_concept_and_scheme_is_named_and_defined(vocabulary: Graph) -> None:
    nodes = set(vocabulary.subjects(RDF.type, OWL.NamedIndividual))
    schemes = set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))
    assert nodes == set(vocabulary.subjects())
    assert nodes - schemes == set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert schemes == {*SCHEMES, MGV["operative-verbs"]}
    for node in nodes:
        labels = {label.language: label for label in vocabulary.objects(node, SKOS.prefLabel)}
        assert sorted(labels) == LANGUAGES, node
        assert vocabulary.value(node, SKOS.definition).language == "en", node
        assert node in schemes or URIRef(iri.concept(labels["en"])) == node
        assert node in schemes or (node, SKOS.example, None) in vocabulary, node


def test_a_verb_that_is_also_a_citation_function_has_its_name(vocabulary: Graph) -> None:
    verbs = tomllib.loads((KNOWLEDGE / "verbs.toml").read_text(encoding="utf-8"))["verb"]
    shared = [verb for verb in verbs if (URIRef(iri.concept(verb["phrase"])), None, None) in vocabulary]
    assert {"recalls", "reaffirms", "welcomes", "endorses"} <= {verb["phrase"] for verb in shared}
    for verb in shared:
        concept = URIRef(iri.concept(verb["phrase"]))
        assert (concept, RDF.type, MG.CitationFunction) in vocabulary
        assert (concept, SKOS.prefLabel, Literal(verb["phrase"], lang="en")) in vocabulary


def test_every_illocution_of_a_verb_is_a_concept(vocabulary: Graph) -> None:
    verbs = tomllib.loads((KNOWLEDGE / "verbs.toml").read_text(encoding="utf-8"))["verb"]
    illocutions = set(vocabulary.subjects(RDF.type, MG.Illocution))
    assert {URIRef(iri.concept(verb["illocution"])) for verb in verbs} == illocutions


# ── Declared terms only ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [*(ONTOLOGY / f"{name}.ttl" for name in MODULES), HERE / "sample.ttl"],
    ids=lambda path: path.name,
)
def test_only_declared_terms_are_used(ontology: Graph, path: Path) -> None:
    declared = _classes(ontology) | _properties(ontology) | {MG.iriPattern}
    used = {term for triple in _read(path) for term in triple if str(term).startswith(iri.MG)}
    assert {term for term in used - declared if isinstance(term, URIRef)} == set()
    assert used


@pytest.mark.parametrize("name", ["vocabulary.ttl", "shapes.ttl"])
def test_only_terms_of_their_own_namespace_are_described(name: str) -> None:
    described = {node for node in _without_header(_read(ONTOLOGY / name)).subjects() if isinstance(node, URIRef)}
    assert described
    assert all(str(node).startswith((iri.VOCABULARY, MGS)) for node in described)


def test_the_sample_uses_concepts_of_the_vocabulary_under_their_own_names(vocabulary: Graph, sample: Graph) -> None:
    concepts = {node for node in sample.subjects(SKOS.prefLabel) if node.startswith(iri.VOCABULARY)}
    verbs = set(sample.subjects(RDF.type, MG.OperativeVerb))
    assert concepts - verbs
    for concept in concepts - verbs:
        assert (concept, SKOS.prefLabel, sample.value(concept, SKOS.prefLabel)) in vocabulary


def test_the_sample_covers_every_class_that_is_written(ontology: Graph, sample: Graph) -> None:
    written = set(sample.objects(None, RDF.type))
    abstract = {above for cls in written for above in ontology.transitive_objects(cls, RDFS.subClassOf)}
    unseen = {cls.removeprefix(iri.MG) for cls in _classes(ontology) - abstract - _concluded(ontology)}
    assert unseen == {
        "Annex",
        "Conference",
        "Decision",
        "FieldMission",
        "Heading",
        "PresidentialStatement",
        "RelatedOrganization",
        "TableRow",
        "TreatyBody",
    }


def _concluded(ontology: Graph) -> set[URIRef]:
    """The classes of what is never written, but follows from a condition that is enough."""
    return {ontology.value(condition, RDFS.subClassOf) for condition in ontology.subjects(OWL.intersectionOf)}


def test_every_span_of_the_sample_is_as_long_as_its_words(sample: Graph) -> None:
    spans = list(sample.subject_objects(MG.exact))
    assert len(spans) > 20
    for span, exact in spans:
        start, end = sample.value(span, MG.charStart), sample.value(span, MG.charEnd)
        assert len(exact) == end.toPython() - start.toPython()
        assert span.endswith(f"#char={start},{end}")


# ── The context ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_context_has_every_property_and_coerces_it_as_it_is_declared(ontology: Graph) -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["@vocab"] == context["mg"] == iri.MG
    assert context["mgv"] == iri.VOCABULARY
    ours = {
        name: entry for name, entry in context.items() if isinstance(entry, dict) and entry["@id"].startswith("mg:")
    }
    assert {MG[name] for name in ours} == _properties(ontology)
    for name, entry in ours.items():
        assert entry["@id"] == f"mg:{name}"
        if (MG[name], RDF.type, OWL.ObjectProperty) in ontology:
            assert entry["@type"] == "@id", name
        elif ontology.value(MG[name], RDFS.range) in {XSD.integer, XSD.decimal}:
            number = ontology.value(MG[name], RDFS.range).removeprefix(str(XSD))
            assert entry["@type"] == f"xsd:{number}", name
        else:
            assert entry.get("@type") == ("xsd:date" if MG[name] in DATES else None), name


def test_a_graph_survives_the_way_through_json_ld(sample: Graph) -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    written = sample.serialize(format="json-ld", context=context, auto_compact=True)
    assert '"type": "ReportingTask"' in written
    assert '"title": "Safety of mountain passes"' in written
    lines = (f"{quad.triple} ." for quad in pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.JSON_LD))
    read = Graph().parse(data="\n".join(lines), format="nt")
    assert (sorted(sample - read), sorted(read - sample)) == ([], [])


# ── What reasoners make of it ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def reasoned(everything: Graph) -> tuple[Graph, list[str]]:
    return hermit(everything)


@pytest.fixture(scope="module")
def rules(everything: Graph) -> Graph:
    return owl_rl(everything)


def _has_compiler() -> bool:
    java = shutil.which("java")
    return java is not None and "jdk.compiler" in _output([java, "--list-modules"])


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


needs_compiler = pytest.mark.skipif(
    not _has_compiler(), reason="JAVA COMES WITHOUT ITS COMPILER: the OWL 2 profiles go unchecked"
)


def _profiled(graph: Graph, folder: Path) -> tuple[list[str], int]:
    """What keeps a graph out of OWL 2 DL and OWL 2 RL, and how many axioms it has."""
    merged = folder / "merged.ttl"
    graph.serialize(merged, format="turtle")
    *reasons, count = _output(["java", "-cp", str(HERMIT), str(HERE / "Profiles.java"), str(merged)]).splitlines()
    return reasons, int(count.removesuffix(" axioms"))


@needs_compiler
def test_ontology_vocabulary_and_alignments_are_in_owl_2_dl_and_owl_2_rl(
    ontology: Graph, vocabulary: Graph, alignments: Graph, tmp_path: Path
) -> None:
    reasons, count = _profiled(ontology + vocabulary + alignments, tmp_path)
    assert reasons == []
    assert count > 3000


#: What neither profile, or one of them, cannot say, by the words in which that is told.
BEYOND = {
    "OWL 2 RL: Use of data range not in profile: xsd:date": "mg:dueDate rdfs:range xsd:date .",
    "OWL 2 DL: Use of undeclared class": "mg:Task rdfs:subClassOf <https://example.org/Undeclared> .",
    "OWL 2 DL: Use of non-simple property in": "mg:withinBody a owl:AsymmetricProperty .",
    "OWL 2 RL: Use of non-superclass expression in position": "mg:Task rdfs:subClassOf [ owl:unionOf ( mg:Doubt mg:Clause ) ] .",
}


@needs_compiler
def test_what_a_profile_cannot_say_is_told(ontology: Graph, tmp_path: Path) -> None:
    prefixes = f"@prefix mg: <{iri.MG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> . "
    reasons, _ = _profiled(
        ontology + Graph().parse(data=prefixes + " ".join(BEYOND.values()), format="turtle"), tmp_path
    )
    untold = [words for words in BEYOND if not any(reason.startswith(words) for reason in reasons)]
    assert untold == [], reasons


@needs_java
def test_the_sample_is_consistent_and_every_class_can_have_members(reasoned: tuple[Graph, list[str]]) -> None:
    _, empty = reasoned
    assert empty == []


@needs_java
@pytest.mark.parametrize("wrong", [MG.State, MG.Provision, MG.DraftInstrument, MG.Paragraph])
def test_a_resolution_that_is_something_else_too_is_inconsistent(ontology: Graph, wrong: URIRef) -> None:
    graph = ontology + Graph()
    graph.add((DOCUMENT, RDF.type, MG.Resolution))
    graph.add((DOCUMENT, RDF.type, wrong))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        hermit(graph)


def _names(graph: Graph, tie: str) -> set[tuple[str, str]]:
    return {(_name(s), _name(o)) for s, o in graph.subject_objects(MG[tie])}


def _name(node: URIRef) -> str:
    return node.removeprefix(iri.BASE).partition("/")[2]


EXPECTED = {
    "mustCoordinateWith": {("office-for-mountain-passes", "snow-agency")},
    "mustCooperateWith": {("office-for-mountain-passes", "rope-union")},
    "mustCollaborateWith": {("office-for-mountain-passes", "guides-programme")},
    "mustConsult": {("office-for-mountain-passes", "member-states")},
    "mustServe": {("office-for-mountain-passes", "member-states")},
    "mustReportTo": {("office-for-mountain-passes", "commission-on-roads")},
    "mustWorkWith": {
        ("office-for-mountain-passes", "snow-agency"),
        ("office-for-mountain-passes", "rope-union"),
        ("office-for-mountain-passes", "guides-programme"),
        ("office-for-mountain-passes", "member-states"),
    },
    "isExhortedToWorkWith": {("member-states", "rope-union")},
    "mayWorkWith": set(),
}


@pytest.mark.parametrize("tie", TIES)
def test_rules_conclude_a_tie_from_what_binds_and_from_nothing_else(rules: Graph, tie: str) -> None:
    assert _names(rules, tie) == EXPECTED[tie]


@needs_java
@pytest.mark.parametrize("tie", TIES)
def test_hermit_concludes_the_same_ties(reasoned: tuple[Graph, list[str]], tie: str) -> None:
    inferred, _ = reasoned
    assert _names(inferred, tie) == EXPECTED[tie]


@needs_java
@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_a_shortcut_follows_from_what_it_shortens(
    reasoned: tuple[Graph, list[str]], rules: Graph, sample: Graph, shortcut: URIRef
) -> None:
    inferred, _ = reasoned
    assert set(sample.subject_objects(shortcut)) == set(inferred.subject_objects(shortcut))
    assert set(sample.subject_objects(shortcut)) == set(rules.subject_objects(shortcut))


def test_rules_find_nothing_wrong_with_the_sample(rules: Graph) -> None:
    errors = set(rules.subjects(RDF.type, URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))
    assert errors == set()


def test_parts_of_parts_are_contained_and_bodies_within_bodies(rules: Graph) -> None:
    point = URIRef(f"{DOCUMENT}#para_1__point_a")
    assert (point, MG.isContainedIn, DOCUMENT) in rules
    assert (point, MG.isPartOf, DOCUMENT) not in rules
    office, secretariat = (URIRef(f"{iri.BASE}body/{name}") for name in ("office-for-mountain-passes", "secretariat"))
    assert (office, MG.withinBody, secretariat) in rules
    assert (office, MG.subBodyOf, secretariat) not in rules
