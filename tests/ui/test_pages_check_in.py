"""Check in as a person meets it: a point, a word or two, done."""

from __future__ import annotations

from datetime import date, time
from itertools import count

import pytest

from eq.actions import entries, journal
from eq.reflect.entry import Point

SEQ = count(1)


def one(tab):
    return tab.app.session_state["tab.check_in.entry"]


def point(tab, x, y):
    """What the plane in the browser would send."""
    key = f"check_in.plane.{one(tab)}"
    tab.app.session_state[key] = {"sent": {"pleasantness": x, "energy": y, "seq": next(SEQ)}}
    return tab.run()


def chips(tab):
    return next(g for g in tab.app.get("button_group") if g.key.startswith(f"check_in.words.{one(tab)}.near."))


def offered(tab):
    return [option.content for option in chips(tab).proto.options]


def tap(tab, *words):
    chips(tab).set_value(list(words))
    return tab.run()


def kept(workspace):
    return journal.page(workspace, journal.Filter()).entries


def test_a_check_in_is_kept_at_once_with_everything_in_it(tab, workspace):
    """Point, words, line, tags, area and client stand in one finished entry."""
    before = "11111111-1111-4111-8111-111111111111"
    entries.check_in(workspace, entry=before, zone=None, pleasantness=None, energy=None, client="Mr Blue")
    tab.open("check_in")
    point(tab, 0.6, -0.4)
    tap(tab, offered(tab)[0], "unsure")
    here = one(tab)
    tab.app.text_input(key=f"check_in.line.{here}").set_value("A *calm* <b>hour</b>")
    tab.app.multiselect(key=f"check_in.tags.{here}").set_value(["night shift"])
    next(g for g in tab.app.get("button_group") if g.key == f"check_in.areas.{here}").set_value(["empathy"])
    tab.app.selectbox(key=f"check_in.client.{here}").set_value("Mr Blue")
    tab.click("check_in.keep")
    (found,) = [entry for entry in kept(workspace) if entry.id != before]
    assert (found.kind, found.state, found.id) == ("check-in", "done", here)
    assert found.points == {"now": Point(0.6, -0.4)}
    assert "unsure" in found.felt("now")
    assert len(found.words) == 2
    assert found.text("text") == "A *calm* <b>hour</b>"
    assert (found.tagged("custom"), found.tagged("competency")) == (("night shift",), ("empathy",))
    assert found.client_label == "Mr Blue"
    assert tab.title == "Kept"
    assert "A *calm* <b>hour</b>" in tab.app.text[0].value


def test_the_words_on_offer_follow_the_point(tab):
    """The eight nearest come first, and "unsure" is always among the chips."""
    tab.open("check_in")
    assert offered(tab)[-1] == "unsure"
    point(tab, -0.7, 0.7)
    bad = offered(tab)
    point(tab, 0.7, -0.5)
    good = offered(tab)
    assert not set(bad[:8]) & set(good[:8])
    assert bad[-1] == good[-1] == "unsure"


def test_a_fourth_word_is_refused_kindly(tab):
    tab.open("check_in")
    first = offered(tab)[:4]
    tap(tab, *first[:3])
    tap(tab, *first)
    assert "Three words are enough" in tab.words
    assert tab.app.session_state["tab.check_in.words"] == tuple(first[:3])
    assert chips(tab).value == first[:3]


def test_a_word_that_was_found_joins_those_that_were_tapped(tab):
    """It stands among the chips from then on, and the box is free for another one."""
    tab.open("check_in")
    tap(tab, offered(tab)[0])
    for turn in (0, 1):
        box = tab.app.selectbox(key=f"check_in.words.{one(tab)}.all.{turn}")
        box.set_value(box.options[-1])
        tab.run()
    chosen = tab.app.session_state["tab.check_in.words"]
    assert len(chosen) == 3
    assert chips(tab).value == list(chosen)


def test_nothing_chosen_is_refused_and_loses_nothing(tab, workspace):
    tab.open("check_in").click("check_in.keep")
    assert "nothing in it yet" in tab.errors
    assert kept(workspace) == ()
    assert tab.has("check_in.keep")


