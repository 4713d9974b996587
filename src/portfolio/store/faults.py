"""The ways the store can say no, as errors that upper floors may catch and read aloud."""

from __future__ import annotations


class StoreBusy(Exception):
    """Another process, or another part of this one, has the store open."""


class StoreFault(Exception):
    """A fault of ours, not of the sender: what was under way was not kept, and the store is
    ready for the next call. The engine's own words are in `__cause__`."""


class StoreDamaged(StoreFault):
    """The database file is not what was written, or not all of it. Archive and journal have
    everything: it can be made again from them."""


class StoreInRepair(StoreFault):
    """The database is being made again from archive and journal: it is there again by itself."""


class StoreTooNew(StoreFault):
    """The database was written by a later version of the product; it was not touched."""
