"""Listing: the parties that a stretch of a sentence lists.

A list like "the Office, Member States, other relevant entities of the United Nations system, in particular the
Programme, and donors" is five parties. Asides between commas name nobody; one modifier may serve several heads
("organs, organizations and bodies of the United Nations system"), and then they are one party. After them:

- parties are in order and none overlaps another;
- no name is divided;
- the words of a party stand in its span, but for what is printed in brackets inside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from .document import Span, lies_inside
from .party import AND_OR, Party, PartyWords, after_articles, party_between, trimmed, waits_for_more
from .trie import any_of


class Parties(PartyWords):
    """What tells parties from other things, and how lists of them are read. Made once, as ``PartyWords`` are."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        super().__init__(words)
        namers = f"(?:{any_of(words['naming'])})"
        self._joint = _joint(namers)
        #: Among those with whom somebody works, the preposition may be said again: "with States, with the Office".
        self._joint_of_ties = _joint(
            namers, to=r"to\s+(?=the\s|all\s|[A-Z])", again=r"(?:with\s+|of\s+(?=[a-z])|to\s+(?=the\s|all\s|[A-Z]))?"
        )
        self.whole = _whole(words["undivided"])
        #: What ends a list of those with whom somebody works: a preposition, a clause, an infinitive.
        self.ends = re.compile(
            rf"[,\s](?:(?<=\s)|(?<=,)\s)"
            rf"(?:(?<!parties )(?<!Parties )(?<!party )(?<!parties and signatories )"
            rf"(?<!pursuant )(?<!referred )(?<!relevant )(?<!related )to|"
            rf"{any_of(words['ending'])})\b"
        )

    def listed(
        self, text: str, start: int, end: int, names: Sequence[Span], until: re.Pattern[str] | None = None
    ) -> tuple[Party, ...]:
        """The parties named between two places of a text, in order.

        ``names`` are the spans of names in that stretch. With ``until``, the list ends where it matches inside a
        party's words (but not inside a name), and at the first thing that is no party.
        """
        return tuple(self._parties(text, start, end, names, until))

    def _parties(
        self, text: str, start: int, end: int, names: Sequence[Span], until: re.Pattern[str] | None
    ) -> Iterator[Party]:
        listing = _Listing(self, text, Span(start, end), names, until)
        joint = self._joint_of_ties if until else self._joint
        for begin, stop, before in self._segments(text, start, end, names, joint):
            again = not until and text.startswith("to ", begin)  # "appeals to Governments and to organizations"
            yield from listing.take(begin + len("to ") if again else begin, stop, before)
            if listing.ended:
                break
        if listing.held:
            yield listing.held

    def _segments(
        self, text: str, start: int, end: int, names: Sequence[Span], joints: re.Pattern[str]
    ) -> Iterator[tuple[int, int, str]]:
        """The stretches between joints: start, end, and the joint before (a comma, a conjunction, both)."""
        end = start + len(trimmed(text[start:end]))
        at, before = start, ","
        whole = [*names, *(Span(*found.span()) for found in self.whole.finditer(text, start, end))]
        for joint in joints.finditer(text, start, end):
            inside = lies_inside(joint.start(), whole)
            if (
                inside
                or text[joint.start() - 1] == "-"
                or _IN_A_NUMBER.match(text, joint.start() - 1)
                or text.count("(", at, joint.start()) > text.count(")", at, joint.start())
            ):
                continue
            if joint.start() > at:
                yield at, joint.start(), before
            at, before = joint.end(), " ".join(joint[0].split())
        if at < end:
            yield at, end, before


