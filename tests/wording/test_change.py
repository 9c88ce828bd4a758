from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from eq.assess.change import Comparison, Refusal, ScaleChange, Sitting
from eq.assess.differences import RowReason, Verdict
from eq.assess.pulse import blocks
from eq.assess.pulse_change import PulseRefusal
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS
from eq.wording import change as words
from eq.wording import terminal

MakeForm = Callable[..., Questionnaire]
VERDICTS = get_args(Verdict)
NAN = math.nan


def one(scale: str, verdict: str, **more: object) -> ScaleChange:
    """A change of that verdict; refused ones have no numbers."""
    diff = {"up": 1.2, "leaning_up": 0.7, "down": -1.2, "leaning_down": -0.7, "unclear": 0.1, "refused": NAN}[verdict]
    ok = 1.0 if verdict != "refused" else NAN
    fields = {
        "items": 8, "diff": diff, "se": 0.3 * ok, "t": 1.0 * ok, "df": 20.0 * ok, "p": 0.04 * ok, "p_holm": 0.04 * ok,
        "low95": diff - 0.8, "high95": diff + 0.8, "detectable": 0.9 * ok, "detectable80": 1.2 * ok,
        "verdict": verdict, "reason": None if verdict != "refused" else "few_common",
    } | more  # fmt: skip
    return ScaleChange(scale=scale, **fields)  # type: ignore[arg-type]


def several(*verdicts: str) -> list[ScaleChange]:
    return [one(f"area-{chr(97 + n)}", verdict) for n, verdict in enumerate(verdicts)]


def in_headline(text: str, area: str) -> int:
    return len(re.findall(rf"\b{area}\b", text))


@pytest.mark.parametrize("verdicts", list(product(VERDICTS, repeat=3)), ids="-".join)
def test_the_headline_is_true_for_every_mixture(make_form: MakeForm, verdicts: tuple[str, ...]) -> None:
    """Areas that moved or lean are named once with their direction; the rest is spoken of only where there is one."""
    text = words.headline(make_form(scales=3), several(*verdicts))
    up, down, leaning = ("up" in verdicts, "down" in verdicts, any(v.startswith("leaning") for v in verdicts))
    if set(verdicts) == {"refused"}:
        assert text.startswith("**No verdict.**")
        return
    told = up or down or leaning
    for name, verdict in zip(("area a", "area b", "area c"), verdicts, strict=True):
        assert in_headline(text, name) == (told or verdict != "unclear")
    assert ("moved **up**" in text, "moved **down**" in text) == (up, down)
    assert ("not settled" in text) == leaning
    assert ("**No clear change.**" in text) == ("unclear" in verdicts and not (up or down or leaning))
    assert ("No change is clear yet" in text) == (leaning and not (up or down))
    assert ("Not compared" in text) == ("refused" in verdicts)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (("up", "up", "up"), "Your answers on area a, area b and area c moved **up**."),
        (("up", "down", "unclear"),
         "Your answers on area a moved **up** and area b moved **down**. No clear change: area c."),
        (("leaning_up", "leaning_down", "unclear"),
         "No change is clear yet. Leaning, not settled: area a (up) and area b (down). No clear change: area c."),
        (("unclear",), "**No clear change.** That is the usual honest answer: what is too small for this form stays"
         " unseen."),
        (("down", "refused", "leaning_up"),
         "Your answers on area a moved **down**. Leaning, not settled: area c (up). Not compared: area b."),
    ],
)  # fmt: skip
def test_the_headline_reads_as_a_sentence(make_form: MakeForm, verdicts: tuple[str, ...], said: str) -> None:
    """Word for word."""
    assert words.headline(make_form(scales=len(verdicts)), several(*verdicts)) == said


def test_no_change_in_any_single_area_is_never_called_one(make_form: MakeForm) -> None:
    """The words rest on the verdict alone, however large the difference."""
    text = words.headline(make_form(), [one("area-a", "unclear", diff=3.0), one("area-b", "unclear", diff=-3.0)])
    assert "moved" not in text


