"""Settings, Data & privacy, Support: choices are kept, the file is looked after, people to talk to are always there."""

from __future__ import annotations

import os
import sys
from dataclasses import fields

import pytest

from eq.actions import instruments, results
from eq.actions.settings import Settings, settings
from eq.actions.supporting import contacts

# Settings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("selectbox", "end_of_day", 6),
        ("selectbox", "week_starts", "sunday"),
        ("selectbox", "country", "DE"),
        ("text_input", "name", "Kim"),
        ("toggle", "today_follow_up", False),
        ("toggle", "today_promises", False),
        ("toggle", "today_parked", False),
        ("toggle", "today_check_in", False),
        ("toggle", "today_if_then", False),
        ("toggle", "today_drafts", False),
        ("toggle", "today_pulse", False),
        ("toggle", "today_retest", False),
    ],
)
def test_every_choice_is_kept_at_once_and_found_by_another_tab(tab, new_tab, workspace, kind, name, value):
    tab.open("settings")
    getattr(tab.app, kind)(key=f"settings.{name}").set_value(value)
    tab.run()
    assert "Kept." in tab.words
    assert getattr(settings(workspace), name) == value
    assert getattr(new_tab().open("settings").app, kind)(key=f"settings.{name}").value == value


def test_every_switch_of_today_stands_in_settings(tab):
    """Nothing that Today shows lacks its switch."""
    switches = {one.name for one in fields(Settings) if one.name.startswith("today_") and one.type == "bool"}
    shown = {toggle.key.removeprefix("settings.") for toggle in tab.open("settings").app.toggle}
    assert shown == switches


def test_a_name_is_kept_on_one_line(tab, workspace):
    """White space around it is left out; a name that cannot be one is refused in words."""
    tab.open("settings").app.text_input(key="settings.name").set_value("  Kim   Lee ")
    tab.run()
    assert settings(workspace).name == "Kim Lee"
    tab.app.text_input(key="settings.name").set_value("Kim\u0007")
    assert "one line of text" in tab.run().errors
    assert settings(workspace).name == "Kim Lee"


def test_the_chosen_place_stands_first_on_support(tab):
    tab.open("settings")
    tab.app.selectbox(key="settings.country").set_value("DE")
    tab.run().open("support")
    assert tab.app.selectbox(key="support.country").value == "DE"
    assert "TelefonSeelsorge" in tab.words


# Data & privacy ------------------------------------------------------------------------------------------------------


def test_the_page_says_where_the_file_is_and_what_is_not_protected(tab, workspace):
    tab.open("data")
    assert str(workspace.path) in [code.value for code in tab.app.code]
    assert "Not encrypted yet" in tab.headings
    assert "What this app cannot protect" in tab.headings


def test_looking_at_the_file_shows_every_finding(tab, sit, shipped):
    sit(shipped("pulse"))
    tab.open("data").click("data.doctor")
    assert "✓ The file is sound." in tab.words
    assert "✓ 1 sitting with 15 answers kept." in tab.words
    assert "△ The workspace is not encrypted." in tab.words


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX systems")
def test_a_file_that_others_can_read_is_named_with_what_to_do(tab, workspace):
    workspace.path.chmod(0o644)
    tab.open("data").click("data.doctor")
    assert f"△ Other users of this computer can reach {workspace.path}." in tab.words
    assert f"chmod 600 '{workspace.path}'" in tab.words


def test_erasing_needs_the_word(tab, workspace, sit, shipped):
    sit(shipped("pulse"))
    tab.open("data").click("data.erase")
    assert "This cannot be undone." in tab.words
    assert tab.app.button(key="data.erase.go").disabled
    tab.app.text_input(key="data.erase.word").set_value("yes")
    assert tab.click("data.erase").app.button(key="data.erase.go").disabled
    assert len(results.sittings(workspace)) == 1


ADDED = b"""id: added
version: 1
title: Added
answers: {low: 1, high: 2, labels: [Rarely, Often]}
scales: [{id: one, title: One}]
items: [{id: i, scale: one, text: I wait.}]
"""


def test_after_erasing_everything_the_first_run_begins_anew(tab, new_tab, workspace, sit, shipped, own_file):
    sit(shipped("pulse"))
    own = own_file("own.yaml", "id: [")
    added = instruments.add(workspace, "added.yaml", ADDED)
    tab.open("data").click("data.erase")
    tab.app.text_input(key="data.erase.word").set_value(" Erase ")
    tab.click("data.erase").click_in_dialog("data.erase", "data.erase.go")
    assert tab.title == "See where you stand, honestly"
    assert "Everything was erased." in tab.words
    assert results.sittings(workspace) == []
    assert own.exists()
    assert not (workspace.questionnaires / f"{added.id}.yaml").exists()
    assert not settings(workspace).welcomed
    assert b"self-awareness" not in workspace.path.read_bytes()
    assert new_tab().run().title == "See where you stand, honestly"


@pytest.mark.skipif(sys.platform != "linux", reason="the icon is a file of another kind elsewhere")
def test_an_icon_is_put_where_it_was_asked_for(tab, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    tab.open("data").click("data.shortcut")
    made = list((tmp_path / "home" / "share").rglob("*.desktop"))
    assert made
    assert f"Made {made[0]}" in tab.words


# Support -------------------------------------------------------------------------------------------------------------


def test_support_says_first_what_matters_most(tab):
    tab.open("support")
    for line in contacts().first_lines:
        assert line in tab.words
    assert "doctor, counsellor or someone you trust" in tab.words


@pytest.mark.parametrize("country", [c.country for c in contacts().countries])
def test_every_place_shows_its_numbers(tab, country):
    place = contacts().of(country)
    tab.open("support")
    tab.app.selectbox(key="support.country").set_value(country)
    tab.run()
    for number in [*(e.number for e in place.emergency), *(c.number for c in place.contacts if c.number)]:
        assert number in tab.words


def test_without_a_place_the_whole_list_is_there(tab):
    tab.open("support")
    for place in contacts().countries:
        assert place.name in tab.headings


@pytest.mark.parametrize("name", ["today", "take", "results", "progress", "data", "settings"])
def test_support_stands_at_the_foot_of_every_page(tab, name):
    assert "Support" in [link.label for link in tab.open(name).app.page_link]
