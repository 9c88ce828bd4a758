"""The promises of a report: those that were open on some day of it, as they stood on its last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from eq.coach.facts import LifeFacts
from eq.coach.report import Block, Column, Facts, Paragraph, Section, Table
from eq.reflect.kept import FEWEST, KeptShare, kept_share
from eq.reflect.promise import PROMISE_STATES, Commitment, PromiseState, Satisfied
from eq.report.telling import Telling
from eq.wording import report_life as words
from eq.wording.plain import short_day, upper_first

MOST_ROWS: Final = 200
"""Promises that are listed, the newest of them, where their texts were let out."""


@dataclass(frozen=True)
class Stood:
    """A promise as it stood on the last day: ``made`` and ``settled`` are local days, None while it was open.

    ``late``: open and past its day; ``after``: kept on a day after the one on which it was due.
    """

    promise: Commitment
    made: date
    state: PromiseState
    settled: date | None
    late: bool
    after: bool


def stood(promise: Commitment, made: date, settled: date | None, first: date, last: date, today: date) -> Stood | None:
    """How a promise stood on ``last``, None where it was not open on any day from ``first`` on.

    Whatever came of it after ``last`` is not told.
    """
    if made > last or (settled is not None and settled < first):
        return None
    due = promise.due_date
    if settled is None or settled > last:
        over = due is not None and due < today and due <= last
        return Stood(promise, made, "open", None, over, after=False)
    after = promise.state == "kept" and due is not None and settled > due
    return Stood(promise, made, promise.state, settled, late=False, after=after)


def promises(found: Sequence[Stood], telling: Telling) -> Section:
    """The section; without a promise one sentence says so."""
    if not found:
        return Section(id="promises", title=words.PROMISES, lead=words.NO_PROMISES)
    counts, share = _counts(found), _share(found)
    blocks: list[Block] = [
        Facts(rows=tuple((upper_first(words.STATES[state]), str(counts[state])) for state in PROMISE_STATES)),
        Paragraph(text=words.kept(share)),
    ]
    satisfied = Counter[Satisfied](one.promise.satisfied for one in found if one.settled and one.promise.satisfied)
    for said in (words.kept_late(sum(one.after for one in found)), words.satisfied(satisfied)):
        if said:
            blocks.append(Paragraph(text=said))
    if telling.selection.lets_out("promises"):
        blocks.append(_listed(found, telling))
    lead = words.promises(len(found), counts["open"], sum(one.late for one in found))
    return Section(id="promises", title=words.PROMISES, lead=lead, blocks=tuple(blocks))


def facts(found: Sequence[Stood]) -> LifeFacts:
    """The numbers of the section that rules may read."""
    counts, share = _counts(found), _share(found)
    missing = FEWEST - share.of if found else 0
    return LifeFacts(
        kept=share if found else None,
        open=counts["open"],
        late=sum(one.late for one in found),
        broken=counts["broken"],
        withheld=((words.MISSING["kept"], missing),) if missing > 0 else (),
    )


def _counts(found: Sequence[Stood]) -> Counter[PromiseState]:
    return Counter(one.state for one in found)


def _share(found: Sequence[Stood]) -> KeptShare:
    return kept_share(_counts(found))


def _listed(found: Sequence[Stood], telling: Telling) -> Table:
    newest = sorted(found, key=lambda one: (one.made, one.promise.created_at, one.promise.id), reverse=True)[:MOST_ROWS]
    rows = tuple(
        (
            short_day(one.made),
            telling.typed("promises", one.promise.what),
            telling.typed("promises", one.promise.to_whom),
            short_day(one.promise.due_date) if one.promise.due_date else "",
            words.became(one.state, one.settled, telling.typed("promises", one.promise.reason if one.settled else "")),
        )
        for one in newest
    )
    return Table(
        caption=words.promise_caption(len(rows), len(found)),
        columns=tuple(Column(title=name) for name in words.PROMISE_COLUMNS),
        rows=rows,
    )
