"""What `eq doctor` can learn from the file itself, and emptying it."""

from __future__ import annotations

from eq.store.database import Connection
from eq.store.indexing import many_changes
from eq.store.migrations import applied, names


def integrity(db: Connection) -> list[str]:
    """SQLite's own complaints about the file, empty when it is sound."""
    return [row[0] for row in db.execute("pragma integrity_check(20)") if row[0] != "ok"]


def orphans(db: Connection) -> list[str]:
    """Tables whose rows point to rows that are gone."""
    return sorted({row[0] for row in db.execute("pragma foreign_key_check")})


def schema_gap(db: Connection) -> tuple[list[str], list[str]]:
    """Schema steps that are missing from the file, and steps this version does not know."""
    have, known = set(applied(db)), set(names())
    return sorted(known - have), sorted(have - known)


def counts(db: Connection) -> dict[str, int]:
    """Rows per table; the search index counts as one table, whatever SQLite keeps it in."""
    tables = db.execute("select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual')")
    names = sorted(row[0] for row in tables.fetchall() if not row[0].startswith("sqlite"))
    return {table: db.execute(f'select count(*) from "{table}"').fetchone()[0] for table in names}


def unindexed(db: Connection) -> int:
    """How many entries the search index misses or has too many of; 0 when it is right."""
    missing = "select count(*) from entry where state <> 'draft' and seq not in (select rowid from entry_search)"
    extra = "select count(*) from entry_search where rowid not in (select seq from entry where state <> 'draft')"
    return int(db.execute(missing).fetchone()[0] + db.execute(extra).fetchone()[0])


def erase_rows(db: Connection) -> None:
    """Delete every row a person made, in every table there is; the schema and its history stay."""
    db.execute("pragma defer_foreign_keys = on")
    rows = counts(db)
    with many_changes(db, rows.get("entry_search", 0)):
        for table in rows:
            if table != "migration":
                db.execute(f'delete from "{table}"')
