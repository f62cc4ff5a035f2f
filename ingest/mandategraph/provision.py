"""Provision: one verb by which the adopting organ acts, and those whom it asks to act.

A paragraph may hold several: "Urges Member States to ratify the Convention, and requests the Office to assist them" is
two. A provision whose tasks stand in sub-paragraphs belongs to the paragraph that introduces them. Verbs in a relative
clause, in a quotation or of another subject are no provisions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from .act import acts_of
from .antecedent import is_pronoun, is_told_by_a_clause, meant, of_a_person
from .document import Span, is_quoted, lies_inside, spans_in
from .grammar import Grammar
from .listing import REASONS
from .party import Party
from .structure import Kind, Paragraph, Structure
from .verb import Verb


@dataclass(frozen=True, slots=True)
class Provision:
    """One act of the organ.

    ``phrase`` is the verb as printed, in the third person, without adverbs. ``span`` runs from the verb to the next
    provision or the end of the paragraph, ``asks`` from the end of the words that name the addressees; both are empty
    of sub-paragraphs. ``rule`` says how the addressees were found, ``force`` how strongly it asks: as its verb does, or
    as what the organ decides to do ("decides to authorize"). What is told in ``parts`` alone ("Decides: (a) That …; (b)
    To request …", "Urges States to ratify it, and all parties to apply it") asks those whom its parts ask.
    """

    paragraph: Paragraph
    verb: Verb
    phrase: str
    span: Span
    asks: Span
    addressees: tuple[Party, ...]
    rule: str
    force: str
    parts: tuple["AskingPart", ...] = ()


class AskingPart(NamedTuple):
    """One part of a provision that is told in parts: its words, those whom it asks, and where what it asks begins."""

    paragraph: Paragraph
    span: Span
    addressees: tuple[Party, ...]
    asks: int
    rule: str
    force: str


class _Asked(NamedTuple):
    """Those whom a verb asks, where what is asked begins, the rule that found them, and the force if not the verb's."""

    parties: tuple[Party, ...]
    asks: int
    rule: str
    force: str | None = None


def interpret(structure: Structure, grammar: Grammar, names: Sequence[Span]) -> tuple[Provision, ...]:
    """The provisions of the operative paragraphs, in order. ``names`` are the spans of all names in the document."""
    found: list[Provision] = []
    for paragraph in structure.of(Kind.OPERATIVE):
        within = spans_in(names, *paragraph.span)
        found += (
            _told_in_parts(structure, provision, grammar, names)
            if _is_all_in_parts(structure.document.text, provision)
            else provision
            for provision in _of_paragraph(structure.document.text, paragraph, grammar, within)
        )
    return tuple(found)


def _is_all_in_parts(text: str, provision: Provision) -> bool:
    """Whether a provision asks nobody itself and is no more than its verb: "Urges:"."""
    alone = _VERB_ALONE.fullmatch(text, provision.span.start, provision.asks.end)
    return alone is not None and not provision.addressees and provision.force != "none"


def _told_in_parts(structure: Structure, provision: Provision, grammar: Grammar, names: Sequence[Span]) -> Provision:
    """A provision with those whom its parts ask."""
    text = structure.document.text
    parts = []
    for paragraph in structure.under(provision.paragraph):
        within = spans_in(names, *paragraph.span)
        that, to = _THAT_PART.match(text, *paragraph.span), _TO_PART.match(text, *paragraph.span)
        asked = None
        if that:
            asked = _subject(text, that.end(), paragraph.span.end, grammar, within)
        elif to:
            asked = _decided_to(text, to, paragraph.span.end, grammar, within)
        elif provision.force != "decide":
            asked = _object(text, paragraph.span.start, paragraph.span.end, grammar, within)
        if asked and asked.parties:
            force = asked.force or provision.force
            parts.append(AskingPart(paragraph, paragraph.span, asked.parties, asked.asks, asked.rule, force))
    forces = {part.force for part in parts}
    return replace(
        provision,
        addressees=tuple({party.words: party for part in parts for party in part.addressees}.values()),
        rule="in-parts" if parts else provision.rule,
        force=forces.pop() if len(forces) == 1 else provision.force,
        parts=tuple(parts),
    )


_VERB_ALONE = re.compile(
    r"(?:Also\s|Further\s)?[A-Za-z]+(?:\s(?:upon|on|to))?"
    r"(?:(?:,\s[^:;]{3,120},)?\sthe\sfollowing(?:,\sinter\salia,)?(?:\sas\s[^:;]{3,60})?)?\s*:\s*"
)
_THAT_PART = re.compile(r"(?:(?:Also|Further|And),?\s)?[Tt]hat\s")
_TO_PART = re.compile(r"(?:(?:Also|Further|And),?\s)?[Tt]o\s(?:also\s|further\s)?(?P<verb>[a-z]+)\b")


def _of_paragraph(text: str, paragraph: Paragraph, grammar: Grammar, names: Sequence[Span]) -> Iterator[Provision]:
    start, end = paragraph.span
    local = [Span(name.start - start, name.end - start) for name in names]
    acts = list(acts_of(text[start:end], grammar, local, in_a_part=paragraph.parent is not None))
    before: Sequence[Party] = ()
    since = start
    for act, following in pairwise([*acts, None]):
        if act is None:
            return
        begin, stop = start + act.start, start + following.start if following else end
        at, until = start + act.end, stop
        if following and _trimmed(text, stop) <= at:  # "requests and encourages the Office to …"
            at, until = start + following.end, end
        if act.asked_until:
            asked = _subject_of_a_passive(text, start, start + act.asked_until, at, grammar, names)
            if not asked.parties:
                continue
        else:
            asked = _addressees(text, act.verb, at, until, grammar, names)
        if not asked.parties and before and _A_REPORT.match(text, at, until):
            asked = _Asked(tuple(before), at, "asked-before")
        said = Span(since, begin)
        addressees = tuple(
            one
            for party in asked.parties
            for one in (
                _meant(party, before, said, start, text, grammar, names)
                if is_pronoun(party) and not is_told_by_a_clause(party, text)
                else [party]
            )
        )
        force = asked.force or act.verb.force
        first = AskingPart(paragraph, Span(begin, stop), addressees, min(asked.asks, stop), asked.rule, force)
        parts = tuple(_and_others(text, first, grammar, names)) if addressees else ()
        if parts:
            addressees = tuple(party for part in parts for party in part.addressees)
        yield Provision(
            paragraph,
            act.verb,
            act.phrase,
            Span(begin, _trimmed(text, stop)),
            Span(min(asked.asks, stop), stop),
            addressees,
            asked.rule,
            force,
            parts,
        )
        before, since = addressees or before, start + act.end


#: What is asked of those who were asked before it: "requests the Panel to act, and requests also a final report to".
_A_REPORT = re.compile(
    r"\s(?:also\s|further\s)?an?\s(?:[a-z-]+\s)?(?:briefing|report|update)\s(?:by\s\d|no\slater\s|to\s(?:the|its)\s[A-Z])"
)


def _and_others(text: str, asking: AskingPart, grammar: Grammar, names: Sequence[Span]) -> Iterator[AskingPart]:
    """What is asked of some, and of others behind it: "urges States to ratify it, and all parties to apply it"."""
    if text[slice(*asking.span)].rstrip().endswith(":"):
        return
    told = _other_subject if asking.rule.startswith("subject") else _other_object
    joint, asked = told(text, Span(asking.asks, asking.span.end), grammar, names) or (None, None)
    if joint and asked and not asking.addressees[0].words.endswith(asked.parties[0].words):
        yield asking._replace(span=Span(asking.span.start, joint.start))
        last = asking._replace(
            span=Span(joint.end, asking.span.end), addressees=asked.parties, asks=asked.asks, rule=asked.rule
        )
        yield from tuple(_and_others(text, last, grammar, names)) or (last,)


def _other_subject(text: str, asks: Span, grammar: Grammar, names: Sequence[Span]) -> tuple[Span, _Asked] | None:
    """Of whom a clause behind another says what they shall do: ", and that the Bank shall apply it"."""
    for joint in _AND_THAT.finditer(text, *asks):
        asked = _subject(text, joint.end(), asks.end, grammar, names)
        nobody = text.startswith("no ", joint.end()) or is_quoted(text, asks.start, joint.start())
        passive = asked.rule == "agents-of-a-passive" or _SAID_IN_PASSIVE.match(text, asked.asks)
        if asked.parties and not (nobody or passive) and not is_pronoun(asked.parties[0]):
            return Span(*joint.span()), asked
    return None


def _other_object(text: str, asks: Span, grammar: Grammar, names: Sequence[Span]) -> tuple[Span, _Asked] | None:
    """Who is asked behind others by the same verb: ", and all parties to apply it", "and upon the Bank to do so"."""
    for joint in _AND_OTHERS.finditer(text, *asks):
        act = next(grammar.infinitives.find(text, joint.end(), asks.end, names), None)
        if act is None:
            return None
        others = grammar.parties.listed(text, joint.end(), act, names)
        named = others and _ARTICLES_AND_ASIDES.fullmatch(text, joint.end(), others[0].span.start)
        aside = named and " as " in text[others[0].span.start : others[-1].span.start]
        if aside or not (named and _IS_ASKED.fullmatch(text, others[-1].span.end, act)):
            continue
        can_act = all(grammar.parties.can_work(party.words, for_them=True) for party in others)
        before = Span(asks.start, joint.start())
        if joint["again"] or (can_act and not _ends_in_a_list(text, before, grammar, names)):
            return Span(*joint.span()), _Asked(others, act, "object-before-infinitive")
    return None


def _ends_in_a_list(text: str, before: Span, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether words end with somebody whose list may go on: "to work with the Bank", "the Fund, the Bank"."""
    acts = [before.start, *grammar.infinitives.find(text, *before, names)]
    if _WITH_SOMEBODY.search(text, acts[-1], before.end):
        return True
    start = max(before.start, text.rfind(",", *before) + 1)
    last = grammar.parties.listed(text, start, before.end, names)
    return bool(last) and not text[start : last[0].span.start].strip().removeprefix("the")


#: Where others may be asked behind a comma, and what else may stand between them and what they are asked to do.
_AND_OTHERS = re.compile(
    r"(?:,?\s(?:and|as\swell\sas)\s(?P<again>for|(?:up)?on)|,\sand)\s(?=(?:all|other|relevant|the|those)\s|[A-Z])"
)
_IS_ASKED = re.compile(r"(?:\s(?:that|which|who)\s(?:are|have)\s[^,;]{3,80})?(?:,?\sas\sappropriate,?)?\s*")
#: What is said of somebody and not asked of them: ", and that delegates will be given a chair".
_SAID_IN_PASSIVE = re.compile(r"\s(?:must|shall|should|will)\sbe\s[a-z]+(?:d|en|n)\b")
_WITH_SOMEBODY = re.compile(r"\b(?:among|between|especially|including|particularly|such\sas|with)\s")


def _meant(
    pronoun: Party, before: Sequence[Party], said: Span, start: int, text: str, grammar: Grammar, names: Sequence[Span]
) -> Sequence[Party]:
    """Those whom a pronoun means, told by what was said last or, of a person, by all that the paragraph says before."""
    found = meant(pronoun, before, said, text, grammar, names)
    return found or (meant(pronoun, (), Span(start, said.end), text, grammar, names) if of_a_person(pronoun) else ())


#: What joins a provision to the next one, and is no part of either.
_JOINING = (" and", " or", " as well as", " in this regard", " to this end", " also", " further", ",", ";", ":")


def _trimmed(text: str, stop: int) -> int:
    """Where a provision ends, without what joins it to the next."""
    words = text[max(0, stop - 60) : stop]
    kept = words.rstrip()
    while kept.endswith(_JOINING):
        kept = next(kept.removesuffix(joint) for joint in _JOINING if kept.endswith(joint)).rstrip()
    return stop - len(words) + len(kept)


_THAT = re.compile(
    r"\s*,?(?:\s*[^,;]{0,60},)?\s*that\b(?!\s[A-Z][a-z]+\sto\b|\s(?:Agency|Committee|Council|Office|Organization),)(?:,[^,;]{2,90},)?\s*"
)
#: Where a clause that asks nobody is followed by one that may: "that it shall be done and that, to this end, the Fund".
_AND_THAT = re.compile(
    r",?\sand\s(?:also\s|further\s)?that\b(?:,\s(?!if|should|unless|when|where)[^,;]{2,90},)?\s*(?!,)"
)
_MODAL = re.compile(r"\s(?:shall|should|will|must|may|can|be|not|would|is to|are to)\b")
_LEADS = re.compile(
    r"[\s,]*(?:(?:and\s(?:appeal|call|encouragement|invitation|request)|(?:addressed|made)(?=\sto\s)|once again|again"
    r"|also|strongly|, in particular)\b[\s,]*)*(?:(?<!,\s)(?:to|upon|on|for)\s+)?"
)
_KIND = re.compile(
    r"(?:cooperation|coordination|collaboration|partnership|dialogue|consultation|information exchange"
    r"|exchange of information|exchange|communication|collaborative effort)"
)
_BETWEEN = re.compile(
    r"\s*(?:,\s(?:inter\salia,\s)?)?(?:for\s+)?(?:(?:further\s+)?efforts\s+to\s+[a-z]+\s+(?:[a-z]+\s+){0,3}(?:and\s+[a-z]+\s+)?)?(?:the\s+)?"
    r"(?:(?:continued\s+practice|strengthening|enhancement|promotion|deepening|expansion|intensification)\s+of\s+)?"
    r"(?:(?!(?:to|of|by|for|on|that)\b)[\w-]+,?\s+(?:and\s+)?){0,7}?"
    rf"{_KIND.pattern}s?"
    rf"(?:(?:,|,?\s+and)\s+(?:{_KIND.pattern}s?|[\w-]+)){{0,3}}(?:\sefforts)?"
    r"(?:,\sat\s[^,;]{3,60},)?(?:\s(?:on|in|for|regarding)\s[^;:]{3,90}?)?"
    r"\s+(?:between(?:\s+and\s+among)?|among(?:\s+and\s+between)?|amongst)\s+"
)

#: So far from the verb does the kind stand at most.
_FARTHEST_KIND = 250

_KINDS = {"partnership": "collaboration", "collaborative effort": "collaboration"}
#: Those who are to talk with each other are not yet asked to work with each other.
_TALKS = ("dialogue", "information exchange", "exchange of information", "exchange", "communication")


def _addressees(text: str, verb: Verb, start: int, stop: int, grammar: Grammar, names: Sequence[Span]) -> _Asked:
    """Those whom a verb asks, where what is asked begins, and the rule that found them."""
    if verb.force == "none" and not verb.for_an_act:
        return _Asked((), start, "declares")
    within = [name for name in names if name.start >= start]
    between = _KIND.search(text, start, min(stop, start + _FARTHEST_KIND)) and _BETWEEN.match(text, start, stop)
    if between:
        kinds = dict.fromkeys(_KINDS.get(kind, kind) for kind in _KIND.findall(between[0]) if kind not in _TALKS)
        rule = f"{'-and-'.join(kinds)}-between" if kinds else "agents-of-an-act"
        return _Asked(_behind(between, text, stop, grammar, within), start, rule)
    lead = _LEADS.match(text, start, stop)
    at = lead.end() if lead else start
    if verb.for_an_act:
        parties = _behind(_AGENTS.match(text, start + 1, stop), text, stop, grammar, within)
        if parties:
            together = text.startswith(" with ", parties[-1].span.end)  # "cooperation by the Fund with the Programme"
            return _Asked(parties, start if together else parties[-1].span.end, "agents-of-an-act")
        asked = _object(text, at, stop, grammar, within)
        acts = asked.rule == "object-before-infinitive" and not text.startswith("to be ", asked.asks)
        somebody = asked.parties and all(grammar.parties.can_work(p.words, for_them=True) for p in asked.parties)
        return asked if acts and somebody else _Asked((), start, "calls-for")
    that = _THAT.match(text, start, stop) or (verb.force == "decide" and _WITHOUT_THAT.match(text, start, stop))
    if that:
        asked = _subject(text, that.end(), stop, grammar, within)
        also = None if asked.parties else _AND_THAT.search(text, that.end(), stop)
        of_another = _subject(text, also.end(), stop, grammar, within) if also else asked
        return of_another if of_another.parties else asked
    if verb.force == "decide":
        return _decided(text, start, stop, grammar, within)
    agents = _AGENTS.match(text, at, stop)
    if agents:
        parties = _behind(agents, text, stop, grammar, within)
        if parties and parties[0].words.islower() and _TAKES_PART.search(agents[0]):
            return _Asked((), start, "agents-of-an-act")
        end = parties[-1].span.end if parties else start
        goes_on = _IS_TOLD_BEFORE.search(agents[0]) or _GOES_ON_FROM_THE_ACT.match(text, end, stop)
        given = _GIVES.search(agents[0]) and text.startswith((" for ", " to "), end)
        return _Asked(parties, start if goes_on or given else end, "agents-of-an-act")
    return _object(text, at, stop, grammar, within)


def _subject_of_a_passive(
    text: str, start: int, stop: int, asks: int, grammar: Grammar, names: Sequence[Span]
) -> _Asked:
    """Those with whose name a sentence opens that says what they are asked to do: "The Fund is invited to dig"."""
    parties = grammar.parties.listed(text, start, stop, names)
    opens = parties and _ARTICLES_AND_ASIDES.fullmatch(text, start, parties[0].span.start)
    return _Asked(parties if opens else (), asks, "subject-of-a-passive")


def _decided(text: str, start: int, stop: int, grammar: Grammar, names: Sequence[Span]) -> _Asked:
    """Those whom the organ decides to authorize, to invite, to request; nobody where it decides anything else."""
    and_that = _TO_AND_THAT.match(text, start, stop)
    if and_that:
        return _subject(text, and_that.end(), stop, grammar, names)
    to = _TO_DO.match(text, start, stop)
    return (_decided_to(text, to, stop, grammar, names) if to else None) or _Asked((), start, "decides")


def _decided_to(text: str, to: re.Match[str], stop: int, grammar: Grammar, names: Sequence[Span]) -> _Asked | None:
    """Those whom the organ decides "to request"; ``None`` if it asks nobody to do anything."""
    act = f"{to['verb'].capitalize()}s"
    done = grammar.lexicon.opening(act + text[to.end() : to.end() + _FARTHEST_KIND])
    if done is None or done.verb.force in ("none", "decide") or done.verb.for_an_act:
        return None
    whom = to.end() + done.end - len(act)
    that, lead = _THAT.match(text, whom, stop), _LEADS.match(text, whom, stop)
    if that:
        asked = _subject(text, that.end(), stop, grammar, names)
    else:
        asked = _object(text, lead.end() if lead else whom, stop, grammar, names)
    asks = asked.parties and (that or asked.rule == "object-before-infinitive")
    if not asks:
        return None
    return asked._replace(rule=f"decides-to-{done.verb.force}", force=done.verb.force)


#: "Decides to authorize all States to, and that all States shall, …".
_TO_AND_THAT = re.compile(r"\sto\sauthori[sz]e\s[^,;:]{3,90}\sto,\sand\sthat\s")
_TO_DO = re.compile(r"(?:\s*,[^,;]{2,90},)?\s+to\s+(?:also\s+|further\s+)?(?P<verb>[a-z]+)\b")


def _behind(
    found: re.Match[str] | None, text: str, stop: int, grammar: Grammar, names: Sequence[Span]
) -> tuple[Party, ...]:
    """Those who are named behind words that introduce them; nobody where these words do not stand."""
    if found is None:
        return ()
    ends = _WHAT_THEY_DO.finditer(text, found.end(), stop) if _DONE_BY.search(found[0]) else ()
    end = next((of.start() for of in ends if not lies_inside(of.start(), names)), stop)
    return grammar.parties.listed(text, found.end(), end, names, until=grammar.parties.ends)


#: "The provision by donors of early contributions": those who provide end where begins what they provide.
_DONE_BY = re.compile(r"\b(?:provision|implementation|application|ratification|adoption|use|financing|funding)\sby\s\Z")
_WHAT_THEY_DO = re.compile(r"\sof\s")


def _object(text: str, start: int, stop: int, grammar: Grammar, names: Sequence[Span]) -> _Asked:
    """Those who are the object of a verb: before an infinitive, before a colon, or by themselves."""
    listed = grammar.parties.listed
    close = next(grammar.infinitives.find(text, start, stop, names), None)
    colon = next(
        (at.start() for at in _COLON.finditer(text, start, stop) if not is_quoted(text, start, at.start())), -1
    )
    reasons = _FOR_REASONS.search(text, start, colon) if close and colon > close else None
    if close is None or 0 <= colon < close or (reasons and reasons.start() < close):
        close = _before_to(text, start, colon) if colon >= 0 else None
    if close is not None:
        that_clause = _THAT_CLAUSE.search(text, start, close)
        if that_clause is None or listed(text, start, that_clause.start(), names):
            parties = () if _TELLS_AN_ACT.match(text, start, close) else listed(text, start, close, names)
            if parties and grammar.parties.tells_an_act(parties[0].words):
                return _Asked((), close, "object")
            if parties and not _ARTICLES_AND_ASIDES.fullmatch(text, start, parties[0].span.start):
                return _Asked((), close, "object")
            return _Asked(parties, close, "object-before-infinitive")
    bare = next(grammar.infinitives.bare(text, start, min(stop, start + 160)), None) if close is None else None
    asked = listed(text, start, bare, names) if bare else ()
    if bare and len(asked) == 1 and any(name.end == bare == asked[0].span.end for name in names):
        return _Asked(asked, bare, "subject-in-the-subjunctive")
    parties = listed(text, start, stop, names, until=grammar.parties.ends)
    if (
        not parties
        or text[start : parties[0].span.start].strip(" ,").replace("the", "").replace("all", "").strip()
        or _IS_WANTED.match(parties[0].words)
    ):
        return _Asked((), parties[-1].span.end if parties else start, "object")
    return _Asked(parties, parties[-1].span.end, "object")


#: What there is to be more of is no one who is asked: "urges longer-term and more flexible funding mechanisms".
_IS_WANTED = re.compile(
    r"(?:[a-z-]+\sand\s)?(?:more|better|greater|longer|longer-term|stronger|wider|continued|enhanced|improved|increased"
    r"|strengthened)\s[a-z]"
)
#: What is decided without "that": "decides the three Committees will brief the Council".
_WITHOUT_THAT = re.compile(r"\s+(?=(?:the|all|each|its)\s(?:[\w’-]+\s){1,6}(?:shall|will|should)\b)")
#: An act that somebody is asked for: "encourages the continued participation of the Office in the work of …".
_AGENTS = re.compile(
    r"(?:further\s)?(?:the\s|all\s)?(?:(?:continuation|exploration|pursuit)\sof\s)?(?:(?!(?:to|of|by|for|on|that|with)\b)[a-z-]+,?\s(?:and\s)?){0,4}?"
    r"(?:(?:efforts|work|commitment|participation|involvement|engagement|contributions?|cooperation|collaboration|support"
    r"|leadership|partnership|attendance|initiatives|action|attention|measures)(?:,\sincluding|\sfor\s(?:its|their)\s[a-z]+(?=\sfrom))?\s(?:of|by|from|made\sby)|"
    r"provision\sof\s[^;]{3,240}?\sby(?=\s(?:the|all|relevant)\s)|"
    r"(?:\w+ion|use|development|compliance|respect|observance|adherence|reporting|financing|funding|briefings?|updates?)\sby|briefings?\sfrom)\s"
)
#: Behind those who act, what tells with whom: "the cooperation of States, in particular those …, with the Panel".
_GOES_ON_FROM_THE_ACT = re.compile(
    r"(?:,\s(?:especially|in\sparticular|including|particularly)\s[^,;]{3,90},)?\s(?:with|in\sthe\sefforts\sof)\s"
)
#: That those take part who have no name ("the participation of all stakeholders") is asked of nobody in particular.
_TAKES_PART = re.compile(r"\b(?:attendance|involvement|participation)\s(?:by|from|of)\s\Z")
#: Acts that are named before those who do them: "provision of funds by States", "enhanced reporting by the Mission".
_IS_TOLD_BEFORE = re.compile(r"\bprovision\sof\s|\b(?:briefings?|report|reporting|updates?)\s(?:by|from)\s\Z")
#: Acts that somebody receives: "the support of the Fund for the Committee".
_GIVES = re.compile(r"\b(?:assistance|support)\s(?:by|from|of)\s\Z")
#: What may stand between a verb and the first of those whom it asks.
_ARTICLES_AND_ASIDES = re.compile(
    r"[\s,]*(?:and\s(?=in\s))?(?:(?:in|within|with|as|through|upon|on|at|by|for|under|where|while|if|beginning|starting|taking|bearing|pursuant|including|inter)\b"
    r"[^,]*,(?:\s(?!the\s)[^,]*,)*)?"
    r"[\s,]*(?:(?:the|a|an|all|any|each|every|both|of|his|her|its|their|our|on|upon|to|in particular|especially)\s+)*",
    re.IGNORECASE,
)
#: "Encourages exploring, developing and strengthening of mechanisms": nobody is asked by name.
_TELLS_AN_ACT = re.compile(r"\s*[a-z]+ing(?:,\s|\sand\s|\s)[a-z]+ing\b")
_THAT_CLAUSE = re.compile(r"\bthat\b(?=.*\b(?:shall|should|will)\b)")


_FOR_REASONS = re.compile(rf",\s{REASONS}")


def _before_to(text: str, start: int, colon: int) -> int:
    """Where the words before a colon end, without a "to" that the parts below go on from."""
    to = _DANGLING_TO.search(text, start, colon)
    return to.start() if to else colon


_COLON = re.compile(":")
_DANGLING_TO = re.compile(r"\s+(?:continue\s+)?to\s*\Z")


def _subject(text: str, start: int, stop: int, grammar: Grammar, names: Sequence[Span]) -> _Asked:
    """Those of whom a clause after "that" says what they shall do, or (in the subjunctive) do."""
    modals = [modal.start() for modal in _MODAL.finditer(text, start, stop)]
    agents = _behind(_BY_AN_AGENT.match(text, modals[0], stop) if modals else None, text, stop, grammar, names)
    if agents:
        return _Asked(agents, agents[-1].span.end, "agents-of-a-passive")
    bare = grammar.infinitives.bare(text, start, min(stop, start + _FARTHEST_VERB))
    verbs = [at for at in bare if not text.endswith(_ARTICLES, 0, at)]
    for at in sorted({*modals[:3], *verbs}):
        parties = grammar.parties.listed(text, start, at, names)
        opens = parties and _ARTICLES_AND_ASIDES.fullmatch(text, start, parties[0].span.start)
        if opens and _NOTHING_BUT_ASIDES.fullmatch(text, parties[-1].span.end, at):
            if at not in modals:
                return _Asked(parties, at, "subject-in-the-subjunctive")
            is_event = _PASSIVE.match(text, at) and grammar.parties.is_event(parties[-1].words)
            done = is_event or _TO_BE_DONE.match(text, at) or _AS_FOLLOWS.match(text, at)
            return _Asked((), start, "passive") if done else _Asked(parties, at, "subject-of-that-clause")
    if modals and not _PASSIVE.match(text, modals[0]):
        return _Asked(grammar.parties.listed(text, start, modals[0], names), modals[0], "subject-of-that-clause")
    return _Asked((), start, "passive" if modals else "that-clause")


#: Behind an article, or what points at a thing, stands no verb: "the fight", "those reports".
_ARTICLES = (" the", " a", " an", " its", " their", " those", " these")
#: So far from "that" does the verb stand at most of what somebody is to do, in the subjunctive.
_FARTHEST_VERB = 400
#: What is requested to be done with somebody in the subjunctive: who is to do it is not said.
_TO_BE_DONE = re.compile(r"\sbe\s(?:\w+ly\s)*(?:\w+ed|held|made|given|set|paid|kept)\b")
_PASSIVE = re.compile(
    r"\s(?:shall|should|will|must|may|would)(?:\s\w+ly|\salso)*\sbe\s(?:\w+ly\s)*"
    r"(?!(?:allowed|authori[sz]ed|entitled|required|requested|encouraged|invited|mandated|obliged|permitted|tasked)\b)"
    r"(?:\w+ed|held|made|given|set|paid|kept)\b"
)
#: What is told below a colon is what things are to be like: "the arrangements for the meeting should be as follows:".
_AS_FOLLOWS = re.compile(r"\s(?:shall|should|will)\sbe\sas\sfollows\b")
#: Who is to do what "shall be done by" somebody.
_BY_AN_AGENT = re.compile(
    r"\s(?:shall|should|will|must)(?:\s\w+ly|\salso)*\sbe\s(?:\w+ly\s)*\w+(?:\s\w+)?\sby\s(?=the\s|all\s|[A-Z])"
)
_NOTHING_BUT_ASIDES = re.compile(r"\s*(?:(?:,|,?\s?(?:which|who|that)\b).*,|(?:who|that|which)\s[a-z]+\s[^,;]*)?,?\s*")
