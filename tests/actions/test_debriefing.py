"""Opening, leaving and finishing a debrief, and the moments where care is due."""

from __future__ import annotations

import pytest

from eq.actions import debriefing, entries, settings, ways
from eq.errors import EqError

ZONE = "Europe/Berlin"


@pytest.fixture(autouse=True)
def _welcomed(workspace, at):
    settings.welcome(workspace)


@pytest.fixture
def begin(workspace):
    def make(**texts):
        one = entries.new_id()
        debriefing.begin(workspace, one, ZONE)
        for field, text in texts.items():
            entries.write(workspace, one, field, text)
        return one

    return make


def test_leaving_parks_what_was_given_and_lets_an_empty_draft_vanish(workspace, begin):
    """What is finished stays finished; a debrief that never was leaves nothing."""
    given, empty = begin(happened="They hung up."), begin()
    assert debriefing.leave(workspace, given) == "parked"
    assert debriefing.leave(workspace, empty) == "nothing"
    assert debriefing.leave(workspace, entries.new_id()) == "nothing"
    assert entries.find(workspace, empty) is None
    assert debriefing.finish(workspace, given)
    assert debriefing.leave(workspace, given) == "done"
    assert entries.get(workspace, given).state == "done"


def test_finishing_nothing_keeps_nothing(workspace, begin):
    """Neither an error nor an empty row."""
    empty = begin()
    assert not debriefing.finish(workspace, empty)
    assert entries.find(workspace, empty) is None
    assert not debriefing.finish(workspace, empty)


def test_what_waits_is_what_was_begun_or_parked(workspace, begin):
    """Drafts first; notes and finished debriefs are none of it."""
    parked, draft, done = begin(title="The van"), begin(happened="x"), begin(happened="y")
    debriefing.leave(workspace, parked)
    debriefing.finish(workspace, done)
    note = entries.new_id()
    entries.begin(workspace, "note", entry=note, zone=ZONE)
    entries.write(workspace, note, "text", "z")
    assert [one.id for one in debriefing.waiting(workspace)] == [draft, parked]


def test_a_parked_one_opens_as_a_draft_on_its_screen(workspace, begin):
    """A finished one is not touched by being looked at."""
    one = begin(happened="x")
    entries.note(workspace, one, screen="responses")
    debriefing.leave(workspace, one)
    opened = debriefing.open_again(workspace, one, ZONE)
    assert (opened.screen, opened.folded, opened.seen) == ("responses", False, False)
    assert entries.get(workspace, one).state == "draft"
    debriefing.finish(workspace, one)
    opened = debriefing.open_again(workspace, one, ZONE)
    assert (opened.folded, opened.seen, entries.get(workspace, one).state) == (True, True, "done")


def test_a_story_from_an_earlier_day_is_folded(workspace, begin, at):
    """The day ends when the person says it does: after midnight it is still the same night shift."""
    one = begin(happened="x")
    at("2026-11-22T02:30:00Z")
    assert not debriefing.open_again(workspace, one, ZONE).folded
    at("2026-11-22T09:00:00Z")
    assert debriefing.open_again(workspace, one, ZONE).folded


def test_only_debriefs_are_opened_here(workspace):
    """A note, or what is gone, is refused in words."""
    note = entries.new_id()
    entries.begin(workspace, "note", entry=note, zone=ZONE)
    with pytest.raises(EqError, match="no debrief"):
        debriefing.open_again(workspace, note, ZONE)
    with pytest.raises(EqError, match="deleted in another tab"):
        debriefing.open_again(workspace, entries.new_id(), ZONE)


def test_other_debriefs_of_the_day_are_counted_without_this_one(workspace, begin, at):
    """Drafts that nobody finished or parked do not count, and a new day begins at nought."""
    first, second, third = begin(happened="x"), begin(happened="y"), begin(happened="z")
    debriefing.finish(workspace, first)
    debriefing.leave(workspace, second)
    assert debriefing.others_today(workspace, third, ZONE) == 2
    assert debriefing.others_today(workspace, first, ZONE) == 1
    at("2026-11-22T09:00:00Z")
    assert debriefing.others_today(workspace, third, ZONE) == 0


def test_not_again_today_holds_until_the_day_ends(workspace, at):
    """For this person's day, night shift included."""
    assert not debriefing.support_quiet(workspace, ZONE)
    debriefing.keep_support_quiet(workspace, ZONE)
    at("2026-11-22T02:30:00Z")
    assert debriefing.support_quiet(workspace, ZONE)
    at("2026-11-22T09:00:00Z")
    assert not debriefing.support_quiet(workspace, ZONE)
    assert settings.settings(workspace).welcomed


def test_ways_of_responding_used_most_come_first_and_common_ones_fill_up(workspace, begin):
    """Eight in all, none twice; own words are no way that ships."""
    assert len(debriefing.most_used(workspace)) == 8
    one = begin(happened="x")
    entries.tag(workspace, one, "response", ["negotiate", "set-boundary", "my own way"])
    debriefing.finish(workspace, one)
    first = debriefing.most_used(workspace)
    assert set(first[:2]) == {"negotiate", "set-boundary"}
    assert len(first) == len(set(first)) == 8
    assert "my own way" not in first


def test_every_way_of_responding_offered_or_recorded_is_one_that_ships():
    """The short list and the words of the record name ids of the playbook."""
    from eq.wording import debrief as words

    shipped = {way.id for way in ways.all()}
    assert set(words.OUTWARD) <= shipped
    assert set(debriefing._COMMON) <= shipped


def test_the_choices_of_every_step_are_those_the_pages_act_on():
    """A choice that a page does not know would do nothing."""
    offered = debriefing.offered()
    known = {
        "mistreatment": ["stop-here", "record-facts", "open-support"],
        "severe": ["settle-first", "save-one-line", "write-now"],
        "support-line": ["not-again-today"],
        "breathing": ["look-around", "gentle-breath"],
        "seen-before": ["show-story"],
        "third-debrief": ["close-with-step", "go-on"],
        "fifteen-minutes": ["close-with-step", "go-on"],
    }
    assert {name: [chip.id for chip in offered.said(name).choices] for name in known} == known
    assert {chip.id for chip in offered.said("breathing").choices} <= {one.id for one in offered.settle}
