"""Proving a report: reading the file, working its numbers out again, and saying what that shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eq import __version__
from eq.wording import verifying as words
from eq.wording.plain import day

if TYPE_CHECKING:
    from eq.coach.report import Report
    from eq.report.following import Check


def verify(path: Path) -> tuple[Report, Check]:
    """The report in a file, and whether its numbers follow from its answers.

    Raises EqError when the file is no report, or was changed since its digest was made.
    """
    from eq.exchange.files import read_bytes
    from eq.exchange.reports import MAX_BYTES, read_report
    from eq.report.following import follows

    report = read_report(read_bytes(path, MAX_BYTES), str(path))
    return report, follows(report)


def text(report: Report, check: Check) -> str:
    """What was proven, what was not, and every difference, in lines."""
    from eq.report.following import MOST

    made = report.made_with
    lines = [f"Report {report.id} of {day(report.cover.first)} to {day(report.cover.last)}.", words.DIGEST]
    if check.status == "no":
        lines.append(words.differs(len(check.differences), MOST))
        lines += [f"  {words.difference(one.where, one.said, one.found)}" for one in check.differences]
        if not made.endswith(f" {__version__}"):
            lines.append(words.OTHER_VERSION.format(made=made, this=__version__))
    elif check.status == "withheld":
        lines.append(words.WITHHELD)
    else:
        lines.append(words.follows(check.numbers) if report.sittings else words.NO_NUMBERS)
    said = words.unchecked(check.unchecked)
    return "\n".join([*lines, *([said] if said else []), *([words.ANYONE] if check.status == "yes" else [])])
