"""Publishing: every page and every form of its data as a file, and beside them dumps, descriptions and configurations.

An IRI of the graph stands for files with endings at its path: ``body/unodc.html``, ``body/unodc.ttl``. A web server
with one of the configurations that are written too leads from the one to the others as the service does. Nothing is
written outside the folder, and files of other names are not touched.
"""

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from mandategraph import dataset, manual, page, search, store
from mandategraph.dataset import Distribution
from mandategraph.errors import MandateGraphError
from mandategraph.page import Site
from mandategraph.question import questions
from mandategraph.service import resource, view
from mandategraph.service.negotiation import GRAPHS
from mandategraph.service.protocol import RefusedError
from mandategraph.service.resource import PAGE, TEXT
from mandategraph.work import in_order, workers

#: The forms of data that are written: those to which pages lead.
FORMS = {ending.removeprefix("."): media_type for ending, media_type, _ in page.FORMS}
#: The dump of all graphs.
DUMP = "mandategraph.nq.gz"
#: The configurations that lead from IRIs to files: for Apache, nginx, and the redirects of w3id.org.
CONFIGURATIONS = (".htaccess", "nginx.conf", "w3id.htaccess")


def publish(folder: Path, output: Path, *, address: str, jobs: int | None = None) -> Iterator[str]:
    """Write a store as files below ``output``, which will stand at ``address``; the name of each when it is written.

    ``jobs`` processes write; as many as there are cores if not said. ``StoreError`` if there is no store,
    ``MandateGraphError`` if a file cannot be written.
    """
    graphs = store.open_store(folder)
    address = address.rstrip("/") + "/"
    try:
        paths = sorted(_paths(graphs))
        yield from _things(paths, folder, output, jobs or os.cpu_count() or 1)
        yield from _lists(graphs, output)
        yield from _assets(output)
        yield from _ontology(graphs, output)
        yield from _dumps(graphs, output)
        yield from _descriptions(graphs, paths, output, address)
    except OSError as error:
        raise MandateGraphError(f"{output}: the site cannot be written: {error}") from error


def _site(graphs: ox.Store, path: str) -> Site:
    return Site.at(view.held(graphs).base, path, is_served=False)


def _put(output: Path, name: str, body: bytes) -> str:
    file = output / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    return name


# ── What IRIs name ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some paths below the first page, the store, and where to write their files."""

    paths: Sequence[str]
    folder: Path
    output: Path


#: So many things a worker writes before it tells.
_AT_ONCE = 20


def _things(paths: Sequence[str], folder: Path, output: Path, number: int) -> Iterator[str]:
    pieces = (_Piece(paths[start : start + _AT_ONCE], folder, output) for start in range(0, len(paths), _AT_ONCE))
    with workers(number) as pool:
        for _, names in in_order(pool, _write, pieces, ahead=2 * number):
            yield from names


def _paths(graphs: ox.Store) -> Iterator[str]:
    """The paths of all that the store says something of, but for parts of documents, which stand on their pages."""
    site = Site(view.held(graphs).base)
    rows = graphs.query("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } FILTER(!CONTAINS(STR(?s), '#')) }")
    for row in cast("ox.QuerySolutions", rows):
        path = site.path(row["s"].value)
        if (
            path
            and path != "ontology"
            and ".." not in path.split("/")
            and not graphs.contains_named_graph(cast("ox.NamedNode", row["s"]))
        ):
            yield path


def _write(piece: _Piece) -> tuple[str, ...]:
    """Write the files of some things; done by a worker."""
    graphs = _opened(piece.folder)
    return tuple(_put(piece.output, *file) for path in piece.paths for file in _files(graphs, path))


@cache
def _opened(folder: Path) -> ox.Store:
    return store.open_store(folder)


