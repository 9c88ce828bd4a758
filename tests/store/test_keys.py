"""Rows of keys: the secret half stays where it is."""

from __future__ import annotations

from datetime import UTC, datetime

from eq.store.keys import KeyPair


def test_the_secret_half_of_a_key_stands_in_no_trace() -> None:
    """Whatever prints a key pair, a log or an error page, leaves out what opens the files."""
    pair = KeyPair("age1public", "AGE-SECRET-KEY-1HIDDEN", "Vale", datetime(2026, 11, 1, tzinfo=UTC))
    assert "HIDDEN" not in f"{pair!r} {pair} {[pair]}"
    assert "age1public" in repr(pair)
