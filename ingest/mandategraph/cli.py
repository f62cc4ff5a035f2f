"""The command ``mandategraph``: read resolutions into a graph, ask it, export it, check it.

Answers go to standard output, remarks to standard error. What a person can put right is one line and exit status 1; a
traceback means a mistake of this program.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .asking import ask, list_questions, serve_tools
from .errors import MandateGraphError

if TYPE_CHECKING:
    from .loading import Loaded
    from .store import Outcome

_STORE = click.option("--store", "folder", type=click.Path(path_type=Path), required=True, help="Folder of the store.")
_SOURCES = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
_BASE = click.option("--base", default="https://w3id.org/mandategraph/", show_default=True, help="Base of the IRIs.")


class _Group(click.Group):
    """Commands that answer what a person can put right with one line."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except MandateGraphError as error:
            click.echo(f"mandategraph: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mandategraph")
def main() -> None:
    """United Nations resolutions as a knowledge graph: who must do what, with whom, by when, on which words."""


@main.command()
@_SOURCES
@_STORE
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; as many as there are cores if not said.")
@click.option("--again", is_flag=True, help="Read every file, also those that have not changed.")
@_BASE
def build(sources: tuple[Path, ...], folder: Path, jobs: int | None, again: bool, base: str) -> None:
    """Read files, folders, zip archives, patterns or standard input (-) into a store.

    What has not changed is passed over; a changed document takes the place of what the store held of it. Exit status 1
    if a file could not be read; the others are in the store all the same.
    """
    from .store import build as build_store

    failed = _tell(build_store(sources, folder, jobs=jobs, base=base, again=again))
    if failed:
        sys.exit(1)


