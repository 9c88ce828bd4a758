"""The way through a debrief: which screens an entry has, what is never asked of it, and where it pauses.

The rules are those of evidence §0.9. Functions of an entry, so that a page only draws what they say.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal, get_args

from eq.reflect.entry import Entry, TextField

Screen = Literal[
    "severity", "kind", "mistreatment", "severe", "happened", "did", "reported", "responses", "next",
    "before", "after", "label", "needs", "worked", "helpful", "keep", "change", "if-then", "promises", "about",
]  # fmt: skip
Offer = Literal["third-debrief", "fifteen-minutes"]

SCREENS: tuple[Screen, ...] = get_args(Screen)
FIRST: Screen = "severity"

SEVERE = 8
"""From this severity on (0..10) there are three equal ways to go on before any writing."""
MANY_IN_A_DAY = 3
LONG_MINUTES = 15

_PAUSES: frozenset[Screen] = frozenset({"mistreatment", "severe"})
_FEELINGS: tuple[Screen, ...] = ("before", "after")
_REST: tuple[Screen, ...] = (
    "label", "needs", "worked", "helpful", "keep", "change", "if-then", "promises", "about",
)  # fmt: skip
_STORY: tuple[TextField, ...] = ("happened", "quotes", "did", "reported")


def abusive(entry: Entry | None) -> bool:
    """Whether this is mistreatment: not a communication problem for the person to solve."""
    return entry is not None and entry.episode == "abusive"


def severe(entry: Entry | None) -> bool:
    """Whether it was so hard that nobody is led straight into writing; False while severity is not said."""
    return entry is not None and entry.severity is not None and entry.severity >= SEVERE


def core(entry: Entry | None) -> tuple[Screen, ...]:
    """The screens every debrief has, with the pauses it needs; None is a debrief with nothing answered yet.

    Five questions as a rule. After mistreatment the facts alone, what was reported, and a next step.
    """
    pause: tuple[Screen, ...] = ("severe",) if severe(entry) else ()
    if abusive(entry):
        return ("severity", "kind", "mistreatment", *pause, "happened", "did", "reported", "next")
    return ("severity", "kind", *pause, "happened", "responses", "next")


def more(entry: Entry | None) -> tuple[Screen, ...]:
    """The screens of whoever goes on; none after mistreatment.

    Feelings come first, before anything that may settle them; after something severe naming them comes last. Whether
    a response worked is asked only where one was named.
    """
    if abusive(entry):
        return ()
    used = entry is not None and bool(entry.tagged("response"))
    rest = tuple(screen for screen in _REST if screen != "worked" or used)
    return (*rest, *_FEELINGS) if severe(entry) else (*_FEELINGS, *rest)


def screens(entry: Entry | None) -> tuple[Screen, ...]:
    """Every screen of this entry in its order."""
    return core(entry) + more(entry)


def place(entry: Entry | None, wanted: str) -> Screen:
    """``wanted`` if this entry has such a screen; else the last one before it that it has, so nothing is jumped over.

    Every entry has the first screen; it is also the answer to a name nobody knows.
    """
    here = screens(entry)
    if wanted in here:
        return next(screen for screen in here if screen == wanted)
    if abusive(entry) and wanted in SCREENS:
        return "mistreatment"
    before = SCREENS[: SCREENS.index(wanted)] if wanted in SCREENS else ()
    return next((screen for screen in reversed(before) if screen in here), FIRST)


def after(entry: Entry | None, screen: Screen) -> Screen | None:
    """The next screen; None at the end of the core and at the very end, where one chooses or is done."""
    here = core(entry) if screen in core(entry) else more(entry)
    at = here.index(screen) + 1
    return here[at] if at < len(here) else None


def before(entry: Entry | None, screen: Screen) -> Screen | None:
    """The screen before this one; None on the first."""
    every = screens(entry)
    at = every.index(screen)
    return every[at - 1] if at else None


def progress(entry: Entry | None, screen: Screen) -> tuple[int, int] | None:
    """Which question of how many, in the core or in what comes after it; None on a pause, which asks nothing."""
    here = core(entry) if screen in core(entry) else more(entry)
    asked = [one for one in here if one not in _PAUSES]
    return None if screen in _PAUSES else (asked.index(screen) + 1, len(asked))


def asked(entry: Entry | None) -> tuple[Screen, ...]:
    """The questions of this entry, without its pauses."""
    return tuple(screen for screen in screens(entry) if screen not in _PAUSES)


def story_folded(entry: Entry, last_seen: date, today: date) -> bool:
    """Whether the story is folded away: it was told before, in a finished debrief or on an earlier day."""
    told = any(entry.text(name) for name in _STORY)
    return told and (entry.state == "done" or last_seen < today)


def support_line(entry: Entry | None, screen: Screen) -> bool:
    """Whether the quiet line to Support stands here: after something severe, from the pause on."""
    return severe(entry) and screen not in {"severity", "kind", "mistreatment"}


def closing_offer(others_today: int, minutes: float, screen: Screen, declined: Collection[str]) -> Offer | None:
    """The offer to close with one next step, if it is time for one; each is made once.

    ``others_today``: debriefs of this local day besides this one. ``minutes``: since this one was opened, 0 or more.
    Never on the first two questions and the pauses, nor on the next step itself.
    """
    if screen in _PAUSES or screen in {"severity", "kind", "next"}:
        return None
    if others_today + 1 >= MANY_IN_A_DAY and "third-debrief" not in declined:
        return "third-debrief"
    return "fifteen-minutes" if minutes >= LONG_MINUTES and "fifteen-minutes" not in declined else None
