"""The ontology is put to the rules by which such files are judged: ROBOT's report, OOPS! and FOOPS!, one query each.

A rule is a query in ``ontology/report`` that finds terms at fault among all four modules. Beside it stands a file that
breaks the rule: what is added from there is found, and nothing else, so no rule is without force.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from mandategraph import iri
from mandategraph.home import ONTOLOGY

RULES = sorted((Path(__file__).parent / "ontology" / "report").glob("*.rq"))
REPORTED = re.compile(r"^# reported: (\S+)$", re.MULTILINE)
PREFIXES = {"mg": iri.MG, "mgv": iri.VOCABULARY, "foaf": "http://xmlns.com/foaf/0.1/"}


def _modules() -> ox.Store:
    store = ox.Store()
    for file in ONTOLOGY.glob("*.ttl"):
        store.load(path=file)
    return store


def _reported(rule: Path, store: ox.Store) -> set[str]:
    return {row["term"].value for row in store.query(rule.read_text(encoding="utf-8"))}


def _expected(words: str) -> set[str]:
    return {_expanded(name) for name in REPORTED.findall(words)}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return name[1:-1] if name.startswith("<") else PREFIXES[prefix] + local


@pytest.fixture(scope="module")
def modules() -> ox.Store:
    return _modules()


def test_the_four_modules_are_there() -> None:
    names = {file.stem for file in ONTOLOGY.glob("*.ttl")}
    assert names == {"mandategraph", "vocabulary", "alignments", "shapes"}
    assert len(RULES) > 30


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_nothing_is_reported(rule: Path, modules: ox.Store) -> None:
    assert _reported(rule, modules) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_what_breaks_a_rule_is_reported_and_nothing_else(rule: Path) -> None:
    broken = rule.with_suffix(".ttl")
    expected = _expected(broken.read_text(encoding="utf-8"))
    assert expected
    store = _modules()
    store.load(path=broken)
    assert _reported(rule, store) == expected
