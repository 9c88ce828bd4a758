"""The page Report: nothing goes in unticked, nothing leaves unseen, and what left is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from eq.actions import desk_files, desk_notes, entries, keys, masking_list, promises, replies, reporting, share_log
from eq.coach.choosing import Selection
from eq.exchange.packets import packet_bytes
from eq.exchange.sealing import seal
from eq.store.workspace import Workspace
from eq.ui.components import sheet
from eq.wording import report_after as after
from eq.wording import report_page as words

ZONE = "Europe/Berlin"


@pytest.fixture
def lived(workspace: Workspace, at: Callable[[str], None], make_form: Any, sit: Callable[..., str]) -> Workspace:
    """Someone with a sitting, a promise to Bob, and a note that names him."""
    at("2026-11-20T09:00:00Z")
    sit(make_form())
    entries.begin(workspace, "note", entry="note", zone=ZONE)
    entries.write(workspace, "note", "text", "Then I called Bob twice.")
    entries.finish(workspace, "note")
    promises.add(workspace, promise="p", what="Send the list", to_whom="Bob", zone=ZONE)
    at("2026-11-21T09:00:00Z")
    return workspace


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the frame on the page was given, drawing after drawing."""
    found: list[bytes] = []
    monkeypatch.setattr(sheet, "show", lambda html, title, *, key: found.append(html))
    return found


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[bytes, Callable[[], None]]]:
    """Label of every download button that was drawn -> its bytes, and what a press of it does here."""
    found: dict[str, tuple[bytes, Callable[[], None]]] = {}

    def button(label: str, data: bytes, *_: Any, on_click: Any, args: Any, **__: Any) -> None:
        found[label] = (data, lambda: on_click(*args))

    monkeypatch.setattr(st, "download_button", button)
    return found


def tick(tab: Any, key: str) -> None:
    tab.app.checkbox(key=key).check()
    tab.run()


def look_and_agree(tab: Any) -> None:
    """Show the report and say that it was seen."""
    tab.click("report.show")
    box = next(box for box in tab.app.checkbox if str(box.key).startswith("report.agreed."))
    box.check()
    tab.run()


def test_without_anything_to_report_the_page_says_where_to_begin(tab: Any) -> None:
    """There is nothing to choose from, but a file somebody sent can be opened."""
    tab.open("report")
    assert words.EMPTY in tab.words
    assert not tab.has("report.show")
    assert tab.headings == [after.ANSWERED, after.LOG]


