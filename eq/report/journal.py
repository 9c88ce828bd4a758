"""The journal of a report: feelings over days, words, what set hard contacts off, recovery, ways of responding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from eq.coach.facts import LifeFacts, WayFact
from eq.coach.report import Block, Column, Heading, Paragraph, Section, Table
from eq.reflect.entry import Kind, TagKind, Worked
from eq.reflect.insight import Breakdown, Insights
from eq.report.telling import Telling
from eq.wording import report_life as words
from eq.wording.plain import upper_first

OWN: Final = "own"
"""The value that stands for every trigger or channel of one's own where they are pooled."""

MOST_ROWS: Final = 40
"""Rows of a table of own words or own tags; the most frequent are shown."""

MOST_NAMED: Final = 12
"""Clients, channels and ways with a row of their own; the rest share one."""


@dataclass(frozen=True)
class Journal:
    """What was counted between two days.

    ``insights`` with triggers and channels of one's own pooled as ``OWN``; ``kinds``: finished entries by kind;
    ``tags``: (kind, value, whether it worked, n) of every tag in use, of mistreatment none.
    """

    insights: Insights
    kinds: Mapping[Kind, int]
    tags: Sequence[tuple[TagKind, str, Worked | None, int]]


def journal(found: Journal, telling: Telling) -> Section:
    """The section; without an entry one sentence says so."""
    if not sum(found.kinds.values()):
        return Section(id="journal", title=words.JOURNAL, lead=words.NOTHING_WRITTEN)
    blocks: list[Block] = [
        *_felt(found),
        *_words(found, telling),
        *_triggers(found, telling),
        *_about(found, telling),
        *_recovery(found),
        *_ways(found, telling),
        *_own_tags(found, telling),
    ]
    return Section(id="journal", title=words.JOURNAL, lead=words.wrote(found.kinds), blocks=tuple(blocks))


def facts(found: Journal, telling: Telling) -> LifeFacts:
    """The numbers of the section that rules may read."""
    insights = found.insights
    triggers, ways = _of(insights, "trigger"), telling.ships.tags["response"]
    missing = (("felt", insights.affect.more), ("words", insights.words.more), ("recovery", insights.recovery.more))
    return LifeFacts(
        debriefs=triggers.total,
        mistreatments=insights.left_out,
        triggers=tuple(
            (telling.ships.tags["trigger"][value], int(n))
            for value, n in zip(triggers.rows["value"], triggers.rows["n"], strict=True)
            if value in telling.ships.tags["trigger"]
        ),
        recovery=insights.recovery.level,
        ways=tuple(
            WayFact(
                ways[row.response],
                row.verdict,
                row.n_with,
                row.n_without,
                row.ratio,
                row.low95,
                row.high95,
                insights.responses.tested,
                row.few_clients,
            )
            for row in insights.responses.rows
            if row.verdict is not None and row.verdict != "unclear" and row.response in ways
        ),
        withheld=tuple((words.MISSING[what], more.n) for what, more in missing if more is not None and more.n > 0),
    )


def _of(insights: Insights, kind: str) -> Breakdown:
    return next(one for one in insights.breakdowns if one.kind == kind)


def _felt(found: Journal) -> Iterator[Block]:
    affect = found.insights.affect
    yield Heading(text=words.FEELINGS)
    if not affect.n_days:
        yield Paragraph(text=words.NO_FEELINGS)
        return
    from eq.charts import still_plane

    yield Paragraph(text=words.felt(affect))
    yield still_plane.figure(affect)


def _words(found: Journal, telling: Telling) -> Iterator[Block]:
    used = found.insights.words
    yield Heading(text=words.WORDS)
    if not used.picks:
        yield Paragraph(text=words.NO_WORDS)
        return
    from eq.charts import still_words

    yield Paragraph(text=words.variety(used.variety, used.picks))
    yield still_words.figure(used, own=False, shipped=telling.ships.words)
    own = used.words[~used.words["word"].isin(telling.ships.words)]
    if telling.selection.lets_out("words") and len(own):
        some = own.head(MOST_ROWS)
        rows = [(telling.typed("words", word), str(n)) for word, n in zip(some["word"], some["n"], strict=True)]
        caption = words.own_words_caption(int(own["n"].sum()), len(rows), len(own))
        yield _table(caption, ("Word", "Times"), rows, numbers=(1,))
    elif len(own):
        yield Paragraph(text=words.pooled(len(own), 0), role="quiet")


def _triggers(found: Journal, telling: Telling) -> Iterator[Block]:
    insights = found.insights
    yield Heading(text=words.TRIGGERS)
    if left_out := words.mistreatments(insights.left_out):
        yield Paragraph(text=left_out)
    triggers = _of(insights, "trigger")
    if not triggers.total:
        yield Paragraph(text=words.NO_OTHER if insights.left_out else words.NO_HARD)
        return
    if len(triggers.rows):
        from eq.charts import still_triggers

        yield still_triggers.figure(_labelled(triggers, "trigger", found, telling), own=False)
    else:
        yield Paragraph(text=words.NO_TRIGGER)


