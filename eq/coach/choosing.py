"""What a person lets out: which days, which sections, which kinds of their own words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from eq.coach.report import CHOSEN, Chosen, Copy

Text = Literal["entries", "promises", "goals", "words", "tags", "notes"]
"""Kinds of typed text.

- ``entries``: the texts of the episodes that were ticked one by one.
- ``promises``: what was promised, to whom, and why it was not kept.
- ``goals``: the goal of a plan, its if–thens and obstacles, and notes of weekly looks.
- ``words``: feeling words of one's own.
- ``tags``: triggers, channels, needs and tags of one's own.
- ``notes``: notes of sittings.
"""

TEXTS: Final[tuple[Text, ...]] = get_args(Text)

FREE: Final[frozenset[Chosen]] = frozenset({"entries"})
"""Sections that hold nothing but typed text."""


@dataclass(frozen=True)
class Selection:
    """``first``..``last``: local days, both counted in. ``entries``: the episodes let out, each ticked by itself.

    ``questionnaires``: ids of instruments, None for all that were taken in the period. ``answers``: single answers,
    their order and timings. ``quality``: whether the question about quick or alike answers was asked and settled.
    ``subject``: the name the person wants on it; ``until``: the last day a reader may keep it.
    """

    first: date
    last: date
    copy_for: Copy = "person"
    chosen: frozenset[Chosen] = frozenset(CHOSEN) - FREE
    texts: frozenset[Text] = frozenset()
    entries: tuple[str, ...] = ()
    questionnaires: tuple[str, ...] | None = None
    answers: bool = False
    quality: bool = False
    subject: str = ""
    recipient: str = ""
    purpose: str = ""
    until: date | None = None

    def has(self, section: Chosen) -> bool:
        """Whether a section was chosen; that of episodes needs at least one."""
        return section in self.chosen and (section != "entries" or bool(self.entries))

    def lets_out(self, text: Text) -> bool:
        """Whether typed text of that kind may leave."""
        return text in self.texts or (text == "entries" and bool(self.entries))


def months_on(day: date, months: int) -> date:
    """The same day ``months`` later (0 or more), or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
