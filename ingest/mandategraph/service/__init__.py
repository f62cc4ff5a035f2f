"""Service: a store on the web, for people and programs.

Pages and data for every IRI, the SPARQL 1.1 Protocol, the reading part of the Graph Store HTTP Protocol and the stored
questions, all from one process that needs no network, and some workers that may be killed.
"""

from .application import application
from .desk import Settings

__all__ = ["Settings", "application"]
