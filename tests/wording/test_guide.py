"""Exercises and the plan on Today, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.plan.measure import Measure
from eq.plan.plan import DONE, Action
from eq.plan.practice import Field, Guide, Rhythm
from eq.wording import guide as words
from eq.wording import plan_today, today

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FORM = Guide(
    id="f",
    title="Two readings",
    kind="form",
    lead="l",
    breathing=False,
    fields=(
        Field(id="one", label="What happened", hint="h", kind="text"),
        Field(id="two", label="How sure", hint="h", kind="percent"),
    ),
    close="c",
)
MEASURES = {
    "scale": Measure("Calm", "How calm?", "scale", "higher", "Not", "Very"),
    "yes-no": Measure("Talked", "Did you talk?", "yes-no", "higher"),
    "minutes": Measure("Upset", "How long?", "minutes", "lower"),
}


def action(kind="scale"):
    return Action("a", "p", "pause", "A pause", MEASURES[kind], 2, 1, (1,), date(2026, 11, 21), AT, AT)


@pytest.mark.parametrize(
    ("seconds", "said"), [(20, "about a minute"), (89, "about a minute"), (100, "about 2 minutes"), (480, "about 8")]
)
def test_a_length_is_said_in_minutes(seconds, said):
    """Never as none at all."""
    assert words.lasting(seconds).startswith(said)


def test_a_form_has_no_length():
    """Its context is the kind of thing alone."""
    assert words.context(FORM) == words.CONTEXT


@pytest.mark.parametrize(("seconds", "said"), [(0, ""), (59, ""), (60, "about a minute."), (130, "about 2 minutes.")])
def test_stopping_is_said_with_its_time_from_a_minute_on(seconds, said):
    """And without a word of blame."""
    assert words.stopped(seconds).endswith(said)
    assert words.stopped(seconds).startswith(words.STOPPED)
    assert ("went on" in words.stopped(seconds)) == bool(said)


def test_a_pace_without_the_clock_names_every_breath():
    """The second short breath only where there is one, and never a hold."""
    plain, sigh = Rhythm(into=4, out=6, minutes=3), Rhythm(into=3, again=1, out=6, minutes=3)
    assert words.rhythm(plain) == "Breathe in for 4 seconds, and out for 6, without holding. Go on for 3 minutes."
    assert "3 seconds, 1 more to let in a little more, and out for 6, without holding" in words.rhythm(sigh)


def test_a_note_holds_what_was_typed_and_nothing_else():
    """In the order of the form; empty boxes leave no trace, and nothing typed is no note."""
    typed = {"two": words.percent(30), "one": "  They *hung* up. "}
    assert words.note(FORM, typed) == "What happened:\nThey *hung* up.\n\nHow sure:\n30 of 100"
    assert words.note(FORM, {"one": " \n "}) == ""
    assert words.note(FORM, {"other": "text"}) == ""


@pytest.mark.parametrize(
    ("kind", "given", "said"), [("scale", 6, "6 of 10"), ("yes-no", 0, "No"), ("minutes", 15, "15 min")]
)
def test_an_answered_practice_is_one_line(kind, given, said):
    """With the value of its measure as it was asked."""
    one = action(kind)
    assert plan_today.answered(one, "done", given) == f"A pause: done, {one.measure.name}: {said}"
    assert plan_today.answered(one, None, given) == f"A pause: {one.measure.name}: {said}"


@pytest.mark.parametrize("done", DONE)
def test_every_answer_has_its_words(done):
    """None of them is a verdict."""
    said = plan_today.answered(action(), done, None)
    assert said.startswith("A pause: ")
    assert not {"missed", "failed", "forgot"} & set(said.split())


def test_a_look_back_names_the_week():
    """As the number of full weeks."""
    assert "Week 3 is over" in today.plan_review(3)
