"""What a coach writes: notes, the sheet of a session, and answers; and the lists a person keeps for sharing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desk_reports import report

from eq.actions import desk, desk_files, desk_notes, desk_sessions, keys, masking_list, replies, settings, share_log
from eq.coach.desk import Note
from eq.errors import EqError
from eq.exchange.packets import read_reply
from eq.exchange.reports import report_bytes
from eq.exchange.sealing import new_identity, unseal
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
ASKED = ("What helps?", "What gets in the way?")
At = Callable[[str], None]


@pytest.fixture(autouse=True)
def _still(at: At) -> None:
    """The clock stands at a Saturday in November 2026."""


@pytest.fixture
def pair() -> tuple[str, str]:
    """The key a client's answers are sealed to: recipient and identity."""
    return new_identity()


@pytest.fixture
def person(workspace: Workspace, pair: tuple[str, str]) -> str:
    """A client with one packet, ``r1``, that proposes two questions."""
    given = report(subject="Mara", reply_to=pair[0], questions=ASKED)
    return desk_files.open_file(workspace, report_bytes(given), "a.json", ZONE).person or ""


def notes(workspace: Workspace, person: str) -> tuple[Note, ...]:
    return desk.client(workspace, person, ZONE).notes


def test_a_note_is_private_until_it_is_shared(workspace: Workspace, person: str) -> None:
    """Added twice under one id it is one note."""
    for _ in range(2):
        desk_notes.add(workspace, note="n", person=person, text=" One\r\ntwo ", packet="r1")
    (note,) = notes(workspace, person)
    assert (note.text, note.shared, note.packet, note.undoable) == ("One\ntwo", False, "r1", False)
    desk_notes.share(workspace, "n", True)
    assert notes(workspace, person)[0].shared is True


def test_an_edit_of_a_note_can_be_taken_back(workspace: Workspace, person: str) -> None:
    """Once; an edit that changes nothing keeps what can be brought back."""
    desk_notes.add(workspace, note="n", person=person, text="One")
    assert desk_notes.undo(workspace, "n") is False
    desk_notes.change(workspace, "n", "Two")
    desk_notes.change(workspace, "n", "Two")
    assert [(one.text, one.undoable) for one in notes(workspace, person)] == [("Two", True)]
    assert desk_notes.undo(workspace, "n") is True
    assert [(one.text, one.undoable) for one in notes(workspace, person)] == [("One", False)]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_a_note_that_makes_no_sense_changes_nothing(workspace: Workspace, person: str, text: str) -> None:
    """Empty or endless text is refused; the note stays as it was."""
    desk_notes.add(workspace, note="n", person=person, text="One")
    with pytest.raises(EqError):
        desk_notes.change(workspace, "n", text)
    assert [(one.text, one.undoable) for one in notes(workspace, person)] == [("One", False)]


def test_a_deleted_note_is_gone(workspace: Workspace, person: str) -> None:
    """With what it said before, from the file as well; changing it then is one clear error."""
    desk_notes.add(workspace, note="n", person=person, text="Marzipankartoffel")
    desk_notes.change(workspace, "n", "Two")
    assert desk_notes.delete(workspace, "n") is True
    assert notes(workspace, person) == ()
    assert b"Marzipankartoffel" not in workspace.path.read_bytes()
    with pytest.raises(EqError, match="deleted"):
        desk_notes.change(workspace, "n", "Three")


def test_a_packet_gone_leaves_its_notes_and_sessions(workspace: Workspace, person: str) -> None:
    """They stay with the client, without the tie."""
    desk_notes.add(workspace, note="n", person=person, text="One", packet="r1")
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", zone=ZONE)
    desk.delete_packet(workspace, "r1")
    view = desk.client(workspace, person, ZONE)
    assert ([one.packet for one in view.notes], [one.packet for one in view.sessions]) == ([None], [None])


def test_a_sheet_proposes_what_the_report_asks(workspace: Workspace, person: str) -> None:
    """Before a session is begun it shows the report's questions; then they stand on it, to be ticked and worded."""
    sheet = desk_sessions.sheet(workspace, person, "r1")
    assert (sheet.session, [one.text for one in sheet.proposed]) == (None, list(ASKED))
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", questions=sheet.proposed[:1], zone=ZONE)
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", zone=ZONE)
    sheet = desk_sessions.sheet(workspace, person, "r1")
    assert sheet.session is not None
    (first,) = sheet.session.questions
    assert (first.text, first.because, first.asked) == (ASKED[0], "because 0", False)
    desk_sessions.change_question(workspace, first.id, "What helps you most?")
    desk_sessions.tick(workspace, first.id, True)
    (second,) = desk_sessions.sheet(workspace, person, "r1").proposed
    for name in ("q2", "q3"):
        desk_sessions.take_question(workspace, "a", question=name, proposed=second)
    desk_sessions.add_question(workspace, "a", question="q4", text="And then?")
    session = desk_sessions.get(workspace, "a")
    assert session is not None
    assert [(one.text, one.asked) for one in session.questions] == [
        ("What helps you most?", True), (ASKED[1], False), ("And then?", False),
    ]  # fmt: skip
    assert desk_sessions.sheet(workspace, person, "r1").proposed == ()
    desk_sessions.remove_question(workspace, "q2")
    assert [one.text for one in desk_sessions.sheet(workspace, person, "r1").proposed] == [ASKED[1]]


