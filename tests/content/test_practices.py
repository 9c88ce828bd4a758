"""The practices: each of them whole, claimed no higher than it was studied, and their file read strictly."""

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

import eq.content.practices as module
from eq.content.debrief import debrief
from eq.content.guides import guides
from eq.content.playbook import playbook
from eq.content.practices import FACETS, LONGEST, LONGEST_STEP, practices, read_practices
from eq.content.questionnaires import shipped, shipped_ids
from eq.errors import EqError
from eq.plan.practice import Practice
from eq.plan.schedule import NO_WORD
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.ways import GRADES

SHIPPED = Path(module.__file__).with_name("practices.yaml").read_text(encoding="utf-8")
IDS = Path(__file__).parent.parent / "data" / "practice_ids.txt"
EACH = pytest.mark.parametrize("practice", practices(), ids=lambda practice: practice.id)

_A = (
    "body-scan after-event-review expressive-writing observer-view gap-talk strengths-in-a-new-way slow-breathing "
    "progressive-relaxation mindfulness-course reappraise if-then-pause coach-yourself-talk micro-breaks "
    "leaving-work-ritual regular-sleep-window self-compassion-break rehearse-under-mild-stress woop specific-goal "
    "track-and-share errors-as-data loving-kindness empathy-drills acts-of-kindness role-play peer-debrief"
)
"""Those with a meta-analysis of effects behind them; links between things (feedback, expression, crafting) are C."""
_B = (
    "name-it-precisely two-check-ins cyclic-sighing recall-a-good-turn meet-who-benefits three-good-things "
    "ask-dont-assume take-the-clients-view paraphrase-reflect-ask open-and-follow-up-questions i-message full-apology"
)

_FIGURES = {
    "body-scan": ".32 .77",
    "trigger-map": ".67",
    "after-event-review": "25% .67 .92",
    "end-of-day-note": "22.8%",
    "expressive-writing": ".12",
    "observer-view": ".26",
    "ask-for-feedback": ".33 .15 .41",
    "strengths-in-a-new-way": ".32 .42 .21",
    "slow-breathing": ".35",
    "progressive-relaxation": ".57 .51",
    "mindfulness-course": ".32 .77",
    "reappraise": ".36",
    "if-then-pause": ".65",
    "coach-yourself-talk": ".26",
    "true-reason-to-care": ".18 .37 .39 .48",
    "micro-breaks": ".36 .35",
    "leaving-work-ritual": ".36",
    "regular-sleep-window": ".42 .49",
    "self-compassion-break": ".67 .56",
    "rehearse-under-mild-stress": ".37 .51 .30",
    "woop": ".336 .465 .277",
    "specific-goal": ".34",
    "track-and-share": ".40",
    "three-good-things": ".29",
    "job-crafting": ".37",
    "errors-as-data": ".44",
    "take-the-clients-view": ".45",
    "empathy-drills": ".63 .51 .58",
    "acts-of-kindness": ".28",
    "reset-the-line": ".36",
    "paraphrase-reflect-ask": ".39 .21",
    "peer-debrief": ".67",
    "coaching-session": ".36",
}
"""The sizes of effects and links as checked against the studies; no other figure may stand in a source."""

_NEVER = (
    r"powerful|simply|just|easy|easily|proven|amazing|magic|guarantee\w*|you need to|you have to|normal\w*|"
    r"percentile|streak\w*|21 days|habit loop|break the chain|willpower"
)
_ABUSE = r"abus\w*|threat\w*|danger\w*|insult\w*|mistreat\w*|belittles|frighten\w*|unsafe|harm\w*"
_IN_CONTACT = {"social-skills", "empathy"}


def texts_of(practice: Practice) -> Iterator[str]:
    measure = practice.measure
    yield from (practice.title, practice.fits, *practice.steps, practice.tiny, practice.dose, practice.source)
    yield from (practice.caution, practice.ask, measure.name, measure.question, measure.low, measure.high)
    yield from (practice.cue, practice.act, practice.obstacle, practice.instead, practice.goal)


def sentences(text: str, ends: str = ".?!") -> list[str]:
    return [part for part in re.split(rf"(?<=[{ends}])\s+", text) if words(part)]


def read_grade(pool: list[str]) -> float:
    parts = [part for text in pool for part in sentences(text, ".?!:;")]
    found = [word for part in parts for word in words(part)]
    return grade(len(found), len(parts), sum(syllables(word) for word in found))


