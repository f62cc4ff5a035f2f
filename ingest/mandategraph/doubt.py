"""Doubt: what was not understood, worked out afterwards from what the stages found.

Doubts are the expert's work list: each says where it arose and what would settle it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from .backreference import BackReference
from .body import Bodies
from .document import Span
from .instrument import NamedInstrument
from .link import Links
from .masthead import Masthead
from .preamble import Ground
from .provision import Provision
from .structure import Kind, Paragraph, Structure


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """One thing not understood. ``kind`` is a concept of the vocabulary; ``paragraph`` a paragraph's name."""

    span: Span
    kind: str
    paragraph: str
    remedy: str


def doubts_of_words(
    structure: Structure,
    grounds: Sequence[Ground],
    provisions: Sequence[Provision],
    links: Links,
    back: Sequence[BackReference],
    instruments: Sequence[NamedInstrument],
    bodies: Bodies,
) -> tuple[Doubt, ...]:
    """What was not understood of the words of a document, in their order.

    ``bodies`` finds names of bodies by their looks: one that is neither an actor nor a part of an instrument's name is
    told.
    """
    found = (
        _of_grounds(structure, grounds),
        _of_provisions(structure, provisions),
        _of_links(structure, links),
        _of_bodies(structure, bodies, _known(links, instruments)),
        _of_back_references(structure, back),
    )
    return tuple(sorted(chain.from_iterable(found)))


def doubts_of_structure(structure: Structure, masthead: Masthead, unplaced: Sequence[Paragraph]) -> tuple[Doubt, ...]:
    """What is missing, out of order or unexplained in the layout of a document, in the order of its words.

    ``unplaced`` are the lines before and behind the resolution that nothing explains.
    """
    return tuple(sorted(_of_structure(structure, masthead, unplaced)))


def _of_structure(structure: Structure, masthead: Masthead, unplaced: Sequence[Paragraph]) -> Iterator[Doubt]:
    for paragraph in unplaced:
        remedy = "nothing tells what this line is: name its kind in matter.toml, or compare with the printed text"
        yield Doubt(paragraph.span, "unplaced-text", paragraph.name, remedy)
    first = next(iter(structure.paragraphs), None)
    missing = [name for name in ("title", "adopted") if getattr(masthead, name) is None]
    if first and missing:
        remedy = f"not stated where it is looked for: {', '.join(missing)}"
        yield Doubt(first.span, "missing-metadata", first.name, remedy)
    for paragraph in structure.paragraphs:
        if paragraph.gap:
            remedy = f"{paragraph.label} does not follow the number before it: compare with the printed text"
            yield Doubt(paragraph.span, "numbering-gap", paragraph.name, remedy)
    marked = {footnote for _, footnote in structure.footnotes}
    for note in structure.of(Kind.FOOTNOTE):
        if note.name not in marked:
            remedy = "no mark of this footnote was found in the text: compare with the printed text"
            yield Doubt(note.span, "unmatched-footnote", note.name, remedy)


def _of_grounds(structure: Structure, grounds: Sequence[Ground]) -> Iterator[Doubt]:
    known = {ground.paragraph.name for ground in grounds}
    for paragraph in structure.of(Kind.PREAMBULAR):
        if paragraph.parent is None and paragraph.name not in known:
            remedy = "no verb opens this ground: add it to verbs.toml with an example, or compare with the printed text"
            yield Doubt(paragraph.span, "unknown-ground", paragraph.name, remedy)


def _of_provisions(structure: Structure, provisions: Sequence[Provision]) -> Iterator[Doubt]:
    acting = {provision.paragraph.name for provision in provisions}
    for paragraph in structure.of(Kind.OPERATIVE):
        if paragraph.parent is not None or paragraph.name in acting:
            continue
        if not any(part.name in acting for part in structure.under(paragraph)):
            remedy = "no operative verb was found: add the verb to verbs.toml with an example"
            yield Doubt(paragraph.span, "unknown-verb", paragraph.name, remedy)
    for provision in provisions:
        if provision.verb.force in _ASKING and not provision.addressees:
            remedy = f"{provision.phrase} whom? nobody who can be asked was found: see parties.toml"
            yield Doubt(provision.span, "missing-addressee", provision.paragraph.name, remedy)


_ASKING = frozenset({"request", "urge", "call", "invite", "appeal", "direct"})


def _of_links(structure: Structure, links: Links) -> Iterator[Doubt]:
    for name in links.unlinked:
        words = structure.document.words(name.span)
        if name.candidates:
            among = [actor.name for actor in name.candidates]
            others = f" and {len(among) - 3} others" if len(among) > 3 else ""
            remedy = f"{words} may be {', '.join(among[:3])}{others}: nothing in the document decides"
            yield Doubt(name.span, "ambiguous-actor", name.paragraph, remedy)
        else:
            remedy = f"{words} is nobody named before: add the actor, or the name, to actors.toml"
            yield Doubt(name.span, "unresolved-actor", name.paragraph, remedy)


def _known(links: Links, instruments: Sequence[NamedInstrument]) -> list[Span]:
    """Where names stand of which something is known, or doubted already."""
    names = [*(one.span for one in links.links), *(one.span for one in links.unlinked)]
    return names + [instrument.span for instrument in instruments]


def _of_bodies(structure: Structure, bodies: Bodies, known: Sequence[Span]) -> Iterator[Doubt]:
    text = structure.document.text
    for paragraph, head in unknown_heads(structure, bodies, known):
        name = bodies.around(text, head)
        remedy = f"{structure.document.words(name)} is nobody known: add the actor, or the name, to actors.toml"
        yield Doubt(name, "unresolved-actor", paragraph, remedy)


def unknown_heads(structure: Structure, bodies: Bodies, known: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The heads of names of bodies that lie in none of the known spans, each with its paragraph's name, in order."""
    ends = sorted(known, key=lambda span: span.end)
    position = 0
    for paragraph, head in structure.placed(bodies.heads(structure.document.text), lambda head: head.start):
        while position < len(ends) and ends[position].end <= head.start:
            position += 1
        if not any(span.start <= head.start for span in ends[position : position + _NESTED]):
            yield paragraph.name, head


#: How many known names may end behind a head and still overlap one another there.
_NESTED = 4


def _of_back_references(structure: Structure, back: Sequence[BackReference]) -> Iterator[Doubt]:
    for reference in back:
        if not reference.symbols:
            remedy = f"{structure.document.words(reference.span)}: which? nothing cited before decides"
            yield Doubt(reference.span, "unresolved-reference", reference.paragraph, remedy)
