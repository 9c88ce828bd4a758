from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.assess.profile import Deviation, OwnProfile, own_profile
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, needed, score
from eq.wording import passport, quality, results

MakeForm = Callable[..., Questionnaire]


def answers(form: Questionnaire, *keyed: list[float]) -> np.ndarray:
    """Raw answers from keyed ones, scale after scale."""
    turned = np.array([value for scale in keyed for value in scale], dtype=float)
    return np.where([item.reverse for item in form.items], 6 - turned, turned)


def profile(*words: str, p: float = 0.001) -> OwnProfile:
    scales = tuple(Deviation(f"area-{chr(97 + n)}", 0.5, 0.1, 0.3, word) for n, word in enumerate(words))  # type: ignore[arg-type]
    return OwnProfile(scales, 3.0, 5.0, 2.0, 20.0, p, p <= 0.05)


@pytest.mark.parametrize(
    ("words", "p", "said"),
    [
        (("near", "near", "near"), 0.4, "Your 3 areas are too close together to rank."),
        (("near", "near", "near"), 0.01, "Your areas differ somewhere, but no single one stands out clearly"),
        (("higher", "near", "near"), 0.01, "area a is higher; the rest is too close to call."),
        (("higher", "higher", "near"), 0.01, "area a and area b are higher; the rest is too close to call."),
        (("near", "lower", "near"), 0.01, "area b is lower; the rest is too close to call."),
        (("higher", "lower", "near"), 0.01, "area a is higher and area b is lower; the rest is too close to call."),
        (("higher", "lower"), 0.01, "area a is higher and area b is lower."),
    ],
)
def test_only_what_the_test_allows_is_said_about_areas(
    make_form: MakeForm, words: tuple[str, ...], p: float, said: str
) -> None:
    """Areas are ranked only where omnibus test and limit agree, and "the rest" only where there is one."""
    text = results.comparison(make_form(scales=len(words)), profile(*words, p=p))
    assert said in text
    assert ("the rest" in text) == ("rest" in said)


def test_a_single_area_is_compared_with_nothing(make_form: MakeForm) -> None:
    """With fewer than two numbers there is nothing to compare, and no test to quote."""
    form = make_form(scales=1)
    values = answers(form, [3, 4, 3, 2, 3, 4, 3, 3])
    assert own_profile(form, values) is None
    assert "nothing to compare" in results.finding(form, score(form, values[np.newaxis]), None)
    assert results.profile_test(None) == ""


def test_the_finding_names_every_area_that_has_a_number(make_form: MakeForm) -> None:
    """Words first, areas of one word together, then what may be compared, then what such answers are."""
    form = make_form(scales=3)
    values = answers(form, [1] * 8, [1] * 8, [4, 4, 4, 4, 4, 4, 4, 5])
    text = results.finding(form, score(form, values[np.newaxis]), own_profile(form, values))
    assert "**never** for area a and area b" in text
    assert "**often** for area c" in text
    assert "area c is higher and area a and area b are lower." in text
    assert text.endswith(results.SELF_REPORT)


def test_without_a_number_the_finding_leads_to_the_material(make_form: MakeForm) -> None:
    """Nothing is claimed, and the reader is told what there is instead."""
    form = make_form(items=3)
    text = results.finding(form, score(form, np.full((1, 6), 3.0)), None)
    assert "not enough here for numbers" in text
    assert "what you answered" in text


def test_the_test_behind_the_words_is_quoted() -> None:
    """F, its degrees of freedom and p stand there, and the rule."""
    text = results.profile_test(profile("higher", "near", p=0.0001))
    assert "F(2, 20) = 5.00, p < .001" in text
    assert "p = .040" in results.profile_test(profile("near", "near", p=0.04))
    assert "p ≤ .05" in text
    assert text in results.profile_caption(profile("higher", "near", p=0.0001))


@given(items=st.integers(6, 30), data=st.data())
def test_a_withheld_number_says_how_many_answers_are_missing(
    make_form: MakeForm, items: int, data: st.DataObject
) -> None:
    """The number asked for is exactly the one that makes the difference."""
    form = make_form(scales=1, items=items)
    given_ = data.draw(st.integers(0, items))
    values = np.full((1, items), np.nan)
    values[0, :given_] = 3.0
    table = score(form, values)
    text = results.withheld(form, table, 0)
    need = int(needed(items))
    if given_ >= need:
        assert text == ""
    else:
        assert f"{given_} of {items} statement" in text
        assert f"needs {need}, so {need - given_} more would have been enough" in text


