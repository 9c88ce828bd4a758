"""The kind question about quick or alike answers, and what such signs can and cannot tell."""

from __future__ import annotations

from eq.assess.quality import Quality
from eq.wording.plain import listing

QUESTION = "Your answers came quickly or looked alike. Would you like to check them?"
WHY = (
    "This can happen to anyone. Until you say a word about it, no numbers are made from this sitting, so that they do "
    "not mislead you. Nobody but you sees this question."
)
CHECK = "Check my answers"
STAND = "They stand as they are"
LIMITS = (
    "The signs look at speed and sameness only. Random answering cannot be detected from one person’s answers, and "
    "honest answers can look alike."
)


def signs(found: Quality) -> str:
    """What was seen, as facts."""
    said = []
    if found.hard_speed or found.speed:
        fastest = min(found.page_seconds)
        said.append(f"some pages took under two seconds a statement (the quickest {fastest:.1f})")
    if found.sameness or found.long_share:
        said.append(f"{found.longstring} answers in a row were the same")
    return f"What was seen: {listing(said)}." if said else ""
