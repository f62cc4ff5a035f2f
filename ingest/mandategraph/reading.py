"""Reading: all that is understood of one document. ``read`` is the chain."""

from dataclasses import dataclass

from .actor import Kind
from .citation import Citation, citations_of
from .condition import Condition, conditions_of
from .document import clean
from .doubt import Doubt, doubts
from .errors import SourceError
from .knowledge import Knowledge
from .link import Links, Referent, link, referent
from .masthead import Masthead, masthead_of
from .party import Party
from .provision import Provision, interpret
from .source import Source, printed_of
from .source.printed import Printed
from .structure import Kind as Section
from .structure import Structure, divide
from .symbol import Symbol
from .task import Task, ask_of
from .theme import Theme, themes_of
from .tie import ReportedTie, reported


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, understood: the value that tests, the command and the graph share."""

    source: Source
    printed: Printed
    symbol: Symbol
    structure: Structure
    masthead: Masthead
    provisions: tuple[Provision, ...]
    tasks: tuple[Task, ...]
    conditions: tuple[Condition, ...]
    citations: tuple[Citation, ...]
    links: Links
    ties: tuple[ReportedTie, ...]
    themes: tuple[Theme, ...]
    doubts: tuple[Doubt, ...]
    knowledge: Knowledge

    def referent(self, party: Party) -> Referent:
        """Who a party is."""
        return referent(party, self.structure.document.text, self.links, self.knowledge.names)


def read(source: Source, knowledge: Knowledge) -> Reading:
    """The whole way from bytes to understanding, in the order of reading.

    Raises ``SourceError`` for bytes that are no text, and for a text that says of no resolution which one it is.
    """
    printed = printed_of(source)
    if printed.language != "en":
        raise SourceError(f"{source.name}: the language is {printed.language}; only English is understood so far")
    document = clean(printed.text, knowledge.cleaning)
    structure = divide(document, knowledge.lexicon.opens)
    masthead = masthead_of(structure, dict(printed.facts))
    if masthead.symbol is None or not any(structure.of(Section.PREAMBULAR, Section.OPERATIVE)):
        raise SourceError(f"{source.name}: {_not_a_resolution(masthead)}")
    named = tuple(knowledge.names.find(document.text))
    names = tuple(n.span for n in named if any(a.kind is not Kind.GROUP for a in (*n.strong, *n.weak)))
    provisions = interpret(structure, knowledge.asking.grammar, names)
    tasks = ask_of(structure, provisions, knowledge.asking, names)
    links = link(structure, knowledge.names, named, knowledge.short, masthead.organ)
    return Reading(
        source=source,
        printed=printed,
        symbol=masthead.symbol,
        structure=structure,
        masthead=masthead,
        provisions=provisions,
        tasks=tasks,
        conditions=conditions_of(structure, knowledge.qualifying),
        citations=citations_of(structure, masthead.organ, masthead.symbol, knowledge.citations),
        links=links,
        ties=reported(document.text, provisions, knowledge.reporting, knowledge.asking.grammar.parties, names),
        themes=themes_of(structure, masthead.title, knowledge.themes),
        doubts=doubts(structure, masthead, provisions, links),
        knowledge=knowledge,
    )


def _not_a_resolution(masthead: Masthead) -> str:
    if masthead.symbol is None:
        return "no symbol or number of a resolution was found; is this the text of a resolution?"
    return f"{masthead.symbol} has no enacting words (“The General Assembly,” …), so nothing in it can be read"