def _labelled(of: Breakdown, kind: TagKind, found: Journal, telling: Telling) -> Breakdown:
    """The rows under the names that ship, the pooled one under how many it holds."""
    names = telling.ships.tags[kind]
    pool = words.own_tags(kind, _different(found, kind, telling))
    rows = of.rows.assign(label=[names.get(value, pool) for value in of.rows["value"]])
    return replace(of, rows=rows)


def _different(found: Journal, kind: TagKind, telling: Telling) -> int:
    """How many different tags of one's own of a kind the debriefs of these days have, and other entries."""
    return len({value for of, value, _, _ in found.tags if of == kind and value not in telling.ships.tags[kind]})


def _about(found: Journal, telling: Telling) -> Iterator[Block]:
    clients, channels = _of(found.insights, "client"), _of(found.insights, "channel")
    if not (len(clients.rows) or len(channels.rows)):
        return
    yield Heading(text=words.ABOUT)
    if len(clients.rows):
        named = clients.rows.head(MOST_NAMED)
        first = named.assign(label=[_client(telling, label) for label in named["label"]])
        yield _hard("By client", replace(clients, rows=first), clients.rows["n"].to_list()[MOST_NAMED:])
    if len(channels.rows):
        most = replace(channels, rows=channels.rows.head(MOST_NAMED))
        rest = channels.rows["n"].to_list()[MOST_NAMED:]
        yield _hard("By channel", _labelled(most, "channel", found, telling), rest)
    yield Paragraph(text=words.HARD_LIMITS, role="quiet")


def _client(telling: Telling, label: str) -> str:
    return upper_first(telling.masker.client(label))


def _hard(what: str, of: Breakdown, rest: Sequence[int]) -> Table:
    """Rows for ``of``, and one for the ``rest``: how many debriefs each of those has."""
    rows = [
        (
            str(row["label"]),
            str(row["n"]),
            words.hard(row["severity"], row["s_low"], row["s_high"], int(row["days"])),
            words.minutes(row["minutes"], row["m_low"], row["m_high"], int(row["m_days"])),
        )
        for row in of.rows.to_dict("records")
    ]
    if rest:
        rows.append((words.others(len(rest)), str(sum(rest)), "", ""))
    return _table(
        words.hard_caption(what, of.total), (what.removeprefix("By ").capitalize(), *words.HARD_COLUMNS), rows
    )


def _recovery(found: Journal) -> Iterator[Block]:
    recovery = found.insights.recovery
    if not _of(found.insights, "trigger").total:
        return
    yield Heading(text=words.RECOVERY)
    yield Paragraph(text=words.recovery(recovery) if recovery.n else words.NO_RECOVERY)
    if recovery.n:
        from eq.charts import still_recovery

        yield still_recovery.figure(recovery)


def _ways(found: Journal, telling: Telling) -> Iterator[Block]:
    names, judged = telling.ships.tags["response"], found.insights.responses
    used: dict[str, Counter[Worked | None]] = {}
    own: dict[str, Counter[Worked | None]] = {}
    for kind, value, worked, n in found.tags:
        if kind == "response":
            (used if value in names else own).setdefault(value, Counter())[worked] += n
    if not (used or own):
        return
    rows_of = {row.response: row for row in judged.rows}
    rows = [
        (
            names[value],
            str(said.total()),
            _worked(said),
            words.went_with(rows_of.get(value)),
            words.ratio(rows_of.get(value)),
        )
        for value, said in sorted(used.items(), key=lambda one: (-one[1].total(), one[0]))
    ]
    if rest := rows[MOST_NAMED:]:
        rows = [*rows[:MOST_NAMED], (words.others(len(rest)), str(sum(int(row[1]) for row in rest)), "", "", "")]
    if own:
        together: Counter[Worked | None] = sum(own.values(), Counter())
        rows.append((words.own_tags("response", len(own)), str(together.total()), _worked(together), "", ""))
    yield Heading(text=words.WAYS)
    yield _table(words.way_caption(judged.tested, judged.episodes), words.WAY_COLUMNS, rows)
    yield Paragraph(text=words.WAYS_LIMITS, role="quiet")


def _worked(said: Counter[Worked | None]) -> str:
    return words.worked(said["yes"], said["partly"], said["no"], said[None])


def _own_tags(found: Journal, telling: Telling) -> Iterator[Block]:
    counts: Counter[tuple[TagKind, str]] = Counter()
    for kind, value, _, n in found.tags:
        if value not in telling.ships.tags[kind]:
            counts[kind, value] += n
    if not counts:
        return
    if not telling.selection.lets_out("tags"):
        yield Paragraph(text=words.pooled(0, len(counts)), role="quiet")
        return
    shown = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_ROWS]
    rows = [(words.tag_kind(kind), telling.typed("tags", value), str(n)) for (kind, value), n in shown]
    yield Heading(text=words.TAGS)
    yield _table(words.own_tags_caption(len(shown), len(counts)), ("Kind", "Tag", "Entries"), rows, numbers=(2,))


def _table(
    caption: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]], numbers: Sequence[int] = (1,)
) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(title=name, number=at in numbers) for at, name in enumerate(columns)),
        rows=tuple(rows),
    )
