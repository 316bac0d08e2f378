"""The search index: a generation at a time, built whole, checked, then switched to.

`publish` is for the one writer; `Index` is for readers.
"""

from assistant.index.generation import Manifest, current, prune, sound_manifest
from assistant.index.publishing import publish, settle
from assistant.index.reader import Index

__all__ = ["Index", "Manifest", "current", "prune", "publish", "settle", "sound_manifest"]
