"""How long it takes to conclude what follows from resolutions, beside reading them: time of one core.

What follows from each document alone is concluded one by one, what follows from all together in the end.

usage: python bench/inference.py FOLDER [--first N]
"""

import argparse
import gc
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from mandategraph import home, inference, iri
from mandategraph.errors import SourceError
from mandategraph.knowledge import load
from mandategraph.reading import read
from mandategraph.source import from_file, paths
from mandategraph.triples import describe


def main() -> None:
    """Read the files of a folder, describe them, and conclude what follows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, help="only so many files")
    args = parser.parse_args()
    knowledge, rules = load(home.KNOWLEDGE), inference.load()
    gc.freeze()  # as the command does
    store = ox.Store()
    reading = describing = concluding = 0.0
    documents = said = concluded = 0
    for path in islice(paths([args.folder]), args.first):
        start = time.process_time()
        try:
            found = read(from_file(path), knowledge)
        except SourceError:
            continue
        is_read = time.process_time()
        quads = tuple(describe(found, at=datetime.now(UTC)))
        is_described = time.process_time()
        graph = iri.graph(iri.document(iri.BASE, found.symbol), found.language)
        followed = tuple(inference.follows(quads, graph, rules))
        is_concluded = time.process_time()
        reading += is_read - start
        describing += is_described - is_read
        concluding += is_concluded - is_described
        documents += 1
        said += len(quads)
        concluded += len(followed)
        store.extend((*quads, *followed))
    start = time.process_time()
    across = tuple(inference.follows_across(store, iri.BASE, rules))
    together = time.process_time() - start
    print(f"{documents} documents, {said // documents} statements each")
    print(f"{1000 * reading / documents:.1f} ms to read one, {1000 * describing / documents:.1f} ms to describe it")
    print(
        f"{1000 * concluding / documents:.1f} ms to conclude what follows from it: {concluded // documents} statements"
    )
    print(f"{1000 * together:.0f} ms to conclude what follows from all together: {len(across)} statements")


if __name__ == "__main__":
    main()
