"""Episodes (done debriefs) ranked by what they share, and counted by the area they speak to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from eq.reflect.alike import CHANNEL, CLIENT, COMPETENCY, TRIGGER, Wanted
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.store.database import Connection

_NO_MISTREATMENT = "e.episode is not 'abusive'"
_SPARED = (
    f"{_NO_MISTREATMENT} and (e.client is null or e.client not in"
    " (select client from entry where client is not null and episode = 'abusive'))"
)
"""Without mistreatment, and without whatever else there was with that client."""
_EPISODE = "e.person = ? and e.kind = 'debrief' and e.state = 'done'"


def ranked(
    db: Connection,
    person: str,
    wants: Wanted,
    ways: Mapping[str, Competency],
    *,
    without: str = "",
    spared: bool = False,
    limit: int,
) -> list[str]:
    """Ids of the episodes that share most, most first; among equals the same client, then the latest first.

    ``ways`` gives the area of every way of responding; ``without`` is the id of an entry that is left out. Episodes
    that share nothing are not there, and one of mistreatment speaks to no area. ``spared``: it is not there either, nor
    is any other with that client.
    """
    parts, parameters = _shares(wants, ways)
    if not parts:
        return []
    sql = (
        f"with share as ({' union all '.join(parts)}), total as ("
        " select entry, sum(weight) as weight, sum(case when area then weight else 0 end) as areas, max(met) as met"
        " from share group by entry)"
        " select e.id from total join entry e on e.id = total.entry"
        f" where {_EPISODE} and e.id <> ? and ({_NO_MISTREATMENT} or total.weight > total.areas)"
        f"{f' and {_SPARED}' if spared else ''}"
        f" order by total.weight - (case when {_NO_MISTREATMENT} then 0 else total.areas end) desc,"
        " total.met desc, e.at desc, e.id desc limit ?"
    )
    return [one for (one,) in db.execute(sql, [*parameters, person, without, limit])]


def _shares(wants: Wanted, ways: Mapping[str, Competency]) -> tuple[list[str], list[Any]]:
    """Selects of (entry, weight, whether by an area, whether by the client), one for each thing wanted."""
    parts, parameters = list[str](), list[Any]()
    if wants.client:
        parts.append(f"select id as entry, {CLIENT} as weight, 0 as area, 1 as met from entry where client = ?")
        parameters.append(wants.client)
    for kind, weight, values in (("trigger", TRIGGER, wants.triggers), ("channel", CHANNEL, wants.channels)):
        for value in values:
            parts.append(
                f"select entry, {weight} as weight, 0 as area, 0 as met from entry_tag where kind = ? and value = ?"
            )
            parameters += [kind, value]
    for area in wants.competencies:
        sql, given = _speaking(area, ways)
        parts.append(f"select entry, {COMPETENCY} as weight, 1 as area, 0 as met from ({sql})")
        parameters += given
    return parts, parameters


def _speaking(area: Competency, ways: Mapping[str, Competency]) -> tuple[str, list[Any]]:
    """A select of the entries that speak to an area, each once, and its parameters."""
    used = [way for way, of in ways.items() if of == area]
    return (
        "select entry from entry_tag where kind = 'competency' and value = ?"
        f" union select entry from entry_tag where kind = 'response' and value in ({','.join('?' * len(used))})",
        [area, *used],
    )


def last_of_each(
    db: Connection, person: str, ways: Mapping[str, Competency], n: int
) -> dict[Competency, tuple[int, list[str]]]:
    """Area -> how many episodes speak to it, and the ids of the latest ``n``, latest first; mistreatment is in none."""
    with_them, parameters = _all_speaking(ways)
    sql = (
        f"{with_them} select area, id, of from (select s.area, e.id, count(*) over (partition by s.area) as of,"
        " row_number() over (partition by s.area order by e.at desc, e.id desc) as place"
        f" from speaking s join entry e on e.id = s.entry where {_EPISODE} and {_NO_MISTREATMENT})"
        " where place <= ? order by area, place"
    )
    found: dict[Competency, tuple[int, list[str]]] = {area: (0, []) for area in COMPETENCIES}
    for area, one, of in db.execute(sql, [*parameters, person, n]):
        found[area] = (of, [*found[area][1], one])
    return found


def by_day(
    db: Connection, person: str, ways: Mapping[str, Competency], first: date, last: date
) -> list[tuple[str, Competency, int]]:
    """(local date, area, episodes that speak to it), by date and area; ends count in, mistreatment does not."""
    with_them, parameters = _all_speaking(ways)
    sql = (
        f"{with_them} select e.local_date, s.area, count(*) from speaking s join entry e on e.id = s.entry"
        f" where {_EPISODE} and {_NO_MISTREATMENT} and e.local_date between ? and ?"
        " group by e.local_date, s.area order by e.local_date, s.area"
    )
    return [(*row,) for row in db.execute(sql, [*parameters, person, first.isoformat(), last.isoformat()])]


def _all_speaking(ways: Mapping[str, Competency]) -> tuple[str, list[Any]]:
    """The table ``speaking`` (entry, area), each pair once, and its parameters."""
    rows: Sequence[tuple[str, str]] = list(ways.items())
    values = ",".join(["(?, ?)"] * len(rows)) or "(null, null)"
    sql = (
        f"with way (response, area) as (values {values}), speaking (entry, area) as ("
        " select entry, value from entry_tag where kind = 'competency'"
        f" and value in ({','.join('?' * len(COMPETENCIES))})"
        " union select t.entry, way.area from way cross join entry_tag t"
        " on t.kind = 'response' and t.value = way.response)"
    )
    return sql, [*(cell for row in rows for cell in row), *COMPETENCIES]
