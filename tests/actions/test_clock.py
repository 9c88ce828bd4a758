from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.actions import clock
from eq.errors import EqError


def test_the_test_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The replaced instant is now, aware and in UTC, and is told as it was given."""
    monkeypatch.setenv("EQ_TEST_NOW", "2026-11-21T10:30:00+01:00")
    assert clock.now() == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.test_now() == "2026-11-21T10:30:00+01:00"


@pytest.mark.parametrize("given_", [None, ""])
def test_without_it_time_runs(monkeypatch: pytest.MonkeyPatch, given_: str | None) -> None:
    """Unset or empty, the computer's clock is read, aware and in UTC."""
    monkeypatch.delenv("EQ_TEST_NOW", raising=False)
    if given_ is not None:
        monkeypatch.setenv("EQ_TEST_NOW", given_)
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.test_now() is None


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-13-01", "2026-11-21T25:00Z", "1", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00-05:00"]
)
def test_an_instant_that_cannot_be_read_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Nonsense names the place it came from and shows how to write one."""
    monkeypatch.setenv("EQ_TEST_NOW", text)
    with pytest.raises(EqError, match="EQ_TEST_NOW") as caught:
        clock.now()
    assert "2026-11-21T09:30:00Z" in caught.value.problems[0].remedy


@given(st.text(max_size=40))
def test_any_text_is_an_instant_or_an_error_in_words(text: str) -> None:
    """Nothing else than our own error is raised, and what is read is aware and in UTC."""
    try:
        moment = clock.parse_instant(text, "--at")
    except EqError:
        return
    assert moment.utcoffset() == timedelta(0)


def test_an_instant_without_an_offset_is_read_as_utc() -> None:
    """So is a plain date, at its first moment."""
    assert clock.parse_instant("2026-11-21T09:30:00", "x") == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert clock.parse_instant("2026-11-21", "x") == datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", [None, "", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "x\x00y", "a" * 500, "Europe"]
)
def test_an_unknown_zone_is_the_computers_own(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    """A missing, unknown or hostile name falls back to this computer's zone."""
    monkeypatch.setattr(clock, "_computer_zone", lambda: "Asia/Tokyo")
    assert clock.zone(name).key == "Asia/Tokyo"


@pytest.mark.parametrize("own", [None, "Mars/Olympus"])
def test_a_computer_without_a_zone_lives_in_utc(monkeypatch: pytest.MonkeyPatch, own: str | None) -> None:
    """Where not even the computer knows, UTC is used."""
    monkeypatch.setattr(clock, "_computer_zone", lambda: own)
    assert clock.zone("nowhere").key == "UTC"


def test_a_known_zone_is_used() -> None:
    """The browser's zone wins over the computer's."""
    assert clock.zone("Pacific/Auckland").key == "Pacific/Auckland"


@pytest.mark.parametrize(
    ("instant", "end", "day"),
    [
        ("2026-11-21T03:59:59+01:00", 4, date(2026, 11, 20)),
        ("2026-11-21T04:00:00+01:00", 4, date(2026, 11, 21)),
        ("2026-11-21T00:00:00+01:00", 0, date(2026, 11, 21)),
        ("2026-11-21T11:59:00+01:00", 12, date(2026, 11, 20)),
        ("2026-03-29T05:00:00+02:00", 4, date(2026, 3, 29)),
        ("2026-10-25T03:30:00+01:00", 4, date(2026, 10, 24)),
    ],
)
def test_a_day_ends_when_the_person_says(instant: str, end: int, day: date) -> None:
    """Before the end of the day it is still yesterday, by the hands of the local clock, also when they are moved."""
    assert clock.local_day(datetime.fromisoformat(instant), "Europe/Berlin", end) == day
