"""When the follow-up of a debrief is asked: by instants, once, and never outside its hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.reflect import following
from eq.reflect.entry import Entry

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from([UTC, BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kolkata")])
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def debrief(at: datetime = MOMENT, **more: object) -> Entry:
    facts = {"id": "one", "kind": "debrief", "state": "done", "zone": "UTC", "local_date": at.date()}
    return Entry(**{**facts, "at": at, "created_at": at, "changed_at": at, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        (timedelta(hours=5, minutes=59), False),
        (timedelta(hours=6), True),
        (timedelta(hours=36), True),
        (timedelta(hours=36, minutes=1), False),
    ],
)
def test_it_is_asked_from_six_to_thirty_six_hours_later(later: timedelta, asked: bool) -> None:
    """Both ends belong to it."""
    assert following.waits(debrief(), MOMENT + later) is asked


@pytest.mark.parametrize(
    "other",
    [{"kind": "note"}, {"kind": "check-in"}, {"kind": "feedback"}, {"state": "draft"}, {"state": "parked"},
     {"followed_at": MOMENT + timedelta(hours=7)}],
    ids=str,
)  # fmt: skip
def test_only_a_finished_debrief_without_an_answer_is_asked_about(other: dict[str, object]) -> None:
    """Notes, drafts, parked ones and answered ones are left in peace."""
    assert following.waits(debrief(), MOMENT + timedelta(hours=8))
    assert not following.waits(debrief(**other), MOMENT + timedelta(hours=8))


@pytest.mark.parametrize("facts", [{"severity": 10}, {"episode": "abusive"}, {"severity": 9, "episode": "abusive"}])
def test_hard_and_abusive_episodes_are_asked_about_too(facts: dict[str, object]) -> None:
    """Nobody is left out of being asked how they are."""
    assert following.waits(debrief(**facts), MOMENT + timedelta(hours=8))


def test_not_yet_is_asked_again_after_six_hours_and_only_within_the_hours() -> None:
    """A "not yet" at 31 hours is the last word: six hours later the question is over."""
    early, late = MOMENT + timedelta(hours=10), MOMENT + timedelta(hours=31)
    first = debrief(recovery="not-yet", asked_at=early)
    assert not following.waits(first, early + timedelta(hours=5, minutes=59))
    assert following.waits(first, early + timedelta(hours=6))
    last = debrief(recovery="not-yet", asked_at=late)
    assert not any(following.waits(last, late + timedelta(hours=hours)) for hours in range(48))


def test_the_newest_is_asked_first_and_one_at_a_time() -> None:
    """Of several the last interaction comes first; when it is answered, the one before it."""
    older, newer = debrief(id="older"), debrief(MOMENT + timedelta(hours=3), id="newer")
    now = MOMENT + timedelta(hours=12)
    assert following.due([older, newer], now) == newer
    assert following.due([older, debrief(newer.at, id="newer", followed_at=now)], now) == older
    assert following.due([], now) is None


def test_what_was_let_go_is_not_asked_about() -> None:
    """Starting from today lets go of everything up to that instant, and of nothing after it."""
    now = MOMENT + timedelta(hours=12)
    assert following.due([debrief()], now, since=MOMENT) is None
    assert following.due([debrief()], now, since=MOMENT - timedelta(seconds=1)) == debrief()


def test_the_end_of_summer_time_moves_nothing() -> None:
    """Six hours across the night with 25 hours are six hours, also between two readings of the same clock."""
    evening = datetime(2026, 10, 24, 23, tzinfo=BERLIN)
    assert not following.waits(debrief(evening), datetime(2026, 10, 25, 3, 59, tzinfo=BERLIN))
    assert following.waits(debrief(evening), datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN))
    assert following.most_minutes(debrief(evening), datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN)) == 360


@given(
    hours=st.integers(-50_000, 50_000),
    seconds=st.integers(-200_000, 200_000),
    zones=st.tuples(ZONES, ZONES),
)
def test_zones_never_matter_and_the_hours_always_hold(
    hours: int, seconds: int, zones: tuple[ZoneInfo, ZoneInfo]
) -> None:
    """Whatever zones the two instants are written in, it is asked exactly from 6 to 36 hours later."""
    happened = MOMENT + timedelta(hours=hours)
    now = happened + timedelta(seconds=seconds)
    written = debrief(happened.astimezone(zones[0]))
    assert following.waits(written, now.astimezone(zones[1])) is (6 * 3600 <= seconds <= 36 * 3600)
    assert following.most_minutes(written, now.astimezone(zones[1])) == max(0, seconds // 60)


@given(
    opened=st.lists(st.integers(0, 48 * 60), max_size=30),
    answers=st.lists(st.sampled_from(["known", "not-yet", "away", None]), min_size=30, max_size=30),
)
def test_over_any_series_of_openings_it_is_answered_at_most_once(opened: list[int], answers: list[str | None]) -> None:
    """Opened at any minutes and answered in any way, it is asked in its hours, six hours apart, and never again."""
    entry, settled, not_yet = debrief(), 0, None
    for minute, answer in zip(sorted(opened), answers, strict=False):
        now = MOMENT + timedelta(minutes=minute)
        if not following.waits(entry, now):
            continue
        assert settled == 0
        assert 360 <= minute <= 2160
        assert not_yet is None or minute - not_yet >= 360
        if answer == "not-yet":
            entry, not_yet = debrief(recovery="not-yet", asked_at=now), minute
        elif answer is not None:
            entry, settled = debrief(followed_at=now), settled + 1
    assert settled <= 1