def _tell(outcomes: "Iterable[Outcome]") -> int:
    """Show progress on a terminal, name what failed, sum up; the number of files that failed."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    counts: Counter[str] = Counter()
    for outcome in track(outcomes, "Reading", console=screen, transient=True, disable=not screen.is_terminal):
        counts[outcome.state] += 1
        if outcome.state == "failed":
            click.echo(f"mandategraph: {outcome.remark}", err=True)
        elif outcome.remark:
            click.echo(f"mandategraph: {outcome.path}: {outcome.remark}", err=True)
    told = ", ".join(
        f"{counts[state]} {state}" for state in ("built", "replaced", "unchanged", "failed") if counts[state]
    )
    if counts["failed"] != 1 or counts.total() > 1:  # of a single file that failed all has been said
        click.echo(f"{counts.total()} {'file' if counts.total() == 1 else 'files'}: {told}", err=True)
    return counts["failed"]


@main.command()
@_SOURCES
@click.option(
    "--output", type=click.Path(path_type=Path, allow_dash=True), required=True, help="File, or - for standard output."
)
@_BASE
def ingest(sources: tuple[Path, ...], output: Path, base: str) -> None:
    """Read files, folders, zip archives, patterns or standard input (-) into a file.

    Its ending tells the form: .nq .trig .ttl .nt .rdf or .jsonld. N-Quads, TriG and JSON-LD keep the graph of each
    document apart; the other forms merge them. An ending .akn.xml writes one document as AKN4UN, Akoma Ntoso for the
    United Nations. "-" writes N-Quads to standard output. Nothing is written if no file can be read.
    """
    from . import source
    from .dump import write

    failures: list[str] = []
    written = write(source.paths(sources), output, base=base, at=datetime.now(UTC), failures=failures)
    for failure in failures:
        click.echo(f"mandategraph: {failure}", err=True)
    if written or len(failures) > 1:
        click.echo(f"{written} built, {len(failures)} failed", err=True)
    if failures:
        sys.exit(1)


main.add_command(ask)
main.add_command(list_questions)
main.add_command(serve_tools)


@main.command()
@_STORE
@click.option("--tables", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True)
def export(folder: Path, tables: Path, form: str) -> None:
    """Write what the store holds as tables: documents, paragraphs, provisions, relations and others."""
    from . import store, table

    count = sum(1 for _ in table.export(store.open_store(folder), tables, form))
    click.echo(
        f"{count} {'document' if count == 1 else 'documents'} in {len(table.tables())} tables in {tables}", err=True
    )


@main.command()
@_STORE
@click.option("--format", "form", type=click.Choice(["text", "csv", "html"]), default="text", show_default=True)
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    show_default=True,
    help="The least grave of what is listed.",
)
def check(folder: Path, form: str, level: str) -> None:
    """Check every document against the shapes, and list what is in doubt.

    One line or row for each finding: level, rule, entity, property, value, document and what would put it right. As
    text, names that mean no actor follow by frequency. Exit status 1 if there is an error; warnings and doubts, which
    are of level info, leave it 0.
    """
    from . import store
    from .check import FORMATS, LEVELS, Finding, findings, unlinked_names

    counts: Counter[str] = Counter()
    graphs = store.open_store(folder)

    def listed() -> Iterator[Finding]:
        for finding in findings(graphs):
            counts[finding.level] += 1
            if LEVELS.index(finding.level) <= LEVELS.index(level):
                yield finding

    FORMATS[form](listed(), sys.stdout)
    for name in unlinked_names(graphs) if form == "text" and level == "info" else ():
        documents = "document" if name.documents == 1 else "documents"
        click.echo(f"{name.kind:9} {name.times} times in {name.documents} {documents}  {name.words}")
    click.echo(", ".join(f"{counts[one]} {one}{'' if one == 'info' else 's'}" for one in LEVELS), err=True)
    if counts["error"]:
        sys.exit(1)


@main.command()
@_STORE
@click.option("--endpoint", required=True, help="Address for queries, and for updates if no other is named.")
@click.option("--update", "update_endpoint", help="Address for updates.")
@click.option("--graph-store", help="Address for whole graphs (Graph Store Protocol); faster than updates.")
@click.option("--auth", envvar="MANDATEGRAPH_AUTH", help="USER:PASSWORD, or a token.  [env var: MANDATEGRAPH_AUTH]")
@click.option("--batch", type=click.IntRange(1), help="Statements in one request, at most.")
@click.option("--timeout", type=click.FloatRange(1), default=60, show_default=True, help="Seconds for an answer.")
@click.option("--compare", is_flag=True, help="Send nothing; read back every graph and tell what is different.")
def load(  # noqa: PLR0913 - one for each option
    folder: Path,
    endpoint: str,
    update_endpoint: str | None,
    graph_store: str | None,
    auth: str | None,
    batch: int | None,
    timeout: float,
    *,
    compare: bool,
) -> None:
    """Copy the graphs of a store into a SPARQL 1.1 store on the network.

    Only graphs that have changed are sent; each is read back and compared. What broke off goes on where it was when the
    command is repeated. Graphs that the store no longer holds are dropped if this command had put them there. Exit
    status 1 if something is different in the end.
    """
    from . import loading, store
    from .remote import Remote

    graphs = store.open_store(folder)
    remote = Remote(endpoint, update_endpoint or endpoint, graph_store, auth, timeout)
    if _tell_loaded(loading.compare(graphs, remote) if compare else loading.load(graphs, remote, batch)):
        sys.exit(1)


def _tell_loaded(outcomes: "Iterable[Loaded]") -> int:
    """Show progress on a terminal, name what is different, sum up; the number of graphs that are different."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    counts: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    for one in track(outcomes, "Loading", console=screen, transient=True, disable=not screen.is_terminal):
        counts[one.state] += 1
        statements[one.state] += one.statements
        if one.remark:
            click.echo(f"mandategraph: {one.graph}: {one.remark}", err=True)
    told = (
        f"{counts[state]} {state} ({statements[state]:,} statements)"
        for state in ("sent", "unchanged", "the same", "different")
        if counts[state]
    )
    dropped = (f"{counts['dropped']} dropped",) if counts["dropped"] else ()
    click.echo(f"graphs: {', '.join((*told, *dropped))}", err=True)
    return counts["different"]


