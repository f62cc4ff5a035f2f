"""Reading: all that is understood of one document. ``read`` is the chain."""

from dataclasses import dataclass, replace

from .actor import ActorId
from .backreference import BackReference, back_references
from .citation import Citation, citations_of
from .clause import Holders, clauses_of
from .completeness import Completeness, completeness_of, unplaced
from .condition import Condition, conditions_of
from .document import clean
from .doubt import Doubt, doubts_of_structure, doubts_of_words
from .errors import SourceError
from .funding import Funding, fundings_of
from .instrument import NamedInstrument
from .knowledge import Knowledge
from .life import Life, lives_of
from .link import NO_LINKS, Links, Referent, link, linking_the_organ, referent
from .masthead import Masthead, masthead_of
from .means import Means, means_of
from .observance import NamedObservance, Proclamation, proclamations_of
from .party import Party
from .place import AboutPlace, places_of
from .preamble import Ground, grounds_of
from .provision import Provision, interpret
from .provision_theme import ProvisionTheme, provision_themes_of
from .purpose import Purpose, purposes_of
from .recurrence import Recurrence, recurrences_of
from .scope import Scope, scopes_of
from .source import Source, printed_of
from .source.printed import Printed
from .source.stated import Vote
from .structure import Kind as Section
from .structure import Structure, divide
from .symbol import Symbol
from .task import Task, ask_of, is_the_organ, without_partners
from .theme import Assigned, themes_of
from .tie import ReportedTie, reported
from .vote import vote_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, understood: the value that tests, the command and the graph share.

    Only English is understood. Of a document in another language the structure is known, and what its form states.
    """

    source: Source
    printed: Printed
    symbol: Symbol
    structure: Structure
    masthead: Masthead
    completeness: Completeness
    knowledge: Knowledge
    vote: Vote | None = None
    grounds: tuple[Ground, ...] = ()
    provisions: tuple[Provision, ...] = ()
    tasks: tuple[Task, ...] = ()
    conditions: tuple[Condition, ...] = ()
    citations: tuple[Citation, ...] = ()
    back_references: tuple[BackReference, ...] = ()
    instruments: tuple[NamedInstrument, ...] = ()
    observances: tuple[NamedObservance, ...] = ()
    links: Links = NO_LINKS
    ties: tuple[ReportedTie, ...] = ()
    themes: tuple[Assigned, ...] = ()
    places: tuple[AboutPlace, ...] = ()
    provision_themes: tuple[ProvisionTheme, ...] = ()
    lives: tuple[Life, ...] = ()
    fundings: tuple[Funding, ...] = ()
    scopes: tuple[Scope, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    means: tuple[Means, ...] = ()
    proclamations: tuple[Proclamation, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def language(self) -> str:
        """The language of the words (BCP 47)."""
        return self.printed.language

    def referent(self, party: Party) -> Referent:
        """Who a party is."""
        return referent(party, self.structure.document.text, self.links, self.knowledge.names)


def read(source: Source, knowledge: Knowledge) -> Reading:
    """The whole way from bytes to understanding, in the order of reading.

    Raises ``SourceError`` for bytes that are no text, and for a text that says of no resolution which one it is.
    """
    printed = printed_of(source)
    document = clean(printed.text, knowledge.cleaning)
    structure = divide(document, knowledge.lexicon.opens)
    masthead = masthead_of(structure, dict(printed.facts))
    if masthead.symbol is None or not any(structure.of(Section.PREAMBULAR, Section.OPERATIVE)):
        raise SourceError(f"{source.name}: {_not_a_resolution(masthead)}")
    lines = tuple(unplaced(structure, masthead, knowledge.matter)) if printed.language == "en" else ()
    divided = Reading(
        source=source,
        printed=printed,
        symbol=masthead.symbol,
        structure=structure,
        masthead=masthead,
        completeness=completeness_of(printed, structure, lines),
        knowledge=knowledge,
        vote=printed.stated.vote or vote_of(structure, masthead.vote, knowledge.names),
        doubts=doubts_of_structure(structure, masthead, lines),
    )
    return _understood(divided) if printed.language == "en" else divided


def _understood(divided: Reading) -> Reading:
    """What the words of a document say."""
    structure, masthead, knowledge = divided.structure, divided.masthead, divided.knowledge
    named = tuple(knowledge.names.find(structure.document.text))
    names = tuple(n.span for n in named if n.is_undivided(structure.document.text))
    grounds = grounds_of(structure, knowledge.lexicon)
    stated = interpret(structure, knowledge.asking.grammar, names)
    asked = ask_of(structure, stated, knowledge.asking, names)
    provisions, tasks = without_partners(structure.document.text, stated, asked)
    links = linking_the_organ(
        link(structure, knowledge.names, named, knowledge.short, masthead),
        dict.fromkeys(
            (task.paragraph.name, recipient.span)
            for task in tasks
            for recipient in (task.report.recipients if task.report else ())
            if is_the_organ(recipient)
        ),
        knowledge.names.actors.get(ActorId(masthead.organ or "")),
    )
    functions = knowledge.citations.functions
    citations = citations_of(structure, masthead.organ, divided.symbol, knowledge.citations)
    back = back_references(structure, citations, functions)
    holders = Holders(structure, provisions, tasks)
    clauses = clauses_of(structure, holders, knowledge.wordings)
    instruments = knowledge.instruments.find(structure, functions, names)
    doubts = doubts_of_words(structure, grounds, provisions, links, back, instruments, knowledge.bodies)
    adopted = masthead.adopted.isoformat() if masthead.adopted else None
    parties = knowledge.asking.grammar.parties
    named_themes = tuple(knowledge.themes.named(structure.document.text))
    themes = themes_of(structure, masthead.title, named_themes, knowledge.themes)
    lives = lives_of(structure, clauses, citations, parties, names, adopted, masthead.organ)

    def is_organ(party: Party) -> bool:
        actor = referent(party, structure.document.text, links, knowledge.names).actor
        return actor is not None and actor.id == masthead.organ

    return replace(
        divided,
        grounds=grounds,
        provisions=provisions,
        tasks=tasks,
        conditions=conditions_of(structure, knowledge.qualifying),
        citations=citations,
        back_references=back,
        instruments=instruments,
        observances=knowledge.observances.find(structure, names),
        links=links,
        ties=reported(structure.document.text, provisions, knowledge.reporting, parties, names),
        themes=themes,
        places=places_of(structure, masthead, named, instruments, knowledge.places),
        provision_themes=provision_themes_of(
            named_themes, provisions, tasks, themes, instruments, names, knowledge.themes
        ),
        lives=lives,
        fundings=fundings_of(structure, clauses),
        scopes=scopes_of(structure, clauses, holders, provisions, tasks, named),
        purposes=purposes_of(structure, clauses),
        means=means_of(structure, clauses, links, instruments),
        proclamations=proclamations_of(structure, provisions, clauses, knowledge.observances),
        recurrences=recurrences_of(tasks, lives, masthead, is_organ),
        doubts=tuple(sorted((*divided.doubts, *doubts))),
    )


def _not_a_resolution(masthead: Masthead) -> str:
    if masthead.symbol is None:
        return "no symbol or number of a resolution was found; is this the text of a resolution?"
    return f"{masthead.symbol} has no enacting words (“The General Assembly,” …), so nothing in it can be read"
