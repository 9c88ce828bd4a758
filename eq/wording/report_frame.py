"""How a report is read and what it cannot tell: the words around its findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eq.coach.report import Cover
from eq.wording.plain import count, day, listing
from eq.wording.support import SOON

READING: Final = (
    "Everything here is one person’s own description of what they do. It is not a test of how able anyone is.",
    "A mean stands with its 95 % range: the usual level lies somewhere in it, as far as these answers can tell. Words "
    "such as “sometimes” are the answer words of the form; “between … and …” says that the answers leave both open.",
    "Higher and lower compare an area with the other areas of the same person, never with other people. There are no "
    "norms, so there is no percentile and no single score.",
    "For each questionnaire only one comparison carries a verdict: up, down, leaning or no clear change. It looks at "
    "all its areas at once; “leaning” is not settled, and “no clear change” means too small for this form to tell "
    "apart from chance. Several questionnaires are several looks, and each of them can find something by chance.",
    "A number that may not be shown is left out, and the reason stands in its place.",
)
COACH: Final = (
    "For the coach: this is material for a conversation about everyday work. It supports no clinical reading of any "
    "kind, and silence in it is no finding."
)
TEXTS: Final[Mapping[str, str]] = {
    "entries": "episodes, each chosen by itself",
    "promises": "promises",
    "goals": "goals and if–thens",
    "words": "feeling words of one’s own",
    "tags": "triggers and tags of one’s own",
    "notes": "notes on sittings",
}


def period(cover: Cover) -> str:
    """Which days it covers."""
    return (
        f"It covers {day(cover.first)} to {day(cover.last)}, days that were chosen; others can give other numbers and "
        "another comparison. A sitting from before is in it only where change is counted from it, and a practice is "
        "told from its beginning; their days are said."
    )


def let_out(cover: Cover) -> str:
    """Which kinds of typed text are in it, and how many names were replaced."""
    kinds = [TEXTS.get(one, one) for one in cover.texts]
    said = f"Of what was typed, this was let out: {listing(kinds)}." if kinds else "Nothing that was typed was let out."
    masked = f" {count(cover.masked, 'name')} in it {'was' if cover.masked == 1 else 'were'} replaced."
    return f"{said} What is not in a report says nothing.{masked if cover.masked else ''}"


LIMITS: Final = (
    "Not how someone compares with others: there are no norms for these questionnaires.",
    "Not how able someone is: describing what one does and being good at it are only loosely related.",
    "Not a forecast: such answers say little about performance at work beyond what else is known of a person.",
    "Not why an area is lower: its statements may simply be harder to say yes to. An area that comes out lowest also "
    "tends to rise on a retest with nothing done.",
    "Not why answers changed: that can come from the person, from the work, or from a stricter or milder eye. Now and "
    "then an area is called up or down although nothing changed.",
    "Not that a practice helped, and not what others see.",
    "Not the whole story: the ranges allow for the choice of statements and an assumed wobble from day to day, not for "
    "memory or a misread statement. Random answering cannot be detected from one person’s answers.",
)
USE_HEADING, USE = (
    "What it is for",
    "For one’s own reflection and, where the person chooses, for a talk with a coach they trust. Not for hiring, "
    "promotion, pay, discipline or monitoring. Where the one who would get it is a manager or HR, the advice is not to "
    "share it. Anyone may refuse to share it, and a copy handed over cannot be called back.",
)
SAFETY_HEADING, SAFETY = "When something weighs more", f"To whoever this report is about: {SOON}"
SCOPE_HEADING: Final = "Scope of a coach"
SCOPE: Final = (
    "Coaching works with everyday behaviour at work. Diagnosis and treatment lie outside it, and nothing here can rule "
    "an illness in or out.",
    "Where a person speaks of lasting low mood, lost sleep, worry, danger or harm, a coach says what they can and "
    "cannot offer, and helps to find a doctor, a counsellor or local emergency services.",
    "Mistreatment by clients is not a lack of skill on the side of whoever was mistreated; the employer’s duties and "
    "the ways of reporting it come first.",
    "No part of it may be passed on without the person’s word, and it is kept no longer than they said.",
)
PASSPORT: Final = "Evidence passport: {}"
RELIABILITY: Final = "Published figures on reliability"
