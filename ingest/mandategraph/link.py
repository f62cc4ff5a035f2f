"""Link: which actor a name in a document means, and on what evidence.

A strong name means its actor in every document; a weak name, an acronym or a short form ("the Office", "its Executive
Directorate") means the actor that the document itself has named in full. Where several actors fit and nothing decides
between them, no link is made: the doubt is told. A party that is no known actor is a group of its own words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from . import iri
from .actor import Actor, ActorId, Kind
from .document import Span
from .masthead import Masthead
from .name import Named, Names, same_signs
from .party import Party
from .structure import Structure


class Link(NamedTuple):
    """A name that means an actor: the paragraph's name, the words, and the rule that decided."""

    paragraph: str
    span: Span
    actor: Actor
    rule: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A name that may mean several actors, or a short form that means none that is known here."""

    paragraph: str
    span: Span
    candidates: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """All names of a document, decided and undecided, each in order."""

    links: tuple[Link, ...]
    unlinked: tuple[Unlinked, ...]


NO_LINKS = Links((), ())


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a party is: a known actor, or a group of its own words, perhaps of a known body.

    ``path`` ends its IRI. A party that is called by a short form nobody explains is the document's own: ``local``.
    """

    path: str
    label: str
    actor: Actor | None
    of: Actor | None
    rule: str
    local: bool = False


def link(
    structure: Structure, names: Names, named: Sequence[Named], short: re.Pattern[str], masthead: Masthead
) -> Links:
    """The actors meant by the names of a document.

    ``short`` finds short forms; the masthead tells which body adopted the document, and what it is about.
    """
    links: list[Link] = []
    unlinked: list[Unlinked] = []
    context = _Context(names, frozenset(n.strong[0].id for n in named if len(n.strong) == 1), masthead, structure)
    text = structure.document.text
    for paragraph, span, found in _in_order(structure, named, short):
        after = text[span.end : span.end + 80]
        words, before = text[span.start : span.end], text[max(0, span.start - 40) : span.start]
        if found and (_is_cut(found, before, words[0].isupper(), after) or context.is_of_another(words, found, before)):
            continue
        context.enter(paragraph)
        decided = context.decide(words, found, after)
        if isinstance(decided, _Decision):
            context.said(decided.actor, after)
            links.append(Link(paragraph, span, decided.actor, decided.rule))
        else:
            unlinked.append(Unlinked(paragraph, span, decided))
    return Links(tuple(links), tuple(unlinked))


def linking_the_organ(links: Links, pronouns: Iterable[tuple[str, Span]], organ: Actor | None) -> Links:
    """Links with those of pronouns that mean the organ itself, each with the name of its paragraph."""
    meant = [Link(paragraph, span, organ, "organ-itself") for paragraph, span in pronouns] if organ else []
    return Links(tuple(sorted((*links.links, *meant), key=_start)), links.unlinked) if meant else links


def _is_cut(found: Named, before: str, capital: bool, after: str) -> bool:
    """Whether words are only a part of a name: of a symbol, or of a longer name that nobody bears.

    A weak name ends before a capitalised word, and in capitals begins behind none, nor does a group's; an organ's ends
    before a committee of it; the name of any body is that of a country's own behind the word for what belongs to it.
    """
    if before.endswith("/") and after.startswith("/"):
        return True
    may_be_of_a_country = before.endswith(_COUNTRY_ENDS) and _OF_A_COUNTRY.search(before)
    if may_be_of_a_country and any(actor.kind in _COUNTRIES_HAVE_ALIKE for actor in found.strong + found.weak):
        return True
    groups = capital and all(actor.kind is Kind.GROUP and actor.id != "united-nations" for actor in found.strong)
    if groups and (_BEHIND_A_NAME.search(before) or _OWNING_A_NAME.match(after)):
        return True
    organs = bool(found.strong) and all(actor.kind is Kind.PRINCIPAL_ORGAN for actor in found.strong)
    longer = _OF_AN_ORGAN if organs else _CAPITALISED
    return (organs or not found.strong) and longer.match(after) is not None


