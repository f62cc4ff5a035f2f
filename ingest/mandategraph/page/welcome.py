"""Welcome: the first page."""

from collections.abc import Mapping

import pyoxigraph as ox

from .catalogue import cased
from .holding import COUNTED, Holdings, holdings, organ_path
from .sheet import filled
from .site import Site

#: Questions that show what can be asked: name, what it is told, words.
_ASKED: tuple[tuple[str, Mapping[str, str], str], ...] = (
    ("coordination", {"body": "UNODC"}, "With whom must the Office on Drugs and Crime (UNODC) work?"),
    ("mandates", {"body": "OHCHR"}, "What is the human rights office (OHCHR) mandated to do?"),
    ("reports", {"body": "General Assembly"}, "Which reports are due to the General Assembly?"),
    ("expiring", {}, "Which mandates end, and when?"),
    ("conditions", {}, "Under which conditions must something be done?"),
)


def home(graphs: ox.Store, site: Site, held: Holdings | None = None) -> str:
    """The first page."""
    held = held or holdings(graphs)
    themed = (
        (("who-works-on", {"theme": held.theme}, f"Who works on {cased(held.theme).lower()}?"),) if held.theme else ()
    )
    return filled(
        "home.html",
        site,
        holdings=held,
        counted=COUNTED,
        organ_path=organ_path,
        asked=[
            (site.page(f"questions/{name}", **told), words) for name, told, words in (*_ASKED[:3], *themed, *_ASKED[3:])
        ],
    )
