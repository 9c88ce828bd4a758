"""The feeling words, and how a point or a text finds them."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import eq.content.emotions as module
from eq.content.emotions import emotions, read_emotions
from eq.errors import EqError
from eq.reflect.affect import Feeling, in_quadrant, nearest, quadrants, search

SHIPPED = Path(module.__file__).with_name("emotions.yaml").read_text(encoding="utf-8")
AGREED = {
    "pleasant-high": """
        excited .80 .80, thrilled .85 .80, energetic .60 .75, enthusiastic .70 .65, joyful .85 .55, happy .85
        .35, delighted .85 .50, amused .65 .35, proud .70 .35, inspired .70 .45, motivated .60 .45, confident
        .65 .25, determined .45 .45, hopeful .60 .15, curious .40 .25, interested .45 .20, surprised .20 .65,
        eager .50 .55, playful .60 .50
    """,
    "pleasant-low": """
        calm .60 -.60, relaxed .70 -.60, peaceful .75 -.65, content .65 -.35, satisfied .65 -.20, grateful .75
        -.05, relieved .55 -.30, comfortable .60 -.50, safe .60 -.40, serene .70 -.70, rested .55 -.60,
        thoughtful .35 -.30, patient .40 -.50, accepting .40 -.35, compassionate .60 -.10, connected .60 -.05,
        appreciated .70 -.05, fulfilled .75 -.10, settled .40 -.45
    """,
    "unpleasant-high": """
        angry -.75 .70, furious -.85 .85, frustrated -.60 .50, irritated -.55 .45, annoyed -.50 .40, anxious
        -.55 .60, worried -.55 .40, stressed -.60 .60, overwhelmed -.55 .55, panicked -.75 .85, scared -.70
        .70, nervous -.40 .55, tense -.45 .50, embarrassed -.55 .35, humiliated -.80 .40, resentful -.60 .35,
        disgusted -.75 .45, defensive -.35 .40, impatient -.35 .45, offended -.60 .40, agitated -.50 .65,
        rushed -.30 .55
    """,
    "unpleasant-low": """
        sad -.70 -.35, disappointed -.60 -.15, discouraged -.55 -.30, hopeless -.85 -.30, lonely -.65 -.35,
        tired -.30 -.70, exhausted -.50 -.65, drained -.50 -.60, bored -.40 -.65, numb -.40 -.60, helpless
        -.70 -.10, gloomy -.55 -.45, apathetic -.45 -.65, regretful -.50 -.20, unsure -.25 -.10, rejected -.70
        -.05, miserable -.80 -.20, guilty -.60 -.05, hurt -.65 -.05, ashamed -.70 -.10
    """,
}
COUNTS = {"pleasant-high": 19, "pleasant-low": 19, "unpleasant-high": 22, "unpleasant-low": 20}
BORDER = {
    *("hopeful", "grateful", "connected", "appreciated", "fulfilled", "compassionate"),
    *("guilty", "hurt", "ashamed", "rejected", "helpless", "unsure", "disappointed"),
}
COORDINATES = st.floats(-1, 1, allow_nan=False)


def table() -> list[tuple[str, str, float, float]]:
    rows = []
    for quadrant, listed in AGREED.items():
        for entry in listed.split(","):
            word, pleasantness, energy = entry.split()
            rows.append((quadrant, word, float(pleasantness), float(energy)))
    return rows


def words_of(found: tuple[Feeling, ...]) -> list[str]:
    return [feeling.word for feeling in found]


def test_the_agreed_words_ship_with_their_places() -> None:
    """Exactly the 80 words, in order, each where it was agreed to be."""
    agreed = [(word, pleasantness, energy) for _, word, pleasantness, energy in table()]
    assert [(one.word, one.pleasantness, one.energy) for one in emotions()] == agreed
    assert len(agreed) == 80


def test_each_word_lies_in_the_quadrant_it_was_listed_in() -> None:
    """The first quadrant of a word is its own; the counts are those agreed."""
    own = {one.word: quadrants(one)[0] for one in emotions()}
    assert own == {word: quadrant for quadrant, word, _, _ in table()}
    assert {name: list(own.values()).count(name) for name in AGREED} == COUNTS


def test_border_words_are_offered_in_both_neighbours() -> None:
    """Thirteen words with little energy either way belong to two quadrants of the same pleasantness."""
    both = {one.word: quadrants(one) for one in emotions() if len(quadrants(one)) == 2}
    assert set(both) == BORDER
    assert both["hopeful"] == ("pleasant-high", "pleasant-low")
    assert both["hurt"] == ("unpleasant-low", "unpleasant-high")


def test_a_quadrant_lists_its_own_and_its_border_words() -> None:
    """Together the four quadrants list every word once and every border word twice."""
    listed = [words_of(in_quadrant(emotions(), quadrant)) for quadrant in COUNTS]
    assert [len(one) for one in listed] == [19 + 5, 19 + 1, 22 + 7, 20]
    assert "hurt" in listed[2]
    assert "hurt" in listed[3]


@pytest.mark.parametrize(
    ("point", "first"),
    [((-0.75, 0.70), "angry"), ((0.60, -0.60), "calm"), ((-1, -1), "exhausted"), ((1, 1), "thrilled")],
)
def test_the_closest_word_comes_first(point: tuple[float, float], first: str) -> None:
    """Eight words are offered, and the first lies at the point or next to it."""
    found = nearest(emotions(), *point)
    assert len(found) == 8
    assert found[0].word == first


def test_words_at_the_same_distance_come_by_the_alphabet() -> None:
    """The order of the list given does not matter."""
    ring = [
        Feeling(word=word, pleasantness=p, energy=e) for word, p, e in (("b", 0.1, 0), ("a", 0, 0.1), ("c", 0, -0.1))
    ]
    assert words_of(nearest(ring, 0, 0)) == words_of(nearest(ring[::-1], 0, 0)) == ["a", "b", "c"]


@given(COORDINATES, COORDINATES, st.integers(0, 100))
def test_no_word_left_out_is_closer_than_one_offered(pleasantness: float, energy: float, n: int) -> None:
    """The words offered are the closest ones, in order of distance."""
    found = nearest(emotions(), pleasantness, energy, n)

    def far(one: Feeling) -> float:
        return round(math.dist((one.pleasantness, one.energy), (pleasantness, energy)), 9)

    distances = [far(one) for one in found]
    assert len(found) == len(set(found)) == min(n, 80)
    assert distances == sorted(distances)
    left = [far(one) for one in emotions() if one not in found]
    assert not left or not distances or max(distances) <= min(left)


@pytest.mark.parametrize(("pleasantness", "energy", "n"), [(1.01, 0, 8), (0, -2, 8), (math.nan, 0, 8), (0, 0, -1)])
def test_a_point_outside_the_plane_is_refused(pleasantness: float, energy: float, n: int) -> None:
    """There is nothing to offer for a point that cannot be."""
    with pytest.raises(ValueError, match=r"(from -1 to 1|0 or more)$"):
        nearest(emotions(), pleasantness, energy, n)


@given(st.sampled_from(emotions()), st.integers(1, 12), st.sampled_from([str.lower, str.upper, str.title]))
def test_every_beginning_of_a_word_finds_it(feeling: Feeling, letters: int, case: object) -> None:
    """In any case, and only words that begin so are found."""
    assert callable(case)
    beginning = feeling.word[:letters]
    found = words_of(search(emotions(), f" {case(beginning)} "))
    assert feeling.word in found
    assert all(word.startswith(beginning) for word in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ÀNGRÝ", ["angry"]),
        ("ｃａｌｍ", ["calm"]),
        ("whelm", ["overwhelmed"]),
        ("frusterated", ["frustrated"]),
        ("zebra crossing", []),
        ("x" * 100_000, []),
    ],
)
def test_accents_middles_and_near_spellings_are_found(text: str, words: list[str]) -> None:
    """What no word begins with is looked for inside, then among near spellings."""
    assert words_of(search(emotions(), text)) == words


def test_an_empty_search_lists_every_word_by_the_alphabet() -> None:
    """Nothing typed yet: the whole list."""
    assert words_of(search(emotions(), "  ")) == sorted(words_of(emotions()))


def test_own_words_that_fold_alike_are_all_found() -> None:
    """Two words that differ by an accent alone do not hide each other."""
    own = [Feeling(word=word, pleasantness=0, energy=0) for word in ("más", "mas")]
    assert set(words_of(search(own, "ma"))) == {"más", "mas"}


def test_a_feeling_stays_on_the_plane() -> None:
    """No word lies outside -1..1."""
    with pytest.raises(ValidationError):
        Feeling(word="x", pleasantness=1.2, energy=0)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version: 1", "version: 2", "`version` is 2. Write 1."),
        ("word: thrilled", "word: Excited", "`Excited` is there twice, first on line 7."),
        ("word: calm", "word: yes", "`yes`, which YAML reads as true."),
        ("pleasantness: -0.75", "pleasantness: -1.75", "`pleasantness` is `-1.75`. Write a number from -1 to 1"),
        ("energy: 0.75", 'energy: "0.75"', "`energy` is `0.75`. Write a number from -1 to 1"),
        ("energy: 0.75", "energy: .inf", "`energy` is `.inf`. Write a number from -1 to 1"),
        ("energy: 0.75", "energy: [0.75]", "`energy` is no single number."),
        ("energy: 0.75", "enrgy: 0.75", "unknown key `enrgy`. Did you mean `energy`?"),
        (", energy: 0.75", "", "The feeling has no `energy`."),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    with pytest.raises(EqError) as raised:
        read_emotions(SHIPPED.replace(old, new, 1).encode(), "emotions.yaml")
    (found,) = raised.value.problems
    line = SHIPPED[: SHIPPED.index(old)].count("\n") + 1
    assert found.where == f"emotions.yaml:{line}"
    assert problem in str(found)


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda tail: f"version: 1\nemotions: {tail}".encode()))
)
def test_garbage_gives_a_clear_error_or_words(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised, and no list comes out empty."""
    with contextlib.suppress(EqError):
        assert read_emotions(data, "e")