_CAPITALISED = re.compile(r" [A-Z][a-z]")
_BEHIND_A_NAME = re.compile(
    r"[a-z] (?!Nations|State|The|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Twelfth)(?!\w*th )"
    r"[A-Z][a-z][\w-]* \Z"
)
_OWNING_A_NAME = re.compile(r"’s [A-Z]")
_COUNTRY_ENDS = ("an ", "ese ", "ish ", "qi ", "ni ", "ali ")
_OF_A_COUNTRY = re.compile(
    r"[a-z] (?:[A-Z]\w+ )?(?!European|Asian|American|Christian)[A-Z][a-z]+(?:an|ese|ish|qi|ni|ali) \Z"
)
_COUNTRIES_HAVE_ALIKE = frozenset(
    {Kind.SUBSIDIARY_ORGAN, Kind.TREATY_BODY, Kind.PRINCIPAL_ORGAN, Kind.SECRETARIAT_ENTITY}
)
_OF_AN_ORGAN = re.compile(r" (?:Committee|Subcommittee|Commission|Working Group)\b")


def referent(party: Party, text: str, links: Links, names: Names) -> Referent:
    """Who these words name; of those who are able to do something, all of whom that is said."""
    party = _whoever_is_able(party, text)
    within = _beginning_in(party.span, links.links)
    whole = next((one for one in within if _is_all(text, party, one.span)), None)
    if whole:
        return Referent(whole.actor.path, whole.actor.name, whole.actor, None, whole.rule)
    slug = iri.slug(party.words)
    known = names.bearers(party.words, party.span)
    groups = [actor for actor in (*known.strong, *known.weak) if actor.kind is Kind.GROUP]
    groups = groups or [actor for actor in [names.actors.get(ActorId(slug))] if actor and actor.kind is Kind.GROUP]
    if len(groups) == 1:
        return Referent(groups[0].path, groups[0].name, groups[0], None, "group-name")
    local = bool(_beginning_in(Span(party.span.start, party.span.start + 1), links.unlinked)) and not within
    label = party.words[:1].upper() + party.words[1:] if party.words.isupper() else party.words
    of = next((one.actor for one in reversed(within) if one.actor.kind is not Kind.GROUP), None)
    return Referent(f"group/{slug}", label, None, of, "own-words", local)


def _whoever_is_able(party: Party, text: str) -> Party:
    able = _ABLE.search(text, *party.span)
    if able is None:
        return party
    return Party(Span(party.span.start, able.start()), _ABLE.sub("", party.words), party.group)


#: "States in a position to do so", "organizations with the capacity to help".
_ABLE = re.compile(r"\s(?:in\sa\sposition|with\sthe\scapacity)\sto\s.*", re.DOTALL)

_L = TypeVar("_L", Link, Unlinked)


def _beginning_in(span: Span, names: Sequence[_L]) -> Sequence[_L]:
    """Those of some names, given in order, that begin inside a span."""
    return names[bisect_left(names, span.start, key=_start) : bisect_left(names, span.end, key=_start)]


def _start(name: Link | Unlinked) -> int:
    return name.span.start


def _is_all(text: str, party: Party, span: Span) -> bool:
    """Whether a name is the whole party but for brackets, punctuation and a possessive."""
    rest = text[party.span.start : span.start] + text[span.end : party.span.end]
    return not re.sub(r"\([^)]*\)|’s|[^\w]", "", rest)


def _in_order(
    structure: Structure, named: Sequence[Named], short: re.Pattern[str]
) -> Iterator[tuple[str, Span, Named | None]]:
    """Names and short forms in the order of the text, each with its paragraph."""
    text = structure.document.text
    marks: list[tuple[Span, Named | None]] = [(one.span, one) for one in named]
    taken = [one.span for one in named]
    position = 0
    for form in short.finditer(text):
        span = Span(*form.span("form"))
        while position < len(taken) and taken[position].end <= span.start:
            position += 1
        if position == len(taken) or taken[position].start >= span.end:
            marks.append((span, None))
    marks.sort(key=lambda mark: mark[0])
    for paragraph, (span, one) in structure.placed(marks, lambda mark: mark[0].start):
        yield paragraph.name, span, one


