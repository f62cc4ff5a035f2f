"""Provision: one verb by which the adopting organ acts, and those whom it asks to act.

A paragraph may hold several: "Urges Member States to ratify the Convention, and requests the Office to assist them" is
two. A provision whose tasks stand in sub-paragraphs belongs to the paragraph that introduces them. Verbs in a relative
clause, in a quotation or of another subject are no provisions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .document import Span
from .infinitive import Infinitives
from .party import Parties, Party
from .structure import Kind, Paragraph, Structure
from .verb import Act, Lexicon, Verb


@dataclass(frozen=True, slots=True)
class Provision:
    """One act of the organ.

    ``phrase`` is the verb as printed, in the third person, without adverbs. ``span`` runs from the verb to the next
    provision or the end of the paragraph, ``asks`` from the end of the words that name the addressees; both are empty
    of sub-paragraphs. ``rule`` says how the addressees were found.
    """

    paragraph: Paragraph
    verb: Verb
    phrase: str
    span: Span
    asks: Span
    addressees: tuple[Party, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of how resolutions word what they ask."""

    lexicon: Lexicon
    parties: Parties
    infinitives: Infinitives


def interpret(structure: Structure, grammar: Grammar, names: Sequence[Span]) -> tuple[Provision, ...]:
    """The provisions of the operative paragraphs, in order. ``names`` are the spans of all names in the document."""
    found: list[Provision] = []
    for paragraph in structure.of(Kind.OPERATIVE):
        within = [name for name in names if paragraph.span.start <= name.start < paragraph.span.end]
        found += _of_paragraph(structure.document.text, paragraph, grammar, within)
    return tuple(found)


def _of_paragraph(text: str, paragraph: Paragraph, grammar: Grammar, names: Sequence[Span]) -> Iterator[Provision]:
    start, end = paragraph.span
    words = text[start:end]
    acts = list(_acts(words, paragraph, grammar, [Span(n.start - start, n.end - start) for n in names]))
    before: tuple[Party, ...] = ()
    for act, following in pairwise([*acts, None]):
        if act is None:
            return
        stop = start + (following.start if following else len(words))
        addressees, asks, rule = _addressees(text, act.verb, start + act.end, stop, grammar, names)
        until = start + act.start
        addressees = tuple(
            one
            for party in addressees
            for one in (
                _meant(text, start, until, names, before, party.words)
                if _IS_PRONOUN.fullmatch(party.words)
                else [party]
            )
        )
        yield Provision(
            paragraph,
            act.verb,
            act.phrase,
            Span(start + act.start, _trimmed(text, stop)),
            Span(asks, stop),
            addressees,
            rule,
        )
        before = addressees or before


_IS_PRONOUN = re.compile(r"them|it|him|her|those|he|she|they", re.IGNORECASE)


def _meant(
    text: str, start: int, end: int, names: Sequence[Span], before: tuple[Party, ...], pronoun: str
) -> tuple[Party, ...]:
    """Whom a pronoun means: one, the one named last; several, or if nobody was named since, those last asked."""
    named = [name for name in names if start <= name.start and name.end <= end]
    last = (Party(named[-1], text[named[-1].start : named[-1].end]),) if named else ()
    since = last if last and (not before or last[0].span.start > before[-1].span.end) else ()
    one = pronoun.lower() in _OF_ONE
    return (since if one else ()) or before or last


_OF_ONE = frozenset({"it", "him", "her", "he", "she"})


_TRAILING = re.compile(
    r"(?:[\s,;:]|\band\b|\bor\b|\bas well as\b|\bin this regard\b|\bto this end\b|\balso\b|\bfurther\b)+\Z"
)


def _trimmed(text: str, stop: int) -> int:
    found = _TRAILING.search(text, max(0, stop - 60), stop)
    return found.start() if found else stop


def _acts(words: str, paragraph: Paragraph, grammar: Grammar, names: Sequence[Span]) -> Iterator[Act]:
    opening = grammar.lexicon.opening(words)
    in_a_part = paragraph.parent is not None
    if opening and in_a_part and not _acts_in_a_part(words, opening, grammar, names):
        opening = None
    if opening:
        yield opening
    last = opening
    for act in grammar.lexicon.joined(words):
        if last and act.start < last.end:
            continue
        if in_a_part and last is None and not _turns_to_act(act):
            continue
        if _is_of_the_organ(words, act, last, grammar, names):
            yield act
            last = act


