"""Application: which address is answered by what.

One process keeps what was made lately and answers from it; whatever needs the store is done by workers, which can be
killed. Addresses of pages and data are those of the graph's IRIs under another server.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mandategraph.errors import QuestionError

from . import endpoint, place
from .desk import Desk, Settings, desk_of
from .entity import entity
from .presence import Presence
from .protocol import RefusedError
from .response import refusal
from .worker import BusyError, LostError


def application(settings: Settings) -> Starlette:
    """A store as a web application. ``StoreError`` if there is none in the folder."""
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.desk = desk
        watching = None if settings.token else asyncio.create_task(desk.watch())
        try:
            await desk.workers.start()
            yield
        finally:
            if watching:
                watching.cancel()
            desk.close()

    routes = [
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/update", endpoint.update, methods=["POST"]),
        Route("/graph-store", endpoint.graph_store, methods=["GET"]),
        Route("/ontology", place.ontology),
        Route("/ontology/{path:path}", place.manual),
        *(Route(path, handler) for path, handler in place.PLACES.items()),
        Route("/assets/{path:path}", place.asset),
        Route("/{path:path}", entity, name="entity"),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(Presence),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["Accept", "Authorization", "Content-Type"],
                expose_headers=["Link", "ETag", "Content-Location", "Location"],
            ),
        ],
        exception_handlers={
            RefusedError: _refused,
            QuestionError: _misasked,
            BusyError: _busy,
            TimeoutError: _late,
            LostError: _lost,
            HTTPException: _failed,
        },
    )


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)  # noqa: S101 - Starlette hands over what it was told
    return refusal(error.status, error.sentence, {"WWW-Authenticate": "Bearer"} if error.status == 401 else None)


async def _misasked(_: Request, error: Exception) -> Response:
    return refusal(400, f"{error}.")


async def _busy(_: Request, __: Exception) -> Response:
    return refusal(503, "More is asked here than can be answered at once; ask again in a moment.", {"Retry-After": "2"})


async def _late(request: Request, _: Exception) -> Response:
    seconds = desk_of(request).settings.seconds
    return refusal(503, f"This took longer than {seconds:g} seconds and was stopped; ask for less, or load the dump.")


async def _lost(_: Request, __: Exception) -> Response:
    return refusal(503, "The process that worked on this ended, it may have wanted too much memory; ask for less.")


async def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    return refusal(error.status_code, error.detail, error.headers)
