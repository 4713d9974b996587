"""The ways the store can say no, as errors that upper floors may catch and read aloud."""

from __future__ import annotations


class StoreBusy(Exception):
    """Another process, or another part of this one, has the store open."""


class StoreFault(Exception):
    """A fault of ours, not of the sender: what was under way was not kept, and the store is
    ready for the next call. The engine's own words are in `__cause__`."""
