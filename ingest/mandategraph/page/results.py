"""Results: the page of what is found for the words that somebody typed."""

from itertools import groupby
from pathlib import Path

from mandategraph.search import Found, Hit, Kind, find
from mandategraph.wording import Understanding

from .catalogue import cased
from .sheet import filled
from .site import Site

#: So many are shown of each kind, and so many of one kind alone.
_SHOWN = {Kind.DOCUMENT: 8, Kind.ACTOR: 6, Kind.THEME: 6, Kind.INSTRUMENT: 4, Kind.PARAGRAPH: 15}
PAGE = 30
_TITLES = {
    Kind.DOCUMENT: "Documents",
    Kind.ACTOR: "Actors",
    Kind.THEME: "Themes",
    Kind.INSTRUMENT: "Instruments",
    Kind.PARAGRAPH: "Paragraphs",
}


def search(
    index: Path,
    site: Site,
    words: str,
    offset: int = 0,
    kind: str = "",
    understood: Understanding | None = None,
) -> str:
    """What is found for these words: a few of each kind, or one kind alone from ``offset`` on.

    ``kind`` is one of those of ``mandategraph.search``; another word for it is passed over. ``understood`` is the
    stored question that the words ask, if they ask one.
    """
    only = Kind(kind) if kind in {one.value for one in Kind} else None
    offset = max(offset, 0)
    found = find(index, words, only, PAGE, offset) if only else _of_each(index, words)
    hits = [(one, list(several)) for one, several in groupby(found.hits, key=lambda hit: hit.kind)]
    return filled(
        "results.html",
        site,
        words=words,
        found=found,
        hits=[(_TITLES[one], one.value, found.totals.get(one, len(several)), several) for one, several in hits],
        kinds=[(one.value, _TITLES[one], number) for one, number in found.totals.items()],
        only=kind if only else "",
        offset=offset,
        last=min(offset + PAGE, found.totals.get(only, 0)) if only else 0,
        page=PAGE,
        named=_named,
        understood=understood,
    )


def lookup(site: Site) -> str:
    """The page of a site without a server, where a script looks for names in a list of all."""
    return filled("lookup.html", site)


def _of_each(index: Path, words: str) -> Found:
    found = {kind: find(index, words, kind, number) for kind, number in _SHOWN.items()}
    hits = tuple(hit for some in found.values() for hit in some.hits)
    return Found(hits, found[Kind.DOCUMENT].totals, found[Kind.DOCUMENT].loose)


def _named(hit: Hit) -> str:
    return cased(hit.name) if hit.kind is Kind.THEME else hit.name
