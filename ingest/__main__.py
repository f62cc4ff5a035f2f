"""Run the command from a checkout: ``python ingest ask``."""

from mandategraph.cli import main

main()
