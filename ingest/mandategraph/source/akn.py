"""AKN4UN: Akoma Ntoso for the United Nations, the official XML of resolutions.

The vocabulary is that of Akoma Ntoso 3.0 (OASIS LegalDocML) as profiled by the High-Level Committee on Management:
``statement`` holds cover page, preface (number and title), preamble, main body, conclusions and attachments. Places are
the ``eId`` of the nearest element that has one, or XPaths.

Numbers are printed in the form of English for all six languages, so that a paragraph has the same label in each.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from mandategraph.errors import SourceError

from .numerals import english, opening
from .printed import Place, Printed, Sign, mark
from .stated import Cast, Choice, Method, Stage, Stated, Step, Subject, Vote

_NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_LANGUAGES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "zho": "zh", "chi": "zh", "ara": "ar"}


def printed(name: str, body: bytes) -> Printed:
    """What a resolution in AKN4UN prints; ``SourceError`` for XML that is broken or that is no resolution."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: this XML is broken: {error.msg}") from error
    statement = next(root.iter(f"{_NS}statement"), None)
    if statement is None:
        raise SourceError(f"{name}: this XML holds no resolution; AKN4UN with a <statement> is read")
    press = _Press()
    whole = next(root.iter(f"{_NS}documentCollection"), None)
    press.cover(statement if whole is None else whole)
    for part in root.iter(f"{_NS}statement"):
        if whole is not None:
            press.part(part)
        press.body(part)
        press.back(part)
    press.notes(root)
    return Printed(press.text, tuple(press.places), (), _language(root), tuple(_facts(root)), _stated(root))


def _language(root: etree._Element) -> str:
    """The language that the markup states; English where the enacting words are, whatever it states."""
    formula = root.find(f".//{_NS}formula")
    if formula is not None and "".join(map(str, formula.itertext())).split()[:1] == ["The"]:
        return "en"
    language = root.find(f".//{_NS}FRBRExpression/{_NS}FRBRlanguage")
    code = language.get("language") if language is not None else None
    return _LANGUAGES.get(code or "eng", code or "en")


def _facts(statement: etree._Element) -> Iterator[tuple[str, str]]:
    """What the markup itself states, in the form in which the masthead has it."""
    symbol = _words_of(statement, "docNumber", "#symbol") or _value(statement, "FRBRnumber")
    if symbol:
        yield "symbol", symbol
    title = _words_of(statement, "docTitle", "#resolutionTitle") or _value(statement, "FRBRname")
    if title:
        yield "title", title
    for step in statement.iter(f"{_NS}step"):
        if step.get("outcome") == "adopted" and (step.get("date") or "").startswith(("1", "2")):
            yield "adopted", step.get("date") or ""
    adopted = statement.find(f".//{_NS}FRBRWork/{_NS}FRBRdate[@name='adoption']")
    if adopted is not None and adopted.get("date"):
        yield "adopted", adopted.get("date") or ""
    session = next(statement.iter(f"{_NS}session"), None)
    if session is not None and (session.get("value") or "").isdigit():
        yield "session", session.get("value") or ""


def _value(statement: etree._Element, tag: str) -> str:
    found = statement.find(f".//{_NS}FRBRWork/{_NS}{tag}")
    return (found.get("value") or "") if found is not None else ""


def _stated(statement: etree._Element) -> Stated:
    """Vote, history and headings, out of the metadata."""
    steps = tuple(step for element in statement.iter(f"{_NS}step") for step in _step(element))
    return Stated(_vote(statement), steps, tuple(_subjects(statement)))


_STAGES = {
    "draftResolution": Stage.DRAFT,
    "draftResolutionAdditionalSponsors": Stage.SPONSORS,
    "recommendedForAdoption": Stage.RECOMMENDATION,
    "adopted": Stage.ADOPTION,
}


def _step(element: etree._Element) -> Iterator[Step]:
    stage = _STAGES.get(element.get("outcome") or "")
    document, by = element.get("as") or "", element.get("by") or ""
    if stage and (stage is Stage.ADOPTION or document or by):
        yield Step(stage, document, _day(element.get("date")), by)


def _day(words: str | None) -> date | None:
    """A date of the markup; the first day of the year 1 says that there is none."""
    try:
        day = date.fromisoformat(words or "")
    except ValueError:
        return None
    return day if day.year > 1 else None


_METHODS = {
    "adoptedwithoutvote": Method.WITHOUT_VOTE,
    "adoptedunanimously": Method.UNANIMOUS,
    "adoptedrecordedvote": Method.RECORDED,
}
_CHOICES = {"#inFavour": Choice.IN_FAVOUR, "#against": Choice.AGAINST, "#abstaining": Choice.ABSTAINING}


