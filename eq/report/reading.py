"""How the report is read: the first thing in it."""

from __future__ import annotations

from eq.coach.report import Bullets, Copy, Cover, Section
from eq.report.blocks import paragraphs
from eq.wording import report as words
from eq.wording import report_frame as frame
from eq.wording.results import NOT_A_TEST


def reading(cover: Cover, copy_for: Copy) -> Section:
    """What a mean, a range and a verdict are here, which days it covers, and what of one's own words is in it."""
    return Section(
        id="reading",
        title=words.TITLES["reading"],
        lead=NOT_A_TEST,
        blocks=(
            *paragraphs([frame.COACH] if copy_for == "coach" else [], "caution"),
            Bullets(items=(*frame.READING, frame.period(cover), frame.let_out(cover))),
        ),
    )
