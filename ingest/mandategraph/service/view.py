"""View: the pages for people, made by workers."""

from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox

from mandategraph import answer, page
from mandategraph.errors import QuestionError
from mandategraph.page import Site
from mandategraph.question import questions as questions_that_are_stored
from mandategraph.wording import Names, Wordings, names_of

from . import asking
from .asking import Told
from .protocol import Representation
from .resource import unknown


@lru_cache(1)
def held(graphs: ox.Store) -> page.Holdings:
    """What a store holds in all, counted once in each worker."""
    return page.holdings(graphs)


def forget(_: ox.Store) -> None:
    """The store has changed: count anew."""
    held.cache_clear()
    _names.cache_clear()


def shelves(graphs: ox.Store) -> list[tuple[str, str]]:
    """Each organ whose documents are held, by the end of its IRI, alone and with each year."""
    return [
        (page.organ_path(organ), year)
        for organ, years in held(graphs).years.items()
        for year in ("", *(year for year, _ in years))
    ]


def home(graphs: ox.Store, site: Site) -> Representation:
    """The first page."""
    return _page(page.home(graphs, site, held(graphs)))


def entity(graphs: ox.Store, site: Site, path: str) -> Representation:
    """The page at a path; ``RefusedError`` (404) if the store says nothing of what it stands for."""
    written = page.resource(graphs, site, site.iri(path), held(graphs))
    if written is None:
        raise unknown(site.iri(path))
    return _page(written)


def search(graphs: ox.Store, site: Site, index: Path, words: str, offset: int, kind: str) -> Representation:
    """What is found for words that somebody typed, and the question that they ask, if they ask one."""
    understood = None
    if len(words.split()) > 2 and not kind:
        with suppress(QuestionError):
            understood = _wordings().understand(_names(graphs), words)
    return _page(page.search(index, site, words, offset, kind, understood))


@cache
def _wordings() -> Wordings:
    return Wordings(questions_that_are_stored())


@lru_cache(1)
def _names(graphs: ox.Store) -> Names:
    return names_of(graphs)


def documents(graphs: ox.Store, site: Site, organ: str, year: str) -> Representation:
    """The documents of an organ and a year; ``RefusedError`` (404) if there are none."""
    written = page.documents(graphs, site, organ, year, held(graphs))
    if written is None:
        raise unknown(f"documents of {organ} {year}".strip())
    return _page(written)


def actors(graphs: ox.Store, site: Site) -> Representation:
    """Whom anything is asked of."""
    return _page(page.actors(graphs, site))


def themes(graphs: ox.Store, site: Site) -> Representation:
    """What the documents are about."""
    return _page(page.themes(graphs, site))


def questions(_: ox.Store, site: Site) -> Representation:
    """The stored questions."""
    return _page(page.questions(site))


def question(graphs: ox.Store, site: Site, name: str, told: Told, offset: int) -> Representation:
    """The form of a question; if it is told all that it must be, the answer too."""
    asked = asking.asked(name)
    words = dict(told)
    given = None
    problem = ""
    if words or all(parameter.optional for parameter in asked.parameters):
        try:
            given = answer.ask(graphs, asked, words)
        except QuestionError as error:
            problem = str(error)
    return _page(page.question(graphs, site, asked, words, given, problem=problem, offset=offset))


def editor(graphs: ox.Store, site: Site, query: str) -> Representation:
    """The SPARQL editor."""
    return _page(page.editor(graphs, site, query) if query else page.editor(graphs, site))


def missing(_: ox.Store, site: Site, path: str) -> Representation:
    """The page for an address that stands for nothing."""
    return _page(page.not_found(site, path))


def _page(written: str) -> Representation:
    return Representation(written.encode(), "text/html; charset=utf-8")