class _Listing:
    """A list of parties while it is read, stretch by stretch.

    ``held`` is the party that the next stretch may still lengthen; ``group`` the party whose members are being named;
    ``waiting`` where adjectives began whose noun is still to come; ``clause`` where a relative clause began in which
    the reading stands; ``aside`` is true inside an aside.
    """

    def __init__(
        self, known: Parties, text: str, whole: Span, names: Sequence[Span], until: re.Pattern[str] | None
    ) -> None:
        self._known, self._text, self._whole, self._names, self._until = known, text, whole, names, until
        self.held: Party | None = None
        self.ended = False
        self._group: Span | None = None
        self._waiting: int | None = None
        self._clause: int | None = None
        self._members = 0
        self._aside = self._listed_aside = self._closing = False

    def take(self, start: int, stop: int, joint: str) -> Iterator[Party]:
        """Read the stretch behind a joint; yields a party once nothing can lengthen it any more."""
        if self.held and joint in AND_OR and self._goes_on_doing(self.held, start, stop):
            return
        members = self._known.members(self._text, start, stop)
        if members is None and self._opens_an_aside(start, stop):
            self._step_aside(start, stop)
            return
        if self._until and self._resumes_the_task(start, stop, joint):
            self.ended = True
            return
        if self._aside and (members is not None or self._stays_aside(start, stop, joint)):
            return
        if members is not None:
            if self._group is None and self.held:
                self._group = self.held.span
            self._closing, self._members, start = False, 0, members
        in_a_clause = self._clause is not None and not self._leaves_a_clause(start, stop, joint)
        if (
            in_a_clause
            or _EACH_OTHER.fullmatch(self._text, start, stop)
            or (self.held and self._names_an_instrument(start, stop))
        ):
            return
        close = self._close(start, stop)
        if not self._known.named(self._text, start, close, self._names):
            self._pass_over(start, close, stop)
            return
        self._aside = False
        if (
            self.held
            and members is None
            and joint == ","
            and self._text.startswith("the ", start)
            and (_SAME_AGAIN.fullmatch(self._text, start, stop) or not self._text[stop : self._whole.end].strip(" ,;:"))
        ):
            return  # "Israel, the occupying Power,": the same once more
        yield from self._hold(start, close, joint, is_member=members is not None)
        goes_on = close == stop or self._clause is not None or _NO_END.fullmatch(self._text, close, stop)
        self.ended = bool(self._until) and not goes_on

    def _step_aside(self, start: int, stop: int) -> None:
        """Enter an aside, which names nobody; it may be the end of the list."""
        if self.held and not self._aside and _AS_FIT.fullmatch(self._text, start, stop):
            return
        ends = self._until and self._until.match(self._text, max(self._whole.start, start - 1), stop)
        reasons = self._text.startswith(":", self._whole.end) and _GIVES_REASONS.match(self._text, start)
        self.ended = bool(ends or reasons) or self._is_aside_to_the_end(start)
        self._aside, self._waiting = True, None
        if _INTER_ALIA.fullmatch(self._text, start, stop):
            return
        through = _THROUGH.match(self._text, start, stop)
        listed = through and self._known.named(self._text, through.end(), stop, self._names)
        self._listed_aside = bool(listed or _ENDS_OPEN.search(self._text, start, stop))

    def _stays_aside(self, start: int, stop: int, joint: str) -> bool:
        """Whether a stretch goes on with the aside: "including through advisers, focal points and others, and with"."""
        listed = self._listed_aside and joint == ","
        return listed or "," not in joint or _GERUND.fullmatch(self._text, start, stop) is not None

    def _resumes_the_task(self, start: int, stop: int, joint: str) -> bool:
        """Whether what is asked goes on: "in consultation with States, to apply it", ", a programme of work"."""
        object_follows = self.held and joint == "," and _INDEFINITE.match(self._text, start, stop)
        goes_on = joint == "," and _ACTS.match(self._text, start, stop)
        return bool(object_follows or goes_on) or self._text.startswith("to ", start)

    def _names_an_instrument(self, start: int, stop: int) -> bool:
        """Whether a stretch names a convention: nobody, or what those before are parties to besides."""
        found = _INSTRUMENT.match(self._text, start, stop) is not None
        if found and self.held and _PARTY_TO.search(self.held.words):
            self._lengthen(self.held, stop)
        return found

    def _goes_on_doing(self, held: Party, start: int, stop: int) -> bool:
        """Whether a stretch goes on with a name, or what else it does: "States hosting or having hosted"."""
        if not _ONLY_A_JOINT.fullmatch(self._text, held.span.end, start):
            return False
        waits = waits_for_more(held.words)
        doing = waits or _DOING_SO.search(self._text, held.span.start, held.span.end)
        more = doing and _DOING_MORE.match(self._text, start, stop)
        of_both = _FOR_AN_ACT.search(held.words) and _AN_ACT_TOO.match(self._text, start, stop)
        if more or of_both or waits:
            self._lengthen(held, self._close(more.end() if more else start, stop))
            return True
        return False

    def _leaves_a_clause(self, start: int, stop: int, joint: str) -> bool:
        """Whether a stretch goes on with the list behind a clause.

        A name or an article does, not what follows a verb in the clause; in a long clause, only behind a comma.
        """
        apart = "," in joint or "well" in joint
        if self._clause is not None and joint == "and" and _OPEN_BETWEEN.search(self._text, self._clause, start):
            return False
        if self._clause is None or not (apart or len(self._text[self._clause : start].split()) <= _SHORT_CLAUSE):
            return False
        opens = self._text[start : start + 1].isupper() or self._text.startswith(("the ", "other ", "relevant "), start)
        words = self._text[start:stop]
        named = self._known.named(self._text, start, stop, self._names) or self._known.describes(words)
        return opens or (apart and joint != "," and named)

    def _opens_an_aside(self, start: int, stop: int) -> bool:
        inside = any(name.start <= start < name.end for name in self._names)
        return not inside and self._known.opens_an_aside(self._text, start, stop)

    def _is_aside_to_the_end(self, start: int) -> bool:
        """Whether those named in an aside go on to the comma that closes it: ", together with A, B and C, to"."""
        return self._text[: self._whole.end].rstrip().endswith(",") and bool(_WITH_OTHERS.match(self._text, start))

    def _pass_over(self, start: int, close: int, stop: int) -> None:
        """Words that name nobody: adjectives wait for their noun, anything else ends a list that can end."""
        if self.held and not self._aside and self._tells_more(self.held, start, close):
            self._lengthen(self.held, close)
            self.ended = bool(self._until) and close < stop
            return
        own = after_articles(self._text, start, close)
        if self._known.describes(self._text[own:close]) or self._known.modifies(self._text[own:stop]):
            self._waiting = start if self._waiting is None else self._waiting
            self._aside = False
        elif self._until and not self._aside and not (self.held and _ONE_OF_OTHERS.match(self._text, start, stop)):
            self.ended = True

    def _close(self, start: int, stop: int) -> int:
        """Where a party's own words end; from there on a relative clause may be read."""
        close = self._cut(start, stop)
        self._clause = close if _CLAUSE.match(self._text, close, stop) else None
        return close

    def _cut(self, start: int, end: int) -> int:
        """Where a party's own words end: before a relative clause, and before what ends the list."""
        text, until = self._text, self._until
        own = after_articles(text, start, end)
        where, names = self._known.whole.search(text, own, end), self._names
        if where and (where["always"] or _LIST_GOES_ON.match(text, where.end(), self._whole.end)):
            names = [*names, Span(where.start() - 1, where.end())]
        for pattern in (_NOT_ITS_OWN, until):
            for found in pattern.finditer(text, own, end) if pattern else ():
                inside = lies_inside(found.start(), names)
                if not inside and not (pattern is until and _goes_on(text, own, found.start())):
                    end = found.start()
                    break
        adverb = _ADVERB.search(text, start, end) if text.endswith(_ADVERB_ENDS, start, end) else None
        return adverb.start() if adverb else end

    def _tells_more(self, held: Party, start: int, close: int) -> bool:
        """Whether words that name nobody, right behind a party, go on with what affects it or what it is for."""
        if not _ONLY_A_JOINT.fullmatch(self._text, held.span.end, start):
            return False
        affects = _AFFECTED.search(held.words) and not self._text.startswith("including ", start)
        field = _OF_A_FIELD.search(held.words) and _IS_NAMED.fullmatch(self._text, start, close)
        purpose = _PURPOSE.search(held.words) and _A_PURPOSE.fullmatch(self._text, start, close)
        return bool(affects or field or purpose or waits_for_more(held.words))

    def _lengthen(self, held: Party, stop: int) -> None:
        """What follows belongs to the name of the party before it."""
        self.held = party_between(self._text, held.span.start, stop, held.group)

    def _modifies_both(self, held: Party, words: str, joint: str) -> bool:
        """Whether the party before is but the first of two nouns before one head: "police and prison officers"."""
        bare = not _ENDS_WITH_AN_ARTICLE.search(self._text, self._whole.start, held.span.start)
        named = any(name.start < held.span.end <= name.end for name in self._names)
        first = joint in AND_OR and bare and not named and self._known.is_a_modifier(held.words)
        return first and _NOUN_AND_HEAD.fullmatch(words) is not None

    def _belongs_alike(self, held: Party, words: str, joint: str) -> bool:
        """Whether both are organs of the same: "its Main Committees and subsidiary bodies"."""
        owned = joint in (",", "and") and _ITS.search(self._text, self._whole.start, held.span.start)
        return bool(owned and _ITS_ORGANS.fullmatch(held.words) and _ITS_ORGANS.fullmatch(words))

    def _modified_alike(self, held: Party, start: int, close: int, joint: str) -> bool:
        """Whether what modifies a stretch modifies the bare noun before it too: "women and girls who fled"."""
        bare = joint in AND_OR and held.words.isalpha() and held.words.islower()
        return bare and close > start and _WITH_A_MODIFIER.match(self._text, start) is not None

    def _leaves_the_group(self, joint: str) -> bool:
        """Whether the members have all been named: by "A and B,", or by "A, and" where no list of them waits for it."""
        complete = self._closing or (self._members == 1 and joint.endswith(("and", "or")))
        return "as well" in joint or (complete and joint.startswith(","))

    def _hold(self, start: int, close: int, joint: str, *, is_member: bool) -> Iterator[Party]:
        if self._leaves_the_group(joint):
            self._group = None
        self._members += self._group is not None
        self._closing = self._closing or joint.endswith(("and", "or"))
        anew = self._text.startswith("the ", start)
        start, self._waiting = (start if self._waiting is None or anew else self._waiting), None
        states = self.held and _OF_STATES.match(self.held.words) and _IS_A_STATE.fullmatch(self._text, start, close)
        if self.held and states:
            self._lengthen(self.held, close)
            return
        words = self._text[start:close]
        shared = (
            self.held
            and not (joint == "and" and _WITH_ANOTHER.match(self._text, start))
            and not self._known.stand_apart(self._text, self.held.span.start)
            and (
                self._known.shares(self.held.words, words, joint)
                or self._modified_alike(self.held, start, close, joint)
                or self._belongs_alike(self.held, words, joint)
            )
        )
        if self.held and not is_member and (shared or self._modifies_both(self.held, words, joint)):
            self._lengthen(self.held, close)
            return
        party = party_between(self._text, start, close, self._group)
        if is_member and party.words == "those":
            return  # "in particular those that have done so": nobody else is named
        if self.held:
            yield self.held
        self.held = party


