"""Markup: a document written as AKN4UN, Akoma Ntoso 3.0 (OASIS LegalDocML) for the United Nations.

What ``source/akn.py`` reads back is the same structure: the same labels, words, footnotes and marks. The ``eId`` of a
paragraph is its fragment in the graph. Votes, drafts and headings of libraries are not written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.builder import ElementMaker

from .document import Span
from .iri import three_letters
from .reading import Reading
from .structure import Kind, Paragraph

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
#: The bodies as the guidelines of the High-Level Committee on Management name them in IRIs.
_ACTORS = {
    "general-assembly": "un-ga",
    "security-council": "un-sc",
    "economic-and-social-council": "un-ecosoc",
    "human-rights-council": "un-hrc",
}
_SOURCE = "#mandategraph"


def akn(reading: Reading) -> bytes:
    """A document as AKN4UN in UTF-8."""
    root = _E.akomaNtoso(_Writer(reading).statement())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


@dataclass(frozen=True, slots=True)
class _Writer:
    reading: Reading

    def statement(self) -> etree._Element:
        structure = self.reading.structure
        statement = _E.statement(self._meta("main"), self._cover(), name="resolution")
        preamble = _E.preamble(*self._formula())
        body = _E.mainBody()
        for paragraph in structure.paragraphs:
            if paragraph.parent is not None:
                continue
            if paragraph.kind is Kind.PREAMBULAR and not len(body):
                preamble.append(self._container(paragraph))
            elif paragraph.kind in _OF_BODY:
                body.append(self._block(paragraph))
        statement.append(preamble)
        statement.append(body if len(body) else _E.mainBody(_E.p()))
        back = list(structure.of(Kind.BACK))
        if back:
            statement.append(_E.conclusions(*(self._p(p.span) for p in back), eId="conclusions"))
        annexes = list(self._attachments())
        if annexes:
            statement.append(_E.attachments(*annexes))
        return statement

    def _meta(self, component: str) -> etree._Element:
        """Identification of work, expression and manifestation, and the footnotes that no mark refers to."""
        masthead, symbol = self.reading.masthead, self.reading.symbol
        language = three_letters(self.reading.language)
        day = masthead.adopted.isoformat() if masthead.adopted else "0001-01-01"
        number = symbol.partition("/RES/")[2].replace("/", "-") or symbol.replace("/", "-")
        actor = _ACTORS.get(masthead.organ or "", "un")
        work = f"/akn/un/statement/deliberation/{actor}/{day}/{number}"
        expression = f"{work}/{language}@"

        def named(uri: str, *more: etree._Element) -> tuple[etree._Element, ...]:
            date, author = _E.FRBRdate(date=day, name="adoption"), _E.FRBRauthor(href=f"#{actor}")
            return _E.FRBRthis(value=f"{uri}/!{component}"), _E.FRBRuri(value=uri), date, author, *more

        titled = (_E.FRBRname(value=masthead.title),) if masthead.title else ()
        meta = _E.meta(
            _E.identification(
                _E.FRBRWork(*named(work, _E.FRBRcountry(value="un"), _E.FRBRnumber(value=symbol), *titled)),
                _E.FRBRExpression(*named(expression, _E.FRBRlanguage(language=language))),
                _E.FRBRManifestation(*named(f"{expression}.xml")),
                source=_SOURCE,
            )
        )
        unmarked = [n for n in self.reading.structure.of(Kind.FOOTNOTE) if n.name not in self._marked()]
        if unmarked and component == "main":
            notes = (
                _E.note(self._p(note.span), marker=note.name.removeprefix("footnote_"), eId=note.name)
                for note in unmarked
            )
            meta.append(_E.notes(*notes, source=_SOURCE))
        return meta

    def _marked(self) -> set[str]:
        return {f"footnote_{_SIGNS.get(m.number, m.number)}" for m in self.reading.structure.document.marks}

    def _cover(self) -> etree._Element:
        """The lines above the resolution, symbol, title and session as such."""
        places = dict(self.reading.masthead.places)
        lines = []
        for line in self._front():
            title, session = places.get("title"), places.get("session")
            if title and line.start <= title.start < line.end and self._words(title) == self.reading.masthead.title:
                lead = self._words(Span(line.start, title.start)).strip()
                titled = _E.docTitle(self._words(title), refersTo="#resolutionTitle")
                lines.append(_E.p(*([_E.docNumber(lead), " "] if lead else []), titled))
            elif session and line.start <= session.start < line.end and self.reading.masthead.session:
                lines.append(
                    _E.p(_E.session(self._words(line), refersTo="#session", value=self.reading.masthead.session))
                )
            else:
                lines.append(self._p(line))
        return _E.coverPage(*lines) if lines else _E.coverPage(_E.p())

    def _front(self) -> list[Span]:
        front = [p.span for p in self.reading.structure.of(Kind.FRONT)]
        return [span for span in front if span not in self._enacting()]

    def _enacting(self) -> list[Span]:
        """The line right above the first paragraph."""
        paragraphs = self.reading.structure.paragraphs
        pairs = pairwise(paragraphs)
        opening = (a.span for a, b in pairs if a.kind is Kind.FRONT and b.kind in (Kind.PREAMBULAR, *_OF_BODY))
        return [next(opening, Span(0, 0))]

    def _formula(self) -> Iterator[etree._Element]:
        for span in self._enacting():
            if span.end:
                yield _E.formula(self._p(span), name="enactingFormula")

    def _container(self, paragraph: Paragraph) -> etree._Element:
        """A preambular paragraph, its parts as a list."""
        verb = " ".join(self._words(paragraph.span).split()[:1]).strip(",;:") or "preambular"
        container = _E.container(self._p(paragraph.span), name=verb, eId=paragraph.name)
        items = self._items(paragraph)
        if items is not None:
            container.append(items)
        return container

    def _items(self, paragraph: Paragraph) -> etree._Element | None:
        parts = self._parts(paragraph)
        if not parts:
            return None
        items = _E.blockList(eId=f"{paragraph.name}__list")
        for part in parts:
            item = _E.item(_E.num(self._number(part)), self._p(part.span), eId=part.name)
            below = self._items(part)
            if below is not None:
                item.append(below)
            items.append(item)
        return items

    def _block(self, paragraph: Paragraph) -> etree._Element:
        """A block of the main body: paragraph, heading, row of a table, or a preambular paragraph of a section."""
        if paragraph.kind is Kind.HEADING:
            heading = _E.heading(*self._inline(paragraph.span))
            return _E.hcontainer(heading, _E.content(_E.p()), name="heading", eId=paragraph.name)
        if paragraph.kind is Kind.TABLE:
            table = _E.table(_E.tr(_E.td(self._p(paragraph.span))))
            return _E.hcontainer(_E.content(table), name="table", eId=paragraph.name)
        if paragraph.kind is Kind.PREAMBULAR:
            return _E.hcontainer(_E.content(self._p(paragraph.span)), name="preamble", eId=paragraph.name)
        return self._numbered(_E.paragraph, paragraph)

    def _numbered(self, make: ElementMaker, paragraph: Paragraph) -> etree._Element:
        element = make(eId=paragraph.name)
        number = self._number(paragraph)
        if number:
            element.append(_E.num(number))
        parts = self._parts(paragraph)
        words = self._p(paragraph.span)
        element.append(_E.intro(words) if parts else _E.content(words))
        for part in parts:
            element.append(self._numbered(_E.point, part))
        return element

    def _parts(self, paragraph: Paragraph) -> list[Paragraph]:
        return [p for p in self.reading.structure.paragraphs if p.parent == paragraph.name and p.kind is paragraph.kind]

    def _number(self, paragraph: Paragraph) -> str:
        """The number as printed: what stands on the line before the words."""
        start = self.reading.structure.document.text.rfind("\n", 0, paragraph.span.start) + 1
        return self._words(Span(start, paragraph.span.start)).strip()

    def _attachments(self) -> Iterator[etree._Element]:
        annexes: dict[str, list[Paragraph]] = {}
        for paragraph in self.reading.structure.of(Kind.ANNEX):
            annexes.setdefault(paragraph.name.partition("__")[0], []).append(paragraph)
        for name, paragraphs in annexes.items():
            body = _E.mainBody(*(self._p(p.span) for p in paragraphs))
            yield _E.attachment(_E.doc(self._meta(name), body, name="annex"), eId=name)

    def _p(self, span: Span) -> etree._Element:
        return _E.p(*self._inline(span))

    def _words(self, span: Span) -> str:
        return self.reading.structure.document.words(span)

    def _inline(self, span: Span) -> Iterable[str | etree._Element]:
        """The words of a span, with the footnotes that are marked in them."""
        document, at = self.reading.structure.document, span.start
        notes = {p.name: p for p in self.reading.structure.of(Kind.FOOTNOTE)}
        for mark in document.marks:
            note = notes.get(f"footnote_{_SIGNS.get(mark.number, mark.number)}")
            if span.start <= mark.at <= span.end and note is not None and note.span != span:
                yield self._words(Span(at, mark.at))
                first = next(m for m in document.marks if m.number == mark.number)
                if mark is first:
                    words = _E.p(self._words(note.span))
                    yield _E.authorialNote(words, marker=mark.number, placement="bottom", eId=note.name)
                else:
                    yield _E.noteRef(href=f"#{note.name}", marker=mark.number)
                at = mark.at
        yield self._words(Span(at, span.end))


_OF_BODY = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.HEADING, Kind.TABLE)
_SIGNS = {"*": "star", "**": "star_2", "***": "star_3"}
