"""Site: where pages stand, and so where their links lead.

Every link of a page is relative to the page, so that the same page works below any prefix, as a file and from disk.

>>> served = Site("https://example.org/", root="../../../")
>>> served.link("https://example.org/A/RES/68/187#para_5")
'../../../A/RES/68/187#para_5'
>>> Site("https://example.org/", ending=".html").link("https://example.org/body/unodc")
'body/unodc.html'

Themes are somebody else's, but have pages here; the terms of the ontology have theirs in the manual. Anything else
leads to where it stands itself.

>>> served.link("http://metadata.un.org/thesaurus/1006475")
'../../../theme/1006475'
>>> served.link("https://w3id.org/mandategraph/ontology#Provision")
'../../../ontology/class/Provision.html#Provision'
>>> served.link("https://w3id.org/mandategraph/vocab/requests")
'../../../vocab/requests'
>>> served.link("https://docs.un.org/en/A/RES/68/187")
'https://docs.un.org/en/A/RES/68/187'

What is no address of the web is no link:

>>> served.link("javascript:alert(1)")
''
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from mandategraph import iri

#: Vocabularies of others whose concepts have pages here, and the paths of these.
_ELSEWHERE = (
    ("http://metadata.un.org/thesaurus/", "theme/"),
    ("http://metadata.un.org/sdg/", "theme/sdg/"),
    (iri.VOCABULARY, "vocab/"),
)
#: The ontology itself, and its version, as the manual presents them.
_ONTOLOGY = iri.MG.removesuffix("#")
#: The forms in which the data of a page can be had: ending, media type, name.
FORMS = (
    (".ttl", "text/turtle", "Turtle"),
    (".jsonld", "application/ld+json", "JSON-LD"),
    (".nt", "application/n-triples", "N-Triples"),
    (".rdf", "application/rdf+xml", "RDF/XML"),
)
#: The paths of named graphs, which have no page where they are files.
_GRAPH = re.compile(r"(?:^|/)graph(?:/[a-z]+)?$")
_UNESCAPED = "/:@!$&'()*+,;=~%"


@dataclass(frozen=True, slots=True)
class Site:
    """Where pages stand.

    ``base`` is the base of the data's IRIs. ``root`` leads from this page to the first one (``../../../``), ``ending``
    is that of the pages' addresses: nothing where they are served, ``.html`` where they are files. ``is_served`` unless
    no program answers there: nothing can then be asked that was not answered before.
    """

    base: str
    root: str = ""
    ending: str = ""
    is_served: bool = True

    @classmethod
    def at(cls, base: str, path: str, *, is_served: bool = True) -> "Site":
        """Where the page at a path below the first one stands; pages have the ending ``.html``.

        >>> Site.at("https://example.org/", "A/RES/68/187").root
        '../../../'
        """
        return cls(base, "../" * path.count("/"), ".html", is_served)

    @property
    def home(self) -> str:
        """The address of the first page."""
        return self.root + "index.html" if self.ending else self.root or "./"

    def link(self, iri: str) -> str:
        """The address of what an IRI names, as seen from this page; empty if it is none of the web."""
        if iri.startswith(_ONTOLOGY):
            return self.root + "ontology/" + _place_in_manual(iri.removeprefix(_ONTOLOGY).lstrip("#"))
        whole = self.path(iri)
        if whole is None:
            return iri if iri.startswith(("http://", "https://")) else ""
        path, _, fragment = whole.partition("#")
        if not self.is_served and _GRAPH.search(path):
            return self.data(path, ".nq")
        return self.page(path, fragment)

    def page(self, path: str, fragment: str = "", **told: str) -> str:
        """The address of a page by its path below the first one, with what it is told behind a question mark."""
        if not path and not told:
            return self.home + (f"#{quote(fragment, _UNESCAPED)}" if fragment else "")
        query = f"?{urlencode(told)}" if told else ""
        return self.data(path, self.ending) + query + (f"#{quote(fragment, _UNESCAPED)}" if fragment else "")

    def data(self, path: str, ending: str) -> str:
        """The address of a file by its path and its ending, such as the data of a page in one form."""
        address = quote(path, _UNESCAPED) + ending
        if not self.root and ":" in address.partition("/")[0]:
            address = f"./{address}"  # what stands before the colon would be taken for a scheme
        return self.root + address

    def asset(self, name: str) -> str:
        """The address of a file of ``assets``."""
        return f"{self.root}assets/{name}"

    def path(self, iri: str) -> str | None:
        """The path below the first page of what an IRI names, with its fragment; ``None`` if it has no page here.

        >>> Site("https://example.org/").path("http://metadata.un.org/sdg/16")
        'theme/sdg/16'
        """
        for start, folder in _ELSEWHERE:
            if iri.startswith(start):
                return folder + iri.removeprefix(start)
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None

    def iri(self, path: str) -> str:
        """What a path below the first page names: the inverse of ``path``.

        >>> Site("https://example.org/").iri("theme/sdg/16"), Site("https://example.org/").iri("body/unodc")
        ('http://metadata.un.org/sdg/16', 'https://example.org/body/unodc')
        """
        for start, folder in sorted(_ELSEWHERE, key=lambda pair: -len(pair[1])):
            if path.startswith(folder):
                return start + path.removeprefix(folder)
        return self.base + path


def _place_in_manual(name: str) -> str:
    """Where the manual says what a term means: classes and properties have folders of their own."""
    if not name or not name[0].isalpha():
        return "index.html"
    folder = "class" if name[0].isupper() else "property"
    return f"{folder}/{name}.html#{name}"