#: Nouns that one modifier behind them tells apart: "organizations and bodies and groups based on religion".
_WITH_ANOTHER = re.compile(r"[a-z]+\sand\s[a-z]+\sbased\son\b")
#: "Its Main Committees", where "and subsidiary bodies" is still to come.
_ITS = re.compile(r"\b(?:its|their)\s\Z")
_ORGAN = (
    r"(?!other\b|relevant\b)(?:[\w-]+\s(?:and\s[a-z]+\s)?){0,3}"
    r"(?:[Bb]odies|[Cc]ommi(?:ttee|ssion)s|institutions|organs)"
)
_ITS_ORGANS = re.compile(rf"{_ORGAN}(?:,\s{_ORGAN})*(?:\sand\s{_ORGAN})?(?:\sof\s[^,]*)?")
#: "13,900".
_IN_A_NUMBER = re.compile(r"\d,\d{3}\b")


def _joint(namers: str, to: str = r"to\s+", again: str = "") -> re.Pattern[str]:
    """What stands between parties: a comma, a conjunction or both, with prepositions that are said ``again``."""
    conjunction = r"(?:and|or)(?:,\s(?:as|where|when|if)\s[a-z]+,)?|as\s+well\s+as|along\s+with|and/or"
    behind = rf"\s*(?:(?:{conjunction}|also)\s+(?:(?:with|on|upon)\s+|{to})?)?{again}"
    bare = rf"(?:{conjunction})\s+(?:(?:with|upon)\s+|(?:to|on)\s+(?=the\s|all\s|[A-Z]))?{again}"
    return re.compile(rf"[,;\s](?:(?<!\s){behind}|\s*(?:[,;]{behind}|{bare}|(?={namers}\b)))")


