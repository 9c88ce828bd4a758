"""Numbers out of answers: the published vectors, what is withheld, and what was not chosen."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.coach.report import CHOSEN, Bullets, Compared, Figure, Quote, Section, Table
from eq.content.questionnaires import shipped, shipped_ids
from eq.report.measured import kept_back, measured
from eq.report.series import by_instrument
from eq.wording.results import NOT_A_TEST

SIX = {"abs": 5e-7}
ALL = frozenset(CHOSEN)
DAY = date(2026, 1, 5)
CONSISTENT = "43542434 32342332 54454454 44354443 34334243"
BEFORE, AFTER = "32342332", "43343433"
FIRST_BLOCK = "343 445 235 244 | 322 242 333 322 | 333 434 443 344 | 444 434 344 444 | 222 333 223 322"


def digits(text: str) -> list[int | None]:
    return [None if sign == "·" else int(sign) for sign in text if sign not in " |"]


def plain(scales: int, items: int, **more: object) -> Questionnaire:
    names = [f"area-{chr(97 + n)}" for n in range(scales)]
    fields = {"id": "form", "version": 1, "title": "Form"} | more
    return Questionnaire(
        answers=AnswerScale(low=1, high=5, labels=("Never", "Rarely", "Sometimes", "Often", "Always")),
        scales=tuple(Scale(id=name, title=f"Area {name[-1].upper()}") for name in names),
        items=tuple(Item(id=f"{name}-{n}", scale=name, text=f"Do {n}.") for name in names for n in range(items)),
        **fields,
    )


def words(section: Section) -> str:
    """Everything a section says, without its figures."""
    return json.dumps(
        [section.lead, *(one.model_dump() for one in section.blocks if not isinstance(one, Figure))], ensure_ascii=False
    )


def by_id(found) -> dict[str, Section]:
    return {one.id: one for one in found.sections}


def test_scores_carry_the_published_interval(record):
    """The level of one sitting is that of the published vector, to six places."""
    form = plain(5, 8)
    found = measured((form,), [record("s", form, DAY, digits(CONSISTENT))], (), ALL, answers=True)
    row = found.scores[0]
    assert (row.scale, row.items, row.answered, row.status) == ("area-a", 8, 8, "ok")
    assert row.mean == pytest.approx(3.625, **SIX)
    assert row.se == pytest.approx(0.320853, **SIX)
    assert row.df == pytest.approx(93.615643, **SIX)
    assert row.high95 - row.mean == pytest.approx(0.637095, **SIX)
    assert row.pomp == pytest.approx(65.625, **SIX)
    said = words(by_id(found)["profile"])
    assert "8 statements on area a" in said
    assert "Mean 3.62, 95 % range 2.99 to 4.26" in said
    assert "Relative to the other answers, area c is higher and area b is lower" in said


def pair(record, form, gap: timedelta = timedelta(weeks=5), **more):
    """Two sittings of the published change, ``gap`` apart."""
    return (
        record("one", form, DAY, digits(BEFORE)),
        record("two", form, DAY + gap, digits(AFTER), **more),
    )


def test_changes_carry_the_published_comparison(record):
    """The one comparison is that of the published vector, to six places, and its verdict rests on p (Holm)."""
    form = plain(1, 8)
    compared = Compared(questionnaire="form", reference=("one",), latest="two")
    found = measured((form,), pair(record, form), (compared,), ALL, answers=True)
    (row,) = found.changes
    assert row.diff == pytest.approx(0.625, **SIX)
    assert row.se == pytest.approx(0.336871, **SIX)
    assert row.df == pytest.approx(80.413063, **SIX)
    assert row.t == pytest.approx(1.855309, **SIX)
    assert row.p == pytest.approx(0.067217, **SIX)
    assert row.detectable == pytest.approx(0.670342, **SIX)
    assert (row.verdict, row.reason, row.before, row.after) == ("leaning_up", None, "one", "two")
    said = words(by_id(found)["change"])
    assert "No change is clear yet. Leaning, not settled: area a (up)." in said
    assert "by 0.7 points" in said


def test_a_double_baseline_counts_as_the_mean_of_both(record):
    """Two first sittings a week apart are one start, with the published smaller error."""
    form = plain(1, 8)
    sittings = [
        record("zero", form, DAY, digits(BEFORE)),
        record("one", form, DAY + timedelta(days=7), digits(BEFORE)),
        record("two", form, DAY + timedelta(weeks=6), digits(AFTER)),
    ]
    compared = Compared(questionnaire="form", reference=("zero", "one"), latest="two")
    found = measured((form,), sittings, (compared,), ALL, answers=True)
    assert found.changes[0].se == pytest.approx(0.305748, **SIX)
    assert "the mean of 5 January 2026 and 12 January 2026" in words(by_id(found)["change"])


def test_the_focus_of_a_plan_is_tested_alone(record):
    """The detectable change of the focus is that of one test, that of another area that of the others."""
    form = plain(5, 8)
    sittings = [
        record("one", form, DAY, digits(BEFORE * 5)),
        record("two", form, DAY + timedelta(weeks=5), digits(AFTER * 5)),
    ]
    compared = Compared(questionnaire="form", reference=("one",), latest="two", focus="area-a", of_plan=True)
    alone, other = measured((form,), sittings, (compared,), ALL, answers=True).changes[:2]
    assert alone.detectable == pytest.approx(0.670342, **SIX)
    assert other.detectable > alone.detectable
    among = Compared(questionnaire="form", reference=("one",), latest="two")
    five = measured((form,), sittings, (among,), ALL, answers=True).changes
    assert five[0].detectable == pytest.approx(0.888787, **SIX)


@pytest.mark.parametrize(
    ("gap", "more", "why"),
    [
        (timedelta(weeks=3), {}, "less than four weeks apart"),
        (timedelta(weeks=5), {"quality": "open"}, "has not been settled"),
    ],
)
def test_a_comparison_that_may_not_be_made_says_why(record, gap, more, why):
    """Too soon, or answers that wait for a word: no number, and the reason in its place."""
    form = plain(1, 8)
    compared = Compared(questionnaire="form", reference=("one",), latest="two")
    found = measured((form,), pair(record, form, gap, **more), (compared,), ALL, answers=True)
    assert found.changes[0].verdict == "refused"
    assert found.changes[0].diff is None
    change = by_id(found)["change"]
    assert why in words(change)
    assert not any(isinstance(one, Figure) for one in change.blocks)


def test_answers_that_wait_for_a_word_show_no_number_anywhere(record):
    """While the question about a sitting is open its numbers are null, and each section says so."""
    form = plain(2, 8)
    found = measured((form,), [record("s", form, DAY, digits("34343434" * 2), quality="open")], (), ALL, answers=True)
    assert {row.status for row in found.scores} == {"quality_open"}
    assert all(row.mean is row.se is row.low95 is row.pomp is None for row in found.scores)
    sections = by_id(found)
    assert "has not been settled" in sections["profile"].lead
    assert "has not been settled" in words(sections["items"])
    assert "Mean" not in words(sections["profile"])


def test_too_few_answers_and_too_few_statements_have_their_reasons(record):
    """A scale without a number keeps its row, null, and the profile says what was missing."""
    form = plain(1, 8)
    found = measured((form,), [record("s", form, DAY, digits("343434··"))], (), ALL, answers=True)
    assert found.scores[0].status == "too_few_answered"
    assert found.scores[0].mean is None
    assert "6 of 8 statements answered" in words(by_id(found)["profile"])
    short = plain(1, 5, id="short")
    found = measured((short,), [record("s", short, DAY, digits("34343"))], (), ALL, answers=True)
    assert found.scores[0].status == "too_few_items"
    assert found.scores[0].mean is None


def test_a_pulse_is_read_in_blocks_with_the_published_range(record):
    """Four weeks make a number with the published range of these statements; one week alone makes none."""
    form = plain(5, 3, id="pulse")
    weeks = [area.split() for area in FIRST_BLOCK.split("|")]
    records = [
        record(f"w{n}", form, date(2024, 1, 1) + timedelta(weeks=n), digits("".join(area[n] for area in weeks)))
        for n in range(4)
    ]
    profile = by_id(measured((form,), records, (), ALL, answers=True))["profile"]
    line = next(one for one in profile.blocks if isinstance(one, Bullets)).items[1]
    assert "Mean 2.58, 95 % range 2.15 to 3.01 for these very statements, 2.04 to 3.13 for the area" in line
    one = by_id(measured((form,), records[:1], (), ALL, answers=True))["profile"]
    assert "One pulse shows no number" in one.lead
    assert "Mean" not in words(one)


def test_what_was_not_chosen_is_not_there(record):
    """Without the profile there are no scores, without the change no changes, and no section more than was chosen."""
    form = plain(1, 8)
    compared = Compared(questionnaire="form", reference=("one",), latest="two")
    for chosen in (frozenset(), frozenset({"profile"}), frozenset({"change"}), frozenset({"items", "appendix"})):
        found = measured((form,), pair(record, form), (compared,), chosen, answers=True)
        assert {one.id for one in found.sections} == chosen
        assert bool(found.scores) == ("profile" in chosen)
        assert bool(found.changes) == ("change" in chosen)


def test_the_appendix_holds_every_answer_or_none(record):
    """Let out, the answers stand as digits in item order; kept back, only days and the whole fingerprint do."""
    form = plain(1, 8)
    values = [3, 4, None, 5, 1, 2, 2, 3]
    one = record("s", form, DAY, values)
    given = (*one.answers, one.answers[0].model_copy(update={"item": "area-a-2", "value": None}))
    one = one.model_copy(update={"answers": given})
    out = words(by_id(measured((form,), [one], (), ALL, answers=True))["appendix"])
    assert "34n51 223" in out
    assert form.digest in out
    assert '"28"' not in out
    assert '"32"' in out
    kept = words(by_id(measured((form,), [one], (), ALL, answers=False))["appendix"])
    assert "34n51" not in kept
    assert "Do 3." not in kept
    assert form.digest in kept
    assert "5 January 2026" in kept


def test_longer_answer_scales_keep_their_answers_apart(record):
    """Answers from 0 to 10 stand with a space between, so that 1 and 0 are never read as 10."""
    form = plain(1, 6).model_copy(update={"answers": AnswerScale(low=0, high=10, labels=tuple(map(str, range(11))))})
    found = by_id(measured((form,), [record("s", form, DAY, [10, 1, 0, 9, 8, 7])], (), ALL, answers=True))
    assert "10 1 0 9 8 | 7" in words(found["appendix"])


def test_statements_stand_at_their_ends_and_opposites_under_their_own_heading(record, make_form):
    """Two highest and two lowest of an area, and reverse-keyed ones apart, answered as they stand."""
    form = make_form(1, 8)
    found = by_id(measured((form,), [record("s", form, DAY, [3, 5, 3, 5, 1, 2, 4, 1])], (), ALL, answers=True))
    ends, opposite = [one for one in found["items"].blocks if isinstance(one, Table)]
    assert [row[1:] for row in ends.rows] == [
        ("higher", "Statement 1 of area-a.", "Always"),
        ("higher", "Statement 6 of area-a.", "Often"),
        ("lower", "Statement 4 of area-a.", "Never"),
        ("lower", "Statement 5 of area-a.", "Rarely"),
    ]
    assert [row[1:] for row in opposite.rows] == [
        ("Statement 3 of area-a.", "Always"),
        ("Statement 7 of area-a.", "Never"),
    ]


def test_statements_that_moved_stand_with_both_answers(record):
    """With a comparison, statements that were answered differently are listed, the furthest first."""
    form = plain(1, 8)
    compared = Compared(questionnaire="form", reference=("one",), latest="two")
    items = by_id(measured((form,), pair(record, form), (compared,), ALL, answers=True))["items"]
    moved = [one for one in items.blocks if isinstance(one, Table)][-1]
    assert "5 statements that moved" in moved.caption
    assert moved.rows[0] == ("Area A", "Do 0.", "Sometimes", "Often")


def test_earlier_sittings_are_a_table_without_a_verdict(record):
    """Sittings before the latest stand oldest first, the one change counts from is marked, and long rows are cut."""
    form = plain(1, 8)
    many = [record(f"s{n}", form, DAY + timedelta(weeks=5 * n), digits(BEFORE)) for n in range(30)]
    compared = Compared(questionnaire="form", reference=("s28",), latest="s29")
    profile = by_id(measured((form,), many, (compared,), ALL, answers=True))["profile"]
    table = next(one for one in profile.blocks if isinstance(one, Table))
    assert len(table.rows) == 24
    assert "last 24 of 29" in table.caption
    assert "no verdict" in table.caption
    assert [row[0][-1] for row in table.rows[-2:]] == ["8", "*"]
    below = profile.blocks[profile.blocks.index(table) + 1]
    assert below.text == "* Change is counted from here."
    assert re.fullmatch(r"2\.75 \([\d.]+ to [\d.]+\)", table.rows[0][1])


def test_names_somebody_typed_stay_out_of_figures(record):
    """The areas of an own questionnaire go by their number in figures; those that ship keep their names."""
    form = plain(2, 8).model_copy(
        update={"scales": (Scale(id="area-a", title="Zorblax"), Scale(id="area-b", title="Q"))}
    )
    found = measured((form,), [record("s", form, DAY, digits("34343434" * 2))], (), ALL, answers=True)
    figures = [one for section in found.sections for one in section.blocks if isinstance(one, Figure)]
    drawn = [one.model_dump_json(exclude={"table"}) for one in figures]
    assert drawn
    assert not any("Zorblax" in one for one in drawn)
    assert "zorblax" in words(by_id(found)["profile"])
    for ours in map(shipped, shipped_ids()):
        assert by_instrument((ours,), [record("s", ours, DAY, [3] * len(ours.items))], ())[0].ours


def test_sections_say_neither_you_nor_your(proven):
    """What both copies share reads the same to the person and to a coach, and holds no markup."""
    for section in proven().sections:
        if section.id not in {"reading", "limits"}:
            said = words(section)
            assert not re.search(r"\b[Yy]ou(r|rs)?\b", said), section.id
            assert "**" not in said


def test_every_report_says_that_it_is_no_test(proven):
    """The safety sentence, the use it is not for, and the scope of a coach are in every coach's report."""
    limits = proven().section("limits")
    said = words(limits)
    assert NOT_A_TEST == limits.lead == proven().section("reading").lead
    for part in (
        "talk to a doctor, counsellor or someone you trust",
        "Not for hiring",
        "can rule an illness",
    ):
        assert part in said
    assert "no clinical reading" in words(proven().section("reading"))
    assert said.count("Evidence passport: ") == 2


