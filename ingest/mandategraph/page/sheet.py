"""Sheet: a template filled in. All that pages have in common stands in ``templates/base.html`` and ``parts.html``."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .site import FORMS, Site

#: The style sheet and the script that pages ask for below ``assets/``.
ASSETS = Path(__file__).parent / "assets"
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("mandategraph.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    environment.filters["number"] = number
    environment.globals["direction"] = direction
    return environment


def filled(template: str, site: Site, *, path: str | None = None, **told: object) -> str:
    """A page. ``path`` is where its data stands, if it has any: the path of the thing that it is about."""
    forms = () if path is None else tuple((name, kind, site.data(path, ending)) for ending, kind, name in FORMS)
    page = _templates().get_template(template)
    return page.render(site=site, link=site.link, forms=forms, words=told.pop("words", ""), **told)


def for_machines(said: Mapping[str, Any]) -> Markup:
    """JSON-LD in the words of schema.org, safe inside a script element."""
    return for_scripts({"@context": "https://schema.org/", **said})


def for_scripts(said: Mapping[str, Any]) -> Markup:
    """JSON, safe inside a script element."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def direction(language: str) -> str:
    """How the words of a language run.

    >>> direction("ar"), direction("zh")
    ('rtl', 'ltr')
    """
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def day(date: str) -> str:
    """A date as the United Nations write it; anything else as it is.

    >>> day("2013-12-18"), day("2013"), day("2013-13-01")
    ('18 December 2013', '2013', '2013-13-01')
    """
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    if month.isdigit() and number.isdigit() and 1 <= int(month) <= 12:
        return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
    return date


def number(count: int) -> str:
    """A number as it is read.

    >>> number(53877)
    '53,877'
    """
    return f"{count:,}"
