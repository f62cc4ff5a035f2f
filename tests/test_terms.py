"""What holds of the terms of the ontology one by one: examples, IRIs, use, alignments, and that none goes in silence.

Every check is a function that tells what is wrong. It is put to the ontology, where nothing is, and to an ontology with
one thing spoilt.
"""

import ast
import os
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, ODRL2, ORG, OWL, PROV, SDO, SH, SKOS, TIME

from mandategraph import iri
from mandategraph.description import CLASSES
from mandategraph.home import KNOWLEDGE, ONTOLOGY, QUERIES
from mandategraph.reading import Reading
from mandategraph.symbol import Series

HERE = Path(__file__).parent
ROOT = HERE.parent
PACKAGE = Path(iri.__file__).parent
TERMS = HERE / "ontology" / "terms.tsv"
GOLDEN = HERE / "golden" / "A_RES_68_187.nq"
MG = Namespace(iri.MG)
MGV = Namespace(iri.VOCABULARY)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
TURTLE = f"""@base <{iri.BASE}> .
@prefix mg: <{iri.MG}> .
@prefix mgv: <{iri.VOCABULARY}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: What the variables of IRI patterns stand for.
VARIABLES = {
    "+document": r"[A-Z][A-Za-z0-9/.:_-]*",
    "unit": r"[A-Za-z0-9_-]+",
    "finding": r"[A-Za-z0-9_.-]+",
    "kind": r"[a-z-]+",
    "n": r"\d+",
    "mark": r"[^.#]+",
    "language": r"[a-z]{3}",
    "start": r"\d+",
    "end": r"\d+",
    "name": r"[a-z0-9-]+",
    "number": r"[A-Za-z0-9-]+",
    "code": r"[A-Z]{3}",
}
#: Every ontology with which terms are aligned, by its namespace.
ALIGNED = {
    "http://data.europa.eu/2qy/rrmv#",
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "http://data.europa.eu/eli/ontology#",
    "http://data.legilux.public.lu/resource/ontology/jolux#",
    "http://data.vlaanderen.be/ns/besluit#",
    "http://docs.oasis-open.org/legalruleml/ns/v1.0/metamodel#",
    "http://metadata.un.org/thesaurus/",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "http://purl.org/dc/terms/",
    "http://purl.org/spar/cito/",
    "http://purl.org/spar/fabio/",
    "http://schema.org/",
    "http://www.estrellaproject.org/lkif-core/norm.owl#",
    "http://www.w3.org/2006/time#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/odrl/2/",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/ns/prov#",
    "http://xmlns.com/foaf/0.1/",
    "https://w3id.org/akn/ontology/allot/",
    "https://w3id.org/dpv#",
    "https://w3id.org/un/ontology/undo/",
}
MODULES = {f"{iri.MG.removesuffix('#')}{name}" for name in ("", "/vocabulary", "/alignments", "/shapes")}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "mandategraph.ttl")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ONTOLOGY / "vocabulary.ttl")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ONTOLOGY / "alignments.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def _with(graph: Graph, words: str) -> Graph:
    """A graph and what some Turtle adds to it."""
    prefixes = {"owl": OWL, "rdfs": RDFS, "skos": SKOS, "sh": SH, "eli": "http://data.europa.eu/eli/ontology#"}
    head = TURTLE + "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items())
    return graph + Graph().parse(data=head + words, format="turtle")


def _ours(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(iri.MG)}


def _name(term: URIRef) -> str:
    for prefix, space in (("mgv:", iri.VOCABULARY), ("mg:", iri.MG)):
        if term.startswith(space):
            return prefix + term.removeprefix(space)
    return str(term)


# ── Examples and IRIs ────────────────────────────────────────────────────────────────────────────────────────────────


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{([^}]+)\}", template)
    return re.compile("".join(VARIABLES[part] if at % 2 else re.escape(part) for at, part in enumerate(parts)))


def _has_form(graph: Graph, cls: URIRef, node: str) -> bool:
    return any(_pattern(str(template)).fullmatch(node) for template in graph.objects(cls, MG.iriPattern))


def _classes_at_fault(graph: Graph) -> set[str]:
    """Classes whose example is no IRI that their pattern gives."""
    return {
        _name(cls)
        for cls in _ours(graph, OWL.Class)
        if len(examples := list(graph.objects(cls, SKOS.example))) != 1 or not _has_form(graph, cls, str(examples[0]))
    }


def _properties_at_fault(graph: Graph, vocabulary: Graph) -> set[str]:
    """Properties whose example is not one statement with this property and terms that exist."""
    verbs = tomllib.loads((KNOWLEDGE / "verbs.toml").read_text(encoding="utf-8"))["verb"]
    declared = _ours(graph, *KINDS) | set(vocabulary.subjects(RDF.type, SKOS.Concept))
    declared |= {URIRef(iri.concept(verb["phrase"])) for verb in verbs}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return {
        _name(prop)
        for prop in _ours(graph, *kinds)
        if not _is_example(prop, list(graph.objects(prop, SKOS.example)), declared)
    }


def _is_example(prop: URIRef, examples: list[Literal], declared: set[URIRef]) -> bool:
    try:
        ((_, predicate, _),) = statements = list(Graph().parse(data=TURTLE + "\n".join(examples), format="turtle"))
    except (SyntaxError, ValueError):
        return False
    named = {term for term in statements[0] if str(term).startswith((iri.MG, iri.VOCABULARY))}
    return predicate == prop and named <= declared


def test_the_example_of_a_class_has_the_form_of_its_iris(ontology: Graph) -> None:
    assert _classes_at_fault(ontology) == set()
    spoilt = _with(
        ontology,
        'mg:Vote mg:iriPattern "https://w3id.org/mandategraph/{+document}#vote" .'
        'mg:Motion a owl:Class ; skos:example "https://w3id.org/mandategraph/A/1#motion" ;'
        ' mg:iriPattern "https://w3id.org/mandategraph/motion/{n}" .',
    )
    assert _classes_at_fault(spoilt) == {"mg:Motion"}


def test_the_example_of_a_property_is_a_statement_with_it(ontology: Graph, vocabulary: Graph) -> None:
    assert _properties_at_fault(ontology, vocabulary) == set()
    spoilt = _with(
        ontology,
        """
        mg:one a owl:ObjectProperty ; skos:example "<A/1> mg:two <A/2> ." .
        mg:three a owl:ObjectProperty ; skos:example "<A/1> mg:three mg:Unheard ." .
        mg:four a owl:ObjectProperty ; skos:example "A/1 has four" .
        mg:five a owl:ObjectProperty .
        mg:six a owl:ObjectProperty ; skos:example "<A/1> mg:six <A/2> ." .
        """,
    )
    assert _properties_at_fault(spoilt, vocabulary) == {"mg:one", "mg:three", "mg:four", "mg:five"}


def _off_pattern(ontology: Graph, quads: Iterable[ox.Quad | ox.Triple]) -> set[str]:
    """Nodes of a class whose IRIs do not have its form."""
    typed = {
        (str(quad.object.value), str(quad.subject.value))
        for quad in quads
        if quad.predicate.value == str(RDF.type) and str(quad.object.value).startswith(iri.MG)
    }
    return {node for cls, node in typed if not _has_form(ontology, URIRef(cls), node)}


@pytest.mark.parametrize(
    "path",
    [GOLDEN, HERE / "queries" / "resolutions.trig", HERE / "ontology" / "sample.ttl"],
    ids=lambda path: path.name,
)
def test_iris_in_graphs_have_the_form_of_their_class(ontology: Graph, path: Path) -> None:
    base = f"{iri.BASE}A/RES/85/77"
    quads = list(ox.parse(path=path, base_iri=base))
    assert _off_pattern(ontology, quads) == set()
    task = ox.Triple(ox.NamedNode(f"{base}#task"), ox.NamedNode(str(RDF.type)), ox.NamedNode(iri.term("Task")))
    assert _off_pattern(ontology, [*quads, task]) == {f"{base}#task"}


def _undeclared(declared: set[str], words: str) -> set[str]:
    return set(re.findall(r"\bmg:(\w+)", words)) - declared


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(QUERIES.rglob("*.rq"))],
    ids=lambda path: path.name,
)
def test_what_is_published_uses_declared_terms_only(ontology: Graph, path: Path) -> None:
    declared = {term.removeprefix(iri.MG) for term in _ours(ontology, *KINDS)}
    words = path.read_text(encoding="utf-8")
    assert _undeclared(declared, words) == set()
    assert _undeclared(declared, f"{words} ?task mg:hasBearers ?body .") == {"hasBearers"}


def _paths_to_nowhere(ontology: Graph, shapes: Graph) -> set[str]:
    """Properties on which shapes lean and that the ontology does not declare."""
    told = (str(RDF), str(RDFS))
    named = {
        path
        for predicate in (SH.path, SH.inversePath, SH.targetSubjectsOf, SH.targetObjectsOf, SH.lessThan, SH.equals)
        for path in shapes.objects(None, predicate)
        if isinstance(path, URIRef)
    }
    return {_name(path) for path in named if not str(path).startswith(told) and (path, RDF.type, None) not in ontology}


def test_the_paths_of_shapes_exist_in_the_ontology(ontology: Graph, shapes: Graph) -> None:
    assert _paths_to_nowhere(ontology, shapes) == set()
    spoilt = _with(shapes, "mg:shape sh:property [ sh:path mg:nowhere ] , [ sh:path [ sh:inversePath eli:cites ] ] .")
    assert _paths_to_nowhere(ontology, spoilt) == {"mg:nowhere", "http://data.europa.eu/eli/ontology#cites"}


# ── Use ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _named_in_queries() -> set[URIRef]:
    return {MG[name] for file in QUERIES.rglob("*.rq") for name in re.findall(r"\bmg:(\w+)", file.read_text("utf-8"))}


def _named_in_code() -> set[URIRef]:
    """Strings in the modules that write statements in terms of the ontology."""
    names = set()
    for file in PACKAGE.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.ImportFrom) and "mg" in {a.name for a in node.names} for node in ast.walk(tree)):
            names |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {MG[name] for name in (*names, *CLASSES.values(), *Series) if name.isidentifier()}


def _needed(ontology: Graph, used: set[URIRef]) -> set[URIRef]:
    """Terms and all that they need to say what they mean: what is above them, domains, ranges and the parts of chains."""
    reached, waiting = set(), list(used)
    while waiting:
        term = waiting.pop()
        if term in reached:
            continue
        reached.add(term)
        for above in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
            waiting += [one for one in ontology.objects(term, above) if isinstance(one, URIRef)]
        for chain in ontology.objects(term, OWL.propertyChainAxiom):
            waiting += Collection(ontology, chain)
    return reached


def _idle(ontology: Graph, others: Iterable[Graph]) -> set[str]:
    """Terms that no question, rule, shape, alignment or line of code has any use for."""
    used = _named_in_queries() | _named_in_code() | {MG.iriPattern}
    used |= {term for graph in others for triple in graph for term in triple if isinstance(term, URIRef)}
    return {_name(term) for term in _ours(ontology, *KINDS) - _needed(ontology, used)}


def test_every_term_is_used(ontology: Graph, shapes: Graph, alignments: Graph) -> None:
    assert _idle(ontology, (shapes, alignments)) == set()
    spoilt = _with(
        ontology,
        "mg:Idle a owl:Class ; rdfs:subClassOf mg:Task . mg:idles a owl:ObjectProperty ; rdfs:domain mg:Task .",
    )
    assert _idle(spoilt, (shapes, alignments)) == {"mg:Idle", "mg:idles"}


def _idle_concepts(vocabulary: Graph, alignments: Graph, words: str) -> set[str]:
    """Concepts that neither the code nor the knowledge names, and no alignment needs."""
    quoted = {found.replace(" ", "-") for found in re.findall(r'"([a-z -]+)"', words)}
    names = {concept.removeprefix(iri.VOCABULARY) for concept in vocabulary.subjects(RDF.type, SKOS.Concept)}
    return {name for name in names if MGV[name] not in set(alignments.subjects()) and name not in quoted}


def test_every_concept_is_used(vocabulary: Graph, alignments: Graph) -> None:
    files = [*PACKAGE.rglob("*.py"), *KNOWLEDGE.glob("*.toml")]
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert _idle_concepts(vocabulary, alignments, words) == set()
    spoilt = _with(vocabulary, "mgv:unheard-of a skos:Concept .")
    assert _idle_concepts(spoilt, alignments, words) == {"unheard-of"}


# ── Alignments ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _kinds(graph: Graph, term: URIRef) -> set[URIRef]:
    return {kind for kind in graph.objects(term, RDF.type) if kind in {*KINDS, OWL.NamedIndividual}}


def _misaligned(alignments: Graph, ours: Graph) -> set[str]:
    """What is wrong with an alignment, by the term at fault."""
    wrong = set()
    theirs = {term for term in alignments.subjects(RDF.type) if str(term) not in MODULES}
    for subject, predicate, obj in alignments:
        if str(subject) in MODULES:
            continue
        if predicate == RDF.type:
            used = (None, None, subject) in alignments or (None, subject, None) in alignments
            if not used or len(_kinds(alignments, subject)) != 1 or not _is_foreign(subject):
                wrong.add(_name(subject))
        elif predicate in {RDFS.subClassOf, RDFS.subPropertyOf}:
            if obj not in theirs or not _kinds(alignments, obj) <= _kinds(ours, subject):
                wrong.add(_name(subject))
        elif predicate == SKOS.closeMatch:
            if obj not in theirs or not _kinds(ours, subject):
                wrong.add(_name(subject))
        elif predicate != SKOS.note or not _kinds(ours, subject):
            wrong.add(_name(subject))
    return wrong


def _is_foreign(term: URIRef) -> bool:
    return str(term).startswith((*ALIGNED, str(SKOS)))


def test_ours_are_below_or_near_theirs_and_never_the_same(
    alignments: Graph, ontology: Graph, vocabulary: Graph
) -> None:
    assert _misaligned(alignments, ontology + vocabulary) == set()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("mg:Task owl:equivalentClass eli:Task . eli:Task a owl:Class .", {"mg:Task"}),
        ("mg:Task skos:exactMatch eli:LegalResource .", {"mg:Task"}),
        ("mg:Task rdfs:subClassOf eli:cites .", {"mg:Task"}),
        ("mg:hasTask rdfs:subPropertyOf eli:id_local .", {"mg:hasTask"}),
        ("mg:Task rdfs:subClassOf eli:NotDeclared .", {"mg:Task"}),
        ("mg:Unheard skos:closeMatch eli:LegalResource .", {"mg:Unheard"}),
        ("eli:LegalResource rdfs:subClassOf mg:Instrument .", {"http://data.europa.eu/eli/ontology#LegalResource"}),
        ("eli:Unused a owl:Class .", {"http://data.europa.eu/eli/ontology#Unused"}),
        (
            "<https://example.org/A> a owl:Class . mg:Task skos:closeMatch <https://example.org/A> .",
            {"https://example.org/A"},
        ),
    ],
)
def test_an_alignment_that_claims_too_much_is_wrong(
    alignments: Graph, ontology: Graph, vocabulary: Graph, words: str, wrong: set[str]
) -> None:
    assert _misaligned(_with(alignments, words), ontology + vocabulary) == wrong


def _unheard_of(alignments: Graph) -> set[str]:
    """Terms of those vocabularies whose terms RDFLib lists that are not among them."""
    listed = {str(space): space for space in (DCTERMS, FOAF, ODRL2, ORG, PROV, SKOS, TIME)} | {
        "http://schema.org/": SDO
    }
    return {
        str(term)
        for term in alignments.subjects(RDF.type)
        for space, names in listed.items()
        if str(term).startswith(space) and str(term).removeprefix(space) not in names
    }


def test_terms_of_others_exist_as_far_as_they_are_listed(alignments: Graph) -> None:
    assert _unheard_of(alignments) == set()
    spoilt = _with(alignments, "<http://www.w3.org/ns/org#headIn> a owl:ObjectProperty .")
    assert _unheard_of(spoilt) == {"http://www.w3.org/ns/org#headIn"}


def test_every_ontology_that_is_named_is_aligned_with(alignments: Graph) -> None:
    named = {str(term) for triple in alignments.triples((None, None, None)) for term in triple}
    assert {space for space in ALIGNED if not any(term.startswith(space) for term in named)} == set()
    assert len(set(alignments.subjects(SKOS.closeMatch)) | set(alignments.subjects(RDFS.subClassOf))) > 50


# ── Stability ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(ontology: Graph, vocabulary: Graph) -> list[str]:
    """Each term with its kind, domain and range; each concept with its classes."""
    lines = [
        "\t".join(
            (_name(term), _name(kind).partition("#")[2], _one(ontology, term, "domain"), _one(ontology, term, "range"))
        )
        for kind in KINDS
        for term in _ours(ontology, kind)
    ]
    for concept in set(vocabulary.subjects(RDF.type, OWL.NamedIndividual)):
        kinds = sorted(set(vocabulary.objects(concept, RDF.type)) - {OWL.NamedIndividual, SKOS.Concept})
        lines.append(
            "\t".join((_name(concept), " ".join(_name(kind).replace(str(SKOS), "skos:") for kind in kinds), "", ""))
        )
    return sorted(lines)


def _one(graph: Graph, term: URIRef, side: str) -> str:
    found = graph.value(term, RDFS[side])
    return _name(found).rpartition("/")[2].replace("#", ":") if found else ""


def _lost(ontology: Graph, vocabulary: Graph, kept: Iterable[str]) -> set[str]:
    """Terms that were published once and are no longer what they were."""
    lines = set(_lines(ontology, vocabulary))
    return {line.partition("\t")[0] for line in kept if line not in lines}


def test_no_term_goes_or_changes_in_silence(ontology: Graph, vocabulary: Graph) -> None:
    """A term may be added; one that is retired stays, deprecated, with what takes its place."""
    kept = TERMS.read_text(encoding="utf-8").splitlines()
    if os.environ.get("UPDATE_GOLDEN"):
        kept = sorted({*kept, *_lines(ontology, vocabulary)})
        TERMS.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8", newline="\n")
    assert _lost(ontology, vocabulary, kept) == set()
    assert kept == sorted(set(kept))
    assert len(kept) > 250


def test_a_term_that_goes_or_changes_is_told(ontology: Graph, vocabulary: Graph) -> None:
    kept = TERMS.read_text(encoding="utf-8").splitlines()
    spoilt, fewer = ontology + Graph(), vocabulary + Graph()
    spoilt.remove((MG.Vote, RDF.type, None))
    spoilt.set((MG.hasTask, RDFS.range, MG.Provision))
    spoilt.set((MG.rank, RDF.type, OWL.ObjectProperty))
    fewer.remove((MGV.binding, None, None))
    assert _lost(spoilt, fewer, kept) == {"mg:Vote", "mg:hasTask", "mg:rank", "mgv:binding"}
    added = _with(ontology, "mg:New a owl:Class .")
    assert _lost(added, vocabulary, kept) == set()


def _gone_without_heir(graph: Graph) -> set[str]:
    return {_name(term) for term in graph.subjects(OWL.deprecated) if (term, DCTERMS.isReplacedBy, None) not in graph}


def test_what_is_retired_says_what_takes_its_place(ontology: Graph, vocabulary: Graph) -> None:
    assert _gone_without_heir(ontology + vocabulary) == set()
    assert _gone_without_heir(_with(ontology, "mg:Old owl:deprecated true .")) == {"mg:Old"}


# ── Graphs of documents ──────────────────────────────────────────────────────────────────────────────────────────────


def _inexact(quads: Iterable[ox.Quad], text: str) -> set[str]:
    """Spans whose words are not those that stand at their positions."""
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in {iri.term("charStart"), iri.term("charEnd"), iri.term("exact")}:
            said.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(iri.MG)] = quad.object.value
    assert len(said) > 100
    return {
        span
        for span, words in said.items()
        if text[int(words["charStart"]) : int(words["charEnd"])] != words["exact"]
        or not span.endswith(f"#char={words['charStart']},{words['charEnd']}")
    }


def test_spans_hold_the_words_at_their_positions(seed: Reading) -> None:
    quads = list(ox.parse(path=GOLDEN))
    text = seed.structure.document.text
    assert _inexact(quads, text) == set()
    assert len(_inexact(quads, f" {text}")) > 100


def _nodes_without_name(quads: Iterable[ox.Quad | ox.Triple]) -> int:
    return sum(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))


@pytest.mark.parametrize("path", [GOLDEN, HERE / "queries" / "resolutions.trig"], ids=lambda path: path.name)
def test_a_graph_of_a_document_has_no_blank_node(path: Path) -> None:
    quads = list(ox.parse(path=path))
    assert _nodes_without_name(quads) == 0
    spoilt = ox.parse(TURTLE + "<A/1> mg:hasTask [ a mg:Task ] .", format=ox.RdfFormat.TURTLE)
    assert _nodes_without_name([*quads, *spoilt]) == 2


def test_alignments_and_vocabulary_have_no_blank_node(alignments: Graph, vocabulary: Graph) -> None:
    assert not {
        term for graph in (alignments, vocabulary) for triple in graph for term in triple if isinstance(term, BNode)
    }
