"""Journal: the timeline, search and filters, the calendar, clients, own words."""

from __future__ import annotations

from datetime import date

import pytest

from eq.actions import clients, entries, promises
from eq.actions.journal import Filter

ZONE = "Europe/Berlin"
HOSTILE = ("<script>alert(1)</script>", "**x** [a](https://x.example) ![b](https://x.example/b.png)", "\u202eabc\u2066")


@pytest.fixture
def wrote(workspace, at):
    """Writes an entry of a kind at an instant; returns its id."""

    def write(kind="note", *, when="2026-11-20T12:00:00Z", client="", tags=None, words=(), severity=None, **texts):
        at(when)
        entry = entries.new_id()
        entries.begin(workspace, kind, entry=entry, zone=ZONE)
        for field, text in texts.items():
            entries.write(workspace, entry, field, text)
        for tag, values in (tags or {}).items():
            entries.tag(workspace, entry, tag, values)
        if words:
            entries.feel(workspace, entry, "now", words)
        if severity is not None:
            entries.note(workspace, entry, severity=severity)
        if client:
            entries.name_client(workspace, entry, client)
        entries.finish(workspace, entry)
        at("2026-11-21T09:00:00Z")
        return entry

    return write


def html(tab):
    """Everything of the page's own html but the style sheet, as the browser gets it."""
    return "\n".join(one.value for one in tab.app.get("html") if "<style>" not in one.value)


def titles(tab):
    return [
        button.label.replace("\\", "") for button in tab.app.button if button.key.startswith("journal.open.entries")
    ]


def set_value(tab, kind, key, value):
    getattr(tab.app, kind)(key=key).set_value(value)
    return tab.run()


def open_filter(tab):
    tab.app.session_state["journal.filter.open"] = True
    return tab.run()


def test_an_empty_journal_says_what_will_be_here_and_where_to_begin(tab):
    """One sentence and the two ways in; no list, no search."""
    tab.open("journal")
    assert tab.title == "Nothing written yet"
    assert {"Check in", "Debrief a hard interaction"} <= set(tab.buttons)
    assert not tab.app.text_input
    tab.click("journal.empty.debrief")
    assert tab.title == "How hard was it?"


def test_the_timeline_goes_by_day_from_the_newest_on(tab, wrote):
    """Each day is named once; a row says kind, time, how hard, client and chips in words."""
    wrote(text="First", when="2026-11-19T12:00:00Z")
    wrote("debrief", title="Late part", severity=7, client="K.", tags={"trigger": ["blame"], "custom": ["team"]})
    wrote(text="Second of the day", when="2026-11-20T13:00:00Z", words=["calm"])
    tab.open("journal")
    assert titles(tab) == ["Second of the day", "Late part", "First"]
    shown = html(tab)
    assert shown.index("Friday, 20 November 2026") < shown.index("Thursday, 19 November 2026")
    assert shown.count("Friday, 20 November 2026") == 1
    for part in ("Debrief · 13:00 · very hard (7 of 10) · <bdi>K.</bdi>", "Being blamed for something", "team", "calm"):
        assert part in shown


def test_twenty_at_a_time_older_and_newer(tab, wrote):
    """No page repeats or loses an entry."""
    for n in range(25):
        wrote(text=f"Note {n:02}", when=f"2026-10-{n + 1:02}T12:00:00Z")
    tab.open("journal")
    first = titles(tab)
    assert (len(first), first[0]) == (20, "Note 24")
    tab.click("journal.older")
    assert titles(tab) == [f"Note {n:02}" for n in (4, 3, 2, 1, 0)]
    assert not tab.has("journal.older")
    tab.click("journal.newer")
    assert titles(tab) == first
    assert not tab.has("journal.newer")


def test_an_entry_opens_in_place_and_back_leads_to_the_same_page(tab, wrote):
    """The page of the list is remembered while an entry is open."""
    ids = [wrote(text=f"Note {n:02}", when=f"2026-10-{n + 1:02}T12:00:00Z") for n in range(22)]
    tab.open("journal").click("journal.older").click(f"journal.open.entries.{ids[1]}")
    assert "Friday, 2 October 2026 · 14:00" in tab.words
    assert "Note 01" in html(tab)
    tab.click("journal.back")
    assert titles(tab) == ["Note 01", "Note 00"]


def test_a_search_shows_where_the_words_stand(tab, wrote):
    """The match is marked by an element of its own, not by colour; what does not match is gone."""
    wrote(text="They waited three weeks for the part.")
    wrote(text="A quiet day.")
    tab.open("journal")
    set_value(tab, "text_input", "journal.search", "wait")
    assert titles(tab) == ["They waited three weeks for the part."]
    assert "They <mark>wait" in html(tab)
    set_value(tab, "text_input", "journal.search", '"three months"')
    assert titles(tab) == []
    assert "No entry fits this." in tab.words
    tab.click("journal.clear")
    assert len(titles(tab)) == 2
    assert tab.app.text_input(key="journal.search").value == ""


