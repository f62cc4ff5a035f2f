"""Dump: the graphs of documents as one file, in the form that its ending names."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from . import home, inference, iri
from .errors import MandateGraphError, SourceError
from .knowledge import load
from .markup import akn
from .reading import Reading, read
from .source import from_file
from .triples import describe

#: The forms by the endings of files.
FORMS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
}
AKN = ".akn.xml"
PREFIXES = {
    "mg": iri.MG,
    "mgv": iri.VOCABULARY,
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write(files: Iterable[Path], output: Path, *, base: str, at: datetime, failures: list[str]) -> int:
    """Write the graphs of these files, and return how many there were; what failed is added to ``failures``.

    The file takes the place of an older one when it is whole; it is not touched if no document could be read. An ending
    ``.akn.xml`` asks for the document itself instead of its graph, as AKN4UN; such a file holds one.
    """
    if output.name.endswith(AKN):
        return _write_akn(files, output, failures)
    form = ox.RdfFormat.N_QUADS if str(output) == "-" else FORMS.get(output.suffix)
    if form is None:
        raise MandateGraphError(f"{output}: the ending must be one of {' '.join((*FORMS, AKN))}")
    count = 0

    def quads() -> Iterator[ox.Quad]:
        nonlocal count
        for document in _documents(files, base, at, failures):
            count += 1
            yield from _gathered(document, apart=form.supports_datasets)

    with tempfile.TemporaryFile() as part:
        if form.supports_datasets:
            ox.serialize(quads(), part, form, prefixes=PREFIXES)
        else:
            ox.serialize((ox.Triple(q.subject, q.predicate, q.object) for q in quads()), part, form, prefixes=PREFIXES)
        if count:
            part.seek(0)
            _put(part, output)
    return count


def _write_akn(files: Iterable[Path], output: Path, failures: list[str]) -> int:
    readings = list(islice(_readings(files, failures), 2))
    if len(readings) > 1:
        raise MandateGraphError(f"{output}: an AKN4UN file holds one document; name one source")
    for reading in readings:
        _put(BytesIO(akn(reading)), output)
    return len(readings)


def _documents(files: Iterable[Path], base: str, at: datetime, failures: list[str]) -> Iterator[Iterator[ox.Quad]]:
    """What was read of each document, and what follows from it alone."""
    rules = inference.load()
    for reading in _readings(files, failures):
        said = tuple(describe(reading, base=base, at=at))
        graph = iri.graph(iri.document(base, reading.symbol), reading.language)
        yield chain(said, inference.follows(said, graph, rules))


def _readings(files: Iterable[Path], failures: list[str]) -> Iterator[Reading]:
    knowledge = load(home.KNOWLEDGE)
    for file in files:
        try:
            yield read(from_file(file), knowledge)
        except SourceError as error:
            failures.append(str(error))


def _gathered(quads: Iterable[ox.Quad], *, apart: bool) -> Iterator[ox.Quad]:
    """All that is said of one thing in one place, things in the order in which they are first spoken of.

    ``apart``: in one place of each graph.
    """
    said: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        said.setdefault((quad.graph_name, quad.subject) if apart else quad.subject, []).append(quad)
    return chain.from_iterable(said.values())


def _put(part: BinaryIO, output: Path) -> None:
    if str(output) == "-":
        shutil.copyfileobj(part, sys.stdout.buffer)
        return
    try:
        with output.open("wb") as file:
            shutil.copyfileobj(part, file)
    except OSError as error:
        raise MandateGraphError(f"{output}: cannot be written: {error.strerror}") from error
