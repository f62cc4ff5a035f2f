"""Act: where in a paragraph the organ acts, and where a verb is a noun, or somebody else's.

The organ is the subject of the verb with which a paragraph opens, and of those joined to it; not of verbs in a relative
clause or a quotation, nor of those that a clause goes on with ("a plan that recognizes their role and encourages").
"""

import re
from collections.abc import Iterator, Sequence

from .document import Span
from .grammar import Grammar
from .verb import Act, Lexicon


def acts_of(words: str, grammar: Grammar, names: Sequence[Span], *, in_a_part: bool) -> Iterator[Act]:
    """The acts of the organ in the words of one operative paragraph, in order.

    ``names`` are the spans of names in these words. A paragraph that is a part of another (``in_a_part``) goes on with
    its sentence, unless it opens with an act of its own; in the passive voice it does only if it introduces parts.
    """
    last = grammar.lexicon.opening(words) or (None if in_a_part else grammar.lexicon.slipped(words))
    if last is None and (not in_a_part or words.rstrip().endswith(":")):
        last = grammar.lexicon.passive(words)
    if last and (not in_a_part or last.asked_until or _opens_a_part(words, last, grammar, names)):
        yield last
    else:
        last = None
    free = last is not None or not in_a_part or grammar.lexicon.ground(words) is not None
    for act in grammar.lexicon.joined(words):
        if last and act.start < last.end:
            continue
        if (free or _is_set_apart(act)) and _is_of_the_organ(words, act, last, grammar, names):
            yield act
            last, free = act, True


