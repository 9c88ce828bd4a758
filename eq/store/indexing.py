"""Changing the words of many entries in the search index at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from eq.store import entries as rows
from eq.store.database import Connection

_FEW = 20


@contextmanager
def many_changes(db: Connection, n: int) -> Iterator[None]:
    """For taking the words of about ``n`` entries out of the index, or for changing them, within one transaction.

    Removing an entry's words from the index so that no byte stays takes milliseconds each. For more than a few it is
    quicker to mark them as removed and then to write the whole index anew, which leaves nothing of them either.
    """
    if n <= _FEW:
        yield
        return
    db.execute("insert into entry_search (entry_search, rank) values ('secure-delete', 0)")
    yield
    db.execute("insert into entry_search (entry_search) values ('optimize')")
    db.execute("insert into entry_search (entry_search, rank) values ('secure-delete', 1)")


def reindex(db: Connection, ids: Sequence[str]) -> None:
    """Bring the words of these entries in the search index up to date; ids that are gone are left out."""
    with many_changes(db, len(ids)):
        for entry in rows.entries(db, ids):
            rows.reindex(db, entry)


def forget_edges(db: Connection) -> None:
    """Write the search index anew if one of its pages still begins with a word that is in no entry any more.

    Removing a word from a page leaves it where SQLite notes which page begins with what.
    """
    db.execute("create virtual table if not exists temp.entry_search_term using fts5vocab (main, entry_search, row)")
    # Each edge, without the sign that tells the index it belongs to, and the first word from there on.
    left = db.execute(
        "with edge as (select substr(term, 2) as word from entry_search_idx where length(term) > 1)"
        " select 1 from edge where word is not substr(cast((select term from temp.entry_search_term"
        " where term >= cast(edge.word as text) limit 1) as blob), 1, length(word)) limit 1"
    ).fetchone()
    if left:
        db.execute("insert into entry_search (entry_search) values ('rebuild')")
