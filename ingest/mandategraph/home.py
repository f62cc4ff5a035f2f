"""Where the shipped folders lie: beside ``ingest`` in a checkout, inside the package once it is installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_HOME = _PACKAGE if (_PACKAGE / "ontology").is_dir() else _PACKAGE.parents[1]

ONTOLOGY = _HOME / "ontology"
QUERIES = _HOME / "queries"
KNOWLEDGE = _HOME / "data" / "knowledge"
CORPUS = _HOME / "data" / "corpus"
