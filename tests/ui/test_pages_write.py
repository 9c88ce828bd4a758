"""Write as a person meets it: a note that keeps itself, a question, feedback, drafts that wait."""

from __future__ import annotations

from itertools import count, pairwise

from eq.actions import entries, journal

SEQ = count(1)


def one(tab, kind="note"):
    return tab.app.session_state[f"tab.write.one.{kind}"]


def type_in(tab, field, text, kind="note"):
    """What the field in the browser would send at a pause."""
    key = f"write.{field}.{one(tab, kind)}"
    tab.app.session_state[key] = {"sent": {"text": text, "seq": next(SEQ)}}
    return tab.run()


def done(workspace):
    return journal.page(workspace, journal.Filter()).entries


def test_a_note_is_a_draft_from_its_first_word(tab, workspace):
    """Opening the page stores nothing; the first text makes a draft, with the question it answers."""
    tab.open("write")
    assert entries.drafts(workspace) == []
    type_in(tab, "text", "   ")
    assert entries.find(workspace, one(tab)) is None
    type_in(tab, "text", "It was loud.")
    (draft,) = entries.drafts(workspace, "note")
    assert (draft.id, draft.text("text")) == (one(tab), "It was loud.")
    assert draft.text("prompt").endswith("?")


def test_keep_puts_it_into_the_journal_and_undo_takes_it_out(tab, workspace):
    tab.open("write")
    type_in(tab, "text", "It was loud.")
    here = one(tab)
    tab.click("write.keep")
    assert tab.title == "Kept in your journal"
    assert [entry.id for entry in done(workspace)] == [here]
    tab.click("write.undo")
    assert done(workspace) == ()
    assert one(tab) == here
    assert entries.get(workspace, here).text("text") == "It was loud."
    tab.click("write.keep")
    assert [entry.id for entry in done(workspace)] == [here]


def test_words_sent_with_the_click_on_keep_are_in_the_note(tab, workspace):
    """Leaving the field and clicking reach the server in one message."""
    tab.open("write")
    key = f"write.text.{one(tab)}"
    tab.app.session_state[key] = {"sent": {"text": "Last words.", "seq": next(SEQ)}}
    tab.click("write.keep")
    assert done(workspace)[0].text("text") == "Last words."


def test_an_empty_note_is_not_kept(tab, workspace):
    tab.open("write").click("write.keep")
    assert "nothing in it yet" in tab.errors
    assert done(workspace) == ()


def test_the_next_note_is_another_one(tab, workspace):
    tab.open("write")
    type_in(tab, "text", "One.")
    tab.click("write.keep").click("write.another.note")
    type_in(tab, "text", "Two.")
    tab.click("write.keep")
    assert sorted(entry.text("text") for entry in done(workspace)) == ["One.", "Two."]


def test_a_question_is_never_asked_twice_in_a_row(tab):
    """Through more questions than a group has, each differs from the one before it."""
    tab.open("write")
    asked = []
    for _ in range(30):
        asked.append(tab.app.session_state["tab.write.question"])
        tab.click("write.another")
    assert all(before != after for before, after in pairwise(asked))
    assert len(set(asked)) >= 12


def test_no_question_means_none(tab, workspace):
    """The note has no question in the file either, and its field has a plain name."""
    tab.open("write")
    tab.app.selectbox(key="write.group.pick").set_value("none")
    tab.run()
    type_in(tab, "text", "Free.")
    assert entries.get(workspace, one(tab)).text("prompt") == ""
    assert not tab.has("write.another")


def test_a_new_question_for_a_note_that_is_begun_is_stored_with_it(tab, workspace):
    tab.open("write")
    type_in(tab, "text", "Something.")
    before = entries.get(workspace, one(tab)).text("prompt")
    tab.click("write.another")
    after = entries.get(workspace, one(tab)).text("prompt")
    assert after
    assert after != before


def test_a_draft_is_offered_after_a_reload_and_gone_on_with(tab, new_tab, workspace):
    tab.open("write")
    type_in(tab, "text", "Half a *thought*")
    here = one(tab)
    later = new_tab().open("write")
    assert "You began a note today at 10:00: Half a *thought*" in later.words
    later.click(f"write.on.{here}")
    assert one(later) == here
    type_in(later, "text", "Half a thought, and the rest.")
    later.click("write.keep")
    assert [entry.text("text") for entry in done(workspace)] == ["Half a thought, and the rest."]


def test_the_address_brings_back_what_was_open(tab, new_tab, workspace):
    """After a reload or a restart the page is called with the id in its address, and nothing else of the note."""
    tab.open("write")
    type_in(tab, "text", "Half a thought")
    here = one(tab)
    assert dict(tab.app.query_params) == {"note": here}
    later = new_tab()
    later.app.query_params["note"] = here
    later.open("write")
    assert one(later) == here
    type_in(later, "text", "Half a thought, and on")
    assert entries.get(workspace, here).text("text") == "Half a thought, and on"


def test_an_address_that_names_nothing_of_ours_is_passed_over(tab, workspace):
    """A finished note is not opened by its old address, nor is anything that is no id."""
    entries.begin(workspace, "note", entry="44444444-4444-4444-8444-444444444444", zone=None)
    entries.write(workspace, "44444444-4444-4444-8444-444444444444", "text", "Done.")
    entries.finish(workspace, "44444444-4444-4444-8444-444444444444")
    for named in ("44444444-4444-4444-8444-444444444444", "<b>x</b>", "../../etc"):
        tab.app.query_params["note"] = named
        tab.open("write")
        assert one(tab) != named


