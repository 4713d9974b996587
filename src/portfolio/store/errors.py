"""The ways the store can say no, as errors that upper floors may catch and read aloud."""

from __future__ import annotations

import errno
import os


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


class DiskFull(StoreFault):
    """There is no room to write. What was accepted is safe, and it goes on when there is."""


class NotWritable(StoreFault):
    """The home folder, or the disk it lies on, cannot be written to by this process."""


class JournalLost(StoreFault):
    """The database is damaged or gone, and there is no journal to make it again from."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What the system says of a file or disk that this process may not open or write.
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def fault_of_files(error: Exception, words: str) -> StoreFault:
    """Return a fault in these words, of the sort that kept files from being written."""
    return (_sort(error) or StoreFault)(words)


def fault_in(words: str) -> type[StoreFault]:
    """Return the sort of fault that an engine speaks of: it repeats what the system said."""
    for numbers, sort in ((_FULL, DiskFull), (CLOSED, NotWritable)):
        if any(os.strerror(number) in words for number in numbers):
            return sort
    return StoreFault


def trouble(error: BaseException | None) -> type[StoreFault] | None:
    """DiskFull, NotWritable or JournalLost where that is what an error, or what led to it, comes
    down to; None for any other."""
    while error is not None:
        sort = _sort(error)
        if sort is not None and sort is not StoreDamaged:
            return sort
        error = error.__cause__ or error.__context__
    return None


def _sort(error: BaseException) -> type[StoreFault] | None:
    for sort in (DiskFull, NotWritable, JournalLost, StoreDamaged):
        if isinstance(error, sort):
            return sort
    if isinstance(error, OSError) and error.errno in _FULL:
        return DiskFull
    if isinstance(error, OSError) and error.errno in CLOSED:
        return NotWritable
    return None
