"""One door for the journals of all programs."""

from __future__ import annotations

from eq.errors import EqError
from eq.exchange.cells import shown
from eq.exchange.journals import daylio, dayone, jrnl, zones
from eq.exchange.journals.model import Journal, Source

_READERS = {"daylio": daylio.read, "dayone": dayone.read, "jrnl": jrnl.read}


def read_journal(source: Source, data: bytes, name: str, *, zone: str) -> Journal:
    """The journal in the bytes of a file that ``source`` exported.

    ``name`` is the file's name as it may be shown. ``zone`` (an IANA name or a fixed offset) is where the person was
    when the file tells no zone. A problem of one entry goes to ``refused`` and the rest is read; raises EqError, and
    nothing else, when the file as a whole cannot be read or is of another kind.
    """
    where = shown(name) or source
    reader = _READERS.get(source)
    if reader is None:
        raise EqError(where, "Journals of this program cannot be read.", "Choose daylio, dayone or jrnl.")
    return reader(data, where, zones.zone_given(zone), zone)
