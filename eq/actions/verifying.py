"""Proving a report: reading the file, working its numbers out again, and saying what that shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from eq import __version__
from eq.wording import verifying as words
from eq.wording.plain import day

if TYPE_CHECKING:
    from eq.coach.report import Report
    from eq.report.following import Check


MADE_WITH: Final = f"EQ Reflect {__version__}"
"""What this program calls itself in a report."""


def check(report: Report) -> Check:
    """Whether the numbers of a report follow from its answers."""
    from eq.report.following import follows

    return follows(report, this=MADE_WITH)


def verify(path: Path) -> tuple[Report, Check]:
    """The report in a file, and whether its numbers follow from its answers.

    Raises EqError when the file is no report, or was changed since its digest was made.
    """
    from eq.exchange.files import read_bytes
    from eq.exchange.reports import MAX_BYTES, read_report

    report = read_report(read_bytes(path, MAX_BYTES), str(path))
    return report, check(report)


def text(report: Report, found: Check) -> str:
    """What was proven, what was not, and every difference, in lines."""
    from eq.report.following import MOST

    lines = [f"Report {report.id} of {day(report.cover.first)} to {day(report.cover.last)}.", words.DIGEST]
    if found.status == "no":
        lines.append(words.differs(len(found.differences), MOST))
        lines += [f"  {words.difference(one.where, one.said, one.found)}" for one in found.differences]
    elif found.status == "withheld":
        lines.append(words.WITHHELD)
    else:
        lines.append(words.follows(found.numbers) if report.sittings else words.NO_NUMBERS)
    if report.made_with != MADE_WITH:
        lines.append(words.OTHER_VERSION.format(made=report.made_with, this=MADE_WITH))
    said = words.unchecked(found.unchecked)
    return "\n".join([*lines, *([said] if said else []), *([words.ANYONE] if found.status == "yes" else [])])
