"""Other programs' journals read in: bytes to entries, nothing stored, no clock."""

from eq.exchange.journals.model import ImportedEntry, Journal, Source
from eq.exchange.journals.moods import pleasantness_of
from eq.exchange.journals.reading import read_journal
from eq.exchange.journals.zones import zone_named

__all__ = ["ImportedEntry", "Journal", "Source", "pleasantness_of", "read_journal", "zone_named"]
