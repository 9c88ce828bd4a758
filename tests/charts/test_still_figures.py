"""Report figures as data: what is in them, what is kept out of them, and how they speak."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from eq.assess.change import Comparison, Sitting, change
from eq.assess.profile import own_profile
from eq.assess.pulse import Week, blocks
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.charts import (
    still_change,
    still_plane,
    still_profile,
    still_pulse,
    still_recovery,
    still_trial,
    still_triggers,
    still_words,
)
from eq.coach.report import Figure
from eq.plan.measure import Measure
from eq.plan.plan import Day
from eq.plan.schedule import Trial
from eq.reflect.days import Level
from eq.reflect.insight import Affect, Breakdown, Recovery, WordsUsed

MakeForm = Callable[..., Questionnaire]
TODAY = date(2026, 11, 21)
FELT = [f"{at}_{end}" for at in "pe" for end in ("low", "high", "days")]
NO_BLOCKS = pd.DataFrame(columns=["start", "end", "days", "pleasantness", "energy", *FELT])


def profile(q: Questionnaire, values: np.ndarray, *, ours: bool = True) -> Figure:
    return still_profile.figure(q, score(q, values[np.newaxis, :]), own_profile(q, values), ours=ours)


def compared(q: Questionnaire, before: np.ndarray, after: np.ndarray, *, ours: bool = True) -> Figure:
    first = Sitting("a", datetime(2026, 5, 3, tzinfo=UTC), q, before)
    second = Sitting("b", datetime(2026, 11, 20, tzinfo=UTC), q, after)
    return still_change.figure(q, Comparison(first, second, change(q, before, after), None, None), ours=ours)


def felt(values: list[tuple[float, float]]) -> Affect:
    days = pd.DataFrame(values, columns=["pleasantness", "energy"])
    days["day"] = [TODAY - timedelta(days=at) for at in range(len(days))][::-1]
    days["n"] = 1
    none = Level(len(values))
    return Affect(len(values), len(values), days, none, none, NO_BLOCKS, pd.DataFrame(), None)


def used(*rows: tuple[str, int]) -> WordsUsed:
    words = pd.DataFrame(rows, columns=["word", "n"]).astype({"n": "int64"})
    return WordsUsed(int(words["n"].sum()), words, None, None)


def broken_down(*rows: tuple[str, str, int], kind: str = "trigger") -> Breakdown:
    names = ["value", "label", "n", "days", "severity", "s_low", "s_high", "minutes", "m_low", "m_high", "m_days"]
    found = [(value, label, n, n, 5.0, 4.0, 6.0, 30.0, 20.0, 40.0, n) for value, label, n in rows]
    return Breakdown(kind, pd.DataFrame(found, columns=names), sum(row[2] for row in rows))  # type: ignore[arg-type]


def recovered(minutes: list[float], starts: list[date]) -> Recovery:
    days = [TODAY - timedelta(days=at) for at in range(len(minutes))][::-1]
    points = pd.DataFrame({"day": pd.Series(days, dtype="object"), "minutes": minutes}).astype({"minutes": "float64"})
    rows = [(start, start + timedelta(days=27), 9, 9, 30.0, 20.0, 40.0) for start in starts]
    found = pd.DataFrame(rows, columns=["start", "end", "n", "days", "minutes", "low", "high"])
    return Recovery(len(minutes), 2, 1, Level(len(minutes), 30.0, 20.0, 40.0, 0.0, 1.0), found, points, None)


def test_a_profile_has_the_published_numbers_and_its_words(form: MakeForm, consistent: np.ndarray) -> None:
    """One row a scale with its mean and range; the table behind it says the same."""
    found = profile(form(), consistent)
    assert found.rows[0][:4] == ("Self-awareness", "between sometimes and often", "", 0)
    assert found.rows[0][4:] == pytest.approx((3.625, 2.99, 4.26), abs=0.01)
    assert found.table.rows[0][:2] == ("Self-awareness", "between sometimes and often")
    assert "Self-awareness: between sometimes and often, 3.62 (2.99 to 4.26)" in found.alt


def test_own_average_is_drawn_only_where_areas_can_be_told_apart(form: MakeForm, consistent: np.ndarray) -> None:
    """Where they cannot, neither a line nor a word ranks them, and the text says that they are too close."""
    apart = profile(form(), consistent)
    assert apart.options["average"] == pytest.approx(own_profile(form(), consistent).person_mean)  # type: ignore[union-attr]
    assert [row[1] for row in apart.rows if "own average" in str(row[1])]
    near = profile(form(), np.tile([3.0, 4.0], 20))
    assert near.options["average"] is None
    assert not [row[1] for row in near.rows if "own average" in str(row[1])]
    assert "too close to rank" in near.alt
    assert "Dashed line" not in near.caption


def test_a_scale_without_a_number_says_why(form: MakeForm, consistent: np.ndarray) -> None:
    """Its row stays, with no number and with how many were answered."""
    some = consistent.copy()
    some[8:13] = np.nan
    found = profile(form(), some)
    assert found.rows[1] == ("Self-regulation", "", "not shown: 3 of 8 answered", 1, None, None, None)


def test_words_that_are_not_ours_are_numbered_in_every_figure(form: MakeForm, consistent: np.ndarray) -> None:
    """Titles and answers of a form of one's own stand in no figure, only as titles in the table behind it."""
    q = form(["Zażółć", "自己", "<b>", "Mut", "x" * 90], items=8, labels=("Nie", "Raz", "Hm", "Tak", "Zawsze"))
    weekly = blocks(q, [Week(TODAY - timedelta(weeks=at), consistent) for at in range(8)][::-1])
    figures = (
        profile(q, consistent, ours=False),
        compared(q, consistent, consistent, ours=False),
        still_pulse.figure(q, weekly, ours=False),
    )
    for found in figures:
        drawn = found.model_dump_json(exclude={"table"})
        assert not [word for word in ("Zażółć", "自己", "<b>", "Mut", "Hm", "Zawsze", "xxx") if word in drawn]
        assert "Area 1" in drawn
        assert "Areas are numbered" in found.caption
        behind = found.table.model_dump_json()
        assert "Area 1: Zażółć" in behind
        assert "Area 2: 自己" in behind