def test_the_filter_offers_what_is_in_use_and_shows_what_is_active(tab, wrote):
    """Shipped ids are offered by their words; each active value can be taken out by itself."""
    wrote("debrief", title="Hard", severity=9, client="K.", tags={"response": ["paraphrase"], "channel": ["phone"]})
    wrote("debrief", title="Easy", severity=2, client="L.", tags={"response": ["paraphrase"]})
    wrote(text="A note", words=["calm"])
    open_filter(tab.open("journal"))
    response = tab.app.multiselect(key="journal.filter.response")
    assert response.options == ["Paraphrase"]
    response.set_value(["paraphrase"])
    tab.run()
    assert set(titles(tab)) == {"Hard", "Easy"}
    set_value(tab, "slider", "journal.filter.severity", (8, 10))
    assert titles(tab) == ["Hard"]
    assert {"Way of responding: Paraphrase", "Severity 8 to 10"} <= set(tab.buttons)
    tab.click("journal.chip.1")
    assert set(titles(tab)) == {"Hard", "Easy"}
    tab.click("journal.chip.0")
    assert len(titles(tab)) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kinds", "debrief"), ("competency", "empathy"), ("trigger", "own trigger"), ("channel", "phone"),
        ("custom", "team"), ("word", "grim-ish"),
    ],
)  # fmt: skip
def test_each_filter_finds_the_one_entry_that_has_it(tab, wrote, field, value):
    """The one that was written with it, and no other."""
    wrote(
        "debrief",
        title="Wanted",
        words=["grim-ish"],
        tags={"competency": ["empathy"], "trigger": ["own trigger"], "channel": ["phone"], "custom": ["team"]},
    )
    wrote(text="Other")
    open_filter(tab.open("journal"))
    set_value(tab, "multiselect", f"journal.filter.{field}", [value])
    assert titles(tab) == ["Wanted"]


def test_search_filter_and_dates_combine(tab, wrote):
    """All of them have to fit."""
    wrote(text="Late call", when="2026-11-10T12:00:00Z", tags={"custom": ["team"]})
    wrote(text="Late call again", tags={"custom": ["team"]})
    wrote(text="Late call, no tag")
    open_filter(tab.open("journal"))
    set_value(tab, "multiselect", "journal.filter.custom", ["team"])
    set_value(tab, "date_input", "journal.filter.day_from", date(2026, 11, 15))
    set_value(tab, "text_input", "journal.search", "late")
    assert titles(tab) == ["Late call again"]
    assert "From 15 November 2026" in tab.buttons


def test_hostile_words_are_shown_as_text_everywhere(tab, wrote):
    """In titles, notes, chips, clients, filters and snippets; 100,000 characters as well."""
    for text in HOSTILE:
        wrote("debrief", happened=f"word {text}", client=text, tags={"custom": [text], "trigger": [text]}, words=[text])
    long = wrote(text="w " * 50_000)
    open_filter(tab.open("journal"))
    set_value(tab, "multiselect", "journal.filter.custom", [HOSTILE[0]])
    for look in (
        lambda: None,
        lambda: set_value(tab, "text_input", "journal.search", "word alert"),
        lambda: tab.remember(journal__view="clients").run(),
        lambda: tab.remember(journal__view="words").run(),
        lambda: tab.remember(journal__view="entries", journal__words="", journal__filter=Filter()).run(),
    ):
        look()
        assert "<script" not in html(tab)
        assert "<img" not in html(tab)
        assert "](https" not in tab.raw.replace("\\]", "").replace("\\(", "")
        assert "\u202e" not in tab.raw
    tab.click(f"journal.open.entries.{long}")
    assert html(tab).count("w w w") >= 1


def test_the_calendar_counts_the_days_and_leads_to_a_months_entries(tab, wrote):
    """A year at a time; choosing a month shows its entries, the filter says which."""
    wrote(text="November")
    wrote(text="June", when="2026-06-05T12:00:00Z")
    wrote(text="Last year", when="2025-06-05T12:00:00Z")
    tab.remember(journal__view="calendar").open("journal")
    assert tab.headings == ["You wrote on 2 days of 2026"]
    assert tab.figures == 1
    assert tab.tables == [[["20 November 2026", "1"], ["5 June 2026", "1"]]]
    set_value(tab, "selectbox", "journal.year.pick", "2025")
    assert tab.headings == ["You wrote on 1 day of 2025"]
    set_value(tab, "selectbox", "journal.month.2025", 6)
    assert titles(tab) == ["Last year"]
    assert "1 June 2025 to 30 June 2025" in tab.buttons


def test_a_day_of_the_calendar_shows_its_entries(tab, wrote):
    """By the day they count to."""
    wrote(text="November")
    wrote(text="June", when="2026-06-05T12:00:00Z")
    tab.remember(journal__view="calendar").open("journal")
    set_value(tab, "date_input", "journal.day.2026", date(2026, 6, 5))
    assert titles(tab) == ["June"]


