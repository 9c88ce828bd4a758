"""The exercises: paced, timed or a form, each whole, safe to stop, and their file read strictly."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_rules import tone

import eq.content.guides as module
from eq.content.guides import LONGEST, LONGEST_HINT, LONGEST_LABEL, LONGEST_PART, guides, read_guides
from eq.content.practices import practices
from eq.errors import EqError
from eq.plan.practice import GUIDE_KINDS, Guide

SHIPPED = Path(module.__file__).with_name("guides.yaml").read_text(encoding="utf-8")
EACH = pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.id)

_IDS = (
    "slow-breathing cyclic-sigh look-around relaxation body-scan self-talk observer-view imagery good-turn kindness "
    "self-compassion reappraisal reset-line"
)


def texts_of(guide: Guide) -> Iterator[str]:
    yield from (guide.title, guide.lead, guide.close, *(part.text for part in guide.parts))
    yield from (text for box in guide.fields for text in (box.label, box.hint))


def test_ids_stay() -> None:
    """Practices and years of sessions name these ids."""
    assert [guide.id for guide in guides()] == _IDS.split()
    assert {guide.kind for guide in guides()} == set(GUIDE_KINDS)


@EACH
def test_an_exercise_is_whole(guide: Guide) -> None:
    """Texts are there and of their length; what belongs to its kind is there, and nothing of the others."""
    for field, longest in LONGEST.items():
        assert 3 <= len(getattr(guide, field)) <= longest
    assert (guide.rhythm is not None, bool(guide.parts), bool(guide.fields)) == (
        guide.kind == "paced",
        guide.kind == "timed",
        guide.kind == "form",
    )
    assert all(8 <= part.seconds <= 45 and len(part.text) <= LONGEST_PART for part in guide.parts)
    assert all(len(box.label) <= LONGEST_LABEL and len(box.hint) <= LONGEST_HINT for box in guide.fields)
    assert all('"' not in text and "'" not in text for text in texts_of(guide))


@EACH
def test_it_is_said_at_once_that_one_can_stop(guide: Guide) -> None:
    """Nobody has to see an exercise through."""
    assert re.search(r"\b(?:stop|break(?:ing)? off|leave|end it|free to)\b", guide.lead.lower())


@EACH
def test_no_breath_is_held(guide: Guide) -> None:
    """Holding can do harm; a paced one goes straight from in to out."""
    text = " ".join(texts_of(guide)).lower()
    assert not re.search(r"hold(?:ing)? (?:your|the|it|a) ?breath", text)
    assert (guide.rhythm is not None) == guide.breathing
    if guide.rhythm is not None:
        assert guide.rhythm.out >= guide.rhythm.into


@EACH
def test_an_exercise_is_written_kindly(guide: Guide) -> None:
    """No diagnosis, praise or shame."""
    # How much a reading is believed runs up to completely.
    assert [hit for text in texts_of(guide) for hit in tone(text) if hit != "is absolute: completely"] == []


def test_an_exercise_is_not_longer_than_the_practice_that_leads_to_it() -> None:
    """The minutes a plan counts are enough for it."""
    by_id = {guide.id: guide for guide in guides()}
    for practice in practices():
        if practice.guide:
            assert by_id[practice.guide].seconds <= 60 * practice.minutes, practice.id


_SLIPS = [
    ("kind: paced\n", "kind: pace\n", "`kind` is `pace`. Did you mean `paced`?"),
    ("breathing: true", "breathing: maybe", "Write true or false, without quotes."),
    (
        "rhythm: {in: 4, out: 6, minutes: 3}",
        "rhythm: {in: 4, out: 60, minutes: 3}",
        "Write a whole number from 2 to 10.",
    ),
    ("rhythm: {in: 4, out: 6, minutes: 3}", "rhythm: {in: 4, minutes: 3}", "The rhythm has no `out`."),
    ("seconds: 10}", "seconds: 5}", "Write a whole number from 8 to 45."),
    ("id: cyclic-sigh\n", "id: slow-breathing\n", "`slow-breathing` is there twice"),
    ("{id: mine, ", "{id: theirs, ", "`theirs` is there twice"),
    ("kind: percent}", "kind: per-cent}", "Did you mean `percent`?"),
]


@pytest.mark.parametrize(("old", "new", "problem"), _SLIPS)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    text = SHIPPED.replace(old, new, 1)
    assert text != SHIPPED
    with pytest.raises(EqError) as raised:
        read_guides(text.encode(), "guides.yaml")
    line = SHIPPED[: SHIPPED.index(old)].count("\n") + 1
    told = [found for found in raised.value.problems if problem in str(found)]
    assert [found.where for found in told] == [f"guides.yaml:{line}"]


def test_what_belongs_to_another_kind_is_told() -> None:
    """A form without boxes, or with a rhythm, is no form."""
    with pytest.raises(EqError) as raised:
        read_guides(SHIPPED.replace("kind: paced\n", "kind: form\n", 1).encode(), "g")
    told = str(raised.value)
    assert "has `rhythm` and its kind is `form`" in told
    assert "has no `fields` and its kind is `form`" in told


@given(
    st.one_of(
        st.binary(max_size=300),
        st.tuples(st.integers(0, len(SHIPPED) - 1), st.text(min_size=1, max_size=6)).map(
            lambda cut: (SHIPPED[max(0, cut[0] - 900) : cut[0]] + cut[1] + SHIPPED[cut[0] : cut[0] + 900]).encode(
                "utf-8", "replace"
            )
        ),
    )
)
def test_garbage_gives_a_clear_error_or_exercises(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised."""
    with contextlib.suppress(EqError):
        assert read_guides(data, "g")
