"""A report from the command line: the same choices as on the page, in one line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar, cast

from eq.actions import keys, reporting, share_log
from eq.coach.choosing import TEXTS, Selection
from eq.coach.report import CHOSEN, Copy, Report
from eq.errors import EqError
from eq.exchange.files import read_bytes, replacing, same_file
from eq.store.workspace import Workspace

VARIABLE: Final = "EQ_PACKET_PASSPHRASE"
ENDINGS: Final = (*reporting.FORMATS, "eqpack")
T = TypeVar("T", bound=str)


@dataclass(frozen=True)
class Asked:
    """What was given on the command line, as it was typed; None for what was not."""

    first: str | None = None
    last: str | None = None
    include: str | None = None
    texts: str = ""
    copy_for: Copy | None = None
    key: Path | None = None


def write(workspace: Workspace, out: Path, asked: Asked) -> list[str]:
    """Write the report to ``out`` in the format its name ends in; what it holds, in lines. EqError writes nothing."""
    ending = out.suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise EqError(str(out), "A report cannot be written as that.", f"End the name in .{', .'.join(ENDINGS)}.")
    if same_file(out, workspace.path) or (asked.key is not None and same_file(out, asked.key)):
        raise EqError(str(out), "That is a file this report is made from.", "Nothing was changed. Name another file.")
    sealed = ending == "eqpack"
    selection = _selection(workspace, asked, coach=sealed)
    if sealed:
        keys.make(workspace, "")
    report = reporting.build(workspace, selection, None, report_id=reporting.new_id())
    data, how, recipient = _data(workspace, report, ending, asked)
    with replacing(out, private=True) as sink:
        sink.write(data)
    share_log.log(
        workspace,
        share=reporting.new_id(),
        format=cast("share_log.SharedFormat", ending),
        zone=None,
        report=report,
        selection=selection,
        sealed=how,
        recipient=recipient,
    )
    held = ", ".join(section.id for section in report.sections)
    return [f"Made {out}: {report.cover.first} to {report.cover.last}; {held}."]


def _selection(workspace: Workspace, asked: Asked, *, coach: bool) -> Selection:
    first = _day(asked.first, "--from") or reporting.earliest(workspace, None)
    last = _day(asked.last, "--to") or reporting.usual(workspace, None)[1]
    usual: Selection = Selection(first, last)
    chosen = frozenset(_named(asked.include, CHOSEN, "--include")) if asked.include is not None else usual.chosen
    texts = frozenset(_named(asked.texts, TEXTS, "--with"))
    if "entries" in texts:
        raise EqError("--with", "Episodes are a section of their own.", "Name entries with --include.")
    entries = tuple(one.id for one in reporting.offered(workspace, first, last).episodes)
    return Selection(
        first,
        last,
        asked.copy_for or ("coach" if coach else "person"),
        chosen,
        texts,
        entries if "entries" in chosen else (),
        answers="appendix" in chosen,
    )


def _data(workspace: Workspace, report: Report, ending: str, asked: Asked) -> tuple[bytes, share_log.Sealed, str]:
    """The bytes of the file, how they are sealed, and for whom."""
    if ending != "eqpack":
        return reporting.written(report, cast("reporting.Format", ending)), "", ""
    if asked.key is not None:
        from eq.exchange.keys import MAX_BYTES

        coach = keys.add_coach(workspace, read_bytes(asked.key, MAX_BYTES))
        return *reporting.packet(workspace, report, coach=coach.id), coach.name
    passphrase = os.environ.get(VARIABLE)
    if not passphrase:
        raise EqError(
            "--for-key",
            "A packet has to be sealed.",
            f"Name a coach's key file, or put a passphrase into {VARIABLE}.",
        )
    return *reporting.packet(workspace, report, passphrase=passphrase), ""


def _day(text: str | None, where: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EqError(where, "This is no day.", "Write it like 2026-11-21.") from None


def _named(text: str, known: tuple[T, ...], where: str) -> tuple[T, ...]:
    given = [part.strip() for part in text.split(",") if part.strip()]
    strange = [part for part in given if part not in known]
    if strange:
        raise EqError(where, f"There is no '{strange[0]}'.", f"Choose from {', '.join(known)}.")
    return tuple(cast("T", part) for part in given)
