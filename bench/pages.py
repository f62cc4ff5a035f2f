"""How long the pages of a store take: every document, and the actors of whom most is asked.

    python bench/pages.py STORE

Times are of the processor, for one page after another: the median and the worst, with which page that was.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mandategraph import page, search, store

_FREQUENT = """
PREFIX mg: <https://w3id.org/mandategraph/ontology#>
SELECT ?who (COUNT(*) AS ?times) WHERE { GRAPH ?graph { ?part mg:participant ?who } }
GROUP BY ?who ORDER BY DESC(?times) LIMIT 300
"""
_THEMES = """
PREFIX mg: <https://w3id.org/mandategraph/ontology#>
SELECT DISTINCT ?who WHERE { GRAPH ?graph { ?part mg:theme ?who } }
"""


def main(folder: Path) -> None:
    """Measure and print."""
    graphs = store.open_store(folder)
    start = time.perf_counter()
    held = page.holdings(graphs)
    print(f"{len(held.documents)} documents; all counts in {1000 * (time.perf_counter() - start):.0f} ms")
    site = page.Site(held.base, "../../../")

    def resource(node: str) -> str:
        return page.resource(graphs, site, node, held) or ""

    told("documents", resource, (document.iri for document in held.documents))
    told("actors", resource, (row["who"].value for row in graphs.query(_FREQUENT)))
    told("themes", resource, (row["who"].value for row in graphs.query(_THEMES)))
    fixed: dict[str, Callable[[], str | None]] = {
        "first page": lambda: page.home(graphs, site, held),
        "documents": lambda: page.documents(graphs, site, held=held),
        "actors": lambda: page.actors(graphs, site),
        "themes": lambda: page.themes(graphs, site),
        "questions": lambda: page.questions(site),
    }
    told("first page and lists", lambda name: fixed[name]() or "", fixed)
    with TemporaryDirectory() as scratch:
        index = Path(scratch) / "words.sqlite"
        for occasion in ("made", "looked through again"):
            start = time.perf_counter()
            search.refresh(graphs, index)
            print(f"index of words {occasion} in {time.perf_counter() - start:.1f} s")
        words = ("68/187", "terror", "UNODC", "human rights", "the", "technical assistance", "resolution 1373 (2001)")
        told("searches", lambda asked: page.search(index, site, asked), words)


def told(kind: str, make: Callable[..., str], things: Iterable[object]) -> None:
    """Print how long pages take, and how large they are."""
    took: list[tuple[float, str]] = []
    sizes: list[int] = []
    for thing in things:
        start = time.process_time()
        text = make(thing)
        took.append((1000 * (time.process_time() - start), str(thing)))
        sizes.append(len(text.encode()))
    worst, which = max(took)
    times = [one for one, _ in took]
    print(
        f"{len(took)} {kind}: median {median(times):.0f} ms, worst {worst:.0f} ms ({which}), "
        f"{sum(one > 100 for one in times)} above 100 ms; median {median(sizes) / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
