"""The neutral record holds facts and nothing of what a person felt, called or guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from string import ascii_lowercase

from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect import record
from eq.reflect.entry import MOMENTS, Entry, Point, Tag, Word
from eq.reflect.promise import Commitment
from eq.wording import debrief as words

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FACTS = ("happened", "quotes", "did")
PRIVATE = (
    "title",
    "text",
    "next_time",
    "label",
    "fairer",
    "need",
    "helpful",
    "keep",
    "change",
    "if_cue",
    "if_act",
    "later",
)
CHANNELS = {"phone": "Phone"}


def entry(**more):
    return Entry("e", "debrief", "done", NOW, "UTC", date(2026, 11, 21), NOW, NOW, **more)


def promise(what, state="open", **more):
    return Commitment("p", what, state, "UTC", NOW, NOW, **more)


secret = st.text(ascii_lowercase, min_size=1, max_size=12).map(lambda text: f"zq{text}")


@given(
    st.fixed_dictionaries(dict.fromkeys(PRIVATE, secret)), st.lists(secret, min_size=4, max_size=4), st.integers(0, 10)
)
@settings(max_examples=100)
def test_no_private_word_ever_stands_in_the_record(private, others, severity):
    """Labels, needs, feelings, sentences to oneself and the client's label stay out, whatever they are."""
    feeling, need, client, whom = others
    one = entry(
        texts=private | {"happened": "They asked for a refund.", "did": "I offered one."},
        words=tuple(Word(feeling, moment) for moment in MOMENTS),
        points={"before": Point(0.1, 0.2)},
        tags=(*(Tag(kind, need) for kind in ("need", "custom", "trigger", "response")), Tag("channel", "phone")),
        client="c", client_label=client, severity=severity, need_sure=40,
    )  # fmt: skip
    made = [promise("send the form", to_whom=whom, client_label=client)]
    text = words.record(record.neutral(one, made), CHANNELS)
    assert "zq" not in text
    assert "They asked for a refund." in text
    assert "I offered one." in text


def test_the_record_says_facts_quotes_actions_and_next_step_with_dates_in_words():
    """Plain text, ready to paste."""
    one = entry(
        texts={"happened": "They asked for a refund.", "quotes": "“Now.”", "did": "I called billing."},
        tags=(Tag("channel", "phone"), Tag("response", "offer-options"), Tag("response", "stay-calm")),
    )
    made = [
        promise("call back.", due_date=date(2026, 11, 24), due_time=time(14, 30), agreed=True),
        promise("send the form", due_date=date(2026, 11, 23), agreed=False),
        promise("already kept", state="kept"),
    ]
    assert words.record(record.neutral(one, made), CHANNELS) == (
        "Facts\nContact on 21 November 2026, Phone.\nThey asked for a refund.\n\n"
        "Word for word\n“Now.”\n\n"
        "Actions\nI called billing.\nOffered options.\n\n"
        "Next step\n"
        "Send the form, by 23 November 2026 (not yet agreed with the client).\n"
        "Call back, by 24 November 2026, 14:30 (agreed with the client)."
    )


def test_after_mistreatment_the_record_names_who_was_told_and_no_way_of_responding():
    """What was filled in before it was called abuse counts against no response."""
    one = entry(
        episode="abusive",
        texts={"happened": "They threatened me.", "reported": "I told the shift lead."},
        tags=(Tag("response", "offer-options"),),
    )
    text = words.record(record.neutral(one, []), CHANNELS)
    assert "I told the shift lead." in text
    assert "Offered options" not in text
    assert text.endswith("Next step\nNothing recorded.")