def test_what_could_have_been_detected_is_told_with_both_sizes(make_form: MakeForm) -> None:
    """The size that is found half the time and the one found four times in five, over what was compared."""
    form = make_form(scales=3)
    changes = [
        one("area-a", "unclear", detectable=0.8, detectable80=1.1),
        one("area-b", "up", detectable=1.0, detectable80=1.5),
        one("area-c", "refused"),
    ]
    text = words.detectable(changes, form.answers)
    assert "changes by 0.8 to 1.0 points on the scale from 1 to 5, that is found about half the time" in text
    assert "a change of 1.1 to 1.5 points about four times in five" in text
    assert words.detectable([one("area-a", "refused")], form.answers) == ""


def test_an_area_that_would_count_alone_is_named_with_the_reason_it_does_not(make_form: MakeForm) -> None:
    """Only where the drawn range leaves out nought and the verdict does not say up or down."""
    form = make_form(scales=4)
    changes = [
        one("area-a", "unclear", low95=0.1, high95=1.5),
        one("area-b", "up", low95=0.1, high95=1.5),
        one("area-c", "unclear", low95=-0.1, high95=1.5),
        one("area-d", "leaning_down", low95=-1.5, high95=-0.1),
    ]
    (found,) = (note for note in words.notes(form, changes) if words.COUNTS_ALONE in note)
    assert found == f"Area a and Area d: {words.COUNTS_ALONE}"
    assert not any(words.COUNTS_ALONE in note for note in words.notes(form, changes[1:3]))


def test_notes_say_why_an_area_was_not_compared(make_form: MakeForm) -> None:
    """Each refused area with its own reason."""
    form = make_form(scales=2)
    notes = words.notes(form, [one("area-a", "refused"), one("area-b", "refused", reason="few_items")])
    assert notes == [f"Area a: {words.REASON['few_common']}", f"Area b: {words.REASON['few_items']}"]


@pytest.mark.parametrize("code", sorted({*get_args(Refusal), *get_args(PulseRefusal), *get_args(RowReason)}))
def test_every_refusal_has_its_sentence(code: str) -> None:
    """A code added to the rules cannot be forgotten here: each has a sentence of its own that ends like one."""
    assert words.REASON[code].endswith(".")
    assert len(words.REASON[code].split()) >= 6
    assert len(set(words.REASON.values())) == len(words.REASON)


def test_no_sentence_is_left_over() -> None:
    """A code that is gone leaves no sentence behind."""
    assert set(words.REASON) == {*get_args(Refusal), *get_args(PulseRefusal)}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_words(verdict: str) -> None:
    """On pages and in commands alike."""
    assert words.VERDICT[verdict]


@pytest.mark.parametrize("code", get_args(RowReason))
def test_commands_have_words_for_every_reason_of_theirs(code: str) -> None:
    """A row of the table for many people says why it has no verdict."""
    assert terminal.WHY[code]


def test_a_table_of_changes_has_dashes_where_nothing_was_compared(make_form: MakeForm) -> None:
    """Numbers carry their sign; a refused row has none."""
    rows = words.change_rows(make_form(), [one("area-a", "down"), one("area-b", "refused", items=3)])
    assert rows == [
        {"Area": "Area a", "Verdict": "down", "Change": "−1.20", "95 % range": "−2.00 to −0.40", "p (Holm)": ".040",
         "Detectable": "0.90", "Statements": "8"},
        {"Area": "Area b", "Verdict": "not compared", "Change": "–", "95 % range": "–", "p (Holm)": "–",
         "Detectable": "–", "Statements": "3"},
    ]  # fmt: skip


def sitting(form: Questionnaire, day: int, **more: object) -> Sitting:
    values = np.full(len(form.items), 3.0)
    return Sitting(f"s{day}", datetime(2026, 1, day, 9, tzinfo=UTC), form, values, **more)  # type: ignore[arg-type]


