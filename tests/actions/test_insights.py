"""What the journal gives back, against small journals written by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest

from eq.actions import insights
from eq.actions.insights import SPANS
from eq.actions.settings import change_settings
from eq.reflect.entry import Entry, Moment, Point, Tag, Word
from eq.store import entries as rows
from eq.store import people
from eq.store.workspace import Workspace

TODAY = date(2026, 11, 21)
"""The day of the clock that stands still."""
Keep = Callable[..., Entry]


@pytest.fixture
def keep(workspace: Workspace, at: Callable[[str], None]) -> Keep:
    """Keeps a whole entry, ``ago`` days before today at ``hour`` o'clock in UTC; ``client`` is a label."""
    workspace.ensure()
    ids = count()

    def add(ago: int = 0, hour: int = 8, *, kind: str = "check-in", client: str = "", **facts: object) -> Entry:
        day = TODAY - timedelta(days=ago)
        moment = datetime.combine(day, time(hour), UTC)
        with workspace.write() as db:
            person = people.ensure_owner(db, moment)
            who = rows.client_named(db, person, client, moment) if client else None
            made = Entry(
                **{
                    "id": f"e{next(ids)}", "kind": kind, "state": "done", "at": moment, "zone": "UTC",
                    "local_date": day, "created_at": moment, "changed_at": moment, "client": who,
                    "client_label": client,
                }
                | facts,
            )  # type: ignore[arg-type]  # fmt: skip
            assert rows.add(db, person, made)
        return made

    return add


def point(pleasantness: float | None, energy: float | None = None, moment: Moment = "now") -> dict[Moment, Point]:
    return {moment: Point(pleasantness, energy)}


def hard(ways: str = "", *, trigger: str = "", minutes: int | None = 30, severity: int | None = 5) -> dict[str, object]:
    tags = [Tag("response", way) for way in ways.split()] + [Tag("trigger", one) for one in trigger.split()]
    return {"kind": "debrief", "severity": severity, "recovery_minutes": minutes, "tags": tuple(tags)}


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("there", [False, True])
def test_an_empty_journal_has_every_part_and_no_number(
    workspace: Workspace, at: object, span: insights.Span, there: bool
) -> None:
    """Nothing was written: tables without rows, what is missing, no date, and no workspace made by looking."""
    if there:
        workspace.ensure()
    found = insights.insights(workspace, span, "UTC")
    assert workspace.exists() == there
    assert found.affect.days.empty
    assert (found.affect.more, found.words.more, found.recovery.more) == tuple(
        insights.More(n, None) for n in (7, 20, 7)
    )
    assert [one.kind for one in found.breakdowns] == ["trigger", "client", "channel"]
    assert (found.responses.rows, found.more_responses, found.episodes_material) == ((), {}, ())
    assert found.week == insights.Week("Nothing was written in the last seven days.", 0)
    assert found.last == TODAY
    assert insights.responses(workspace).rows == ()
    assert insights.week(workspace, None).n == 0


def test_a_day_is_the_mean_of_its_entries(workspace: Workspace, keep: Keep) -> None:
    """Two entries of one day are one day; an axis that was left alone takes part in no mean."""
    keep(1, points=point(0.5, 0.2))
    keep(1, 12, points=point(-0.1))
    keep(3, points=point(None, -0.4))
    keep(3, 9, kind="note")
    found = insights.insights(workspace, "4w", "UTC").affect
    assert (found.n_entries, found.n_days) == (3, 2)
    assert found.days["day"].tolist() == [TODAY - timedelta(days=3), TODAY - timedelta(days=1)]
    assert found.days["n"].tolist() == [1, 2]
    assert found.days["pleasantness"].tolist() == pytest.approx([math.nan, 0.2], nan_ok=True)
    assert found.days["energy"].tolist() == pytest.approx([-0.4, 0.2])


def test_an_entry_counts_by_now_else_after_else_before_and_never_by_its_follow_up(
    workspace: Workspace, keep: Keep
) -> None:
    """What was said later is about another day."""
    keep(0, kind="debrief", points=point(-0.8, 0.1, "before") | point(0.2, None, "after") | point(0.9, 0.9, "later"))
    keep(1, kind="debrief", points=point(0.9, 0.9, "later"))
    days = insights.insights(workspace, "4w", "UTC").affect.days
    assert days[["n", "pleasantness", "energy"]].values.tolist() == [[1, 0.2, 0.1]]