def test_a_change_has_its_two_days_its_verdicts_and_what_was_detectable(form: MakeForm, consistent: np.ndarray) -> None:
    """A scale that was not compared keeps its row without a number."""
    after = consistent.copy()
    after[8:16] = np.nan
    found = compared(form(), consistent, after)
    assert "3 May 2026 to 20 November 2026" in found.title
    assert found.rows[1] == ("Self-regulation", "not compared", 1, None, None, None, None)
    assert found.rows[0][1] == "no clear change"
    assert found.rows[0][3] == 0
    assert isinstance(found.rows[0][6], float)


def test_the_plane_names_no_day_and_puts_days_that_felt_alike_together() -> None:
    """Its rows are places with how many days were there; a day that says one of both is in none."""
    found = still_plane.figure(felt([(0.5, -0.2), (0.5, -0.2), (-1.0, 0.0), (math.nan, 0.3)]))
    assert [row[:3] for row in found.rows] == [("days", 1, -1.0), ("days", 2, 0.5)]
    assert "2026-" not in found.model_dump_json(exclude={"table"})
    assert "larger the more" in found.caption
    assert found.table.rows[0][0] == "All days"


def test_many_days_are_put_together_with_their_neighbours() -> None:
    """A thousand days are at most the places of a grid, and none of them is lost."""
    random = np.random.default_rng(3)
    values = [tuple(pair) for pair in random.uniform(-1, 1, (1000, 2)).tolist()]
    found = still_plane.figure(felt(values))
    assert len(found.rows) <= 21 * 21
    assert sum(int(row[1] or 0) for row in found.rows) == 1000


def test_own_words_are_one_row_and_nowhere_named_unless_let_out() -> None:
    """What does not ship is pooled in the figure, and named in the table alone once it may leave."""
    words = used(("tense", 9), ("zmęczona jak pies", 5), ("calm", 4), ("胸闷", 2))
    kept = still_words.figure(words, own=False, shipped=("tense", "calm"))
    assert kept.rows == (("tense", 9), ("calm", 4), ("words of one’s own (2)", 7))
    assert not re.search("zmęczona|胸闷", kept.model_dump_json())
    out = still_words.figure(words, own=True, shipped=("tense", "calm"))
    assert out.rows == kept.rows
    assert [row[0] for row in out.table.rows] == ["tense", "zmęczona jak pies", "calm", "胸闷"]
    assert not re.search("zmęczona|胸闷", out.model_dump_json(exclude={"table"}))


def test_the_table_behind_words_names_the_thirty_chosen_most() -> None:
    """All others share a row that says how many they are, and no choice is lost from the sum."""
    words = used(*((f"word {n}", 50 - n) for n in range(33)), ("mine", 2))
    found = still_words.figure(words, own=False, shipped=[f"word {n}" for n in range(33)])
    assert len(found.table.rows) == 32
    assert found.table.rows[-2:] == (("and 3 more words", "57"), ("words of one’s own (1)", "2"))
    assert sum(int(row[1]) for row in found.table.rows) == sum(range(18, 51)) + 2
    assert "the table has the first 30" in found.caption


