"""What people ask in words is understood as one stored question, or not at all.

The first three lists of ``wording`` were looked at while the matching was made, ``untouched.tsv`` was not: it was written
when the matching was changed for the last time. The others must not be understood. The README tells the figures.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph import store
from mandategraph.cli import main
from mandategraph.errors import QuestionError
from mandategraph.question import questions
from mandategraph.reference import terms
from mandategraph.wording import Names, Wordings, names_of

HERE = Path(__file__).parent / "wording"
SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
WORDINGS = Wordings(questions())


def _sentences(file: str) -> list[tuple[str, str, dict[str, str]]]:
    rows = [line.split("\t") for line in (HERE / file).read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [(words, name, dict(one.split("=") for one in told.split(";") if one)) for words, name, told in rows]


TUNED = [one for file in ("first.tsv", "second.tsv", "third.tsv") for one in _sentences(file)]
UNTOUCHED = _sentences("untouched.tsv")
DECLINED = [
    line
    for file in sorted(HERE.glob("declined-*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
]
#: Not understood, and so answered with the nearest: nothing is asked in their place.
UNSURE = {
    "In which regions does A/RES/68/187 want things done?",
    "What comes before the Assembly at session 69?",
    "In which languages is A/RES/68/187 available?",
    "What does paragraph after paragraph of A/RES/68/187 read?",
    "Which parts of the system are dealing with terrorism?",
    "What is UNESCO required to do?",
    "When was the mandate of UNODC last extended?",
    "Who has to report to the General Assembly?",
    "Where in the world does A/RES/68/187 apply?",
    "What kind of body is UNESCO?",
    "Which verbs open the provisions of the 68th session?",
    "Which provisions are only recommendations?",
    "List UNODC mandates adopted in 2013",
    "Which tasks have no time limit?",
    "Main subjects of A/RES/68/187",
}
#: Understood as another question.
MISTAKEN = {"Under what conditions is UNODC to provide assistance?": "assistance"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wording") / "graph"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def names(folder: Path) -> Names:
    return names_of(store.open_store(folder))


def test_the_lists_are_long_enough_and_no_header_says_the_same() -> None:
    assert (len(TUNED), len(UNTOUCHED), len(DECLINED)) == (105, 26, 42)
    assert UNSURE | MISTAKEN.keys() <= {words for words, _, _ in (*TUNED, *UNTOUCHED)}
    assert {name for _, name, _ in TUNED} == {asked.name for asked in questions()}
    ways = {_plain(re.sub(r"\{.*?\}", "", way)) for asked in questions() for way in (asked.title, *asked.asked)}
    for words, _, told in (*TUNED, *UNTOUCHED):
        plain = words
        for value in told.values():
            plain = plain.replace(value, "")
        assert _plain(plain) not in ways, words


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_can_be_asked_in_four_ways_and_each_means_it(asked, names: Names) -> None:
    assert len(set(asked.asked)) >= 4
    examples = {p.name: f"“{p.example}”" if p.kind == "text" else _said(p) for p in asked.parameters}
    for way in asked.asked:
        missing = {p.name: p.example for p in asked.parameters if not p.optional and f"{{{p.name}}}" not in way}
        found = WORDINGS.nearest(names, way.format(**examples), missing)[0]
        assert found.question.name == asked.name, (way, found)
        assert set(re.findall(r"\{(\w+)\}", way)) <= found.told.keys(), way


def _said(parameter) -> str:
    """An example as it stands where the headers say “session {session}”, and the like."""
    return f"session {parameter.example}" if parameter.kind == "session" else parameter.example


@pytest.mark.parametrize(("words", "name", "told"), [*TUNED, *UNTOUCHED], ids=lambda value: str(value)[:60])
def test_a_question_in_words_is_understood_or_answered_with_the_nearest(
    words: str, name: str, told: dict, names: Names
) -> None:
    if words in UNSURE:
        with pytest.raises(QuestionError, match="did you mean one of these"):
            WORDINGS.understand(names, words)
        return
    found = WORDINGS.understand(names, words)
    assert found.question.name == MISTAKEN.get(words, name)
    assert _small(found.told) == _small(told)


def _small(told: dict) -> dict[str, str]:
    return {name: value.lower() for name, value in told.items()}


def test_the_figures_of_the_readme_are_these() -> None:
    of_untouched = [words for words, _, _ in UNTOUCHED]
    unsure = len(UNSURE & set(of_untouched))
    assert not MISTAKEN.keys() & set(of_untouched)
    told = " ".join((Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8").split())
    assert f"Of {len(of_untouched)} sentences" in told
    assert f"{len(of_untouched) - unsure} were understood, none as another question" in told


@pytest.mark.parametrize("words", DECLINED)
def test_what_is_no_question_of_these_is_declined(words: str, names: Names) -> None:
    with pytest.raises(QuestionError, match="not understood: "):
        WORDINGS.understand(names, words)


def test_what_is_understood_can_be_told(folder: Path, names: Names) -> None:
    graphs = store.open_store(folder)
    found = WORDINGS.understand(names, "Which reports are due to the General Assembly at its sixty-ninth session?")
    assert {name: len(given) for name, given in terms(graphs, found.question, found.told).items()} == {
        "body": 1,
        "session": 1,
    }


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("What is WHO mandated to do?", "mandates", {"body": "WHO"}),
        ("Who is asked something in A/RES/68/187?", "who-is-asked", {"document": "A/RES/68/187"}),
        ("Whom must UNODC cooperate and consult with?", "coordination", {"body": "UNODC"}),
        ("which entities must onudc work with", "coordination", {"body": "onudc"}),
        (
            "Where is the international day of “Water” mentioned?",
            "observances",
            {"text": "Water"},
        ),
    ],
)
def test_what_is_told_is_recognised_by_its_form(words: str, name: str, told: dict, names: Names) -> None:
    found = WORDINGS.understand(names, words)
    assert (found.question.name, found.told) == (name, told)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_command_shows_what_it_understood_and_answers(folder: Path) -> None:
    done = run("ask", "which entities must UNODC coordinate with?", "--store", folder)
    assert (done.exit_code, done.stderr) == (0, "asked: coordination --body UNODC\n")
    assert done.stdout == run("ask", "coordination", "--body", "UNODC", "--store", folder).stdout


def test_what_is_told_by_options_counts(folder: Path) -> None:
    done = run("ask", "with whom must it coordinate?", "--body", "unodc", "--mode", "consultation", "--store", folder)
    assert (done.exit_code, done.stderr) == (0, "asked: coordination --body unodc --mode consultation\n")


def test_the_command_asks_nothing_when_unsure(folder: Path) -> None:
    done = run("ask", "What is the weather in Geneva today?", "--store", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("mandategraph: not understood: What is the weather in Geneva today?; ")
