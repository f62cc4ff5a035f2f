"""Message: the pages that say that there is nothing to show, or that something went wrong."""

from .sheet import filled
from .site import Site


def not_found(site: Site, path: str) -> str:
    """The page for an address at which there is nothing."""
    return message(site, "There is nothing here", f"The graph says nothing of “{path}”.")


def message(site: Site, title: str, sentence: str) -> str:
    """A page with one sentence for the person who can act: what is wrong, where, and what to do."""
    return filled("message.html", site, title=title, sentence=sentence)
