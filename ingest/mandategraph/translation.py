r"""Translation: the official name of an actor in another official language of the United Nations.

They stand in ``translations.tsv`` of ``data/knowledge``: the actor by its id, the language (BCP 47), the name, and the
acronym where it is another than the English one. No reading needs them: they are for those who ask, and for the graph.

>>> from tempfile import TemporaryDirectory
>>> def read(*lines):
...     with TemporaryDirectory() as folder:
...         file = Path(folder, "translations.tsv")
...         _ = file.write_text("\n".join(("actor\tlanguage\tname\tacronym", *lines)), encoding="utf-8")
...         return translations_of(file, {ActorId("wto")})
>>> read("wto\tfr\tOrganisation mondiale du commerce\tOMC")["wto"]
(Translation(language='fr', name='Organisation mondiale du commerce', acronym='OMC'),)

A slip is answered with its line:

>>> read("wto\tde\tWelthandelsorganisation\t")
Traceback (most recent call last):
    ...
mandategraph.errors.KnowledgeError: translations.tsv, line 2: language must be one of ar, es, fr, ru, zh, not de
>>> read("wtoo\tfr\tOrganisation mondiale du commerce\tOMC")
Traceback (most recent call last):
    ...
mandategraph.errors.KnowledgeError: translations.tsv, line 2: there is no actor wtoo
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from .actor import ActorId
from .errors import KnowledgeError

#: The official languages but English, whose names ``actors.toml`` and ``states.toml`` hold.
LANGUAGES = ("ar", "es", "fr", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Translation:
    """An actor's official name in one language. ``acronym`` is told where it differs from the English one."""

    language: str
    name: str
    acronym: str | None = None


def translations_of(file: Path, actors: Container[ActorId]) -> Mapping[ActorId, tuple[Translation, ...]]:
    """The official names that a file holds of these actors, by actor, in the order of its lines."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"{file.name}: cannot be read: {error.strerror}") from error
    translations: dict[ActorId, tuple[Translation, ...]] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or line == "\t".join(_COLUMNS):
            continue
        actor, translation = _read(f"{file.name}, line {number}", line, actors)
        translations[actor] = (*translations.get(actor, ()), translation)
    return translations


_COLUMNS = ("actor", "language", "name", "acronym")


def _read(place: str, line: str, actors: Container[ActorId]) -> tuple[ActorId, Translation]:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise KnowledgeError(f"{place}: needs {', '.join(_COLUMNS)}, with a tab between them")
    actor, language, name, acronym = cells
    if ActorId(actor) not in actors:
        raise KnowledgeError(f"{place}: there is no actor {actor}")
    if language not in LANGUAGES:
        raise KnowledgeError(f"{place}: language must be one of {', '.join(LANGUAGES)}, not {language}")
    if not name.strip():
        raise KnowledgeError(f"{place}: no name")
    return ActorId(actor), Translation(language, name, acronym or None)
