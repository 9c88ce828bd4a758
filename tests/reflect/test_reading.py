"""What is shown, folded or never shown when an entry is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from eq.reflect.entry import TEXT_FIELDS, Entry, Point, Tag
from eq.reflect.reading import edited_moments, edited_tags, edited_texts, reading, withheld

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OF_OTHERS = {"label", "fairer", "need", "keep", "change"}


def entry(**more: Any) -> Entry:
    """A debrief in which every field is filled in, unless said otherwise."""
    facts: dict[str, Any] = {
        "kind": "debrief",
        "state": "done",
        "texts": dict.fromkeys(TEXT_FIELDS, "said"),
        "tags": (Tag("need", "certainty"), Tag("response", "paraphrase", "yes")),
        "points": {"before": Point(0, 0), "later": Point(0, 0)},
        "severity": 5,
        "episode": "demanding",
    }
    return Entry(
        id="e", at=NOW, zone="UTC", local_date=date(2026, 11, 21), created_at=NOW, changed_at=NOW, **(facts | more)
    )


def test_a_debrief_shows_facts_and_the_way_on_and_folds_what_was_felt_and_thought() -> None:
    """The label, fairer reading, needs, quotes and feelings belong to the story."""
    shown = reading(entry())
    assert shown.folded
    assert {"happened", "did"} <= set(shown.facts)
    assert {"next_time", "keep", "change", "helpful", "opening", "limit"} == set(shown.onward)
    assert {"quotes", "label", "fairer", "need"} == set(shown.story)
    assert (shown.moments, shown.needs, shown.judged) == (("before",), True, True)


@pytest.mark.parametrize("more", [{"severity": 8}, {"episode": "abusive"}])
def test_the_whole_account_is_folded_after_something_severe_or_abusive(more: dict[str, Any]) -> None:
    """Nobody reads it again without asking for it."""
    shown = reading(entry(**more))
    assert not {"happened", "did"} & set(shown.facts)
    assert {"happened", "did", "quotes"} <= set(shown.story)


def test_mistreatment_says_nothing_of_the_others_needs_or_of_ones_own_part() -> None:
    """Even where such a field was filled in before the kind was chosen, in reading as in editing."""
    abused = entry(episode="abusive")
    shown = reading(abused)
    everything = {*shown.facts, *shown.onward, *shown.story}
    assert not OF_OTHERS & everything
    assert not OF_OTHERS & set(edited_texts(abused))
    assert withheld(abused) == OF_OTHERS | {"if_cue", "if_act"}
    assert (shown.needs, shown.judged, shown.safety) == (False, False, True)
    assert not {"need", "response", "trigger"} & set(edited_tags(abused))
    assert "reported" in shown.facts


def test_mistreatment_was_nothing_to_do_better_or_to_set_off() -> None:
    """No if-then, no trigger, no promise is asked for, whatever the preparation before it had filled in."""
    other, abused = reading(entry()), reading(entry(episode="abusive"))
    assert (other.plan, other.promising, other.safety) == (True, True, False)
    assert (abused.plan, abused.promising, abused.safety) == (False, False, True)
    assert set(other.tags) - set(abused.tags) == {"trigger"}


def test_what_was_prepared_for_somebody_who_mistreated_is_out_of_sight() -> None:
    """What one may say and do for oneself stays: the limit, whom to involve, what one cannot."""
    prepared = entry(kind="preparation", episode=None)
    shown = reading(prepared, mistreated=True)
    everything = {*shown.facts, *shown.onward, *shown.story}
    hidden = {"label", "fairer", "need", "opening", "outcome", "can", "if_cue", "if_act"}
    assert not hidden & everything
    assert not hidden & set(edited_texts(prepared, mistreated=True))
    assert {"limit", "involve", "cannot"} <= everything
    assert (shown.needs, shown.judged, shown.plan, shown.promising) == (False, False, False, False)
    assert "trigger" not in shown.tags
    assert not {"need", "response", "trigger"} & set(edited_tags(prepared, mistreated=True))


@pytest.mark.parametrize("kind", ["debrief", "note"])
def test_only_a_preparation_changes_by_what_happened_elsewhere(kind: Any) -> None:
    """Another debrief with the same client is read as it was written."""
    assert reading(entry(kind=kind), mistreated=True) == reading(entry(kind=kind))


def test_a_preparation_is_read_whole_where_nobody_was_mistreated() -> None:
    """Its if-then, ways and first sentence stand in the open."""
    shown = reading(entry(kind="preparation", episode=None))
    assert {"opening", "limit", "outcome", "can"} <= {*shown.facts, *shown.onward}
    assert (shown.judged, shown.plan, shown.promising, shown.safety) == (True, True, True, False)


def test_a_note_is_not_folded() -> None:
    """Only a debrief is."""
    shown = reading(entry(kind="note", severity=9))
    assert not shown.folded
    assert {"prompt", "text", "happened"} <= set(shown.facts)


def test_empty_fields_are_left_out() -> None:
    """A field that holds nothing has no place."""
    shown = reading(entry(texts={"happened": "x"}, points={}, tags=()))
    assert (shown.facts, shown.onward, shown.story, shown.moments, shown.needs) == (("happened",), (), (), (), False)


@pytest.mark.parametrize("kind", ["check-in", "note", "feedback", "debrief", "preparation"])
def test_every_field_an_entry_shows_can_be_edited(kind: Any) -> None:
    """Imported or older fields included; the question a note answered is not the person's own."""
    full = entry(kind=kind)
    shown = reading(full)
    assert {*shown.facts, *shown.onward, *shown.story} - {"prompt"} <= set(edited_texts(full))
    assert {"before", "later"} <= set(edited_moments(full))


def test_an_edit_offers_what_its_kind_has() -> None:
    """Whom one told is asked after mistreatment only."""
    fresh = entry(texts={}, points={}, tags=())
    assert "reported" not in edited_texts(fresh)
    assert "reported" in edited_texts(replace(fresh, episode="abusive"))
    assert edited_moments(replace(fresh, kind="check-in")) == ("now",)
    assert edited_tags(replace(fresh, kind="note")) == ("competency", "custom")
