"""Files from somebody else: opened by what is in them, kept under the right client, or refused with nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk_reports import MADE, report

from eq.actions import desk, desk_files, desk_notes, keys, replies, settings, share_log
from eq.coach.reply import Reply
from eq.coach.report import Report
from eq.errors import EqError
from eq.exchange.packets import packet_bytes, reply_bytes
from eq.exchange.reports import report_bytes
from eq.exchange.sealing import seal
from eq.store import checks
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
At = Callable[[str], None]


@pytest.fixture(autouse=True)
def _still(at: At) -> None:
    """The clock stands at a Saturday in November 2026."""


def drop(workspace: Workspace, given: Report) -> desk_files.Opened:
    return desk_files.open_file(workspace, report_bytes(given), "a.json", ZONE)


def sealed(given: Report, **how: object) -> bytes:
    return seal(packet_bytes(given, b"<!doctype html>", b"%PDF-"), **how)  # type: ignore[arg-type]


def rows(workspace: Workspace) -> dict[str, int]:
    with workspace.read() as db:
        return checks.counts(db)


def test_the_first_packet_makes_a_client_at_once(workspace: Workspace) -> None:
    """On an empty desk nobody is asked; the client is called by the name on the report."""
    opened = drop(workspace, report(subject="Mara K."))
    assert (opened.kind, opened.id, opened.new, opened.ask) == ("packet", "r1", True, ())
    assert opened.other_key is False
    (row,) = desk.monday(workspace, ZONE)
    assert (row.client.person, row.client.label, row.unread, row.packets) == (opened.person, "Mara K.", 1, 1)


def test_without_a_name_a_client_gets_a_number(workspace: Workspace) -> None:
    """A report that names nobody is of Client 1, the next such of Client 2."""
    drop(workspace, report())
    second = drop(workspace, report("r2", "sender-2"))
    desk_files.settle_sender(workspace, second.sender, client=None)
    assert [one.label for one in desk.clients(workspace)] == ["Client 1", "Client 2"]


def test_a_known_sender_goes_to_their_client(workspace: Workspace) -> None:
    """The second packet of the same person asks nothing, whatever name stands on it."""
    first = drop(workspace, report(subject="Mara"))
    again = drop(workspace, report("r2", subject="Somebody else"))
    assert (again.person, again.ask, again.new) == (first.person, (), True)
    assert [row.packets for row in desk.monday(workspace, ZONE)] == [2]


def test_the_same_packet_twice_changes_nothing(workspace: Workspace) -> None:
    """Opening a file again says so, and what was read stays read."""
    drop(workspace, report())
    desk.mark_read(workspace, "r1")
    before = rows(workspace)
    again = drop(workspace, report())
    assert (again.new, again.id, rows(workspace)) == (False, "r1", before)
    assert desk.monday(workspace, ZONE)[0].unread == 0


def test_an_unknown_sender_is_asked_about_and_nothing_is_lost(workspace: Workspace) -> None:
    """With clients on the desk the packet waits, off the list, until it is said whose it is."""
    first = drop(workspace, report(subject="Mara"))
    opened = drop(workspace, report("r2", "sender-2", subject="M."))
    assert opened.person is None
    assert [one.person for one in opened.ask] == [first.person]
    assert [row.client.label for row in desk.monday(workspace, ZONE)] == ["Mara"]
    (waits,) = desk_files.waiting(workspace)
    assert (waits.sender, waits.subject, waits.packets, waits.ask) == ("sender-2", "M.", 1, opened.ask)
    assert drop(workspace, report("r3", "sender-2", subject="M. again")).person is None
    assert [(one.subject, one.packets) for one in desk_files.waiting(workspace)] == [("M. again", 2)]


def test_settled_as_new_they_stand_on_the_list(workspace: Workspace) -> None:
    """With a label of the coach's own; a second answer changes nothing."""
    drop(workspace, report(subject="Mara"))
    drop(workspace, report("r2", "sender-2"))
    person = desk_files.settle_sender(workspace, "sender-2", client=None, label="Jo")
    assert desk_files.settle_sender(workspace, "sender-2", client=None, label="Other") == person
    assert [one.label for one in desk.clients(workspace)] == ["Jo", "Mara"]
    assert desk_files.waiting(workspace) == ()


def test_settled_as_the_same_can_be_taken_back(workspace: Workspace) -> None:
    """Being the same is a merge: the list shows one client with both packets, and two after taking it back."""
    first = drop(workspace, report(subject="Mara"))
    drop(workspace, report("r2", "sender-2", subject="M."))
    assert desk_files.settle_sender(workspace, "sender-2", client=first.person) == first.person
    (row,) = desk.monday(workspace, ZONE)
    assert (row.client.label, row.packets, [one.label for one in row.client.merged]) == ("Mara", 2, ["M."])
    assert drop(workspace, report("r3", "sender-2")).person == first.person
    assert desk.unmerge(workspace, row.client.merged[0].person) is True
    assert [(row.client.label, row.packets) for row in desk.monday(workspace, ZONE)] == [("M.", 2), ("Mara", 1)]


