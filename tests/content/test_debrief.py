"""The chips and safety words of a debrief."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_rules import MOST_WORDS, length, tone

import eq.content.debrief as module
from eq.content.debrief import CHIP_GROUPS, SAFETY_IDS, SafetyId, debrief, read_debrief
from eq.content.playbook import playbook
from eq.errors import EqError

SHIPPED = Path(module.__file__).with_name("debrief.yaml").read_text(encoding="utf-8")
DATA = Path(__file__).parent.parent / "data"
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
LEAST = {
    "triggers": 18,
    "needs": 12,
    "labels": 12,
    "channels": 8,
    "kinds": 3,
    "keep": 10,
    "change": 10,
    "helpful": 10,
    "starters": 10,
    "settle": 5,
}


def texts_of(group: str) -> list[str]:
    return [chip.text for chip in getattr(debrief(), group)]


def all_texts() -> list[str]:
    """Every short text of the file but the safety words."""
    content = debrief()
    own = chain.from_iterable(texts_of(group) for group in CHIP_GROUPS)
    readings = chain.from_iterable(label.readings for label in content.labels)
    hints = [chip.hint for chip in (*content.needs, *content.kinds)]
    return [*own, *readings, *hints, *(way.title for way in playbook())]


@pytest.mark.parametrize("group", CHIP_GROUPS)
def test_each_group_has_enough_chips(group: str) -> None:
    """No box stands alone: every group has its chips."""
    assert len(texts_of(group)) >= LEAST[group]


def test_ids_are_unique_over_the_file_and_plain() -> None:
    """A stored id names one thing only."""
    content = debrief()
    ids = [chip.id for group in CHIP_GROUPS for chip in getattr(content, group)]
    ids += [way.id for way in playbook()]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert all(KEBAB.fullmatch(one) for one in ids)
    assert set(content.words) == set(ids)


def test_no_chip_that_landed_is_ever_renamed() -> None:
    """Entries keep the ids, so every id of the golden list is still there, in its group."""
    listed = [line.split() for line in (DATA / "chip_ids.txt").read_text(encoding="utf-8").splitlines()]
    now = {(group, chip.id) for group in CHIP_GROUPS for chip in getattr(debrief(), group)}
    assert {(group, one) for group, one in listed} == now, "add new ids to tests/data/chip_ids.txt; take none away"


def test_channels_kinds_and_ways_to_settle_are_the_agreed_ones() -> None:
    """Pages and flows know these by id; looking around stands first, as an equal of the breath."""
    content = debrief()
    assert [chip.id for chip in content.channels] == [
        *("phone", "chat", "email", "counter", "video", "social-media", "visit", "letter"),
    ]
    assert [chip.id for chip in content.kinds] == ["demanding", "aggressive", "abusive"]
    assert [chip.id for chip in content.settle] == ["look-around", "gentle-breath", "feet-and-hands", "walk", "water"]


def test_only_the_breath_needs_a_caution() -> None:
    """Whoever chooses the breath is shown its caution."""
    assert {chip.id: chip.caution for chip in debrief().settle if chip.caution} == {"gentle-breath": "breathing"}
    assert all(chip.hint for chip in debrief().settle)


def test_needs_and_kinds_say_what_is_meant() -> None:
    """Each need goes on in half a sentence, each kind in one line."""
    assert all(chip.hint.startswith("to ") and not chip.hint.endswith(".") for chip in debrief().needs)
    assert all(chip.hint.endswith(".") for chip in debrief().kinds)


def test_fairer_readings_stay_guesses() -> None:
    """A reading says what may be, never what is, and does not repeat the label."""
    for label in debrief().labels:
        for reading in label.readings:
            assert re.match(r"(They|It|I|We) may\b", reading), reading
            assert label.text.casefold() not in reading.casefold()


def test_an_if_then_reads_as_one_sentence() -> None:
    """Cue and act fit together."""
    for starter in debrief().starters:
        assert re.fullmatch(r"If [^.?!]+, then I [^.?!]+\.", starter.text)


@pytest.mark.parametrize("text", all_texts())
def test_a_chip_is_short_and_kind(text: str) -> None:
    """At most sixteen words, and no blame, absolutes, diagnosis, praise, shame or American spelling."""
    assert length(text) <= MOST_WORDS
    assert tone(text) == []


def test_no_text_comes_twice() -> None:
    """No two chips, readings, hints or titles read the same."""
    counts = Counter(text.casefold() for text in all_texts())
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("step", "parts"),
    [
        (
            "mistreatment",
            [
                "threatened, touched, followed or abused is not a communication problem for you to solve",
                "safe now?",
                "local emergency number",
                "end contact",
                "tell someone in charge",
                "recorded",
                "You can stop here",
            ],
        ),
        ("severe", ["frightening does not help everyone", "Each is as good", "comes last"]),
        ("breathing", ["gently", "without holding", "dizzy, tingly or more anxious", "driving or using machinery"]),
        ("breathing", ["pregnancy, heart, lung or panic problems", "clinician", "Look around"]),
        ("look-around", ["Feet on the floor", "five things you see"]),
        ("seen-before", ["facts", "if–then", "folded"]),
        ("third-debrief", ["third debrief of the day", "one next step"]),
        ("fifteen-minutes", ["Fifteen minutes", "one next step"]),
        ("support-line", ["Support"]),
    ],
)
def test_safety_words_say_what_they_have_to(step: SafetyId, parts: list[str]) -> None:
    """Every part of the safety rules is in the words of its step."""
    words = " ".join(debrief().said(step).lines)
    for part in parts:
        assert part in words


def test_a_severe_start_offers_three_equal_choices() -> None:
    """Settle, one line for later, write now, in this order and with nothing beside them."""
    choices = debrief().said("severe").choices
    assert [choice.id for choice in choices] == ["settle-first", "save-one-line", "write-now"]
    assert not any(choice.hint for choice in choices)


def test_choices_lead_somewhere_known() -> None:
    """The breath's two choices are ways to settle; every step that offers to close also lets one go on."""
    content = debrief()
    settle = {chip.id for chip in content.settle}
    assert {choice.id for choice in content.said("breathing").choices} <= settle
    for step in ("third-debrief", "fifteen-minutes"):
        assert [choice.id for choice in content.said(step).choices] == ["close-with-step", "go-on"]
    assert [choice.id for choice in content.said("support-line").choices] == ["not-again-today"]


