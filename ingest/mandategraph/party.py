"""Party: one of those whom a sentence names as acting, or as those with or for whom someone acts.

A list like "the Office, Member States, other relevant entities of the United Nations system, in particular the
Programme, and donors" is five parties. Asides between commas name nobody; one modifier may serve several heads
("organs, organizations and bodies of the United Nations system"), and then they are one party. After them:

- parties are in order and none overlaps another;
- no name is divided;
- the words of a party stand in its span, but for what is printed in brackets inside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .document import Span, lies_inside
from .trie import any_of


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name one party.

    ``span`` begins after the article; ``words`` leave out what stands in brackets. ``group`` is the span of the party
    under which this one is named ("relevant entities, in particular the Office").
    """

    span: Span
    words: str
    group: Span | None = None


class Parties:
    """What tells parties from other things. Made once from the lists of ``parties.toml``, each under its key."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._heads, self._standing = frozenset(words["heads"]), frozenset(words["standing"])
        self._things, self._events = frozenset(words["things"]), frozenset(words["events"])
        namers = f"(?:{any_of(words['naming'])})"
        self._naming = re.compile(rf"{namers}\b,?\s*(?:(?:from|with|to|by|of|that of)\s+)?", re.IGNORECASE)
        self._opening = re.compile(rf"(?:{any_of(words['opening'])})\b", re.IGNORECASE)
        self._joint = _joint(namers)
        #: Among those with whom somebody works, the preposition may be said again: "with States, with the Office".
        self._joint_of_ties = _joint(namers, again=r"(?:with\s+|of\s+(?=[a-z])|to\s+(?=the\s|all\s|[A-Z]))?")
        #: What ends a list of those with whom somebody works: a preposition, a clause, an infinitive.
        self.ends = re.compile(
            rf"[,\s](?:(?<=\s)|(?<=,)\s)"
            rf"(?:(?<!parties )(?<!Parties )(?<!party )(?<!pursuant )(?<!referred )to|{any_of(words['ending'])})\b"
        )
        self._describing = re.compile(rf"(?:.*(?:{any_of(words['describing'])}))", re.IGNORECASE)

    def listed(
        self, text: str, start: int, end: int, names: Sequence[Span], until: re.Pattern[str] | None = None
    ) -> tuple[Party, ...]:
        """The parties named between two places of a text, in order.

        ``names`` are the spans of names in that stretch. With ``until``, the list ends where it matches inside a
        party's words (but not inside a name), and at the first thing that is no party.
        """
        return tuple(self._parties(text, start, end, names, until))

    def named(self, text: str, start: int, end: int, names: Sequence[Span]) -> bool:
        """Whether the words between two places name somebody: their head is a noun for actors, or a name."""
        start = _after_articles(text, start, end)
        of = _NUMBER_OF.match(text, start, end)
        start = of.end() if of else start
        head = _head_end(text, start, end, names)
        if _A_PERSON.match(text, start, end):
            return True
        if any(name.start < head <= name.end for name in names):
            return True
        whole = text[start:head]
        word = re.split(r"[\s-]", _NUMBERED.sub("", whole))[-1]
        if _DOES_SOMETHING.match(whole) or (text.startswith(" of ", head) and _IS_AN_ACT.search(whole)):
            return False
        if word.lower() in self._heads or whole.lower() in self._heads or _ACRONYM.fullmatch(whole.rpartition(" ")[2]):
            return True
        doing, titled = _DOING.match(text, start, end), _TITLED.match(text, start, end)
        return any(found["head"].lower() in self._heads for found in (doing, titled) if found)

    def _parties(
        self, text: str, start: int, end: int, names: Sequence[Span], until: re.Pattern[str] | None
    ) -> Iterator[Party]:
        listing = _Listing(self, text, Span(start, end), names, until)
        joint = self._joint_of_ties if until else self._joint
        for segment in self._segments(text, start, end, names, joint):
            yield from listing.take(*segment)
            if listing.ended:
                break
        if listing.held:
            yield listing.held

    def members(self, text: str, start: int, stop: int) -> int | None:
        """Where members of a group begin to be named ("in particular …"), if the stretch does name them."""
        lead = self._naming.match(text, start, stop)
        if lead is None or lead.end() >= stop or self._opening.match(text, lead.end(), stop):
            return None
        return lead.end()

    def opens_an_aside(self, text: str, start: int, stop: int) -> bool:
        """Whether a stretch opens an aside, which names nobody."""
        return bool(self._naming.match(text, start, stop) or self._opening.match(text, start, stop))

    def _segments(
        self, text: str, start: int, end: int, names: Sequence[Span], joints: re.Pattern[str]
    ) -> Iterator[tuple[int, int, str]]:
        """The stretches between joints: start, end, and the joint before (a comma, a conjunction, both)."""
        while end > start and text[end - 1] in " ,;:":
            end -= 1
        at, before = start, ","
        for joint in joints.finditer(text, start, end):
            inside = lies_inside(joint.start(), names)
            if inside or text.count("(", at, joint.start()) > text.count(")", at, joint.start()):
                continue
            if joint.start() > at:
                yield at, joint.start(), before
            at, before = joint.end(), " ".join(joint[0].split())
        if at < end:
            yield at, end, before

    def can_work(self, words: str, *, for_them: bool) -> bool:
        """Whether those whom these words name can be worked with or, ``for_them``, be assisted: no conference can."""
        head = _head(words)
        return head not in self._events and not (for_them and words.islower() and head in self._things)

    def is_event(self, words: str) -> bool:
        """Whether these words name something that is held: a conference, meetings."""
        return _head(words).lower() in self._events

    def describes(self, words: str) -> bool:
        """Whether these words are adjectives that wait for a noun: "international", "regional"."""
        opens = words[:1].islower() or words.startswith("United") or _OF_A_PEOPLE.fullmatch(words)
        ends = _OF_A_PEOPLE.fullmatch(words) or self._describing.fullmatch(words)
        return bool(opens and ends) and len(words.split()) <= 4

    def modifies(self, words: str) -> bool:
        """Whether these words are nouns that wait for the noun that they modify: "development", "human rights"."""
        waits = _MODIFIERS.fullmatch(words) or _TITLE_BEGINS.fullmatch(words) or _OF_THEM.fullmatch(words)
        return waits is not None and words not in self._heads

    def is_a_modifier(self, words: str) -> bool:
        """Whether a noun in the singular, without an article, stands for nobody by itself: "police", "Ombudsman"."""
        return words.isalpha() and not words.endswith("s") and words.lower() in self._heads - self._standing

    def shares(self, held: str, words: str, joint: str) -> bool:
        """Whether a bare noun shares the modifiers of the party before it ("relevant agencies and programmes")."""
        if joint in _AND_OR and _UNFINISHED.search(held) and words[0].islower():
            return not words.startswith(("the ", "other ", "relevant ", "all "))
        if joint in _IN_A_LIST and _OF_GROUPS.fullmatch(held) and words[0].islower():
            return not words.startswith(("the ", "other ", "relevant ", "all "))
        if joint in _AND_OR and _OPEN_LIST.fullmatch(held) and words[0].islower():
            return not words.startswith(("the ", "other ", "relevant ", "all "))
        bare = _BEHIND_A_NOUN.split(words, 1)[0]
        if joint in _AND_OR and _MODIFIED.match(held) and bare in self._heads and bare == words:
            return True
        if not bare.isalpha() or not bare.islower() or (joint == "," and bare != words):
            return False
        if held.startswith("those ") and joint in _CONJUNCTIONS:
            return True
        before, of, _ = held.partition(" of ")
        last = before.rpartition(" ")[2]
        is_noun = last.islower() and last in self._heads and last not in self._standing
        return bare not in self._standing and not of and is_noun


#: "Organizations of women, girls", where the list of those whose organizations they are goes on.
_OF_GROUPS = re.compile(
    r"(?:[a-z-]+ ){0,3}(?:organizations|associations) of [a-z]+(?: with [a-z]+)?(?:, [a-z]+(?: with [a-z]+)?)*"
)
#: Nouns that share what stands before them, of whom the last is still to come: "relevant funds, programmes and".
_OPEN_LIST = re.compile(r"[a-z][^,]*(?:, [a-z-]+)+")
#: Modifiers that serve every noun behind them: "relevant organizations and stakeholders", "Libyan institutions and".
_MODIFIED = re.compile(
    r"(?:(?:other|all|the|any)\s)*(?:relevant|concerned|interested|respective|[A-Z][a-z]+(?:an|ese|ish))\s(?!States)[^,]*\Z"
)

#: What follows upon a noun that shares the modifiers before it: "and mechanisms addressing the right to food".
_BEHIND_A_NOUN = re.compile(r"\s(?:of|[a-z]{3,}ing)\b")


class _Listing:
    """A list of parties while it is read, stretch by stretch.

    ``held`` is the party that the next stretch may still lengthen; ``group`` the party whose members are being named;
    ``waiting`` where adjectives began whose noun is still to come; ``clause`` where a relative clause began in which
    the reading stands; ``aside`` is true inside an aside.
    """

    def __init__(
        self, parties: Parties, text: str, whole: Span, names: Sequence[Span], until: re.Pattern[str] | None
    ) -> None:
        self._parties, self._text, self._whole, self._names, self._until = parties, text, whole, names, until
        self.held: Party | None = None
        self.ended = False
        self._group: Span | None = None
        self._waiting: int | None = None
        self._clause: int | None = None
        self._members = 0
        self._aside = self._closing = False

    def take(self, start: int, stop: int, joint: str) -> Iterator[Party]:
        """Read the stretch behind a joint; yields a party once nothing can lengthen it any more."""
        if self.held and joint in _AND_OR and self._goes_on_doing(self.held, start, stop):
            return
        members = self._parties.members(self._text, start, stop)
        if members is None and self._opens_an_aside(start, stop):
            ends = self._until and self._until.match(self._text, max(self._whole.start, start - 1), stop)
            self.ended = bool(ends) or self._is_aside_to_the_end(start)
            self._aside, self._waiting = True, None
            return
        if self._until and self._resumes_the_task(start, stop, joint):
            self.ended = True
            return
        if self._aside and (members is not None or "," not in joint or _GERUND.fullmatch(self._text, start, stop)):
            return
        if members is not None:
            if self._group is None and self.held:
                self._group = self.held.span
            self._closing, self._members, start = False, 0, members
        in_a_clause = self._clause is not None and not self._leaves_a_clause(start, stop, joint)
        if in_a_clause or (self.held and self._names_an_instrument(start, stop)):
            return
        close = _cut(self._text, start, stop, self._names, self._until)
        self._clause = close if _CLAUSE.match(self._text, close, stop) else None
        if not self._parties.named(self._text, start, close, self._names):
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
        self.ended = bool(self._until) and close < stop and self._clause is None

    def _resumes_the_task(self, start: int, stop: int, joint: str) -> bool:
        """Whether what is asked goes on: "in consultation with States, to apply it", ", a programme of work"."""
        object_follows = self.held and joint == "," and _INDEFINITE.match(self._text, start, stop)
        return bool(object_follows) or self._text.startswith("to ", start)

    def _names_an_instrument(self, start: int, stop: int) -> bool:
        """Whether a stretch names a convention: nobody, or what those before are parties to besides."""
        found = _INSTRUMENT.match(self._text, start, stop) is not None
        if found and self.held and _PARTY_TO.search(self.held.words):
            self._lengthen(self.held, stop)
        return found

    def _goes_on_doing(self, held: Party, start: int, stop: int) -> bool:
        """Whether a stretch only says what else the party before it does: "States hosting or having hosted"."""
        doing = _DOING_SO.search(self._text, held.span.start, held.span.end)
        more = doing and _DOING_MORE.match(self._text, start, stop)
        if more:
            self._lengthen(held, _cut(self._text, more.end(), stop, self._names, self._until))
        return bool(more)

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
        return opens or (apart and joint != "," and self._parties.named(self._text, start, stop, self._names))

    def _opens_an_aside(self, start: int, stop: int) -> bool:
        inside = any(name.start <= start < name.end for name in self._names)
        return not inside and self._parties.opens_an_aside(self._text, start, stop)

    def _is_aside_to_the_end(self, start: int) -> bool:
        """Whether those named in an aside go on to the comma that closes it: ", together with A, B and C, to"."""
        return self._text[: self._whole.end].rstrip().endswith(",") and bool(_WITH_OTHERS.match(self._text, start))

    def _pass_over(self, start: int, close: int, stop: int) -> None:
        """Words that name nobody: adjectives wait for their noun, anything else ends a list that can end."""
        affected = self.held is not None and not self._aside and _AFFECTED.search(self.held.words)
        at_once = self.held and _ONLY_A_JOINT.fullmatch(self._text, self.held.span.end, start)
        if self.held and affected and at_once and not self._text.startswith("including ", start):
            self._lengthen(self.held, close)
            return
        open_purpose = self.held and at_once and not self._aside and _PURPOSE.search(self.held.words)
        if self.held and open_purpose and _A_PURPOSE.fullmatch(self._text, start, close):
            self._lengthen(self.held, close)
            return
        own = _after_articles(self._text, start, close)
        if self._parties.describes(self._text[own:close]) or self._parties.modifies(self._text[own:stop]):
            self._waiting = start if self._waiting is None else self._waiting
            self._aside = False
        elif self._until and not self._aside:
            self.ended = True

    def _lengthen(self, held: Party, stop: int) -> None:
        """What follows belongs to the name of the party before it."""
        self.held = _party(self._text, held.span.start, stop, held.group)

    def _modifies_both(self, held: Party, words: str, joint: str) -> bool:
        """Whether the party before is but the first of two nouns before one head: "police and prison officers"."""
        bare = not _ENDS_WITH_AN_ARTICLE.search(self._text, self._whole.start, held.span.start)
        named = any(name.start < held.span.end <= name.end for name in self._names)
        first = joint in _AND_OR and bare and not named and self._parties.is_a_modifier(held.words)
        return first and _NOUN_AND_HEAD.fullmatch(words) is not None

    def _leaves_the_group(self, joint: str) -> bool:
        """Whether the members have all been named: by "A and B,", or by "A, and" where no list of them waits for it."""
        complete = self._closing or (self._members == 1 and joint.endswith(("and", "or")))
        return "as well" in joint or (complete and joint.startswith(","))

    def _hold(self, start: int, close: int, joint: str, *, is_member: bool) -> Iterator[Party]:
        if self._leaves_the_group(joint):
            self._group = None
        self._members += self._group is not None
        self._closing = self._closing or joint.endswith(("and", "or"))
        start, self._waiting = (start if self._waiting is None else self._waiting), None
        states = self.held and _OF_STATES.match(self.held.words) and _IS_NAMED.fullmatch(self._text, start, close)
        if self.held and states:
            self._lengthen(self.held, close)
            return
        words = self._text[start:close]
        shared = self.held and self._parties.shares(self.held.words, words, joint)
        if self.held and not is_member and (shared or self._modifies_both(self.held, words, joint)):
            self._lengthen(self.held, close)
            return
        if self.held:
            yield self.held
        self.held = _party(self._text, start, close, self._group)


def _joint(namers: str, again: str = "") -> re.Pattern[str]:
    """What stands between parties: a comma, a conjunction or both, with prepositions that are said ``again``."""
    conjunction = r"(?:and|or)(?:,\s(?:as|where|when|if)\s[a-z]+,)?|as\s+well\s+as|and/or"
    behind = rf"\s*(?:(?:{conjunction}|also)\s+(?:(?:with|to|on|upon)\s+)?)?{again}"
    bare = rf"(?:{conjunction})\s+(?:(?:with|upon)\s+|(?:to|on)\s+(?=the\s|all\s|[A-Z]))?{again}"
    return re.compile(rf"[,;\s](?:(?<!\s){behind}|\s*(?:[,;]{behind}|{bare}|(?={namers}\b)))")


def _head(words: str) -> str:
    """The noun that those words are about: "programmes" of "programmes for women"."""
    return _OF.split(words, maxsplit=1)[0].rpartition(" ")[2]


def _party(text: str, start: int, end: int, group: Span | None) -> Party:
    start = _after_articles(text, start, end)
    end = start + len(trimmed(text[start:end]))
    words = " ".join(_BRACKETS.sub(" ", text[start:end]).split())
    return Party(Span(start, end), words, group)


def trimmed(words: str) -> str:
    """Words without the signs and conjunctions behind them."""
    bare = words.rstrip(" \n,;.:")
    return _TRAILING.sub("", bare) if bare.endswith(_CONJUNCTIONS) else bare


def _after_articles(text: str, start: int, end: int) -> int:
    articles = _ARTICLES.match(text, start, end)
    return articles.end() if articles else start


_ARTICLES = re.compile(
    r"(?:(?:the|a|an|(?:all|any|each)(?:\s+of)?|both\s+of|its|their|his|her|our|also|also,|on)\s+)*", re.IGNORECASE
)
#: A name used as an adjective, whose noun may be still to come: "of the United Nations crime prevention and …".
_UNFINISHED = re.compile(r"\bof (?:the )?(?:[A-Z][\w-]+ )+(?:[a-z-]+ )*(?!system\b)[a-z]+$")
_CONJUNCTIONS = ("and", "or", "as well as")
_TRAILING = re.compile(rf"(?:[\s,;.:]|\b(?:{'|'.join(_CONJUNCTIONS)})\b)+\Z")
#: "Afghan", "Lebanese": whose noun is still to come.
_OF_A_PEOPLE = re.compile(r"[A-Z][a-z]+(?:an|ese|ish|ic)(?:\s[a-z]+)?")
#: A noun in the singular, or human rights, before the noun that it modifies.
_MODIFIERS = re.compile(r"human rights|(?:humanitarian |development |human )?(?!and\b|or\b)[a-z-]+[^\Ws_]")
#: "Workers’ and employers’ organizations".
_OF_THEM = re.compile(r"[a-z-]+(?:s’|’s)")
#: Words in capitals whose noun is still to come: "the Human Rights and Gender Unit".
_TITLE_BEGINS = re.compile(r"(?:[A-Z][\w’-]*\s)*[A-Z][a-z][\w’-]*")
_BRACKETS = re.compile(r"\([^)]*\)")
#: "The Governments of Belarus, the Russian Federation and Ukraine" are one party.
_OF_STATES = re.compile(r"(?:Governments|Presidents|Prime Ministers|Foreign Ministers|peoples) of [A-Z]")
_IS_NAMED = re.compile(r"(?:the\s)?(?:[A-Z][\w’-]*(?:\s(?:and|of|the)(?=\s[A-Z]))?\s?){1,4}")
#: "Former President So-and-so".
_A_PERSON = re.compile(
    r"(?:former\s)?(?:Mr\.|Mrs\.|Ms\.|President|Vice-President|Prime\sMinister|Judge|Ambassador|General|Sheikh)\s[A-Z][a-z]"
)
#: "When designing, implementing and evaluating laws": the aside goes on.
_GERUND = re.compile(r"[a-z]{3,}ing")
_ENDS_WITH_AN_ARTICLE = re.compile(r"\b(?:the|an?|its|their|his|her|our)\s\Z", re.IGNORECASE)
_NOUN_AND_HEAD = re.compile(r"[a-z-]+\s(?:[a-z]+s|unit|personnel|staff|sector)")
_NUMBERED = re.compile(r"\s[\d./]+\Z")
#: Nouns that name an actor, or an act: "the organization of elections" is none.
_IS_AN_ACT = re.compile(
    r"(?:\A|\s)(?:organization|administration|operation|leadership|service|establishment|management)\Z"
)
#: "assisting the people" names what is done, and not by whom.
_DOES_SOMETHING = re.compile(r"[a-z]{3,}ing\s(?:the|an?|its|their)\s")
_NUMBER_OF = re.compile(r"(?:[a-z]+\s)?(?:range|variety|number|majority|diversity|array)\sof\s(?:the\s)?")
_OF = re.compile(r"\s(?:of|in|on|for|to|from|at|by|under)\s|\s?,")
#: "Parties to the Covenant, the Convention on … and the Statute of the Court": what they are parties to names nobody.
_INSTRUMENT = re.compile(
    r"the\s(?:[A-Z][\w’-]*\s){0,3}(?:Conventions?|Covenants?|(?:Optional\s)?Protocols?|Statute|Treaty|Agreement)\b(?!\s(?:secretariat|body|bodies))"
)
_PARTY_TO = re.compile(r"\b(?:parties|party|signatories|contracting parties)\sto\b", re.IGNORECASE)
_SAME_AGAIN = re.compile(r"the\s(?:[a-z]+\s)?(?:Power|Party|depositary)")
_INDEFINITE = re.compile(r"an?\s")
_WITH_OTHERS = re.compile(
    r"(?:with|together|jointly|in\sa\smanner|consistent|in\s(?:[a-z]+\s){0,2}(?:consultation|cooperation|coordination|collaboration|partnership))\b"
)
_CLAUSE = re.compile(r",?\s(?:having|wishing|agreed|that|which|who|whose|whom|where)\b")
#: "Agreed upon between A", of which "and B" is part.
_OPEN_BETWEEN = re.compile(r"\bbetween\b(?!.*\band\b.*\band\b)")
#: So many words, with the conjunction behind them, has a clause at most that ends without a comma.
_SHORT_CLAUSE = 10
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)?")
_AFTER_A_HEAD = re.compile(
    r" (?:(?:of|in|on|for|to|from|with|at|by|under|within|that|which|who|whose|where|when|through|against|among|"
    r"between|concerned|involved|responsible|engaged|working|having|being|established|affected|mandated|participating|providing|"
    r"contributing|belonging|living|operating|represented|serving|not|as|is|are|already|present|and|or|whenever|"
    r"described|designated|identified|listed|mentioned|referred|agreed|so|outside|across|towards|without|during|dealing|"
    r"focusing|active|able|willing)\b|,|\()|,|\("
)
_CLAUSE_OR_ASIDE = (
    r"(?:that|which|who|whose|whom|where|having|wishing|agreed|established by|beginning|consisting|comprising|composed|"
    r"headed|through|upon|within|in order|"
    r"in (?!international)(?:\w+ )?"
    r"(?:collaboration|cooperation|coordination|consultation|partnership|accordance|conjunction|line))\b"
)
#: To what somebody is a party; any other word behind "parties to" is what parties are to do.
_TO_WHAT = (
    r"(?:an?|the|its|their|this|that|these|those|all|any|both|it|them|armed|conflicts?|international|non-international|"
    r"peace|hostilities|disputes?|negotiations|treaties|agreements|conventions|instruments|relevant|regional|such|human)\b"
)
#: It opens with a blank or a comma, which are found faster than what may not stand before them.
_NOT_ITS_OWN = re.compile(
    r" (?:(?<! parties )(?<!^parties )(?<! party )(?<! contributors )(?<! position )(?<! referred )(?<! pursuant )"
    r"to (?!(?:an?|the|its|their|this|that|these|those|all|any) )(?=[a-z])|"
    r"(?<! of )(?<! on )(?<! for )(?<! to )(?<! in )(?<! with )(?<! by )(?<! from )(?<! and )(?<!ing )(?:an?|the) |"
    rf"{_CLAUSE_OR_ASIDE})|, {_CLAUSE_OR_ASIDE}|(?<= [Pp]arties) to (?!{_TO_WHAT})(?=[a-z])"
)


#: A head of which a participle says what it does ("States supporting it"), and the last word of a name in capitals
#: that small words join ("Financing for Development Office").
_DOING = re.compile(
    r"(?:[\w’-]+\s){0,3}?(?P<head>(?!Nations\b)[A-Za-z][\w-]*s)\s[a-z]{3,}ing(?:\Z|\s(?!activities|needs|capacit))"
)
_TITLED = re.compile(
    r"(?:[A-Z][\w’-]*\s(?:(?:for|of|on|and|the|to)\s){0,2})+(?P<head>[A-Z][\w-]*)\b(?!’)"
    r"(?!\s(?!(?:on|of|for|in|to|and|or|with|at|by)\b)[a-z])"
)


def _head_end(text: str, start: int, end: int, names: Sequence[Span]) -> int:
    for found in _AFTER_A_HEAD.finditer(text, start, end):
        if not lies_inside(found.start(), names):
            return found.start()
    return end


def _cut(text: str, start: int, end: int, names: Sequence[Span], until: re.Pattern[str] | None) -> int:
    """Where a party's own words end: before a relative clause, and before what ends the list."""
    own = _after_articles(text, start, end)
    for pattern in (_NOT_ITS_OWN, until):
        for found in pattern.finditer(text, own, end) if pattern else ():
            inside = lies_inside(found.start(), names)
            if not inside and not (pattern is until and _goes_on(text, own, found.start())):
                end = found.start()
                break
    adverb = _ADVERB.search(text, start, end)
    return adverb.start() if adverb else end


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether the words of a party go on behind a preposition that could end them."""
    if _MODIFIER_BEHIND.match(text, at):
        return True
    before = text[start:at]
    if _BODIES.search(before) and _THEIR_FIELD.match(text, at):
        return True
    if _EXPERTS.search(before) and _FROM_THEM.match(text, at):
        return True
    return bool(_DOES.search(before) or (_CAPITAL.search(before) and _TITLE_GOES_ON.match(text, at)))


#: "the State in question", "officials involved in extradition", "the Committee of Experts on Public Administration".
_MODIFIER_BEHIND = re.compile(
    r"\s(?:with\s(?:disabilities|(?:special|specific|particular|different)\s[a-z]+)|in\s(?:question|need|the\s(?:sub-?)?region|a\sposition|(?:[\w-]+\s){0,2}situations?)|from\s(?:all|different|various|developing)\s[a-z]+)\b"
)
_DOES = re.compile(
    r"[a-z]\s(?:involved|working|mentioned|identified|listed|affected|referred\sto|engaged|active|participating|interested|specializ(?:ed|ing)|residing|living|operating|"
    r"located|represented|employed)\Z"
)
#: "countries affected by storms, droughts and other disasters": what they are affected by goes on.
_AFFECTED = re.compile(r"\baffected by [^;]*\Z")
#: Bodies in small letters whose field goes on: "the task force on monitoring", "mechanisms for implementation".
_BODIES_NAMED = r"\b(?:task\sforces?|working\sgroups?|committees?|mechanisms?|groups?\sof\sexperts|focal\spoints?)"
_BODIES = re.compile(rf"{_BODIES_NAMED}\Z")
_THEIR_FIELD = re.compile(r"\s(?:on|for)\s(?:[a-z]+\s)?[a-z-]+(?:ing|tion|ment)\b")
_PURPOSE = re.compile(rf"{_BODIES_NAMED}{_THEIR_FIELD.pattern}(?:,\s[a-z-]+)*\Z")
_A_PURPOSE = re.compile(r"(?:and\s)?[a-z-]+")
_IN_A_LIST = frozenset({",", "and", "or"})
_AND_OR = frozenset({"and", "or", "and/or"})
_ONLY_A_JOINT = re.compile(r"[\s,]*(?:and|or|as\swell\sas)?\s*")
#: "States hosting", "children affected by", behind which what else they do or suffer follows.
_DOING_SO = re.compile(r"\s[a-z]+(?:ing|ed(?:\s(?:by|in|to|from|with))?)\Z")
_DOING_MORE = re.compile(
    r"(?:(?:having|have|has)\s)?(?!relevant|interested|concerned)[a-z]+(?:ing|ed)\s(?:by|in|to|from|with)\s|(?:having|have|has|[a-z]+ing)\s"
)
#: "experts from the subregional communities".
_EXPERTS = re.compile(r"\b(?:experts?|representatives?|members?|officials?|participants?|persons|people)\Z")
_FROM_THEM = re.compile(r"\sfrom\s(?:the\s)?[a-zA-Z]")
_CAPITAL = re.compile(r"(?:\A|\s)[A-Z][\w’-]*\Z")
_TITLE_GOES_ON = re.compile(
    r"\s(?:(?:on|for|against)\s[A-Z]|in\sthe\s(?:Office|Department|Secretariat|Ministry)\b|in\s[A-Z][\w-]+(?=,|\sand\s))"
)
_ADVERB = re.compile(r",?\s(?:[a-z]{4,}ly|also|further|again|therefore|instead)\Z")
