"""Work: many jobs done by several workers, told in the order in which they were given.

>>> with workers(1) as pool:
...     list(in_order(pool, len, ["one", "three"], ahead=1))
[('one', 3), ('three', 5)]
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Given = TypeVar("_Given")


def in_order(
    pool: Executor, job: Callable[[_Given], _T], given: Iterable[_Given], ahead: int
) -> Iterator[tuple[_Given, _T]]:
    """What was given, each with what came of it. Never more than ``ahead`` results wait, so that memory stays flat."""
    waiting: deque[tuple[_Given, Future[_T]]] = deque()
    for one in given:
        waiting.append((one, pool.submit(job, one)))
        if len(waiting) > ahead:
            first, done = waiting.popleft()
            yield first, done.result()
    for one, done in waiting:
        yield one, done.result()


def workers(number: int) -> Executor:
    """So many processes; for a single worker this one, which saves starting another."""
    return ProcessPoolExecutor(number, mp_context=get_context("spawn")) if number > 1 else _Here()


class _Here(Executor):
    """Does the work in this process, at once."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        done: Future[_T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done
