"""Desk: where requests come in and answers go out; it keeps what was made lately, and has the rest made by workers."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec

import pyoxigraph as ox
from starlette.requests import Request

from mandategraph import iri, store

from . import about
from .protocol import Representation
from .response import Cache, Kept
from .worker import Workers

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    ``folder`` holds it; in the file ``index`` words are searched. ``seconds`` an answer may take, ``largest`` bytes it
    may have; ``number`` answers are worked out at once, and ``waiting`` more may wait. Who tells the ``token`` may
    update; nobody may without one. ``outside``: queries may call for other servers. ``kept``: bytes of answers that are
    kept.
    """

    folder: Path
    index: Path
    number: int = 2
    seconds: float = 30
    largest: int = 100_000_000
    waiting: int = 200
    token: str | None = None
    outside: bool = False
    kept: int = 200_000_000


#: Seconds that the pages of the ontology may take: there are some hundred of them.
_FOR_THE_MANUAL = 120


class Desk:
    """The workers of a store, and what they made lately. ``base`` begins the IRIs of the store.

    ``StoreError`` if there is no store in the folder.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.base = store.base_of(store.open_store(settings.folder)) or iri.BASE
        self.workers = Workers(
            settings.folder,
            settings.number,
            seconds=settings.seconds,
            waiting=settings.waiting,
            writing=settings.token is not None,
        )
        self._cache = Cache(settings.kept)
        self._manual = Path(tempfile.mkdtemp(prefix="mandategraph-"))
        self._making = asyncio.Lock()

    async def made(
        self, job: Callable[Concatenate[ox.Store, _P], Representation], *args: _P.args, **kwargs: _P.kwargs
    ) -> Kept:
        """What a job makes of the store, made now or kept from before.

        ``TimeoutError`` if it takes too long, ``BusyError`` if too many wait, ``RefusedError`` as the job says.
        """
        key = (job, args, tuple(sorted(kwargs.items())))
        kept = self._cache.of(key)
        if kept is None:
            kept = Kept(await self.workers.do(job, *args, **kwargs))
            self._cache.put(key, kept)
        return kept

    async def manual(self) -> Path:
        """The folder with the pages of the ontology, which are made when somebody first asks for them."""
        async with self._making:
            if not any(self._manual.iterdir()):
                await self.workers.within(_FOR_THE_MANUAL, about.manual, self._manual)
        return self._manual

    def close(self) -> None:
        """End the workers, and drop what was made."""
        self.workers.close()
        shutil.rmtree(self._manual, ignore_errors=True)

    def forget(self) -> None:
        """The store has changed: nothing that was made before holds."""
        self._cache.clear()


def desk_of(request: Request) -> Desk:
    """The desk to which a request came."""
    desk: Desk = request.app.state.desk
    return desk


def site_of(request: Request) -> str:
    """The address of the first page, as those know it who ask: with a slash at its end."""
    return str(request.base_url)
