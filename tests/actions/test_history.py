from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from eq.actions import history, results, taking
from eq.actions.beforehand import beforehand
from eq.actions.settings import change_settings
from eq.assess import pulse
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, score
from eq.store.workspace import Workspace

At = Callable[[str], None]
Sit = Callable[..., str]
MakeForm = Callable[..., Questionnaire]


@pytest.fixture
def form(make_form: MakeForm) -> Questionnaire:
    return make_form()


def of(workspace: Workspace, name: str = "small", zone: str | None = "UTC") -> history.History:
    found = history.history(workspace, name, zone)
    assert found is not None
    return found


def take_on(at: At, sit: Sit, form: Questionnaire, *days: str, shifts: tuple[int, ...] = ()) -> list[str]:
    """One sitting on each day, the clock left at the last."""
    ids = []
    for n, day in enumerate(days):
        at(f"{day}T09:00:00Z")
        ids.append(sit(form, shift=shifts[n] if shifts else 0))
    return ids


def test_the_table_holds_the_score_of_every_sitting(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """One row per sitting and scale, oldest first, with the very numbers of scoring each sitting alone."""
    ids = take_on(at, sit, form, "2026-01-05", "2026-02-09", "2026-03-16", shifts=(0, 1, -1))
    table = of(workspace).table
    assert table["assessment"].tolist() == [name for name in ids for _ in form.scales]
    assert table["scale"].tolist() == ["area-a", "area-b"] * 3
    for n, name in enumerate(ids):
        alone = score(form, results.result(workspace, name).values[np.newaxis])
        rows = table.iloc[2 * n : 2 * n + 2]
        for column in ("mean", "low95", "high95", "pomp", "answered"):
            np.testing.assert_array_equal(rows[column].to_numpy(), getattr(alone, column)[0])
        assert rows["items"].tolist() == alone.items.tolist()
        assert rows["status"].tolist() == [STATUS[code] for code in alone.status[0]]
    assert str(table["taken"].dtype) == "datetime64[us]"


def test_an_area_without_a_number_is_a_gap(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Under 80 % answered the numbers are missing and the status says why."""
    sit(form, given={f"area-b-{n}": None for n in range(2)})
    rows = of(workspace).table.set_index("scale")
    assert rows.loc["area-b", "status"] == "too_few_answered"
    assert np.isnan(rows.loc["area-b", ["mean", "low95", "high95", "pomp"]].to_numpy(dtype=float)).all()
    assert rows.loc["area-a", "status"] == "ok"


def test_an_open_question_withholds_the_numbers(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """While the person has not said a word about alike answers there are no numbers; afterwards there are."""
    done = sit(form, given={item.id: 3 for item in form.items})
    table = of(workspace).table
    assert set(table["status"]) == {"quality_open"}
    assert table[["mean", "low95", "high95", "pomp"]].isna().to_numpy().all()
    results.answers_stand(workspace, done)
    assert set(of(workspace).table["status"]) == {"ok"}


def test_a_sitting_belongs_to_the_place_where_it_was_taken(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Travelling moves no sitting to another day: nine in the morning in London is six in the evening in Tokyo."""
    sit(form, zone="Asia/Tokyo")
    change_settings(workspace, end_of_day=0)
    for zone in ("Europe/Berlin", None, "America/New_York"):
        assert {t.hour for t in of(workspace, zone=zone).table["taken"]} == {18}


def test_a_pulse_of_an_earlier_version_counts_unless_its_statements_changed(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """A new note in the file costs nobody their weeks; new statements are said to be left out."""
    noted = weekly.model_copy(update={"version": 2, "instruction": "Think of the past 7 days."})
    reworded = weekly.items[0].model_copy(update={"text": "Something else."})
    changed = weekly.model_copy(update={"version": 3, "items": (reworded, *weekly.items[1:])})
    take_on(at, sit, weekly, "2026-02-02")
    take_on(at, sit, noted, "2026-02-09")
    assert [week.fate for week in of(workspace, "pulse").weeks] == ["counted", "counted"]
    take_on(at, sit, changed, "2026-02-16")
    assert [week.fate for week in of(workspace, "pulse").weeks] == ["items_changed", "items_changed", "counted"]


def test_of_two_pulses_in_a_week_the_last_counts(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """The other one is shown with what became of it."""
    take_on(at, sit, weekly, "2026-02-02", "2026-02-05")
    assert [week.fate for week in of(workspace, "pulse").weeks] == ["same_week", "counted"]


def test_an_instrument_never_finished_has_no_history(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Neither an unknown instrument nor a draft makes one."""
    sit(form, finish=False)
    assert history.history(workspace, "small", "UTC") is None
    assert history.history(workspace, "unknown", "UTC") is None
    assert history.taken(workspace) == []


def test_without_a_workspace_nothing_was_taken(workspace: Workspace) -> None:
    """Asking makes no file."""
    assert history.taken(workspace) == []
    assert beforehand(workspace, "small", "UTC") is None
    assert not workspace.path.parent.exists()


def test_instruments_are_listed_the_one_taken_last_first(
    workspace: Workspace, make_form: MakeForm, sit: Sit, at: At
) -> None:
    """With how often each was taken, and the title it had last."""
    one, two = make_form(id="one", title="One"), make_form(id="two", title="Two")
    take_on(at, sit, one, "2026-01-05")
    take_on(at, sit, two, "2026-02-05")
    take_on(at, sit, make_form(id="one", title="One, again", version=2), "2026-03-05")
    assert history.taken(workspace) == [history.Taken("one", "One, again", 2), history.Taken("two", "Two", 1)]


def test_one_sitting_has_no_comparison(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """The first sitting is a start and nothing more."""
    sit(form)
    assert of(workspace).comparison is None


def test_the_second_sitting_is_where_change_counts_from(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """First answers run high: the second is the reference, cannot be judged itself, and says from when one can."""
    _, second = take_on(at, sit, form, "2026-01-05", "2026-02-09", shifts=(1, 0))
    comparison = of(workspace).comparison
    assert comparison is not None
    assert (comparison.reference.id, comparison.refused) == (second, "reference_only")
    assert comparison.earliest is not None
    assert comparison.earliest.date() == date(2026, 3, 9)


def test_five_weeks_apart_the_third_is_judged_against_the_second(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """The one verdict compares the latest with the second ever, however many lie between."""
    ids = take_on(at, sit, form, "2026-01-05", "2026-02-09", "2026-03-16", "2026-04-20", shifts=(1, -1, 0, 1))
    comparison = of(workspace).comparison
    assert comparison is not None
    assert (comparison.reference.id, comparison.latest.id, comparison.refused) == (ids[1], ids[3], None)
    assert [c.verdict for c in comparison.changes] == ["up", "up"]
    assert all(c.diff > 1 for c in comparison.changes)


def test_a_double_baseline_is_taken_together(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """Two first sittings a week apart count as one, their mean."""
    ids = take_on(at, sit, form, "2026-01-05", "2026-01-14", "2026-03-16", shifts=(1, 0, 0))
    comparison = of(workspace).comparison
    assert comparison is not None
    assert comparison.reference.ids == tuple(ids[:2])
    assert comparison.refused is None


def test_four_weeks_less_a_day_is_too_soon(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """27 days after the reference there is no verdict but the day from which there can be one; 28 days are enough."""
    take_on(at, sit, form, "2026-01-05", "2026-02-09", "2026-03-08")
    comparison = of(workspace).comparison
    assert comparison is not None
    assert comparison.earliest is not None
    assert (comparison.refused, comparison.earliest.date()) == ("too_soon", date(2026, 3, 9))
    take_on(at, sit, form, "2026-03-09")
    later = of(workspace).comparison
    assert later is not None
    assert later.refused is None


def test_the_page_and_the_verdict_name_the_same_day(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """The day a person is told beforehand is the first on which a sitting is judged, in their own zone."""
    zone = "Pacific/Auckland"
    change_settings(workspace, end_of_day=0)
    at("2026-01-05T10:30:00Z")
    sit(form, zone=zone)
    at("2026-02-09T10:30:00Z")
    sit(form, zone=zone)
    told = beforehand(workspace, "small", zone)
    assert told is not None
    assert (told.role, told.judged) == ("too_soon", date(2026, 3, 9))
    for instant, refused in (("2026-03-08T10:59:00Z", "too_soon"), ("2026-03-08T11:01:00Z", None)):
        at(instant)
        known = beforehand(workspace, "small", zone)
        assert known is not None
        assert known.role == (refused or "judged")
        done = sit(form, zone=zone)
        comparison = of(workspace, zone=zone).comparison
        assert comparison is not None
        assert comparison.refused == refused
        taking.discard(workspace, done)


def test_an_open_question_refuses_the_verdict(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """Until the person has said a word about the latest answers, they carry none."""
    take_on(at, sit, form, "2026-01-05", "2026-02-09")
    at("2026-03-16T09:00:00Z")
    done = sit(form, given={item.id: 4 for item in form.items})
    first = of(workspace).comparison
    results.answers_stand(workspace, done)
    second = of(workspace).comparison
    assert first is not None
    assert second is not None
    assert (first.refused, second.refused) == ("quality_open", None)


def test_changed_statements_begin_a_new_comparison(workspace: Workspace, make_form: MakeForm, sit: Sit, at: At) -> None:
    """After a new version with other texts nothing is compared with the old one; all stay in the table."""
    old = make_form()
    changed = tuple(item.model_copy(update={"text": f"{item.text} Now."}) for item in old.items)
    new = Questionnaire(**{**dict(old), "version": 2, "items": changed})
    take_on(at, sit, old, "2026-01-05", "2026-02-09")
    take_on(at, sit, new, "2026-03-16")
    found = of(workspace)
    assert found.comparison is not None
    assert found.comparison.refused == "items_changed"
    assert found.questionnaire.version == 2
    assert len(found.table) == 6
    take_on(at, sit, new, "2026-04-20", "2026-05-25")
    again = of(workspace).comparison
    assert again is not None
    assert again.refused is None


def test_a_version_with_other_statements_begins_anew(
    workspace: Workspace, make_form: MakeForm, sit: Sit, at: At
) -> None:
    """Statements under new ids cannot be compared with the old ones either: change counts from their own second."""
    old = make_form()
    items = tuple(item.model_copy(update={"id": f"new-{item.id}"}) for item in old.items)
    new = Questionnaire(**{**dict(old), "version": 2, "items": items})
    take_on(at, sit, old, "2026-01-05", "2026-02-09")
    ids = take_on(at, sit, new, "2026-03-16", "2026-04-20", "2026-05-25")
    comparison = of(workspace).comparison
    assert comparison is not None
    assert (comparison.reference.id, comparison.refused) == (ids[1], None)


def test_a_version_with_the_same_statements_goes_on(
    workspace: Workspace, make_form: MakeForm, sit: Sit, at: At
) -> None:
    """A new version that asks the same is compared with the old one."""
    take_on(at, sit, make_form(), "2026-01-05", "2026-02-09")
    take_on(at, sit, make_form(version=2, title="New title"), "2026-03-16")
    comparison = of(workspace).comparison
    assert comparison is not None
    assert comparison.refused is None


def test_an_edited_date_changes_what_is_compared(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """The date a sitting counts for decides which is the reference and whether a verdict is due."""
    ids = take_on(at, sit, form, "2026-01-05", "2026-02-09", "2026-03-16")
    moved = datetime(2026, 2, 20, 9, tzinfo=UTC)
    results.edit(workspace, ids[2], taken_at=moved, zone="UTC", note="")
    comparison = of(workspace).comparison
    assert comparison is not None
    assert comparison.refused == "too_soon"


PULSES = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-02-02", "2026-02-09", "2026-02-16",
          "2026-03-02", "2026-03-09", "2026-03-16")  # fmt: skip


@pytest.fixture
def weekly(make_form: MakeForm) -> Questionnaire:
    return make_form(id="pulse", scales=5, items=3)


def test_a_pulse_is_read_in_calendar_blocks(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """A pulse has no verdict between sittings but numbers for blocks of four weeks, those of the scoring itself."""
    ids = take_on(at, sit, weekly, *PULSES[:6], shifts=(0, 1, 0, 1, 0, 1))
    found = of(workspace, "pulse")
    weeks = [
        pulse.Week(date.fromisoformat(day), results.result(workspace, name).values)
        for day, name in zip(PULSES, ids, strict=False)
    ]
    expected = pulse.blocks(weekly, weeks, today=date(2026, 2, 16))
    assert found.comparison is None
    assert found.trend is not None
    assert found.trend.numbers == expected.numbers
    np.testing.assert_array_equal(found.trend.mean, expected.mean)
    assert (set(found.table["status"]), found.weeks[0].day) == ({"too_few_items"}, date(2026, 1, 5))


def test_three_finished_blocks_make_a_pulse_verdict(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """The last finished block is compared with the second ever; before that there is no pair."""
    take_on(at, sit, weekly, *PULSES, shifts=(0, 0, 0, -1, 0, -1, 1, 1, 1))
    blocks = [pulse.block_of(date.fromisoformat(day)) for day in PULSES]
    assert of(workspace, "pulse").pair is None
    at("2026-05-04T09:00:00Z")
    found = of(workspace, "pulse")
    assert found.pair == (blocks[3], blocks[6])
    assert [c.scale for c in found.pulse_changes] == [s.id for s in weekly.scales]
    assert all(c.diff > 1 for c in found.pulse_changes)


def test_a_pulse_says_how_many_weeks_are_missing(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """Until the block of today shows a number, the weeks still missing and the day they can be there are told."""
    take_on(at, sit, weekly, "2026-02-02", "2026-02-09")
    first, last = pulse.block_dates(pulse.block_of(date(2026, 2, 2)))
    more = of(workspace, "pulse").more_weeks
    assert more is not None
    assert more[0] == 1
    assert more[1] is not None
    assert first <= more[1] <= last
    take_on(at, sit, weekly, "2026-02-16")
    assert of(workspace, "pulse").more_weeks is None


def test_a_pulse_with_an_open_question_is_left_out(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """Its week counts only after the person's word."""
    take_on(at, sit, weekly, "2026-02-02", "2026-02-09")
    at("2026-02-16T09:00:00Z")
    done = sit(weekly, given={item.id: 3 for item in weekly.items})
    waiting = of(workspace, "pulse")
    results.answers_stand(workspace, done)
    settled = of(workspace, "pulse")
    assert waiting.trend is not None
    assert settled.trend is not None
    assert [week.fate for week in waiting.weeks] == ["counted", "counted", "quality_open"]
    assert (waiting.trend.weeks.max(), settled.trend.weeks.max()) == (2, 3)


def test_a_night_shift_belongs_to_the_day_before(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """A pulse at three in the night after Sunday counts for the week that ends, until the person says otherwise."""
    at("2026-02-02T03:00:00Z")
    sit(weekly)
    assert [week.day for week in of(workspace, "pulse").weeks] == [date(2026, 2, 1)]
    change_settings(workspace, end_of_day=0)
    assert [week.day for week in of(workspace, "pulse").weeks] == [date(2026, 2, 2)]


def test_a_file_of_an_earlier_version_has_a_history(tmp_path: Path, at: At) -> None:
    """The made-up sitting in the file of the first schema is scored as it was."""
    at("2026-11-21T09:00:00Z")
    workspace = Workspace(tmp_path / "me.eq")
    shutil.copy(Path(__file__).parents[1] / "data" / "schema" / "0101.eq", workspace.path)
    rows = of(workspace, "made-up", None).table.set_index("scale")
    assert rows.loc["a", "mean"] == pytest.approx((2 + 4 + 3 + 4 + 2 + 4) / 6)
    assert rows["answered"].to_dict() == {"a": 6, "b": 5}


def test_the_instrument_that_asks_about_a_scale_is_found(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, make_form: MakeForm
) -> None:
    """The one wished for before the one taken last; none where no instrument has the scale."""
    assert history.asking(workspace, "area-a") == ""
    other = make_form(id="other")
    take_on(at, sit, form, "2026-01-05")
    take_on(at, sit, other, "2026-01-06")
    assert history.asking(workspace, "area-a") == "other"
    assert history.asking(workspace, "area-a", "small") == "small"
    assert history.asking(workspace, "area-a", "gone") == "other"
    assert history.asking(workspace, "area-z", "small") == ""
