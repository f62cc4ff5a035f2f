"""Worker: processes that hold a store open and do one job each at a time, and that are killed when one takes too long.

A query that has begun cannot be stopped from within its process, so it has one of its own.
"""

import asyncio
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

import pyoxigraph as ox
from pebble import ProcessPool

from mandategraph import store

_P = ParamSpec("_P")
_T = TypeVar("_T")


class BusyError(Exception):
    """More is asked at once than can wait."""


class Workers:
    """A number of processes with a store each. ``seconds`` is the time that a job may take.

    Of a store that is written to there is one worker, since only one process may hold it open. ``waiting`` jobs may
    wait for one to become free.
    """

    def __init__(self, folder: Path, number: int, *, seconds: float, waiting: int, writing: bool = False) -> None:
        self._pool = ProcessPool(
            1 if writing else number,
            initializer=_open,
            initargs=[folder, writing],
            context=get_context("spawn"),
        )
        self._seconds = seconds
        self._most = waiting + number
        self._asked = 0

    async def do(self, job: Callable[Concatenate[ox.Store, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What a job makes of the store. ``TimeoutError`` if it takes too long, ``BusyError`` if too many wait."""
        return await self.within(self._seconds, job, *args, **kwargs)

    async def within(
        self, seconds: float, job: Callable[Concatenate[ox.Store, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """The same for a job that may take another time."""
        if self._asked >= self._most:
            raise BusyError
        self._asked += 1
        try:
            future = self._pool.schedule(_do, args=[job, *args], kwargs=kwargs, timeout=seconds)
            return cast("_T", await asyncio.wrap_future(future))
        finally:
            self._asked -= 1

    def close(self) -> None:
        """End all, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


_held: list[ox.Store] = []


def _open(folder: Path, writing: bool) -> None:
    """In a worker, once: open the store."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # so that the end comes at once, also in the middle of a query
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    _held.append(store.open_for_writing(folder) if writing else store.open_store(folder))


def _do(job: Callable[..., _T], *args: object, **kwargs: object) -> _T:
    return job(_held[0], *args, **kwargs)