def test_without_knowing_what_ships_every_word_is_kept_in() -> None:
    """A caller that forgets to say which words ship lets none of them out."""
    assert still_words.figure(used(("tense", 9)), own=False).rows == (("words of one’s own (1)", 9),)


def test_own_triggers_are_one_row_without_a_mean() -> None:
    """A trigger that the person typed is counted and not named, in the figure and in the table."""
    found = broken_down(("late-change", "A late change", 9), ("My boss Jan", "My boss Jan", 8))
    kept = still_triggers.figure(found, own=False)
    assert [row[0] for row in kept.rows] == ["A late change", "triggers of one’s own (1)"]
    assert kept.rows[1][1:] == ("named 8 times", "pooled: no mean", None, None, None)
    assert "Jan" not in kept.model_dump_json()
    out = still_triggers.figure(found, own=True)
    assert "Jan" in out.table.model_dump_json()
    assert "Jan" not in out.model_dump_json(exclude={"table"})


def test_clients_are_never_drawn() -> None:
    """Debriefs by client are counted elsewhere; a figure of them is refused."""
    with pytest.raises(ValueError, match="client"):
        still_triggers.figure(broken_down(("c1", "Anna", 9), kind="client"), own=True)


def test_recovery_says_what_is_missing_and_lists_blocks_rather_than_episodes() -> None:
    """Not over yet and not said are counted; single episodes are in the table only while no block has a number."""
    found = still_recovery.figure(recovered([30.0] * 20, [date(2026, 10, 1)]))
    assert len(found.rows) == 21
    assert len(found.table.rows) == 1
    assert "2 not over yet" in found.caption
    assert "1 without an answer" in found.caption
    few = still_recovery.figure(recovered([30.0] * 3, []))
    assert len(few.table.rows) == 3


def test_many_days_of_a_measure_become_the_means_of_their_weeks() -> None:
    """The weeks keep to their phase, and the usual level stays that of the days."""
    measure = Measure("Upset", "How long?", "minutes", "lower")
    first = TODAY - timedelta(days=399)
    days = [Day(first + timedelta(days=at), value=float(at % 60)) for at in range(400)]
    trial = Trial(tuple(days[:10]), tuple(days[10:]), None, None, False)
    found = still_trial.figure(measure, trial, days[10].day)
    kinds = pd.Series([row[0] for row in found.rows]).value_counts().to_dict()
    assert kinds["phase"] == 2
    assert 57 <= kinds["week"] <= 60
    assert sum(int(row[4] or 0) for row in found.rows if row[0] == "week") == 400
    assert "one week" in found.caption
    few = still_trial.figure(measure, Trial(tuple(days[:10]), tuple(days[10:30]), None, None, False), days[10].day)
    assert [row[5] for row in few.rows if row[0] == "day"] == [one.value for one in days[:30]]
    assert len(few.table.rows) == 32


def test_figures_address_nobody_and_judge_nobody(form: MakeForm, consistent: np.ndarray) -> None:
    """The same figure stands in the person's copy and in the coach's: no "you", no "they", no praise."""
    q = form()
    weekly = blocks(q, [Week(TODAY - timedelta(weeks=at), consistent) for at in range(8)][::-1])
    found = (
        profile(q, consistent),
        compared(q, consistent, consistent),
        still_pulse.figure(q, weekly, ours=True),
        still_plane.figure(felt([(0.5, 0.5)] * 9)),
        still_words.figure(used(("tense", 9), ("own", 1)), own=False, shipped=("tense",)),
        still_triggers.figure(broken_down(("a", "b", 9), ("c", "c", 8)), own=False),
        still_recovery.figure(recovered([30.0] * 20, [date(2026, 10, 1)])),
        still_trial.figure(
            Measure("Calm", "Calm?", "yes-no", "higher"),
            Trial((), (Day(TODAY, value=1.0),), None, None, False),
            None,
        ),
    )
    for one in found:
        said = f"{one.title} {one.caption} {one.alt} {one.table.model_dump_json()}"
        assert not re.search(r"\b(you|your|yourself|they|client|well done|risk|normal range)\b", said, re.I)


def test_the_colours_of_figures_come_without_the_library_that_draws_them() -> None:
    """A page that wants a palette, or a report that is only read, does not wait for lets-plot."""
    code = "import sys, eq.charts.palette, eq.charts.still; sys.exit('lets_plot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