def test_ids_are_the_golden_list() -> None:
    """Years of plans stand on these ids."""
    listed = IDS.read_text(encoding="utf-8").split()
    assert [practice.id for practice in practices()] == listed
    assert len(listed) == 54


def test_every_competency_has_practices_that_fit_beside_another() -> None:
    """Whatever the focus, there are at least three, and one of three minutes or less."""
    for competency in COMPETENCIES:
        serving = [one for one in practices() if competency in (one.competency, *one.also)]
        assert len(serving) >= 3
        assert min(one.minutes_a_day for one in serving) <= 3


def test_facets_are_those_of_the_questionnaires() -> None:
    """A low answer leads to practices by the facet of its statement, so the ids have to be the same."""
    asked = {item.facet for one in shipped_ids() for item in shipped(one).items if item.facet}
    assert asked <= set(FACETS)
    assert len(FACETS) == len(set(FACETS)) == 23


def test_what_a_practice_points_to_exists() -> None:
    """Ways are in the playbook, triggers are chips of the debrief, exercises are ones that ship; all of these lead."""
    ways, triggers = {way.id for way in playbook()}, {chip.id for chip in debrief().triggers}
    led = {guide.id for guide in guides()}
    for practice in practices():
        assert set(practice.ways) <= ways
        assert set(practice.triggers) <= triggers
        assert practice.guide in led | {""}
    # Look around is offered beside the breathing exercises and belongs to no practice of its own.
    assert led - {practice.guide for practice in practices()} == {"look-around"}


def test_what_is_never_judged_is_a_practice_and_no_way_of_an_insulted_person_counts_as_preparing() -> None:
    """A limit that had to be set in a contact is another act than the minutes at a desk."""
    by_id = {practice.id: practice for practice in practices()}
    assert set(by_id) >= NO_WORD
    assert by_id["boundary-script"].ways == ()


@EACH
def test_a_practice_is_whole(practice: Practice) -> None:
    """Every field holds something of its length; whole sentences end as such, if-thens have neither if nor stop."""
    for field, longest in LONGEST.items():
        assert (0 if field == "ask" else 3) <= len(getattr(practice, field)) <= longest
    assert 2 <= len(practice.steps) <= 5
    assert all(10 <= len(step) <= LONGEST_STEP for step in practice.steps)
    whole = (practice.fits, *practice.steps, practice.tiny, practice.dose, practice.source, practice.caution)
    for text in (*whole, practice.goal):
        assert text[-1] in ".?”…", text
        assert text[0].isupper() or not text[0].isalpha(), text
    for part in (practice.cue, practice.act, practice.obstacle, practice.instead):
        assert part[-1] not in ".?!", part
        assert not re.match(r"(?i)(if|then|when)\b", part), part
        # "If {cue}, then {act}." is one sentence, on a page and in a calendar.
        assert part[0].islower() or re.match(r"I[ ’]", part), part
    assert all('"' not in text and "'" not in text for text in texts_of(practice))


@EACH
def test_a_practice_takes_ten_minutes_a_day_at_most(practice: Practice) -> None:
    """So that a plan holds it beside a shift."""
    assert 1 <= practice.minutes_a_day <= 10


@EACH
def test_a_grade_is_no_higher_than_what_was_studied(practice: Practice) -> None:
    """A and B as the studies give it and name one; everything else is practice, and says so."""
    assert practice.grade == ("A" if practice.id in _A.split() else "B" if practice.id in _B.split() else "C")
    if practice.grade == "C":
        said = f"{practice.source} {practice.dose}"
        owned = (
            r"rests?\b|a link, not|not been (?:tested|studied)|experts|indirect|low grade|from practice|without a study"
        )
        assert re.search(owned, said.lower())
    else:
        assert re.search(r"\b(?:19|20)\d\d\b|meta-analys|\d+ studies", practice.source)


@EACH
def test_no_other_figure_than_the_checked_ones_stands_in_a_source(practice: Practice) -> None:
    """A size of an effect is there as it was read, or not at all."""
    found = re.findall(r"(?<!\d)(?:\d?\.\d+|\d+(?:\.\d+)? ?%)", practice.source)
    known = _FIGURES.get(practice.id, "").split()
    assert {one.replace(" ", "") for one in found} <= set(known)
    assert set(known) <= {one.replace(" ", "") for one in found}, "a figure that was checked is gone"


@EACH
def test_a_source_says_what_it_does_not_show(practice: Practice) -> None:
    """The gap between what was studied and a working day is named every time."""
    gap = r"\bnot\b|\bno\b|\bnone\b|unknown|neither|nothing|is open|left open|how much of|\bless than\b|how it acts"
    assert re.search(gap, practice.source.lower())


