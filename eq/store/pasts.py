"""What the entries so far hold for whoever prepares: mistreatment, sentences, needs, and what a debrief began from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from eq.reflect.entry import TextField
from eq.store.database import Connection
from eq.store.instants import to_text
from eq.store.journal import Filter, conditions

_SPARED = (
    " and e.episode is not 'abusive' and (e.client is null or e.client not in"
    " (select client from entry where client is not null and episode = 'abusive'))"
)
"""Without mistreatment, and without whatever was written about a client with whom there was any."""

_SPARED_EACH = (
    " and e.episode is not 'abusive' and not exists"
    " (select 1 from entry a where a.client = e.client and a.episode = 'abusive')"
)
"""The same, quicker where only a few days are looked at."""


def mistreated(db: Connection, client: str) -> list[tuple[str, date]]:
    """(id, local day) of the entries about a client that hold mistreatment, drafts too, the latest first."""
    rows = db.execute(
        "select id, local_date from entry where client = ? and episode = 'abusive' order by at desc, id desc", (client,)
    )
    return [(one, date.fromisoformat(day)) for one, day in rows]


def debriefs(db: Connection, person: str, chosen: Filter) -> tuple[int, date | None]:
    """How many finished debriefs are chosen, mistreatment among them, and the local day of the latest."""
    more, parameters = conditions(chosen)
    n, last = db.execute(
        "select count(*), max(e.local_date) from entry e"
        f" where e.person = ? and e.state = 'done' and e.kind = 'debrief'{more}",
        [person, *parameters],
    ).fetchone()
    return int(n), date.fromisoformat(last) if last else None


def with_texts(
    db: Connection,
    person: str,
    chosen: Filter,
    fields: Sequence[TextField],
    n: int,
    *,
    severity_below: int | None = None,
) -> list[str]:
    """Ids of the latest ``n`` finished entries that are chosen and hold all these texts; mistreatment is left out.

    With ``severity_below`` only those below it, or without a severity.
    """
    more, parameters = conditions(chosen)
    if severity_below is not None:
        more, parameters = f"{more} and coalesce(e.severity < ?, 1)", [*parameters, severity_below]
    has = " and exists (select 1 from entry_text where entry = e.id and field = ?)" * len(fields)
    rows = db.execute(
        f"select e.id from entry e where e.person = ? and e.state = 'done'{more}{has}{_SPARED}"
        " order by e.at desc, e.id desc limit ?",
        [person, *parameters, *fields, n],
    )
    return [one for (one,) in rows]


def needs(db: Connection, person: str, chosen: Filter, n: int) -> list[tuple[str, int]]:
    """(need, in how many debriefs it was noted), the most noted first; mistreatment is left out."""
    more, parameters = conditions(chosen)
    rows = db.execute(
        "select t.value, count(*) as n from entry e cross join entry_tag t on t.entry = e.id"
        " where t.kind = 'need' and e.person = ? and e.kind = 'debrief' and e.state = 'done'"
        f"{more}{_SPARED} group by t.value order by n desc, max(e.at) desc, t.value limit ?",
        [person, *parameters, n],
    )
    return [(value, count) for value, count in rows]


def not_debriefed(db: Connection, person: str, first: datetime, last: datetime, n: int) -> list[str]:
    """Ids of finished preparations between two instants from which no debrief began, the latest first.

    Those for a client with whom there was mistreatment are left out.
    """
    rows = db.execute(
        "select e.id from entry e where e.person = ? and e.state = 'done' and e.at between ? and ?"
        " and e.kind = 'preparation' and not exists (select 1 from entry where prepared = e.id)"
        f"{_SPARED_EACH} order by e.at desc, e.id desc limit ?",
        (person, to_text(first), to_text(last), n),
    )
    return [one for (one,) in rows]


def begun_from(db: Connection, preparation: str) -> str | None:
    """The id of the first debrief that began from a preparation, or None."""
    row = db.execute(
        "select id from entry where prepared = ? order by created_at, seq limit 1", (preparation,)
    ).fetchone()
    return row[0] if row else None
