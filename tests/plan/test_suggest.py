"""Which practices are offered, in what order, and that every reason stands in the person's own records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.plan.suggest import Candidate, Reason, Record, suggestions
from eq.reflect.competencies import COMPETENCIES

FOCUS = "self-regulation"
OTHER = "empathy"
NONE = (Reason("none", (), 0),)
WORDS = {"helped": "likely", "leaned": "promising", "unsuited": "may-not-suit"}
FACETS, TRIGGERS, WAYS = ("pausing", "settling", "concern"), ("raised-voice", "no-break"), ("stay-calm", "say-no")
VERDICTS = ("likely", "promising", "cannot-tell", "may-not-suit")


def practice(name, order=0, **more):
    """A practice of the focus that nothing speaks for yet; facets of its own unless given."""
    plain = {"also": (), "facets": (name,), "minutes_a_day": 5, "grade": "C", "ways": (), "triggers": ()}
    return Candidate(**({"id": name, "competency": FOCUS, "order": order} | plain | more))


def offered(candidates, record=Record(), n=3, minutes=10):  # noqa: B008 - frozen
    return [one.practice for one in suggestions(candidates, record, FOCUS, minutes, n)]


def some(values, most=3):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def shelves(draw):
    size = draw(st.integers(0, 9))
    return [
        Candidate(
            id=f"p{at}",
            competency=draw(st.sampled_from(COMPETENCIES[:3])),
            also=draw(some(COMPETENCIES[:3], 2)),
            facets=draw(some(FACETS, 2)),
            minutes_a_day=draw(st.integers(1, 10)),
            grade=draw(st.sampled_from("ABC")),
            ways=draw(some(WAYS)),
            triggers=draw(some(TRIGGERS)),
            order=at,
            asks=draw(st.booleans()),
        )
        for at in range(size)
    ]


names = st.sampled_from([f"p{at}" for at in range(9)])
records = st.builds(
    Record,
    trigger_days=st.dictionaries(st.sampled_from(TRIGGERS), st.integers(0, 9)),
    low_items=st.dictionaries(st.sampled_from(FACETS), some(("i1", "i2", "i3", "i4"))),
    unhelpful_ways=st.dictionaries(st.sampled_from(WAYS), st.integers(0, 5)),
    verdicts=st.dictionaries(names, st.sampled_from(VERDICTS), max_size=4),
    left=st.frozensets(names, max_size=2),
    running=st.frozensets(names, max_size=2),
)
asked = (shelves(), records, st.sampled_from(COMPETENCIES[:3]), st.integers(0, 10), st.integers(0, 5))


# --- reasons --------------------------------------------------------------------------------------------------------


def test_without_any_record_practices_are_offered_and_say_so():
    """Better studied ones first, then as in the file; no reason is made up."""
    found = suggestions(
        [practice("late", 2), practice("early", 1), practice("studied", 3, grade="A")], Record(), FOCUS, 10
    )
    assert [(one.practice, one.reasons) for one in found] == [("studied", NONE), ("early", NONE), ("late", NONE)]


def test_reasons_are_named_with_what_they_rest_on():
    """Days of the commonest trigger, statements once each, and ways with their times."""
    candidate = practice(
        "breathing",
        facets=("settling", "pausing"),
        triggers=("no-break", "raised-voice", "unread"),
        ways=("stay-calm", "say-no", "paraphrase"),
    )
    record = Record(
        trigger_days={"no-break": 2, "raised-voice": 4, "other": 9},
        low_items={"settling": ("i1", "i2"), "pausing": ("i2", "i3"), "concern": ("i9",)},
        unhelpful_ways={"stay-calm": 1, "paraphrase": 2, "say-no": 0},
        verdicts={"breathing": "promising"},
    )
    (found,) = suggestions([candidate], record, FOCUS, 10)
    assert found.reasons == (
        Reason("leaned", ("breathing",), 1),
        Reason("trigger", ("raised-voice",), 4),
        Reason("items", ("i1", "i2", "i3"), 3),
        Reason("ways", ("stay-calm", "paraphrase"), 3),
    )


@pytest.mark.parametrize("verdict", ["cannot-tell", "something-new"])
def test_a_trial_that_could_not_tell_speaks_neither_way(verdict):
    """It stays where its score puts it."""
    shelf = [practice("tried", 0), practice("other", 1)]
    found = suggestions(shelf, Record(verdicts={"tried": verdict}), FOCUS, 10)
    assert [(one.practice, one.reasons) for one in found] == [("tried", NONE), ("other", NONE)]


def test_a_practice_that_may_not_suit_stands_last_and_says_why():
    """The word also comes by chance: the practice is not left out for good."""
    shelf = [practice("tried", 0, grade="A"), practice("other", 1)]
    found = suggestions(shelf, Record(verdicts={"tried": "may-not-suit"}), FOCUS, 10)
    assert [one.practice for one in found] == ["other", "tried"]
    assert found[1].reasons == (Reason("unsuited", ("tried",), 1),)


# --- order ----------------------------------------------------------------------------------------------------------


def test_what_helped_is_offered_first():
    """Likely before promising, whatever else speaks for another."""
    shelf = [practice("strong", 0, grade="A", triggers=("no-break",)), practice("promising", 1), practice("likely", 2)]
    record = Record(trigger_days={"no-break": 9}, verdicts={"likely": "likely", "promising": "promising"})
    assert offered(shelf, record) == ["likely", "promising", "strong"]


@pytest.mark.parametrize(
    ("better", "worse", "record"),
    [
        ({"grade": "A"}, {"grade": "B"}, Record()),
        ({"grade": "B"}, {"grade": "C"}, Record()),
        ({}, {"competency": OTHER, "also": (FOCUS,)}, Record()),
        ({"triggers": ("no-break",)}, {"grade": "A"}, Record(trigger_days={"no-break": 3})),
        ({"grade": "A"}, {"triggers": ("no-break",)}, Record(trigger_days={"no-break": 1})),
        ({"facets": ("settling",)}, {"grade": "B"}, Record(low_items={"settling": ("i1", "i2")})),
        ({"ways": ("stay-calm",)}, {"grade": "B"}, Record(unhelpful_ways={"stay-calm": 2})),
        ({"grade": "C"}, {"grade": "B", "asks": True}, Record()),
        ({"grade": "B"}, {"grade": "B", "minutes_a_day": 6}, Record()),
        ({"minutes_a_day": 1}, {"minutes_a_day": 2}, Record()),
        ({"asks": True, "triggers": ("no-break",)}, {"grade": "C"}, Record(trigger_days={"no-break": 3})),
    ],
)
def test_what_counts_more_stands_first(better, worse, record):
    """Each part of the score against another."""
    assert offered([practice("worse", 0, **worse), practice("better", 1, **better)], record) == ["better", "worse"]


@pytest.mark.parametrize(
    ("more", "record"),
    [
        ({"triggers": ("no-break",)}, Record(trigger_days={"no-break": 30, "other": 3})),
        ({"facets": ("settling",)}, Record(low_items={"settling": ("i1", "i2", "i3", "i4")})),
        ({"ways": ("stay-calm",)}, Record(unhelpful_ways={"stay-calm": 30})),
    ],
)
def test_no_single_kind_of_reason_takes_over(more, record):
    """Caps: beyond them the file decides between this and one with the same points of other kinds."""
    cap = 3 if "triggers" in more else 2
    equal = {2: {"grade": "A"}, 3: {"grade": "B", "facets": ("f",)}}[cap]
    record = replace(record, low_items={**record.low_items, "f": ("x", "y")})
    assert offered([practice("equal", 0, **equal), practice("much", 1, **more)], record) == ["equal", "much"]


# --- spread ---------------------------------------------------------------------------------------------------------


def test_the_three_are_not_of_one_kind_where_others_are_nearly_as_good():
    """One point lower stands in for a repetition; the order of the facets does not hide one."""
    same = [practice(f"same{at}", at, facets=pair, grade="B") for at, pair in enumerate([("a", "b"), ("b", "a")] * 2)]
    others = [practice("other", 8), practice("another", 9)]
    assert offered([*same, *others]) == ["same0", "other", "another"]
    assert offered([*same, others[0]]) == ["same0", "same1", "other"]
    assert offered(same) == ["same0", "same1", "same2"]


def test_what_is_two_points_lower_does_not_stand_in():
    """Then two of a kind are the better offer."""
    same = [practice(f"same{at}", at, facets=("a",), grade="A") for at in range(3)]
    assert offered([*same, practice("other", 8)]) == ["same0", "same1", "same2"]


def test_what_helped_makes_room_for_nothing_that_has_not():
    """Two of a kind that both helped are both offered."""
    same = [practice(f"same{at}", at, facets=("a",)) for at in range(3)]
    record = Record(verdicts={"same0": "likely", "same1": "likely"})
    assert offered([*same, practice("other", 8)], record, n=2) == ["same0", "same1"]


# --- what always holds ----------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(*asked)
def test_every_suggestion_names_a_reason_that_the_records_hold(shelf, record, focus, minutes, n):
    """Or says that there is none; never both."""
    by_id = {one.id: one for one in shelf}
    for one in suggestions(shelf, record, focus, minutes, n):
        candidate, kinds = by_id[one.practice], [reason.kind for reason in one.reasons]
        assert kinds
        assert len(set(kinds)) == len(kinds)
        for reason in one.reasons:
            if reason.kind == "none":
                assert (one.reasons, reason) == (NONE, NONE[0])
            elif reason.kind in WORDS:
                assert reason.ids == (one.practice,)
                assert record.verdicts[one.practice] == WORDS[reason.kind]
            elif reason.kind == "trigger":
                assert [record.trigger_days[trigger] for trigger in reason.ids] == [reason.n]
                assert set(reason.ids) <= set(candidate.triggers)
            elif reason.kind == "items":
                held = {item for facet in candidate.facets for item in record.low_items.get(facet, ())}
                assert (set(reason.ids), len(reason.ids)) == (held, reason.n)
            else:
                assert sum(record.unhelpful_ways[way] for way in reason.ids) == reason.n
                assert set(reason.ids) <= set(candidate.ways)
            assert reason.n > 0 or reason.kind == "none"


@settings(max_examples=100, deadline=None)
@given(*asked)
def test_a_reason_that_exists_is_never_left_out(shelf, record, focus, minutes, n):
    """ "None yet" is said only where the records are silent."""
    by_id = {one.id: one for one in shelf}
    for one in suggestions(shelf, record, focus, minutes, n):
        candidate, kinds = by_id[one.practice], {reason.kind for reason in one.reasons}
        assert ("trigger" in kinds) is any(record.trigger_days.get(trigger) for trigger in candidate.triggers)
        assert ("items" in kinds) is any(record.low_items.get(facet) for facet in candidate.facets)
        assert ("ways" in kinds) is any(record.unhelpful_ways.get(way) for way in candidate.ways)
        for kind, verdict in WORDS.items():
            assert (kind in kinds) is (record.verdicts.get(one.practice) == verdict)


@settings(max_examples=100, deadline=None)
@given(*asked)
def test_nobody_who_is_left_out_comes_in_and_nobody_else_stays_out(shelf, record, focus, minutes, n):
    """Of the focus, within the minutes, not running, not left; as many as there are, up to n."""
    allowed = {
        one.id
        for one in shelf
        if focus in (one.competency, *one.also)
        and one.minutes_a_day <= minutes
        and one.id not in record.running
        and one.id not in record.left
    }
    found = [one.practice for one in suggestions(shelf, record, focus, minutes, n)]
    assert set(found) <= allowed
    assert len(found) == len(set(found)) == min(n, len(allowed))


@settings(max_examples=100, deadline=None)
@given(*asked, st.randoms(use_true_random=False))
def test_the_same_shelf_and_records_give_the_same_answer(shelf, record, focus, minutes, n, random):
    """In whatever order the practices are handed in."""
    found = suggestions(shelf, record, focus, minutes, n)
    shuffled = random.sample(shelf, len(shelf))
    assert suggestions(shuffled, record, focus, minutes, n) == found


@settings(max_examples=100, deadline=None)
@given(shelves())
def test_two_of_a_kind_come_together_only_without_another_as_good(shelf):
    """Without records: grade, main competency, a question first and a long day are the whole score."""
    points = {
        one.id: "CBA".index(one.grade) + (one.competency == FOCUS) - 2 * one.asks - (one.minutes_a_day > 5)
        for one in shelf
    }
    kind = {one.id: frozenset(one.facets) for one in shelf}
    found = offered(shelf)
    rest = [one.id for one in shelf if FOCUS in (one.competency, *one.also) and one.id not in found]
    shown = {kind[one] for one in found}
    for at, one in enumerate(found):
        if kind[one] in {kind[earlier] for earlier in found[:at]}:
            assert not [other for other in rest if kind[other] not in shown and points[other] >= points[one] - 1]
    assert [points[one] for one in found] == sorted((points[one] for one in found), reverse=True)
