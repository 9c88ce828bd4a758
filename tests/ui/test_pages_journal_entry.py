"""One entry in the journal: read again, edited, undone, deleted."""

from __future__ import annotations

from datetime import date, time

import pytest

from eq.actions import debriefing, entries, promises
from eq.actions.names import name

ZONE = "Europe/Berlin"
OF_OTHERS = ("LABELWORD", "FAIRERWORD", "NEEDWORD", "KEEPWORD", "CHANGEWORD", "Certainty")


@pytest.fixture
def debriefed(workspace, tab):
    """Writes a whole debrief; returns its id."""

    def write(*, severity=5, episode="demanding", finish=True, **texts):
        entry = entries.new_id()
        entries.begin(workspace, "debrief", entry=entry, zone=ZONE)
        entries.note(workspace, entry, severity=severity, episode=episode, need_sure=60, need_asked=True)
        said = {
            "happened": "HAPPENEDWORD", "quotes": "QUOTEWORD", "next_time": "I name the date.", "label": "LABELWORD",
            "fairer": "FAIRERWORD", "need": "NEEDWORD", "keep": "KEEPWORD", "change": "CHANGEWORD",
            "if_cue": "their voice rises", "if_act": "I slow down",
        }  # fmt: skip
        for field, text in (said | texts).items():
            entries.write(workspace, entry, field, text)
        entries.tag(workspace, entry, "need", ["certainty"])
        entries.tag(workspace, entry, "response", ["paraphrase"])
        entries.judge(workspace, entry, "paraphrase", "partly")
        entries.feel(workspace, entry, "after", ["tense"])
        (entries.finish if finish else entries.park)(workspace, entry)
        return entry

    return write


def everything(tab):
    """All the browser is given, fields and hidden parts included."""
    shown = [one.value for one in tab.app.get("html") if "<style>" not in one.value]
    options = [option for one in (*tab.app.multiselect, *tab.app.selectbox) for option in one.options]
    chosen = [str(one.value) for one in (*tab.app.multiselect, *tab.app.selectbox)]
    components = [str(one.proto) for one in tab.app.get("component_instance")]
    return "\n".join([tab.words, *shown, *options, *chosen, *components])


def show(tab, entry):
    return tab.remember(journal__entry=entry).open("journal")


def unfold(tab):
    tab.app.session_state["journal.story"] = True
    return tab.run()


def edit(tab, entry):
    return show(tab, entry).click("entry.edit")


def widget(tab, kind, name):
    """The widget of the edit whose key has that name."""
    return next(one for one in getattr(tab.app, kind) if (one.key or "").startswith(f"entry.edit.{name}."))


def test_a_debrief_shows_facts_and_the_if_then_and_folds_the_story(tab, debriefed):
    """The story comes when it is asked for."""
    show(tab, debriefed())
    shown = everything(tab)
    for part in ("HAPPENEDWORD", "If their voice rises, then I slow down.", "I name the date.", "Paraphrase"):
        assert part in shown
    assert "worked partly" in shown
    assert "The rest is folded away" in shown
    for part in ("LABELWORD", "FAIRERWORD", "QUOTEWORD", "NEEDWORD", "Tense"):
        assert part not in shown
    story = everything(unfold(tab))
    for part in ("LABELWORD", "FAIRERWORD", "QUOTEWORD", "NEEDWORD", "Tense", "60 of 100 sure, asked them"):
        assert part in story


def test_mistreatment_shows_nothing_of_the_others_needs_even_in_an_edit(tab, debriefed):
    """Not as a value, not as a field, not as a choice, though it was written before the kind was chosen."""
    entry = debriefed(episode="abusive")
    for shown in (everything(unfold(show(tab, entry))), everything(tab.click("entry.edit"))):
        for part in (*OF_OTHERS, "may have needed", "fairer", "word I had", "To keep", "To change", "Paraphrase"):
            assert part not in shown


def test_an_entry_of_mistreatment_holds_the_words_for_safety_and_nothing_to_do_better(tab, debriefed, workspace):
    """No if-then, no trigger, no promise to make; the next step is one for the person."""
    entry = debriefed(episode="abusive")
    entries.tag(workspace, entry, "trigger", ["blame"])
    show(tab, entry)
    for line in debriefing.offered().said("mistreatment").lines:
        assert line in tab.words
    read = everything(tab)
    for part in ("their voice rises", "I slow down", "What set it off", "Add a promise", "For next time"):
        assert part not in read
    assert "For you" in tab.headings
    assert "My next step" in read
    assert "I name the date." in read
    assert "What set it off" not in everything(tab.click("entry.edit"))
    tab.remember(journal__entry="").open("journal")
    assert name("trigger", "blame") not in everything(tab)


def test_other_entries_have_no_words_for_safety(tab, debriefed):
    """They stand where they are true."""
    show(tab, debriefed())
    assert debriefing.offered().said("mistreatment").lines[0] not in tab.words
    assert "For next time" in tab.headings


