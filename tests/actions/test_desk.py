"""The desk: the Monday list, clients brought together and apart, consent that ends, and deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import pytest
from desk_reports import report

from eq.actions import (
    clients,
    desk,
    desk_files,
    desk_notes,
    desk_sessions,
    doctor,
    entries,
    insights,
    journal,
    keys,
    masking_list,
    promises,
    replies,
    results,
    settings,
    share_log,
    today,
)
from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError
from eq.exchange.reports import report_bytes
from eq.store import checks
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
MARK = "Marzipankartoffel"
At = Callable[[str], None]


@pytest.fixture(autouse=True)
def _still(at: At) -> None:
    """The clock stands at a Saturday in November 2026."""


def receive(workspace: Workspace, ident: str = "r1", sender: str = "sender-1", label: str = "", **more: object) -> str:
    """A packet opened and settled; its client."""
    given = report(ident, sender, **{"subject": label} | more)  # type: ignore[arg-type]
    opened = desk_files.open_file(workspace, report_bytes(given), "a.json", ZONE)
    return opened.person or desk_files.settle_sender(workspace, sender, client=None)


def listed(workspace: Workspace) -> list[str]:
    return [row.client.label for row in desk.monday(workspace, ZONE)]


def left(workspace: Workspace, word: str) -> list[str]:
    """Files beside and including the workspace that hold a word."""
    files = [path for path in workspace.path.parent.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes()]


def dump(workspace: Workspace, *tables: str) -> list[object]:
    with workspace.read() as db:
        return [sorted(map(repr, db.execute(f"select * from {table}").fetchall())) for table in tables]


def test_an_empty_desk_lists_nothing(workspace: Workspace) -> None:
    """Before there is a file, and before there is a client."""
    assert (desk.monday(workspace, ZONE), desk.ends(workspace, ZONE), desk.clients(workspace)) == ((), (), ())
    assert desk.has_clients(workspace) is False
    settings.welcome(workspace)
    assert desk.monday(workspace, ZONE) == ()


def test_the_list_is_ordered_by_the_next_session(workspace: Workspace) -> None:
    """Then by what is unread, then by label."""
    for n, label in enumerate(("Zed", "Anna", "Bea", "Cleo")):
        receive(workspace, f"r{n}", f"s{n}", label)
    people = {row.client.label: row.client.person for row in desk.monday(workspace, ZONE)}
    assert listed(workspace) == ["Anna", "Bea", "Cleo", "Zed"]
    receive(workspace, "r9", "s2")
    assert listed(workspace) == ["Bea", "Anna", "Cleo", "Zed"]
    desk.set_next(workspace, people["Zed"], date(2026, 11, 24))
    desk.set_next(workspace, people["Cleo"], date(2026, 11, 30))
    assert listed(workspace) == ["Zed", "Cleo", "Bea", "Anna"]
    desk.set_next(workspace, people["Zed"], None)
    assert listed(workspace) == ["Cleo", "Bea", "Anna", "Zed"]


def test_new_since_the_last_session_is_counted_by_local_days(workspace: Workspace, at: At) -> None:
    """What was opened on the day of the session or before is not new; what came after is, read or not."""
    at("2026-11-10T22:30:00Z")
    person = receive(workspace)
    (row,) = desk.monday(workspace, ZONE)
    assert (row.new_since, row.last_session) == (1, None)
    desk_sessions.begin(workspace, session="a", person=person, zone=ZONE)
    at("2026-11-11T22:30:00Z")
    receive(workspace, "r2")
    desk.mark_read(workspace, "r2")
    (row,) = desk.monday(workspace, ZONE)
    assert (row.last_session, row.new_since, row.unread) == (date(2026, 11, 10), 1, 1)


def test_a_session_to_come_is_not_the_last_one(workspace: Workspace) -> None:
    """A sheet prepared for another day counts as a session from that day on."""
    person = receive(workspace)
    desk_sessions.begin(workspace, session="a", person=person, on=date(2026, 11, 22), zone=ZONE)
    assert desk.monday(workspace, ZONE)[0].last_session is None


def test_the_agreed_step_stands_on_the_list(workspace: Workspace, at: At) -> None:
    """With its date; past that date it is overdue until it is said what became of it."""
    person = receive(workspace)
    desk_sessions.begin(workspace, session="a", person=person, zone=ZONE)
    desk_sessions.agree(workspace, "a", "Ask one question before answering", date(2026, 11, 28))
    (row,) = desk.monday(workspace, ZONE)
    assert (row.agreed, row.due, row.overdue) == ("Ask one question before answering", date(2026, 11, 28), False)
    at("2026-11-28T12:00:00Z")
    assert desk.monday(workspace, ZONE)[0].overdue is False
    at("2026-11-29T12:00:00Z")
    assert desk.monday(workspace, ZONE)[0].overdue is True
    desk_sessions.say_done(workspace, "a", "partly")
    (row,) = desk.monday(workspace, ZONE)
    assert (row.done, row.overdue) == ("partly", False)


def test_one_client_holds_all_that_is_kept(workspace: Workspace) -> None:
    """Packets, notes, sessions and answers, the latest first, of those merged into them too."""
    one, other = receive(workspace, "r1", "s1", "Mara"), receive(workspace, "r2", "s2", "Jo")
    desk_notes.add(workspace, note="n1", person=one, text="Of Mara", packet="r1")
    desk_notes.add(workspace, note="n2", person=other, text="Of Jo")
    desk_sessions.begin(workspace, session="a", person=other, zone=ZONE)
    desk.merge(workspace, other, one)
    view = desk.client(workspace, other, ZONE)
    assert (view.row.client.person, [one.label for one in view.row.client.merged]) == (one, ["Jo"])
    assert ({p.id for p in view.packets}, {n.text for n in view.notes}, [s.id for s in view.sessions]) == (
        {"r1", "r2"}, {"Of Mara", "Of Jo"}, ["a"],
    )  # fmt: skip
    assert desk.packet(workspace, "r2") == report("r2", "s2", subject="Jo")


def test_taking_a_merge_back_leaves_both_as_they_were(workspace: Workspace) -> None:
    """Nothing is moved by a merge, so after taking it back every row is what it was, but for when it changed."""
    one, other = receive(workspace, "r1", "s1", "Mara"), receive(workspace, "r2", "s2", "Jo")
    desk_notes.add(workspace, note="n1", person=other, text="Of Jo")
    desk.set_next(workspace, other, date(2026, 12, 1))
    tables = ("person", "packet", "coach_note", "client_sender", "client_file")
    before, rows = dump(workspace, *tables), desk.monday(workspace, ZONE)
    desk.merge(workspace, other, one)
    desk.merge(workspace, other, one)
    assert listed(workspace) == ["Mara"]
    assert desk.unmerge(workspace, other) is True
    assert (dump(workspace, *tables), desk.monday(workspace, ZONE)) == (before, rows)
    assert desk.unmerge(workspace, other) is False


def test_merges_of_merges_come_apart_one_by_one(workspace: Workspace) -> None:
    """A into B into C is one client; taking B back takes A along, since that is what was said of A."""
    a, b, c = (receive(workspace, f"r{name}", f"s{name}", name) for name in "ABC")
    desk.merge(workspace, a, b)
    desk.merge(workspace, b, c)
    (row,) = desk.monday(workspace, ZONE)
    assert (row.client.label, [one.label for one in row.client.merged], row.packets) == ("C", ["A", "B"], 3)
    desk.merge(workspace, a, c)
    for one, into in ((c, a), (b, b), (c, c)):
        with pytest.raises(EqError, match="one client already"):
            desk.merge(workspace, one, into)
    desk.unmerge(workspace, b)
    assert sorted((row.client.label, row.packets) for row in desk.monday(workspace, ZONE)) == [("B", 2), ("C", 1)]


def test_a_merged_client_cannot_be_merged_with_a_third(workspace: Workspace) -> None:
    """It says what to undo first, and changes nothing."""
    a, b, c = (receive(workspace, f"r{name}", f"s{name}", name) for name in "ABC")
    desk.merge(workspace, a, b)
    with pytest.raises(EqError, match="another one"):
        desk.merge(workspace, a, c)
    with pytest.raises(EqError):
        desk.merge(workspace, a, "nobody")
    assert listed(workspace) == ["B", "C"]


def test_labels_tell_clients_apart(workspace: Workspace) -> None:
    """A label that is taken, empty or too long is refused; one's own in another case is not."""
    one = receive(workspace, "r1", "s1", "Mara")
    receive(workspace, "r2", "s2", "Jo")
    for wrong in ("jo", "  ", "x" * 81):
        with pytest.raises(EqError):
            desk.rename(workspace, one, wrong)
    desk.rename(workspace, one, " MARA\n")
    assert listed(workspace) == ["Jo", "MARA"]


