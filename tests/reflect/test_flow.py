"""The way through a debrief: every kind of contact, every severity, settled or not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect import flow
from eq.reflect.entry import EPISODES, Entry, Tag

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
EVERY = list(product([None, *EPISODES], [None, *range(11)], [False, True], [False, True]))
FORBIDDEN = {
    "responses",
    "label",
    "needs",
    "worked",
    "helpful",
    "keep",
    "change",
    "if-then",
    "before",
    "after",
    "about",
}


def entry(episode=None, severity=None, settled=False, used=False, **more):
    tags = (Tag("response", "paraphrase"),) if used else ()
    return Entry(
        "e", "debrief", "draft", NOW, "UTC", date(2026, 11, 21), NOW, NOW,
        severity=severity, episode=episode, settled=settled, tags=tags, **more,
    )  # fmt: skip


entries = st.builds(
    entry,
    st.sampled_from([None, *EPISODES]),
    st.none() | st.integers(0, 10),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.parametrize(("episode", "severity", "settled", "used"), EVERY)
def test_mistreatment_never_meets_a_screen_that_makes_it_the_persons_to_solve(episode, severity, settled, used):
    """After abuse only facts, who was told and a next step are asked, in every combination and whatever was given."""
    shown = flow.screens(entry(episode, severity, settled, used))
    if episode == "abusive":
        assert not FORBIDDEN & set(shown)
        assert [one for one in shown if one != "severe"] == [
            "severity", "kind", "mistreatment", "happened", "did", "reported", "next",
        ]  # fmt: skip
    else:
        assert "mistreatment" not in shown


@pytest.mark.parametrize(("episode", "severity", "settled", "used"), EVERY)
def test_nobody_is_led_from_something_severe_straight_into_writing(episode, severity, settled, used):
    """From 8 on the pause stands before the first screen to write on; below it there is none."""
    shown = flow.screens(entry(episode, severity, settled, used))
    if severity is not None and severity >= 8:
        assert shown.index("severe") < shown.index("happened")
        assert shown.index("severe") > shown.index("kind")
    else:
        assert "severe" not in shown


@pytest.mark.parametrize(("episode", "severity", "settled", "used"), EVERY)
def test_feelings_are_asked_first_of_what_follows_and_last_after_something_severe(episode, severity, settled, used):
    """Before anything may settle them as a rule; where it was hard, naming feelings comes last."""
    more = flow.more(entry(episode, severity, settled, used))
    if episode == "abusive":
        assert more == ()
    elif severity is not None and severity >= 8:
        assert more[-2:] == ("before", "after")
    else:
        assert more[:2] == ("before", "after")


def test_the_core_has_five_questions():
    """How hard, what kind, what happened, which ways of responding, one sentence."""
    for one in (None, entry(), entry("demanding", 5), entry("aggressive", 10)):
        asked = [screen for screen in flow.core(one) if flow.progress(one, screen)]
        assert asked == ["severity", "kind", "happened", "responses", "next"]
        assert [flow.progress(one, screen) for screen in asked] == [(n, 5) for n in range(1, 6)]


def test_whether_it_worked_is_asked_only_of_what_was_used():
    """Without a way of responding there is nothing to judge."""
    assert "worked" in flow.more(entry(used=True))
    assert "worked" not in flow.more(entry())


@given(entries, st.sampled_from(flow.SCREENS) | st.text(max_size=12))
@settings(max_examples=100)
def test_every_wish_leads_to_a_screen_the_entry_has(one, wanted):
    """A place that is gone gives way to an earlier one, so that nothing is jumped over."""
    here = flow.place(one, wanted)
    assert here in flow.screens(one)
    if wanted in flow.screens(one):
        assert here == wanted


def test_a_debrief_that_turns_out_to_be_abuse_goes_to_its_own_step():
    """Wherever it stood, the next thing seen is the step about mistreatment."""
    one = entry("abusive", 5, used=True)
    for screen in FORBIDDEN:
        assert flow.place(one, screen) == "mistreatment"


@given(entries)
@settings(max_examples=100)
def test_back_and_next_meet_every_screen_once_in_order(one):
    """Next through the core and through what follows, and back the same way."""
    walked, here = [], flow.FIRST
    while here is not None:
        walked.append(here)
        here = flow.after(one, here)
    assert tuple(walked) == flow.core(one)
    rest = flow.more(one)
    if rest:
        assert flow.after(one, rest[-1]) is None
        assert flow.before(one, rest[0]) == "next"
    every = flow.screens(one)
    assert [flow.before(one, screen) for screen in every] == [None, *every[:-1]]


@pytest.mark.parametrize(("others", "minutes", "declined", "said"), [
    (0, 0, (), None),
    (1, 14.9, (), None),
    (2, 0, (), "third-debrief"),
    (5, 60, (), "third-debrief"),
    (2, 0, ("third-debrief",), None),
    (2, 15, ("third-debrief",), "fifteen-minutes"),
    (0, 15, (), "fifteen-minutes"),
    (0, 15, ("fifteen-minutes",), None),
])  # fmt: skip
def test_the_third_of_a_day_and_fifteen_minutes_offer_to_close(others, minutes, declined, said):
    """Each offer comes once, and never where it would stand in the way."""
    assert flow.closing_offer(others, minutes, "responses", declined) == said
    for screen in ("severity", "kind", "mistreatment", "severe", "next"):
        assert flow.closing_offer(others, minutes, screen, declined) is None


def test_the_story_is_folded_when_it_was_told_before():
    """A finished one, or one told on an earlier day; a parked line alone is no story."""
    told, today = {"happened": "They shouted."}, date(2026, 11, 22)
    assert flow.story_folded(entry(texts=told), date(2026, 11, 21), today)
    assert not flow.story_folded(entry(texts=told), today, today)
    assert not flow.story_folded(entry(texts={"title": "The van"}), date(2026, 11, 21), today)


def test_support_is_one_line_after_something_severe_only():
    """From the pause on, not on the questions before it, and not where it was less hard."""
    assert flow.support_line(entry(severity=8), "happened")
    assert not flow.support_line(entry(severity=8), "severity")
    assert not flow.support_line(entry(severity=7), "happened")
    assert not flow.support_line(None, "happened")
