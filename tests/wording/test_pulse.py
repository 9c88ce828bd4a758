from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import get_args

import numpy as np
import pytest

from eq.assess.pulse import Week, block_dates, block_of, blocks
from eq.assess.questionnaire import Questionnaire
from eq.assess.weeks import Fate, PulseWeek
from eq.wording import change as words

MakeForm = Callable[..., Questionnaire]
DAY = date(2026, 12, 7)
FIRST, LAST = block_dates(block_of(DAY))


@pytest.mark.parametrize("fate", get_args(Fate))
def test_every_fate_of_a_pulse_has_its_words(fate: Fate) -> None:
    """Each pulse of the block is listed with what became of it, one of another block is not."""
    lines = words.pulse_material([PulseWeek(FIRST - timedelta(days=1), "counted"), PulseWeek(LAST, fate)], FIRST)
    assert len(lines) == 2
    assert lines[1].endswith(words.FATE[fate])


def test_no_words_are_left_over() -> None:
    """A fate that is gone leaves none behind, and no two sound alike."""
    assert set(words.FATE) == set(get_args(Fate))
    assert len(set(words.FATE.values())) == len(words.FATE)


def test_a_block_without_a_pulse_says_so() -> None:
    """The days it runs are told all the same."""
    run, none = words.pulse_material([], DAY)
    assert "30 November 2026 to 27 December 2026" in run
    assert none == "No pulse in it so far."


def weekly(form: Questionnaire, *answered: int) -> list[Week]:
    """A pulse in each week of the block; in the second area only so many statements are answered."""
    found = []
    for n, count in enumerate(answered):
        values = np.full(6, 3.0)
        values[3 + count :] = np.nan
        found.append(Week(FIRST + timedelta(weeks=n), values))
    assert len(form.items) == 6
    return found


def test_an_area_that_lags_behind_says_what_it_needs(make_form: MakeForm) -> None:
    """While other areas of the block show a number, one with too few counted weeks names how many more would do."""
    form = make_form(items=3)
    trend = blocks(form, weekly(form, 3, 3, 1), today=FIRST + timedelta(weeks=2))
    (line,) = words.pulse_gaps(trend, FIRST + timedelta(weeks=2))
    assert line.startswith("Area b: 2 of 3 weeks so far")
    assert "1 more week would do, about 14 December 2026" in line


@pytest.mark.parametrize("answered", [(3, 3, 3), (3, 3), ()])
def test_nothing_is_said_of_gaps_where_there_are_none(make_form: MakeForm, answered: tuple[int, ...]) -> None:
    """Neither when all areas have a number, nor while none has one."""
    form = make_form(items=3)
    assert words.pulse_gaps(blocks(form, weekly(form, *answered), today=DAY), DAY) == []
