"""Keys: genuine ones are accepted once, and no changed one ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eq.serve import keys

SIGNING, OTHER = "a1" * 32, "b2" * 32
TIMES = st.integers(min_value=0, max_value=2**32).map(float)


@given(TIMES, st.floats(min_value=0, max_value=600, exclude_max=True))
def test_a_genuine_key_is_accepted_within_its_ten_minutes(now: float, later: float) -> None:
    key = keys.mint(SIGNING, "run", now)
    admission = keys.check(SIGNING, "run", key, min(now + later, now + 599.9))
    assert admission is not None
    assert admission.expiry == now + 600


@given(TIMES, st.floats(min_value=600, max_value=1e9))
def test_it_is_refused_afterwards(now: float, later: float) -> None:
    assert keys.check(SIGNING, "run", keys.mint(SIGNING, "run", now), now + later) is None


@given(TIMES)
def test_another_run_or_another_secret_refuses_it(now: float) -> None:
    key = keys.mint(SIGNING, "run", now)
    assert keys.check(SIGNING, "another", key, now) is None
    assert keys.check(OTHER, "run", key, now) is None


@given(st.data(), TIMES)
def test_no_changed_character_is_accepted(data: st.DataObject, now: float) -> None:
    key = keys.mint(SIGNING, "run", now)
    place = data.draw(st.integers(0, len(key) - 1))
    sign = data.draw(st.characters().filter(lambda found: found != key[place]))
    assert keys.check(SIGNING, "run", key[:place] + sign + key[place + 1 :], now) is None


@given(st.text())
def test_no_text_makes_the_check_fail(text: str) -> None:
    assert keys.check(SIGNING, "run", text, 0) is None


def test_the_parts_cannot_be_shifted_into_one_another() -> None:
    assert keys.proof(SIGNING, "run", 12, "3") != keys.proof(SIGNING, "run", 1, "23")
    assert keys.proof(SIGNING, "ru", 12, "3") != keys.proof(SIGNING, "run", 12, "3")


def test_each_key_is_new_and_free_of_signs_that_a_terminal_breaks_at() -> None:
    made = {keys.mint(SIGNING, "run", 1e9) for _ in range(100)}
    assert len(made) == 100
    assert all(key.replace(".", "").isalnum() for key in made)


def test_a_key_counts_once_and_is_forgotten_when_it_has_ended() -> None:
    used = keys.Used()
    first = keys.Admission("a", 100)
    assert used.first_time(first, 10)
    assert not used.first_time(first, 99)
    assert used.first_time(keys.Admission("b", 100), 99)
    assert not used.first_time(keys.Admission("b", 100), 99)
    used.first_time(keys.Admission("c", 300), 200)
    assert used.held == 1