def test_a_session_begins_today_with_all_that_is_proposed(workspace: Workspace, person: str) -> None:
    """The planned one up to that day is no longer the next; one planned later stays."""
    desk.set_next(workspace, person, date(2026, 11, 21))
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", zone=ZONE)
    session = desk_sessions.get(workspace, "a")
    assert session is not None
    assert (session.on, [one.text for one in session.questions]) == (date(2026, 11, 21), list(ASKED))
    assert desk.monday(workspace, ZONE)[0].next_on is None
    desk.set_next(workspace, person, date(2026, 12, 1))
    desk_sessions.begin(workspace, session="b", person=person, zone=ZONE)
    assert desk.monday(workspace, ZONE)[0].next_on == date(2026, 12, 1)


def test_an_agreed_step_with_other_words_is_open_again(workspace: Workspace, person: str) -> None:
    """What became of it belongs to the step that was agreed; a date alone is refused."""
    desk_sessions.begin(workspace, session="a", person=person, zone=ZONE)
    with pytest.raises(EqError):
        desk_sessions.say_done(workspace, "a", "yes")
    desk_sessions.agree(workspace, "a", "Ask first", date(2026, 12, 1))
    desk_sessions.say_done(workspace, "a", "yes")
    desk_sessions.agree(workspace, "a", "Ask first", date(2026, 12, 2))
    kept = desk_sessions.get(workspace, "a")
    assert kept is not None
    assert (kept.due, kept.done) == (date(2026, 12, 2), "yes")
    desk_sessions.agree(workspace, "a", "Ask twice")
    kept = desk_sessions.get(workspace, "a")
    assert kept is not None
    assert (kept.agreed, kept.due, kept.done) == ("Ask twice", None, None)
    with pytest.raises(EqError, match="step"):
        desk_sessions.agree(workspace, "a", " ", date(2026, 12, 1))


def test_a_deleted_session_takes_its_sheet(workspace: Workspace, person: str) -> None:
    """Questions and step are gone, from the list too."""
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", zone=ZONE)
    desk_sessions.agree(workspace, "a", "Ask first")
    desk_sessions.move(workspace, "a", date(2026, 11, 2))
    assert desk.monday(workspace, ZONE)[0].last_session == date(2026, 11, 2)
    assert desk_sessions.delete(workspace, "a") is True
    (row,) = desk.monday(workspace, ZONE)
    assert (row.agreed, row.last_session, desk_sessions.get(workspace, "a")) == ("", None, None)


def sent(workspace: Workspace, person: str, pair: tuple[str, str], **more: object) -> list[str]:
    """The notes in an answer made now."""
    _, data = replies.reply(workspace, person, "r1", ZONE, **more)  # type: ignore[arg-type]
    return [one.text for one in read_reply(unseal(data, "a", identities=[pair[1]]), "a").notes]


def test_an_answer_holds_what_was_not_sent_yet(workspace: Workspace, person: str, pair: tuple[str, str]) -> None:
    """Though the clock stands still: a note goes once, and again when it was changed; all of them on request."""
    desk_notes.add(workspace, note="n1", person=person, text="One", shared=True)
    assert sent(workspace, person, pair, answer="x") == ["One"]
    assert sent(workspace, person, pair, answer="x") == ["One"]
    assert [one.sent for one in notes(workspace, person)] == [True]
    with pytest.raises(EqError, match="nothing to send"):
        replies.reply(workspace, person, "r1", ZONE)
    desk_notes.add(workspace, note="n2", person=person, text="Two", shared=True)
    assert [one.text for one in replies.ready(workspace, person, ZONE).notes] == ["Two"]
    assert sent(workspace, person, pair, everything=True) == ["One", "Two"]
    desk_notes.change(workspace, "n1", "One, better")
    assert sent(workspace, person, pair) == ["One, better"]
    assert len(desk.client(workspace, person, ZONE).replies) == 3