def test_consent_that_ends_is_asked_about_once_a_day(workspace: Workspace, at: At) -> None:
    """From the day after the last one on; "keep" holds until tomorrow."""
    person = receive(workspace, until=date(2026, 11, 30))
    at("2026-11-30T12:00:00Z")
    assert desk.ends(workspace, ZONE) == ()
    (row,) = desk.monday(workspace, ZONE)
    assert (row.ends, row.ended) == (date(2026, 11, 30), False)
    at("2026-12-01T12:00:00Z")
    (ending,) = desk.ends(workspace, ZONE)
    assert (ending.client.person, ending.until, ending.whole, [one.id for one in ending.packets]) == (
        person, date(2026, 11, 30), True, ["r1"],
    )  # fmt: skip
    assert desk.monday(workspace, ZONE)[0].ended is True
    desk.keep(workspace, person, ZONE)
    assert desk.ends(workspace, ZONE) == ()
    at("2026-12-02T12:00:00Z")
    assert len(desk.ends(workspace, ZONE)) == 1


def test_an_older_packet_ends_by_itself(workspace: Workspace, at: At) -> None:
    """While the last packet may be kept, only the one that ended is asked about, and only it is deleted."""
    person = receive(workspace, until=date(2026, 11, 30), purpose=MARK)
    receive(workspace, "r2", until=date(2027, 11, 30), made_at=datetime.fromisoformat("2026-11-21T00:00:00Z"))
    at("2026-12-01T12:00:00Z")
    (ending,) = desk.ends(workspace, ZONE)
    assert ([one.id for one in ending.packets], ending.whole) == (["r1"], False)
    assert left(workspace, MARK)
    assert desk.delete_packet(workspace, "r1") is True
    assert (desk.ends(workspace, ZONE), left(workspace, MARK)) == ((), [])
    assert [one.id for one in desk.client(workspace, person, ZONE).packets] == ["r2"]


