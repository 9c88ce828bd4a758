"""The rules of preparing: what is looked at, where a sentence comes from, what a debrief takes over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.reflect import preparing
from eq.reflect.entry import Entry, Tag
from eq.reflect.preparing import Chosen, Said
from eq.reflect.ways import Way

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def entry(name: str = "one", *, tags: tuple[Tag, ...] = (), **texts: str) -> Entry:
    return Entry(name, "preparation", "done", AT, "UTC", date(2026, 11, 21), AT, AT, texts=texts, tags=tags)


def way(name: str, stage: str) -> Way:
    return Way.model_validate(
        {
            "id": name, "title": name, "competency": "empathy", "stage": stage, "fits": "f", "steps": ("a", "b", "c"),
            "say": (f"{name} says", "two", "three"), "brings": "b", "risk": "r", "avoid": "a", "grade": "C",
            "source": "s", "neighbours": (),
        }
    )  # fmt: skip


WAYS = (
    way("full-attention", "opening"),
    way("greet", "opening"),
    way("set-boundary", "limits"),
    way("say-no", "limits"),
)


def test_all_that_is_chosen_comes_before_each_of_it_and_that_before_everything() -> None:
    """A client alone stands before a trigger alone, and everything comes last."""
    assert preparing.widening(Chosen("c", "t", "ch")) == (
        Chosen("c", "t", "ch"), Chosen("c"), Chosen(trigger="t"), Chosen(channel="ch"), Chosen(),
    )  # fmt: skip


def test_nothing_is_looked_at_twice() -> None:
    """A client alone is not looked at again as the client of the choice, nor everything as nothing chosen."""
    assert preparing.widening(Chosen("c")) == (Chosen("c"), Chosen())
    assert preparing.widening(Chosen()) == (Chosen(),)


def test_the_first_preparation_that_has_the_sentence_gives_it() -> None:
    """One without it is passed over; none at all gives nothing."""
    found = [entry(limit="Not now"), entry("two", opening="Hello"), entry("three", opening="Later")]
    assert preparing.from_preparations(found, "opening") == Said("Hello", "preparation", date(2026, 11, 21))
    assert preparing.from_preparations(found[:1], "opening") is None


@pytest.mark.parametrize(
    ("stage", "used", "own", "wanted"),
    [
        ("opening", [], {}, Said("full-attention says", "playbook", way="full-attention")),
        ("opening", ["set-boundary", "greet"], {}, Said("full-attention says", "playbook", way="full-attention")),
        ("opening", ["greet"], {"greet": ["Mine"]}, Said("Mine", "own", way="greet")),
        ("opening", ["greet"], {"full-attention": ["Mine"]}, Said("Mine", "own", way="full-attention")),
        ("opening", ["greet"], {"say-no": ["Not that"]}, Said("full-attention says", "playbook", way="full-attention")),
    ],
)
def test_a_first_sentence_is_an_own_one_before_one_that_ships(stage, used, own, wanted) -> None:
    """What ships is always the plain one: that of the way used most was written for another contact."""
    assert preparing.of_playbook(WAYS, stage, "full-attention", used, own) == wanted


def test_a_limit_is_the_plain_one_unless_there_is_an_own_one() -> None:
    """Having said no more often does not change which limit ships."""
    assert preparing.of_playbook(WAYS, "limits", "set-boundary", ["say-no"], {}) == Said(
        "set-boundary says", "playbook", way="set-boundary"
    )
    own = {"set-boundary": ["Stop, please"], "say-no": ["No, thank you"]}
    assert preparing.of_playbook(WAYS, "limits", "set-boundary", ["say-no"], own) == Said(
        "No, thank you", "own", way="say-no"
    )


@pytest.mark.parametrize("way_id", ["involve-senior", "end-contact", "hand-to-arbitrator"])
def test_what_one_says_to_a_colleague_is_no_limit_to_name_to_a_client(way_id: str) -> None:
    """Though these ways are used where limits are, and a person may have words of their own for them."""
    every = (*WAYS, way(way_id, "limits"))
    found = preparing.of_playbook(every, "limits", "set-boundary", [way_id], {way_id: ["Please come now."]})
    assert found == Said("set-boundary says", "playbook", way="set-boundary")
    assert way_id not in [one.id for one in preparing.fitting_ways(every, "limits", "set-boundary")]


def test_what_one_says_to_oneself_is_no_first_sentence() -> None:
    """Neither an own one nor one that ships."""
    to_self = Way.model_validate({**WAYS[0].model_dump(), "say": ("To yourself: breathe out.", "I am here.", "three")})
    own = {"full-attention": ["to yourself: slowly"]}
    assert preparing.of_playbook((to_self,), "opening", "full-attention", [], own) == Said(
        "I am here.", "playbook", way="full-attention"
    )


def test_an_if_then_said_twice_stands_once_and_half_of_one_never() -> None:
    """Case, spaces and the full stop make no difference; the latest is the one that stays."""
    found = [
        entry("a", if_cue="They shout", if_act="I wait."),
        entry("b", if_cue="they  shout", if_act="i wait"),
        entry("c", if_cue="They go"),
        entry("d", if_cue="They ask", if_act="I answer"),
        entry("e", if_cue="They laugh", if_act="I smile"),
    ]
    assert [one.id for one in preparing.if_thens(found, 2)] == ["a", "d"]


TAGS = (Tag("trigger", "t"), Tag("channel", "c"), Tag("need", "n"), Tag("response", "paraphrase"), Tag("custom", "x"))
TEXTS = {
    "label": "pushy", "fairer": "pressed", "need": "an answer", "if_cue": "a", "if_act": "b", "limit": "Not so loud",
    "outcome": "A date",
}  # fmt: skip


def test_a_debrief_takes_over_what_it_asks_itself_and_no_planned_way() -> None:
    """Plans are no uses: the ways stay behind, and so do the words that belong to the preparation alone."""
    texts, tags = preparing.carried(entry(tags=TAGS, **TEXTS), mistreated=False)
    assert set(texts) == {"label", "fairer", "need", "if_cue", "if_act"}
    assert {tag.kind for tag in tags} == {"trigger", "channel", "need"}


def test_after_mistreatment_nothing_about_the_other_side_is_taken_over() -> None:
    """Neither the word for them, nor a fairer reading, nor their needs."""
    texts, tags = preparing.carried(entry(tags=TAGS, **TEXTS), mistreated=True)
    assert set(texts) == {"if_cue", "if_act"}
    assert {tag.kind for tag in tags} == {"trigger", "channel"}