def _acts_in_a_part(words: str, act: Act, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether a sub-paragraph opens with an act of the organ and not with a noun ("Requests for assistance")."""
    return act.verb.alone or _takes_an_object(words, act, grammar, names)


def _turns_to_act(act: Act) -> bool:
    """Whether a part that opens with a noun turns to an act of the organ: "(a) The launch of …, and encourages …"."""
    return act.verb.force != "none" and bool(_AND_APART.match(act.joint))


_AND_APART = re.compile(r"\s*[,;]\s+and\s")
_OPENS_AN_OBJECT = re.compile(
    r"\s+(?:that|the|its|their|with|all|any|also|to|in this|a|an|at|his|her|those|these|each|this|every)\b"
)
_IS_A_NOUN = re.compile(
    r"\s*(?:[,;.:]\s*(?:and|or|such\sas|including|which|as)\b|(?:for|from|of|on|by|and|or|are|is|as)\b)"
)
_GOVERNS = re.compile(r"\b(?:which|who|that)\s*\Z")
_RELATIVE = re.compile(r"\b(?:(?:which|who)\b|that\s+(?:\w+ly\s+)?[a-z]+s\s)[^;]*\Z")


def _takes_an_object(words: str, act: Act, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether what follows a word that may be a noun ("requests", "mandates") can only follow a verb."""
    if _IS_A_NOUN.match(words, act.end):
        return False
    if _OPENS_AN_OBJECT.match(words, act.end):
        return True
    close = next(grammar.infinitives.find(words, act.end, len(words), names), min(len(words), act.end + 120))
    return bool(grammar.parties.listed(words, act.end + 1, close, [n for n in names if n.start >= act.end]))


def _is_of_the_organ(words: str, act: Act, last: Act | None, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether a verb in mid-sentence has the organ as its subject."""
    begin = words.rfind(act.joint, 0, act.start)
    since = words[last.end if last else 0 : begin]
    if words.count("“", 0, begin) > words.count("”", 0, begin) or _GOVERNS.search(since):
        return False
    apart = act.adverbs or act.joint.lstrip().startswith((",", ";"))
    if not apart and _RELATIVE.search(since):
        return False
    if act.verb.alone or _TURNS.search(words, begin, act.end):
        return True
    if not _is_a_verb(words, act, grammar, names, apart=apart):
        return False
    told = _THAT.match(since)
    if act.verb.force != "none":
        return apart or not told
    return apart and not told and not _RELATIVE.search(since)


def _is_a_verb(words: str, act: Act, grammar: Grammar, names: Sequence[Span], *, apart: bool) -> bool:
    """Whether a word is no noun: it cannot be one, nothing behind it makes it one, or an object follows."""
    if apart and not act.verb.noun:
        return True
    plain = _AND_APART.match(act.joint) and not _IS_A_NOUN.match(words, act.end)
    return bool(plain) or _takes_an_object(words, act, grammar, names)


_TURNS = re.compile(r"\bin (?:this|that) (?:regard|respect|connection|context)\b|\bto (?:this|that) end\b")
_THAT = re.compile(r"\s*,?(?:\s*[^,;]{0,60},)?\s*that\b(?:,[^,;]{2,90},)?\s*")
_MODAL = re.compile(r"\s(?:shall|should|will|must|may|can|be|not|would|is to|are to)\b")
_LEADS = re.compile(
    r"[\s,]*(?:(?:once again|again|also|strongly|, in particular)\b[\s,]*)*(?:(?<!,\s)(?:to|upon|on|for)\s+)?"
)
_BETWEEN = re.compile(
    r"\s*(?:the\s+)?(?:(?!(?:to|of|by|for|on|that)\b)[\w-]+,?\s+(?:and\s+)?){0,7}?(?P<kind>cooperation|coordination|collaboration|partnership|dialogue|consultation)s?"
    r"(?:\s+and\s+[\w-]+){0,3}\s+(?:between|among|amongst)\s+"
)


_KINDS = {"partnership": "collaboration", "dialogue": "cooperation"}


def _addressees(
    text: str, verb: Verb, start: int, stop: int, grammar: Grammar, names: Sequence[Span]
) -> tuple[tuple[Party, ...], int, str]:
    """Those whom a verb asks, where what is asked begins, and the rule that found them."""
    if verb.force == "none" and verb.phrase != "calls for":
        return (), start, "declares"
    within = [name for name in names if name.start >= start]
    between = _BETWEEN.match(text, start, stop)
    if between:
        kind = _KINDS.get(between["kind"], between["kind"])
        parties = grammar.parties.listed(text, between.end(), stop, within, until=grammar.parties.ends)
        return parties, start, f"{kind}-between"
    if verb.phrase == "calls for":
        agents = _AGENTS.match(text, start + 1, stop)
        parties = grammar.parties.listed(text, agents.end(), stop, within, until=grammar.parties.ends) if agents else ()
        return parties, parties[-1].span.end if parties else start, "agents-of-an-act" if parties else "calls-for"
    that = _THAT.match(text, start, stop) or (verb.force == "decide" and _WITHOUT_THAT.match(text, start, stop))
    if that:
        return _subject(text, that.end(), stop, grammar, within)
    if verb.force == "decide":
        return (), start, "decides"
    lead = _LEADS.match(text, start, stop)
    at = lead.end() if lead else start
    agents = _AGENTS.match(text, at, stop)
    if agents:
        parties = grammar.parties.listed(text, agents.end(), stop, within, until=grammar.parties.ends)
        return parties, parties[-1].span.end if parties else start, "agents-of-an-act"
    return _object(text, at, stop, grammar, within)


def _object(
    text: str, start: int, stop: int, grammar: Grammar, names: Sequence[Span]
) -> tuple[tuple[Party, ...], int, str]:
    """Those who are the object of a verb: before an infinitive, before a colon, or by themselves."""
    listed = grammar.parties.listed
    close = next(grammar.infinitives.find(text, start, stop, names), None)
    colon = text.find(":", start, stop)
    if close is None or 0 <= colon < close:
        close = _before_to(text, start, colon) if colon >= 0 else None
    if close is not None:
        that_clause = _THAT_CLAUSE.search(text, start, close)
        if that_clause is None or listed(text, start, that_clause.start(), names):
            parties = listed(text, start, close, names)
            if parties and not _ARTICLES_AND_ASIDES.fullmatch(text, start, parties[0].span.start):
                return (), close, "object"
            return parties, close, "object-before-infinitive"
    bare = next(grammar.infinitives.bare(text, start, min(stop, start + 160)), None) if close is None else None
    asked = listed(text, start, bare, names) if bare else ()
    if bare and len(asked) == 1 and any(name.end == bare == asked[0].span.end for name in names):
        return asked, bare, "subject-in-the-subjunctive"
    parties = listed(text, start, stop, names, until=grammar.parties.ends)
    if not parties or text[start : parties[0].span.start].strip(" ,").replace("the", "").replace("all", "").strip():
        return (), parties[-1].span.end if parties else start, "object"
    return parties, parties[-1].span.end, "object"


#: What is decided without "that": "decides the three Committees will brief the Council".
_WITHOUT_THAT = re.compile(r"\s+(?=(?:the|all|each|its)\s(?:[\w’-]+\s){1,6}(?:shall|will|should)\b)")
#: An act that somebody is asked for: "encourages the continued participation of the Office in the work of …".
_AGENTS = re.compile(
    r"(?:further\s)?(?:the\s|all\s)?(?:(?!(?:to|of|by|for|on|that|with)\b)[a-z-]+,?\s(?:and\s)?){0,4}?"
    r"(?:(?:efforts|work|commitment|participation|involvement|engagement|contributions?|cooperation|collaboration|support"
    r"|leadership|attendance|initiatives|action|attention|measures)\s(?:of|by|from)|(?:\w+ion|use|development)\sby)\s"
)
#: What may stand between a verb and the first of those whom it asks.
_ARTICLES_AND_ASIDES = re.compile(
    r"[\s,]*(?:(?:in|within|with|as|through|upon|on|at|by|for|under|where|while|if|taking|bearing|pursuant|including|inter)\b.*,)?"
    r"[\s,]*(?:(?:the|a|an|all|any|each|every|both|of|its|their|our|on|upon|to|in particular|especially)\s+)*",
    re.IGNORECASE,
)
_THAT_CLAUSE = re.compile(r"\bthat\b(?=.*\b(?:shall|should|will)\b)")


def _before_to(text: str, start: int, colon: int) -> int:
    """Where the words before a colon end, without a "to" that the parts below go on from."""
    to = _DANGLING_TO.search(text, start, colon)
    return to.start() if to else colon


_DANGLING_TO = re.compile(r"\s+(?:continue\s+)?to\s*\Z")


def _subject(
    text: str, start: int, stop: int, grammar: Grammar, names: Sequence[Span]
) -> tuple[tuple[Party, ...], int, str]:
    """Those of whom a clause after "that" says what they shall do, or (in the subjunctive) do."""
    modals = [modal.start() for modal in _MODAL.finditer(text, start, stop)]
    verbs = grammar.infinitives.bare(text, start, min(stop, start + 250))
    for at in sorted({*modals[:3], *verbs}):
        parties = grammar.parties.listed(text, start, at, names)
        if parties and _NOTHING_BUT_ASIDES.fullmatch(text, parties[-1].span.end, at):
            if at not in modals:
                return parties, at, "subject-in-the-subjunctive"
            return ((), start, "passive") if _PASSIVE.match(text, at) else (parties, at, "subject-of-that-clause")
    if modals and not _PASSIVE.match(text, modals[0]):
        return grammar.parties.listed(text, start, modals[0], names), modals[0], "subject-of-that-clause"
    return (), start, "passive" if modals else "that-clause"


#: What is decided to be done to somebody or something: who is to do it is not said.
_PASSIVE = re.compile(
    r"\s(?:shall|should|will|must|may|would)(?:\s\w+ly|\salso)*\sbe\s(?:\w+ly\s)*"
    r"(?!(?:allowed|authori[sz]ed|entitled|required|requested|encouraged|invited|mandated|obliged|permitted|tasked)\b)"
    r"(?:\w+ed|held|made|given|set|paid|kept)\b"
)
_NOTHING_BUT_ASIDES = re.compile(r"\s*(?:(?:,|,?\s?(?:which|who|that)\b).*,)?,?\s*")