@pytest.mark.parametrize("items", [1, 3, 5])
def test_a_short_form_says_why_it_shows_no_number(make_form: MakeForm, items: int) -> None:
    """Fewer than six statements are read in blocks, and that is said."""
    form = make_form(scales=1, items=items)
    text = results.withheld(form, score(form, np.full((1, items), 3.0)), 0)
    assert f"{items} statement" in text
    assert "at least 6" in text
    assert "blocks of four weeks" in text


def test_the_table_shows_a_dash_for_what_is_missing(make_form: MakeForm) -> None:
    """A withheld area has no number anywhere in its row, and its count of answers still."""
    form = make_form()
    values = answers(form, [3] * 8, [3] * 3 + [np.nan] * 5)
    rows = results.score_rows(form, score(form, values[np.newaxis]))
    assert rows[1] == {
        "Area": "Area b", "In words": "not shown", "Mean": "–", "95 % range": "–", "Percent of maximum": "–",
        "Answered": "3 of 8",
    }  # fmt: skip
    assert rows[0]["Mean"] == "3.00"
    assert rows[0]["Percent of maximum"] == "50 (38 to 62)"
    assert rows[0]["Answered"] == "8 of 8"


def test_every_status_is_known_to_the_words(make_form: MakeForm) -> None:
    """A new status of a score would have no sentence."""
    assert STATUS == ("ok", "too_few_answered", "too_few_items")
    assert [results.status_word(score(make_form(items=n), np.full((1, 2 * n), 3.0)), 0) for n in (8, 3)] == [
        "ok", "too_few_items",
    ]  # fmt: skip


def test_the_figure_can_be_heard(make_form: MakeForm) -> None:
    """The figure as a sentence has every area with its words and range."""
    form = make_form()
    text = results.profile_alt(form, score(form, answers(form, [3] * 8, [4] * 8)[np.newaxis]))
    for part in ("Area a: sometimes", "Area b: often", "95 % range"):
        assert part in text


@pytest.mark.parametrize("status", ["not-validated", "validated"])
def test_the_passport_says_plainly_whether_anyone_has_looked(make_form: MakeForm, status: str) -> None:
    """Not validated is said as such, with what would change it."""
    row = {"scale": "area-a", "alpha": 0.8, "n": 120, "sample": "nurses", "citation": "Someone 2020"}
    form = make_form(evidence={"status": status, "reliability": [row] if status == "validated" else []})
    said = passport.status(form)
    assert ("Not yet validated" in said) == (status == "not-validated")
    if status == "validated":
        assert passport.reliability_rows(form) == [
            {"Area": "Area a", "Alpha": "0.80", "Retest": "–", "People": "120", "In whom": "nurses",
             "Source": "Someone 2020"}
        ]  # fmt: skip
    else:
        assert "several hundred people" in said
        assert passport.reliability_rows(form) == []


def test_the_passport_states_licence_and_source_or_that_they_are_not_stated(make_form: MakeForm) -> None:
    """A form without them says so instead of leaving them out."""
    bare = " ".join(passport.lines(make_form()))
    full = " ".join(passport.lines(make_form(licence="CC-BY-4.0", source={"authors": "Ada", "note": "From a study."})))
    assert bare.count("not stated") == 2
    for part in ("Ada", "CC-BY-4.0", "From a study.", "version 1", "16 statements", "2 areas"):
        assert part in full


def test_the_quality_signs_are_facts(make_form: MakeForm) -> None:
    """What was seen is told with its size, and nothing where nothing was seen."""
    form = make_form()
    from eq.assess.quality import quality as judge

    reverse = np.array([item.reverse for item in form.items])
    scattered = np.array([n % 5 + 1.0 for n in range(16)])
    assert quality.signs(judge(form, scattered, reverse, [])) == ""
    assert "16 answers in a row" in quality.signs(judge(form, np.full(16, 3.0), reverse, []))
    hasty = quality.signs(judge(form, scattered, reverse, [(2.8, 8), (3.2, 8)]))
    assert "under two seconds" in hasty
