"""How long it takes to read resolutions and to describe them in triples: time of one core, whatever else it does.

usage: python bench/reading.py FOLDER [--times N]

Every text is read as one that was never read before, by a program that is warm: in one process every second text is
read first, and then the time is taken of the others, each read once; in another process it is the other way round. With
--times this is done N times, in processes of their own, and the fastest is told: nothing is kept of a text from one
time to the next.
"""

import argparse
import gc
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from mandategraph import home
from mandategraph.errors import SourceError
from mandategraph.knowledge import Knowledge, load
from mandategraph.reading import read
from mandategraph.source import Source, from_file, paths
from mandategraph.triples import describe


class Measured(NamedTuple):
    """Seconds that were taken, and what was read and described in them."""

    loading: float = 0.0
    reading: float = 0.0
    describing: float = 0.0
    documents: int = 0
    characters: int = 0
    triples: int = 0
    failed: int = 0


def measured(first: Sequence[Source], then: Sequence[Source]) -> Measured:
    """What reading and describing some documents takes, once others have been read."""
    start = time.process_time()
    knowledge = load(home.KNOWLEDGE)
    loading = time.process_time() - start
    gc.freeze()  # as the command does
    for source in first:
        _timed(source, knowledge)
    return Measured(loading, *map(sum, zip(*(_timed(source, knowledge) for source in then), strict=True)))


def _timed(source: Source, knowledge: Knowledge) -> tuple[float, float, int, int, int, int]:
    start = time.process_time()
    try:
        found = read(source, knowledge)
    except SourceError:
        return 0.0, 0.0, 0, 0, 0, 1
    between = time.process_time()
    triples = sum(1 for _ in describe(found, at=datetime.now(UTC)))
    end = time.process_time()
    return between - start, end - between, 1, len(found.structure.document.raw), triples, 0


def main() -> None:
    """Read every file of a folder, and do so N times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1)
    args = parser.parse_args()
    sources = [from_file(path) for path in paths([args.folder])]
    halves = sources[::2], sources[1::2]
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        runs = [
            [processes.submit(measured, *order) for order in (halves, halves[::-1])]  # one after the other
            for _ in range(args.times)
        ]
        told = [Measured(*map(sum, zip(*(half.result() for half in run), strict=True))) for run in runs]
    best = min(told, key=lambda one: one.reading)
    print(f"knowledge loaded in {best.loading / 2:.2f} s")
    thousands = best.characters / best.documents / 1000
    print(f"{best.documents} documents of {thousands:.0f} thousand characters, {best.failed} failed")
    print(f"{best.reading / best.characters * 20_000 * 1000:.1f} ms to read 20,000 characters")
    print(
        f"{best.documents / best.reading:.0f} a second read, {best.documents / best.describing:.0f} a second described"
    )
    print(f"{best.triples // best.documents} triples each")


if __name__ == "__main__":
    main()