def short_forms(heads: Sequence[str]) -> re.Pattern[str]:
    """A pattern for short forms: "the Office", "its Executive Directorate", not "the Office of …".

    A body whose resolution is cited goes without an article: "pursuant to Council resolution 9/1"; so does one by which
    things are told: "a list of Commission texts".

    It opens with the blank before a capital letter, which is found faster than the words before it.
    """
    longest_first = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
    return re.compile(
        rf"""
        [ ](?=[A-Z])
        (?:
            (?:(?<=\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er)[ ]) | (?<=\b[Tt]hat[ ]) | (?<=\b[Tt]heir[ ]))
          | (?<=[a-z,;][ ]) (?=[A-Z][a-z]+[ ](?:resolution|decision)s?[ ](?:S-)?\d)
          | (?<=[a-z][ ]) (?<!subsequent[ ]) (?=[A-Z][a-z]+[ ](?:[a-z-]+ed[ ])?[a-z][a-z][a-z]+[a-rt-z]s\b)
        )
        (?P<form>{longest_first})\b
        (?!\s+of\b(?!\s\d)) (?!\s+(?:on|for|against)\s+(?:the\s+)?[A-Z]) (?!-|’(?!s\b)) (?!\s+[A-Z][a-z])
        """,
        re.VERBOSE,
    )


_INTRODUCED = re.compile(
    r"\s*\((?:hereinafter\s+)?[“\"]?(?:the\s+)?[“\"]?(?P<form>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})[”\"]?\)"
)


#: A word with two capitals.
_ACRONYM = re.compile(r"[A-Z]\S*[A-Z]")


class _Decision(NamedTuple):
    """The actor that a name means, and the rule that decided."""

    actor: Actor
    rule: str


