"""How long it takes to read resolutions and to describe them in triples: time of one core, whatever else it does.

usage: python bench/reading.py FOLDER [--times N]
"""

import argparse
import gc
import time
from datetime import UTC, datetime
from pathlib import Path

from mandategraph import home
from mandategraph.errors import SourceError
from mandategraph.knowledge import load
from mandategraph.reading import read
from mandategraph.source import from_file, paths
from mandategraph.triples import describe


def main() -> None:
    """Read every file of a folder N times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1)
    args = parser.parse_args()
    start = time.process_time()
    knowledge = load(home.KNOWLEDGE)
    gc.freeze()  # as the command does
    print(f"knowledge loaded in {time.process_time() - start:.2f} s")
    sources = [from_file(path) for path in paths([args.folder])]
    reading = describing = 0.0
    characters = triples = failed = 0
    for _ in range(args.times):
        for source in sources:
            start = time.process_time()
            try:
                found = read(source, knowledge)
            except SourceError:
                failed += 1
                continue
            between = time.process_time()
            triples += sum(1 for _ in describe(found, at=datetime.now(UTC)))
            describing += time.process_time() - between
            reading += between - start
            characters += len(found.structure.document.raw)
    count = len(sources) * args.times - failed
    print(f"{count} documents of {characters / count / 1000:.0f} thousand characters, {failed} failed")
    print(f"{reading / characters * 20_000 * 1000:.1f} ms to read 20,000 characters")
    print(f"{count / reading:.0f} a second read, {count / describing:.0f} a second described")
    print(f"{triples // count} triples each")


if __name__ == "__main__":
    main()
