"""Party: one of those whom a sentence names as acting, or as those with or for whom someone acts.

``listing`` reads lists of them; here is told by which words a party is known from other things.
"""

import re
from collections.abc import Mapping, Sequence
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


class PartyWords:
    """What tells parties from other things. Made once from the lists of ``parties.toml``, each under its key."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._heads, self._standing = frozenset(words["heads"]), frozenset(words["standing"])
        self._titled = frozenset(words["titled"])
        self._things, self._events = frozenset(words["things"]), frozenset(words["events"])
        self._naming = re.compile(
            rf"(?:{any_of(words['naming'])})\b,?\s*(?:(?:from|with|to|by|of|that of)\s+)?", re.IGNORECASE
        )
        self._opening = re.compile(rf"(?:{any_of(words['opening'])})\b", re.IGNORECASE)
        self._staff = re.compile(rf"\b(?:{any_of(words['staff'])})\b")
        self._describing = re.compile(rf"(?:.*(?:{any_of(words['describing'])}))", re.IGNORECASE)

    def named(self, text: str, start: int, end: int, names: Sequence[Span]) -> bool:
        """Whether the words between two places name somebody: their head is a noun for actors, or a name."""
        start = after_articles(text, start, end)
        if text.startswith(("of ", "for ", "and "), start):
            return False
        of = _NUMBER_OF.match(text, start, end)
        start = of.end() if of else start
        head = _head_end(text, start, end, names)
        if (
            _A_PERSON.match(text, start, end)
            or _A_PEOPLE.fullmatch(text, start, head)
            or _THOSE_WHO_DO.match(text, start, end)
        ):
            return True
        if any(name.start < head <= name.end for name in names):
            return True
        whole = text[start:head]
        word = re.split(r"[\s-]", _NUMBERED.sub("", whole))[-1]
        if _DOES_SOMETHING.match(whole) or (text.startswith(" of ", head) and _IS_AN_ACT.search(whole)):
            return False
        if (
            word in self._titled
            or word.lower() in self._heads
            or whole.lower() in self._heads
            or _ACRONYM.fullmatch(whole.rpartition(" ")[2])
        ):
            return True
        doing, titled = _DOING.match(text, start, end), _TITLED.match(text, start, end)
        return any(found["head"].lower() in self._heads for found in (doing, titled) if found)

    def members(self, text: str, start: int, stop: int) -> int | None:
        """Where members of a group begin to be named ("in particular …"), if the stretch does name them."""
        lead = self._naming.match(text, start, stop)
        if lead is None or lead.end() >= stop or self._opening.match(text, lead.end(), stop):
            return None
        return lead.end()

    def opens_an_aside(self, text: str, start: int, stop: int) -> bool:
        """Whether a stretch opens an aside, which names nobody."""
        return bool(self._naming.match(text, start, stop) or self._opening.match(text, start, stop))

    def can_work(self, words: str, *, for_them: bool) -> bool:
        """Whether those whom these words name can be worked with or, ``for_them``, be assisted: no conference can."""
        acts = _DOES_SOMETHING.match(words) or _IS_DONE.match(words)
        return not acts and _head(words) not in self._events and not (for_them and self._is_a_thing(words))

    def _is_a_thing(self, words: str) -> bool:
        """Whether these words name what nobody assists: a purse, or what stands in small letters and is no actor."""
        nouns = {_head(words), _COMPLEMENT.split(words, maxsplit=1)[0].rpartition(" ")[2]}
        owned = _OWNED.search(words)
        return bool(
            _IS_A_FUND.search(words)
            or (words.islower() and nouns & self._things)
            or (owned and owned[1] in self._things)
        )

    def is_event(self, words: str) -> bool:
        """Whether these words name something that is held: a conference, meetings."""
        return _head(words).lower() in self._events

    def is_staff(self, words: str) -> bool:
        """Whether these words name those who work for whoever trains them: "law enforcement officials"."""
        return self._staff.search(words) is not None

    def tells_an_act(self, words: str) -> bool:
        """Whether these words name an act and not an actor: "the immediate release of President So-and-so"."""
        act = _AN_ACT.match(words)
        return act is not None and act["noun"] not in self._heads

    def describes(self, words: str) -> bool:
        """Whether these words are adjectives that wait for a noun: "international", "regional"."""
        words = _OWNER.sub("", words)
        opens = words[:1].islower() or words.startswith(("United", "Indigenous")) or _OF_A_PEOPLE.fullmatch(words)
        ends = _OF_A_PEOPLE.fullmatch(words) or self._describing.fullmatch(words)
        return bool(opens and ends) and len(words.split()) <= 4 and " of " not in words

    def modifies(self, words: str) -> bool:
        """Whether these words are nouns that wait for the noun that they modify: "development", "human rights"."""
        waits = _MODIFIERS.fullmatch(words) or _TITLE_BEGINS.fullmatch(words) or _OF_THEM.fullmatch(words)
        return waits is not None and words not in self._heads

    def is_a_modifier(self, words: str) -> bool:
        """Whether a noun in the singular, without an article, stands for nobody by itself: "police", "Ombudsman"."""
        word = _BARE_NOUN.fullmatch(words)
        return word is not None and word["noun"].lower() in self._heads - self._standing

    def stand_apart(self, text: str, start: int) -> bool:
        """Whether bare nouns are listed from here on of which the last stands for somebody by itself.

        Nothing modifies "organizations, institutions and individuals" together.
        """
        apart = _MODIFIED_LAST.match(text, start)
        if apart and apart["first"] in self._heads:
            return True
        listed = _BARE_NOUNS.match(text, start)
        return listed is not None and listed["last"] in self._standing

    def shares(self, held: str, words: str, joint: str) -> bool:
        """Whether a bare noun shares the modifiers of the party before it ("relevant agencies and programmes")."""
        joined = joint in AND_OR
        if (joined and _goes_on(held, words)) or (joint == "or" and _OTHERS.fullmatch(held) and words[0].isupper()):
            return True
        open_list = (joined and _OPEN.search(held)) or (joint in _IN_A_LIST and _OF_GROUPS.fullmatch(held))
        if open_list and words[0].islower():
            return words.partition(" ")[0] not in _BEGIN_ANEW
        if joined and _MODIFIED.match(held) and _INVOLVED.split(words, 1)[0] in self._heads:
            return True
        bare = _BEHIND_A_NOUN.split(words, 1)[0]
        if bare in _BEGIN_ANEW or not bare.isalpha() or not bare.islower() or (joint == "," and bare != words):
            return False
        if held.startswith("those ") and not held.endswith("States") and joint in _CONJUNCTIONS:
            return True
        before, of, _ = held.partition(" of ")
        last = before.rpartition(" ")[2]
        is_noun = last.islower() and last in self._heads and last not in self._standing
        return bare not in self._standing and not of and is_noun


#: Words with which another party begins.
_BEGIN_ANEW = frozenset({"the", "other", "relevant", "all", "civil", "academia"})


def _goes_on(held: str, words: str) -> bool:
    """Whether a party is not named to the end before "and" and some words: "State" before "non-State actors"."""
    in_a_field = _IN_A_FIELD.search(held) and _FIELD.fullmatch(words)
    signatories = held.lower() == "states parties" and words.startswith("signatories ")
    heads = _HEADS_OF.match(held) and not words.startswith("the ")
    offices = _SECRETARIATS_OF_ONE.fullmatch(held) and words.removeprefix("the ")[:1].isupper()
    others = words.lower().startswith(f"non-{held.lower()} ")
    one_person = _A_POST.fullmatch(held) and _A_POST.fullmatch(words)
    based_alike = held.isalpha() and held.islower() and _BASED_ON.match(words)
    return bool(
        in_a_field
        or signatories
        or heads
        or offices
        or others
        or one_person
        or based_alike
        or _WAITS_FOR_A_NOUN.search(held)
    )


def waits_for_more(words: str) -> bool:
    """Whether a name has not come to its end: behind a preposition, or behind one and an adjective.

    >>> [waits_for_more(words) for words in ("women affected by", "entities with technical", "organs of the Union")]
    [True, True, False]
    """
    return _WAITS_FOR_MORE.search(words) is not None


_ADJECTIVE = r"(?:[a-z]+(?:[cnt]ial|ical|ional|nomic|tural|ative|arian|mental|mary|rary)|public|private|civil)"
_WAITS_FOR_MORE = re.compile(
    r"\s(?:by|from|in|of|on|to|with|paragraphs\s\d+|(?:for|from|of|with)\s(?:the\s)?(?:[a-z]+\s)?"
    rf"(?:{_ADJECTIVE},\s)*{_ADJECTIVE})\Z"
)
#: "Stakeholders in the information", where "and communications technologies sector" is still to come.
_IN_A_FIELD = re.compile(r"\sin\sthe\s[a-z-]+\Z")
_FIELD = re.compile(r"(?:[a-z-]+\s){1,3}(?:sectors?|industry|industries|fields?)")
#: Bare nouns, behind which one is modified by itself: "funds, programmes, specialized agencies".
_MODIFIED_LAST = re.compile(
    r"(?:specialized\sagencies,\s)?(?P<first>[a-z]+),\s(?:[a-z]+,\s)*(?:[a-z]+\sand\s)?[a-z-]+\s"
    r"(?!(?:and|at|by|from|in|of|or|that|who|within)\b)[a-z]+\b(?!\sof\b)"
)
#: Nouns in a list, with nothing that modifies them.
_BARE_NOUNS = re.compile(r"(?:[a-z]+,\s)+[a-z]+,?\sand\s(?P<last>[a-z]+)(?!\s(?:of|in|within|from|at|by|who|that)\b)")
#: "Partners of graduating", "relevant United Nations", behind which the noun is still to come.
_WAITS_FOR_A_NOUN = re.compile(
    r"\sof\s[a-z]{3,}ing\Z|\A(?:relevant|appropriate|concerned|interested|other)\sUnited\sNations\Z"
)
_HEADS_OF = re.compile(r"(?:[a-z]+\s)?heads\sof\s")
#: "Regional Representative", "Director of the Centre": under one article, both are one person.
_A_POST = re.compile(
    r"(?:(?:current|successive|[A-Z][a-z]+)\s)?(?:Chair|Chairperson|Coordinator|Director|Head|Presidents?|Representative|Secretary)"
    r"(?:\sof\s(?:the\s)?[A-Z].*)?"
)
#: "Bodies and groups based on religion": both are.
_BASED_ON = re.compile(r"[a-z]+\sbased\son\b")
#: "Secretariats of the United Nations", where "and the Bank" is still to come: one body has one secretariat.
_SECRETARIATS_OF_ONE = re.compile(
    r"(?:[a-z]+\s)?secretariats\sof\s(?:the\s)?(?:(?:[A-Z][\w’-]*|of|for|on|the|to|in)\s?)+"
)
#: "Organizations of women, girls", where the list of those whose organizations they are goes on.
_OF_GROUPS = re.compile(
    r"(?:[a-z-]+ ){0,3}(?:organizations|associations) of [a-z]+(?: with [a-z]+)?(?:, [a-z]+(?: with [a-z]+)?)*"
)
#: Modifiers that serve every noun behind them: "relevant organizations and stakeholders", "Libyan institutions and".
_MODIFIED = re.compile(
    r"(?:(?:other|all|the|any)\s)*(?:relevant|concerned|donor|host|interested|respective|[A-Z][a-z]+(?:an|ese|ish|[ae]li|aqi|eni))\s(?!States)[^,]*\Z"
)

#: A noun in the singular, with what tells which.
_BARE_NOUN = re.compile(
    r"(?:(?:respective|relevant|existing|international|local|national|regional)\s)?(?P<noun>[^\W\d_]*(?:[^\W\d_s]|ss))"
)
#: What follows upon a noun that shares the modifiers before it: "and mechanisms addressing the right to food".
_BEHIND_A_NOUN = re.compile(r"\s(?:in\sa\sposition|of|responsible|with\sthe\scapacity|[a-z]{3,}ing)\b")
#: "Other Panels", behind which "or Groups" goes on.
_OTHERS = re.compile(r"other\s[A-Z][a-z]+s")
#: "Institutions involved in mine action".
_INVOLVED = re.compile(r"\s(?:involved|engaged)\sin\s")


def _head(words: str) -> str:
    """The noun that those words are about: "programmes" of "programmes for women"."""
    return _OF.split(words, maxsplit=1)[0].rpartition(" ")[2]


def party_between(text: str, start: int, end: int, group: Span | None) -> Party:
    """The party whom the words between two places name, without articles before and joints behind."""
    start = after_articles(text, start, end)
    end = start + len(trimmed(text[start:end]))
    words = trimmed(" ".join(_BRACKETS.sub(" ", text[start:end]).split()))
    return Party(Span(start, end), words, group)


def trimmed(words: str) -> str:
    """Words without the signs and conjunctions behind them."""
    bare = words.rstrip(" \n,;.:")
    return bare[:-_AT_THE_END] + _TRAILING.sub("", bare[-_AT_THE_END:]) if bare.endswith(_CONJUNCTIONS) else bare


def after_articles(text: str, start: int, end: int) -> int:
    """Where the words between two places begin that are no articles."""
    articles = _ARTICLES.match(text, start, end) if text[start : start + 1] in _OPEN_ARTICLES else None
    return articles.end() if articles else start


_OPEN_ARTICLES = "aAbBeEhHiIoOtT"
_ARTICLES = re.compile(
    r"(?:(?:the|a|an|(?:all|any|each)(?:\s+of)?|both\s+of|its|their|his|her|our|also|also,|on)\s+)*", re.IGNORECASE
)
#: A name used as an adjective, whose noun may be still to come ("of the United Nations crime prevention and …"), and
#: nouns that share what stands before them, of whom the last is still to come: "relevant funds, programmes and".
_OPEN = re.compile(r"\bof (?:the )?(?:[A-Z][\w-]+ )+(?:[a-z-]+ )*(?!system\b)[a-z]+$|\A[a-z][^,]*(?:, [a-z-]+)+\Z")
_CONJUNCTIONS = ("and", "or", "as well as")
_TRAILING = re.compile(rf"(?:[\s,;.:]|\b(?:{'|'.join(_CONJUNCTIONS)})\b)+\Z")
#: Signs and conjunctions behind words are no more than so many characters.
_AT_THE_END = 60
#: "Africa’s regional", "Myanmar armed", where "and subregional organizations", "and security forces" is still to come.
_OWNER = re.compile(r"\A[A-Z][\w-]*(?:’s\s|\s(?=[a-z]+ed\Z))")
#: "Afghan", "Lebanese": whose noun is still to come.
_OF_A_PEOPLE = re.compile(r"(?:[a-z]+\s)?[A-Z][a-z]+(?:an|ese|ish|ic|[ae]li|aqi|eni)(?:\s[a-z]+)?")
#: A noun in the singular, or human rights, before the noun that it modifies.
_MODIFIERS = re.compile(
    r"(?:national )?customs|border control|human rights|public health|criminal justice|law enforcement"
    r"|(?:[A-Z]{2,} |United Nations (?:[a-z]+ )?)[a-z-]+[^\Ws_]"
    r"|(?:humanitarian |development |human )?(?!and\b|or\b)[a-z-]+[^\Ws_]"
)
#: "Workers’ and employers’ organizations".
_OF_THEM = re.compile(r"(?:[a-z-]+\s)?[a-z-]+(?:s’|’s)")
#: Words in capitals whose noun is still to come: "the Human Rights and Gender Unit".
_TITLE_BEGINS = re.compile(r"(?:[A-Z][\w’-]*\s)*[A-Z][a-z][\w’-]*")
_BRACKETS = re.compile(r"\([^)]*\)")
#: "Former President So-and-so".
_A_PERSON = re.compile(
    r"(?:former\s)?(?:Mr\.|Mrs\.|Ms\.|President|Vice-President|Prime\sMinister|Judge|Ambassador|General|Sheikh)\s[A-Z][a-z]"
)
_NUMBERED = re.compile(r"\s[\d./]+\Z")
#: Nouns that name an actor, or an act: "the organization of elections" is none.
_IS_AN_ACT = re.compile(
    r"(?:\A|\s)(?:organization|administration|operation|leadership|service|establishment|management)\Z"
)
#: "assisting the people", "that have schools" name what is done, and not by whom.
_DOES_SOMETHING = re.compile(
    r"[a-z]{3,}ing\s(?:(?:the|an?|its|their|for|in)\s|(?:them|it)\b)|that\s(?:are|can|do|has|have|is|may|was|were)\b"
)
#: "activities dedicated to victims", "information provided by States".
_IS_DONE = re.compile(r"(?:activities|information|programmes|projects)\s[a-z]+ed\b")
#: "those producing and distributing oil", where States or persons are meant.
_THOSE_WHO_DO = re.compile(r"those\s(?:[a-z]+ly\s)?[a-z]{3,}ing\b")
#: "Afghans", "Iraqis".
_A_PEOPLE = re.compile(r"(?:[a-z]+\s)*[A-Z][a-z]*(?:ghans|ians|malis|nese|raqis)")
_NUMBER_OF = re.compile(
    r"(?:[a-z]+\s)?(?:range|variety|number|majority|diversity|array|forms|types|kinds|categories|hundreds|thousands|millions|entirety)"
    r"\sof\s(?:the\s)?"
)
_AN_ACT = re.compile(
    r"[a-z](?:(?!\b(?:for|in|engaged|involved)\b)[a-z\s,-])*?\b(?P<noun>access|release|(?!position)[a-z]+(?:tion|sion|ment|ance))\s(?:of|for|to|be|by)\b"
)
#: A purse, to which money is given, and which nobody assists.
_IS_A_FUND = re.compile(
    r"\b(?:adaptation|climate|emergency|peacebuilding|pooled|response|safety|solidarity|sponsorship|trust|voluntary)\sfunds?\b",
    re.IGNORECASE,
)
#: "The Agency’s operations".
_OWNED = re.compile(r"[’'](?:s\s|\s)(?:[a-z-]+\s)*([a-z]+)\Z")
_COMPLEMENT = re.compile(r"\s(?:of|in|on|for|to|from|at|by|under)\s")
_OF = re.compile(rf"{_COMPLEMENT.pattern}|\s?,")
_ACRONYM = re.compile(
    r"(?!(?:AIDS|COVID|HIV)\b)(?:[A-Z]/)?[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)?|[A-Z]-[A-Z]{3,}"
)
_AFTER_A_HEAD = re.compile(
    r"(?<!-)(?<!small) (?:(?:of(?! war-affected)|in|on|for|to|from|with|at|by|under|within|that|which|who|whose|where|"
    r"when|through|until|along|against|among|between|based|involved|confronted|"
    r"concerned(?! (?:Governments?|Member|Parties|States?|actors|agencies|authorities|bodies|countries|entities"
    r"|organizations|parties|stakeholders)\b)|responsible|engaged|working(?! groups?\b)|having|being|"
    r"(?<!newly )established|affected|(?<!ly )mandated|participating|providing|contemplated|interested(?= in\b)|"
    r"invited|authorized|compliant|subsequent|thereto|but|contributing|belonging|living|operating|represented|serving|not|as|is|are|already|present|and|or|whenever|"
    r"described|designated|identified|listed|mentioned|referred|agreed|so|outside|across|towards|without|during|dealing|"
    r"focusing|active|able|otherwise|willing|(?:most|[a-z]+ly) (?:concerned|(?:affected|at|exposed|hit|in|vulnerable)"
    r"(?= (?:arrears|by|need|risk|to)\b)))\b|,(?!\d)|\()|(?<!-),(?!\d)|\("
)
#: A head of which a participle says what it does ("States supporting it"), and the last word of a name in capitals
#: that small words join ("Financing for Development Office").
_DOING = re.compile(
    r"(?:(?!of\b)[\w’-]+\s){0,3}?(?P<head>(?!Nations\b)[A-Za-z][\w-]*s|children|people|women|men)\s(?:[a-z-]{3,}ing(?:\Z|\s(?!activities|needs|capacit))|conducting\s)"
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


_IN_A_LIST = frozenset({",", "and", "or"})
AND_OR = frozenset({"and", "or", "and/or"})
