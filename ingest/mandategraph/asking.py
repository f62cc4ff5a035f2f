"""Asking: the commands that put questions to a store, in a folder or on the network."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .errors import QuestionError

if TYPE_CHECKING:
    from .answer import Answer, Part
    from .graphs import Graphs
    from .question import Question

_FORMS = ("table", "csv", "tsv", "json", "xml", "ttl")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Ask(click.Command):
    """A command whose options are the parameters of the stored questions."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        from .question import questions

        described = {p.name: p for question in questions() for p in question.parameters}
        told = [
            click.Option([f"--{name}", f"told_{name}"], help=f"{parameter.description} Example: {parameter.example}")
            for name, parameter in sorted(described.items())
        ]
        return [*super().get_params(ctx), *told]


def _where(command: _Command) -> _Command:
    """The options that say which store is asked."""
    options = (
        click.option("--store", "folder", type=click.Path(path_type=Path), help="Folder of the store."),
        click.option("--endpoint", help="Address of a SPARQL 1.1 store on the network, in the place of a folder."),
        click.option(
            "--auth", envvar="MANDATEGRAPH_AUTH", help="USER:PASSWORD, or a token.  [env var: MANDATEGRAPH_AUTH]"
        ),
        click.option("--timeout", type=click.FloatRange(1), default=60, show_default=True, help="Seconds for it."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(cls=_Ask)
@click.argument("name", metavar="[QUESTION]", required=False)
@_where
@click.option("--format", "form", type=click.Choice(_FORMS), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(0), help="So many rows at most.")
@click.option("--offset", type=click.IntRange(0), default=0, help="The rows behind the first so many.")
@click.option("--evidence", is_flag=True, help="Tell the span of text on which each row rests.")
@click.option("--explain", is_flag=True, help="Show the SPARQL instead of the answer.")
def ask(  # noqa: PLR0913 - one for each option
    name: str | None,
    folder: Path | None,
    endpoint: str | None,
    auth: str | None,
    timeout: float,
    form: str,
    *,
    limit: int | None,
    offset: int,
    evidence: bool,
    explain: bool,
    **words: str | None,
) -> None:
    """Ask a stored question, by its name or in words; without one, list them all.

    A question in words is matched with the ways of asking that each stored question knows. What was understood is told
    on standard error; when that is not clear, the nearest are, nothing is asked, and the exit status is 1.
    """
    from . import answer
    from .question import question
    from .reference import terms

    if name is None:
        _list()
        return
    told = {key.removeprefix("told_"): value for key, value in words.items() if value is not None}
    if " " not in name and folder is None and endpoint is None and explain and not told:
        click.echo(question(name).sparql)
        return
    part = answer.Part(limit, offset)
    if " " in name:
        graphs = _graphs("a question", folder, endpoint, auth, timeout)
        asked, told = _understood(graphs, name, told)
    else:
        asked = question(name)
        graphs = _graphs(name, folder, endpoint, auth, timeout)
    query = asked.told(terms(graphs, asked, told), evidence=evidence)
    if explain:
        click.echo(answer.cut(query, part).strip())
        return
    given = answer.answer(graphs, query, part)
    answer.FORMS[form].write(given, sys.stdout)
    _tell_rest(given, part)


@click.command("questions")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "openapi", "examples"]), default="text", show_default=True
)
@click.option("--address", default="http://localhost:8000/", show_default=True, help="Where they are served.")
@_where
def list_questions(
    form: str, address: str, folder: Path | None, endpoint: str | None, auth: str | None, timeout: float
) -> None:
    """Describe the stored questions, for people and for programs.

    As text what "ask" lists, as JSON the same; "openapi" describes a REST interface to them (OpenAPI 3.1, JSON), and
    "examples" their SPARQL as the examples that query editors show (Turtle). These name what a store holds, so that
    they need one: --store or --endpoint.
    """
    from .openapi import listing, openapi
    from .question import questions

    if form == "text":
        _list()
    elif form == "examples":
        from .examples import examples, turtle

        graphs = _graphs("an example", folder, endpoint, auth, timeout)
        click.echo(turtle(examples(questions(), graphs, f"{address.rstrip('/')}/sparql")), nl=False)
    else:
        content = listing(questions()) if form == "json" else openapi(questions(), address)
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))


@click.command("mcp")
@_where
def serve_tools(folder: Path | None, endpoint: str | None, auth: str | None, timeout: float) -> None:
    """Let an assistant ask the stored questions, over the Model Context Protocol.

    It speaks with the assistant over standard input and output, and ends with it. Each stored question is a tool; two
    more find an actor by a name and read the paragraphs of a document. Nothing can be changed.
    """
    from importlib.util import find_spec

    from . import tools
    from .question import questions

    if find_spec("mcp") is None:
        raise QuestionError("the Model Context Protocol needs a package: pip install 'mandategraph[mcp]'")
    tools.serve(_graphs("an assistant’s question", folder, endpoint, auth, timeout), questions())


def _understood(graphs: "Graphs", words: str, told: Mapping[str, str]) -> tuple["Question", dict[str, str]]:
    """The stored question that words ask, with what it is told; it is shown on standard error."""
    from .question import questions
    from .wording import Wordings, names_of

    found = Wordings(questions()).understand(names_of(graphs), words, told)
    click.echo(f"asked: {found.command}", err=True)
    return found.question, dict(found.told)


def _list() -> None:
    from .question import questions

    for listed in questions():
        click.echo(f"{listed.name:18} {listed.title}")
        for p in listed.parameters:
            click.echo(f"{'':18}   --{p.name}{' (optional)' if p.optional else ''}  {p.description}")


def _graphs(name: str, folder: Path | None, endpoint: str | None, auth: str | None, timeout: float) -> "Graphs":
    """The store that is asked."""
    if endpoint is not None and folder is not None:
        raise QuestionError("a store is in a folder or on the network: give --store or --endpoint, not both")
    if endpoint is not None:
        from .endpoint import Endpoint

        asked = Endpoint(endpoint, auth, timeout)
        asked.meet()
        return asked
    if folder is None:
        raise QuestionError(f"{name} is asked of a store; name its folder: --store FOLDER")
    from .store import open_store

    return open_store(folder)


def _tell_rest(given: "Answer", part: "Part") -> None:
    """Say on standard error how many rows there are besides those that were told."""
    if given.total is not None:
        behind = max(0, given.total - part.offset - len(given.rows))
        then = f"; the next: --offset {part.offset + len(given.rows)}" if behind and given.rows else ""
        click.echo(f"{len(given.rows)} of {given.total} rows, {behind} more{then}", err=True)