def _vote(statement: etree._Element) -> Vote | None:
    """The vote, as totals and lists state it; the outcome alone where there are none."""
    voting = next(statement.iter(f"{_NS}voting"), None)
    if voting is None:
        return None
    counts = {_choice(count): count for count in voting.iter(f"{_NS}count")}
    cast = tuple(
        Cast(" ".join("".join(map(str, voter.itertext())).split()), choice)
        for choice, count in counts.items()
        if choice
        for voter in count.iter(f"{_NS}organization")
    )
    outcome = _LETTERS.sub("", (voting.get("outcome") or "").lower())
    method = next((m for words, m in _METHODS.items() if outcome.startswith(words)), None)
    if not cast and method is None:
        return None
    in_favour, against, abstaining = (_total(counts.get(choice)) for choice in Choice)
    return Vote(method or Method.RECORDED, in_favour, against, abstaining, cast)


_LETTERS = re.compile(r"[^a-z]")


def _choice(count: etree._Element) -> Choice | None:
    return _CHOICES.get(f"#{(count.get('refersTo') or '').lstrip('#')}")


def _total(count: etree._Element | None) -> int | None:
    value = count.get("value") if count is not None else None
    return int(value) if value and value.isdigit() else None


def _subjects(statement: etree._Element) -> Iterator[Subject]:
    """The headings, each as the statement of whoever gave it; those of the agenda are no subjects.

    Those of the seventy-fifth session of the General Assembly have underscores for blanks, and some give for words the
    IRI of a concept that another heading of the same document words.
    """
    given = [
        (classification.get("source") or "", keyword.get("href"), _label(keyword))
        for classification in statement.iter(f"{_NS}classification")
        for keyword in classification.iter(f"{_NS}keyword")
        if keyword.get("refersTo") is None
    ]
    worded = {concept: label for _, concept, label in given if concept and label != concept}
    for source, concept, label in given:
        if label:
            yield Subject(source, worded.get(concept, label) if label == concept else label, concept)


def _is_formula(element: etree._Element) -> bool:
    return element.tag == f"{_NS}formula" or element.get("name") == "formula"


def _label(keyword: etree._Element) -> str:
    return " ".join(keyword.get("showAs", "").replace("_", " ").split())


def _words_of(statement: etree._Element, tag: str, refers_to: str) -> str:
    found = next((e for e in statement.iter(f"{_NS}{tag}") if e.get("refersTo") == refers_to), None)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


#: Elements that stand for a numbered part of the text.
_NUMBERED = frozenset(f"{_NS}{tag}" for tag in ("paragraph", "point", "item", "indent", "subparagraph"))
_HEADINGS = frozenset(f"{_NS}{tag}" for tag in ("heading", "subheading", "crossHeading"))
_LINES = frozenset(f"{_NS}{tag}" for tag in ("p", "intro", "wrapUp", "listIntroduction", "listWrapUp"))
#: Another text within a line, as the draft resolution whose adoption is recommended.
_EMBEDDED = f"{_NS}embeddedStructure"


