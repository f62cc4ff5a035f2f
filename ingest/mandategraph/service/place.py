"""Place: what has an address of its own beside the IRIs of the graph: lists, search, questions, descriptions."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from mimetypes import guess_type

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from mandategraph.answer import FORMS, Part
from mandategraph.page import ASSETS, Site

from . import about, asking, view
from .desk import below, desk_of, path_of, site_of
from .negotiation import preferred
from .protocol import RefusedError, Representation
from .resource import PAGE
from .response import Kept, redirect, response


def _site(request: Request) -> Site:
    return Site.at(desk_of(request).base, path_of(request))


async def home(request: Request) -> Response:
    """The first page."""
    return response(request, await desk_of(request).made(view.home, _site(request)))


async def search(request: Request) -> Response:
    """What is found for words."""
    desk, told = desk_of(request), request.query_params
    words, kind = told.get("q", "").strip()[:_LONGEST], told.get("kind", "")
    kept = await desk.made(
        view.search, _site(request), desk.settings.index, words, _number(request, "offset") or 0, kind
    )
    return response(request, kept)


#: Nobody looks for more characters.
_LONGEST = 500


async def documents(request: Request) -> Response:
    """The documents of all organs, of one, or of one and a year."""
    told = request.path_params
    kept = await desk_of(request).made(view.documents, _site(request), told.get("organ", ""), told.get("year", ""))
    return response(request, kept)


async def actors(request: Request) -> Response:
    """Whom anything is asked of."""
    return response(request, await desk_of(request).made(view.actors, _site(request)))


async def themes(request: Request) -> Response:
    """What the documents are about."""
    return response(request, await desk_of(request).made(view.themes, _site(request)))


async def editor(request: Request) -> Response:
    """Where people write SPARQL."""
    kept = await desk_of(request).made(view.editor, _site(request), request.query_params.get("query", ""))
    return response(request, kept)


async def questions_page(request: Request) -> Response:
    """All stored questions, to be read."""
    return response(request, await desk_of(request).made(view.questions, _site(request)))


async def questions(request: Request) -> Response:
    """All stored questions as data; people are led to the page."""
    if preferred(request.headers.get("accept", ""), ("application/json", "text/html")) == "text/html":
        return redirect(f"{request.url.path}.{PAGE}", vary=["Accept"])
    return response(request, await desk_of(request).made(asking.listing), vary=["Accept"])


async def question_page(request: Request) -> Response:
    """The form of a question, and its answer."""
    name, told = request.path_params["name"], _told(request)
    kept = await desk_of(request).made(view.question, _site(request), name, told, _number(request, "offset") or 0)
    return response(request, kept)


async def question(request: Request) -> Response:
    """The answer to a question as data, in the form of the ending or of the header; people are led to the page."""
    desk = desk_of(request)
    name, ending, accept = (
        request.path_params["name"],
        request.url.path.rpartition(".")[2],
        request.headers.get("accept", ""),
    )
    types = [FORMS[form].media_type for form in asking.FORMS]
    if ending not in asking.FORMS and preferred(accept, (*types, "text/html")) == "text/html":
        return redirect(f"{request.url.path}.{PAGE}?{request.url.query}", vary=["Accept"])
    empty = next((key for key, words in request.query_params.multi_items() if not words), None)
    if empty is not None:
        raise RefusedError(400, f"The {empty} is empty: say something, or leave it out.")
    kept = await desk.made(
        asking.answer,
        name,
        _told(request),
        ending if ending in asking.FORMS else asking.form_of(accept),
        Part(_number(request, "limit"), _number(request, "offset") or 0),
        desk.settings.largest,
        evidence=request.query_params.get("evidence", "").lower() in ("true", "1", "yes"),
    )
    return response(request, kept, vary=[] if ending in asking.FORMS else ["Accept"])


async def openapi(request: Request) -> Response:
    """The stored questions as OpenAPI."""
    return response(request, await desk_of(request).made(asking.description, site_of(request)))


async def examples(request: Request) -> Response:
    """The stored questions as examples for editors of SPARQL."""
    return response(request, await desk_of(request).made(asking.sparql_examples, site_of(request)))


def _told(request: Request) -> asking.Told:
    pairs = request.query_params.multi_items()
    return tuple(
        sorted({name: words for name, words in pairs if words and name not in ("limit", "offset", "evidence")}.items())
    )


def _number(request: Request, name: str) -> int | None:
    told = request.query_params.get(name)
    if told is None:
        return None
    if not (told.isascii() and told.isdigit()) or len(told) > len("1000000000"):
        raise RefusedError(400, f"The {name} must be a number: {told}.")
    return int(told)


#: The files of the ontology by their media types: the page, and the data.
_ONTOLOGY = {
    "text/html": "index.html",
    "text/turtle": "mandategraph.ttl",
    "application/ld+json": "ontology.jsonld",
    "application/n-triples": "ontology.nt",
    "application/rdf+xml": "ontology.rdf",
}


async def ontology(request: Request) -> Response:
    """The ontology leads to a page or a file of it."""
    chosen = preferred(request.headers.get("accept", ""), tuple(_ONTOLOGY))
    if chosen is None:
        raise RefusedError(406, f"There is {', '.join(_ONTOLOGY)}.")
    return redirect(below(request, f"ontology/{_ONTOLOGY[chosen]}"), vary=["Accept"])


async def manual(request: Request) -> Response:
    """A file of the ontology, or a page about a term of it."""
    folder = await desk_of(request).manual()
    return await StaticFiles(directory=folder, html=True).get_response(request.path_params["path"], request.scope)


async def asset(request: Request) -> Response:
    """A file that pages ask for."""
    kept = _assets().get(request.path_params["path"])
    if kept is None:
        raise RefusedError(404, f"Pages ask for no {request.url.path}.")
    return response(request, kept)


@cache
def _assets() -> Mapping[str, Kept]:
    """All of them, by their names below ``assets``."""
    return {
        file.relative_to(ASSETS).as_posix(): Kept(
            Representation(file.read_bytes(), f"{guess_type(file.name)[0]}; charset=utf-8")
        )
        for file in ASSETS.rglob("*")
        if file.is_file()
    }


async def void(request: Request) -> Response:
    """What is in the dataset, counted."""
    kept = await desk_of(request).made(about.void, site_of(request), request.headers.get("accept", ""))
    return response(request, kept, vary=["Accept"])


async def sitemap(request: Request) -> Response:
    """All pages of documents, for search engines."""
    name = request.url.path.rpartition("/")[2]
    return response(request, await desk_of(request).made(about.sitemap, site_of(request), name))


async def robots(request: Request) -> Response:
    """What search engines may look at: pages, but not every query."""
    return PlainTextResponse(
        f"User-agent: *\nDisallow: /sparql\nDisallow: /graph-store\nSitemap: {site_of(request)}sitemap.xml\n"
    )


#: Addresses, and what answers there.
PLACES: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
    "/": home,
    "/index.html": home,
    "/search.html": search,
    "/documents.html": documents,
    "/documents/{organ}.html": documents,
    "/documents/{organ}/{year}.html": documents,
    "/actors.html": actors,
    "/themes.html": themes,
    "/editor.html": editor,
    "/questions.html": questions_page,
    "/questions": questions,
    "/questions/{name}.html": question_page,
    **{f"/questions/{{name}}.{ending}": question for ending in asking.FORMS},
    "/questions/{name}": question,
    "/openapi.json": openapi,
    "/.well-known/void": void,
    "/.well-known/sparql-examples": examples,
    "/sparql/.well-known/sparql-examples": examples,
    "/sitemap.xml": sitemap,
    "/sitemap-{number:int}.xml": sitemap,
    "/robots.txt": robots,
}
