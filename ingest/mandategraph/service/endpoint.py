"""Endpoint: SPARQL 1.1 Protocol, and the reading part of the Graph Store HTTP Protocol, in HTTP."""

import hmac
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from . import protocol, view
from .about import service_description
from .desk import Desk, below, desk_of, site_of
from .negotiation import GRAPHS, preferred
from .protocol import Dataset, RefusedError
from .response import redirect, refusal, response

_Parameters = Sequence[tuple[str, str]]
_FORM = "application/x-www-form-urlencoded"
#: Larger requests are refused: nobody writes such a query.
_LARGEST_REQUEST = 10_000_000


async def sparql(request: Request) -> Response:
    """Queries; without one the editor for people and the service description for machines."""
    desk = desk_of(request)
    parameters = await _parameters(request, "query", "application/sparql-query")
    words = _single(parameters, "query")
    accept = request.headers.get("accept", "")
    if words is not None:
        kept = await desk.made(
            protocol.query,
            words,
            _dataset(parameters, ""),
            accept,
            desk.settings.largest,
            base=desk.base,
            outside=desk.settings.outside,
        )
    elif request.method == "POST" or any(key == "update" for key, _ in parameters):
        raise RefusedError(400, "The request holds no query; updates are sent to /update.")
    elif preferred(accept, (*(form.media_type for form in GRAPHS.values()), "text/html")) == "text/html":
        return redirect(below(request, "editor.html"), vary=["Accept"])
    else:
        kept = await desk.made(service_description, site_of(request), accept, updates=desk.settings.token is not None)
    return response(request, kept, vary=["Accept"])


async def update(request: Request) -> Response:
    """Updates, from those who know the token."""
    desk = desk_of(request)
    _admit(request, desk)
    parameters = await _parameters(request, "update", "application/sparql-update")
    words = _single(parameters, "update")
    if words is None:
        raise RefusedError(400, "The request holds no update.")
    dataset = _dataset(parameters, "using-")
    await desk.workers.do(protocol.update, words, dataset, base=desk.base, outside=desk.settings.outside)
    await desk.workers.do(view.forget)
    desk.forget()
    return Response(status_code=204)


def _admit(request: Request, desk: Desk) -> None:
    token = desk.settings.token
    if token is None:
        raise RefusedError(403, "This store is only read; who serves it allows updates with --update.")
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(told.strip().encode(), token.encode()):
        raise RefusedError(401, "Updates need the token: Authorization: Bearer TOKEN.")


async def graph_store(request: Request) -> Response:
    """Whole graphs."""
    told = request.query_params.multi_items()
    names = [value for key, value in told if key == "graph"]
    default = any(key == "default" for key, _ in told)
    if len(names) + default != 1:
        return refusal(400, "Name one graph: ?graph=IRI or ?default.")
    accept = request.headers.get("accept", "")
    kept = await desk_of(request).made(protocol.graph, names[0] if names else None, accept)
    return response(request, kept, vary=["Accept"])


async def _parameters(request: Request, name: str, direct: str) -> _Parameters:
    """What a request tells: in its address, in a form, or in its body directly (SPARQL 1.1 Protocol, 2.1 and 2.2)."""
    told = request.query_params.multi_items()
    if request.method in ("GET", "HEAD"):
        return told
    media_type, _, rest = request.headers.get("content-type", "").partition(";")
    body = await _body(request)
    if media_type.strip().lower() == direct:
        if "charset" in rest.lower() and "utf-8" not in rest.lower():
            raise RefusedError(415, "The body must be in UTF-8.")
        return [*((key, value) for key, value in told if key != name), (name, _decoded(body))]
    if media_type.strip().lower() == _FORM:
        if any(key == name for key, _ in told):
            raise RefusedError(400, f"The {name} stands in the body, not in the address too.")
        try:
            return [
                *told,
                *parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000),
            ]
        except ValueError as error:
            raise RefusedError(400, f"The body is no form in UTF-8: {error}.") from error
    raise RefusedError(415, f"Send the {name} as {direct} or as {_FORM}.")


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_REQUEST:
            raise RefusedError(413, f"The request is larger than {_LARGEST_REQUEST:,} bytes.")
    return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"The body is not in UTF-8: {error.reason} at byte {error.start}.") from error


def _single(parameters: _Parameters, name: str) -> str | None:
    found = [value for key, value in parameters if key == name]
    if len(found) > 1:
        raise RefusedError(400, f"The request tells more than one {name}.")
    return found[0] if found else None


def _dataset(parameters: _Parameters, prefix: str) -> Dataset:
    default = f"{prefix}graph-uri" if prefix else "default-graph-uri"
    named = f"{prefix}named-graph-uri"
    return Dataset(
        tuple(value for key, value in parameters if key == default),
        tuple(value for key, value in parameters if key == named),
    )