def test_a_client_shows_contacts_promises_and_what_was_used_without_a_verdict(tab, wrote, workspace):
    """Plain counts, with the open promise and every contact."""
    entry = wrote("debrief", title="Call", client="K.", tags={"response": ["paraphrase"]})
    entries.judge(workspace, entry, "paraphrase", "yes")
    client = entries.get(workspace, entry).client
    promises.add(workspace, promise=promises.new_id(), what="Call back", entry=entry, client=client, zone=ZONE)
    tab.remember(journal__view="clients").open("journal")
    assert "1 contact · last on 20 Nov 2026 · 1 open promise" in tab.words
    tab.click(f"journal.client.{client}")
    assert tab.title == "K."
    assert "Call back" in tab.words
    assert tab.tables == [[["Paraphrase", "1", "1", "0", "0"]]]
    tab.click(f"journal.open.client.{entry}")
    assert tab.title == "Call"
    tab.click("journal.back")
    assert tab.title == "K."
    tab.click("journal.back")
    assert tab.title == "Journal"


def client_ids(workspace):
    return {row.label: row.id for row in clients.all(workspace)}


def test_a_client_is_renamed_and_a_label_in_use_is_refused(tab, wrote, workspace):
    """The entries follow; a second client of the same name is no rename."""
    wrote(text="One", client="K.")
    wrote(text="Two", client="L.")
    tab.remember(journal__client=client_ids(workspace)["K."]).open("journal")
    key = f"journal.client.name.{client_ids(workspace)['K.']}"
    tab.click("journal.client.rename")
    tab.app.text_input(key=key).set_value("L.")
    tab.click_in_dialog("journal.client.rename", "journal.client.rename.go")
    assert "Another client has this label." in tab.errors
    tab.click("journal.client.rename")
    tab.app.text_input(key=key).set_value("The tall one")
    tab.click_in_dialog("journal.client.rename", "journal.client.rename.go")
    assert tab.title == "The tall one"
    assert set(client_ids(workspace)) == {"The tall one", "L."}


def test_two_clients_become_one(tab, wrote, workspace):
    """The dialog says that it is final; afterwards the one that is kept is shown."""
    wrote(text="One", client="K.")
    wrote(text="Two", client="L.")
    ids = client_ids(workspace)
    tab.remember(journal__client=ids["K."]).open("journal").click("journal.client.merge")
    assert "cannot be taken apart again" in tab.words
    tab.app.selectbox(key=f"journal.client.into.{ids['K.']}").set_value(ids["L."])
    tab.click("journal.client.merge")
    tab.click_in_dialog("journal.client.merge", "journal.client.merge.go")
    assert tab.title == "L."
    assert "2 contacts" in tab.words


def test_deleting_a_label_keeps_the_entries(tab, wrote, workspace):
    """The dialog says so, and it is so."""
    entry = wrote(text="One", client="K.")
    tab.remember(journal__client=client_ids(workspace)["K."]).open("journal").click("journal.client.delete")
    assert "The 1 entry with it stay" in tab.words
    tab.click_in_dialog("journal.client.delete", "journal.client.delete.go")
    assert client_ids(workspace) == {}
    assert entries.get(workspace, entry).text("text") == "One"
    assert "The label was deleted" in tab.words


def test_a_client_that_is_gone_is_said(tab, wrote):
    """As when another tab deleted it; the way back is there."""
    wrote(text="One")
    tab.remember(journal__client="nobody").open("journal")
    assert "deleted in another tab" in tab.errors
    tab.run()
    assert tab.title == "Journal"


def test_own_words_are_listed_renamed_and_made_one(tab, wrote, workspace):
    """Shipped words are not among them; a rename reaches every entry."""
    entry = wrote(text="One", words=["grim-ish", "calm"], tags={"custom": ["team"]})
    tab.remember(journal__view="words").open("journal")
    assert tab.tables == [[["grim-ish", "1"]]]
    tab.click("journal.words.rename")
    tab.app.text_input(key="journal.words.name.word.grim-ish").set_value("grimmer")
    tab.click_in_dialog("journal.words.rename", "journal.words.rename.go")
    assert tab.tables == [[["grimmer", "1"]]]
    tab.click("journal.words.merge")
    tab.app.selectbox(key="journal.words.into.word.grimmer").set_value("calm")
    tab.click("journal.words.merge")
    tab.click_in_dialog("journal.words.merge", "journal.words.merge.go")
    assert entries.get(workspace, entry).felt("now") == ("calm",)
    assert tab.tables == [[["team", "1"]]]


def test_a_word_leads_to_its_entries(tab, wrote):
    """The same filter as behind the expander."""
    wrote(text="One", tags={"custom": ["team"]})
    wrote(text="Two")
    tab.remember(journal__view="words").open("journal").click("journal.words.show")
    assert titles(tab) == ["One"]
    assert "Own tag: team" in tab.buttons


@pytest.mark.parametrize(
    ("view", "said"), [("clients", "private label"), ("words", "of your own are listed here")]
)  # fmt: skip
def test_views_without_anything_say_what_will_be_there(tab, wrote, view, said):
    """A friendly sentence, no empty table."""
    wrote(text="One")
    tab.remember(journal__view=view).open("journal")
    assert said in tab.words
    assert tab.tables == []