def test_a_packet_that_waits_can_end_too(workspace: Workspace, at: At) -> None:
    """Of a sender who was never settled; deleting it leaves nobody behind."""
    receive(workspace)
    given = report("r2", "s2", until=date(2026, 11, 22), subject=MARK)
    desk_files.open_file(workspace, report_bytes(given), "a.json", ZONE)
    at("2026-12-01T12:00:00Z")
    assert [one.client.label for one in desk.ends(workspace, ZONE)] == [MARK]
    desk.delete_packet(workspace, "r2")
    assert (desk_files.waiting(workspace), left(workspace, MARK)) == ((), [])


def everything_of(workspace: Workspace, ident: str, sender: str, label: str, recipient: str) -> str:
    """A client of whom there is one of everything, each with the word in it."""
    person = receive(
        workspace, ident, sender, label, purpose=f"{label} 1", reply_to=recipient, questions=(f"{label} 2",)
    )
    desk_notes.add(workspace, note=f"n{ident}", person=person, text=f"{label} 3", packet=ident, shared=True)
    desk_notes.change(workspace, f"n{ident}", f"{label} 4")
    desk_sessions.begin(workspace, session=f"a{ident}", person=person, packet=ident, zone=ZONE)
    desk_sessions.add_question(workspace, f"a{ident}", question=f"q{ident}", text=f"{label} 5")
    desk_sessions.agree(workspace, f"a{ident}", f"{label} 6", date(2026, 12, 1))
    replies.reply(workspace, person, ident, ZONE)
    return person


def test_deleting_a_client_leaves_no_byte_and_no_row(workspace: Workspace) -> None:
    """Packets, notes and what they said before, sessions, questions, answers, senders: no file holds a word of it."""
    settings.welcome(workspace)
    recipient = keys.make(workspace, "Coach").recipient
    everything_of(workspace, "r0", "s0", "Hagebuttentee", recipient)
    with workspace.read() as db:
        before = checks.counts(db)
    person = everything_of(workspace, "r1", "s1", MARK, recipient)
    other = everything_of(workspace, "r2", "s2", f"{MARK} II", recipient)
    desk.merge(workspace, other, person)
    assert left(workspace, MARK)
    assert desk.delete_client(workspace, person) is True
    with workspace.read() as db:
        assert (checks.counts(db), checks.orphans(db)) == (before, [])
    assert (left(workspace, MARK), left(workspace, "Hagebuttentee")) == ([], ["me.eq"])
    with pytest.raises(EqError, match="deleted"):
        desk.client(workspace, person, ZONE)
    assert receive(workspace, "r1", "s1", MARK) != person


