"""The playbook: every way of responding whole, its words safe to say, and its file read strictly."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readability import grade, syllables, words
from wording_rules import tone

import eq.content.playbook as module
from eq.content.debrief import debrief
from eq.content.playbook import LONGEST, LONGEST_SENTENCE, LONGEST_STEP, playbook, read_playbook
from eq.errors import EqError
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.ways import GRADES, STAGES, Way

SHIPPED = Path(module.__file__).with_name("playbook.yaml").read_text(encoding="utf-8")
IDS = Path(__file__).parent.parent / "data" / "response_ids.txt"
WAYS = pytest.mark.parametrize("way", playbook(), ids=lambda way: way.id)

_NEVER_SAID = {
    "blames": r"you should have|you should've|you must|you have to|you need to|you ought|you didn't|you did not|"
    r"you failed|you forgot|why did you|why didn't you|as i said|as i told you|you're wrong|you are wrong|your fault|"
    r"be reasonable|calm down",
    "is absolute": r"always|never|impossible|guarantee\w*|everyone|everybody|nobody|no one|100 ?%|definitely|certainly|"
    r"absolutely|in any case|without fail",
    "promises what nobody can": r"i promise|i'll make sure|i will make sure|will be fixed|will be solved|"
    r"will not happen again|won't happen again|will be all right|will be fine|don't worry|trust me",
    "sounds empty": r"i know how you feel|i understand how you feel|i understand completely|unfortunately|policy|"
    r"any inconvenience|valued customer|important to us|your call is|with all due respect|honestly|no problem",
    "takes it back": r"(?:sorry|apologise|apologize)[^.?!]*\bbut",
}
_NEVER_WRITTEN = r"powerful|simply|just|proven|amazing|magic|guarantee\w*|always works|never fails"
_DANGER = r"abus\w*|threat\w*|danger\w*|insult\w*|touch\w*|follow(?:ed|ing|s)|harass\w*|violence|unsafe|safe(?:ty)?"


def texts_of(way: Way) -> Iterator[str]:
    yield from (way.title, way.fits, *way.steps, *way.say, way.brings, way.risk, way.avoid, way.source)


def plainly(text: str) -> str:
    return text.replace("’", "'").lower()


def spoken(text: str) -> list[str]:
    """Everything in a sentence to say that may not be said."""
    return [
        f"{kind}: {hit}" for kind, rule in _NEVER_SAID.items() for hit in re.findall(rf"\b(?:{rule})", plainly(text))
    ]


def test_ids_are_the_golden_list() -> None:
    """Years of entries stand on these ids."""
    listed = IDS.read_text(encoding="utf-8").split()
    assert [way.id for way in playbook()] == listed
    assert len(listed) == 44


def test_no_id_is_that_of_a_chip() -> None:
    """A stored id names one thing only, over both files."""
    chips = {chip.id for group in ("triggers", "needs", "labels", "channels") for chip in getattr(debrief(), group)}
    assert chips.isdisjoint(way.id for way in playbook())
    assert all(debrief().words[way.id] == way.title for way in playbook())


def test_every_competency_stage_and_grade_has_a_way() -> None:
    """Each heading and each choice of the filter has something under it."""
    assert {way.competency for way in playbook()} == set(COMPETENCIES)
    assert {way.stage for way in playbook()} == set(STAGES)
    assert {way.grade for way in playbook()} == set(GRADES)


@WAYS
def test_a_way_is_whole(way: Way) -> None:
    """Every field holds something of its length, and lists have as many entries as a reader is told."""
    for field, longest in LONGEST.items():
        assert 3 <= len(getattr(way, field)) <= longest
    assert 3 <= len(way.steps) <= 5
    assert all(10 <= len(step) <= LONGEST_STEP for step in way.steps)
    assert len(way.say) == 3
    assert all(15 <= len(sentence) <= LONGEST_SENTENCE for sentence in way.say)
    assert 2 <= len(way.neighbours) <= 4
    for text in (way.fits, *way.steps, *way.say, way.brings, way.risk, way.avoid, way.source):
        assert text[-1] in ".?”", text
        assert text[0].isupper() or text[0] in "“", text
    assert all('"' not in text and "'" not in text for text in texts_of(way))


@WAYS
def test_a_sentence_to_say_blames_nobody_and_promises_nothing_unknown(way: Way) -> None:
    """No blame, absolutes, false promise or empty phrase, in any of the three."""
    assert [(sentence, wrong) for sentence in way.say if (wrong := spoken(sentence))] == []


@pytest.mark.parametrize(
    "text",
    [
        "You should have called us earlier.",
        "We always answer within a day.",
        "I promise that this gets solved.",
        "I’m sorry about the bill, but the date was clear.",
        "Please calm down.",
        "It will not happen again.",
        "This is our policy.",
        "I know how you feel.",
        "You’re wrong about the date.",
        "I will make sure that the part arrives.",
    ],
)
def test_the_rules_of_what_is_said_find_what_breaks_them(text: str) -> None:
    """Each rule catches a sentence that breaks it, with a curly apostrophe as well."""
    assert spoken(text) != []


def test_the_rules_of_what_is_said_let_an_honest_sentence_pass() -> None:
    """A promise of one's own act with a time is what the playbook is for."""
    assert spoken("By four today I will call you, with or without news about the bill.") == []


