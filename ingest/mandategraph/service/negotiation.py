"""Negotiation: in which form somebody is answered who says what they can read (RFC 9110, section 12.5.1).

>>> preferred("text/turtle, application/ld+json;q=0.5", ("text/html", "application/ld+json", "text/turtle"))
'text/turtle'

What is offered first is preferred where the header makes no difference, and to those who say nothing.

>>> preferred("*/*", ("text/html", "text/turtle")), preferred("", ("text/html", "text/turtle"))
('text/html', 'text/html')

The most precise range counts, so that somebody can refuse one form of many.

>>> preferred("text/*;q=0.3, text/html;q=0, */*;q=0.1", ("text/html", "application/json", "text/turtle"))
'text/turtle'
>>> preferred("image/png", ("text/html", "text/turtle")) is None
True
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

#: The forms of a graph, the first for those who do not mind, by the endings of addresses.
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}

#: The forms of rows.
ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}

#: Media types that people send for forms which have other names.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "application/sparql-results+json": ("application/json",),
    "application/sparql-results+xml": ("application/xml",),
    "application/rdf+xml": ("application/xml",),
    "application/ld+json": ("application/json",),
    "text/turtle": ("application/x-turtle",),
    "application/n-triples": ("text/plain",),
}


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of those offered that a header ``Accept`` prefers; ``None`` if it takes none of them."""
    ranges = tuple(_ranges(accept or "*/*"))
    weights = [
        max(_weight(name, ranges) for name in (media_type, *_ALSO.get(media_type, ()))) for media_type in offered
    ]
    best = max(weights, default=0.0)
    return offered[weights.index(best)] if best > 0 else None


_RANGE = re.compile(r"\s*(?P<type>[\w.+*-]+)/(?P<subtype>[\w.+*-]+)\s*(?P<parameters>(?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*(?P<q>[01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def _ranges(accept: str) -> Iterator[tuple[str, str, float]]:
    """Type, subtype and quality of each range; what is no range is passed over."""
    for part in accept.split(","):
        found = _RANGE.match(part)
        if found:
            quality = _QUALITY.search(found["parameters"])
            yield found["type"].lower(), found["subtype"].lower(), float(quality["q"]) if quality else 1.0


def _weight(media_type: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """The quality of the most precise range that fits; 0 if none does."""
    main, _, sub = media_type.partition("/")
    for wanted in ((main, sub), (main, "*"), ("*", "*")):
        qualities = [quality for *range_, quality in ranges if tuple(range_) == wanted]
        if qualities:
            return max(qualities)
    return 0.0
