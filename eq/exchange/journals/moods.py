"""What the moods of a format mean, where the format itself ranks them."""

from __future__ import annotations

from typing import Final

from eq.exchange.journals.model import Source

GROUPS: Final = {1: 0.8, 2: 0.4, 3: 0.0, 4: -0.4, 5: -0.8}
"""Pleasantness of Daylio's five mood groups, 1 the best."""

PREDEFINED: Final = {1: "rad", 2: "good", 3: "meh", 4: "bad", 5: "awful"}
"""Labels of Daylio's own five moods, kept by number as long as nobody renames them."""

# As the program names them in English, German and French.
_DAYLIO: Final = {
    "rad": 1, "good": 2, "meh": 3, "bad": 4, "awful": 5,
    "super": 1, "gut": 2, "ok": 3, "schlecht": 4, "lausig": 5,
    "bien": 2, "mouais": 3, "mauvais": 4, "horrible": 5,
}  # fmt: skip


def pleasantness_of(source: Source, mood: str | None) -> float | None:
    """Pleasantness (-0.8 to 0.8) that a mood label stands for by default; None where only the person can say.

    Known are the five moods every Daylio starts with; Day One and jrnl have none.
    """
    if source != "daylio" or mood is None:
        return None
    group = _DAYLIO.get(mood.strip().casefold())
    return None if group is None else GROUPS[group]