@WAYS
def test_a_way_is_written_kindly(way: Way) -> None:
    """No diagnosis, praise, shame or American spelling, nothing that sells itself; it blames nobody."""
    # Feedback in front of others can shame: that text names the harm, it does none.
    wrong = [found for text in texts_of(way) for found in tone(text) if found != "shames: shame"]
    assert wrong == []
    assert re.findall(rf"\b(?:{_NEVER_WRITTEN})\b", plainly(" ".join((way.brings, way.risk, way.avoid)))) == []


@WAYS
def test_a_way_says_when_not_to_use_it_where_someone_is_abused_or_in_danger(way: Way) -> None:
    """Not one asks the worker to put up with it."""
    assert re.search(rf"\b(?:{_DANGER})\b", plainly(way.avoid))


def test_no_sentence_to_say_comes_twice_or_nearly() -> None:
    """Whoever reads three ways finds nine different sentences."""
    plain = [" ".join(words(sentence)) for way in playbook() for sentence in way.say]
    assert [text for text, n in Counter(plain).items() if n > 1] == []
    near = []
    for one, other in combinations(plain, 2):
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if matcher.real_quick_ratio() > 0.7 and matcher.quick_ratio() > 0.7 and matcher.ratio() > 0.7:
            near.append((one, other))
    assert near == []


def test_no_step_and_no_other_text_comes_twice() -> None:
    """Every text was written for its own way."""
    counts = Counter(text.casefold() for way in playbook() for text in texts_of(way))
    assert [text for text, n in counts.items() if n > 1] == []


def test_the_sentences_are_easy_to_read() -> None:
    """Together the sentences to say read at grade eight at most, and so do the steps."""
    for pool in ([s for way in playbook() for s in way.say], [s for way in playbook() for s in way.steps]):
        parts = [part for text in pool for part in re.split(r"(?<=[.?!:;])\s+", text) if words(part)]
        found = [word for part in parts for word in words(part)]
        assert grade(len(found), len(parts), sum(syllables(word) for word in found)) <= 8


def test_a_grade_says_what_it_stands_on() -> None:
    """A and B name a study by author and year; C says that it rests on practice."""
    for way in playbook():
        if way.grade == "C":
            assert re.search(r"\bpractice\b|\bexpert", way.source), way.id
        else:
            assert re.search(r"[A-Z][a-zü]+(?: et al\.)?[^.()]{0,60}\b(?:19|20)\d\d\b", way.source), way.id


def test_ending_contact_comes_first_with_safety_and_owes_nothing() -> None:
    """The way for abuse says the same as the debrief: are you safe, tell someone, have it recorded, you can stop."""
    way = next(way for way in playbook() if way.id == "end-contact")
    words_ = " ".join((way.fits, *way.steps))
    for part in (
        "You can end contact at any point",
        "safe now?",
        "local emergency number",
        "someone in charge",
        "recorded",
        "You can stop here",
    ):
        assert part in words_


