"""Catalogue: lists of what there is: documents by organ and year, actors, themes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from .holding import Document, Holdings, holdings, organ_path
from .sheet import filled
from .site import Site
from .statement import PREFIXES, name_of, rows

#: Lists are cut above this length.
_LONG = 300


def documents(
    graphs: ox.Store, site: Site, organ: str = "", year: str = "", held: Holdings | None = None
) -> str | None:
    """The documents of all organs, of one (by the end of its IRI), or of one and a year; ``None`` if there are none."""
    held = held or holdings(graphs)
    chosen = [d for d in held.documents if organ in ("", organ_path(d.organ)) and year in ("", d.year)]
    if not chosen and (organ or year):
        return None
    names = {organ_path(one): name for one, name in held.organs.items()}
    title = "Documents" if not organ else f"Documents of the {names[organ]}".replace("the The ", "the ")
    return filled(
        "documents.html",
        site,
        title=f"{title}, {year}" if year else title,
        organ=organ,
        year=year,
        organ_name=names.get(organ, ""),
        organs=[(organ_path(one), held.organs[one], sum(n for _, n in held.years[one])) for one in held.organs],
        years=next((years for one, years in held.years.items() if organ_path(one) == organ), ()),
        groups=list(_by_year(chosen[:_LONG])),
        total=len(chosen),
        long=_LONG,
    )


def _by_year(documents: Sequence[Document]) -> Iterator[tuple[str, list[Document]]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        found[document.year].append(document)
    return ((year, found[year]) for year in sorted(found, reverse=True))


_ACTORS = f"""{PREFIXES}
SELECT ?actor (COUNT(*) AS ?times) WHERE {{
  GRAPH ?graph {{ ?part mg:force ?force ; mg:participant ?actor }}
}} GROUP BY ?actor
"""
_THEMES = f"""{PREFIXES}
SELECT ?theme (SAMPLE(?name) AS ?label) (COUNT(*) AS ?times) WHERE {{ GRAPH ?graph {{
  ?document mg:hasText ?text ; mg:isAbout ?theme .
  ?theme skos:prefLabel ?name .
}} }} GROUP BY ?theme
"""


def actors(graphs: ox.Store, site: Site) -> str:
    """Whom anything is asked of, by kind: those first of whom most is, as many as can be looked through."""
    counted: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows(graphs, _ACTORS):
        node = row["actor"].value
        path = site.path(node) or ""
        if "#" not in path:
            counted[_FOLDERS.get(path.partition("/")[0], "Others")].append((-int(row["times"].value), node))
    groups = []
    for name in (*_FOLDERS.values(), "Others"):
        if counted[name]:
            shown = sorted(counted[name])[:_LONG]
            named = sorted((times, name_of(graphs, node), node) for times, node in shown)
            groups.append((name, [(node, label, -times) for times, label, node in named], len(counted[name])))
    return filled(
        "alphabet.html",
        site,
        title="Actors",
        lead="Whom the documents ask something of, and in how many provisions.",
        groups=groups,
    )


_FOLDERS = {"body": "Bodies and organizations", "post": "Posts", "state": "States", "group": "Groups and others"}


def themes(graphs: ox.Store, site: Site) -> str:
    """What the documents are about, with how many are about each theme."""
    found = [(row["theme"].value, row["label"].value, int(row["times"].value)) for row in rows(graphs, _THEMES)]
    groups: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for theme, label, times in found:
        name = "Sustainable Development Goals" if "/sdg/" in theme else label[:1].upper()
        groups[name].append((theme, cased(label), times))
    return filled(
        "alphabet.html",
        site,
        title="Themes",
        lead="What the documents are about, in the concepts of the UNBIS Thesaurus, and how many are about each.",
        groups=[(name, sorted(groups[name], key=lambda one: one[1]), len(groups[name])) for name in sorted(groups)],
    )


def cased(label: str) -> str:
    """A label of the thesaurus, which prints capitals only, in capitals as people write them.

    >>> cased("CRIME PREVENTION"), cased("HIV/AIDS"), cased("Peace, justice and strong institutions")
    ('Crime prevention', 'HIV/AIDS', 'Peace, justice and strong institutions')

    Headings of other sources have low lines between their words.

    >>> cased("water_management")
    'water management'
    """
    label = label.replace("_", " ")
    if label != label.upper() or "/" in label:
        return label
    return label.capitalize() if len(label) > len("HIV 1") else label
