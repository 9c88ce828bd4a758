"""What the page of Insights says around its figures: states, what is missing and until when, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.reflect.days import MIN_DAYS
from eq.reflect.entry import Entry
from eq.reflect.insight import BreakdownKind, Insights, More, Span
from eq.reflect.responding import MINIMUM
from eq.reflect.week import LEAST
from eq.wording import insights
from eq.wording.check_in import point
from eq.wording.insight_figures import part_with_hours
from eq.wording.journal import minutes, severity_line
from eq.wording.plain import count, day, listing, short_day, upper_first

TITLE: Final = "What your journal gives back"
SPAN: Final = "How far back"
SPANS: Final[Mapping[Span, str]] = insights.SPAN

EMPTY_TITLE: Final = "Nothing to give back yet"
EMPTY: Final = (
    "Your own days, words and hard contacts come together here, from the first entry on. Where more entries are "
    "needed, it says how many, and roughly when."
)
EMPTY_BUTTON: Final = "Check in"
AFFECT_EMPTY: Final = "Nothing in this span says how you felt. A check-in takes half a minute."
AFFECT_SO_FAR: Final = "Your days so far"
WORDS_SO_FAR: Final = "Your words so far"
WORDS_EMPTY: Final = "Feeling words you choose when you check in or debrief are counted here."
HARD_TITLE: Final = "How hard debriefs were"
HARD_PICK: Final = "Debriefs by"
HARD_EMPTY: Final = (
    "After your first debrief this shows what set hard contacts off, with whom, and through which channel."
)
NO_VALUES: Final[Mapping[BreakdownKind, str]] = {
    "trigger": "No debrief in this span says what set it off.",
    "client": "No debrief in this span names a client. A label only you understand is enough.",
    "channel": "No debrief in this span names a channel.",
}
RECOVERY_EMPTY: Final = (
    "Some hours after a debrief Today asks how long it was until you were yourself again. The answers come together "
    "here."
)
RECOVERY_SO_FAR: Final = "Your last debriefs that say how long it took"
RECOVERY_PLAIN: Final = "How long it took until you were yourself again"
WITHIN_SO_FAR: Final = "By part of the day"
PART_NEEDS: Final = f"A part of the day has an average from {MIN_DAYS} days with an entry in it."
WAYS_TITLE: Final = "Ways of responding"
WAYS_EMPTY: Final = (
    "When a debrief names a way of responding and says how long it took until you were yourself again, it is counted "
    "here."
)
WAYS_SO_FAR: Final = (
    f"A way of responding is compared with the others once there are {MINIMUM} episodes with it and {MINIMUM} without."
)
WAYS_MORE: Final = "Used, and not yet often enough"
WAYS_COUNTED: Final = "Counted, and not judged"
WAYS_OPEN: Final = "Read about them in the playbook"
NO_WORD: Final = (
    "Setting a boundary, ending contact and handing on protect people. They are counted and never judged by how long "
    "recovery took."
)
DEBRIEF, CHECK_IN = "Debrief a hard interaction", "Check in"

LIMITS_TITLE: Final = "What this cannot tell"
CANNOT_TELL: Final = (
    "**Not causes.** What goes together in a journal need not lead to one another. A hard day changes what you write, "
    "what you do and how long you need.",
    "**Not all your days.** Only those you wrote on are in it, and people write more on some days than on others.",
    "**Not how you compare with others.** There are no norms, so there is no percentile and no score.",
    "**Not the client’s side.** The app knows yours, and only what you noted.",
    "**Not how steady you are, or how finely you tell feelings apart.** Few journals hold enough for such numbers, so "
    "none are shown.",
    "**Not your health.** If low mood, sleep loss or worry lasts most days for two weeks, or contact at work feels "
    "unsafe, talk to a doctor, a counsellor or someone you trust.",
)


def context(found: Insights) -> str:
    """The quiet line above the title: the days that are looked at."""
    return f"Insights · {day(found.first)} to {day(found.last)}"


def week(sentence: str, n: int) -> str:
    """The sentence about the week, which is safe to show, with the entries it rests on; below three it names them."""
    return f"{sentence} From {count(n, 'entry', 'entries')}." if n >= LEAST else sentence


def days_missing(more: More, minimum: int, today: date) -> str:
    """What a mean still needs."""
    return f"An average needs {minimum} days. {_missing(more, 'day', today)}"


def picks_missing(more: More, minimum: int, today: date) -> str:
    """What a word about variety still needs."""
    return f"From {minimum} choices on this says how varied your words are. {_missing(more, 'choice', today)}"


def recovery_missing(more: More, minimum: int, today: date) -> str:
    """What a middle of recovery still needs."""
    return f"A typical time needs {minimum} days with an answer. {_missing(more, 'day', today)}"


def _missing(more: More, unit: str, today: date) -> str:
    """How many more, roughly when, or that this span may never hold enough at the present pace."""
    said = insights.more(more, unit, today)
    return said if more.when else f"{said} A longer span may hold enough."


def day_row(on: date, pleasant: float | None, energetic: float | None, n: int) -> str:
    """One day as it stands in a list of days."""
    felt = point(pleasant, energetic)
    return f"{short_day(on)}: {felt} ({count(n, 'entry', 'entries')})"


def and_earlier(n: int) -> str:
    """How many days there are before those listed."""
    return f"and {count(n, 'earlier day')}"


def counted(label: str, n: int) -> str:
    """A label with how often it came."""
    return f"{label} · {n}"


def part_so_far(part: str, n: int) -> str:
    """How many days a part of the day has."""
    return f"{part_with_hours(part)}: {count(n, 'day')}"


def values_missing(most: int) -> str:
    """How far the value with the most days is from a mean."""
    return f"How hard they were is shown from {MIN_DAYS} days on; the one with the most days has {most}."


def episode_title(entry: Entry) -> str:
    """What stands for a debrief whose words are not repeated."""
    return f"Debrief of {short_day(entry.local_date)}"


def episode_facts(entry: Entry) -> str:
    """How hard it was and how long it took."""
    hard = [] if entry.severity is None else [severity_line(entry.severity)]
    took = [] if entry.recovery_minutes is None else [f"yourself again after {minutes(entry.recovery_minutes)}"]
    return " · ".join([*hard, *took])


def way_missing(title: str, n_with: int, n_without: int, more: tuple[More, More], today: date) -> str:
    """What a way of responding still needs, with the numbers there are; ``title`` is safe to show."""
    gaps = []
    for n, kind in zip(more, ("with it", "without it"), strict=True):
        if n.n:
            when = f", at your present pace {insights.roughly(n.when, today)}" if n.when else ""
            gaps.append(f"{n.n} more {kind}{when}")
    return f"**{title}**: {n_with} with it, {n_without} without. {upper_first(listing(gaps))}."


def inseparable(title: str) -> str:
    """Why a way of responding with enough episodes has no number."""
    return (
        f"**{title}**: it cannot be told apart from how hard the episodes were, or from when they were; or they were "
        "all as hard, or took as long, as one another."
    )


def no_word(rows: Sequence[tuple[str, int]]) -> str:
    """The ways that are only counted: (title, episodes with it)."""
    counted_ways = [f"{title} ({count(n, 'episode')})" for title, n in rows]
    return f"{listing(counted_ways)}. {NO_WORD}"


def few_clients(titles: Sequence[str]) -> str:
    """That some results rest on very few people, each title safe to show; "" for none."""
    return f"{insights.FEW_CLIENTS.removesuffix('.')}: {listing(list(titles))}." if titles else ""


def left_out(n: int) -> str:
    """That mistreatment is not counted; "" without any."""
    if not n:
        return ""
    return (
        f"{count(n, 'episode')} of mistreatment {'is' if n == 1 else 'are'} left out of what is said about hard "
        "contacts. Being abused is not a communication problem, and counts against no way of responding."
    )
