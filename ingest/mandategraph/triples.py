"""Triples: a reading in the words of the ontology.

A document's graph can be read on its own: it types and labels every actor, session, concept and document that it
names. It has no blank node, and the same text gives the same IRIs.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import version

from pyoxigraph import Literal, NamedNode, Quad

from . import home, iri
from .actor import Actor, ActorId, Kind
from .backreference import BackReference
from .citation import Citation
from .description import CLASSES, Description, described, numbered
from .document import Span
from .instrument import Instrument, NamedInstrument
from .knowledge import Force, Knowledge
from .link import Link, Referent
from .observance import NamedObservance, Observance
from .particulars import particulars
from .pinpoint import Pinpoint
from .preamble import Ground
from .proceedings import proceedings
from .provision import Provision
from .reading import Reading
from .structure import Kind as Section
from .structure import Paragraph
from .symbol import Symbol, series_of
from .task import Task
from .term import (
    COMMENT,
    DATE,
    DATE_TIME,
    HOMEPAGE,
    LABEL,
    PROPERTY_OF_ROLE,
    SEE_ALSO,
    TYPE,
    WORKING,
    Triple,
    concept,
    english,
    integer,
    mg,
    prov,
    skos,
)
from .theme import Theme
from .translation import Translation


@cache
def program_version() -> str:
    """The version of this program and of its knowledge, as it is written into the graphs that they make.

    The program, the knowledge and the rules of inference change between two releases too, and with them what is read
    and concluded: their digest follows the "+". It is the same wherever they are installed.
    """
    digest = hashlib.sha256()
    parts = home.PROGRAM.rglob("*.py"), home.KNOWLEDGE.iterdir(), (home.QUERIES / "rules").rglob("*.rq")
    for file in (file for part in parts for file in sorted(part)):
        digest.update(file.read_bytes())
    return f"{version('mandategraph')}+{digest.hexdigest()[:8]}"


def describe(reading: Reading, *, base: str = iri.BASE, at: datetime) -> Iterator[Quad]:
    """The named graph of one document; ``at`` is when it was made."""
    document = iri.document(base, reading.symbol)
    graph = NamedNode(iri.graph(document, reading.language))
    labelled = set()
    for triple in dict.fromkeys(_Description(reading, base, document).triples(at)):
        subject, predicate, _ = triple
        if predicate is LABEL:
            if subject in labelled:  # a group printed with a capital and without
                continue
            labelled.add(subject)
        yield Quad(*triple, graph)


def describe_knowledge(knowledge: Knowledge, base: str = iri.BASE) -> Iterator[Quad]:
    """The named graphs ``actors``, ``instruments``, ``observances`` and ``verbs``: all that are known."""
    actors = NamedNode(iri.shared_graph(base, "actors"))
    for actor in knowledge.names.actors.values():
        for triple in _actor(actor, knowledge, base):
            yield Quad(*triple, actors)
    instruments = NamedNode(iri.shared_graph(base, "instruments"))
    for instrument in knowledge.instruments.by_id.values():
        for triple in _instrument(instrument, base):
            yield Quad(*triple, instruments)
    observances = NamedNode(iri.shared_graph(base, "observances"))
    for observance in knowledge.observances.by_id.values():
        for triple in _known_observance(observance, base):
            yield Quad(*triple, observances)
    verbs = NamedNode(iri.shared_graph(base, "verbs"))
    for verb in knowledge.lexicon.verbs:
        node = NamedNode(iri.concept(verb.phrase))
        yield Quad(node, TYPE, mg("OperativeVerb"), verbs)
        yield Quad(node, skos("prefLabel"), Literal(verb.phrase, language="en"), verbs)
        yield Quad(node, skos("inScheme"), concept("operative-verbs"), verbs)
        yield Quad(node, mg("illocution"), concept(verb.illocution), verbs)
        yield Quad(node, mg("forceClass"), Literal(verb.force), verbs)


_PARTS = {
    Section.FRONT: "FrontMatter",
    Section.BACK: "BackMatter",
    Section.FOOTNOTE: "Footnote",
    Section.ANNEX: "Annex",
    Section.HEADING: "Heading",
    Section.TABLE: "TableRow",
    Section.PREAMBULAR: "PreambularParagraph",
    Section.OPERATIVE: "OperativeParagraph",
}


def _actor(actor: Actor, knowledge: Knowledge, base: str) -> Iterator[Triple]:
    """All that is known of an actor."""
    node = NamedNode(iri.actor(base, actor.path))
    known = knowledge.names.actors
    yield node, TYPE, mg(CLASSES[actor.kind])
    yield from _called(node, actor, knowledge.translations.get(actor.id, ()))
    for limit, time in (("since", actor.since), ("until", actor.until)):
        if time:
            yield node, mg(limit), Literal(str(time))
    for relation, target in (
        ("subBodyOf", actor.parent),
        ("principalOrgan", actor.organ),
        ("heads", actor.heads),
        *(("successor", successor) for successor in actor.successors),
    ):
        if target and (relation != "subBodyOf" or actor.kind not in (Kind.POST, Kind.GROUP)):
            yield node, mg(relation), NamedNode(iri.actor(base, known[target].path))
    if actor.website:
        yield node, HOMEPAGE, NamedNode(actor.website)
    if actor.kind is Kind.STATE and actor.iso3 and actor.m49:
        yield node, mg("iso3"), Literal(actor.iso3)
        yield node, mg("m49"), Literal(actor.m49)
        if actor.until is None and not actor.observer:
            yield node, skos("exactMatch"), NamedNode(f"http://metadata.un.org/UNMS/{actor.m49}")


def _called(node: NamedNode, actor: Actor, translations: Iterable[Translation]) -> Iterator[Triple]:
    """The names of an actor: in English, and the official ones in other languages."""
    yield node, LABEL, english(actor.name)
    if actor.acronym:
        yield node, mg("acronym"), Literal(actor.acronym)
    for name in actor.names[1:] + actor.weak:
        if name != actor.acronym:
            yield node, skos("altLabel"), english(name)
    for translation in translations:
        yield node, skos("prefLabel"), Literal(translation.name, language=translation.language)
        if translation.acronym:
            yield node, skos("altLabel"), Literal(translation.acronym, language=translation.language)


def _instrument(instrument: Instrument, base: str) -> Iterator[Triple]:
    """All that is known of an instrument."""
    node = NamedNode(iri.instrument(base, instrument.id))
    yield from _named(instrument, base)
    for name in instrument.strong:
        yield node, skos("altLabel"), english(name)
    if instrument.adopted:
        yield node, mg("dateAdopted"), Literal(instrument.adopted)
    if instrument.parent:
        yield node, mg("supplements"), NamedNode(iri.instrument(base, instrument.parent))
    if instrument.resolution:
        yield from _resolution(node, "adoptedIn", Symbol(instrument.resolution), base)


def _known_observance(observance: Observance, base: str) -> Iterator[Triple]:
    """All that is known of an observance."""
    node = NamedNode(iri.observance(base, observance.id))
    yield from described(observance, base)
    for name in observance.strong:
        yield node, skos("altLabel"), english(name)
    if observance.resolution:
        yield from _resolution(node, "proclaimedIn", Symbol(observance.resolution), base)


def _resolution(node: NamedNode, relation: str, symbol: Symbol, base: str) -> Iterator[Triple]:
    """The resolution in which something was adopted or proclaimed."""
    resolution = NamedNode(iri.document(base, symbol))
    yield node, mg(relation), resolution
    yield resolution, TYPE, mg(series_of(symbol))
    yield resolution, mg("symbol"), Literal(symbol)
    yield resolution, LABEL, Literal(symbol)


def _named(instrument: Instrument, base: str) -> Iterator[Triple]:
    """Type, label and kind of an instrument."""
    node = NamedNode(iri.instrument(base, instrument.id))
    yield node, TYPE, mg("InternationalInstrument")
    yield node, LABEL, english(instrument.name)
    yield node, mg("instrumentKind"), Literal(instrument.kind)


class _Description(Description):
    """One reading, about to be described."""

    def triples(self, at: datetime) -> Iterator[Triple]:
        yield from self._document()
        yield from self._provenance(at)
        for position, paragraph in enumerate(self.reading.structure.paragraphs, 1):
            yield from self._paragraph(position, paragraph)
        yield from self._footnotes()
        yield from self._grounds()
        yield from self._provisions()
        yield from self._citations()
        yield from self._back_references()
        yield from self._instruments()
        yield from self._mentions()
        yield from self._observances()
        yield from self._reported_ties()
        yield from self._themes()
        yield from self._provision_themes()
        yield from self._places()
        yield from self._doubts()
        yield from particulars(self.reading, self.base)
        yield from proceedings(self.reading, self.base)

    def _document(self) -> Iterator[Triple]:
        node, masthead = NamedNode(self.document), self.reading.masthead
        yield node, TYPE, mg(series_of(self.reading.symbol))
        yield node, mg("symbol"), Literal(self.reading.symbol)
        yield node, LABEL, Literal(self.reading.symbol)
        yield node, SEE_ALSO, NamedNode(f"https://docs.un.org/en/{self.reading.symbol}")
        if masthead.title:
            yield node, mg("title"), self._words(masthead.title)
        if masthead.adopted:
            yield node, mg("adoptedOn"), Literal(masthead.adopted.isoformat(), datatype=DATE)
        for relation, value in (
            ("distribution", masthead.distribution),
            ("jobNumber", masthead.job_number),
            ("provenanceNote", masthead.provenance),
        ):
            if value:
                yield node, mg(relation), Literal(value)
        if masthead.organ:
            organ = self.reading.knowledge.names.actors[ActorId(masthead.organ)]
            yield node, mg("adoptedBy"), self._known(organ)
            yield from self._labelled(organ)
            if masthead.session:
                yield from self._session(node, "atSession", organ, masthead.session)
        for relation, kind, name, value in (
            ("atMeeting", "Meeting", "meeting", masthead.meeting),
            ("underAgendaItem", "AgendaItem", "agenda_item", masthead.agenda_item),
        ):
            if value:
                part = self._part(name)
                yield node, mg(relation), part
                yield part, TYPE, mg(kind)
                yield part, LABEL, Literal(value)
        if masthead.agenda_item and masthead.agenda_title:
            yield self._part("agenda_item"), mg("itemTitle"), self._words(masthead.agenda_title)

    def _provenance(self, at: datetime) -> Iterator[Triple]:
        source = self.reading.source
        named, language = iri.graph(self.document, self.reading.language), self.reading.language
        graph, run = NamedNode(named), NamedNode(iri.run(named))
        text, file = NamedNode(iri.text(self.document, language)), NamedNode(iri.file(self.document, language))
        yield NamedNode(self.document), mg("hasText"), text
        yield text, TYPE, mg("DocumentText")
        yield text, mg("language"), Literal(language)
        yield text, mg("sha256"), Literal(self.reading.structure.document.digest)
        yield text, mg("hasFile"), file
        account = self.reading.completeness
        yield text, mg("charactersUsed"), integer(account.used)
        yield text, mg("charactersOfFurniture"), integer(account.furniture)
        yield text, mg("charactersInDoubt"), integer(account.in_doubt)
        yield file, TYPE, mg("DocumentFile")
        yield file, mg("fileName"), Literal(source.name.rpartition("/")[2])
        yield file, mg("mediaType"), Literal(source.media_type)
        yield file, mg("sha256"), Literal(source.digest)
        yield graph, TYPE, prov("Entity")
        yield graph, prov("wasDerivedFrom"), file
        yield graph, prov("wasGeneratedBy"), run
        yield run, TYPE, mg("ExtractionRun")
        yield run, mg("programVersion"), Literal(program_version())
        yield run, prov("used"), file
        yield run, prov("endedAtTime"), Literal(at.isoformat(timespec="seconds"), datatype=DATE_TIME)

    def _paragraph(self, position: int, paragraph: Paragraph) -> Iterator[Triple]:
        node = self._part(paragraph.name)
        yield node, TYPE, mg(_PARTS[paragraph.kind])
        if paragraph.parent:
            yield node, TYPE, mg("SubParagraph")
        whole = self._part(paragraph.parent) if paragraph.parent else NamedNode(self.document)
        yield node, mg("isPartOf"), whole
        yield node, mg("paragraphLabel"), Literal(paragraph.label)
        yield node, mg("section"), Literal(paragraph.kind.value)
        yield node, mg("position"), integer(position)
        yield node, mg("text"), self._words(self.reading.structure.words(paragraph))
        yield from self._span(node, paragraph.span)

    def _footnotes(self) -> Iterator[Triple]:
        cited: dict[str, list[str]] = {}
        for stated_in, work in self._works():
            cited.setdefault(stated_in, []).append(work)
        for name, footnote in self.reading.structure.footnotes:
            yield self._part(name), mg("hasFootnote"), self._part(footnote)
            for work in cited.get(footnote, ()):
                yield self._part(name), mg("cites"), NamedNode(work)
        for paragraph in self.reading.structure.of(Section.FOOTNOTE):
            yield self._part(paragraph.name), mg("footnoteMark"), Literal(paragraph.name.partition("_")[2])

    def _works(self) -> Iterator[tuple[str, str]]:
        """What is cited: the paragraph's name, and the IRI of the document or instrument."""
        for citation in self.reading.citations:
            yield citation.paragraph, iri.document(self.base, citation.symbol)
        for reference in self.reading.back_references:
            yield from ((reference.paragraph, iri.document(self.base, symbol)) for symbol in reference.symbols)
        for named in self.reading.instruments:
            yield named.paragraph, iri.instrument(self.base, named.instrument.id)

    def _grounds(self) -> Iterator[Triple]:
        for ground in self.reading.grounds:
            node, verb = self._part(ground.paragraph.name), _verb(ground)
            yield node, mg("opensWith"), verb
            yield node, mg("openingWords"), Literal(self.reading.structure.document.words(ground.span))
            yield from _labelled_verb(ground)

    def _provisions(self) -> Iterator[Triple]:
        provisions, names = self._element_names()
        tasks: dict[int, list[tuple[str, Task]]] = {}
        for name, task in zip(names, self.reading.tasks, strict=True):
            tasks.setdefault(task.provision, []).append((name, task))
        holders: list[tuple[Span, NamedNode]] = []
        ordinals: Counter[str] = Counter()
        for index, (name, provision) in enumerate(zip(provisions, self.reading.provisions, strict=True)):
            ordinals[provision.paragraph.name] += 1
            holders.append((provision.span, self._part(name)))
            yield from self._provision(provision, name, ordinals[provision.paragraph.name])
            for number, (of_task, task) in enumerate(tasks.get(index, ()), 1):
                holders.append((task.span, self._part(of_task)))
                yield from self._task(task, of_task, name, number, provision)
        yield from self._conditions(holders)

    def _provision(self, provision: Provision, name: str, ordinal: int) -> Iterator[Triple]:
        node = self._part(name)
        yield node, TYPE, mg("Provision")
        yield node, mg("statedIn"), self._part(provision.paragraph.name)
        yield node, mg("operativeVerb"), _verb(provision)
        yield node, mg("verbPhrase"), Literal(provision.phrase)
        yield from _labelled_verb(provision)
        yield node, mg("position"), integer(ordinal)
        yield node, mg("rule"), Literal(provision.rule)
        yield from self._span(node, provision.span)
        for number, party in enumerate(provision.addressees, 1):
            part, who = self._part(f"{name}.part_{number}"), self._party(party)
            yield from self._participation(node, part, party, who, "bearer", provision.rule)
            yield from self._span(part, party.span)
            yield from self._force(node, provision, *who, part)
            if party.group:
                group = next((p for p in provision.addressees if p.span == party.group), None)
                if group and group is not party:
                    yield self._party(group)[0], mg("includesNamed"), who[0]

    def _force(
        self, node: NamedNode, provision: Provision, actor: NamedNode, found: Referent, part: NamedNode | None
    ) -> Iterator[Triple]:
        """How the verb of a provision binds a bearer, of the provision or of a task; ``part`` is where it is told."""
        knowledge = self.reading.knowledge
        row = force_of(knowledge, self.reading.masthead.organ, provision.force, _standing(found, knowledge))
        if row:
            yield node, mg(row.relation), actor
        if row and part:
            yield part, mg("force"), concept(row.force)
            yield part, mg("forceRule"), Literal(row.id)
            yield from self._concepts("DeonticForce", row.force)

    def _task(self, task: Task, name: str, holder: str, number: int, provision: Provision) -> Iterator[Triple]:
        """A task; those with whom it is done may be named in the chapeau of its provision.

        It binds its bearers as the provision does. Their force is told where they are first named.
        """
        node, chapeau = self._part(name), provision.paragraph
        told = {self._party(party)[0] for party in provision.addressees}
        yield self._part(holder), mg("hasTask"), node
        yield node, TYPE, mg("ReportingTask" if task.report else "Task")
        yield node, mg("statedIn"), self._part(task.paragraph.name)
        yield node, mg("position"), integer(number)
        yield from self._span(node, task.span)
        roles = [("bearer", bearer, bearer.span, "addressee") for bearer in task.bearers]
        roles += [(tie.kind, tie.party, tie.span, tie.rule) for tie in task.ties]
        if task.report:
            roles += [("recipient", party, party.span, task.report.rule) for party in task.report.recipients]
        for count, (role, party, span, rule) in enumerate(roles, 1):
            part, who = self._part(f"{name}.part_{count}"), self._party(party)
            yield from self._participation(node, part, party, who, role, rule)
            yield from self._span(part, span)
            yield node, mg(PROPERTY_OF_ROLE[role]), who[0]
            if role == "bearer":
                yield from self._force(node, provision, *who, None if who[0] in told else part)
            if role in WORKING:
                stated = task.paragraph if task.paragraph.span.start < span.end else chapeau
                yield part, mg("statedIn"), self._part(stated.name)
        if task.report:
            yield from self._report(node, task)

    def _report(self, node: NamedNode, task: Task) -> Iterator[Triple]:
        if task.report is None:
            return
        yield node, mg("rule"), Literal(task.report.rule)
        for deadline in task.report.deadlines:
            if deadline.frequency:
                yield node, mg("frequency"), Literal(deadline.frequency)
            if deadline.due is None:
                continue
            yield from self._due(node, deadline.due)
            if deadline.due.startswith("session "):
                for party in task.report.recipients:
                    organ = self.reading.referent(party).actor
                    if organ and organ.is_body:
                        yield from self._session(node, "dueAt", organ, deadline.due.removeprefix("session "))

    def _conditions(self, holders: list[tuple[Span, NamedNode]]) -> Iterator[Triple]:
        for count, condition in numbered(self.reading.conditions):
            node = self._part(f"{condition.paragraph}.c{count}")
            yield node, TYPE, mg("Condition")
            yield node, mg("conditionType"), concept(condition.type)
            yield node, mg("statedIn"), self._part(condition.paragraph)
            yield node, mg("rule"), Literal(condition.rule)
            yield from self._concepts("ConditionType", condition.type)
            yield from self._span(node, condition.span)
            inside = [h for h in holders if h[0].start <= condition.span.start < h[0].end]
            inside = inside or [h for h in holders[::-1] if h[0].start <= condition.span.start][:1]
            if inside:
                yield min(inside, key=lambda h: h[0].end - h[0].start)[1], mg("hasCondition"), node

    def _citations(self) -> Iterator[Triple]:
        for count, citation in numbered(self.reading.citations):
            node, work = self._part(f"{citation.paragraph}.cit_{count}"), iri.document(self.base, citation.symbol)
            yield from self._citation(node, "Citation", citation, work)
            yield from self._cited_document(citation.symbol)
            yield from self._pinpoint(node, citation.pinpoint, f"{work}#")

    def _back_references(self) -> Iterator[Triple]:
        counts: dict[str, int] = {}
        for reference in self.reading.back_references:
            for symbol in reference.symbols:
                count = counts[reference.paragraph] = counts.get(reference.paragraph, 0) + 1
                node = self._part(f"{reference.paragraph}.back_{count}")
                yield from self._citation(node, "BackReference", reference, iri.document(self.base, symbol))
                yield from self._cited_document(symbol)

    def _instruments(self) -> Iterator[Triple]:
        for count, named in numbered(self.reading.instruments):
            node = self._part(f"{named.paragraph}.ins_{count}")
            yield from self._citation(node, "Citation", named, iri.instrument(self.base, named.instrument.id))
            yield from _named(named.instrument, self.base)
            yield from self._pinpoint(node, named.pinpoint, named.instrument.units)

    def _citation(
        self, node: NamedNode, kind: str, found: Citation | BackReference | NamedInstrument, work: str
    ) -> Iterator[Triple]:
        """What every citation says."""
        unit, cited = self._part(found.paragraph), NamedNode(work)
        yield unit, mg("hasCitation"), node
        yield unit, mg("cites"), cited
        yield NamedNode(self.document), mg("cites"), cited
        yield node, TYPE, mg("Citation")
        if kind != "Citation":
            yield node, TYPE, mg(kind)
        yield node, mg("citedWork"), cited
        yield node, mg("citationFunction"), concept(found.function)
        yield node, mg("statedIn"), unit
        yield node, mg("rule"), Literal(found.rule)
        yield from self._concepts("CitationFunction", found.function)
        yield from self._span(node, found.span)

    def _cited_document(self, symbol: Symbol) -> Iterator[Triple]:
        work = NamedNode(iri.document(self.base, symbol))
        yield work, TYPE, mg("UNDocument")
        yield work, mg("symbol"), Literal(symbol)
        yield work, LABEL, Literal(symbol)

    def _pinpoint(self, node: NamedNode, pinpoint: Pinpoint | None, units: str | None) -> Iterator[Triple]:
        """The parts cited: their words, and their IRIs where the parts of the document have any."""
        if pinpoint:
            yield node, mg("pinpoint"), Literal(self.reading.structure.document.words(pinpoint.span))
            for unit in pinpoint.units if units else ():
                yield node, mg("citedUnit"), NamedNode(f"{units}{unit}")

    def _mentions(self) -> Iterator[Triple]:
        for count, one in numbered(link for link in self.reading.links.links if link.actor.kind is not Kind.GROUP):
            yield from self._mention(f"{one.paragraph}.m{count}", one, self._known(one.actor))
            yield from self._labelled(one.actor)

    def _observances(self) -> Iterator[Triple]:
        for count, one in numbered(self.reading.observances):
            yield from self._mention(f"{one.paragraph}.obs_{count}", one, self._observance(one.observance))
            yield from described(one.observance, self.base)

    def _mention(self, name: str, found: Link | NamedObservance, meant: NamedNode) -> Iterator[Triple]:
        """That somebody or something is named in a paragraph."""
        node, unit = self._part(name), self._part(found.paragraph)
        yield unit, mg("mentions"), meant
        yield node, TYPE, mg("Mention")
        yield node, mg("mentionOf"), meant
        yield node, mg("statedIn"), unit
        yield node, mg("rule"), Literal(found.rule)
        yield from self._span(node, found.span)

    def _reported_ties(self) -> Iterator[Triple]:
        for count, tie in numbered(self.reading.ties):
            node = self._part(f"{tie.paragraph}.tie_{count}")
            yield node, TYPE, mg("ReportedTie")
            yield node, mg("statedIn"), self._part(tie.paragraph)
            yield node, mg("tieKind"), concept(tie.kind)
            yield node, mg("rule"), Literal(tie.rule)
            yield from self._concepts("TieKind", tie.kind)
            yield from self._span(node, tie.span)
            for party in tie.parties:
                actor, found = self._party(party)
                yield node, mg("tieParty"), actor
                yield from self._who(actor, found)

    def _themes(self) -> Iterator[Triple]:
        document = NamedNode(self.document)
        found = (("text", one.theme.concept, one.theme.label, one.rule) for one in self.reading.themes)
        ranks: dict[str, int] = {}
        for source, concept_iri, label, rule in (*found, *self._subjects()):
            rank = ranks[source] = ranks.get(source, 0) + 1
            node = self._part(f"theme_{rank}" if source == "text" else f"theme_{iri.slug(source)}_{rank}")
            yield from self._theme(document, node, Theme(concept_iri, label), rank, source)
            if rule:
                yield node, mg("rule"), Literal(rule)

    def _places(self) -> Iterator[Triple]:
        for rank, one in enumerate(self.reading.places, 1):
            node = self._part(f"place_{rank}")
            yield NamedNode(self.document), mg("hasPlaceAssignment"), node
            yield node, TYPE, mg("PlaceAssignment")
            yield node, mg("rank"), integer(rank)
            yield node, mg("rule"), Literal(one.rule)
            yield from self._span(node, one.span)
            if isinstance(one.place, Actor):
                yield node, mg("place"), self._known(one.place)
                yield from self._labelled(one.place)
            else:
                yield node, mg("place"), self._region(one.place)
                yield from self._labelled_region(one.place)

    def _provision_themes(self) -> Iterator[Triple]:
        provisions, _ = self._element_names()
        counts: Counter[int] = Counter()
        for one in self.reading.provision_themes:
            counts[one.provision] += 1
            name, rank = provisions[one.provision], counts[one.provision]
            node = self._part(f"{name}.theme_{rank}")
            yield from self._theme(self._part(name), node, one.theme, rank, "text")
            yield node, mg("rule"), Literal(one.rule)
            yield from self._span(node, one.span)

    def _theme(self, holder: NamedNode, node: NamedNode, theme: Theme, rank: int, source: str) -> Iterator[Triple]:
        about = NamedNode(theme.concept)
        yield holder, mg("hasThemeAssignment"), node
        yield holder, mg("isAbout"), about
        yield node, TYPE, mg("ThemeAssignment")
        yield node, mg("theme"), about
        yield node, mg("rank"), integer(rank)
        yield node, mg("assignmentSource"), Literal(source)
        yield about, TYPE, skos("Concept")
        yield about, skos("prefLabel"), english(theme.label)

    def _subjects(self) -> Iterator[tuple[str, str, str, str]]:
        """The headings that the source states: whose statement, IRI, label; no rule found them.

        One that is printed again in other letters ("FISHERIES") keeps the label that it was first given.
        """
        themes = self.reading.knowledge.themes
        labels: dict[str, str] = {}
        for subject in self.reading.printed.stated.subjects:
            about = subject.concept or iri.heading(self.base, subject.label)
            known = themes.standing_for(subject.concept, subject.label)
            yield subject.source, about, labels.setdefault(about, known.label if known else subject.label), ""

    def _doubts(self) -> Iterator[Triple]:
        for count, doubt in numbered(self.reading.doubts):
            node = self._part(f"{doubt.paragraph}.d{count}")
            yield node, TYPE, mg("Doubt")
            yield node, mg("doubtKind"), concept(doubt.kind)
            yield node, mg("statedIn"), self._part(doubt.paragraph)
            yield node, COMMENT, english(doubt.remedy)
            yield from self._concepts("DoubtKind", doubt.kind)
            yield from self._span(node, doubt.span)


