"""Welcome: the first page."""

from collections.abc import Mapping

import pyoxigraph as ox

from .holding import COUNTED, Holdings, holdings, organ_path
from .sheet import filled
from .site import Site

#: Questions that show what can be asked: name, what it is told, words.
_ASKED: tuple[tuple[str, Mapping[str, str], str], ...] = (
    ("coordination", {"body": "UNODC"}, "With whom must the Office on Drugs and Crime (UNODC) work?"),
    ("mandates", {"body": "OHCHR"}, "What is the human rights office (OHCHR) mandated to do?"),
    ("reports", {"body": "General Assembly"}, "Which reports are due to the General Assembly?"),
    ("who-works-on", {"theme": "Terrorism"}, "Who works on terrorism?"),
    ("expiring", {}, "Which mandates end, and when?"),
    ("conditions", {}, "Under which conditions must something be done?"),
)


def home(graphs: ox.Store, site: Site, held: Holdings | None = None) -> str:
    """The first page."""
    return filled(
        "home.html",
        site,
        holdings=held or holdings(graphs),
        counted=COUNTED,
        organ_path=organ_path,
        asked=[(site.page(f"questions/{name}", **told), words) for name, told, words in _ASKED],
    )