def test_deleting_somebody_never_deletes_the_owner(workspace: Workspace) -> None:
    """Nor anything of theirs, whatever id is given."""
    settings.welcome(workspace)
    entries.begin(workspace, "note", entry="e", zone=ZONE)
    with workspace.read() as db:
        (owner,) = db.execute("select id from person").fetchone()
    before = dump(workspace, "person", "entry")
    desk.delete_client(workspace, owner)
    desk.delete_client(workspace, "nobody")
    assert dump(workspace, "person", "entry") == before


def test_what_another_tab_deleted_is_said(workspace: Workspace) -> None:
    """Each act on a client who is gone is one clear error, and changes nothing."""
    receive(workspace)
    for act in (
        lambda: desk.client(workspace, "nobody", ZONE),
        lambda: desk.packet(workspace, "nothing"),
        lambda: desk.rename(workspace, "nobody", "Jo"),
        lambda: desk.set_next(workspace, "nobody", None),
        lambda: desk.keep(workspace, "nobody", ZONE),
        lambda: desk_notes.add(workspace, note="n", person="nobody", text="x"),
        lambda: desk_sessions.begin(workspace, session="a", person="nobody", zone=ZONE),
    ):
        with pytest.raises(EqError, match="deleted"):
            act()
    desk.mark_read(workspace, "nothing")


def _a_life(workspace: Workspace, at: At) -> None:
    """An owner with a debrief about a client of their own and a promise."""
    settings.welcome(workspace)
    at("2026-11-20T10:00:00Z")
    entries.begin(workspace, "debrief", entry="e", zone=ZONE)
    entries.write(workspace, "e", "happened", "They shouted")
    entries.name_client(workspace, "e", "Mara")
    entries.tag(workspace, "e", "trigger", ["waiting"])
    entries.note(workspace, "e", severity=6)
    entries.finish(workspace, "e")
    promises.add(workspace, promise="p", what="Call back", due_date=date(2026, 11, 21), zone=ZONE)
    at("2026-11-21T09:00:00Z")


def _seen(workspace: Workspace) -> list[object]:
    """What the owner sees elsewhere."""
    return [
        today.today(workspace, ZONE),
        [asdict(one) for one in clients.all(workspace)],
        promises.every(workspace),
        results.sittings(workspace),
        repr(insights.insights(workspace, "year", ZONE)),
        entries.client_labels(workspace),
        [hit.entry.id for hit in journal.search(workspace, "Mara")],
        keys.own(workspace),
        masking_list.masks(workspace),
        share_log.shared(workspace),
    ]


def test_a_desk_changes_nothing_the_owner_sees_elsewhere(
    workspace: Workspace, at: At, make_form: Callable[..., Questionnaire], sit: Callable[..., str]
) -> None:
    """Who is both client and coach has the same Today, journal, insights and promises with many packets on the desk."""
    _a_life(workspace, at)
    sit(make_form())
    before = _seen(workspace)
    for n in range(30):
        person = receive(workspace, f"r{n}", f"s{n % 10}", f"Mara {n % 10}", until=date(2026, 11, 20))
        desk_notes.add(workspace, note=f"n{n}", person=person, text="Mara shouted")
        desk_sessions.begin(workspace, session=f"a{n}", person=person, zone=ZONE)
        desk_sessions.agree(workspace, f"a{n}", "Call Mara", date(2026, 11, 21))
    assert _seen(workspace) == before


def test_erasing_takes_the_desk_too(workspace: Workspace, at: At) -> None:
    """Erasing everything leaves no word of a client, and the desk empty."""
    _a_life(workspace, at)
    receive(workspace, label=MARK)
    doctor.erase(workspace)
    assert (desk.monday(workspace, ZONE), left(workspace, MARK)) == ((), [])


def test_a_file_with_a_desk_is_sound(workspace: Workspace, tmp_path: Path) -> None:
    """The doctor finds nothing wrong with clients in the file."""
    settings.welcome(workspace)
    receive(workspace, label="Mara")
    assert [one for one in doctor.diagnose(workspace).findings if one.level == "error"] == []