def test_promises_made_to_who_mistreated_stay_and_no_more_are_asked_for(tab, debriefed, workspace):
    """What was promised is seen, and can be handed over."""
    entry = debriefed(episode="abusive")
    promises.add(workspace, promise=promises.new_id(), what="Call back", entry=entry, client=None, zone=ZONE)
    show(tab, entry)
    assert "Call back" in tab.words
    assert "Add a promise" not in tab.words


@pytest.fixture
def prepared(workspace, debriefed):
    """A kept preparation for a client with whom there was mistreatment; its id and the client's."""
    one = debriefed(episode="abusive")
    entries.name_client(workspace, one, "Van")
    entries.begin(workspace, "preparation", entry="p", zone=ZONE)
    entries.name_client(workspace, "p", "Van")
    said = {
        "label": "LABELWORD", "fairer": "FAIRERWORD", "need": "NEEDWORD", "opening": "OPENINGWORD", "can": "CANWORD",
        "outcome": "OUTCOMEWORD", "if_cue": "CUEWORD", "if_act": "ACTWORD", "limit": "LIMITWORD",
    }  # fmt: skip
    for field, text in said.items():
        entries.write(workspace, "p", field, text)
    entries.tag(workspace, "p", "response", ["paraphrase"])
    entries.tag(workspace, "p", "need", ["certainty"])
    entries.finish(workspace, "p")
    return "p", entries.get(workspace, "p").client


PREPARED = ("LABELWORD", "FAIRERWORD", "NEEDWORD", "OPENINGWORD", "CANWORD", "OUTCOMEWORD", "CUEWORD", "ACTWORD")


def test_a_preparation_for_who_mistreated_keeps_what_was_for_them_out_of_sight(tab, prepared):
    """In reading, in an edit and in a search; one's own limit stays, and nobody is asked to prepare again."""
    read = everything(show(tab, prepared[0]))
    assert "not yours to solve" in read
    assert "LIMITWORD" in read
    assert "Prepare again" not in tab.buttons
    assert "What you can ask for" in tab.buttons
    assert "Add a promise" not in read
    assert "Episodes like this one" not in tab.headings
    edited = everything(tab.click("entry.edit"))
    for part in (*PREPARED, "Paraphrase", "Certainty", "fairer"):
        assert part not in read
        assert part not in edited
    tab.remember(journal__entry="", journal__words="openingword").open("journal")
    assert "OPENINGWORD" not in everything(tab).replace("openingword", "")


def test_the_page_of_who_mistreated_asks_nobody_to_prepare_for_them(tab, prepared):
    """The way on leads to what one can ask for, and asks for no promise."""
    tab.remember(journal__client=prepared[1]).open("journal")
    button = tab.app.button(key="journal.client.prepare")
    assert (button.label, button.proto.type) == ("What you can ask for", "secondary")
    assert "Add a promise" not in tab.words
    tab.click("journal.client.prepare")
    assert "not yours to solve" in tab.title


def test_what_is_planned_is_not_asked_whether_it_worked(tab, workspace):
    """An edit of a preparation has its ways, and no verdict on them."""
    entries.begin(workspace, "preparation", entry="p", zone=ZONE)
    entries.tag(workspace, "p", "response", ["paraphrase"])
    entries.finish(workspace, "p")
    read = everything(edit(tab, "p"))
    assert "Paraphrase" in read
    assert "Did it work" not in read
    assert not [one for one in tab.app.get("button_group") if "worked" in str(one.key)]


def test_a_search_finds_mistreatment_without_showing_its_label(tab, debriefed):
    """The words an entry does not show are in no snippet of it."""
    debriefed(episode="abusive", title="Call")
    tab.remember(journal__words="labelword").open("journal")
    assert "Call" in tab.words
    assert "LABELWORD" not in "\n".join(one.value for one in tab.app.get("html"))


def test_a_note_is_drawn_as_safe_markdown_with_its_question(tab, workspace):
    """Lists are lists; links, pictures and scripts stay text."""
    entry = entries.new_id()
    entries.begin(workspace, "note", entry=entry, zone=ZONE)
    entries.write(workspace, entry, "prompt", "What did the client leave with?")
    entries.write(workspace, entry, "text", "- one\n- two\n\n<script>x</script> [a](https://x.example)")
    entries.finish(workspace, entry)
    shown = everything(show(tab, entry))
    assert "What did the client leave with?" in shown
    assert "<li>one</li>" in shown
    assert "<script>" not in shown
    assert "<a " not in shown
    assert "The rest is folded away" not in shown


def test_a_check_in_reads_in_words(tab, workspace):
    """Point and words, no numbers."""
    entry = entries.new_id()
    entries.check_in(workspace, entry=entry, zone=ZONE, pleasantness=0.5, energy=-0.5, words=["calm"], tags=["team"])
    assert "Calm · rather pleasant, rather low energy" in everything(show(tab, entry))


def test_a_follow_up_is_shown(tab, debriefed, workspace):
    """What was added later, and how it felt then."""
    entry = debriefed(later="LATERWORD")
    entries.feel(workspace, entry, "later", ["calm"])
    shown = everything(show(tab, entry))
    assert "LATERWORD" in shown
    assert "Calm" in shown