def test_what_is_shown_is_what_is_saved(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """The frame and the file hold the same bytes, nothing typed is in them, and the saving is written down once."""
    tab.open("report")
    assert (seen, saves) == ([], {})
    look_and_agree(tab)
    data, press = saves[words.save("html")]
    assert seen[-1] == data
    assert b"Bob" not in data
    assert b"Send the list" not in data
    assert share_log.shared(lived) == ()
    press()
    press()
    (left,) = share_log.shared(lived)
    assert (left.format, left.copy_for, left.answers, left.texts) == ("html", "person", True, ())
    tab.run()
    assert after.LOG_EMPTY not in tab.words
    tab.click(f"report.log.forget.{left.id}")
    assert after.LOG_EMPTY in tab.words


def test_a_changed_choice_locks_the_last_step(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """What was not seen as it is now cannot be saved; taking the change back is enough to go on."""
    tab.open("report")
    look_and_agree(tab)
    saves.clear()
    tick(tab, "report.text.promises")
    assert saves == {}
    assert words.STALE in tab.words
    tab.app.checkbox(key="report.text.promises").uncheck()
    tab.run()
    assert words.save("html") in saves


def test_ticked_words_go_in_with_their_names_replaced(lived: Workspace, tab: Any, seen: list[bytes]) -> None:
    """A name is suggested from the texts that go in, one tap masks it, and the report holds what stands instead."""
    tab.open("report")
    assert "report.names.chip.0" not in {button.key for button in tab.app.button}
    tick(tab, "report.text.promises")
    tab.click("report.names.chip.0")
    assert [mask.name for mask in masking_list.masks(lived)] == ["Bob"]
    tab.click("report.show")
    assert b"Send the list" in seen[-1]
    assert b"person A" in seen[-1]
    assert b"Bob" not in seen[-1]
    assert "1 name replaced in them." in tab.words


def test_an_episode_goes_in_only_when_it_was_ticked_itself(lived: Workspace, tab: Any, seen: list[bytes]) -> None:
    """The note is in the report after its own tick, and the page says that it is."""
    tab.remember(report__entries=frozenset({"note"})).open("report")
    assert "1 of 1 episode ticked." in tab.words
    tab.click("report.show")
    assert b"Then I called Bob twice." in seen[-1]
    assert "1 episode you ticked." in tab.words


def test_a_ticked_episode_outside_the_days_is_said_to_be_left_out(lived: Workspace, tab: Any) -> None:
    """Other days take it out of the report, and the page says so while the tick itself is kept."""
    tab.remember(report__entries=frozenset({"note", "another"})).open("report")
    assert words.episodes(1, 1, 1) in tab.words
    assert "left out" in words.episodes(1, 1, 1)
    assert words.episodes(1, 1) == "1 of 1 episode ticked."


def test_a_copy_for_a_coach_leaves_the_answers_out(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """They go in only by a tick of their own; a key is made so that an answer can come back."""
    tab.open("report")
    tab.app.radio(key="report.copy.pick").set_value("coach")
    tab.run()
    assert not tab.app.checkbox(key="report.answers.tick.coach").value
    look_and_agree(tab)
    assert saves == {}, "the way that anybody can read is not the one that is offered first"
    assert words.NO_COACH in tab.words
    tab.remember(report__letting="html").run()
    saves[words.save("html")][1]()
    (left,) = share_log.shared(lived)
    assert (left.copy_for, left.answers) == ("coach", False)
    assert "questions" in left.sections
    assert keys.own(lived) is not None


def test_a_copy_without_answers_and_words_needs_no_tick(
    lived: Workspace, tab: Any, seen: list[bytes], saves: Any
) -> None:
    """One's own copy that holds numbers alone is simply saved."""
    tab.open("report")
    tab.app.checkbox(key="report.answers.tick.person").uncheck()
    tab.run()
    tab.click("report.show")
    assert words.save("html") in saves


def test_the_usual_report_is_one_press_away(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """It shows what the page stands at, with no word that was typed, and saves nothing."""
    tab.open("report")
    assert words.USUAL["person"] in tab.words
    tab.click("report.usual")
    assert len(seen) == 1
    assert b"Then I called" not in seen[0]
    assert b"Send the list" not in seen[0]
    assert words.USUAL_SHOWN in tab.words
    assert saves == {}
    assert not tab.has("report.usual")


@pytest.mark.parametrize(
    "chosen",
    [
        {"report__texts": frozenset({"promises"})},
        {"report__entries": frozenset({"note"})},
        {"report__period": "4w"},
        {"report__sections": frozenset({"profile"})},
        {"report__answers__person": False},
    ],
)
def test_the_usual_report_is_not_offered_over_a_choice(lived: Workspace, tab: Any, chosen: dict[str, Any]) -> None:
    """What somebody chose is not called the usual, and no press throws it away."""
    tab.remember(**chosen).open("report")
    assert not tab.has("report.usual")
    assert tab.has("report.show")


def test_the_page_says_which_sections_go_in_without_unfolding_them(lived: Workspace, tab: Any) -> None:
    """All of them at first; fewer by name once some were taken out."""
    tab.open("report")
    assert "All 7 go in: profile, change," in tab.words
    tab.remember(report__sections=frozenset({"profile", "plan"})).run()
    assert "2 of 7 go in: profile and plan." in tab.words


def test_nothing_is_saved_before_the_tick(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """With single answers in it, it is seen and agreed to first."""
    tab.open("report")
    tab.click("report.show")
    assert saves == {}
    assert words.TICK_FIRST in tab.words


def test_other_days_change_what_there_is(lived: Workspace, tab: Any) -> None:
    """Days before anything was done hold nothing, and the page counts so."""
    tab.remember(report__period="days", report__days=(date(2026, 1, 1), date(2026, 1, 31))).open("report")
    assert "In these days: 0 entries." in tab.words
    assert words.NO_WORDS in tab.words


def test_days_that_make_no_sense_are_said(lived: Workspace, tab: Any, seen: list[bytes]) -> None:
    """The first day after the last builds nothing and says so in words."""
    tab.remember(report__period="days", report__days=(date(2026, 11, 21), date(2026, 11, 20))).open("report")
    tab.click("report.show")
    assert "The first day lies after the last." in tab.errors
    assert seen == []


def test_the_report_is_forgotten_when_the_page_is_left(lived: Workspace, tab: Any, seen: list[bytes]) -> None:
    """What was chosen stays, what was built from it does not."""
    tab.open("report")
    tick(tab, "report.text.promises")
    tab.click("report.show")
    tab.open("support")
    assert "tab.report.built" not in tab.app.session_state
    seen.clear()
    tab.open("report")
    assert seen == []
    assert tab.app.checkbox(key="report.text.promises").value


def test_a_report_is_sealed_to_the_key_of_a_coach(
    lived: Workspace, tab: Any, seen: list[bytes], saves: Any, tmp_path: Path
) -> None:
    """The packet opens where the key was made, and the log names the coach."""
    coach = Workspace(tmp_path / "coach" / "me.eq")
    keys.make(coach, "Dr Vale")
    keys.add_coach(lived, keys.key_file(coach)[1])
    tab.remember(report__letting="eqpack").open("report")
    look_and_agree(tab)
    tab.click("report.seal.go")
    data, press = saves[words.SAVE_SEALED]
    press()
    assert words.send(passphrase=False) in tab.words
    assert share_log.shared(lived)[0].recipient == "Dr Vale"
    assert desk_files.open_file(coach, data, "a.eqpack", ZONE).follows == "yes"


def test_a_passphrase_has_to_be_typed_twice(lived: Workspace, tab: Any, seen: list[bytes], saves: Any) -> None:
    """Two that differ seal nothing; two alike seal a packet that opens with them."""
    tab.remember(report__letting="eqpack", report__seal="passphrase").open("report")
    look_and_agree(tab)
    for again, said in (("four plain wards now", words.NOT_ALIKE), ("four plain words now", words.SEALED)):
        tab.app.text_input(key="report.seal.first").set_value("four plain words now")
        tab.app.text_input(key="report.seal.again").set_value(again)
        next(one for one in tab.app.button if one.label == words.SEAL_IT).click()
        tab.run()
        assert said in tab.words
    assert saves[words.SAVE_SEALED][0].startswith(b"age-encryption.org/v1\n-> scrypt")


def test_an_answer_of_a_coach_stands_on_the_report_and_beside_the_plan(
    lived: Workspace, tab: Any, tmp_path: Path
) -> None:
    """It says what was agreed and shared, as text; once read, it says so no more."""
    answered(lived, Workspace(tmp_path / "coach" / "me.eq"))
    tab.open("report")
    assert "Dr Vale, 21 November 2026 · Not read yet" in "\n".join(unescaped(one.value) for one in tab.app.subheader)
    tab.open("plan")
    assert after.FROM_COACH in tab.headings
    html = "\n".join(one.value for one in tab.app.get("html"))
    assert "Well observed." in html
    assert "<script" not in html
    (found,) = replies.received(lived)
    tab.click(f"plan.answer.{found.id}.read")
    assert not tab.has(f"plan.answer.{found.id}.read")
    tab.open("report").click(f"report.answer.{found.id}.delete")
    assert replies.received(lived) == ()


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def answered(client: Workspace, coach: Workspace) -> None:
    """A report of the client, answered by the coach and opened by the client."""
    keys.make(client, "")
    keys.make(coach, "Dr Vale")
    mine = keys.own(coach)
    assert mine is not None
    report = reporting.build(client, Selection(date(2026, 1, 1), date(2026, 11, 21), "coach"), ZONE, report_id="r")
    sealed = seal(packet_bytes(report, b"<!doctype html>", b"%PDF-"), recipients=[mine.recipient])
    person = desk_files.open_file(coach, sealed, "a.eqpack", ZONE).person or ""
    desk_notes.add(coach, note="n", person=person, text="Well observed. <script>x</script>", packet="r", shared=True)
    name, data = replies.reply(coach, person, "r", ZONE)
    desk_files.open_file(client, data, name, ZONE)


def test_a_coach_can_be_called_something_else_and_taken_out(
    lived: Workspace, tab: Any, seen: list[bytes], tmp_path: Path
) -> None:
    """The list of coaches is the person's own: a name is theirs to choose, and nobody has to stay in it."""
    coach = Workspace(tmp_path / "coach" / "me.eq")
    keys.make(coach, "Dr Vale")
    kept = keys.add_coach(lived, keys.key_file(coach)[1])
    tab.remember(report__letting="eqpack").open("report")
    look_and_agree(tab)
    tab.app.text_input(key=f"report.seal.name.{kept.id}").set_value("My coach")
    tab.click("report.seal.rename")
    assert [one.name for one in keys.coaches(lived)] == ["My coach"]
    tab.click("report.seal.remove")
    assert keys.coaches(lived) == ()
    assert words.NO_COACH in tab.words


def test_a_wrong_passphrase_keeps_the_file_waiting(lived: Workspace, tab: Any) -> None:
    """After a slip of the fingers only the passphrase is typed again."""
    sealed = seal(b"anything", passphrase="four plain words now")
    tab.open("report").remember(report__open__waiting=("a.eqpack", sealed)).run()
    tab.app.text_input(key="report.open.phrase").set_value("another phrase")
    tab.click("report.open.go")
    assert tab.app.text_input(key="report.open.phrase")
    assert [one.value for one in tab.app.error]
