"""The choice of a focus and the start in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from eq.actions.names import COMPETENCY_TITLES
from eq.plan.priority import TERMS, Known, Ranking, ranking
from eq.plan.suggest import Reason
from eq.reflect.competencies import COMPETENCIES
from eq.wording import plan_focus, plan_start


def ranked(importance: Sequence[int | None], low: Sequence[bool | None] = (None,) * 5) -> Ranking:
    """The five in their fixed order with these answers."""
    parts = zip(COMPETENCIES, importance, low, strict=True)
    return ranking([Known(area, answer, None, None, lower, None) for area, answer, lower in parts])


def test_without_any_term_the_person_is_asked_what_matters() -> None:
    """No order is made up, and no sum is shown."""
    found = ranked([None] * 5)
    assert "choose what matters to you" in plan_focus.standing(found, COMPETENCY_TITLES)
    about = plan_focus.about("empathy", 0, found, planned=False)
    assert about == plan_focus.ABOUT["empathy"]


def test_the_line_of_an_area_says_its_sum_and_whether_a_plan_is_about_it() -> None:
    """In front of what it is about, so that the five can be compared."""
    found = ranked([3, 2, 1, 0, 3])
    said = plan_focus.about("self-awareness", 6, found, planned=True)
    assert said == f"6 points · {plan_focus.ABOUT['self-awareness']} {plan_focus.IN_PLAN}"
    assert plan_focus.points("Empathy", 1) == "Empathy: 1 point"


def test_sums_within_two_points_are_said_to_be_too_close_to_rank() -> None:
    """Everyone near the top is named with its sum, nobody else."""
    said = plan_focus.standing(ranked([3, 2, 1, 0, 3]), COMPETENCY_TITLES)
    assert said.startswith("Too close to rank: Self-awareness (6), Social skills (6) and Self-regulation (4).")
    assert "Motivation" not in said


def test_a_clear_order_names_the_first_two_and_leaves_the_choice() -> None:
    """The sum is called a help."""
    said = plan_focus.standing(ranked([0, 1, 3, 0, 0]), COMPETENCY_TITLES)
    assert said == (
        "Motivation has the most points, 6; Self-regulation comes next with 2. The sum is a help, and you decide."
    )


def test_beside_a_plan_only_what_can_be_chosen_is_put_in_an_order() -> None:
    """The area of the plan that runs is not named, however many points it has."""
    found = ranked([1, 3, 3, 0, 0])
    said = plan_focus.standing(found, COMPETENCY_TITLES, {"self-regulation"})
    assert said == "Of the rest, motivation has the most points, 6. You decide."
    assert plan_focus.standing(found, COMPETENCY_TITLES, {"self-regulation", "motivation"}).startswith(
        "Of the rest, too close to rank: Self-awareness (2), Empathy (0) and Social skills (0)."
    )


def test_every_term_that_is_left_out_says_why() -> None:
    """With the number of episodes that are there."""
    lines = plan_focus.dropped(TERMS, 3)
    assert len(lines) == len(TERMS)
    assert any("3 of at least 5 episodes" in line for line in lines)


def test_the_source_of_a_term_shows_its_number_and_how_it_counts() -> None:
    """Days with their episodes, an answer with its scale, and a capped profile with the reason."""
    known = [
        Known(
            area, 3 if area == "empathy" else 0, 1, 4 if area == "empathy" else 0, area == "empathy", area == "empathy"
        )
        for area in COMPETENCIES
    ]
    terms = {one.name: one for one in ranking(known).rows[0].terms}
    assert plan_focus.asked(terms["importance"]) == "You answered “Most”, 3 of 3, counted twice."
    assert plan_focus.asked(terms["readiness"]) == "You answered “Partly”, 1 of 2."
    assert "6 episodes of severity 4 or more on 4 days of the last 56: 2 of 3, counted twice." in plan_focus.journal(
        terms["journal"], 4, 6
    )
    low = plan_focus.low(terms["low"], "Five competencies", date(2026, 11, 2))
    assert "were below your own average" in low
    assert "It adds less here" in low
    down = plan_focus.down(terms["down"], "Five competencies", date(2026, 11, 2))
    assert "compared with the sitting it is counted from" in down
    assert plan_focus.term(terms["down"], "Why.") == "Change in your questionnaires: 1 point. Why."


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("helped", ("p",), 1), "Your days went better with it when you tested it."),
        (
            Reason("leaned", ("p",), 1),
            "Your days leaned to better when you tested it; that settles nothing.",
        ),
        (Reason("unsuited", ("p",), 1), "Your days leaned to worse when you tested it; that settles nothing."),
        (Reason("trigger", ("t",), 1), "“Noise” came up on 1 day of the last 56."),
        (Reason("items", ("i", "j", "k"), 3), "Your answers to “I wait.” and 2 more statements point here."),
        (Reason("items", ("i",), 1), "Your answers to “I wait.” point here."),
        (Reason("ways", ("w", "v"), 2), "“Listen” and “v” worked only partly or not, twice in the last 56 days."),
        (Reason("none", (), 0), "No reason from your own records yet."),
    ],
)
def test_a_reason_is_a_sentence_with_its_number(reason: Reason, said: str) -> None:
    """An id nobody has words for stands for itself."""
    words: Mapping[str, str] = {"t": "Noise", "i": "I wait.", "w": "Listen"}
    assert plan_focus.reason(reason, words, words, words) == said


def test_the_days_the_start_is_drawn_from_are_named() -> None:
    """A window of one day is no draw."""
    first, last = date(2026, 12, 2), date(2026, 12, 8)
    assert "between 2 December 2026 and 8 December 2026" in plan_start.window(first, last)
    assert plan_start.window(first, first) == "Begins on 2 December 2026: no day is drawn."
    assert "drawn by lot" in plan_start.test_why(7)
    assert "drawn" not in plan_start.test_why(1)


def test_what_a_practice_takes_is_said_by_day_or_by_moment() -> None:
    """A day without the moment of a practice is no gap."""
    assert plan_start.takes(5, 1, occasion=False) == "5 minutes on each of your days."
    assert plan_start.takes(1, 3, occasion=False) == "1 minute, three times on each of your days."
    assert "no gap" in plan_start.takes(2, 1, occasion=True)
    assert plan_start.context("Empathy", 10) == "Empathy"
    assert plan_start.context("Empathy", 3) == "Empathy · 3 minutes a day left"