@EACH
def test_a_practice_is_written_kindly(practice: Practice) -> None:
    """No diagnosis, praise, shame or American spelling, nothing that sells itself; it blames nobody."""
    wrong = [found for text in texts_of(practice) for found in tone(text)]
    # What a study measured, what coaching is not, and the far end of a scale are facts, not words about the reader.
    facts = {"diagnoses: symptoms", "diagnoses: therapy", "praises: great", "is absolute: Completely"}
    assert [found for found in wrong if found not in facts] == []
    assert re.findall(rf"\b(?:{_NEVER})\b", " ".join(texts_of(practice)).lower()) == []


@EACH
def test_nobody_is_asked_to_put_up_with_abuse(practice: Practice) -> None:
    """Whatever is done with other people or looks back at them says what holds where there is abuse or danger."""
    looks_back = {"reframing", "triggers", "expression"} & set(practice.facets)
    if practice.competency in _IN_CONTACT or looks_back:
        said = " ".join((practice.caution, practice.ask, practice.fits)).lower()
        assert re.search(rf"\b(?:{_ABUSE})\b", said)


@EACH
def test_breathing_and_sitting_still_ask_before_they_begin(practice: Practice) -> None:
    """What can do harm to some has a question whose yes means to leave it out."""
    risky = {"slow-breathing", "cyclic-sigh", "relaxation", "body-scan", "kindness", "self-compassion", "imagery"}
    if practice.guide in risky or practice.id in {"mindfulness-course", "expressive-writing"}:
        assert practice.ask
    assert practice.ask == "" or "?" in practice.ask


@EACH
def test_a_measure_can_be_answered_before_the_practice_was_ever_begun(practice: Practice) -> None:
    """It asks about the day and never about doing the practice; a scale names both its ends."""
    measure = practice.measure
    assert measure.question.endswith("?")
    assert re.search(r"\b(today|day|evening)\b", measure.question.lower().replace("today’s", "today"))
    doing = (
        r"did you (?:do|practise|use|write|ask|breathe|try)\b|practi[cs]e|exercise|the plan|how many times|minutes of"
    )
    asked = measure.question.lower().replace("set out to do did you do", "")
    assert not re.search(doing, asked)
    assert (measure.kind == "scale") == bool(measure.low and measure.high)
    assert measure.low != measure.high or measure.kind != "scale"


def test_practices_that_breathe_say_that_nothing_is_held() -> None:
    """No step, small version or if–then holds the breath."""
    for practice in practices():
        text = " ".join(texts_of(practice)).lower()
        assert not re.search(
            r"(?<!without )(?<!no )hold(?:ing)? (?:your|the) breath", text.replace("without holding", "")
        )


def test_no_sentence_comes_twice_or_nearly() -> None:
    """Whoever reads ten practices and their exercises reads ten different texts."""
    ends = {end for practice in practices() for end in (practice.measure.low, practice.measure.high)}
    texts = [text for practice in practices() for text in texts_of(practice) if text not in ends]
    pool = [part for text in texts for part in sentences(text)]
    for guide in guides():
        boxes = [box.hint for box in guide.fields]
        pool += [s for t in (guide.lead, guide.close, *(p.text for p in guide.parts), *boxes) for s in sentences(t)]
    plain = [" ".join(words(text)) for text in pool if len(words(text)) >= 6]
    bags = [frozenset(text.split()) for text in plain]
    assert [text for text, n in Counter(plain).items() if n > 1] == []
    near = []
    for (one, bag), (other, others) in combinations(zip(plain, bags, strict=True), 2):
        if 2 * len(bag & others) < min(len(bag), len(others)):
            continue
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if matcher.real_quick_ratio() > 0.76 and matcher.quick_ratio() > 0.76 and matcher.ratio() > 0.76:
            near.append((one, other))
    assert near == []


def test_practices_are_easy_to_read() -> None:
    """Each one reads at grade eight at most, and so do the questions that are asked every evening, together."""
    for practice in practices():
        pool = [practice.fits, *practice.steps, practice.tiny, practice.caution, practice.goal]
        assert read_grade(pool) <= 8, practice.id
    assert read_grade([practice.measure.question for practice in practices()]) <= 6
    assert read_grade([practice.source for practice in practices()]) <= 10


