r"""Actors: the bodies, States, posts and groups that resolutions name.

They are described in two files of ``data/knowledge``, read strictly and once:

``actors.toml``
    one ``[[actor]]`` for each body, post or group;
``states.toml``
    one ``[[state]]`` for each Member State, observer State and former State.

An actor is known by its ``id``, which never changes: it ends the actor's IRI. The path says what it is.

>>> unodc = Actor(ActorId("unodc"), Kind.SECRETARIAT_ENTITY, "United Nations Office on Drugs and Crime", "UNODC")
>>> unodc.path
'body/unodc'
>>> kenya = Actor(ActorId("KEN"), Kind.STATE, "Kenya", formal="Republic of Kenya", iso3="KEN", m49="404")
>>> kenya.path
'state/KEN'
>>> Actor(ActorId("member-states"), Kind.GROUP, "Member States").path
'group/member-states'

Names are of two strengths. The name, the formal name, the acronym and the strong names mean this actor wherever they
stand, and no two actors share one. A weak name ("High Commissioner") means it only where no other actor of the same
document claims it, so several actors may share one.

>>> unodc.names
('United Nations Office on Drugs and Crime', 'UNODC')
>>> kenya.names
('Kenya', 'Republic of Kenya')

A slip in a file is answered with place and key:

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "actors.toml").write_text('[[actor]]\nid = "unodc"\nacronim = "UNODC"\n')
...     _ = Path(folder, "states.toml").write_text("")
...     actors_of(Path(folder))
Traceback (most recent call last):
    ...
mandategraph.errors.KnowledgeError: actors.toml, actor 1 (unodc): no such key: acronim
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NewType

import tomli

from .errors import KnowledgeError

ActorId = NewType("ActorId", str)

#: A point in time as certain as it is known: a year, or a day.
Time = int | date


class Kind(StrEnum):
    """What an actor is: its class in the ontology."""

    PRINCIPAL_ORGAN = "principal-organ"
    SUBSIDIARY_ORGAN = "subsidiary-organ"
    SECRETARIAT_ENTITY = "secretariat-entity"
    FUND_OR_PROGRAMME = "fund-or-programme"
    FIELD_MISSION = "field-mission"
    SPECIALIZED_AGENCY = "specialized-agency"
    RELATED_ORGANIZATION = "related-organization"
    TREATY_BODY = "treaty-body"
    EXTERNAL_ORGANIZATION = "external-organization"
    POST = "post"
    GROUP = "group"
    CONFERENCE = "conference"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone whom resolutions name.

    ``never`` are longer words with a name of it that mean something else: "social media" are no group of people.
    ``parent`` is the body it is part of, ``organ`` the principal organ it answers to: a fund is part of no body, yet
    answers to the General Assembly. Of a post that heads no body, ``parent`` is the body it serves.
    ``since`` and ``until`` are a year or a day, and absent where uncertain: an absent ``until`` does not prove that
    the actor still exists. ``successors`` are those among whom the work of a former actor was divided. ``heads`` is
    told of posts; ``formal``, ``iso3``, ``m49``, ``region`` and ``observer`` of States. For a former State, ``iso3``
    and ``m49`` are the codes that it bore.
    """

    id: ActorId
    kind: Kind
    name: str
    acronym: str | None = None
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    parent: ActorId | None = None
    organ: ActorId | None = None
    heads: ActorId | None = None
    since: Time | None = None
    until: Time | None = None
    successors: tuple[ActorId, ...] = ()
    website: str | None = None
    formal: str | None = None
    iso3: str | None = None
    m49: str | None = None
    region: str | None = None
    observer: bool = False

    @property
    def path(self) -> str:
        """The end of the actor's IRI, below the base of the data."""
        return f"{_FOLDERS.get(self.kind, 'body')}/{self.id}"

    @property
    def is_body(self) -> bool:
        """Whether it can hold sessions: a body, and no State, post or group."""
        return self.kind not in _FOLDERS

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this actor whatever the document, the official one first."""
        own = (self.name, self.formal, self.acronym)
        return (*(name for name in own if name is not None), *self.strong)


_FOLDERS: Mapping[Kind, str] = {Kind.STATE: "state", Kind.POST: "post", Kind.GROUP: "group"}


def actors_of(folder: Path) -> tuple[Actor, ...]:
    """The actors of both files in the order of their entries: each id once, and every reference to one of them."""
    entries = (*_actors(folder / "actors.toml"), *_states(folder / "states.toml"))
    known: dict[ActorId, Actor] = {}
    for place, actor in entries:
        if actor.id in known:
            raise KnowledgeError(f"{place}: the id {actor.id} is already taken")
        known[actor.id] = actor
    for place, actor in entries:
        _check(place, actor, known)
    return tuple(known.values())


def _check(place: str, actor: Actor, known: Mapping[ActorId, Actor]) -> None:
    single = (("parent", actor.parent), ("organ", actor.organ), ("heads", actor.heads))
    for key, target in (*single, *(("successors", successor) for successor in actor.successors)):
        if target is not None and target not in known:
            raise KnowledgeError(f"{place}: {key} names an unknown actor: {target}")
    if actor.organ is not None and known[actor.organ].kind is not Kind.PRINCIPAL_ORGAN:
        raise KnowledgeError(f"{place}: organ names no principal organ: {actor.organ}")
    if actor.heads is not None and actor.kind is not Kind.POST:
        raise KnowledgeError(f"{place}: heads is for posts only")


@dataclass(frozen=True, slots=True)
class _Form:
    """What may stand behind a key: in the words of the message to the editor, and as a test."""

    words: str
    fits: Callable[[object], bool]


def _matching(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != "" and value == value.strip()


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_texts_matching(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(_matching(pattern), value))


def _is_time(value: object) -> bool:
    return isinstance(value, int | date) and not isinstance(value, bool | datetime)


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.STATE)

_IS_SLUG, _IS_ALPHA3 = r"[a-z0-9]+(-[a-z0-9]+)*", r"[A-Z]{3}"
_SLUG = _Form("lower-case words joined by hyphens", _matching(_IS_SLUG))
_SLUGS = _Form("a list of ids in quotes", _are_texts_matching(_IS_SLUG))
_ALPHA3 = _Form("three capital letters", _matching(_IS_ALPHA3))
_ALPHA3S = _Form("a list of ids in quotes", _are_texts_matching(_IS_ALPHA3))
_M49 = _Form("three digits in quotes", _matching(r"[0-9]{3}"))
_KIND = _Form("one of " + ", ".join(_KINDS), lambda value: value in _KINDS)
_TEXT = _Form("a text in quotes", _is_text)
_TEXTS = _Form("a list of texts in quotes", _is_texts)
_TIME = _Form("a year or a date", _is_time)
_TRUTH = _Form("true or false", _is_truth)
_WEBSITE = _Form("an address that begins with http:// or https://", _matching(r"https?://\S+"))

_ACTOR: Mapping[str, _Form] = {
    "id": _SLUG,
    "kind": _KIND,
    "name": _TEXT,
    "acronym": _TEXT,
    "strong": _TEXTS,
    "weak": _TEXTS,
    "never": _TEXTS,
    "parent": _SLUG,
    "organ": _SLUG,
    "heads": _SLUG,
    "from": _TIME,
    "until": _TIME,
    "successors": _SLUGS,
    "website": _WEBSITE,
}

_STATE: Mapping[str, _Form] = {
    "id": _ALPHA3,
    "name": _TEXT,
    "formal": _TEXT,
    "acronym": _TEXT,
    "strong": _TEXTS,
    "weak": _TEXTS,
    "never": _TEXTS,
    "m49": _M49,
    "group": _TEXT,
    "observer": _TRUTH,
    "from": _TIME,
    "until": _TIME,
    "successors": _ALPHA3S,
}

#: Keys that are words of Python, or say too little away from their file.
_FIELDS: Mapping[str, str] = {"from": "since", "group": "region"}


def _actors(file: Path) -> Iterator[tuple[str, Actor]]:
    for place, entry in _entries(file, "actor", _ACTOR, ("id", "kind", "name")):
        kind = Kind(entry.pop("kind"))
        yield place, Actor(kind=kind, **entry)


def _states(file: Path) -> Iterator[tuple[str, Actor]]:
    for place, entry in _entries(file, "state", _STATE, ("id", "name", "m49")):
        yield place, Actor(kind=Kind.STATE, iso3=entry["id"], **entry)


def _entries(
    file: Path, table: str, forms: Mapping[str, _Form], needed: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of a file with its place in the words of a message, its keys checked and named as fields."""
    for number, entry in enumerate(_rows(file, table), start=1):
        place = f"{file.name}, {table} {number} ({entry.get('id', 'no id')})"
        for key, value in entry.items():
            if key not in forms:
                raise KnowledgeError(f"{place}: no such key: {key}")
            if not forms[key].fits(value):
                raise KnowledgeError(f"{place}: {key} must be {forms[key].words}")
        for key in needed:
            if key not in entry:
                raise KnowledgeError(f"{place}: no {key}")
        yield place, {_FIELDS.get(key, key): _frozen(value) for key, value in entry.items()}


def _rows(file: Path, table: str) -> list[dict[str, Any]]:
    try:
        content = tomli.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"{file.name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise KnowledgeError(f"{file.name}: {error}") from error
    rows = content.pop(table, [])
    if content:
        raise KnowledgeError(f"{file.name}: no such table: {next(iter(content))}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KnowledgeError(f"{file.name}: every entry must open with [[{table}]]")
    return rows


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