def test_notes_are_quoted_only_where_they_came(proven):
    """A note that was let out is a quote under a label of ours; without one there is no label either."""
    quotes = [one for one in proven().section("profile").blocks if isinstance(one, Quote)]
    assert [one.text for one in quotes] == ["A tired day."]


def test_kept_back_keeps_answers_and_the_question_about_them(record):
    """Each of the two leaves only where it was ticked."""
    one = record("s", plain(1, 8), DAY, digits(BEFORE), quality="open")
    assert kept_back(one, answers=False, quality=False).answers is None
    assert kept_back(one, answers=False, quality=False).quality is None
    assert kept_back(one, answers=True, quality=True) == one


def test_no_sitting_still_makes_whole_sections():
    """An empty period keeps each chosen section, with one sentence why it is empty."""
    found = measured((), (), (), ALL, answers=True)
    assert [one.id for one in found.sections] == ["profile", "change", "items", "appendix"]
    assert all(one.lead and not one.blocks for one in found.sections)
    assert not found.scores


def test_titles_as_long_as_their_file_allows_fit(record):
    """A title of two thousand signs is cut where a line of the report is shorter."""
    form = plain(1, 8, title="T" * 2000).model_copy(update={"scales": (Scale(id="area-a", title="S" * 2000),)})
    compared = Compared(questionnaire="form", reference=("one",), latest="two")
    found = measured((form,), pair(record, form), (compared,), ALL, answers=True)
    assert len(found.sections) == 4