_SLIPS = [
    ("version: 1", "version: 2", "`version` is 2. Write 1."),
    ("id: two-check-ins\n", "id: name-it-precisely\n", "`name-it-precisely` is there twice, first on line 7."),
    ("competency: self-awareness", "competency: self-awarenes", "Did you mean `self-awareness`?"),
    ("grade: B", "grade: D", "`grade` is `D`. Use one of: `A`, `B`, `C`."),
    ("facets: [naming]", "facets: [nameing]", "which is no facet. Did you mean `naming`?"),
    ("facets: [naming]", "facets: [naming, naming]", "`naming` is there twice"),
    ("also: [self-regulation]", "also: [self-awareness]", "`also` repeats the practice's own competency."),
    ("    minutes: 8\n", "    minutes: 11\n", "`minutes` is 11. Write a whole number from 1 to 10."),
    ("    minutes: 5\n", '    minutes: "5"\n', "no plain whole number"),
    ("    occasion: true", "    occasion: sometimes", "Write true or false, without quotes."),
    ("      better: higher", "      better: more", "`better` is `more`."),
    ("      kind: scale", "      kind: scal", "`kind` is `scal`. Did you mean `scale`?"),
    ('      low: "Not clear at all"', '      low: ""', "Name both ends of a scale"),
    ('    ask: ""', '    ask: "  "', "`ask` is empty."),
    ("    tiny: ", "    tinny: ", "unknown key `tinny`. Did you mean `tiny`?"),
    ("    guide: body-scan", "    guide: [body-scan]", "`guide` is a list."),
]


@pytest.mark.parametrize(("old", "new", "problem"), _SLIPS)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    text = SHIPPED.replace(old, new, 1)
    assert text != SHIPPED
    with pytest.raises(EqError) as raised:
        read_practices(text.encode(), "practices.yaml")
    line = SHIPPED[: SHIPPED.index(old.strip(" \n"))].count("\n") + 1
    told = [found for found in raised.value.problems if problem in str(found)]
    assert [found.where for found in told] == [f"practices.yaml:{line}"]


def test_more_than_ten_minutes_a_day_are_refused() -> None:
    """Minutes and times are looked at together."""
    text = SHIPPED.replace("    minutes: 8\n    times: 1", "    minutes: 8\n    times: 2", 1)
    with pytest.raises(EqError, match="takes 16 minutes on a day"):
        read_practices(text.encode(), "p")


def test_the_ends_of_a_measure_in_minutes_stay_empty() -> None:
    """Only a scale has words at its ends."""
    text = SHIPPED.replace(
        'kind: minutes\n      better: lower\n      low: ""', 'kind: minutes\n      better: lower\n      low: "None"', 1
    )
    assert text != SHIPPED
    with pytest.raises(EqError, match="leave them empty for the other kinds"):
        read_practices(text.encode(), "p")


@pytest.mark.parametrize("key", ["fits", "steps", "measure", "cue", "ways", "triggers", "ask"])
def test_a_missing_part_is_told(key: str) -> None:
    """A practice that is not whole is refused, with the name of what is missing."""
    text, cuts = re.subn(rf"\n    {key}:.*(?:\n      .*)*", "", SHIPPED, count=1)
    assert cuts == 1
    with pytest.raises(EqError) as raised:
        read_practices(text.encode(), "p")
    assert f"The practice has no `{key}`. Add `{key}: ...`." in str(raised.value)
    assert len(raised.value.problems) == 1


def test_a_text_of_another_practice_is_told_with_the_line_it_stood_on_first() -> None:
    """No text is there twice, whoever adds a practice."""
    first, second = practices()[0].tiny, practices()[1].tiny
    with pytest.raises(EqError) as raised:
        read_practices(SHIPPED.replace(second, first.upper(), 1).encode(), "p")
    (found,) = raised.value.problems
    line = SHIPPED[: SHIPPED.index(first)].count("\n") + 1
    assert f"is there twice, first on line {line}." in str(found)


def test_every_grade_is_there() -> None:
    """Each choice of the filter has something under it."""
    assert {practice.grade for practice in practices()} == set(GRADES)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda tail: f"version: 1\npractices: {tail}".encode()),
        st.tuples(st.integers(0, len(SHIPPED) - 1), st.text(min_size=1, max_size=6)).map(
            lambda cut: (SHIPPED[max(0, cut[0] - 900) : cut[0]] + cut[1] + SHIPPED[cut[0] : cut[0] + 900]).encode(
                "utf-8", "replace"
            )
        ),
    )
)
def test_garbage_gives_a_clear_error_or_practices(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised."""
    with contextlib.suppress(EqError):
        assert read_practices(data, "p")