def test_the_two_sittings_are_named_by_their_days(make_form: MakeForm) -> None:
    """Also where change counts from the mean of two."""
    form = make_form()
    first, second, latest = (sitting(form, day) for day in (1, 9, 30))
    plain = Comparison(second, latest, (), None, None)
    double = Comparison(replace(second, parts=(first, second)), latest, (), None, None)
    assert words.span(plain) == "30 January 2026 against 9 January 2026, where change counts from."
    assert "the mean of 1 January 2026 and 9 January 2026" in words.span(double)


def test_waiting_names_the_day_or_says_nothing() -> None:
    """Without a day there is no promise."""
    assert words.waiting(date(2026, 3, 9)) == "A sitting on or after 9 March 2026 can be judged."
    assert words.waiting(None) == ""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((1, date(2026, 12, 12)), "One more week with a pulse, about 12 December 2026, and this block shows a number."),
        ((2, None), "Two more weeks with a pulse, and this block shows a number."),
        ((3, date(2027, 1, 12)), "Three more weeks with a pulse, about 12 January 2027, and the next block shows a"
         " number; too few weeks are left in this one."),
        (None, ""),
    ],
)  # fmt: skip
def test_a_block_says_how_many_weeks_it_needs(more: tuple[int, date | None] | None, said: str) -> None:
    """How many more, roughly when, and of which block that speaks."""
    assert words.pulse_waiting(more, date(2026, 12, 7)) == said


def test_a_withheld_sitting_is_listed_with_its_reason() -> None:
    """Every status that hides a number has words; areas of one sitting and reason stand together."""
    form_titles = {"a": "Area A", "b": "Area B"}
    from eq.assess.questionnaire import AnswerScale, Item, Scale

    form = Questionnaire(
        id="f", version=1, title="F", answers=AnswerScale(low=1, high=2, labels=("n", "y")),
        scales=tuple(Scale(id=k, title=v) for k, v in form_titles.items()),
        items=(Item(id="i", scale="a", text="x"), Item(id="j", scale="b", text="y")),
    )  # fmt: skip
    hidden = [*(status for status in STATUS if status != "ok"), "quality_open"]
    table = pd.DataFrame(
        [
            {"taken": pd.Timestamp(2026, 1, n + 1, 9), "scale": scale, "status": status}
            for n, status in enumerate(["ok", *hidden])
            for scale in form_titles
        ]
    )
    lines = words.withheld_rows(table, form)
    assert len(lines) == len(hidden)
    assert lines[0].startswith("2 January 2026: no number for Area A and Area B, ")
    assert len({line.partition("Area B, ")[2] for line in lines}) == len(hidden)


def test_many_withheld_sittings_end_in_the_last_eight(make_form: MakeForm) -> None:
    """The list stays short, the newest last."""
    form = make_form(scales=1)
    table = pd.DataFrame(
        [{"taken": pd.Timestamp(2026, 1, n + 1, 9), "scale": "area-a", "status": "too_few_answered"} for n in range(20)]
    )
    lines = words.withheld_rows(table, form)
    assert len(lines) == 8
    assert lines[-1].startswith("20 January 2026")


def test_the_pulse_lead_explains_blocks_before_there_is_a_verdict(make_form: MakeForm) -> None:
    """Then it is the headline."""
    form = make_form(items=3)
    assert "four calendar weeks" in words.pulse_lead((), form)
    assert words.pulse_span(None) == ""
    assert words.pulse_span((0, 1)) == (
        "The four weeks from 29 January 2024 against the four weeks from 1 January 2024."
    )
    assert words.pulse_alt(blocks(form, [])).startswith("Four-week means over 0 blocks")


def test_figures_can_be_heard(make_form: MakeForm) -> None:
    """The change figure as a sentence has every area with verdict, size and range."""
    text = words.alt(make_form(), several("up", "unclear"))
    assert "Area a: up, +1.20 points, 95 % range 0.40 to 2.00" in text
    assert "Area b: no clear change" in text
    assert "3 sittings" in words.time_alt(make_form(), [1, 2, 3])