def test_an_answer_says_step_next_day_and_questions(workspace: Workspace, person: str, pair: tuple[str, str]) -> None:
    """A step that is done, a day that is past and private words are left out; so is the coach's label."""
    desk_sessions.begin(workspace, session="a", person=person, packet="r1", on=date(2026, 11, 2), zone=ZONE)
    desk_sessions.agree(workspace, "a", "Ask first", date(2026, 12, 1))
    desk.set_next(workspace, person, date(2026, 12, 2))
    desk.rename(workspace, person, "The quiet one")
    desk_notes.add(workspace, note="n", person=person, text="Private")
    session = desk_sessions.get(workspace, "a")
    assert session is not None
    _, data = replies.reply(workspace, person, "r1", ZONE, questions=[session.questions[1].id])
    inside = unseal(data, "a", identities=[pair[1]])
    found = read_reply(inside, "a")
    assert (found.agreed, found.due, found.next_on, found.questions, found.person, found.report) == (
        "Ask first", date(2026, 12, 1), date(2026, 12, 2), (ASKED[1],), "sender-1", "r1",
    )  # fmt: skip
    assert b"Private" not in found.model_dump_json().encode()
    assert b"quiet" not in found.model_dump_json().encode()
    desk_sessions.say_done(workspace, "a", "yes")
    desk.set_next(workspace, person, date(2026, 11, 20))
    with pytest.raises(EqError, match="nothing to send"):
        replies.reply(workspace, person, "r1", ZONE)


def test_a_report_without_a_key_cannot_be_answered(workspace: Workspace) -> None:
    """It says what its sender can do."""
    given = report("r1")
    person = desk_files.open_file(workspace, report_bytes(given), "a.json", ZONE).person or ""
    desk.set_next(workspace, person, date(2026, 12, 2))
    with pytest.raises(EqError, match="seal"):
        replies.reply(workspace, person, "r1", ZONE)


def test_a_key_is_made_once(workspace: Workspace) -> None:
    """Making it again changes nothing; the name can change, the key cannot."""
    assert keys.own(workspace) is None
    with pytest.raises(EqError, match="no key"):
        keys.key_file(workspace)
    made = keys.make(workspace, "Dr Vale")
    assert keys.make(workspace, "Somebody else") == made
    keys.rename(workspace, "Vale & Co: coaching")
    mine = keys.own(workspace)
    assert mine is not None
    assert (mine.recipient, mine.name) == (made.recipient, "Vale & Co: coaching")
    assert keys.key_file(workspace)[0] == "key-of-vale-co-coaching.eqkey"


def test_the_secret_half_never_leaves(workspace: Workspace) -> None:
    """Neither in the key file nor in what a page is given."""
    made = keys.make(workspace, "Dr Vale")
    (identity,) = keys.identities(workspace)
    assert identity.encode() not in keys.key_file(workspace)[1]
    assert identity not in repr(made) + repr(keys.own(workspace))


def test_coaches_are_called_what_the_person_calls_them(workspace: Workspace, tmp_path: Path) -> None:
    """Named anew, without a name refused, taken out of the list for good."""
    other = Workspace(tmp_path / "coach" / "me.eq")
    keys.make(other, "Dr Vale")
    coach = keys.add_coach(workspace, keys.key_file(other)[1], "Vera")
    assert keys.add_coach(workspace, keys.key_file(other)[1], "Again") == coach
    keys.rename_coach(workspace, coach.id, "V.")
    with pytest.raises(EqError):
        keys.rename_coach(workspace, coach.id, " ")
    assert [one.name for one in keys.coaches(workspace)] == ["V."]
    assert keys.remove_coach(workspace, coach.id) is True
    assert keys.coaches(workspace) == ()
    with pytest.raises(EqError):
        keys.rename_coach(workspace, coach.id, "W.")


def test_names_are_listed_once(workspace: Workspace) -> None:
    """Whatever their case; accents tell two people apart; a change to a name that is there is refused."""
    masking_list.add(workspace, "Ola")
    masking_list.add(workspace, "  OLA ")
    masking_list.add(workspace, "Óla", "a friend")
    assert [(one.name, one.shown) for one in masking_list.masks(workspace)] == [("Ola", ""), ("Óla", "a friend")]
    first, second = masking_list.masks(workspace)
    masking_list.change(workspace, first.id, "ola", "my boss")
    with pytest.raises(EqError):
        masking_list.change(workspace, second.id, "OLA")
    with pytest.raises(EqError):
        masking_list.add(workspace, " ")
    masking_list.remove(workspace, second.id)
    assert [(one.name, one.shown) for one in masking_list.masks(workspace)] == [("ola", "my boss")]


def test_what_left_is_logged_once_and_can_be_forgotten(workspace: Workspace, at: At) -> None:
    """The latest first, with what it was; the same click again adds nothing."""
    settings.welcome(workspace)
    given = report(purpose="To prepare", until=date(2027, 1, 1))
    for _ in range(2):
        share_log.log(
            workspace, share="s1", format="eqpack", zone=ZONE, report=given, sealed="key", recipient="Dr Vale"
        )
    at("2026-11-22T09:00:00Z")
    share_log.log(workspace, share="s2", format="csv", zone=ZONE)
    everything, one = share_log.shared(workspace)
    assert (everything.format, everything.first, everything.sections) == ("csv", None, ())
    assert (one.format, one.sealed, one.recipient, one.purpose, one.until, one.sections, one.answers, one.report) == (
        "eqpack", "key", "Dr Vale", "To prepare", date(2027, 1, 1), ("reading", "limits"), False, "r1",
    )  # fmt: skip
    assert share_log.delete_log(workspace, "s1") is True
    assert share_log.shared(workspace) == (everything,)
