"""Worker: processes that hold a store open and do one job each at a time, and that are killed when one takes too long.

A query that has begun cannot be stopped from within its process, so it has one of its own. Each process has a pool of
its own too, which is replaced with it: in one pool of many, a process that dies while it waits takes the others along.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Concatenate, ParamSpec, TypeVar, cast

import pyoxigraph as ox
from pebble import ProcessExpired, ProcessPool

from mandategraph import store
from mandategraph.errors import StoreError

_P = ParamSpec("_P")
_T = TypeVar("_T")


class BusyError(Exception):
    """More is asked at once than can wait."""


class LostError(Exception):
    """The process that did a job died of it: it wanted too much memory, or somebody killed it."""


class Workers:
    """A number of processes with a store each. ``seconds`` is the time that a job may take.

    Of a store that is written to there is one worker, since only one process may hold it open. ``waiting`` jobs may
    wait for one to become free. ``memory`` bytes may be had by each at most; 0 if as many as there are.
    """

    def __init__(
        self, folder: Path, number: int, *, seconds: float, waiting: int, memory: int = 0, writing: bool = False
    ) -> None:
        self._opening = (folder, memory, writing)
        self._pools = [self._pool() for _ in range(1 if writing else number)]
        self._free: asyncio.Queue[ProcessPool] = asyncio.Queue()
        for pool in self._pools:
            self._free.put_nowait(pool)
        self._seconds = seconds
        self._most = waiting + number
        self._asked = 0
        self._edition = 0
        self._closed = False

    async def do(self, job: Callable[Concatenate[ox.Store, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What a job makes of the store. When the caller is cancelled the job is ended.

        ``TimeoutError`` if it takes too long, ``BusyError`` if too many wait, ``LostError`` if its process died.
        """
        return await self.within(self._seconds, job, *args, **kwargs)

    async def within(
        self, seconds: float, job: Callable[Concatenate[ox.Store, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """The same of a job that may take another time."""
        if self._asked >= self._most:
            raise BusyError
        self._asked += 1
        try:
            pool = await self._free.get()
            try:
                return cast("_T", await self._schedule(pool, seconds, job, *args, **kwargs))
            except BrokenProcessPool:  # it had died before it could begin
                pool = self._replaced(pool)
                return cast("_T", await self._schedule(pool, seconds, job, *args, **kwargs))
            except (TimeoutError, ProcessExpired, asyncio.CancelledError):
                pool = self._replaced(pool)
                raise
            finally:
                self._free.put_nowait(pool)
        except (ProcessExpired, BrokenProcessPool) as error:
            raise LostError from error
        finally:
            self._asked -= 1

    async def start(self) -> None:
        """Have all of them ready before anybody asks."""
        await asyncio.gather(*(self._schedule(pool, self._seconds, _nothing) for pool in self._pools))

    def reopen(self) -> None:
        """The folder holds another store, or more: each opens it again before its next job."""
        self._edition += 1

    def close(self) -> None:
        """End all, whatever they do."""
        self._closed = True
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]
        for pool in self._pools:
            pool.join()

    def _schedule(
        self, pool: ProcessPool, seconds: float, job: Callable[..., _T], *args: object, **kwargs: object
    ) -> asyncio.Future[_T]:
        if not pool.active:
            raise BrokenProcessPool
        return asyncio.wrap_future(pool.schedule(_do, args=[self._edition, job, *args], kwargs=kwargs, timeout=seconds))

    def _pool(self) -> ProcessPool:
        return ProcessPool(1, initializer=_open, initargs=self._opening, context=get_context("spawn"))

    def _replaced(self, pool: ProcessPool) -> ProcessPool:
        """Another one in its place; the old one is ended meanwhile."""
        other = self._pools[self._pools.index(pool)] = self._pool()
        Thread(target=self._exchange, args=(pool, other)).start()
        return other

    def _exchange(self, old: ProcessPool, new: ProcessPool) -> None:
        """End one, and begin the other, which would otherwise wait for something to do."""
        old.stop()  # type: ignore[no-untyped-call]
        old.join()
        if not self._closed:
            new.schedule(_do, args=[0, _nothing])


class _Holding:
    """What a worker holds."""

    graphs: ox.Store
    opening: tuple[Path, int, bool]
    edition = 0


def _open(folder: Path, memory: int, writing: bool) -> None:
    """In a worker, once: open the store."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # so that the end comes at once, also in the middle of a query
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if memory and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    _Holding.opening = (folder, memory, writing)
    _Holding.graphs = store.open_for_writing(folder) if writing else store.open_store(folder)


def _end_with(server: int) -> None:
    """Nobody is left behind by a server that was killed."""
    while os.getppid() == server:
        time.sleep(1)
    os._exit(1)


def _nothing(_: ox.Store) -> None:
    """A job that only shows that a worker is there."""


def _do(edition: int, job: Callable[..., _T], *args: object, **kwargs: object) -> _T:
    if edition != _Holding.edition:
        _reopen(edition)
    return job(_Holding.graphs, *args, **kwargs)


def _reopen(edition: int) -> None:
    """Open the store again; what was held stays if there is no whole one."""
    folder, _, writing = _Holding.opening
    if not writing:
        try:
            _Holding.graphs = store.open_store(folder)
        except StoreError as error:
            sys.stderr.write(f"mandategraph: {error}\n")
            return
    _Holding.edition = edition