def _files(graphs: ox.Store, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of one thing: names and contents."""
    site = _site(graphs, path)
    yield f"{path}.{PAGE}", view.entity(graphs, site, path).body
    for ending in FORMS:
        yield f"{path}.{ending}", resource.data(graphs, site.iri(path), ending).body
    try:
        yield f"{path}.{TEXT}", resource.text(graphs, site.iri(path)).body
    except RefusedError:  # it has no words
        return


# ── Lists and what else has an address ───────────────────────────────────────────────────────────────────────────────


def _lists(graphs: ox.Store, output: Path) -> Iterator[str]:
    yield _put(output, f"index.{PAGE}", view.home(graphs, _site(graphs, "")).body)
    yield _put(output, f"actors.{PAGE}", view.actors(graphs, _site(graphs, "")).body)
    yield _put(output, f"themes.{PAGE}", view.themes(graphs, _site(graphs, "")).body)
    yield _put(output, f"questions.{PAGE}", view.questions(graphs, _site(graphs, "")).body)
    yield _put(output, f"search.{PAGE}", page.lookup(_site(graphs, "")).encode())
    yield _put(output, "search.json", json.dumps(_names(graphs), ensure_ascii=False, indent=0).encode())
    for organ, year in [("", ""), *view.shelves(graphs)]:
        path = "/".join(part for part in ("documents", organ, year) if part)
        yield _put(output, f"{path}.{PAGE}", view.documents(graphs, _site(graphs, path), organ, year).body)
    for question in questions():
        path = f"questions/{question.name}"
        told = tuple((one.name, one.example) for one in question.parameters if not one.optional)
        yield _put(output, f"{path}.{PAGE}", view.question(graphs, _site(graphs, path), question.name, told, 0).body)


def _names(graphs: ox.Store) -> list[tuple[str, str, str]]:
    """What the search of a site without a server looks through: kind, name and address."""
    site = _site(graphs, "")
    with TemporaryDirectory(prefix="mandategraph-") as scratch:
        search.refresh(graphs, Path(scratch) / "words")
        return [(kind, name, site.link(node)) for kind, node, name in search.names(Path(scratch) / "words")]


def _assets(output: Path) -> Iterator[str]:
    """What pages ask for; of the files of others only those with which pictures are drawn: there is no editor."""
    drawn_with = {name for names in page.DRAWN_WITH.values() for name in names}
    for file in sorted(page.ASSETS.rglob("*")):
        if file.is_file() and (file.parent.name != "bundled" or file.name in drawn_with):
            yield _put(output, f"assets/{file.relative_to(page.ASSETS).as_posix()}", file.read_bytes())


def _ontology(graphs: ox.Store, output: Path) -> Iterator[str]:
    """The manual, and beside it the ontology in each form at its own IRI."""
    for name in manual.publish(graphs, output / "ontology", base=view.held(graphs).base):
        yield f"ontology/{name}"
    for ending in FORMS:
        name = "mandategraph.ttl" if ending == "ttl" else f"ontology.{ending}"
        yield _put(output, f"ontology.{ending}", (output / "ontology" / name).read_bytes())


# ── Dumps, descriptions, configurations ──────────────────────────────────────────────────────────────────────────────


def _dumps(graphs: ox.Store, output: Path) -> Iterator[str]:
    """Each graph of its own at its IRI, and all together."""
    site = Site(view.held(graphs).base)
    with gzip.GzipFile(output / DUMP, "wb", compresslevel=6, mtime=0) as whole:
        for graph in sorted(graphs.named_graphs(), key=str):
            quads = graphs.quads_for_pattern(None, None, None, graph)
            body = cast("bytes", ox.serialize(quads, format=ox.RdfFormat.N_QUADS))
            whole.write(body)
            path = site.path(cast("ox.NamedNode", graph).value)
            if path and ".." not in path.split("/"):
                yield _put(output, f"{path}.nq", body)
    yield DUMP


def _descriptions(graphs: ox.Store, paths: Sequence[str], output: Path, address: str) -> Iterator[str]:
    ways = [Distribution(address + DUMP, "application/n-quads", (output / DUMP).stat().st_size)]
    counted = dataset.counts(graphs)
    said = dataset.describe(counted, site=address, base=view.held(graphs).base, distributions=ways, endpoint=None)
    described = dataset.written(said, ox.RdfFormat.TURTLE)
    yield _put(output, "void.ttl", described)
    yield _put(output, ".well-known/void", described)
    yield from (_put(output, *file) for file in dataset.sitemaps(address, [f"{path}.{PAGE}" for path in paths]))
    yield _put(output, "robots.txt", f"User-agent: *\nSitemap: {address}sitemap.xml\n".encode())
    templates = Environment(
        loader=PackageLoader("mandategraph.publication"),
        autoescape=False,  # noqa: S701 - no HTML is made of these
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    forms = {**FORMS, "nq": GRAPHS["nq"].media_type}
    for name in CONFIGURATIONS:
        text = templates.get_template(name.removeprefix(".")).render(address=address, forms=forms, page=PAGE)
        yield _put(output, name, text.encode())