def test_an_edit_keeps_each_choice_and_can_be_undone(tab, debriefed, workspace):
    """Choices are stored at once; undoing brings everything back, undoing again the edit."""
    other = entries.new_id()
    entries.check_in(workspace, entry=other, zone=ZONE, pleasantness=0, energy=0, client="K.")
    entry = debriefed()
    edit(tab, entry)
    widget(tab, "selectbox", "severity").set_value(3)
    tab.run()
    widget(tab, "multiselect", "tag.custom").set_value(["team"])
    tab.run()
    widget(tab, "multiselect", "words.after").set_value(["calm"])
    tab.run()
    # A tab without a browser can type no new entry into this box; any known label takes the same way.
    widget(tab, "selectbox", "client").set_value("K.")
    tab.run()
    now = entries.get(workspace, entry)
    assert (now.severity, now.tagged("custom"), now.felt("after"), now.client_label) == (3, ("team",), ("calm",), "K.")
    tab.click("entry.edit.done").click("entry.undo")
    assert "as it was before the edit" in tab.words
    back = entries.get(workspace, entry)
    assert (back.severity, back.tagged("custom"), back.felt("after"), back.client_label) == (5, (), ("tense",), "")
    tab.click("entry.undo")
    assert entries.get(workspace, entry).severity == 3


def test_opening_an_edit_without_changing_anything_keeps_the_last_version(tab, debriefed, workspace):
    """The version from before is kept with the first change, not with a look."""
    entry = debriefed()
    edit(tab, entry)
    widget(tab, "selectbox", "severity").set_value(3)
    tab.run().click("entry.edit.done").click("entry.edit").click("entry.edit.done").click("entry.undo")
    assert entries.get(workspace, entry).severity == 5


def test_a_text_is_edited_in_its_field(tab, debriefed, workspace):
    """The plain field stores it as the component does."""
    entry = debriefed()
    tab.remember(plain_fields=True)
    edit(tab, entry)
    area = next(one for one in tab.app.text_area if one.label.startswith("What happened"))
    area.set_value("Another account")
    tab.run()
    assert entries.get(workspace, entry).text("happened") == "Another account"


def test_an_entry_is_moved_to_another_day_but_not_ahead(tab, debriefed, workspace):
    """Back-dating keeps the time; a time that has not been is refused in words."""
    entry = debriefed()
    edit(tab, entry)
    widget(tab, "date_input", "day").set_value(date(2026, 11, 3))
    tab.run()
    assert entries.get(workspace, entry).local_date == date(2026, 11, 3)
    widget(tab, "date_input", "day").set_value(date(2026, 11, 21))
    tab.run()
    widget(tab, "time_input", "at").set_value(time(23, 0))
    tab.run()
    assert "This lies ahead." in tab.errors
    assert entries.get(workspace, entry).at.hour == 9


def test_whether_a_response_worked_is_edited(tab, debriefed, workspace):
    """One question for each way that was used."""
    entry = debriefed()
    edit(tab, entry)
    assert worked(entries.get(workspace, entry)) == ["partly"]
    widget(tab, "segmented_control", "worked.paraphrase").set_value("no")
    tab.run()
    assert worked(entries.get(workspace, entry)) == ["no"]


def worked(entry):
    return [tag.worked for tag in entry.tags if tag.kind == "response"]


def test_deleting_names_what_goes_and_is_final(tab, debriefed, workspace):
    """The promise made in it stays, the entry does not."""
    entry = debriefed(title="Call about the part")
    promise = promises.new_id()
    promises.add(workspace, promise=promise, what="Call back", entry=entry, zone=ZONE)
    show(tab, entry).click("entry.delete")
    assert "“Call about the part”" in tab.words
    assert "1 promise made in it will stay" in tab.words
    tab.click_in_dialog("entry.delete", "entry.delete.go")
    assert "The entry was deleted." in tab.words
    assert entries.find(workspace, entry) is None
    assert promises.get(workspace, promise).what == "Call back"


def test_promises_of_the_entry_stand_below_it(tab, debriefed, workspace):
    """With their acts."""
    entry = debriefed()
    promises.add(workspace, promise=promises.new_id(), what="Call back", entry=entry, zone=ZONE)
    show(tab, entry)
    assert "Call back" in tab.words
    assert "Kept" in tab.buttons


def test_a_parked_debrief_goes_on_from_its_page_and_from_the_list(tab, debriefed, workspace):
    """The same debrief opens where it was left."""
    entry = debriefed(finish=False)
    tab.open("journal")
    assert f"journal.on.entries.{entry}" in [button.key for button in tab.app.button]
    show(tab, entry).click("entry.debrief")
    assert tab.has("debrief.leave") or tab.has("debrief.next")
    assert entries.get(workspace, entry).state == "draft"


def test_an_entry_that_is_gone_is_said_and_the_list_comes_back(tab, debriefed):
    """As when another tab deleted it."""
    debriefed()
    show(tab, "nothing")
    assert "deleted in another tab" in tab.errors
    assert tab.run().title == "Journal"