def test_safety_words_are_short_and_kind() -> None:
    """They hold to the rules of tone as well; a line is at most twenty-four words."""
    assert [step.id for step in debrief().safety] == list(SAFETY_IDS)
    for step in debrief().safety:
        for line in (*step.lines, *(choice.text for choice in step.choices)):
            assert tone(line) == []
            assert length(line) <= 24


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version: 1", "version: 2", "`version` is 2. Write 1."),
        ("group: needs", "group: need", "`group` is `need`. Did you mean `needs`?"),
        ("id: passed-around", "id: waiting-time", "`waiting-time` is there twice, first on line 8."),
        ('text: "Fairness", hint', 'text: "Control", hint', "`Control` is there twice, first on line"),
        (', hint: "to have it over with soon"', "", "The chip has no `hint`."),
        ('"The way I opened"', '"The way I opened", hint: "x"', "The chip has the unknown key `hint`."),
        ('"They may be worn out before they reach me.", ', "", "`readings` has one entry. Write two readings."),
        ("caution: breathing", "caution: breath", "`caution` is `breath`. Did you mean `breathing`?"),
        ("- id: look-around", "- id: breathing", "`breathing` is there twice, first on line"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    with pytest.raises(EqError) as raised:
        read_debrief(SHIPPED.replace(old, new, 1).encode(), "debrief.yaml")
    (found,) = raised.value.problems
    assert found.where == f"debrief.yaml:{SHIPPED[: SHIPPED.index(old)].count(chr(10)) + 1}"
    assert problem in str(found)


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (r"(?s)  - group: helpful.*?(?=  - group)", "There is no entry for `helpful`. Add one with this `group`."),
        (r"(?s)  - id: severe\n.*?(?=  - id: )", "There is no entry for `severe`. Add one with this `id`."),
        (r"(?s)safety:\n.*", "The file has no `safety`."),
    ],
)
def test_a_missing_part_is_told(part: str, problem: str) -> None:
    """A file without one of its groups or safety steps is refused, with the name of what is missing."""
    text, cuts = re.subn(part, "", SHIPPED, count=1)
    assert cuts == 1
    with pytest.raises(EqError) as raised:
        read_debrief(text.encode(), "d")
    assert problem in str(raised.value)
    assert len(raised.value.problems) == 1


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda tail: f"version: 1\ndebrief: {tail}".encode()))
)
def test_garbage_gives_a_clear_error(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised."""
    with pytest.raises(EqError):
        read_debrief(data, "d")