class _Context:
    """What a document has named so far."""

    def __init__(self, names: Names, strong: frozenset[str], masthead: Masthead, structure: Structure) -> None:
        self._names = names
        self._organ = names.actors.get(ActorId(masthead.organ)) if masthead.organ else None
        self._symbol = masthead.symbol
        self._title = same_signs(masthead.title or "")
        self._text = structure.document.text
        self._strong = strong
        self._said: list[Actor] = []
        self._here: list[Actor] = []
        self._before: list[Actor] = []
        self._paragraph = ""
        self._introduced: dict[str, Actor] = {}

    def enter(self, paragraph: str) -> None:
        """Go on to what is said in this paragraph."""
        if paragraph != self._paragraph:
            self._paragraph, self._before, self._here = paragraph, self._here, []

    def said(self, actor: Actor, after: str) -> None:
        """Remember an actor, and the short name that the document gives it in brackets behind the full one."""
        if actor.kind is not Kind.GROUP:
            self._said.append(actor)
            self._here.append(actor)
        introduced = _INTRODUCED.match(after) if after.lstrip().startswith("(") else None
        named = introduced and self._called(introduced["form"], actor)
        if introduced and named:
            self._introduced[introduced["form"]] = named

    def _called(self, form: str, actor: Actor) -> Actor | None:
        """Who is given a short name behind an actor: whoever bears that head in the paragraph; for an acronym, it."""
        if _ACRONYM.search(form) or _bears(actor, form):
            return actor
        return next((said for said in reversed(self._here) if _bears(said, form)), None)

    def is_of_another(self, words: str, found: Named, before: str) -> bool:
        """Whether a weak name opens a bracket behind what is no actor: "the Convention on Odd Things (COT)"."""
        return before.endswith("(") and not found.strong and words not in self._introduced

    def decide(self, words: str, found: Named | None, after: str) -> _Decision | tuple[Actor, ...]:
        """The actor meant, or the candidates between which nothing decides; ``after`` is what follows the words."""
        if words in self._introduced:
            return _Decision(self._introduced[words], "introduced-in-this-document")
        if found is None:
            return self._numbered(words, after) or self._established(words, after) or self._short(words, after)
        if len(found.strong) == 1:
            return _Decision(found.strong[0], "strong-name")
        candidates = found.strong or tuple(actor for actor in found.weak if _is_of(actor, after))
        for rule, fitting in self._fitting(candidates):
            if len(fitting) == 1:
                return _Decision(fitting[0], rule)
        return self._of_a_treaty(candidates) or candidates

    def _fitting(self, candidates: Sequence[Actor]) -> Iterator[tuple[str, list[Actor]]]:
        """Those of several bearers of a weak name that fit, by one rule after another."""
        yield "only-bearer-of-a-weak-name", [*candidates]
        yield "weak-name-of-an-actor-named-in-full", [actor for actor in candidates if actor.id in self._strong]
        yield "post-of-a-body-named-in-full", [actor for actor in candidates if self._speaks_of(actor)]
        special = self._organ is not None and self._organ.kind is not Kind.PRINCIPAL_ORGAN
        field = self._organ.name.rpartition(" ")[0] if self._organ and special else ""
        yield "weak-name-in-the-field-of-the-organ", [actor for actor in candidates if field and field in actor.name]
        yield "weak-name-of-what-the-title-tells", [actor for actor in candidates if self._is_in_the_title(actor)]
        here = [actor for actor in self._here if actor in candidates]
        yield "weak-name-of-the-last-named-in-the-paragraph", here[-1:]

    def _is_in_the_title(self, actor: Actor) -> bool:
        """Whether the title tells what an actor is for: "on the situation of human rights in Kenya"."""
        field = _FIELD.search(actor.name)
        return field is not None and same_signs(field["field"]).casefold() in self._title.casefold()

    def _of_a_treaty(self, candidates: Sequence[Actor]) -> _Decision | None:
        """The body of the treaty that the document is about: its title names it, or its text more than all others."""
        treaties = {actor: found["treaty"] for actor in candidates if (found := _OF_A_TREATY.match(actor.name))}
        for words, rule in ((self._title, "body-of-the-treaty-in-the-title"), (self._text, "body-of-the-treaty-named")):
            counts = {actor: words.count(treaty) for actor, treaty in treaties.items()}
            for actor, count in counts.items():
                if 2 * count > sum(counts.values()):
                    return _Decision(actor, rule)
        return None

    def _speaks_of(self, actor: Actor) -> bool:
        """Whether a document names the body of which an actor is the head or a part, or is of a post's own organ."""
        own = actor.heads is not None and self._organ is not None and actor.organ == self._organ.id
        return own or actor.heads in self._strong or (actor.parent in self._strong and not self._is_principal(actor))

    def _is_principal(self, actor: Actor) -> bool:
        whole = self._names.actors.get(actor.parent) if actor.parent else None
        return whole is not None and whole.kind is Kind.PRINCIPAL_ORGAN

    def _numbered(self, form: str, after: str) -> _Decision | None:
        """The council that numbers its resolutions as the one is that follows: "Council resolution 2950 (2045)"."""
        cited = _CITED.match(after) if form == "Council" else None
        shape = cited and next(name for name in _COUNCILS if cited[name])
        return _Decision(self._names.actors[_COUNCILS[shape]], "council-of-the-number") if shape else None

    def _established(self, form: str, after: str) -> _Decision | None:
        """The body that is known by the resolution that set it up, whatever its paragraph."""
        resolution = _ESTABLISHED.match(after)
        if resolution is None:
            return None
        name = f"{form} established pursuant to resolution {resolution['number']} ({resolution['year']})"
        known = self._names.bearers(name, Span(0, 0)).strong
        return _Decision(known[0], "body-of-the-resolution") if len(known) == 1 else None

    def _short(self, form: str, after: str) -> _Decision | tuple[Actor, ...]:
        """The actor last named that bears this head; the organ that speaks, if it bears it."""
        if self._organ and self._organ.name.endswith(form):
            return _Decision(self._organ, "the-organ-that-speaks")
        if form == "Council" and _RESOLUTIONS.match(after):
            return ()
        if form == "Assembly":
            return _Decision(self._names.actors[ActorId("general-assembly")], "the-general-assembly")
        # "The Organization" is as a rule the United Nations: another must have been named shortly before.
        for actor in reversed([*self._before, *self._here] if form == "Organization" else self._said):
            if _bears(actor, form):
                return _Decision(actor, "short-form-of-the-last-named")
            headed = self._names.actors[actor.heads] if actor.heads else None
            if headed and _bears(headed, form):
                return _Decision(headed, "body-of-the-post-last-named")
        for actor in reversed([said for said in self._said if said.kind is not Kind.PRINCIPAL_ORGAN]):
            parts = [part for part in self._names.parts.get(actor.id, ()) if _bears(part, form)]
            if len(parts) == 1:
                return _Decision(parts[0], "part-of-the-last-named")
        return self._own(form) or self._whole(form) or ()

    def _whole(self, form: str) -> _Decision | None:
        """The United Nations, called "the Organization" as in its Charter, where no other organization is named."""
        if form != "Organization" or _OTHER_ORGANIZATION.search(self._text):
            return None
        return _Decision(self._names.actors[ActorId("united-nations")], "the-united-nations")

    def _own(self, form: str) -> _Decision | None:
        """The body that is known by the number of this very resolution, which sets it up."""
        number = _YEARLY.fullmatch(str(self._symbol))
        if number is None or "o establish" not in self._text:
            return None
        known = self._names.bearers(f"{form} established pursuant to resolution {number[1]} ({number[2]})", Span(0, 0))
        return _Decision(known.strong[0], "set-up-by-this-document") if len(known.strong) == 1 else None


