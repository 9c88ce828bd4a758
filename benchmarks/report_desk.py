"""A coach's desk with many clients and packets: what report.py measures last."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from made_report import ZONE, made_report
from sides import line, spread

from eq.actions import clock, desk, desk_files
from eq.coach.desk import Session
from eq.exchange.reports import report_bytes
from eq.store import desk_sessions
from eq.store import packets as rows
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.report import Report

CLIENTS, PACKETS = 60, 120
COVERS, APART, KEPT = timedelta(weeks=12), timedelta(weeks=1), timedelta(weeks=200)
SESSION_EVERY = 4
"""Packets from one session to the next."""
CALLS = 5
"""Of what is quick, in every round."""


def measure(folder: Path, rounds: int, scale: float) -> None:
    """Every call takes turns with the others, in one process and after all imports, as on a page that is open."""
    workspace, now = Workspace(folder / "coach.eq"), clock.now()
    report = made_report(folder / "me.eq", first=now.date() - COVERS, episodes=0)
    each = max(12, round(PACKETS * scale))
    began = time.perf_counter()
    fill(workspace, report, each, now)
    size = workspace.path.stat().st_size / 1e6
    print(
        f"A desk with {CLIENTS} clients x {each} packets, {len(report_bytes(report)) / 1024:.0f} KiB each:"
        f" {size:.0f} MB, written in {time.perf_counter() - began:.1f} s"
    )
    someone = desk.clients(workspace)[CLIENTS // 2].person
    calls: dict[str, Callable[[], object]] = {
        "list": lambda: desk.monday(workspace, ZONE),
        "floor": lambda: dates(workspace),
        "ends": lambda: desk.ends(workspace, ZONE),
        "client": lambda: desk.client(workspace, someone, ZONE),
    }
    found: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(-1, rounds * CALLS):
        for name in list(calls) if turn % 2 else list(calls)[::-1]:
            found[name] += [took(calls[name])] if turn >= 0 else []
    line(
        "  the Monday list; the floor: reading their dates",
        "ms",
        list(zip(found["list"], found["floor"], strict=True)),
        None,
    )
    for name, what in (("ends", "what the desk asks to delete"), ("client", "one client")):
        print(f"  {what:50} {spread(sorted(found[name]), 1)} ms")
    more = [took(lambda: opened(workspace, report)) for _ in range(rounds + 1)][1:]
    print(f"  {'one more report opened, proven and kept':50} {spread(sorted(more), 1)} ms")


def took(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def opened(workspace: Workspace, report: Report) -> None:
    """The same report under an id of its own."""
    other = report.model_copy(update={"id": secrets.token_hex(16)})
    desk_files.open_file(workspace, report_bytes(other), "report.json", ZONE)


def dates(workspace: Workspace) -> list[tuple[str, ...]]:
    """The least that tells who sent what when, what is unread, and until when it may be kept."""
    with workspace.read() as db:
        return db.execute("select person, made_at, until, opened_at, read_at from packet").fetchall()


def fill(workspace: Workspace, report: Report, each: int, now: datetime) -> None:
    """One packet a week of every client, the latest unread, and a session with a step in every fourth week."""
    workspace.ensure()
    text = report_bytes(report).decode()
    first = rows.NewPacket(
        id="", sender="", digest="", made_at=now, first=report.cover.first, last=report.cover.last, until=None,
        subject="", reply_to=None, follows="yes", json=text,
    )  # fmt: skip
    with workspace.write() as db:
        for n in range(CLIENTS):
            person, sender = f"client-{n}", report.person if n == 0 else f"sender-{n}"
            rows.add_client(db, person, f"Client {n:02}", now)
            rows.put_sender(db, sender, person)
            rows.put_next(db, person, now.date() + timedelta(days=n % 14), now)
            for back in range(each, 0, -1):
                at, ident = now - back * APART, f"packet-{n}-{back}"
                until = at.date() + KEPT
                rows.add(db, person, replace(first, id=ident, sender=sender, made_at=at, until=until), at)
                if back > 1:
                    rows.put_read(db, ident, at)
                if back % SESSION_EVERY == 0:
                    held = Session(
                        f"session-{n}-{back}", person, ident, at.date(), "One call a day", now.date(), None, ()
                    )
                    desk_sessions.add(db, held, at)