def _opens_a_part(words: str, act: Act, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether a sub-paragraph opens with an act of the organ and not with a noun ("Requests for assistance")."""
    return not act.verb.also or _takes_an_object(words, act, grammar, names)


def _is_set_apart(act: Act) -> bool:
    """Whether an act stands in a clause of its own, though the sentence began as the part of another: ", and urges"."""
    has_a_conjunction = "and" in act.joint or bool(act.adverbs)
    return not act.verb.may_have_another_subject and act.joint[0] in _APART and has_a_conjunction


#: Signs that set an act apart from what was said before; a full stop only where the organ is named anew.
_APART = ",;."
_OPENS_AN_OBJECT = re.compile(
    r"\s+(?:that|the|its|their|with|all|any|also|to|in this|a|an|at|his|her|those|these|each|this|every|full|further|"
    r"immediate|urgent|increased|enhanced|greater|continued|strengthened|other|him|them|it)\b"
)
#: What can follow only upon a noun: "requests for", "tasks and", "mandates contained in", "demands are".
_IS_A_NOUN = re.compile(
    r"""
    \s*(?:
        [,;.:]\s*(?:and|or|such\ as|including|as\ well\ as|in\ particular|namely|which)\b
      | [;.] | \Z
      | (?:for|from|of|on|by|and|or|are|is|as|in|under|within|to|at|shall|should|will|may|can|which|who)\b
      | (?:\w+ed|made|given|sent|set|held)\s*(?:(?:by|to|in|for|from|at|on|of|under|pursuant)\b|[,;.])
    )""",
    re.VERBOSE,
)
_GOVERNS = re.compile(r"\b(?:which|who|that)\s*\Z")
#: So far from a verb does its pronoun begin at most.
_SHORTLY = 12


def _takes_an_object(words: str, act: Act, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether what follows a word that may be a noun ("requests", "mandates") can only follow a verb."""
    if _is_a_noun(words, act):
        return False
    if _OPENS_AN_OBJECT.match(words, act.end):
        return True
    close = next(grammar.infinitives.find(words, act.end, len(words), names), min(len(words), act.end + 120))
    return bool(grammar.parties.listed(words, act.end + 1, close, [n for n in names if n.start >= act.end]))


def _is_of_the_organ(words: str, act: Act, last: Act | None, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether a word in mid-sentence is a verb, and the organ its subject.

    A comma sets the organ's next act apart from what was said before. Without one, a verb belongs to a clause that
    goes on ("a plan that recognizes their role and encourages"), if the verb of that clause has its form.
    """
    since = words[last.end if last else 0 : act.joined_at]
    if words.count("“", 1, act.joined_at) > words.count("”", 0, act.joined_at) or _GOVERNS.search(
        since, max(0, len(since) - _SHORTLY)
    ):
        return False
    if act.in_the_plural and " to " in since:
        return "we" in act.joint.lower()
    if last and not since.strip(" ,"):
        return not act.verb.may_be_a_noun or not _is_a_noun(words, act)
    if act.verb.may_be_a_noun and not _is_a_verb(words, act, since, grammar, names):
        return False
    if act.verb.may_have_another_subject:
        return _CONNECTED.search(act.adverbs) is not None or not _CLAUSE.search(since) or _is_one_more(act)
    return act.joint[0] in _APART or not _goes_on(since, act, grammar.lexicon)


def _is_one_more(act: Act) -> bool:
    """Whether an act is set apart as one more of the same subject: ", further requires"."""
    return act.joint[0] in _APART and _ONE_MORE.search(act.adverbs) is not None


_ONE_MORE = re.compile(r"\b(?:further|also)\b")


def _is_a_noun(words: str, act: Act) -> bool:
    """Whether a word that may be a noun is followed as only nouns are, and not by a preposition of the verb's own.

    What stands behind an aside tells nothing: "and requests, as appropriate, and in line with their mandates, donors".
    """
    found = _IS_A_NOUN.match(words, act.end)
    own = act.verb.takes and found and found[0].strip() == act.verb.takes
    aside = "and" in act.joint and "," in words[act.start : act.end]
    return found is not None and not own and not aside and not _CONNECTED.search(words, act.start, act.end)


def _is_a_verb(words: str, act: Act, since: str, grammar: Grammar, names: Sequence[Span]) -> bool:
    """Whether a word that may be a noun is a verb: after a comma or a connective, or before an object."""
    if _is_a_noun(words, act) or (words.startswith(",", act.end) and _IN_AN_ASIDE.search(since)):
        return False
    if act.joint[0] in _APART or (act.adverbs and not _FOCUSING.search(act.adverbs)):
        return True
    if act.verb.takes:
        return since.rstrip().rpartition(" ")[2] not in grammar.lexicon.nouns
    return _takes_an_object(words, act, grammar, names)


#: A noun closes an aside: "to act, within existing resources and mandates, on dykes".
_IN_AN_ASIDE = re.compile(r",\s(?:in|on|under|with|within)\s[^,]*\Z")
_CONNECTED = re.compile(r"\b(?:this|that|these|those|such)\b")
#: Adverbs that also pick one thing out of a list of nouns: "information, in particular requests for help".
_FOCUSING = re.compile(r"\b(?:inter alia|as appropriate|in particular|particularly|especially|notably)\b")
#: What opens a clause with a subject of its own.
_CLAUSE = re.compile(
    r"(?P<preposition>\b(?:to|in|by|on|for|of|from|with|under|through)\s)?"
    r"\b(?P<opener>which|who|that|where|whose|whereby|if|because|unless|until|what|how)\s"
)
_FINITE = re.compile(
    r"\b(?:(?:can|may|shall|will|must|should|could|would|might|have|has|had|are|is|were|was|do|does)|"
    r"(?P<third>[a-z-]+s))\b"
)
_AT_ONCE = re.compile(r"(?:,[^,;]*,\s)?(?:[a-z]+ly\s)?(?P<third>[a-z-]+s)\b")


def _goes_on(since: str, act: Act, lexicon: Lexicon) -> bool:
    """Whether a clause is open whose own verb the act can be joined to.

    It is where the subject of the clause speaks, as organs do ("a plan that recognizes their role and encourages");
    right behind a relative pronoun any verb will do.
    """
    for clause in _CLAUSE.finditer(since):
        at_once = _AT_ONCE.match(since, clause.end()) if _STANDS_FOR_A_SUBJECT.match(clause[0]) else None
        if at_once and at_once["third"] in lexicon.speaking:
            return True
        if at_once and not act.adverbs and clause["opener"] != "that" and at_once["third"] not in _NOT_LEXICAL:
            return True
        for finite in _FINITE.finditer(since, clause.end()):
            if finite["third"] is None:
                break
            if finite["third"] in lexicon.speaking:
                return True
    return False


_STANDS_FOR_A_SUBJECT = re.compile(r"which|who|that")
_NOT_LEXICAL = frozenset({"is", "was", "has", "does", "this", "its", "as"})
