"""How often the verb with which an operative paragraph opens is the one that its publisher set in italics.

usage: python bench/italics.py FOLDER

FOLDER holds resolutions in AKN4UN, as the United Nations publish them in English. Paragraphs that open with italics are
compared, those whose number and words are found in the reading; a publisher's slip counts as a difference.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from mandategraph import home
from mandategraph.errors import SourceError
from mandategraph.knowledge import load
from mandategraph.reading import Reading, read
from mandategraph.source import from_file, paths
from mandategraph.structure import Kind

_NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_LINES = (f"{_NS}p", f"{_NS}intro")
_NOTES = (f"{_NS}authorialNote", f"{_NS}noteRef")
_NO_LETTERS = re.compile(r"[^a-z]+")
#: So many letters tell a paragraph from the others.
_ENOUGH = 100


def main() -> None:
    """Compare every file of a folder, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    knowledge = load(home.KNOWLEDGE)
    compared, same = 0, 0
    differences: Counter[tuple[str, str]] = Counter()
    for path in paths([parser.parse_args().folder]):
        source = from_file(path)
        try:
            opening = dict(_openings(read(source, knowledge)))
        except SourceError:
            continue
        for italic, words in _italics(etree.fromstring(source.body)):
            phrase = opening.get(_letters(words)[:_ENOUGH])
            if phrase is not None:
                compared += 1
                same += _is_same(italic, phrase)
                differences[italic, phrase] += not _is_same(italic, phrase)
    print(f"{compared} paragraphs open with italics, {same} with the same verb ({same / max(1, compared):.2%})")
    for (italic, phrase), count in (+differences).most_common():
        print(f"{count:5}  {italic}  |  {phrase or 'no verb'}")


def _openings(reading: Reading) -> Iterator[tuple[str, str]]:
    """The letters with which each operative paragraph begins, and the verb of its first provision."""
    first: dict[str, str] = {}
    for provision in reading.provisions:
        first.setdefault(provision.paragraph.name, provision.phrase)
    for paragraph in reading.structure.of(Kind.OPERATIVE):
        yield _letters(reading.structure.words(paragraph))[:_ENOUGH], first.get(paragraph.name, "")


def _italics(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The italics with which each line of the main body opens, and its words."""
    for body in root.iter(f"{_NS}mainBody"):
        for line in body.iter(*_LINES):
            pieces = [piece for piece in _pieces(line, italic=False) if piece[0].strip()]
            italic = ""
            for words, is_italic in pieces:
                if not is_italic:
                    break
                italic += words
            if _NO_LETTERS.sub("", italic.lower()):
                yield " ".join(italic.split()), "".join(words for words, _ in pieces)


def _pieces(element: etree._Element, *, italic: bool) -> Iterator[tuple[str, bool]]:
    """The words of a line, without notes, each piece with whether it is in italics."""
    yield element.text or "", italic
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOTES:
            yield from _pieces(child, italic=italic or "italic" in (child.get("class") or ""))
        yield child.tail or "", italic


def _letters(words: str) -> str:
    return _NO_LETTERS.sub("", words.lower())


def _is_same(italic: str, phrase: str) -> bool:
    """Whether the words of a verb stand in the italics in their order, or the italics end before they do."""
    words = [word for word in phrase.split() if word not in ("its", "the")]
    printed = re.findall(r"[\w‑-]+", italic.lower())
    if not words or words[0] not in (word.replace("‑", "-") for word in printed):
        return False
    places = [printed.index(word) for word in words if word in printed]
    return places == sorted(places)


if __name__ == "__main__":
    main()