class _Press:
    """Prints the parts of a statement one after the other; footnotes wait for the end."""

    def __init__(self) -> None:
        self.text = ""
        self.places: list[Place] = []
        self._notes: list[tuple[str, etree._Element]] = []
        self._sign = ""

    def cover(self, statement: etree._Element) -> None:
        """Cover page and preface: one line for each paragraph; number and title apart by a tab."""
        for page in statement.iterchildren(f"{_NS}coverPage"):
            for p in page.iter(f"{_NS}p"):
                self._line("", p)
        for preface in statement.iterchildren(f"{_NS}preface"):
            number = next(preface.iter(f"{_NS}docNumber"), None)
            title = next(preface.iter(f"{_NS}docTitle"), None)
            if number is not None and title is not None:
                self._print(f"{self._words(number).rstrip('.')}.\t{self._words(title)}", preface)
            else:
                for p in preface.iter(f"{_NS}p"):
                    self._line("", p)

    def part(self, statement: etree._Element) -> None:
        """Letter and title of a part, where one number holds several resolutions."""
        for preface in statement.iterchildren(f"{_NS}preface"):
            for p in preface.iter(f"{_NS}p"):
                self._heading(p)

    def body(self, statement: etree._Element) -> None:
        """Enacting formula, preamble and operative paragraphs; some prints leave the formula out."""
        for part in statement.iterchildren(f"{_NS}preamble"):
            if not any(map(_is_formula, part.iter())):
                self._sign = Sign.PREAMBLE
            self._walk(part, 1)
        for part in statement.iterchildren(f"{_NS}mainBody"):
            self._sign = Sign.OPERATIVE
            self._walk(part, 1)

    def back(self, statement: etree._Element) -> None:
        """Conclusions and attachments."""
        self._sign = Sign.BACK
        for conclusions in statement.iterchildren(f"{_NS}conclusions"):
            for p in conclusions.iter(f"{_NS}p"):
                for words in self._words(p).splitlines():
                    if words.strip():
                        self._print(words.strip(), p)
        for attachment in statement.iter(f"{_NS}attachment"):
            if next(attachment.iterancestors(f"{_NS}statement")) is not statement:
                continue  # of the draft that this statement holds, which prints it
            self._sign = Sign.ANNEX
            for p in attachment.iter(f"{_NS}p"):
                self._line("", p)

    def notes(self, root: etree._Element) -> None:
        """The footnotes of all, those that no mark refers to last."""
        unmarked = [(note.get("marker") or "*", note) for note in root.iter(f"{_NS}note")]
        for number, note in (*self._notes, *unmarked):
            words = " ".join(" ".join(self._words(p) for p in note.iter(f"{_NS}p")).split())
            self._print(f"{mark(number)} {words}", note)

    def _walk(self, element: etree._Element, depth: int) -> None:
        """Print an element and what is in it."""
        for child in element:
            if child.tag in _NUMBERED:
                self._sign = Sign.OPERATIVE if element.tag == _EMBEDDED else self._sign
                self._numbered(child, depth)
            elif child.tag == f"{_NS}table":
                self._rows(child)
            elif _is_formula(child):
                self._walk(child, depth)
                self._sign = Sign.PREAMBLE
            elif child.tag in _LINES:
                self._line("\t" * depth, child)
                self._embedded(child, depth)
            elif child.get("refersTo") == "#preamble" or child.get("name") == "preamble":
                self._preambular(child, depth)
            elif child.tag in _HEADINGS or child.tag == f"{_NS}num":
                self._heading(child)
            elif isinstance(child.tag, str) and child.tag != f"{_NS}authorialNote":
                self._walk(child, depth)

    def _preambular(self, element: etree._Element, depth: int) -> None:
        """A preambular paragraph in the main body, where sections have preambles of their own."""
        self._sign = Sign.PREAMBLE
        if next(element.iterchildren(*_LINES), None) is None and element.tag in _HEADINGS:
            self._line("\t" * depth, element)
        else:
            self._walk(element, depth)
        self._sign = Sign.OPERATIVE

    def _numbered(self, element: etree._Element, depth: int) -> None:
        """A numbered paragraph: its own words on one line, its parts on lines of their own."""
        for heading in element.iterchildren(*_HEADINGS):
            self._heading(heading)
        num = element.find(f"{_NS}num")
        words = " ".join(" ".join(map(self._words, _own_lines(element))).split())
        number = self._words(num) if num is not None else ""
        if not number:
            number, words = opening(words) or ("", english(words) or words)
        number = english(number) or number
        lead = "\t" * depth + (f"{number}\t" if number else "")
        if words or number:
            self._print(lead + words, element)
        for line in _own_lines(element):
            self._embedded(line, depth)
        for part in _parts(element):
            self._numbered(part, depth + 1)
        self._rows(element)

    def _rows(self, element: etree._Element) -> None:
        """The rows of the tables in an element that hold words."""
        for row in element.iter(f"{_NS}tr"):
            words = "\t".join(self._words(cell) for cell in row)
            if words.strip():
                self._print(Sign.ROW + words, row)

    def _heading(self, element: etree._Element) -> None:
        words = " ".join(self._words(element).split())
        if words:
            self._print(f"{self._taken_sign()}{Sign.HEADING}{english(words) or words}", element)

    def _line(self, lead: str, element: etree._Element) -> None:
        words = " ".join(self._words(element).split())
        if words:
            self._print(lead + words, element)

    def _embedded(self, line: etree._Element, depth: int) -> None:
        """The texts that a line holds: what opens them, their preambles and their numbered paragraphs."""
        for text in line.iterdescendants(_EMBEDDED):
            if next(text.iterancestors(*_LINES)) is line:
                self._sign = Sign.BACK
                self._walk(text, depth)
                self._sign = Sign.OPERATIVE

    def _print(self, words: str, element: etree._Element) -> None:
        self.places.append(Place(len(self.text), _place(element)))
        bare = words.lstrip("\t")
        self.text += f"{words[: len(words) - len(bare)]}{self._taken_sign()}{bare}\n"

    def _taken_sign(self) -> str:
        """The sign that the next line bears, once."""
        sign, self._sign = self._sign, ""
        return sign

    def _words(self, element: etree._Element) -> str:
        """The words of an element, a mark in the place of each footnote."""
        return "".join(self._pieces(element)).strip()

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == f"{_NS}authorialNote":
                number = child.get("marker") or "*"
                self._notes.append((number, child))
                yield mark(number)
            elif child.tag == f"{_NS}noteRef":
                yield mark(child.get("marker") or "*")
            elif child.tag == f"{_NS}eol":
                yield "\n"
            elif isinstance(child.tag, str) and child.tag != _EMBEDDED:
                yield from self._pieces(child)
            yield child.tail or ""


def _own_lines(element: etree._Element) -> Iterator[etree._Element]:
    """The lines of a paragraph that are in none of its parts and in no table."""
    for child in element:
        if child.tag in _LINES:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NUMBERED | _HEADINGS | {f"{_NS}table", f"{_NS}num"}:
            yield from _own_lines(child)


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _NUMBERED:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LINES:
            yield from _parts(child)


def _place(element: etree._Element) -> str:
    """The nearest ``eId``, or the XPath of an element that stands in none."""
    identified = next((above for above in (element, *element.iterancestors()) if above.get("eId")), None)
    return str(identified.get("eId")) if identified is not None else str(element.getroottree().getpath(element))