def test_no_answer_stands_at_both_ends_of_an_area(record):
    """Where the second highest is as high as the second lowest it is the middle, and neither higher nor lower."""
    form = plain(1, 6)
    for given, ends in (
        ([5, 3, 3, 3, 3, 1], [("higher", "Always"), ("lower", "Never")]),
        ([5, 4, 4, 4, 4, 4], [("higher", "Always"), ("lower", "Often"), ("lower", "Often")]),
        ([5, 5, 5, 5, 5, 4], [("higher", "Always"), ("higher", "Always"), ("lower", "Often")]),
        ([3, 3, 3, 3, 3, 3], [("all alike", "Sometimes")] * 2),
    ):
        section = by_id(measured((form,), [record("s", form, DAY, given)], (), ALL, answers=True))["items"]
        (found,) = (one for one in section.blocks if isinstance(one, Table))
        assert [(row[1], row[3]) for row in found.rows] == ends


def test_words_of_a_pulse_span_what_its_range_for_the_area_leaves_open(record):
    """Three statements in a month do not settle one answer word, and a block at an end may be cut: both are said."""
    form = plain(5, 3, frame="In the past 7 days")
    weeks = list(zip(*(part.split() for part in FIRST_BLOCK.split("|")), strict=True))
    sittings = [
        record(f"w{n}", form, date(2024, 1, 1) + timedelta(weeks=n), digits("".join(one)))
        for n, one in enumerate(weeks)
    ]
    profile = by_id(measured((form,), sittings, (), ALL, answers=True))["profile"]
    line = next(one for one in profile.blocks if isinstance(one, Bullets)).items[1]
    assert "between rarely and sometimes on average over 4 weeks. Mean 2.58" in line
    assert "counts only the pulses inside the period" in words(profile)


def test_a_move_is_told_with_what_chance_does_to_extremes(record):
    """Beside a move that counts or leans stands that unusual answers tend to the middle; without one it does not."""
    form = plain(1, 8)
    for after, there in ((AFTER, True), (BEFORE, False)):
        sittings = [
            record("a", form, DAY, digits(BEFORE)), record("b", form, DAY + timedelta(weeks=5), digits(after))
        ]  # fmt: skip
        compared = Compared(questionnaire="form", reference=("a",), latest="b")
        section = by_id(measured((form,), sittings, (compared,), ALL, answers=True))["change"]
        assert ("nearer the middle" in words(section)) is there
