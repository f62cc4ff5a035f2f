"""Desk: where requests come in and answers go out; it keeps what was made lately, and has the rest made by workers."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec

import pyoxigraph as ox
from starlette.requests import Request

from mandategraph import search, store
from mandategraph.errors import StoreError

from . import about
from .protocol import Representation
from .response import Cache, Kept
from .worker import Workers

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    ``folder`` holds it; in the file ``index`` words are searched. ``seconds`` an answer may take, ``largest`` bytes it
    may have, and ``memory`` bytes the process that works it out (0: as many as there are); ``number`` answers are
    worked out at once, and ``waiting`` more may wait. Who tells the ``token`` may update; nobody may without one.
    ``outside``: queries may call for other servers. ``kept``: bytes of answers that are kept.
    """

    folder: Path
    index: Path
    number: int = 2
    seconds: float = 30
    largest: int = 100_000_000
    waiting: int = 200
    memory: int = 2_000_000_000
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
        self.base = self._seen()
        self.workers = Workers(
            settings.folder,
            settings.number,
            seconds=settings.seconds,
            waiting=settings.waiting,
            memory=settings.memory,
            writing=settings.token is not None,
        )
        self._cache = Cache(settings.kept)
        self._making: dict[Hashable, _Making] = {}
        self._manual = Path(tempfile.mkdtemp(prefix="mandategraph-"))
        self._composing = asyncio.Lock()

    async def made(
        self, job: Callable[Concatenate[ox.Store, _P], Representation], *args: _P.args, **kwargs: _P.kwargs
    ) -> Kept:
        """What a job makes of the store, made now or kept from before; once for all who ask for it meanwhile.

        ``TimeoutError`` if it takes too long, ``BusyError`` if too many wait, ``LostError`` if its process died,
        ``RefusedError`` as the job says.
        """
        key = (job, args, tuple(sorted(kwargs.items())))
        kept = self._cache.of(key)
        if kept is not None:
            return kept
        if key not in self._making:
            self._making[key] = _Making(asyncio.ensure_future(self._make(key, self.workers.do(job, *args, **kwargs))))
        making = self._making[key]
        making.waiting += 1
        try:
            return await asyncio.shield(making.task)
        finally:
            making.waiting -= 1
            if not making.waiting:
                making.task.cancel()
                if self._making.get(key) is making:
                    del self._making[key]

    async def _make(self, key: Hashable, work: Awaitable[Representation]) -> Kept:
        of = self._making
        kept = Kept(await work)
        if self._making is of:
            self._cache.put(key, kept)
        return kept

    async def manual(self) -> Path:
        """The folder with the pages of the ontology, which are made when somebody first asks for them."""
        async with self._composing:
            if not any(self._manual.iterdir()):
                await self.workers.within(_FOR_THE_MANUAL, about.manual, self._manual)
        return self._manual

    def close(self) -> None:
        """End the workers, and drop what was made."""
        self.workers.close()
        shutil.rmtree(self._manual, ignore_errors=True)

    def forget(self) -> None:
        """The store has changed: nothing that was made before holds, nor what is being made."""
        self._cache.clear()
        self._making = {}

    async def watch(self) -> None:
        """See to it, for ever, that answers come from what the folder holds: it may be built into, or replaced.

        A change is taken over when a second has passed without another.
        """
        held = before = store.stamp(self.settings.folder)
        while True:
            await asyncio.sleep(1)
            now = store.stamp(self.settings.folder)
            if now == before and now != held:
                held = now
                await self._take_over()
            before = now

    async def _take_over(self) -> None:
        try:
            self.base = await asyncio.to_thread(self._seen)
        except StoreError as error:  # not finished, or gone: the workers go on with what they have
            sys.stderr.write(f"mandategraph: {error}\n")
            return
        self.workers.reopen()
        self.forget()

    def _seen(self) -> str:
        """The base of the store in the folder, whose words can be searched from then on."""
        graphs = store.open_store(self.settings.folder)
        search.refresh(graphs, self.settings.index)
        return store.base_of(graphs)


@dataclass
class _Making:
    """What is being made, and how many wait for it."""

    task: asyncio.Task[Kept]
    waiting: int = 0


def desk_of(request: Request) -> Desk:
    """The desk to which a request came."""
    desk: Desk = request.app.state.desk
    return desk


def site_of(request: Request) -> str:
    """The address of the first page, as those know it who ask: with a slash at its end."""
    return str(request.base_url)


def path_of(request: Request) -> str:
    """The path that is asked for, below the first page."""
    return request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")


def below(request: Request, path: str) -> str:
    """The address of a path below the first page, for those who asked."""
    return f"{request.scope.get('root_path', '')}/{path}"