#: By which resolution a body was set up.
_ESTABLISHED = re.compile(
    r" established (?:pursuant to|by|under) paragraph \d+(?: \(\w\))? of (?:Security Council |its )?"
    r"resolution (?P<number>\d+) ?\((?P<year>\d{4})\)"
)

#: An organization by its name, where it is not the short form of the one that speaks.
_OTHER_ORGANIZATION = re.compile(r"\b[A-Z][\w-]+ Organi[sz]ation\b|\bOrgani[sz]ation (?:of|for|on) (?:the )?[A-Z]")

#: The symbol of a resolution of the Security Council.
_YEARLY = re.compile(r"S/RES/(\d+) ?\((\d{4})\)")


#: What a name says that its bearer is for.
_FIELD = re.compile(r" (?:on|for|in)(?: the)? (?P<field>.{5,})")

#: The treaty in the name of one of its bodies.
_OF_A_TREATY = re.compile(r".* (?:to|of) the (?P<treaty>.*\b(?:Convention|Covenant|Protocol|Treaty)\b.*)")

#: Resolutions of one of the councils: which, nothing tells but a number.
_RESOLUTIONS = re.compile(r" (?:resolution|decision)s\b")

#: How the councils number their resolutions and decisions.
_CITED = re.compile(
    r" (?:resolution|decision)s? "
    r"(?:(?P<year>\d{1,4} \((?:19|20)\d\d\))|(?P<session>(?:S-)?\d{1,2}/\d)|(?P<annual>(?:19|20)\d\d/\d))"
)
_COUNCILS = {
    "year": ActorId("security-council"),
    "session": ActorId("human-rights-council"),
    "annual": ActorId("economic-and-social-council"),
}


def _bears(actor: Actor, form: str) -> bool:
    """Whether a short form is the head of one of an actor's names: "Office" of the Office on Drugs and Crime.

    A post is not called by the body in its name.
    """
    return any(_HEAD.split(name, maxsplit=1)[0].endswith(form) for name in actor.names)


def _is_of(actor: Actor, after: str) -> bool:
    """Whether an actor may be meant where a treaty follows its weak name: "Meeting of States Parties to the Treaty"."""
    treaty = _TO_A_TREATY.match(after) if " to the " in actor.name else None
    return treaty is None or treaty["head"] in actor.name


_TO_A_TREATY = re.compile(r" to the (?P<head>[A-Z]\w+)")

#: Where the head of a name ends.
_HEAD = re.compile(r" (?:of|on|for|to|in|against|with|at|from|under|established|pursuant|serving)\b|,? and the ")
