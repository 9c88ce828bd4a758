"""Insights: what is shown with nothing, with little and with enough, and that no figure comes without its limits."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from eq.actions import entries, following

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SEVERITY = (7, 5, 8, 6, 4, 9, 7, 6, 5, 8, 6, 7, 4, 5, 6, 8)
MINUTES = (60, 20, 120, 30, 15, 90, 25, 15, 10, 40, 45, 20, 10, 30, 12, 35)
USED = (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1)
"""The published example: how hard, how many minutes until it was over, and whether one way of responding was used."""
FORBIDDEN = re.compile(r"\bhelp(s|ing|ed)\b|\bworks\b|may not suit|\bpercentile of\b|\bgood for you\b|well done", re.I)


def stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def response():
    """A way of responding that ships and may be judged."""
    from eq.actions.names import names
    from eq.reflect.responding import NO_WORD

    return next(one for one in names("response") if one not in NO_WORD)


@pytest.fixture
def check_in(workspace, at):
    """Checks in so many days ago."""

    def do(days_ago, *, words=("calm",), pleasantness=0.4, energy=-0.2):
        moment = NOW - timedelta(days=days_ago)
        at(stamp(moment))
        entry = entries.new_id()
        entries.begin(workspace, "check-in", entry=entry, zone=ZONE)
        entries.place(workspace, entry, "now", pleasantness, energy)
        entries.feel(workspace, entry, "now", list(words))
        entries.finish(workspace, entry)
        at(stamp(NOW))

    return do


@pytest.fixture
def debrief(workspace, at):
    """Keeps a debrief from so many days ago, with its follow-up; returns its id."""

    def do(ago, *, severity=5, minutes=None, ways=(), client="", triggers=("blame",), episode="demanding", **texts):
        moment = NOW - timedelta(days=ago)
        at(stamp(moment))
        entry = entries.new_id()
        entries.begin(workspace, "debrief", entry=entry, zone=ZONE)
        entries.note(workspace, entry, severity=severity, episode=episode)
        entries.tag(workspace, entry, "trigger", list(triggers))
        entries.tag(workspace, entry, "response", list(ways))
        for field, text in texts.items():
            entries.write(workspace, entry, field, text)
        if client:
            entries.name_client(workspace, entry, client)
        entries.finish(workspace, entry)
        if minutes is not None:
            at(stamp(moment + timedelta(hours=8)))
            following.finish(workspace, entry, minutes)
        at(stamp(NOW))
        return entry

    return do


@pytest.fixture
def full(check_in, debrief, response):
    """Twenty days with a feeling, and the sixteen episodes of the published example, with three clients and more."""
    for at in range(20):
        check_in(at, words=["calm", "tired"][: 1 + at % 2])
    for at, (severity, minutes, used) in enumerate(zip(SEVERITY, MINUTES, USED, strict=True)):
        ways = [response] if used else []
        debrief(20 - at, severity=severity, minutes=minutes, ways=ways, client=f"K{at % 4}", triggers=["blame"])


def test_an_empty_journal_says_what_will_be_here_and_where_to_begin(tab):
    """One sentence, one button, no figure and no empty card."""
    tab.open("insights")
    assert tab.title == "Nothing to give back yet"
    assert tab.figures == 0
    assert tab.headings == []
    tab.click("empty-insights-go")
    assert tab.title == "How are you right now?"


def test_before_a_minimum_the_material_stands_there_and_how_many_more(tab, check_in, debrief):
    """Days, words and debriefs as they are; no figure is drawn grey or empty."""
    for at in range(3):
        check_in(at, words=["calm"])
    debrief(1, minutes=40, title="About the late part")
    tab.open("insights")
    assert tab.figures == 0
    words = tab.words
    assert "21 Nov 2026: rather pleasant, medium energy (1 entry)" in words
    assert re.search(r"An average needs 7 days. 4 more days, at your present pace ", words)
    assert re.search(r"From 20 choices on .* 17 more choices, at your present pace ", words)
    assert re.search(r"A typical time needs 7 days .* 6 more days", words)
    assert "About the late part" in tab.buttons
    html = "\n".join(one.value for one in tab.app.get("html"))
    assert "calm · 3" in html
    assert "yourself again after 40 minutes" in html


def test_the_head_is_one_sentence_about_the_week_with_its_n(tab, check_in):
    """The days looked at stand above the title, the sentence and the entries it rests on below."""
    for at in range(5):
        check_in(at)
    tab.open("insights")
    assert tab.title == "What your journal gives back"
    assert "Insights · 30 August 2026 to 21 November 2026" in tab.words
    assert "From 5 entries." in tab.words


def test_with_enough_there_is_a_figure_for_everything(tab, full):
    """Six figures in the order of the page, each with n, range and what it cannot mean, and a table behind it."""
    tab.open("insights")
    assert tab.headings == [
        "Pleasantness and energy over the days, with their range",
        "Pleasantness and energy by part of the day, with their range",
        "The feeling words you chose most often",
        "How hard debriefs were, by what set them off",
        "How long it took until you were yourself again, with its range",
        "Which ways of responding went with a shorter or longer recovery in your records",
        "What this cannot tell",
    ]
    assert tab.figures == 6
    captions = [one.value for one in tab.app.caption]
    assert sum("95 % range" in one.replace("\\", "") for one in captions) == 5
    assert [e.label for e in tab.app.expander].count("Show as a table") == 6


def test_the_published_example_comes_out_of_the_journal_as_it_was_computed(tab, full, response):
    """Its ratio, its range, its counts and how many were tested are on the page."""
    from eq.actions.names import name

    tab.open("insights")
    table = next(rows for rows in tab.tables if rows and len(rows[0]) == 7)
    assert table == [
        [name("response", response), "went with shorter recovery in your records", "0.42 (0.31 to 0.58)", "8, 8", "4",
         "< .001", "81 of 100"],
    ]  # fmt: skip
    assert "1 way was tested" in tab.words
    assert "What goes together need not be cause and effect" in tab.words


def test_the_page_never_says_that_something_helps_or_works(tab, full):
    """An association is never a promise, in no sentence of the page."""
    tab.open("insights")
    assert not FORBIDDEN.findall(tab.words)


def test_few_clients_are_named(tab, debrief, check_in, response):
    """With all uses with two clients the page says so."""
    for at, (severity, minutes, used) in enumerate(zip(SEVERITY, MINUTES, USED, strict=True)):
        debrief(20 - at, severity=severity, minutes=minutes, ways=[response] if used else [], client=f"K{at % 2}")
    tab.open("insights")
    assert "All uses are with fewer than three clients" in tab.words


def test_ways_that_protect_people_are_counted_and_never_judged(tab, debrief):
    """Setting a boundary has its number of uses and the reason why there is no word."""
    for at in range(16):
        debrief(20 - at, severity=SEVERITY[at], minutes=MINUTES[at], ways=["set-boundary"] if USED[at] else [])
    tab.open("insights")
    assert "(8 episodes)" in tab.words
    assert "protect people" in tab.words
    assert "Which ways of responding went with a shorter or longer recovery in your records" not in tab.headings


def test_a_way_that_was_used_too_rarely_says_what_is_missing(tab, debrief, response):
    """Five with it and two without: three and six more, and roughly when."""
    for at in range(7):
        debrief(7 - at, minutes=30 + at, severity=4 + at % 3, ways=[response] if at < 5 else [])
    tab.open("insights")
    assert re.search(r": 5 with it, 2 without. 3 more with it, at your present pace ", tab.words)
    assert "Ways of responding" in tab.headings


def test_a_way_leads_to_its_place_in_the_playbook(tab, debrief, response):
    """Its name is a button that opens it there."""
    debrief(1, minutes=30, ways=[response])
    tab.open("insights")
    tab.app.session_state["insights.playbook"] = True
    tab.run().click(f"insights.way.{response}")
    assert tab.app.session_state["tab.playbook.way"] == response


def test_mistreatment_is_left_out_and_the_page_says_so(tab, debrief, response):
    """An abusive episode is no row of a breakdown and no use of a way of responding."""
    debrief(2, severity=9, episode="abusive", triggers=["threat"], title="What he said", client="K")
    debrief(1, severity=4, minutes=10)
    tab.open("insights")
    assert "1 episode of mistreatment is left out" in tab.words
    assert "What he said" not in tab.words


def test_what_was_written_about_something_severe_is_not_repeated(tab, debrief):
    """Its row has the day instead of its words."""
    debrief(2, severity=9, minutes=200, title="The worst sentence")
    tab.open("insights")
    assert "The worst sentence" not in tab.words
    assert "Debrief of 19 Nov 2026" in tab.buttons


def test_an_episode_leads_to_its_entry(tab, debrief):
    """One tap from the material to what was written."""
    entry = debrief(1, minutes=25, title="Late delivery")
    tab.open("insights")
    tab.click(f"insights.open.{entry}")
    assert tab.app.session_state["tab.journal.entry"] == entry


def test_what_a_person_typed_stays_text(tab, check_in, debrief):
    """Own words, clients and titles with markup in them are shown as typed."""
    evil = "<img src=x onerror=alert(1)> **b** [a](https://x.example)"
    for at in range(3):
        check_in(at, words=[evil[:40]])
    debrief(1, minutes=5, title=evil, client=evil[:40], triggers=[evil[:40]])
    tab.open("insights")
    html = "\n".join(one.value for one in tab.app.get("html") if "<style>" not in one.value)
    assert "<img" not in html
    assert "&lt;img" in html
    assert "](https" not in tab.raw


def test_another_span_is_looked_at_with_one_tap(tab, check_in):
    """A check-in from last spring is in the year, and not in the twelve weeks that stand there first."""
    check_in(200, words=["proud"])
    tab.open("insights")
    assert "Nothing in this span says how you felt" in tab.words
    tab.remember(insights__span="year").run()
    assert "5 May 2026: rather pleasant" in tab.words


@pytest.mark.parametrize("span", ["4w", "12w", "year", "all"])
def test_every_span_can_be_drawn(tab, full, span):
    """No span fails, and each keeps the six figures or says what is missing."""
    tab.remember(insights__span=span).open("insights")
    assert tab.title == "What your journal gives back"
    assert tab.headings[-1] == "What this cannot tell"
    assert "Which ways of responding went with a shorter or longer recovery in your records" in tab.headings


def test_hard_contacts_can_be_seen_by_client_and_by_channel(tab, full):
    """Clients have too few days each for a mean: their counts stand there; no channel was named at all."""
    tab.remember(insights__by="client").open("insights")
    html = "\n".join(one.value for one in tab.app.get("html"))
    assert "K0 · 4" in html
    tab.remember(insights__by="channel").run()
    assert "No debrief in this span names a channel." in tab.words
