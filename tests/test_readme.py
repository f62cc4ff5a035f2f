import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mandategraph.question import questions
from terminal import screen

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSION = re.findall(r"^\$ (.+)\n((?:(?!\$ |```).*\n)*)", README, re.MULTILINE)


def test_the_session_on_the_first_screen_can_be_repeated(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data" / "corpus", tmp_path / "data" / "corpus")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert len(SESSION) == 4
    for command, shown in SESSION:
        words = shlex.split(command)
        if words[1] == "build":  # on a terminal it shows its progress first
            done = subprocess.run(words, check=True, capture_output=True, text=True)
            assert done.stderr.strip() == shown.strip()
        else:
            assert _told(screen(*words)) == _told(shown)


def _told(shown: str) -> list[str]:
    return [line.rstrip() for line in shown.splitlines() if line.strip()]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_stands_in_the_readme(question):
    assert f"| `{question.name}` | {question.title} |" in README


def test_the_example_for_rdflib_runs(tmp_path, monkeypatch, capsys):
    (example,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "mandategraph.cli", "ingest", str(ROOT / "data" / "corpus")]
    subprocess.run([*command, "--output", "resolutions.ttl"], check=True, capture_output=True)
    exec(compile(example, "README.md", "exec"), {})
    assert "United Nations Office on Drugs and Crime → Member States" in capsys.readouterr().out