@pytest.mark.parametrize("state", ["draft", "parked"])
def test_what_is_not_finished_counts_for_nothing(workspace: Workspace, keep: Keep, state: str) -> None:
    """Neither drafts nor parked entries are in any part, the week's sentence among them."""
    keep(0, state=state, points=point(0.5), words=(Word("tired"),), client="K", **hard("stay-calm", trigger="blame"))
    found = insights.insights(workspace, "all", "UTC")
    assert (found.affect.n_entries, found.words.picks, found.recovery.n, found.recovery.unsaid) == (0, 0, 0, 0)
    assert [one.total for one in found.breakdowns] == [0, 0, 0]
    assert (found.responses.episodes, found.more_responses, found.episodes_material) == (0, {}, ())
    assert (found.week.n, found.left_out) == (0, 0)


def test_mistreatment_counts_for_and_against_nothing(workspace: Workspace, keep: Keep) -> None:
    """It is in no breakdown, no recovery and no way of responding; how many were left out is said."""
    for ago in range(10):
        keep(ago, client="K", episode="abusive", **hard("stay-calm end-contact", trigger="blame", severity=9))
    found = insights.insights(workspace, "4w", "UTC")
    assert [len(one.rows) for one in found.breakdowns] == [0, 0, 0]
    assert (found.recovery.n, found.responses.rows, found.more_responses, found.episodes_material) == (0, (), {}, ())
    assert found.left_out == 10
    assert insights.responses(workspace).episodes == 0


@pytest.mark.parametrize(("days", "more"), [(6, 1), (7, None)])
def test_feelings_have_a_level_from_seven_days_on(
    workspace: Workspace, keep: Keep, days: int, more: int | None
) -> None:
    """One day before, the page is told how many are missing and roughly when."""
    for ago in range(days):
        keep(ago, points=point(0.1 * ago, 0.0))
    found = insights.insights(workspace, "4w", "UTC").affect
    assert math.isnan(found.pleasantness.mean) == (more is not None)
    assert (found.more and found.more.n) == more
    if found.more:
        assert found.more.when == TODAY + timedelta(days=2)


def test_a_span_holds_its_own_days_alone(workspace: Workspace, keep: Keep) -> None:
    """Day 28 is in four weeks, day 29 is not; words and recovery keep to the same days."""
    keep(27, points=point(0.1), words=(Word("calm"),), **hard("stay-calm"))
    keep(28, points=point(0.9), words=(Word("tired"),), **hard("stay-calm"))
    four, twelve = (insights.insights(workspace, span, "UTC") for span in ("4w", "12w"))
    assert (four.affect.n_entries, four.words.words["word"].tolist(), four.recovery.n) == (1, ["calm"], 1)
    assert (twelve.affect.n_entries, twelve.words.picks, twelve.recovery.n) == (2, 2, 2)
    assert (four.affect.n_days, four.affect.days["pleasantness"].tolist()) == (1, [0.1])
    assert twelve.affect.blocks["days"].tolist() == [0, 1, 1]
    assert (four.responses.episodes, twelve.responses.episodes) == (2, 2)
    assert insights.insights(workspace, "all", "UTC").first == TODAY - timedelta(days=28)


def test_the_parts_of_the_day_follow_the_clock_where_the_entry_was_made(workspace: Workspace, keep: Keep) -> None:
    """22 o'clock in UTC is morning in Tokyo, night in Berlin's summer, and half past three at UTC+05:30."""
    for ago in range(7):
        keep(ago, 22, points=point(0.4), zone="Asia/Tokyo")
        keep(100 + ago, 22, points=point(-0.4), zone="Europe/Berlin")
    keep(200, 22, points=point(0.0), zone="UTC+05:30")
    parts = insights.insights(workspace, "all", "America/New_York").affect.parts.set_index("part")
    assert parts["days"].to_dict() == {"night": 8, "morning": 7, "afternoon": 0, "evening": 0}
    assert parts.loc["morning", "pleasantness"] == pytest.approx(0.4)


