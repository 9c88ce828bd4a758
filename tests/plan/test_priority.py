"""The order of areas for a focus: a worked example, what is missing, and what must not change the order."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.plan.priority import CLOSE, EVIDENCE_DAYS, IMPORTANCE, TERMS, Known, ranking
from eq.reflect.competencies import COMPETENCIES

DOC = Path(__file__).parents[2] / "docs" / "scoring.md"

AWARE, REGULATE, MOTIVE, EMPATHY, SOCIAL = COMPETENCIES

ALL_KNOWN = (
    Known(AWARE, 2, 1, 1, low=False, down=False, observers=1),
    Known(REGULATE, 3, 1, 5, low=True, down=True, observers=0),
    Known(MOTIVE, 1, 2, 0, low=False, down=False, observers=0),
    Known(EMPATHY, 3, 1, 3, low=True, down=False, observers=1),
    Known(SOCIAL, 2, 0, 4, low=False, down=True, observers=1),
)

ONLY_LOW = (
    Known(AWARE, 2, 1, 1, low=False, down=False),
    Known(REGULATE, 3, 1, 5, low=False, down=True),
    Known(MOTIVE, 1, 2, 0, low=False, down=False),
    Known(EMPATHY, 3, 1, 6, low=True, down=False),
    Known(SOCIAL, 2, 0, 4, low=False, down=True),
)


def maybe(values):
    """One strategy for a whole column: known for all, or missing for some."""
    return st.one_of(
        st.lists(values, min_size=5, max_size=5), st.lists(st.one_of(st.none(), values), min_size=5, max_size=5)
    )


@st.composite
def everyone(draw):
    importance, readiness, days, low, down, observers = (
        draw(maybe(values))
        for values in (
            st.integers(0, 3),
            st.integers(0, 2),
            st.integers(0, EVIDENCE_DAYS),
            st.booleans(),
            st.booleans(),
            st.integers(0, 2),
        )
    )
    columns = (COMPETENCIES, importance, readiness, days, low, down, observers)
    return [Known(*row) for row in zip(*columns, strict=True)]


def points(found):
    """By competency, the points of the six terms."""
    return {row.competency: [term.points for term in row.terms] for row in found.rows}


# --- worked examples ------------------------------------------------------------------------------------------------


def test_the_worked_example():
    """Every kind of point, by hand."""
    found = ranking(ALL_KNOWN)
    assert [(row.competency, row.total, row.rank) for row in found.rows] == [
        (REGULATE, 15, 1),
        (EMPATHY, 14, 2),
        (SOCIAL, 10, 3),
        (AWARE, 8, 4),
        (MOTIVE, 4, 5),
    ]
    assert points(found) == {
        REGULATE: [6, 6, 1, 1, 0, 1],
        EMPATHY: [6, 4, 2, 0, 1, 1],
        SOCIAL: [4, 4, 0, 1, 1, 0],
        AWARE: [4, 2, 0, 0, 1, 1],
        MOTIVE: [2, 0, 0, 0, 0, 2],
    }
    assert (found.dropped, found.close, found.only_low, found.nothing) == ((), True, False, False)


def test_the_document_shows_the_worked_example():
    """With its answers, points, sums and ranks, and `down` before `low` as it counts."""
    shown = DOC.read_text(encoding="utf-8")
    for row in ranking(ALL_KNOWN).rows:
        known = next(one for one in ALL_KNOWN if one.competency == row.competency)
        importance, journal, low, down, observers, readiness = (str(term.points) for term in row.terms)
        answers = [known.importance, known.days, *("yes" if one else "no" for one in (known.down, known.low))]
        parts = " + ".join([importance, journal, down, low, observers, readiness])
        cells = [row.competency, *answers, known.observers, known.readiness, parts, row.total, row.rank]
        assert f"| {' | '.join(map(str, cells))} |" in shown


def test_a_low_profile_that_alone_makes_the_first_is_said():
    """Without it another would be first; what observers would add is missing and drops out."""
    found = ranking(ONLY_LOW)
    assert [(row.competency, row.total) for row in found.rows[:2]] == [(EMPATHY, 15), (REGULATE, 14)]
    assert (found.dropped, found.close, found.only_low) == (("observers",), True, True)


def test_a_low_profile_that_only_joins_the_first_decides_nothing():
    """Nobody is alone at the top then, so there is nothing to say it did."""
    tied = [replace(one, readiness=2) if one.competency == REGULATE else one for one in ONLY_LOW]
    found = ranking(tied)
    assert [row.total for row in found.rows[:2]] == [15, 15]
    assert [row.rank for row in found.rows[:3]] == [1, 1, 3]
    assert (found.close, found.only_low) == (True, False)


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (56, 3)])
def test_days_become_points(days, expected):
    """Twice 0 to 3, in steps."""
    known = [Known(one, None, None, days, low=None, down=None) for one in COMPETENCIES]
    (term,) = [term for term in ranking(known).rows[0].terms if term.counted]
    assert (term.name, term.raw, term.points) == ("journal", expected, 2 * expected)


@pytest.mark.parametrize(
    ("low", "down", "expected"),
    [(False, False, (0, 0)), (True, False, (2, 0)), (False, True, (0, 1)), (True, True, (1, 1))],
)
def test_low_and_down_give_two_points_together_at_most(low, down, expected):
    """They rest on the same sitting."""
    known = [Known(one, None, None, None, low=low, down=down) for one in COMPETENCIES]
    terms = {term.name: term for term in ranking(known).rows[0].terms}
    assert (terms["low"].points, terms["down"].points) == expected
    assert (terms["low"].raw, terms["down"].raw) == (2 * low, 1 * down)


def test_a_missing_comparison_takes_no_point_from_a_low_profile():
    """What is dropped for all does not count towards the two points either."""
    known = [Known(one, 0, None, None, low=True, down=True) for one in COMPETENCIES[:4]]
    found = ranking([*known, Known(SOCIAL, 0, None, None, low=True, down=None)])
    assert {row.total for row in found.rows} == {2}
    assert found.rows[0].terms[TERMS.index("down")].raw == 1
    assert not found.rows[0].terms[TERMS.index("down")].counted


# --- nothing known --------------------------------------------------------------------------------------------------


def test_with_nothing_known_there_is_no_order():
    """Said as such, in the order in which competencies always stand."""
    found = ranking([Known(one, None, None, None, None, None) for one in reversed(COMPETENCIES)])
    assert [(row.competency, row.total, row.rank) for row in found.rows] == [(one, 0, 1) for one in COMPETENCIES]
    assert (found.dropped, found.close, found.only_low, found.nothing) == (TERMS, True, False, True)


@pytest.mark.parametrize(("apart", "close"), [(0, True), (1, False)])
def test_the_first_two_are_close_up_to_two_points(apart, close):
    """One step of importance is two points, one more of readiness is too many."""
    known = [Known(one, 3 if one == EMPATHY else 2, apart * (one == EMPATHY), None, None, None) for one in COMPETENCIES]
    found = ranking(known)
    assert found.rows[0].total - found.rows[1].total == CLOSE + apart
    assert found.close is close


@pytest.mark.parametrize(
    "known",
    [
        [],
        ALL_KNOWN[:4],
        (*ALL_KNOWN, ALL_KNOWN[0]),
        (*ALL_KNOWN[:4], ALL_KNOWN[0]),
        *(
            (replace(ALL_KNOWN[0], **wrong), *ALL_KNOWN[1:])
            for wrong in ({"importance": 4}, {"readiness": -1}, {"days": 57}, {"observers": 3})
        ),
    ],
)
def test_what_makes_no_sense_is_refused(known):
    """Four areas, one twice, or a number outside its range."""
    with pytest.raises(ValueError, match=r"needed once|outside"):
        ranking(known)


# --- what always holds ----------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(everyone())
def test_a_sum_is_the_sum_of_its_terms_and_ranks_follow_it(known):
    """Largest first, ranks shared by equal sums, within 0..18."""
    found = ranking(known)
    totals = [row.total for row in found.rows]
    assert totals == sorted(totals, reverse=True)
    assert {row.competency for row in found.rows} == set(COMPETENCIES)
    for row in found.rows:
        assert row.total == sum(term.points for term in row.terms)
        assert tuple(term.name for term in row.terms) == TERMS
        assert row.rank == 1 + sum(total > row.total for total in totals)
        assert 0 <= row.total <= 18
    for one, other in itertools.pairwise(found.rows):
        assert one.total > other.total or COMPETENCIES.index(one.competency) < COMPETENCIES.index(other.competency)


@settings(max_examples=100, deadline=None)
@given(everyone(), st.permutations(range(5)))
def test_the_order_in_which_areas_are_given_does_not_matter(known, order):
    """Nor which of them was looked at first."""
    assert ranking([known[at] for at in order]) == ranking(known)


@settings(max_examples=100, deadline=None)
@given(everyone(), st.integers(0, 4), st.data())
def test_raising_the_importance_of_an_area_never_lowers_its_rank(known, at, data):
    """Saying that something matters more cannot push it down."""
    asked = [replace(one, importance=one.importance or 0) for one in known]
    more = data.draw(st.integers(asked[at].importance, IMPORTANCE[-1]))
    raised = [replace(one, importance=more) if place == at else one for place, one in enumerate(asked)]
    competency = COMPETENCIES[at]
    before, after = (next(row for row in ranking(one).rows if row.competency == competency) for one in (asked, raised))
    assert after.rank <= before.rank
    assert after.total - before.total == 2 * (more - asked[at].importance)


@settings(max_examples=100, deadline=None)
@given(everyone())
def test_what_is_missing_for_one_is_dropped_for_all(known):
    """Silence about one area is not a low number for it."""
    found = ranking(known)
    columns = {"importance": "importance", "journal": "days", "low": "low", "down": "down"}
    columns |= {"observers": "observers", "readiness": "readiness"}
    missing = {name for name, column in columns.items() if any(getattr(one, column) is None for one in known)}
    assert set(found.dropped) == missing
    for term in (term for row in found.rows for term in row.terms):
        assert term.counted is (term.name not in missing)
        assert term.counted or term.points == 0
    assert found.nothing is (len(missing) == len(TERMS))


@settings(max_examples=100, deadline=None)
@given(everyone())
def test_a_low_profile_never_decides_alone(known):
    """Whoever is first because of it alone stands in a ranking that is called too close."""
    found = ranking(known)
    low_known = all(one.low is not None for one in known)
    without = ranking([replace(one, low=False if low_known else None) for one in known])
    alone = [row.competency for row in found.rows if row.rank == 1]
    alone_without = [row.competency for row in without.rows if row.rank == 1]
    assert found.only_low is (len(alone) == 1 and alone != alone_without)
    assert found.close or not found.only_low
