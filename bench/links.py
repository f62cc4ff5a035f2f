"""Citations against the links of AKN4UN XML: resolutions of the General Assembly and the Security Council in both.

Links drop the letters of parts, so they are dropped here. A number printed without a link says nothing against either.

usage: python bench/links.py FOLDER
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from mandategraph import home
from mandategraph.errors import SourceError
from mandategraph.knowledge import load
from mandategraph.reading import read
from mandategraph.source import from_file, paths

_RESOLUTION = re.compile(r"(A/RES/(?:E?S-)?\d+(?:/\d+|\((?:E?S-)?[IVXLC]+\))|S/RES/\d+)", re.IGNORECASE)


def main() -> None:
    """Compare what is linked and what is read in every XML file of a folder, and print both and their F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    knowledge = load(home.KNOWLEDGE)
    agreed = linked = found = documents = alike = 0
    for path in paths([parser.parse_args().folder]):
        source = from_file(path)
        try:
            reading = read(source, knowledge)
        except SourceError:
            continue
        links = {}
        for link in etree.fromstring(source.body).iter("{*}a"):
            for name in _resolutions([unquote(link.get("href", ""))]):
                links.setdefault("".join("".join(link.itertext()).split()), set()).add(name)
        hrefs = set().union(*links.values()) - _resolutions([reading.symbol])
        cited = _resolutions(one.symbol for one in reading.citations)
        unlinked = {one for one in cited - hrefs if not any(_number(one) in words for words in links)}
        if hrefs:
            documents += 1
            alike += cited - unlinked == hrefs
            linked, found, agreed = linked + len(hrefs), found + len(cited - unlinked), agreed + len(cited & hrefs)
    precision, recall = agreed / found, agreed / linked
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{documents} documents with {linked} resolutions linked; the same set is read in {alike}")
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def _resolutions(symbols: Iterable[str]) -> set[str]:
    found = (_RESOLUTION.search("".join(words.split())) for words in symbols)
    return {one[1].upper() for one in found if one}


def _number(symbol: str) -> str:
    """How a symbol is printed behind "resolution", without its year."""
    return symbol.split("/", 2)[2]


if __name__ == "__main__":
    main()
