"""Progress: where change counts from, the one verdict, refusals with their reason, and pulse blocks."""

from __future__ import annotations

import pytest

from eq.actions import instruments, results

FIRST, SECOND, THIRD = "2026-08-01T09:00:00Z", "2026-09-05T09:00:00Z", "2026-10-10T09:00:00Z"
VERSIONED = """
id: own
version: 1
title: "My own"
frame: "In the past 4 weeks"
answers: {low: 1, high: 5, labels: ["Never", "Rarely", "Sometimes", "Often", "Always"]}
scales: [{id: calm, title: "Calm"}]
items:
"""


def test_without_a_sitting_there_is_one_thing_to_do(tab):
    tab.open("progress")
    assert tab.title == "Nothing to compare yet"
    assert tab.click("empty-progress-go").title == "Choose a questionnaire"


def test_one_sitting_is_a_start(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.open("progress")
    assert "change is counted from the second sitting" in tab.words
    assert tab.figures == 1
    assert "Five competencies · 1 sitting · up to 21 November 2026" in tab.words


def test_the_second_sitting_is_where_change_counts_from(tab, sit, shipped, at):
    """No verdict after two sittings five weeks apart, the reason, and the day from which one can be given."""
    for when in (FIRST, SECOND):
        at(when)
        sit(shipped("five-competencies"))
    tab.open("progress")
    assert "No verdict yet." in tab.words
    assert "First answers tend to run high" in tab.words
    assert "A sitting on or after 3 October 2026 can be judged." in tab.words
    assert tab.figures == 1
    assert not [table for table in tab.tables if "no clear change" in str(table)]


def test_the_third_sitting_five_weeks_later_carries_one_verdict(tab, sit, shipped, at):
    for when, shift in ((FIRST, 0), (SECOND, 0), (THIRD, 0)):
        at(when)
        sit(shipped("five-competencies"), shift=shift)
    tab.open("progress")
    assert "No clear change." in tab.words
    assert "10 October 2026 against 5 September 2026, where change counts from." in tab.words
    assert "is found about half the time" in tab.words
    assert tab.figures == 2
    [change] = [table for table in tab.tables if "no clear change" in str(table)]
    assert [row[0] for row in change] == [scale.title for scale in shipped("five-competencies").scales]


def test_a_change_that_is_clear_is_called_one(tab, sit, shipped, at):
    """Every statement two answers higher in one area, the rest as before."""
    form = shipped("five-competencies")
    for when in (FIRST, SECOND):
        at(when)
        sit(form, given={item.id: 4 if item.reverse else 2 for item in form.items if item.scale == "empathy"})
    at(THIRD)
    sit(form, given={item.id: 2 if item.reverse else 4 for item in form.items if item.scale == "empathy"})
    tab.open("progress")
    assert "Your answers on empathy moved up." in tab.words
    assert "No clear change: self-awareness, self-regulation, motivation and social skills." in tab.words


def test_a_sitting_that_came_too_early_is_not_judged(tab, sit, shipped, at):
    """Three weeks after the second: the reason, and from which day a sitting can be judged."""
    for when in (FIRST, SECOND, "2026-09-26T09:00:00Z"):
        at(when)
        sit(shipped("five-competencies"))
    tab.open("progress")
    assert "less than four weeks apart" in tab.words
    assert "A sitting on or after 3 October 2026 can be judged." in tab.words
    assert tab.figures == 1


def test_an_open_question_about_the_answers_holds_the_verdict_back(tab, workspace, sit, shipped, at):
    form = shipped("five-competencies")
    for when, given in ((FIRST, {}), (SECOND, {}), (THIRD, {item.id: 3 for item in form.items})):
        at(when)
        latest = sit(form, given=given)
    tab.open("progress")
    assert "the question whether the answers stand is still open" in tab.words
    assert tab.figures == 1
    results.answers_stand(workspace, latest)
    assert "No verdict yet" not in tab.run().words
    assert tab.figures == 2


def test_changed_statements_are_not_compared(tab, workspace, sit, own_file, at):
    items = "".join(f'  - {{id: c-{n}, scale: calm, text: "I do thing {n}."}}\n' for n in range(8))
    own_file("own.yaml", VERSIONED + items)
    for when in (FIRST, SECOND):
        at(when)
        sit(instruments.current(workspace, "own"))
    own_file("own.yaml", (VERSIONED + items).replace("version: 1", "version: 2").replace("thing 0", "another"))
    at(THIRD)
    sit(instruments.current(workspace, "own"))
    tab.open("progress")
    assert "The statements were changed between the two sittings." in tab.words
    assert tab.figures == 1


def test_an_area_that_cannot_be_compared_says_why_beside_the_others(tab, sit, shipped, at):
    form = shipped("five-competencies")
    none = {item.id: None for item in [i for i in form.items if i.scale == "motivation"][:3]}
    for when, given in ((FIRST, {}), (SECOND, {}), (THIRD, none)):
        at(when)
        sit(form, given=given)
    tab.open("progress")
    assert "Motivation: Fewer than 80 % of the statements were answered both times." in tab.words
    assert "10 October 2026: no number for Motivation, fewer than four in five statements answered." in tab.words


def test_several_questionnaires_can_be_chosen_between(tab, sit, shipped, at):
    at(FIRST)
    sit(shipped("five-competencies"))
    at(SECOND)
    sit(shipped("client-work"))
    tab.open("progress")
    assert f"{shipped('client-work').title} · 1 sitting" in tab.words
    tab.app.segmented_control[0].set_value("five-competencies")
    assert "Five competencies · 1 sitting" in tab.run().words
    tab.app.segmented_control[0].set_value("client-work")
    assert f"{shipped('client-work').title} · 1 sitting" in tab.run().words
    tab.app.segmented_control[0].set_value("five-competencies")
    assert "Five competencies · 1 sitting" in tab.run().words


def test_no_word_ranks_or_praises(tab, sit, shipped, at):
    for when, shift in ((FIRST, 0), (SECOND, 0), (THIRD, 2)):
        at(when)
        sit(shipped("five-competencies"), shift=shift)
    words = tab.open("progress").words.lower()
    assert "moved up" in words
    for praise in ("improve", "better", "worse", "great", "well done", "congrat", "declin"):
        assert praise not in words


# The pulse -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pulses(sit, shipped, at):
    """Takes a pulse on each of the given days of 2026."""

    def take(*days, shift=0):
        for day in days:
            at(f"2026-{day}T09:00:00Z")
            sit(shipped("pulse"), shift=shift)

    return take


def test_one_pulse_says_how_many_more_weeks_and_when(tab, pulses):
    """A block needs three weeks: the material that is there, how many are missing, and about when."""
    pulses("11-04")
    tab.open("progress")
    assert tab.title == "Your pulse, four weeks at a time"
    assert "Two more weeks with a pulse, about 16 November 2026, and this block shows a number." in tab.words
    assert "This block runs from 2 November 2026 to 29 November 2026." in tab.words
    assert "4 November 2026: counts" in tab.words
    assert tab.click("progress.take").app.button[0].key == "take.begin.pulse"


def test_two_pulses_are_one_week_short(tab, pulses):
    pulses("11-04", "11-11")
    assert "One more week with a pulse" in tab.open("progress").words


def test_three_weeks_in_a_block_show_a_number(tab, pulses):
    pulses("11-04", "11-11", "11-18")
    tab.open("progress")
    assert "more week" not in tab.words
    assert tab.figures == 1
    [[row]] = tab.tables
    assert row[0] == "2 Nov to 29 Nov 2026"
    assert len(row) == 6
    assert all(" to " in cell and "not shown" not in cell for cell in row[1:])


def test_two_full_blocks_after_the_first_carry_the_one_verdict(tab, pulses):
    """The last finished block against the second ever; the first runs high and is left out."""
    from datetime import date, timedelta

    start = date(2026, 7, 1)
    pulses(*[(start + timedelta(weeks=n)).strftime("%m-%d") for n in range(18)])
    tab.open("progress")
    assert "The four weeks from" in tab.words
    assert "No clear change." in tab.words
    assert tab.figures == 2