def test_the_span_ends_on_the_day_of_the_person(workspace: Workspace, keep: Keep, at: Callable[[str], None]) -> None:
    """At two in the night it is still yesterday while days end at four; in Tokyo it is tomorrow already."""
    keep(0)
    at("2026-11-21T02:00:00Z")
    assert insights.insights(workspace, "4w", "UTC").last == TODAY - timedelta(days=1)
    change_settings(workspace, end_of_day=0)
    assert insights.insights(workspace, "4w", "UTC").last == TODAY
    at("2026-11-21T20:00:00Z")
    assert insights.insights(workspace, "4w", "Asia/Tokyo").last == TODAY + timedelta(days=1)


@pytest.mark.parametrize(("entries", "more"), [(6, 2), (7, None)])
def test_words_have_a_variety_from_twenty_picks_on(
    workspace: Workspace, keep: Keep, entries: int, more: int | None
) -> None:
    """Each moment of an entry is a pick of its own; the most used word comes first."""
    for ago in range(entries):
        keep(ago, words=(Word("tired"), Word("calm"), Word("tired", "later")))
    found = insights.insights(workspace, "4w", "UTC").words
    assert found.words.values.tolist() == [["tired", 2 * entries], ["calm", entries]]
    assert (found.more and found.more.n) == more
    assert (found.variety is None) == (more is not None)
    if found.variety:
        assert found.variety.effective == pytest.approx(math.exp(math.log(3) - 2 / 3 * math.log(2)))


def test_debriefs_are_broken_down_by_what_they_share(workspace: Workspace, keep: Keep) -> None:
    """Shipped triggers have their words, own ones stay as typed, clients have their labels; a total stands beside."""
    for ago in range(7):
        keep(ago, client="Mrs K", **hard(trigger="blame", severity=4 + ago % 2, minutes=15))
    keep(7, client="flat", **hard(trigger="own-reason"))
    keep(8, **hard())
    triggers, clients, channels = insights.insights(workspace, "4w", "UTC").breakdowns
    assert triggers.rows["label"].tolist() == ["Being blamed for something I did not decide", "own-reason"]
    assert triggers.rows["n"].tolist() == [7, 1]
    assert clients.rows["label"].tolist() == ["Mrs K", "flat"]
    assert clients.rows.loc[0, "severity"] == pytest.approx((4 * 4 + 3 * 5) / 7)
    assert clients.rows.loc[0, "minutes"] == pytest.approx(15)
    assert clients.rows["severity"].isna().tolist() == [False, True]
    assert (triggers.total, clients.total, channels.total, len(channels.rows)) == (9, 9, 9, 0)


@pytest.mark.parametrize(("days", "more"), [(6, 1), (7, None)])
def test_recovery_is_counted_in_days(workspace: Workspace, keep: Keep, days: int, more: int | None) -> None:
    """Two episodes of one day are one day; "not yet" and "not said" are told apart."""
    for ago in range(days):
        keep(ago, **hard(minutes=7))
        keep(ago, 7, **hard(minutes=31))
    keep(0, recovery="not-yet", **hard(minutes=None))
    keep(0, **hard(minutes=None))
    found = insights.insights(workspace, "4w", "UTC").recovery
    assert (found.n, found.not_yet, found.unsaid, found.level.n) == (2 * days, 1, 1, days)
    assert (found.more and found.more.n) == more
    assert len(found.points) == 2 * days
    if not found.more:
        assert found.level.mean == pytest.approx(15)
        assert found.blocks["minutes"].tolist() == pytest.approx([15])


def test_five_debriefs_say_how_many_more_a_way_of_responding_needs(workspace: Workspace, keep: Keep) -> None:
    """Eight with it and eight without it; before recovery is known none of them counts."""
    for ago in range(5):
        keep(ago, client="K", **hard("stay-calm"))
    keep(5, client="K", **hard("full-attention end-contact", minutes=None))
    keep(5, client="K", **hard("set-boundary"))
    found = insights.insights(workspace, "4w", "UTC")
    assert {way: (a.n, b.n) for way, (a, b) in found.more_responses.items()} == {
        "stay-calm": (3, 7),
        "full-attention": (8, 2),
    }
    with_it, without = found.more_responses["stay-calm"]
    assert with_it.when == TODAY + timedelta(days=math.ceil(3 / (5 / 7)))
    assert without.when == TODAY + timedelta(days=49)
    assert found.more_responses["full-attention"][0].when is None
    assert [row.reason for row in found.responses.rows if row.response == "set-boundary"] == ["no_word"]