def test_a_sender_cannot_be_somebody_who_is_gone(workspace: Workspace) -> None:
    """Naming a client another tab deleted keeps the packet waiting."""
    drop(workspace, report())
    drop(workspace, report("r2", "sender-2"))
    with pytest.raises(EqError, match="deleted"):
        desk_files.settle_sender(workspace, "sender-2", client="nobody")
    assert len(desk_files.waiting(workspace)) == 1


def test_ones_own_report_is_refused_kindly(workspace: Workspace) -> None:
    """A report made in this very workspace makes no client of its owner."""
    settings.welcome(workspace)
    with workspace.read() as db:
        (owner,) = db.execute("select id from person").fetchone()
    before = rows(workspace)
    with pytest.raises(EqError, match="your own"):
        drop(workspace, report(person=owner))
    assert rows(workspace) == before


def test_another_report_under_the_same_number_is_refused(workspace: Workspace) -> None:
    """Neither another person nor other contents can take the place of what is here."""
    drop(workspace, report(purpose="One"))
    for other in (report(purpose="Two"), report(person="sender-2", purpose="One")):
        with pytest.raises(EqError, match="same number"):
            drop(workspace, other)
    assert desk.packet(workspace, "r1").cover.purpose == "One"


def test_an_altered_report_is_refused_and_nothing_kept(workspace: Workspace) -> None:
    """A digest that does not match leaves no client and no packet, not even a file."""
    data = report_bytes(report(purpose="Before")).replace(b"Before", b"Behind")
    with pytest.raises(EqError):
        desk_files.open_file(workspace, data, "a.json", ZONE)
    assert desk.monday(workspace, ZONE) == ()


def test_a_report_that_does_not_follow_is_kept_and_named(workspace: Workspace) -> None:
    """What does not follow is shown with the packet, then and later."""
    given = report()
    title = given.sections[0].model_copy(update={"lead": "Everything is proven."})
    opened = drop(workspace, given.model_copy(update={"sections": (title, *given.sections[1:])}))
    assert opened.follows == "no"
    assert any(one.said == "Everything is proven." for one in opened.differences)
    view = desk.client(workspace, opened.person or "", ZONE)
    assert [one.follows for one in view.packets] == ["no"]
    assert desk.check(workspace, "r1").status == "no"


def test_a_passphrase_is_asked_for(workspace: Workspace) -> None:
    """Without one the desk asks; a wrong one keeps nothing; the right one opens it."""
    data = sealed(report(), passphrase="four unrelated words here")
    with pytest.raises(desk_files.NeedsPassphrase):
        desk_files.open_file(workspace, data, "a.eqpack", ZONE)
    with pytest.raises(EqError) as wrong:
        desk_files.open_file(workspace, data, "a.eqpack", ZONE, passphrase="something else")
    assert not isinstance(wrong.value, desk_files.NeedsPassphrase)
    assert desk.monday(workspace, ZONE) == ()
    opened = desk_files.open_file(workspace, data, "a.eqpack", ZONE, passphrase="four unrelated words here")
    assert (opened.kind, opened.new) == ("packet", True)


def test_what_is_sealed_to_the_key_opens_by_itself(workspace: Workspace) -> None:
    """With the key of this workspace no passphrase is asked for; without any key it is said where to open it."""
    with pytest.raises(EqError, match="key"):
        desk_files.open_file(workspace, sealed(report(), recipients=[_somebody()]), "a.eqpack", ZONE)
    mine = keys.make(workspace, "Coach")
    opened = desk_files.open_file(workspace, sealed(report(), recipients=[mine.recipient]), "a.eqpack", ZONE)
    assert (opened.kind, opened.new) == ("packet", True)
    with pytest.raises(EqError):
        desk_files.open_file(workspace, sealed(report("r2"), recipients=[_somebody()]), "a.eqpack", ZONE)
    assert desk.monday(workspace, ZONE)[0].packets == 1


def _somebody() -> str:
    from eq.exchange.sealing import new_identity

    return new_identity()[0]


def test_a_key_file_makes_a_coach(workspace: Workspace, tmp_path: Path) -> None:
    """Opened twice it is one coach; one's own is refused."""
    other = Workspace(tmp_path / "coach" / "me.eq")
    keys.make(other, "Dr Vale")
    _, data = keys.key_file(other)
    opened = desk_files.open_file(workspace, data, "vale.eqkey", ZONE)
    assert (opened.kind, opened.sender) == ("key", "Dr Vale")
    assert desk_files.open_file(workspace, data, "vale.eqkey", ZONE).id == opened.id
    (coach,) = keys.coaches(workspace)
    mine = keys.own(other)
    assert mine is not None
    assert (coach.id, coach.fingerprint) == (opened.id, mine.fingerprint)
    with pytest.raises(EqError, match="your own"):
        desk_files.open_file(other, data, "vale.eqkey", ZONE)


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"PK\x03\x04", b"\x00" * 100])
def test_what_is_no_file_of_ours_is_refused(workspace: Workspace, data: bytes) -> None:
    """One clear error, and no workspace is made for it."""
    with pytest.raises(EqError):
        desk_files.open_file(workspace, data, "a.bin", ZONE)
    assert not workspace.exists()


