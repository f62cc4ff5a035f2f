"""Grammar: all that is known of how resolutions word what they ask."""

from dataclasses import dataclass

from .infinitive import Infinitives
from .listing import Parties
from .verb import Lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of how resolutions word what they ask."""

    lexicon: Lexicon
    parties: Parties
    infinitives: Infinitives
