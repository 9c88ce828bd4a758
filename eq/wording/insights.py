"""What the journal gives back, in sentences: counted, dated, and never a verdict about a person or a way."""

from __future__ import annotations

from datetime import date
from typing import Final

from eq.reflect.entry import Kind
from eq.reflect.insight import More, Span
from eq.reflect.responding import Association, Reason, Verdict
from eq.reflect.week import Said, Written
from eq.wording.plain import MONTHS, count, listing

SPAN: Final[dict[Span, str]] = {"4w": "4 weeks", "12w": "12 weeks", "year": "A year", "all": "All"}

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "check-in": ("check-in", "check-ins"),
    "note": ("note", "notes"),
    "debrief": ("debrief", "debriefs"),
    "preparation": ("preparation", "preparations"),
    "feedback": ("piece of feedback", "pieces of feedback"),
}
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS: Final = ("No", "One", "Two")

VERDICT: Final[dict[Verdict, str]] = {
    "shorter": "went with shorter recovery in your records",
    "longer": "went with longer recovery in your records",
    "leaning_shorter": "leaning towards shorter recovery in your records",
    "leaning_longer": "leaning towards longer recovery in your records",
    "unclear": "cannot tell",
}
REASON: Final[dict[Reason, str]] = {
    "": "",
    "too_few": "not enough episodes yet",
    "no_word": "Only counted: it is there to protect people, so how long recovery took says nothing about it.",
    "inseparable": "cannot be told apart from how hard the episodes were and when they happened",
}
FEW_CLIENTS: Final = "All uses are with fewer than three clients."


def week(said: Said) -> str:
    """The one sentence about the last seven days; it may hold words that the person typed."""
    if said.about == "nothing":
        return "Nothing was written in the last seven days."
    if said.about == "few":
        entries = "entry" if said.n == 1 else "entries"
        return f"{_NUMBERS[said.n]} {entries} in the last seven days: {listing([_named(one) for one in said.few])}."
    if said.about == "trigger":
        return f"In {said.k} of your {said.of} debriefs of the last seven days, this set it off: “{said.value}”."
    if said.about == "word":
        return (
            f"You chose “{said.value}” in {said.k} of the {said.of} entries of the last seven days with a feeling word."
        )
    if said.about == "counts":
        kinds = listing([count(n, *_KINDS[kind]) for kind, n in said.kinds.items()])
        return f"In the last seven days you wrote on {count(said.days, 'day')}: {kinds}."
    felt = "more pleasant than unpleasant" if said.about == "pleasant" else "more unpleasant than pleasant"
    were = "was" if said.k == 1 else "were"
    return f"Of the {said.of} days of the last seven on which you said how you felt, {said.k} {were} {felt}."


def _named(one: Written) -> str:
    words = "" if one.hard or not one.words else f" ({listing([f'“{word}”' for word in one.words])})"
    return f"a {_KINDS[one.kind][0]} on {_WEEKDAYS[one.day.weekday()]}{words}"


def more(missing: More, one: str, today: date, many: str | None = None) -> str:
    """``8 more days with a check-in, at your present pace about mid January.``; empty text when nothing is missing."""
    if missing.n <= 0:
        return ""
    first, _, rest = one.partition(" ")
    plural = many or f"{first}s {rest}".strip()
    needed = f"{missing.n} more {one if missing.n == 1 else plural}"
    return f"{needed}." if missing.when is None else f"{needed}, at your present pace {roughly(missing.when, today)}."


def roughly(day: date, today: date) -> str:
    """About when, no finer than a third of a month: ``in a few days``, ``about mid January``."""
    if (day - today).days <= 3:
        return "in a few days"
    if (day - today).days <= 10:
        return "in about a week"
    third = ("early", "mid", "late")[min(2, (day.day - 1) // 10)]
    year = f" {day.year}" if (day - today).days > 300 else ""
    return f"about {third} {MONTHS[day.month - 1]}{year}"


def way(row: Association) -> str:
    """What a way of responding went with, or why there is no word about it."""
    return VERDICT[row.verdict] if row.verdict else REASON[row.reason]