_SLIPS = [
    ("version: 1", "version: 2", "`version` is 2. Write 1."),
    ("id: stay-calm\n", "id: check-own-label\n", "`check-own-label` is there twice, first on line 7."),
    ("stage: before", "stage: befor", "`stage` is `befor`. Did you mean `before`?"),
    ("competency: motivation", "competency: motive", "`competency` is `motive`. Did you mean `motivation`?"),
    ("grade: B", "grade: D", "`grade` is `D`. Use one of: `A`, `B`, `C`."),
    ("    fits: ", "    fit: ", "unknown key `fit`. Did you mean `fits`?"),
    ("[stay-calm, ask-good-outcome", "[stay-clam, ask-good-outcome", "no way in this file. Did you mean `stay-calm`?"),
    ("[stay-calm, ask-good-outcome", "[check-own-label, ask-good-outcome", "is its own neighbour. Name another way."),
    ("[stay-calm, ask-good-outcome", "[open-questions, ask-good-outcome", "`open-questions` is there twice"),
    (
        '"Notice one sign in yourself: shoulders, jaw, hands or speed."',
        f'"Notice one sign in yourself: {"shoulders, " * 12}jaw, hands or speed."',
        "Shorten it to 140 characters.",
    ),
]


@pytest.mark.parametrize(("old", "new", "problem"), _SLIPS)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    text = SHIPPED.replace(old, new, 1)
    assert text != SHIPPED
    with pytest.raises(EqError) as raised:
        read_playbook(text.encode(), "playbook.yaml")
    line = SHIPPED[: SHIPPED.index(old)].count("\n") + 1
    told = [found for found in raised.value.problems if problem in str(found)]
    assert [found.where for found in told] == [f"playbook.yaml:{line}"]


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (r"\n    say:\n(?:      - .*\n){3}", "The way has no `say`. Add `say: ...`."),
        (r"(?<=    say:\n)      - .*\n", "The way's `say` has 2 of 3 entries. Write 3."),
        (r"(?<=    steps:\n)(?:      - .*\n){3}", "The way's `steps` has 2 of 3 to 5 entries. Write 3 to 5."),
        (r"(?<=neighbours: \[)[^,]*, [^,]*, [^,]*, ", "The way's `neighbours` has 1 of 2 to 4 entries."),
    ],
)
def test_a_missing_part_is_told(part: str, problem: str) -> None:
    """A way that is not whole is refused, with the name of what is missing."""
    text, cuts = re.subn(part, lambda found: "\n" if found[0].startswith("\n") else "", SHIPPED, count=1)
    assert cuts == 1
    with pytest.raises(EqError) as raised:
        read_playbook(text.encode(), "p")
    assert problem in str(raised.value)
    assert len(raised.value.problems) == 1


def test_a_sentence_of_another_way_is_told_with_the_line_it_stood_on_first() -> None:
    """No sentence is there twice, whoever adds a way."""
    first, second = playbook()[0].say[0], playbook()[1].say[0]
    with pytest.raises(EqError) as raised:
        read_playbook(SHIPPED.replace(second, first.upper(), 1).encode(), "p")
    (found,) = raised.value.problems
    line = SHIPPED[: SHIPPED.index(first)].count("\n") + 1
    assert f"is there twice, first on line {line}." in str(found)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda tail: f"version: 1\nplaybook: {tail}".encode()),
        st.tuples(st.integers(0, len(SHIPPED) - 1), st.text(min_size=1, max_size=6)).map(
            lambda cut: (SHIPPED[max(0, cut[0] - 900) : cut[0]] + cut[1] + SHIPPED[cut[0] : cut[0] + 900]).encode(
                "utf-8", "replace"
            )
        ),
    )
)
def test_garbage_gives_a_clear_error_or_ways(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised, and no list comes out empty."""
    with contextlib.suppress(EqError):
        assert read_playbook(data, "p")
