"""Entity: every IRI of the graph leads somewhere, in a form that who asks can read."""

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from mandategraph import iri, symbol
from mandategraph.errors import SymbolError
from mandategraph.page.site import Site

from . import resource, view
from .desk import below, desk_of, path_of
from .negotiation import GRAPHS, preferred
from .protocol import RefusedError
from .resource import PAGE, TEXT, divided
from .response import redirect, refusal, response

_TYPES: Mapping[str, str] = {PAGE: "text/html", **{ending: form.media_type for ending, form in GRAPHS.items()}}
NOT_FOUND = 404
_UNESCAPED = "/:@!$&'()*+,;=~"


async def entity(request: Request) -> Response:
    """What an address stands for: a form of something, a graph, or a thing about which there are documents."""
    stem, ending = divided(request.path_params["path"])
    try:
        return await (_form(request, stem, ending) if ending else _named(request, stem))
    except RefusedError as error:
        if error.status != NOT_FOUND:
            raise
        return await _elsewhere(request, stem) or await missing(request)


async def _form(request: Request, stem: str, ending: str) -> Response:
    """A form of something that is asked for by its ending."""
    desk = desk_of(request)
    site = Site.at(desk.base, stem)
    if ending == PAGE:
        kept = await desk.made(view.entity, site, stem)
    elif ending == TEXT:
        kept = await desk.made(resource.text, site.iri(stem))
    else:
        kept = await desk.made(resource.data, site.iri(stem), ending)
    return response(request, kept, headers=_links(request, site, stem))


async def _named(request: Request, path: str) -> Response:
    """A thing leads to the document about it that is preferred; a graph is a document itself."""
    desk = desk_of(request)
    site = Site(desk.base)
    is_graph = await desk.workers.do(resource.is_graph, site.iri(path))
    chosen = preferred(request.headers.get("accept", ""), tuple(_TYPES.values()))
    if chosen is None:
        return refusal(
            406, f"There is {', '.join(_TYPES.values())}.", {**_links(request, site, path), "Vary": "Accept"}
        )
    ending = next(ending for ending, media_type in _TYPES.items() if media_type == chosen)
    address = _address(request, path, ending)
    if not is_graph or ending == PAGE:
        return redirect(address, vary=["Accept"], headers=_links(request, site, path))
    kept = await desk.made(resource.data, site.iri(path), ending)
    headers = {**_links(request, site, path), "Content-Location": address}
    return response(request, kept, vary=["Accept"], headers=headers)


async def _elsewhere(request: Request, path: str) -> Response | None:
    """A document under another spelling of its symbol: in small letters, with a slash too many."""
    desk = desk_of(request)
    try:
        other = iri.document("", symbol.symbol(path.strip("/").upper()))
        await desk.workers.do(resource.is_graph, desk.base + other)
    except (SymbolError, RefusedError):
        return None
    return redirect(below(request, quote(other, _UNESCAPED)), 308) if other != path else None


async def missing(request: Request) -> Response:
    """Nothing is known of it: a page for people, a line for programs."""
    path = path_of(request)
    if preferred(request.headers.get("accept", ""), ("text/plain", "text/html")) != "text/html":
        return refusal(NOT_FOUND, f"The store says nothing of {path}.")
    desk = desk_of(request)
    kept = await desk.made(view.missing, Site.at(desk.base, path), path)
    return response(request, kept, status=NOT_FOUND)


def _address(request: Request, path: str, ending: str) -> str:
    return below(request, f"{quote(path, _UNESCAPED)}.{ending}")


def _links(request: Request, site: Site, path: str) -> dict[str, str]:
    """Where the other forms are, and what all of them are about (RFC 8288)."""
    forms = (f'<{_address(request, path, ending)}>; rel="alternate"; type="{name}"' for ending, name in _TYPES.items())
    return {"Link": ", ".join((f'<{quote(site.iri(path), _UNESCAPED + "#")}>; rel="describes"', *forms))}
