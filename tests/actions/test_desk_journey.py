"""A report made in one workspace, opened on the desk of another, compared, answered, and the answer read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from eq.actions import desk, desk_files, desk_notes, desk_sessions, keys, replies, reporting
from eq.assess.questionnaire import Questionnaire
from eq.coach.choosing import Selection
from eq.coach.report import Table
from eq.exchange.packets import packet_bytes
from eq.exchange.sealing import seal
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
At = Callable[[str], None]


@pytest.fixture
def coach(tmp_path: Path) -> Workspace:
    """A coach's own workspace, with a key."""
    made = Workspace(tmp_path / "coach" / "me.eq")
    keys.make(made, "Dr Vale")
    return made


def send(client: Workspace, coach: Workspace, last: date, *, answers: bool) -> desk_files.Opened:
    """A report up to a day, sealed to the coach's key and opened there."""
    chosen = Selection(date(2026, 1, 1), last, "coach", subject="Mara", answers=answers, until=date(2027, 6, 30))
    report = reporting.build(client, chosen, ZONE, report_id=f"report-{last.isoformat()}")
    mine = keys.own(coach)
    assert mine is not None
    data = seal(packet_bytes(report, b"<!doctype html>", b"%PDF-"), recipients=[mine.recipient])
    return desk_files.open_file(coach, data, "a.eqpack", ZONE)


def test_from_a_client_to_a_coach_and_back(
    workspace: Workspace, coach: Workspace, at: At, make_form: Callable[..., Questionnaire], sit: Callable[..., str]
) -> None:
    """Two reports follow from their answers, stand side by side, and the answer reaches the client who made them."""
    keys.make(workspace, "Mara")
    form = make_form()
    at("2026-03-02T09:00:00Z")
    sit(form)
    first = send(workspace, coach, date(2026, 3, 2), answers=True)
    at("2026-05-04T09:00:00Z")
    sit(form, shift=1)
    second = send(workspace, coach, date(2026, 5, 4), answers=False)
    assert (first.follows, second.follows, first.differences) == ("yes", "withheld", ())
    assert (first.person, first.new, second.new) == (second.person, True, True)
    person = first.person or ""
    (row,) = desk.monday(coach, ZONE)
    assert (row.client.label, row.unread, row.packets, row.ends) == ("Mara", 2, 2, date(2027, 6, 30))
    sections = desk.compare(coach, second.id, first.id)
    (table,) = (block for block in sections[0].blocks if isinstance(block, Table))
    assert [column.title for column in table.columns[:3]] == ["Area", "2 Mar 2026", "4 May 2026"]
    assert desk_sessions.sheet(coach, person, second.id).proposed
    desk_notes.add(coach, note="n", person=person, text="Well observed.", packet=second.id, shared=True)
    name, data = replies.reply(coach, person, second.id, ZONE)
    assert desk_files.open_file(workspace, data, name, ZONE).kind == "reply"
    (answer,) = replies.received(workspace)
    assert ([note.text for note in answer.notes], answer.coach, answer.report) == (
        ["Well observed."], "Dr Vale", second.id,
    )  # fmt: skip