def test_an_answer_reaches_its_client_and_nobody_else(workspace: Workspace, tmp_path: Path) -> None:
    """Client to coach and back: shared notes, step and next day are read; a private note never leaves."""
    client, stranger = Workspace(tmp_path / "client" / "me.eq"), Workspace(tmp_path / "other" / "me.eq")
    mine = keys.make(client, "Mara")
    keys.make(stranger, "Jo")
    keys.make(workspace, "Dr Vale")
    with client.read() as db:
        (owner,) = db.execute("select id from person").fetchone()
    person = drop(workspace, report(person=owner, reply_to=mine.recipient, subject="Mara")).person or ""
    desk_notes.add(workspace, note="n1", person=person, text="Well observed.", shared=True)
    desk_notes.add(workspace, note="n2", person=person, text="For me alone.")
    desk.set_next(workspace, person, date(2026, 12, 1))
    name, data = replies.reply(workspace, person, "r1", ZONE)
    assert name == "answer-2026-11-21.eqpack"
    opened = desk_files.open_file(client, data, name, ZONE)
    assert (opened.kind, opened.asked) == ("reply", False)
    assert desk_files.open_file(client, data, name, ZONE).new is False
    (row,) = replies.received(client)
    assert ([one.text for one in row.notes], row.next_on, row.coach, row.report, row.read_at) == (
        ["Well observed."], date(2026, 12, 1), "Dr Vale", "r1", None,
    )  # fmt: skip
    assert replies.unread(client) == 1
    replies.mark_read(client, row.id)
    assert replies.unread(client) == 0
    with pytest.raises(EqError):
        desk_files.open_file(stranger, data, name, ZONE)
    assert replies.delete(client, row.id) is True
    assert replies.received(client) == ()


def test_an_answer_with_a_passphrase_for_somebody_else_is_refused(workspace: Workspace) -> None:
    """An answer that opens, but names another workspace, is not kept."""
    settings.welcome(workspace)
    given = Reply(id="a", report="r1", person="somebody", made_at=MADE)
    data = seal(reply_bytes(given), passphrase="four unrelated words here")
    with pytest.raises(EqError, match="somebody else"):
        desk_files.open_file(workspace, data, "a.eqpack", ZONE, passphrase="four unrelated words here")
    assert replies.received(workspace) == ()


def test_another_key_under_a_known_number_is_noticed(workspace: Workspace) -> None:
    """The key of the packet opened first counts, whatever day a later file names; the first one stays unmarked."""
    mine, theirs = _somebody(), _somebody()
    first = drop(workspace, report("r1", reply_to=mine))
    assert drop(workspace, report("r2", reply_to=mine)).other_key is False
    assert drop(workspace, report("r3")).other_key is False
    old = MADE - timedelta(days=900)
    assert drop(workspace, report("r4", reply_to=theirs, made_at=old)).other_key is True
    view = desk.client(workspace, first.person or "", ZONE)
    assert {one.id for one in view.packets if one.other_key} == {"r4"}


def reply_to(client: Workspace, ident: str, asked: str) -> bytes:
    """An answer to a report of this client, by anyone who knows their key."""
    mine = keys.make(client, "")
    with client.read() as db:
        (owner,) = db.execute("select id from person").fetchone()
    made = Reply(id=ident, report=asked, person=owner, coach="Dr Vale", made_at=MADE, agreed="Pay me.")
    return seal(reply_bytes(made), recipients=[mine.recipient])


def test_an_answer_nobody_asked_for_is_told_from_one_to_a_shared_report(workspace: Workspace) -> None:
    """A name proves nothing: only an answer to a report on the list of what was shared says which that was."""
    given = report("shared-1").model_copy(update={"cover": report().cover.model_copy(update={"recipient": "Dr Vale"})})
    share_log.log(workspace, share="s", format="json", zone=ZONE, report=given)
    assert desk_files.open_file(workspace, reply_to(workspace, "a1", "shared-1"), "a", ZONE).asked is True
    assert desk_files.open_file(workspace, reply_to(workspace, "a2", "never"), "a", ZONE).asked is False
    found = {one.id: one.asked.recipient if one.asked else None for one in replies.received(workspace)}
    assert found == {"a1": "Dr Vale", "a2": None}


def test_an_answer_never_takes_the_place_of_one_to_another_report(workspace: Workspace) -> None:
    """Whoever guesses the number of an answer cannot overwrite it."""
    desk_files.open_file(workspace, reply_to(workspace, "a1", "r1"), "a", ZONE)
    with pytest.raises(EqError, match="same number"):
        desk_files.open_file(workspace, reply_to(workspace, "a1", "r2"), "a", ZONE)
    assert [one.report for one in replies.received(workspace)] == ["r1"]