@main.command()
@_STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", "number", type=click.IntRange(1), default=2, show_default=True, help="Answers made at once.")
@click.option(
    "--timeout", "seconds", type=click.FloatRange(0.1), default=30, show_default=True, help="Seconds for one."
)
@click.option(
    "--largest", type=click.IntRange(1), default=100_000_000, show_default=True, help="Bytes of one, at most."
)
@click.option(
    "--memory",
    type=click.IntRange(0),
    default=2_000_000_000,
    show_default=True,
    help="Bytes of memory that one may take; 0: all there is.",
)
@click.option("--waiting", type=click.IntRange(0), default=200, show_default=True, help="Requests that may wait.")
@click.option("--index", type=click.Path(path_type=Path), help="File for the search; beside the store, if not said.")
@click.option("--federated", is_flag=True, help="Let queries call for other servers (SERVICE) and updates LOAD files.")
@click.option("--update", "updating", is_flag=True, help="Let those update who tell the token.")
@click.option("--token", envvar="MANDATEGRAPH_TOKEN", help="For updates.  [env var: MANDATEGRAPH_TOKEN]")
def serve(
    folder: Path,
    host: str,
    port: int,
    token: str | None,
    index: Path | None,
    *,
    updating: bool,
    federated: bool,
    **limits: Any,  # noqa: ANN401
) -> None:
    """Serve a store: pages for people, data for machines, SPARQL for both.

    It needs no network. Every IRI of the graph has a page and data at the same address here. SPARQL is at /sparql, the
    stored questions at /questions, whole graphs at /graph-store. Nothing can be changed unless --update allows it.
    """
    import uvicorn

    from .service import Settings, application

    if updating and not token:
        raise click.UsageError("--update needs a token that those must tell who update: --token TOKEN")
    settings = Settings(
        folder,
        index or folder.with_name(f"{folder.name}.search"),
        token=token if updating else None,
        outside=federated,
        **limits,
    )
    app = application(settings)
    click.echo(f"mandategraph: http://{host}:{port}/", err=True)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        proxy_headers=True,
        timeout_graceful_shutdown=1,
    )


@main.command()
@_STORE
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Folder for the files.")
@click.option("--base", "address", required=True, metavar="URL", help="Where the folder will stand on the web.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that write; as many as there are cores if not said.")
def publish(folder: Path, output: Path, address: str, jobs: int | None) -> None:
    """Write a store as a web site of files: the same pages and data as are served, for any web server.

    Beside them stand dumps, a description in VoID and DCAT, a sitemap, and configurations for Apache, nginx and
    w3id.org by which IRIs lead to files. Files of the same names are replaced, no others are touched.
    """
    from rich.console import Console
    from rich.progress import track

    from .publication import publish as publish_site

    screen = Console(stderr=True)
    names = publish_site(folder, output, address=address, jobs=jobs)
    count = sum(1 for _ in track(names, "Writing", console=screen, transient=True, disable=not screen.is_terminal))
    click.echo(f"{count} files; the first page is {output / 'index.html'}", err=True)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@_STORE
@click.option("--errors", "show", is_flag=True, help="List what was missed and what was invented.")
def evaluate(gold: Path, folder: Path, show: bool) -> None:
    """Measure what a store holds against annotations of the same documents.

    GOLD is a folder of JSON files in the format of data/gold/GUIDE.md. Precision, recall and F1 are told for all
    documents, for relations by kind, by organ and by decade, as Markdown.
    """
    from . import evaluation, store

    found = list(evaluation.evaluate(store.open_store(folder), gold))
    for line in evaluation.told(found):
        click.echo(line)
    for line in evaluation.errors(found) if show else ():
        click.echo(line)
    for one in found:
        if not one.is_held:
            click.echo(f"mandategraph: {one.symbol} is not in the store: nothing was found in it", err=True)


@main.group()
def review() -> None:
    """Record what a person says of something that was read; a document that is read again keeps it.

    IRI is that of a provision, task, party, citation or other finding, or its end: A/RES/68/187#para_5.1. Questions and
    tables leave out what is rejected and tell what is corrected.
    """


_ENTITY = click.argument("entity", metavar="IRI")
_BY = click.option("--by", required=True, help="Who says so.")
_NOTE = click.option("--note", default="", help="Why.")


@review.command("confirm")
@_ENTITY
@_STORE
@_BY
@_NOTE
def review_confirm(entity: str, folder: Path, by: str, note: str) -> None:
    """Say that it is right.

    A judgement on the same thing takes the place of an earlier one.
    """
    from .judgement import judge
    from .review import Status

    judge(folder, entity, Status.CONFIRMED, by=by, note=note)


