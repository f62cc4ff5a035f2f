"""Publication: a store as files that any web server can hand out, with the same pages and data as the service."""

from .publishing import publish

__all__ = ["publish"]