@pytest.mark.parametrize(("n_with", "tested"), [(7, 0), (8, 1)])
def test_a_way_is_tested_from_eight_episodes_with_and_without_it(
    workspace: Workspace, keep: Keep, n_with: int, tested: int
) -> None:
    """One before the minimum there is no number; at it there is a row with its interval."""
    for ago in range(n_with + 8):
        used = "stay-calm" if ago % 2 and ago < 2 * n_with else "full-attention"
        keep(ago, client=f"c{ago}", **hard(used, minutes=20 + 7 * ago % 23, severity=3 + ago % 5))
    found = insights.responses(workspace)
    row = next(row for row in found.rows if row.response == "stay-calm")
    assert (row.n_with, row.n_without) == (n_with, 8)
    assert math.isnan(row.ratio) == (not tested)
    assert insights.insights(workspace, "4w", "UTC").responses.tested == found.tested
    assert bool(found.tested) == bool(tested)


def test_an_episode_without_severity_or_recovery_enters_no_comparison(workspace: Workspace, keep: Keep) -> None:
    """Both are needed to hold the one equal and to compare the other."""
    keep(0, **hard("stay-calm", severity=None))
    keep(1, **hard("stay-calm", minutes=None))
    keep(2, **hard("stay-calm"))
    assert insights.responses(workspace).episodes == 1


def test_what_was_only_planned_is_no_use(workspace: Workspace, keep: Keep) -> None:
    """The ways of a preparation count nowhere."""
    keep(0, **hard("stay-calm") | {"kind": "preparation"})
    found = insights.insights(workspace, "all", "UTC")
    assert (found.responses.rows, found.more_responses, found.recovery.n, found.breakdowns[0].total) == ((), {}, 0, 0)


def test_the_last_five_episodes_are_the_material(workspace: Workspace, keep: Keep) -> None:
    """Newest first, those whose recovery is known, from before the span too."""
    for ago in range(7):
        keep(40 + ago, **hard())
    keep(0, **hard(minutes=None))
    found = insights.insights(workspace, "4w", "UTC").episodes_material
    assert [one.local_date for one in found] == [TODAY - timedelta(days=40 + n) for n in range(5)]


def test_the_week_is_the_last_seven_days(workspace: Workspace, keep: Keep) -> None:
    """Today and the six days before it; three entries are enough for a sentence."""
    keep(7, words=(Word("tired"),))
    keep(6, words=(Word("calm"),))
    keep(0, words=(Word("calm"), Word("sad", "later")))
    assert insights.week(workspace, "UTC").sentence == (
        "Two entries in the last seven days: a check-in on Sunday (“calm”) and a check-in on Saturday (“calm”)."
    )
    keep(1, words=(Word("calm"),))
    found = insights.week(workspace, "UTC")
    assert found.sentence == "You chose “calm” in 3 of the 3 entries of the last seven days with a feeling word."
    assert found == insights.insights(workspace, "all", "UTC").week


def test_a_trigger_of_the_week_is_told_in_its_words(workspace: Workspace, keep: Keep) -> None:
    """The id is never shown."""
    for ago in range(3):
        keep(ago, **hard(trigger="waiting-time"))
    assert "“A long wait before they reached us”" in insights.week(workspace, "UTC").sentence


@pytest.mark.parametrize("facts", [{"severity": 8}, {"severity": 2, "episode": "abusive"}])
def test_a_week_with_something_hard_is_only_counted(workspace: Workspace, keep: Keep, facts: dict[str, object]) -> None:
    """Nothing is drawn from an episode of severity 8 or more, nor from mistreatment."""
    for ago in range(3):
        keep(ago, **hard(trigger="waiting-time"))
    keep(0, **hard(trigger="waiting-time") | facts)
    assert insights.week(workspace, "UTC").sentence == "In the last seven days you wrote on 3 days: 4 debriefs."