def test_keeping_twice_keeps_once(tab, workspace):
    """The second click of a double click still carries the id of the first."""
    tab.open("check_in")
    point(tab, 0.1, 0.1)
    here = one(tab)
    tab.click("check_in.keep")
    tab.remember(check_in__entry=here, check_in__point=Point(0.1, 0.1))
    tab.app.session_state["tab.check_in.kept"] = None
    tab.run().click("check_in.keep")
    assert [entry.id for entry in kept(workspace)] == [here]


def test_another_check_in_has_an_id_of_its_own(tab, workspace):
    tab.open("check_in")
    point(tab, 0.1, 0.1)
    tab.click("check_in.keep").click("check_in.another")
    assert "tab.check_in.point" not in tab.app.session_state
    point(tab, -0.5, 0.1)
    tab.click("check_in.keep")
    assert len({entry.id for entry in kept(workspace)}) == 2


def test_undo_takes_it_back_and_leaves_what_was_chosen(tab, workspace):
    tab.open("check_in")
    point(tab, 0.4, 0.4)
    tab.click("check_in.keep").click("check_in.undo")
    assert kept(workspace) == ()
    assert "Taken back" in tab.words
    tab.click("check_in.keep")
    assert kept(workspace)[0].points == {"now": Point(0.4, 0.4)}


def test_write_more_opens_the_page_to_write_on(tab):
    tab.open("check_in")
    point(tab, 0.4, 0.4)
    tab.click("check_in.keep").click("check_in.write")
    assert tab.title == "Write"


def test_the_confirmation_gives_way_to_a_new_one_after_a_while(tab, at):
    tab.open("check_in")
    point(tab, 0.4, 0.4)
    tab.click("check_in.keep")
    at("2026-11-21T09:11:00Z")
    tab.run()
    assert tab.title == "How are you right now?"


def when(tab, day=None, hour=None):
    key = f"check_in.when.{one(tab)}"
    if day:
        tab.app.date_input(key=f"{key}.day").set_value(day)
    if hour:
        tab.app.time_input(key=f"{key}.hour").set_value(hour)
    return tab.run()


def test_a_check_in_can_be_for_an_earlier_time(tab, workspace):
    """A day and a time in the browser's zone; the question speaks of the past."""
    tab.open("check_in")
    when(tab, date(2026, 11, 18), time(14, 30))
    assert tab.title == "How was it?"
    point(tab, 0.4, 0.4)
    tab.click("check_in.keep")
    (found,) = kept(workspace)
    assert found.at.isoformat() == "2026-11-18T13:30:00+00:00"
    assert found.local_date == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(date(2026, 11, 18), None, "2026-11-18T11:00"), (None, time(8, 0), "2026-11-21T07:00")],
)
def test_half_a_time_is_understood(tab, workspace, day, hour, expected):
    """A day alone means its noon, a time alone means today."""
    tab.open("check_in")
    when(tab, day, hour)
    point(tab, 0.4, 0.4)
    tab.click("check_in.keep")
    assert kept(workspace)[0].at.isoformat().startswith(expected)


def test_a_time_that_lies_ahead_is_refused_and_the_earlier_choice_stands(tab):
    """The clock stands at 10:00 in Berlin."""
    tab.open("check_in")
    when(tab, hour=time(9, 0))
    when(tab, hour=time(10, 30))
    assert "lies ahead" in "\n".join(box.value for box in tab.app.info)
    assert tab.app.session_state["tab.check_in.when"].hour == 9
    tab.click(f"check_in.when.{one(tab)}.now")
    assert tab.app.session_state["tab.check_in.when"] is None
    assert not tab.app.info


def test_the_last_words_are_offered_again(tab, workspace):
    entries.check_in(
        workspace, entry="11111111-1111-4111-8111-111111111111", zone=None, pleasantness=None, energy=None,
        words=["like rain"],
    )  # fmt: skip
    tab.open("check_in")
    point(tab, 0.9, 0.9)
    assert "like rain" in offered(tab)


def test_a_chip_stands_beside_the_line(tab, workspace):
    """What it puts there is kept with the check-in."""
    tab.open("check_in")
    tab.click(next(one.key for one in tab.app.button if (one.key or "").endswith(".chip.0")))
    tab.click("check_in.keep")
    (kept,) = journal.page(workspace).entries
    assert kept.text("text") == "After a hard contact"
