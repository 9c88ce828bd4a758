"""Counts of the ways of responding that were used: how often, with how many clients, and whether it was said to work.

A use is a way named in a finished debrief. Mistreatment counts against no way of responding, so its debriefs are no
uses; neither is what was only planned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eq.reflect.flow import SEVERE
from eq.store.database import Connection
from eq.store.journal import Filter, conditions

_USES = (
    " from entry e cross join entry_tag t on t.entry = e.id"
    " where t.kind = 'response' and e.person = ? and e.kind = 'debrief' and e.state = 'done'"
    " and e.episode is not 'abusive'"
)


@dataclass(frozen=True)
class Use:
    """One way of responding (its id), used ``n`` times; of the rest of ``n`` was not said whether they worked.

    ``clients``: how many different ones, uses without a client apart; ``severe``: uses in episodes of severity 8 or
    more; ``last``: the local day of the latest.
    """

    response: str
    n: int
    yes: int
    partly: int
    no: int
    clients: int
    severe: int
    last: date


def ways_used(db: Connection, person: str, chosen: Filter) -> list[Use]:
    """What was used in the debriefs that are chosen, the most used first, of equals the one used last."""
    more, parameters = conditions(chosen)
    rows = db.execute(
        "select t.value, count(*) as n, sum(t.worked is 'yes'), sum(t.worked is 'partly'), sum(t.worked is 'no'),"
        f" count(distinct e.client), sum(coalesce(e.severity >= ?, 0)), max(e.local_date){_USES}{more}"
        " group by t.value order by n desc, max(e.at) desc, t.value",
        [SEVERE, person, *parameters],
    )
    return [
        Use(response, n, yes, partly, no, clients, severe, date.fromisoformat(last))
        for response, n, yes, partly, no, clients, severe, last in rows
    ]


def last_entries(db: Connection, person: str, response: str, n: int) -> list[str]:
    """Ids of the latest ``n`` debriefs in which a way of responding was used, the latest first."""
    sql = f"select e.id{_USES} and t.value = ? order by e.at desc, e.id desc limit ?"
    return [one for (one,) in db.execute(sql, [person, response, n])]
