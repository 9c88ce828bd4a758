"""The first run: what is said before anything is stored, and where the three ways in lead."""

from __future__ import annotations

import pytest

from eq.actions.settings import settings


def test_nothing_is_stored_before_the_tick(new_tab, workspace):
    """Opening the app, reading the page and looking at Support make neither the file nor its folder."""
    tab = new_tab().run()
    assert tab.title == "See where you stand, honestly"
    tab.open("support")
    assert "Talk to a person" in tab.title
    assert not workspace.path.parent.exists()


def test_the_welcome_says_where_the_data_live_and_who_may_read_them(new_tab, workspace):
    tab = new_tab().run()
    assert [code.value for code in tab.app.code] == [str(workspace.path)]
    assert "not encrypted" in tab.words
    assert "employer" in tab.words
    assert "not for hiring" in tab.words.lower()


def test_the_ways_in_open_only_for_adults(new_tab, workspace):
    """Without the tick all three buttons are shut; with it they open, and still nothing is stored."""
    tab = new_tab().run()
    ways = [f"welcome.{name}" for name in ("stand", "happened", "file")]
    assert [tab.app.button(key=key).disabled for key in ways] == [True] * 3
    tab.app.checkbox(key="welcome.adult").check()
    tab.run()
    assert [tab.app.button(key=key).disabled for key in ways] == [False] * 3
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize(
    ("way", "title", "said"),
    [
        ("stand", "Choose a questionnaire", "Five competencies"),
        ("happened", "How hard was it?", "One line is enough"),
        ("file", "Coach desk", "Open what somebody sent you"),
    ],
)
def test_each_way_in_leads_to_what_helps_today(new_tab, workspace, way, title, said):
    tab = new_tab().run()
    tab.app.checkbox(key="welcome.adult").check()
    tab.run().click(f"welcome.{way}")
    assert tab.title == title
    assert said in tab.words
    assert settings(workspace).welcomed


def test_the_second_start_opens_today(new_tab):
    tab = new_tab().run()
    tab.app.checkbox(key="welcome.adult").check()
    tab.run().click("welcome.stand")
    assert new_tab().run().title == "Where would you like to begin?"


def test_something_just_happened_begins_a_debrief_and_stores_nothing_of_it_yet(new_tab, workspace):
    """One tick and one tap lead to the first question."""
    tab = new_tab().run()
    tab.app.checkbox(key="welcome.adult").check()
    tab.run().click("welcome.happened")
    assert tab.title == "How hard was it?"
    with workspace.read() as db:
        assert db.execute("select count(*) from entry").fetchone() == (0,)


def test_someone_under_18_is_met_kindly_and_nothing_is_stored(new_tab, workspace):
    tab = new_tab().run().click("welcome.under")
    assert tab.title == "Thank you for being honest"
    assert "Nothing was stored" in tab.words
    assert [button for button in tab.buttons if button != "Go back"] == []
    assert "Open Support" in [link.label for link in tab.app.page_link]
    tab.open("support")
    assert tab.title == "Talk to a person"
    assert not workspace.path.parent.exists()


def test_who_chose_the_wrong_age_can_go_back(new_tab):
    tab = new_tab().run().click("welcome.under").click("welcome.back")
    assert tab.title == "See where you stand, honestly"
