"""What two reasoners make of a graph: HermiT, which needs Java, and owlrl, which applies the rules of OWL 2 RL."""

import io
import shutil

import owlready2
import owlrl
import pytest
from rdflib import RDF, RDFS, Graph

from mandategraph import iri

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="JAVA IS MISSING: consistency, profiles and HermiT's entailments go unchecked"
)


def hermit(graph: Graph) -> tuple[Graph, list[str]]:
    """What HermiT makes of a graph, closed under subproperties and subclasses, and the classes that must be empty.

    ``OwlReadyInconsistentOntologyError`` for a graph that contradicts itself.
    """
    world = owlready2.World()
    try:
        words = io.BytesIO(graph.serialize(format="nt", encoding="utf-8"))
        with world.get_ontology(iri.MG.removesuffix("#")).load(fileobj=words):
            owlready2.sync_reasoner_hermit(
                world, infer_property_values=True, debug=0, ignore_unsupported_datatypes=True
            )
        saved = io.BytesIO()
        world.save(saved, format="ntriples")
        empty = [cls.iri for cls in world.inconsistent_classes()]
    finally:
        world.close()
    inferred = Graph().parse(data=saved.getvalue(), format="nt")
    for prop in set(graph.subjects(RDFS.subPropertyOf)):
        for above in graph.transitive_objects(prop, RDFS.subPropertyOf):
            inferred += ((s, above, o) for s, o in list(inferred.subject_objects(prop)))
    for cls in set(graph.subjects(RDFS.subClassOf)):
        for above in graph.transitive_objects(cls, RDFS.subClassOf):
            inferred += ((s, RDF.type, above) for s in list(inferred.subjects(RDF.type, cls)))
    return inferred, empty


def owl_rl(graph: Graph) -> Graph:
    """The closure of a graph under the rules of OWL 2 RL."""
    closed = graph + Graph()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed
