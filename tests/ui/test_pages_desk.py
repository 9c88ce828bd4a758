"""The coach's desk: files opened, the list, one client with report, session, notes and answer, and deleting."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.actions import desk, desk_files, desk_notes, desk_sessions, keys, moving, replies
from eq.actions.verifying import MADE_WITH
from eq.assess.questionnaire import Questionnaire
from eq.coach.report import Column, Cover, Facts, Figure, Paragraph, Question, Questions, Quote, Report, Section, Table
from eq.exchange.packets import packet_bytes
from eq.exchange.reports import report_bytes
from eq.exchange.sealing import new_identity, seal
from eq.report.limits import limits
from eq.report.reading import reading
from eq.store.workspace import Workspace
from eq.wording import desk as desk_words

ZONE = "Europe/Berlin"
HOSTILE = "<img src=x onerror=alert(1)> **b** [x](https://evil.example) :red[a]"
PHRASE = "four unrelated little words"


@pytest.fixture(autouse=True)
def _still(at):
    """The clock stands at a Saturday in November 2026."""


def report(ident="r1", person="sender-1", *, subject="Mira", made=20, until=None, reply_to=None, more=()) -> Report:
    cover = Cover(
        subject=subject,
        copy_for="coach",
        until=until,
        first=date(2026, 10, 1),
        last=date(2026, 11, made - 1),
        made_at=datetime(2026, 11, made, 9, tzinfo=UTC),
        zone=ZONE,
    )
    asked = Questions(items=(Question(rule="aim", text="What is it for?", because="Asked first."),))
    sections = (
        reading(cover, "coach"),
        *more,
        Section(id="questions", title="Questions for a talk", blocks=(asked,)),
        limits((), "coach"),
    )
    return Report(id=ident, person=person, reply_to=reply_to, made_with=MADE_WITH, cover=cover, sections=sections)


def receive(workspace: Workspace, one: Report) -> str:
    opened = desk_files.open_file(workspace, report_bytes(one), "a.json", ZONE)
    return opened.person or desk_files.settle_sender(workspace, one.person, client=None)


def give(tab, *files: tuple[str, bytes]):
    """Drop files on the desk."""
    tab.open("desk")
    (field,) = tab.app.get("file_uploader")
    field.set_value([(name, data, "application/octet-stream") for name, data in files])
    return tab.run()


def client(tab, person: str, part: str = "report"):
    return tab.remember(desk__person=person, desk__part=part).open("desk")


def test_a_first_visit_says_what_it_is_and_writes_nothing(tab, workspace):
    """One person at a time, the opener before the list, and a key only when it is asked for."""
    tab.open("desk")
    assert tab.title == "Coach desk"
    assert "no view over a group" in tab.words
    assert tab.headings.index("Open what somebody sent you") < tab.headings.index("Clients")
    assert keys.own(workspace) is None


def test_the_key_is_made_once_and_its_groups_can_be_compared(tab, workspace):
    """After the click there is a file to save and the fingerprint to read aloud."""
    tab.open("desk")
    tab.app.text_input(key="desk.key.name").set_value("Dana")
    tab.click("desk.key.make")
    mine = keys.own(workspace)
    assert mine is not None
    assert mine.name == "Dana"
    assert mine.fingerprint in tab.words


def test_many_files_at_once_are_told_one_by_one(tab, workspace):
    """A report is opened, an export and a questionnaire are shown where they belong, rubbish is an error of its own."""
    workspace.ensure()
    form = b"id: a\nanswers: x\nscales: y\nitems: z\n"
    give(tab, ("r.json", report_bytes(report())), ("all.zip", moving.export(workspace)), ("q.yaml", form), ("x", b"?"))
    assert "Opened: a report of Mira." in tab.words
    assert "whole workspace, not a packet" in tab.words
    assert "Add a questionnaire of your own" in tab.words
    assert "x: This is no file that can be opened here." in tab.errors
    assert [row.client.label for row in desk.monday(workspace, ZONE)] == ["Mira"]


def test_a_file_dropped_twice_is_there_once(tab, workspace):
    """The second time it says so, and nothing is doubled."""
    data = report_bytes(report())
    give(tab, ("r.json", data))
    give(tab, ("r.json", data))
    assert "This report of Mira was here already." in tab.words
    assert desk.monday(workspace, ZONE)[0].packets == 1


def sealed(one: Report) -> bytes:
    return seal(packet_bytes(one, b"<p>html</p>", b"%PDF-1.7"), passphrase=PHRASE)


def unseal(tab, passphrase: str):
    """Type a passphrase for the one file that waits for it, and open it."""
    (field,) = [one for one in tab.app.text_input if one.label == "Passphrase"]
    field.set_value(passphrase)
    (button,) = [one for one in tab.app.button if str(one.key or "").startswith("desk.unseal.")]
    button.click()
    return tab.run()


def test_a_passphrase_is_asked_for_where_it_is_needed_and_a_wrong_one_keeps_nothing(tab, workspace):
    """The wrong one is an error beside its field, the right one opens the packet."""
    give(tab, ("p.eqpack", sealed(report())))
    assert "p.eqpack is sealed with a passphrase" in tab.words
    assert unseal(tab, "another one altogether").errors
    assert not desk.has_clients(workspace)
    unseal(tab, PHRASE)
    assert "Opened: a report of Mira." in tab.words
    assert PHRASE not in str(tab.app.session_state)


def test_a_sealed_export_is_told_where_it_belongs(workspace):
    """Sealed or not, somebody's whole workspace is no packet, and nothing of it is kept."""
    workspace.ensure()
    data = moving.export(workspace, PHRASE)
    assert desk_files.open_file(workspace, data, "all.age", ZONE, passphrase=PHRASE).kind == "export"
    assert not desk.has_clients(workspace)


def test_an_unknown_sender_is_a_new_client_or_one_of_those_there(tab, workspace):
    """Being the same is a merge, and is taken back on the client's own part."""
    mira = receive(workspace, report())
    give(tab, ("r.json", report_bytes(report("r2", "sender-2", subject="M."))))
    assert "The name on it is “M.”." in tab.words
    tab.app.radio(key="desk.whose.sender-2.which").set_value("The same as …")
    tab.run().click("desk.whose.sender-2.keep")
    (row,) = desk.monday(workspace, ZONE)
    assert (row.client.person, row.packets) == (mira, 2)
    (other,) = row.client.merged
    client(tab, mira, "client").click(f"desk.unmerge.{other.person}")
    assert len(desk.monday(workspace, ZONE)) == 2


def test_the_list_leads_to_one_client_and_back(tab, workspace):
    """A row says what is unread; opening it shows the report, and marking it as read empties the count."""
    person = receive(workspace, report())
    tab.open("desk")
    assert "1 unread" in tab.words
    tab.click(f"desk.show.{person}")
    assert tab.title == "Mira"
    assert "In short" in tab.headings
    assert "What is it for?" in tab.words
    tab.click("desk.read")
    assert desk.monday(workspace, ZONE)[0].unread == 0
    assert tab.click("desk.all").title == "Coach desk"


def everything() -> tuple[Section, ...]:
    """A section with each kind of block, hostile wherever a file can say something."""
    table = Table(
        caption=HOSTILE, columns=(Column(title="A"), Column(title="A")), rows=((HOSTILE,), ("1", "2", "3"), ("4", "5"))
    )
    figure = Figure(
        kind="plane", title=HOSTILE, caption=HOSTILE, alt=HOSTILE, columns=("nonsense",), rows=((1,),), table=table
    )
    blocks = (
        *(Paragraph(text=HOSTILE, role=role) for role in ("plain", "finding", "quiet", "caution")),
        Facts(rows=((HOSTILE, HOSTILE), ("n", "long " * 40))),
        Quote(label=HOSTILE, text=HOSTILE),
        table,
        figure,
    )
    return (Section(id="journal", title=HOSTILE, lead=HOSTILE, blocks=blocks),)


def test_a_hostile_report_is_drawn_as_text(tab, workspace):
    """Markup stays text in every block, a table may be crooked, and a figure that is none leaves its table."""
    person = receive(workspace, report(subject=HOSTILE, more=everything()))
    client(tab, person).remember(desk__section="journal").run()
    assert tab.title == HOSTILE
    assert HOSTILE in tab.headings
    assert "This figure cannot be drawn." in tab.words
    assert "[x](https" not in tab.raw
    assert ":red[a]" not in tab.raw
    html = "".join(str(element.proto.body) for element in tab.app.get("html"))
    assert "<img" not in html
    assert "<a " not in html
    named, table, *_ = tab.tables
    assert ["Section “The journal in numbers”", HOSTILE, "The journal in numbers"] in named
    assert table == [[HOSTILE, ""], ["1", "2"], ["4", "5"]]


def test_every_section_can_be_leafed_through(tab, workspace):
    """Next goes to the last section, where there is no further one."""
    person = receive(workspace, report())
    client(tab, person)
    seen = [tab.headings[0]]
    while not tab.app.button(key="desk.leaf.Next").disabled:
        seen.append(tab.click("desk.leaf.Next").headings[0])
    assert seen == ["In short", "How to read this report", "Questions for a talk", "What this report cannot tell"]


def test_numbers_that_do_not_follow_are_named(tab, workspace, proven):
    """The page says so, and each difference with what the answers give."""
    one = proven()
    scores = (one.scores[0].model_copy(update={"mean": 4.99}), *one.scores[1:])
    person = receive(workspace, one.model_copy(update={"scores": scores, "person": "sender-9"}))
    client(tab, person)
    assert "do not follow from the answers" in tab.words
    assert any("4.99" in cell for table in tab.tables for row in table for cell in row)


def test_a_report_with_figures_is_drawn(tab, workspace, proven):
    """Numbers that follow are said to, and the profile has its picture."""
    person = receive(workspace, proven(person="sender-9"))
    client(tab, person).remember(desk__section="profile").run()
    assert "The numbers follow from the answers in it." in tab.words
    assert tab.app.get("image")
    assert isinstance(desk.packet(workspace, "r1").instruments[0], Questionnaire)


def test_two_packets_stand_side_by_side(tab, workspace):
    """With one packet there is a sentence, with two both are named; the same twice is not compared."""
    person = receive(workspace, report())
    assert "So far there is one." in client(tab, person, "compare").words
    receive(workspace, report("r2", made=21))
    client(tab, person, "compare")
    assert "Numbers side by side" in tab.headings
    tab.remember(desk__one="r2").run()
    assert "Choose two different packets." in tab.words


def test_a_sheet_begins_with_the_questions_that_were_kept(tab, workspace):
    """A session is begun once, a question ticked, one added, a step agreed, and what became of it said."""
    person = receive(workspace, report())
    client(tab, person, "session").click("desk.begin.go")
    (session,) = desk.client(workspace, person, ZONE).sessions
    (asked,) = session.questions
    assert (session.packet, session.on, asked.text) == ("r1", date(2026, 11, 21), "What is it for?")
    tab.app.checkbox(key=f"desk.asked.{asked.id}").check()
    tab.run()
    tab.app.text_input(key=f"desk.own.{session.id}.1").set_value("And then?")
    tab.click("desk.own.add")
    tab.app.text_input(key=f"desk.step.{session.id}").set_value("Call one back")
    tab.click(f"desk.step.{session.id}.keep")
    tab.app.radio(key=f"desk.step.{session.id}.done").set_value("partly")
    tab.run()
    now = desk_sessions.get(workspace, session.id)
    assert [(one.text, one.asked) for one in now.questions] == [("What is it for?", True), ("And then?", False)]
    assert (now.agreed, now.done) == ("Call one back", "partly")


def test_the_next_session_is_planned_and_taken_back(tab, workspace):
    """The day goes to the head of the list, and away again."""
    person = receive(workspace, report())
    client(tab, person, "session")
    tab.app.date_input(key=f"desk.next.{person}").set_value(date(2026, 12, 1))
    tab.run()
    assert desk.monday(workspace, ZONE)[0].next_on == date(2026, 12, 1)
    assert "Next session Tue 1 Dec 2026" in tab.words
    tab.app.date_input(key=f"desk.next.{person}").set_value(None)
    tab.run()
    assert desk.monday(workspace, ZONE)[0].next_on is None


def test_notes_are_private_until_shared(tab, workspace):
    """A new note is private; it can be shared, and an edit taken back."""
    person = receive(workspace, report())
    client(tab, person, "notes")
    (field,) = tab.app.text_area
    field.set_value("Waits before answering.")
    tab.click("desk.note.add")
    (note,) = desk.client(workspace, person, ZONE).notes
    assert (note.text, note.shared) == ("Waits before answering.", False)
    assert tab.app.text_area[0].value == ""
    tab.click(f"desk.note.share.{note.id}")
    assert "goes into the next answer" in tab.words
    desk_notes.change(workspace, note.id, "Other words.")
    tab.run().click(f"desk.note.undo.{note.id}")
    assert desk_notes.get(workspace, note.id).text == "Waits before answering."


def test_an_empty_note_keeps_nothing_and_says_so(tab, workspace):
    """The error stands at the top of the page."""
    person = receive(workspace, report())
    client(tab, person, "notes").click("desk.note.add")
    assert "The note is empty." in tab.errors
    assert desk.client(workspace, person, ZONE).notes == ()


def test_an_answer_shows_what_it_holds_and_is_made_once(tab, workspace):
    """Shared notes and the step are shown, private notes are not; the made file counts as one answer."""
    recipient, _ = new_identity()
    person = receive(workspace, report(reply_to=recipient))
    desk_notes.add(workspace, note="n1", person=person, text="For you.", shared=True)
    desk_notes.add(workspace, note="n2", person=person, text="For me alone.")
    client(tab, person, "answer")
    html = "".join(str(element.proto.body) for element in tab.app.get("html"))
    assert "For you." in html
    assert "For me alone." not in html
    tab.click("desk.answer.make")
    assert "only the workspace that made the report can open it" in tab.words
    (made,) = desk.client(workspace, person, ZONE).replies
    assert made.notes == 1
    assert replies.ready(workspace, person, ZONE).notes == ()


def test_a_report_without_a_key_cannot_be_answered_and_says_why(tab, workspace):
    """There is a sentence instead of a button that leads nowhere."""
    person = receive(workspace, report())
    client(tab, person, "answer")
    assert "does not say how to seal an answer" in tab.words
    assert not tab.has("desk.answer.make")


def test_on_the_day_after_consent_the_desk_asks_to_delete(tab, workspace):
    """The dialog names all that goes, and after the click nothing of the client is kept."""
    person = receive(workspace, report(until=date(2026, 11, 20)))
    desk_notes.add(workspace, note="n1", person=person, text="A note.")
    tab.open("desk")
    assert "could be kept until 20 November 2026" in tab.words
    tab.click(f"desk.over.{person}")
    assert "Everything about Mira: 1 packet, 1 note, 0 sessions and 0 answers you made." in tab.words
    tab.click_in_dialog(f"desk.over.{person}", f"desk.over.go.{person}")
    assert not desk.has_clients(workspace)
    assert desk_notes.get(workspace, "n1") is None


def test_the_question_after_consent_can_wait_a_day(tab, workspace, at):
    """Asked again later, it is quiet today and there tomorrow."""
    person = receive(workspace, report(until=date(2026, 11, 20)))
    tab.open("desk").click(f"desk.later.{person}")
    assert "time to delete" not in tab.words
    at("2026-11-22T09:00:00Z")
    assert "time to delete" in tab.run().words


def test_only_the_packet_whose_date_is_over_goes(tab, workspace):
    """A later packet that may be kept stays, and so do the notes."""
    person = receive(workspace, report(until=date(2026, 11, 20)))
    receive(workspace, report("r2", made=21, until=date(2027, 1, 1)))
    desk_notes.add(workspace, note="n1", person=person, text="A note.")
    tab.open("desk").click(f"desk.over.{person}")
    tab.click_in_dialog(f"desk.over.{person}", f"desk.over.go.{person}")
    assert [one.id for one in desk.client(workspace, person, ZONE).packets] == ["r2"]
    assert desk_notes.get(workspace, "n1") is not None


def planned(workspace, *days: date | None) -> list[str]:
    """Clients A, B, … with those days as their next session."""
    people = []
    for n, on in enumerate(days):
        one = report(f"r{n}", f"sender-{n}", subject="ABCDE"[n])
        opened = desk_files.open_file(workspace, report_bytes(one), "a.json", ZONE)
        people.append(
            opened.person or desk_files.settle_sender(workspace, one.person, client=None, label=one.cover.subject)
        )
        desk.set_next(workspace, people[-1], on)
    return people


def test_who_comes_today_stands_first_and_is_named_at_the_top(tab, workspace):
    """A session that was planned for a day that is over stands below what is to come."""
    planned(workspace, date(2026, 11, 19), None, date(2026, 11, 21), date(2026, 11, 24))
    tab.open("desk")
    assert "Today: C. 4 clients, 4 packets unread." in tab.words
    assert [one for one in tab.headings if one in desk_words.GROUPS.values()] == list(desk_words.GROUPS.values())
    labels = [one.value for one in tab.app.subheader]
    assert labels == ["C", "D", "A", "B"]


def test_a_label_at_the_top_of_the_desk_stays_text(tab, workspace):
    """The coach's label of who comes today is no markup."""
    person = receive(workspace, report(subject=HOSTILE))
    desk.set_next(workspace, person, date(2026, 11, 21))
    tab.open("desk")
    assert "Today: " in tab.words
    assert "[x](https" not in tab.raw
    assert ":red[a]" not in tab.raw


def test_what_was_typed_stays_while_another_part_is_looked_at(tab, workspace):
    """A note and a step that were begun are still in their fields, of this client alone; once kept they are gone."""
    first, second = planned(workspace, None, None)
    desk_sessions.begin(workspace, session="s1", person=first, on=date(2026, 11, 21), zone=ZONE)
    client(tab, first, "notes").app.text_area[0].set_value("Half a thought")
    tab.run()
    tab.remember(desk__part="session").run()
    tab.app.text_input(key="desk.step.s1").set_value("Half a step")
    tab.run()
    assert tab.remember(desk__person=second, desk__part="notes").run().app.text_area[0].value == ""
    assert tab.remember(desk__person=first, desk__part="session").run().app.text_input(key="desk.step.s1").value == (
        "Half a step"
    )
    assert tab.remember(desk__part="notes").run().app.text_area[0].value == "Half a thought"
    tab.click("desk.note.add")
    assert tab.app.text_area[0].value == ""
    assert [note.text for note in desk.client(workspace, first, ZONE).notes] == ["Half a thought"]


def test_before_a_planned_session_its_sheet_is_begun_beside_the_step_of_the_last(tab, workspace):
    """The last sheet stays one choice away; after the session was begun it is the one that is shown."""
    person = receive(workspace, report())
    desk_sessions.begin(workspace, session="s1", person=person, packet="r1", on=date(2026, 11, 9), zone=ZONE)
    desk_sessions.agree(workspace, "s1", "Call one back", date(2026, 11, 16))
    desk.set_next(workspace, person, date(2026, 11, 21))
    client(tab, person, "session")
    assert "Agreed last time" in tab.headings
    assert "Call one back (until 16 November 2026)" in tab.words
    tab.app.radio(key="desk.step.s1.done").set_value("yes")
    tab.run()
    assert desk_sessions.get(workspace, "s1").done == "yes"
    tab.click("desk.begin.go")
    assert "Questions" in tab.headings
    assert len(desk.client(workspace, person, ZONE).sessions) == 2


def test_a_note_that_went_out_cannot_be_made_as_if_it_had_not(tab, workspace):
    """Making it private says that the answer stays where it is."""
    recipient, _ = new_identity()
    person = receive(workspace, report(reply_to=recipient))
    desk_notes.add(workspace, note="n1", person=person, text="For you.", shared=True)
    client(tab, person, "answer").click("desk.answer.make")
    tab.remember(desk__part="notes").run()
    assert "sent with an answer" in tab.words
    assert "cannot be called back" in tab.click("desk.note.share.n1").words
    assert desk_notes.get(workspace, "n1").shared is False
    tab.remember(desk__part="answer").run()
    assert "It is sealed" not in tab.words
    assert tab.has("desk.answer.make")


def test_a_client_is_deleted_with_everything(tab, workspace):
    """The dialog of the client's own part does the same at any time, and leads back to the list."""
    person = receive(workspace, report())
    client(tab, person, "client").click("desk.delete")
    tab.click_in_dialog("desk.delete", "desk.delete.go")
    assert not desk.has_clients(workspace)
    assert tab.title == "Coach desk"


def test_a_packet_for_somebody_elses_key_keeps_nothing(tab, workspace):
    """One clear error, and no client."""
    keys.make(workspace, "Dana")
    recipient, _ = new_identity()
    data = seal(packet_bytes(report(), b"<p>html</p>", b"%PDF-1.7"), recipients=[recipient])
    give(tab, ("p.eqpack", data), ("cut.eqpack", data[:150]))
    assert "p.eqpack" in tab.errors
    assert "cut.eqpack" in tab.errors
    assert not desk.has_clients(workspace)


def test_a_client_deleted_elsewhere_leads_back_to_the_list(tab, workspace):
    """A tab that still shows them says so once, and goes on."""
    person = receive(workspace, report())
    client(tab, person)
    desk.delete_client(workspace, person)
    tab.run()
    assert "deleted in another tab" in tab.errors
    assert tab.title == "Coach desk"
    assert not tab.run().errors


def test_a_report_without_end_is_shown_in_parts(tab, workspace):
    """A file from elsewhere may hold any number of blocks: a page draws some of them, and more for a click."""
    long = Section(id="profile", title="Profile", blocks=tuple(Paragraph(text=f"Block {n}.") for n in range(400)))
    person = receive(workspace, report(more=(long,)))
    tab.remember(desk__section="profile")
    client(tab, person)
    assert "Block 149." in tab.words
    assert "Block 150." not in tab.words
    assert "The first 150 of 400 are shown." in tab.words
    tab.click("more-desk-profile")
    assert "Block 299." in tab.words
    assert "Block 300." not in tab.words


def test_a_part_larger_than_any_of_ours_is_left_in_the_file(tab, workspace):
    """A table of a hundred thousand cells is named and not drawn, and what comes after it is."""
    rows = (("1",) * 100,) * 1_000
    huge = Table(caption="Huge", columns=(Column(title="A"),), rows=rows)
    long = Section(id="profile", title="Profile", blocks=(huge, Paragraph(text="After it.")))
    person = receive(workspace, report(more=(long,)))
    tab.remember(desk__section="profile")
    client(tab, person)
    assert "larger than any that is made here" in tab.words
    assert "After it." in tab.words


def test_another_key_for_answers_is_said_wherever_it_matters(tab, workspace):
    """Somebody who knows a client's number cannot quietly have the answers sealed to themselves."""
    first, other = new_identity()[0], new_identity()[0]
    person = receive(workspace, report(reply_to=first))
    assert not any(one.other_key for one in desk.client(workspace, person, ZONE).packets)
    forged = report("r2", made=21, reply_to=other)
    give(tab, ("b.json", report_bytes(forged)))
    assert "Its key for answers is another one" in tab.words
    client(tab, person)
    assert "Its key for answers is another one" in tab.words
    client(tab, person, "answer")
    assert "another one than in the first packet" in tab.words
    view = desk.client(workspace, person, ZONE)
    assert replies.groups(next(one for one in view.packets if one.id == "r2")) in tab.words
