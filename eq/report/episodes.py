"""The episodes a person ticked one by one, each with its facts and with what was written in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from eq.coach.report import Block, Facts, Heading, Quote, Section
from eq.reflect.entry import TEXT_FIELDS, Entry, TextField
from eq.reflect.reading import Reading, reading, withheld
from eq.report.telling import Telling
from eq.wording import journal as said
from eq.wording import report_life as words

_ORDER: tuple[TextField, ...] = (
    "title",
    "prompt",
    *(field for field in TEXT_FIELDS if field not in ("title", "prompt")),
)
"""A question stands before its answer."""


def episodes(entries: Sequence[Entry], telling: Telling, spared: Collection[str] = ()) -> Section:
    """The section, oldest first; without an entry one sentence says so.

    ``spared``: ids of preparations for somebody who mistreated the person since; what they hold for them is left out,
    as it is out of sight in the journal.
    """
    blocks: list[Block] = []
    for entry in sorted(entries, key=lambda one: (one.at, one.id)):
        blocks += _episode(entry, telling, mistreated=entry.id in spared)
    lead = words.episodes(len(entries)) if entries else words.NO_EPISODES
    return Section(id="entries", title=words.EPISODES, lead=lead, blocks=tuple(blocks))


def _episode(entry: Entry, telling: Telling, *, mistreated: bool) -> Iterator[Block]:
    shown, hidden = reading(entry, mistreated=mistreated), withheld(entry, mistreated=mistreated)
    yield Heading(text=words.episode(entry.kind, entry.local_date))
    if rows := tuple(_facts(entry, shown, telling)):
        yield Facts(rows=rows)
    for field in _ORDER:
        text = telling.typed("entries", entry.text(field))
        if text and field not in hidden:
            yield Quote(label=words.field(field), text=text)


def _facts(entry: Entry, shown: Reading, telling: Telling) -> Iterable[tuple[str, str]]:
    if entry.client_label:
        yield words.CLIENT, telling.masker.client(entry.client_label)
    if entry.severity is not None:
        yield words.SEVERITY, said.severity_line(entry.severity)
    if entry.episode is not None:
        yield words.INTERACTION, telling.ships.episodes[entry.episode]
    for moment in ("now", "before", "after", "later"):
        if felt := said.feelings(telling.feelings(entry.felt(moment)), entry.points.get(moment)):
            yield words.moment(moment), felt
    kinds = (*shown.tags, *(("need",) if shown.needs else ()))
    for kind in kinds:
        if tags := telling.tags(kind, entry.tagged(kind)):
            yield said.TAGS[kind], ", ".join(tags)
    if shown.judged and (ways := telling.ways(entry.tags, said.WORKED)):
        yield said.TAGS["response"], ", ".join(ways)
    if recovery := said.recovery(entry):
        yield words.AFTERWARDS, recovery