def test_deleting_a_draft_asks_once(tab, new_tab, workspace):
    tab.open("write")
    type_in(tab, "text", "Not wanted.")
    here = one(tab)
    later = new_tab().open("write")
    later.click(f"write.delete.{here}")
    assert entries.find(workspace, here) is not None
    later.click_in_dialog(f"write.delete.{here}", "write.delete.yes")
    assert entries.find(workspace, here) is None


def test_a_draft_deleted_in_another_tab_says_so_and_loses_no_text(tab, workspace):
    """The text is not stored under a new entry behind the person's back: the field says what happened."""
    tab.open("write")
    type_in(tab, "text", "Here.")
    here = one(tab)
    entries.discard(workspace, here)
    type_in(tab, "text", "Here and on.")
    assert entries.find(workspace, here) is None
    assert tab.app.session_state[f"write.text.{here}-memory"].trouble


def test_today_can_open_a_draft_of_either_kind(tab, workspace):
    """Whatever page wishes for an entry finds it open, with its kind chosen."""
    entries.begin(workspace, "feedback", entry="22222222-2222-4222-8222-222222222222", zone=None)
    entries.write(workspace, "22222222-2222-4222-8222-222222222222", "keep", "Your calm.")
    tab.remember(write__entry="22222222-2222-4222-8222-222222222222").open("write")
    assert tab.title == "Feedback I received"
    assert one(tab, "feedback") == "22222222-2222-4222-8222-222222222222"


def test_an_entry_that_is_gone_is_said_and_the_page_stands(tab):
    tab.remember(write__entry="33333333-3333-4333-8333-333333333333").open("write")
    assert "deleted in another tab" in tab.errors
    assert tab.has("write.keep")


def test_feedback_is_kept_with_whom_what_and_area(tab, workspace):
    tab.remember(write__kind="feedback").open("write")
    assert tab.title == "Feedback I received"
    type_in(tab, "from_whom", "My manager", "feedback")
    type_in(tab, "keep", "The pause.", "feedback")
    type_in(tab, "change", "Fewer words.", "feedback")
    here = one(tab, "feedback")
    next(g for g in tab.app.get("button_group") if g.key == f"write.areas.{here}").set_value(["empathy"])
    tab.run().click("write.keep")
    (found,) = done(workspace)
    assert (found.kind, found.text("from_whom"), found.text("keep"), found.text("change")) == (
        "feedback", "My manager", "The pause.", "Fewer words.",
    )  # fmt: skip
    assert found.tagged("competency") == ("empathy",)
    assert found.text("prompt") == ""


def test_a_note_and_feedback_are_written_side_by_side(tab, workspace):
    """Changing what it is changes nothing that was written."""
    tab.open("write")
    type_in(tab, "text", "A note.")
    tab.remember(write__kind="feedback").run()
    type_in(tab, "keep", "Feedback.", "feedback")
    assert {draft.kind: draft.text("text") or draft.text("keep") for draft in entries.drafts(workspace)} == {
        "note": "A note.",
        "feedback": "Feedback.",
    }


def test_the_preview_draws_safe_text(tab):
    tab.open("write")
    type_in(tab, "text", "*Loud* <script>alert(1)</script> ![x](https://x.example/a.png)").run()
    tab.app.toggle(key=f"write.preview.{one(tab)}").set_value(True)
    tab.run()
    drawn = "\n".join(element.proto.body for element in tab.app.get("html"))
    assert "<em>Loud</em>" in drawn
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_after_a_quarter_of_an_hour_one_next_step_is_offered(tab, workspace, at):
    """Not before; "go on" is an answer too, and the offer does not come back."""
    tab.open("write")
    type_in(tab, "text", "Round and round.")
    at("2026-11-21T09:14:59Z")
    assert not tab.run().has("write.closing.close-with-step")
    at("2026-11-21T09:15:00Z")
    assert tab.run().has("write.closing.close-with-step")
    tab.click("write.closing.close-with-step")
    assert not tab.has("write.closing.go-on")
    type_in(tab, "next", "Call at nine.")
    assert entries.get(workspace, one(tab)).text("next_time") == "Call at nine."


def test_going_on_is_not_asked_again(tab, at):
    tab.open("write")
    type_in(tab, "text", "Round and round.")
    at("2026-11-21T09:20:00Z")
    tab.run().click("write.closing.go-on")
    at("2026-11-21T10:20:00Z")
    assert not tab.run().has("write.closing.go-on")


def test_tags_feelings_and_time_belong_to_the_note(tab, workspace):
    """A tag chosen before any text begins the draft as well."""
    from datetime import date, time

    tab.open("write")
    here = one(tab)
    tab.app.multiselect(key=f"write.tags.{here}").set_value(["commute"])
    tab.run()
    tab.app.selectbox(key=f"write.words.{here}.all.0").set_value("serene")
    tab.app.date_input(key=f"write.when.{here}.day").set_value(date(2026, 11, 10))
    tab.app.time_input(key=f"write.when.{here}.hour").set_value(time(8, 5))
    tab.run()
    found = entries.get(workspace, here)
    assert found.tagged("custom") == ("commute",)
    assert found.felt("now") == ("serene",)
    assert found.at.isoformat() == "2026-11-10T07:05:00+00:00"


def test_plain_fields_write_the_same_note(tab, workspace):
    """Where the component cannot load, Streamlit's own fields do it."""
    tab.open("write").click("write.plain")
    tab.app.text_area(key=f"write.text.{one(tab)}-plain").set_value("Plainly.")
    tab.run().click("write.keep")
    assert done(workspace)[0].text("text") == "Plainly."
