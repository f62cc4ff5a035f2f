"""Manual: the ontology as web pages, which stay true because they are made of what they describe.

Whatever the files of the ontology say of a term stands on its page, and what the shapes demand of it in words. Examples
and answers come out of a store, so that they show what the program writes and nothing else. The pages need no server
and nothing from elsewhere; the same ontology and the same store make the same pages.
"""

from .publication import publish
from .specimen import specimen_store

__all__ = ["publish", "specimen_store"]
