"""How many of the names that look like those of bodies are linked to an actor, and which are not, most frequent first.

usage: python bench/actors.py FOLDER [--show N] [--sample N] [--seed N]

A name looks like that of a body where its head is one of the ``bodies`` of parties.toml with a capital; one that lies
in the name of an instrument is not counted. ``--sample`` prints links at random with their context, to be judged by a
person; the same ``--seed`` draws the same.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mandategraph import home
from mandategraph.doubt import unknown_heads
from mandategraph.errors import SourceError
from mandategraph.knowledge import Knowledge, load
from mandategraph.reading import Reading, read
from mandategraph.source import from_file, paths


def main() -> None:
    """Read every document of a folder; print the share that is linked and what is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    knowledge = load(home.KNOWLEDGE)
    names = missed = 0
    unlinked: Counter[str] = Counter()
    links: list[str] = []
    for path in paths([args.folder]):
        try:
            reading = read(from_file(path), knowledge)
        except SourceError:
            continue
        linked = [link.span for link in reading.links.links]
        instruments = [instrument.span for instrument in reading.instruments]
        found = list(_unknown(reading, knowledge, [*linked, *instruments]))
        unlinked.update(found)
        missed += len(found)
        names += len(list(_unknown(reading, knowledge, []))) - _inside(reading, knowledge, linked, instruments)
        links.extend(_in_context(reading) if args.sample else ())
    print(f"{names} names of bodies, {names - missed} linked: {(names - missed) / names:.1%}")
    for name, times in unlinked.most_common(args.show):
        print(f"{times:5}  {name}")
    for link in random.Random(args.seed).sample(links, args.sample):
        print(link)


def _unknown(reading: Reading, knowledge: Knowledge, known: list) -> Iterator[str]:
    document = reading.structure.document
    for _, head in unknown_heads(reading.structure, knowledge.bodies, known):
        yield document.words(knowledge.bodies.around(document.text, head))


def _inside(reading: Reading, knowledge: Knowledge, linked: list, instruments: list) -> int:
    """How many names lie in the name of an instrument and in no link."""
    outside = sum(1 for _ in _unknown(reading, knowledge, [*linked, *instruments]))
    return sum(1 for _ in _unknown(reading, knowledge, linked)) - outside


def _in_context(reading: Reading) -> Iterator[str]:
    text = reading.structure.document.text
    for link in reading.links.links:
        start, end = link.span.start, link.span.end
        words = f"{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 50]}".replace("\n", " ")
        yield f"{reading.symbol} {link.paragraph}  {link.actor.id} ({link.rule})\n    {words}"


if __name__ == "__main__":
    main()