#: "The Governments of Belarus, the Russian Federation and Ukraine" are one party.
_OF_STATES = re.compile(
    r"(?:Presidents of (?:the )?|(?:[Gg]overnments|Prime Ministers|Foreign Ministers|peoples) of )[A-Z]"
)
_IS_A_STATE = re.compile(
    r"(?:the\s)?(?:(?!(?:Bank|Board|Community|Fund|Group|Mission|Nations|Office|Secretary|Union)\b)[A-Z][a-z][\w’-]*(?:\s(?:and|of|the)(?=\s[A-Z]))?\s?){1,5}"
)
_WITH_A_MODIFIER = re.compile(
    r"(?:(?:victims|survivors|perpetrators)\sof|(?!others)[a-z]+\s(?:from|who|that|affected|at\srisk|belonging|facing|living"
    r"|responsible|subject|subjected|suffering)\b)"
)
#: "The Ministry of Trade", where "and Consumer Affairs" is still to come.
_OF_A_FIELD = re.compile(
    r"\b(?:Centre|Commission|Committee|Department|Group|Institute|Mechanism|Ministry|Network|Office|Programme|Unit)\s"
    r"(?:of|for|on|to)\s(?:(?:and|for|of|on|in|the)\s|[A-Z][\w’-]*,?\s?){1,12}(?<=[a-z])\Z"
)
_IS_NAMED = re.compile(r"(?:[A-Z][\w’-]*(?:\s(?:and|in|of|of\sthe|the|to)(?=\s[A-Z]))?\s?){1,6}")
#: Of a list of others, one that is no party known: "relevant agreements", behind which the list goes on.
_ONE_OF_OTHERS = re.compile(r"(?:the\s)?(?:other|relevant)\s[a-z\s]+\Z")
#: Through whom something is done: those are listed in the aside.
_THROUGH = re.compile(r"(?:including\s)?through\s(?:the\s|their\s|its\s)?(?:(?:creation|establishment|use)\sof\s)?")
#: Why all of them are urged to do what follows upon a colon: "all countries, reaffirming their commitment to …:".
REASONS = r"(?:bearing|convinced|deeply|mindful|reaffirming|recalling|recognizing)\b"
_GIVES_REASONS = re.compile(REASONS)
_INTER_ALIA = re.compile(r"inter\salia")
#: "In view of what was done with", where ", inter alia, the Office, the Fund and the Bank," is still to come.
_ENDS_OPEN = re.compile(r"\s(?:among|by|from|with)\Z")
#: "When designing, implementing and evaluating laws": the aside goes on.
_GERUND = re.compile(r"[a-z]{3,}ing")
_ENDS_WITH_AN_ARTICLE = re.compile(r"\b(?:the|an?|its|their|his|her|our)\s\Z", re.IGNORECASE)
_NOUN_AND_HEAD = re.compile(r"[a-z-]+\s(?:[a-z]+s|unit|personnel|police|staff|sector)")
#: "Parties to the Covenant, the Convention on … and the Statute of the Court": what they are parties to names nobody.
_INSTRUMENT = re.compile(
    r"(?:the|its|their)\s(?:\d{4}\s)?(?:[A-Z][\w’-]*\s){0,3}(?:Conventions?|Covenants?|(?:Optional\s)?[Pp]rotocols?|Statute|Treaty|Agreement)\b(?!\s(?:[Ss]ecretariat|body|bodies|Commission|Committee|Organization))"
)
_PARTY_TO = re.compile(r"\b(?:parties|party|signatories|contracting parties)\sto\b", re.IGNORECASE)
_SAME_AGAIN = re.compile(r"the\s(?:[a-z]+\s)?(?:Power|Party|depositary)")
#: Verbs that head no party: "in consultation with States, provide good offices".
_ACTS = re.compile(
    r"(?:advise|assist|conduct|coordinate|develop|enhance|ensure|establish|facilitate|help|implement|promote|provide"
    r"|strengthen|undertake)\s(?!and\b|or\b)"
)
_INDEFINITE = re.compile(r"an?\s")
_WITH_OTHERS = re.compile(
    r"(?:with(?!\sa\sview\b)|together|jointly|in\sa\smanner|consistent|in\s(?:[a-z]+\s){0,2}(?:association|conjunction|consultation|cooperation|coordination|collaboration|partnership))\b"
)
_CLAUSE = re.compile(
    r",?\s(?:having|wishing|agreed|that|(?:(?:by|for|from|in|of|to|with)\s)?(?:which|whom|whose)|who|where)\b"
)
#: "Agreed upon between A", of which "and B" is part.
_OPEN_BETWEEN = re.compile(r"\bbetween\b(?!.*\band\b.*\band\b)")
#: So many words, with the conjunction behind them, has a clause at most that ends without a comma.
_SHORT_CLAUSE = 10
_CLAUSE_OR_ASIDE = (
    r"(?:(?<! of )(?<! to )(?<! by )that|which|who|whose|whom|where|having|lacking|wishing|agreed|"
    r"beginning|consisting|comprising|composed|"
    r"headed|through|upon|(?<!those )within(?! the United Nations)|in order|"
    r"in (?!international)(?:\w+ )?"
    r"(?:collaboration|cooperation|coordination|consultation|partnership|accordance|conjunction|line))\b"
)
#: To what somebody is a party; any other word behind "parties to" is what parties are to do.
_TO_WHAT = (
    r"(?:an?|the|its|their|this|that|these|those|all|any|both|it|them|armed|arms|conflicts?|international|non-international|"
    r"peace|hostilities|disputes?|negotiations|treaties|agreements|conventions|instruments|relevant|regional|such|human)\b"
)
#: "The Fund’s efforts", "United Nations activities": who works is meant.
_WHAT_IS_THEIRS = (
    r"(?:’s|’|(?<=United Nations)|(?<=African Union)|(?<=Panel)|-led) (?:[a-z-]+ ){0,2}"
    r"(?:ability|activities|capacit(?:y|ies)|efforts|endeavours|initiatives|mandate(?! holders?)|process(?:es)?|work)\b"
)
#: Words with which a clause begins, or that tell what its subject is or does.
_FINITE = (
    r"(?:when|whenever|while|if|is|are|was|were|may|has|so that|"
    r"(?:by|for|from|in|of|to|towards|with) (?:which|whom|whose))\b"
)
#: What is said of a party, and is no part of its name: "States willing to do so".
_SAID_OF_THEM = (
    r"(?:in (?:his|her|its|their) (?!(?:respective )?(?:countries|regions?)\b)(?=[a-z])|making\b|themselves\b|"
    r"(?:able|willing) to\b|"
    r"acting through\b|as (?:an?(?! whole)|the|custodian|lead|members?)\b|in an effort\b|"
    r"on the (?:one|other)\b|to the extent\b)"
)
#: It opens with a blank or a comma, which are found faster than what may not stand before them.
_NOT_ITS_OWN = re.compile(
    r" (?:(?<! parties )(?<!^parties )(?<!parties and signatories )"
    r"(?<! party )(?<! contributors )(?<! position )(?<! unable )(?<! capacity )(?<! referred )"
    r"(?<! pursuant )"
    r"to (?!(?:an?|the|its|their|this|that|these|those|all|any) )(?=[a-z])|"
    r"(?<! of )(?<! on )(?<! outside )(?<! for )(?<! to )(?<! in )(?<! with )(?<! within )(?<! under )(?<! against )"
    r"(?<! by )(?<! from )(?<! and )(?<! at )(?<! between )(?<! without )(?<!ing )(?:an?(?! whole\b)|the) |"
    rf"{_CLAUSE_OR_ASIDE}|{_FINITE}|{_SAID_OF_THEM}|for the (?:continuation|maintenance|provision) of )|"
    rf", {_CLAUSE_OR_ASIDE}|"
    rf"{_WHAT_IS_THEIRS}|"
    rf"(?<= [Pp]arties) to (?!{_TO_WHAT})(?=[a-z])|"
    r",? as (?:needed|appropriate|necessary|applicable|relevant)\b| in (?:this|that) (?:respect|regard|context)\b|"
    r"(?<!President of the General Assembly) (?:at its|during the) (?:resumed )?[a-z-]+ session\b"
)


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether the words of a party go on behind a preposition that could end them."""
    if _MODIFIER_BEHIND.match(text, at):
        return True
    before = text[start:at]
    if before[-1:].islower() and _IN_A_PLACE.match(text, at):
        return True
    if _BODIES.search(before) and _THEIR_FIELD.match(text, at):
        return True
    if _EXPERTS.search(before) and _FROM_THEM.match(text, at):
        return True
    if any(before.endswith(words) and behind.match(text, at) for words, behind in _GO_ON_BEHIND):
        return True
    return bool(_DOES.search(before) or (_CAPITAL.search(before) and _TITLE_GOES_ON.match(text, at)))


def _whole(phrases: Sequence[str]) -> re.Pattern[str]:
    """Words in which no list goes on, these phrases among them.

    Where a list goes on behind a level, it tells which are meant: "authorities at the national level, with all bodies".
    """
    return re.compile(
        r"\s(?:at\s(?:the\s|all\s)?(?:[a-z]+,?\s(?:and\s)?){1,5}levels?|(?P<always>"
        rf"{any_of(phrases)}|"
        r"(?:North|South|East|West|Central)(?:ern)?\sand\s(?:North|South|East|West|Central)(?:ern)?(?=\s[A-Z])|"
        r"(?:micro-,\s)?small(?:-|-sized)?\sand\smedium-sized(?=\s)|in\s[a-z-]+\sand\s[a-z-]+\ssituations|"
        r"[IVX]+\sand\s[IVX]+|"
        r"(?:(?:Centre|Commission|Committee|Institute|Network|Office|Programme|Union)\sof|[A-Z][a-z]+\s(?:for|on))\s"
        r"(?:the\s)?(?:[A-Z][\w-]*,?\s){1,4}and\s(?![A-Z]+\b|(?:African|Commission|Committee|Department|Economic|European"
        r"|Executive|Fund|General|Governments?|High|International|Member|Office|Parties|President|Programme|Regional|Secretary"
        r"|Security|Special|States?|United|World)\b)[A-Z][a-z]+|"
        r"(?:[A-Z][\w-]*,\s(?:Its|Their)(?:\sand|\s[A-Z][\w-]*)+)|[A-Z][\w-]*\sand\sTheir\s[A-Z][\w-]*|"
        r"at\srisk\sor\sin\s[a-z]+\ssituations|from\sboth\s[a-z]+\sand\s[a-z]+\s[a-z]+|"
        r"(?:(?<=the\s)|(?<=and\s))empowerment\sof\s(?:all\s)?women\sand\sgirls))\b"
    )


_LIST_GOES_ON = re.compile(r",?\s(?:and|as\swell\sas|with|and\swith)\s(?!to\b)(?=.)|,\s(?:the|all|other|relevant)\s")
#: Words behind a party that end no list: "older persons themselves, and their families".
_NO_END = re.compile(r"\s(?:themselves|within\s(?:its|their)\s(?:[a-z]+\s)?mandates?)")
#: Those who work are named already: "with the Fund and with one another, as well as with donors".
_EACH_OTHER = re.compile(r"each\sother|one\sanother|themselves")
#: Words between commas that only say when somebody of a list is meant: ", as appropriate,", ", upon request,".
_AS_FIT = re.compile(
    r"(?:as|where|when|if)\s(?:appropriate|applicable|necessary|relevant|needed|possible)"
    r"|(?:at|up?on)\s(?:(?:her|his|its|the|their)\s)?request"
)
#: "the State in question", "officials involved in extradition", "the Committee of Experts on Public Administration".
_MODIFIER_BEHIND = re.compile(
    r"\s(?:with\s(?:(?:[a-z]+\s){0,2}(?:disabilit(?:y|ies)|impairments?|albinism|autism)|economies\sin\stransition|"
    r"(?:special|specific|particular|different)\s[a-z]+|(?:relevant\s)?expertise)|"
    r"in\s(?:charge\sof|question|need|the\s(?:sub-?)?region|their\s(?:respective\s)?regions|(?![a-z]+ing\s)(?:[\w-]+\s){0,2}situations?)|"
    r"as\sa\swhole|at\srisk|from\s(?:all|different|various|developing|these|those)\s[a-z]+)\b"
)
_DOES = re.compile(
    r"[a-z]\s(?:dealing|involved|working|mentioned|identified|listed|affected|referred\sto|engaged|active|participating|interested|specializ(?:ed|ing)|residing|living|operating|"
    r"located|present|represented|employed|associated|belonging|committed|responsible|compliant|subject|subjected|exposed|vulnerable|entitled)\Z"
)
#: "countries affected by storms, droughts and other disasters": what they are affected by goes on.
_AFFECTED = re.compile(
    r"\b(?:(?:affected|hit|threatened) by|based on|facing|experiencing|(?:suffering|recovering|emerging) from"
    r"|vulnerable to|responsible for) [^;]*\Z"
)
#: Bodies in small letters whose field goes on: "the task force on monitoring", "mechanisms for implementation".
_BODIES_NAMED = (
    r"\b(?:task\sforces?|working\sgroups?|committees?|institutions|mechanisms?|machiner(?:y|ies)|groups?\sof\sexperts"
    r"|focal\spoints?|(?:regional|national)\scentres)"
)
_BODIES = re.compile(rf"{_BODIES_NAMED}\Z")
_THEIR_FIELD = re.compile(r"\s(?:on|for)\s(?:[a-z]+\s(?:and\s)?)?[a-z-]+(?:ing|tion|ment|ity)\b")
_PURPOSE = re.compile(rf"{_BODIES_NAMED}\s(?:on|for)\s(?:the\s)?(?:[a-z]+\s)?[a-z-]+(?:,\s[a-z-]+)*\Z")
_A_PURPOSE = re.compile(r"(?:and\s)?(?:the\s[a-z]+ment\sof\s)?[a-z\s-]+")
_ONLY_A_JOINT = re.compile(r"[\s,]*(?:and|or|as\swell\sas)?\s*")
#: "States hosting", "children affected by", behind which what else they do or suffer follows.
_DOING_SO = re.compile(r"\s[a-z]+(?:ing|ed(?:\s(?:by|in|to|from|with))?)\Z")
_DOING_MORE = re.compile(
    r"(?:(?:having|have|has)\s)?(?!relevant|interested|concerned)[a-z]+(?:ing|ed)\s(?:by|in|to|from|with)\s|(?:having|have|has|[a-z]+ing)\s"
)
#: "Active in the prevention", where "and combating of torture" is still to come.
_FOR_AN_ACT = re.compile(r"\s(?:for|in|to)\sthe\s[a-z]+(?:ion|ment)\Z")
_AN_ACT_TOO = re.compile(r"(?:the\s)?[a-z]+(?:ing|ion|ment)\sof\s")
#: "experts from the subregional communities".
_EXPERTS = re.compile(
    r"\b(?:actors|experts?|representatives?|members?|officials?|participants?|persons|people|personnel|professionals"
    r"|staff|stakeholders)\Z"
)
_FROM_THEM = re.compile(
    r"\s(?:from\s(?:the\s)?[a-zA-Z]|in\sthe\s[A-Z]|in\sthe\s(?:[a-z]+\s){1,2}(?:and\s(?:[a-z]+\s){1,3})?(?:sectors?|industry)\b|working\son\s)"
)
#: Words behind which the name of a party goes on, and with what: "authorities at all levels", "bodies concerned with
#: international law", "Panels established by the Council", "the secretariat of the Convention on the Control of Ships".
_GO_ON_BEHIND = (
    (
        ("authorities", "governments", "Governments"),
        re.compile(r"\sat\s(?:all|the)\s(?:[a-z]+,?\s(?:and\s)?){0,4}levels?\b"),
    ),
    ("concerned", re.compile(r"\swith\s(?!a\b|the\b)[a-z]")),
    (" established", re.compile(" by ")),
    (("Convention", "Protocol", "Treaty"), re.compile(r"\son\sthe\s[A-Z]")),
)
_CAPITAL = re.compile(r"(?:\A|\s)[A-Z][\w’-]*\Z")
#: "Refugees in the Syrian Arab Republic", but not "the Fund in May" or "States in the Assembly".
_IN_A_PLACE = re.compile(
    r"\sin\s(?:the\s)?(?:(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Agenda|Assembly|Committee|Conference|Council|Dialogue|Forum|Organization|Secretariat|Congress|Decade|Meeting|Summit)\b)"
    r"[A-Z][\w’-]+(?:\s(?:of\s(?:the\s)?)?(?=[A-Z]))?){1,5}(?=[,;.]|\s(?:and|or|as|to|in\s[a-z]+ing)\b|\Z)"
)
_TITLE_GOES_ON = re.compile(
    r"\s(?:(?:on|for|against)\s[A-Z]|for\sthe\s(?!Council|General|Secretary|Security)[A-Z]|"
    r"to\s(?:Accelerate|Address|Advance|Combat|Counter|Eliminate|End|Fight|Improve|Prevent|Promote|Protect|Strengthen|Support)\s|in\sthe\s(?:Office|Department|Secretariat|Ministry)\b|in\s[A-Z][\w-]+(?=,|\sand\s))"
)
_ADVERB_ENDS = ("ly", "also", "further", "again", "therefore", "instead")
_ADVERB = re.compile(
    r",?\s(?:(?!(?:family|assembly|supply)\b)[a-z]{3,}ly|also|further|(?:once\s)?again|therefore|instead)\Z"
)
