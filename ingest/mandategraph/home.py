"""Where the shipped folders lie: beside ``ingest`` in a checkout, inside the package once it is installed."""

from pathlib import Path

PROGRAM = Path(__file__).parent
_HOME = PROGRAM if (PROGRAM / "ontology").is_dir() else PROGRAM.parents[1]

ONTOLOGY = _HOME / "ontology"
QUERIES = _HOME / "queries"
KNOWLEDGE = _HOME / "data" / "knowledge"
CORPUS = _HOME / "data" / "corpus"