def _verb(act: Provision | Ground) -> NamedNode:
    """The concept of a verb; of "expresses" each noun makes one."""
    return concept(_name_of_verb(act))


def _labelled_verb(act: Provision | Ground) -> Iterator[Triple]:
    yield _verb(act), TYPE, mg("OperativeVerb")
    yield _verb(act), skos("prefLabel"), english(_name_of_verb(act))


def _name_of_verb(act: Provision | Ground) -> str:
    return act.phrase if act.verb.phrase.endswith("*") else act.verb.phrase


def force_of(knowledge: Knowledge, organ: str | None, verb: str, standing: Sequence[str]) -> Force | None:
    """The first row of the table of forces for an organ, a class of verbs and the standing of a bearer."""
    for row in knowledge.forces:
        fits = (not row.issuers or organ in row.issuers) and verb in row.verbs
        if fits and (not row.bearers or any(kind in row.bearers for kind in standing)):
            return row
    return None


def _standing(found: Referent, knowledge: Knowledge) -> tuple[str, ...]:
    """Kind and id of a bearer, as the table of forces has them: a post stands where the body stands that it heads."""
    if found.actor is None:
        return ("group",)
    actor = found.actor
    if actor.kind is Kind.POST and actor.heads:
        actor = knowledge.names.actors[actor.heads]
    return actor.kind.value, actor.id