@review.command("reject")
@_ENTITY
@_STORE
@_BY
@_NOTE
def review_reject(entity: str, folder: Path, by: str, note: str) -> None:
    """Say that it is wrong.

    With it goes what is a part of it: the tasks of a provision, those who are to do them.
    """
    from .judgement import judge
    from .review import Status

    judge(folder, entity, Status.REJECTED, by=by, note=note)


@review.command("correct")
@_ENTITY
@_STORE
@_BY
@_NOTE
@click.option("--property", "name", required=True, help="What is wrong of it, such as participant, force or due.")
@click.option("--value", required=True, help="What is right; an actor by any of its names.")
def review_correct(entity: str, folder: Path, by: str, note: str, name: str, value: str) -> None:
    """Say what it should be in the place of one thing that is wrong.

    Refused if the graph would break a shape of the ontology by it.
    """
    from .judgement import Correction, judge
    from .review import Status

    judge(folder, entity, Status.CORRECTED, by=by, note=note, correction=Correction(name, value))


@review.command("withdraw")
@_ENTITY
@_STORE
def review_withdraw(entity: str, folder: Path) -> None:
    """Drop a judgement: what was read stands again as it was.

    A judgement on what is no longer read is dropped in the same way.
    """
    from .judgement import judge
    from .review import Status

    judge(folder, entity, Status.EXTRACTED)


@main.group()
def themes() -> None:
    """What documents are about: learn it from librarians' headings."""


@themes.command("learn")
@_SOURCES
@click.option(
    "--output", type=click.Path(path_type=Path), help="File of the model; that which is shipped, if not said."
)
def themes_learn(sources: tuple[Path, ...], output: Path | None) -> None:
    """Learn themes from AKN4UN files that state headings of the Dag Hammarskjöld Library.

    Files without such headings are passed over. The same files make the same model, in a few minutes.
    """
    from . import home, source
    from .knowledge import load
    from .theme_learning import examples_in, learn

    knowledge = load(home.KNOWLEDGE)
    examples = list(examples_in(source.paths(sources), knowledge))
    model = learn(examples, knowledge.themes)
    model.write(output or home.KNOWLEDGE / "themes.gz")
    click.echo(
        f"{len(model.concepts)} themes learnt from {model.documents} documents; cut-off {model.cut_off}", err=True
    )


@main.group()
def vocabulary() -> None:
    """The concepts that themes are: load a thesaurus into a store."""


@vocabulary.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@_STORE
@_BASE
def vocabulary_load(file: Path, folder: Path, base: str) -> None:
    """Load a thesaurus in SKOS (Turtle), such as the UNBIS Thesaurus that the UN publishes, into a store.

    Questions about a theme are then answered for narrower themes too, and a theme goes by its name in every language
    of the thesaurus. A thesaurus that the store holds already is replaced.
    """
    from .thesaurus import load

    count = load(file, folder, base=base)
    click.echo(f"{count} {'concept' if count == 1 else 'concepts'}", err=True)


@main.group()
def ontology() -> None:
    """The words in which the graph speaks: show them to people."""


@ontology.command("publish")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Folder for the pages.")
@click.option(
    "--store", "folder", type=click.Path(path_type=Path), help="Store to take examples from; if not said, A/RES/68/187."
)
@_BASE
def ontology_publish(output: Path, folder: Path | None, base: str) -> None:
    """Write the ontology as web pages, and as Turtle, JSON-LD, RDF/XML and N-Triples beside them.

    Each class, property and vocabulary has a page: what it means, what it is a kind of, what the shapes demand, a
    figure, an example and a query that was answered. The pages need no server and nothing from elsewhere; index.html is
    the first. What the store has nothing of is shown by an invented resolution, and said to be so.
    """
    from . import store
    from .manual import publish, specimen_store

    graphs = specimen_store(base) if folder is None else store.open_store(folder)
    count = sum(1 for _ in publish(graphs, output, base=base))
    click.echo(f"{count} pages; the first is {output / 'index.html'}", err=True)


if __name__ == "__main__":
    main()
