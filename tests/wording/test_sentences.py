"""Nothing the app says may praise, shame, rank people or invent norms, whatever the numbers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from eq import wording
from eq.assess.change import Sitting, compare
from eq.assess.profile import own_profile
from eq.assess.pulse import Week, blocks, change
from eq.assess.quality import quality as judge
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.wording import change as change_words
from eq.wording import passport, quality, results, support, take, today

MODULES = [importlib.import_module(f"eq.wording.{info.name}") for info in pkgutil.iter_modules(wording.__path__)]
FORBIDDEN = re.compile(
    r"\b(percentiles?|norms?|normal|abnormal|(the )?EQ[ -]scores?|total score|IQ|weak(ness|er)?|poor(ly)?|deficits?|"
    r"gifted|talent(ed)?|better than|worse than|above average|below average|superior|inferior|excellent|outstanding|"
    r"impressive|disappointing|fail(ed|ure|s|ing)?|bad|well done|great|congratulations|proud|shame|must improve|"
    r"high EI|low EI|emotionally (un)?intelligent|problem areas?|diagnos(e|ed|tic)|disorder)\b",
    re.IGNORECASE,
)
DENIALS = ("There are no norms", "there are no norms", "there is no percentile", "no “EQ score”")
"""Words that are allowed where the app says that there is no such thing."""


def plain(text: str) -> str:
    """The text without the places where it denies what it must not claim."""
    for denial in DENIALS:
        text = text.replace(denial, "")
    return text


def constants() -> Iterator[tuple[str, str]]:
    """Every text that stands in a module of the package, with its name."""
    for module in MODULES:
        for name, value in vars(module).items():
            if not name.startswith("__"):
                yield from ((f"{module.__name__}.{name}", text) for text in texts(value))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)


def test_no_fixed_text_says_what_it_must_not() -> None:
    """Every text in the package, apart from the places where it says that there are no norms and no score."""
    found = {name: match.group() for name, text in constants() if (match := FORBIDDEN.search(plain(text)))}
    assert found == {}
    assert len(list(constants())) > 100


def test_the_denials_are_still_there() -> None:
    """An exception nobody needs any more is taken out of the list."""
    everything = " ".join(text for _, text in constants())
    assert all(denial in everything for denial in DENIALS)


def grid(form: Questionnaire) -> Iterator[np.ndarray]:
    """Answers of many kinds: every level, mixed levels, extremes, gaps, nothing at all."""
    k = len(form.items)
    chance = np.random.default_rng(5)
    yield from (np.full(k, float(level)) for level in (1, 2, 3, 4, 5))
    yield np.full(k, np.nan)
    for spread in (0.5, 1.0, 2.0):
        for centre in (1.5, 2.5, 3.0, 3.5, 4.5):
            areas = np.repeat(chance.normal(centre, spread, len(form.scales)), k // len(form.scales))
            yield np.clip(np.rint(areas + chance.normal(0, 0.7, k)), 1, 5)
    for share in (0.1, 0.3, 0.9):
        yield np.where(chance.random(k) < share, np.nan, np.rint(chance.uniform(1, 5, k)))


def of_one(form: Questionnaire, values: np.ndarray) -> Iterator[str]:
    """All that is said about one sitting."""
    table, profile = score(form, values[np.newaxis]), own_profile(form, values)
    yield results.finding(form, table, profile)
    yield results.profile_caption(profile)
    yield results.profile_alt(form, table)
    yield from (results.withheld(form, table, at) for at in range(len(form.scales)))
    yield from (str(cell) for row in results.score_rows(form, table) for cell in (*row, *row.values()))
    reverse = np.array([item.reverse for item in form.items])
    for pages in ([], [(1.0, 7), (2.0, 7)], [(70.0, 7)]):
        yield quality.signs(judge(form, values, reverse, pages))


def of_two(form: Questionnaire, before: np.ndarray, after: np.ndarray, days: int) -> Iterator[str]:
    """All that is said about a change."""
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    found = compare(Sitting("a", start, form, before), Sitting("b", start + timedelta(days=days), form, after))
    yield change_words.headline(form, found.changes)
    yield change_words.refusal(found)
    yield change_words.span(found)
    yield change_words.waiting(found.earliest)
    yield change_words.alt(form, found.changes)
    yield from change_words.notes(form, found.changes)
    yield from (cell for row in change_words.change_rows(form, found.changes) for cell in (*row, *row.values()))


def of_pulse(form: Questionnaire, first: np.ndarray, second: np.ndarray) -> Iterator[str]:
    """All that is said about two blocks."""
    start = date(2024, 1, 1)
    weeks = [Week(start + timedelta(weeks=n), first if n < 4 else second) for n in range(8)]
    trend = blocks(form, weeks, today=start + timedelta(weeks=9))
    changes = change(form, trend.block(0), trend.block(1))
    yield change_words.pulse_lead(changes, form)
    yield change_words.pulse_alt(trend)
    yield from change_words.notes(form, changes)


def sentences(form: Questionnaire, short: Questionnaire) -> Iterator[str]:
    answers = list(grid(form))
    for values in answers:
        yield from of_one(form, values)
    for n, before in enumerate(answers):
        yield from of_two(form, before, answers[(n * 7 + 3) % len(answers)], 10 if n % 5 == 0 else 40)
    brief = list(grid(short))
    for n, values in enumerate(brief):
        yield from of_one(short, values)
        yield from of_pulse(short, values, brief[(n * 5 + 2) % len(brief)])


@pytest.fixture(scope="module")
def said(make_form: Callable[..., Questionnaire]) -> list[str]:
    """Everything that can be said about some thirty people, their changes and their pulses."""
    found = [text for text in sentences(make_form(scales=5, items=10), make_form(scales=5, items=3)) if text]
    assert len(found) > 1000
    return found


def test_nothing_that_is_said_about_numbers_judges_a_person(said: list[str]) -> None:
    """For every kind of answers, the sentences describe the answers and nothing else."""
    found = {text for text in said if FORBIDDEN.search(plain(text))}
    assert found == set()


def test_no_sentence_shows_what_is_missing_inside(said: list[str]) -> None:
    """No nan, None, inf, empty bold, unfilled brace, doubled space or stop ever reaches a reader."""
    broken = re.compile(r"\b(nan|inf|None)\b|\*\*\*\*|\{|\}|  |\.\.(?!\.)|\s[,;]|\s\.(?!\d)|\(\)|\s$")
    assert {text for text in said if broken.search(text)} == set()


def test_every_sentence_begins_and_ends_like_one(said: list[str]) -> None:
    """A capital or a number at its beginning, a stop at its end."""
    long = [text for text in said if len(text.split()) > 9 and ": " not in text[:40] and ";" not in text]
    assert len(long) > 50
    assert {text for text in long if not re.match(r"[*“]*[A-Z0-9]", text)} == set()
    assert {text for text in long if text[-1] not in ".*"} == set()


def test_a_person_with_nothing_to_show_is_not_compared(make_form: Callable[..., Questionnaire]) -> None:
    """Without an answer no level, no rank and no change is ever claimed."""
    form = make_form(scales=5, items=10)
    nothing = np.full(50, np.nan)
    text = " ".join([*of_one(form, nothing), *of_two(form, nothing, nothing, 40)])
    for claim in ("On average", "higher", "lower", "moved", "Leaning", "No clear change"):
        assert claim not in text.replace(results.profile_caption(None), "")


@pytest.mark.parametrize("due", range(5))
@pytest.mark.parametrize("away", [True, False])
def test_what_is_due_is_offered_and_never_owed(due: int, away: bool) -> None:
    """Nothing is due, or something could be done; coming back is no debt."""
    text = today.lead(due, away)
    assert text.endswith(".")
    assert not re.search(r"\b(must|should|overdue|missed|late|behind|again after)\b", text)
    assert ("could" in text) == (due > 0)
    assert ("whenever it suits you" in text) == (away and due > 0)


def test_what_waits_is_named_with_its_day() -> None:
    """Drafts, retests and the latest result each have title and date."""
    day = date(2026, 3, 9)
    assert today.draft("Form", 1, day) == "**Form** waits for you: 1 statement answered, begun on 9 March 2026."
    assert "9 March 2026" in today.retest("Form", day, 1)
    assert "change counts from" in today.retest("Form", day, 1)
    assert "further than chance" in today.retest("Form", day, 2)
    assert today.latest("Form", day) == "Form, taken on 9 March 2026."
    assert {"draft", "retest", "pulse"} < set(today.BUTTON)


@pytest.mark.parametrize(
    ("answered", "said_"),
    [
        (50, "Every statement is answered."),
        (49, "49 of 50 statements are answered; 1 is still open."),
        (0, "0 of 50 statements are answered; 50 are still open."),
    ],
)
def test_the_review_counts_what_is_open(answered: int, said_: str) -> None:
    """Singular and plural, and nothing is open when all is answered."""
    assert take.review(answered, 50).startswith(said_)


def test_taking_speaks_of_numbers_and_days() -> None:
    """Length, drafts, stale drafts and versions are told with what they are."""
    day = date(2026, 3, 9)
    assert take.describe(50, 9) == "50 statements · about 9 minutes"
    assert take.describe(1, None) == "1 statement"
    assert take.waiting(3, 50, day) == "3 of 50 statements answered, begun on 9 March 2026."
    assert take.last_taken(day, 1) == "Last taken on 9 March 2026 (1 time in all)."
    assert "3 answers up to 9 March 2026" in take.stale("9 March 2026", 3)
    assert "version 1; there is a version 2 now" in take.newer_version(1, 2)
    assert "version" not in take.keep_version(1, 1).lower()


def test_the_support_list_says_how_far_it_was_checked() -> None:
    """The day it was put together, or last checked, and what that means."""
    assert "9 March 2026" in support.checked(date(2026, 3, 9), None, "Note.")
    assert "10 March 2026" in support.checked(date(2026, 3, 9), date(2026, 3, 10), "Note.")


def test_false_alarms_are_told_as_people() -> None:
    """So many of so many, not a share to be misread."""
    text = passport.false_alarms(0.0125, 2000)
    assert "2,000" in text
    assert "25 of them" in text
