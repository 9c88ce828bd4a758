from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.actions import results, taking
from eq.actions.taking import Given
from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError
from eq.store import checks
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

MakeForm = Callable[..., Questionnaire]
At = Callable[[str], None]
Sit = Callable[..., str]


@pytest.fixture
def form(make_form: MakeForm) -> Questionnaire:
    return make_form()


def begin(workspace: Workspace, form: Questionnaire, *, fresh: bool = False) -> str:
    return taking.start(workspace, form, assessment=taking.new_id(), zone="Europe/Berlin", fresh=fresh)


def answer(workspace: Workspace, assessment: str, values: dict[str, int | None], *, page: int | None = None) -> None:
    current = taking.draft(workspace, assessment)
    taking.answer(workspace, current, {item: Given(value, 4.0) for item, value in values.items()}, page=page)


def count(workspace: Workspace, table: str) -> int:
    with workspace.read() as db:
        return checks.counts(db)[table]


@pytest.mark.usefixtures("at")
def test_beginning_makes_the_workspace_and_a_draft(workspace: Workspace, form: Questionnaire) -> None:
    """The first sitting makes the file; its draft knows the form, the zone and the instant."""
    assessment = begin(workspace, form)
    draft = taking.draft(workspace, assessment)
    assert draft.questionnaire == form
    assert (draft.sitting.zone, draft.sitting.started_at.isoformat()) == ("Europe/Berlin", "2026-11-21T09:00:00+00:00")
    assert (draft.given, draft.stale, draft.unanswered) == ({}, False, tuple(i for page in draft.pages for i in page))


@pytest.mark.usefixtures("at")
def test_beginning_with_the_same_id_twice_is_beginning_once(workspace: Workspace, form: Questionnaire) -> None:
    """A doubled click with one id makes one sitting, also from two tabs at once."""
    assessment = taking.new_id()
    with ThreadPoolExecutor(4) as tabs:
        begun = list(
            tabs.map(lambda _: taking.start(workspace, form, assessment=assessment, zone=None, fresh=True), range(8))
        )
    assert set(begun) == {assessment}
    assert count(workspace, "assessment") == 1


@pytest.mark.usefixtures("at")
def test_there_is_one_draft_of_an_instrument(workspace: Workspace, form: Questionnaire, make_form: MakeForm) -> None:
    """Beginning again goes on with the draft that is there; another instrument has a draft of its own."""
    first = begin(workspace, form)
    assert begin(workspace, form) == first
    other = begin(workspace, make_form(id="other"))
    assert [s.id for s in taking.drafts(workspace)] in ([first, other], [other, first])


@pytest.mark.usefixtures("at")
def test_two_tabs_that_begin_at_once_share_one_draft(workspace: Workspace, form: Questionnaire) -> None:
    """Each tab makes an id of its own, and all end in the same sitting."""
    with ThreadPoolExecutor(4) as tabs:
        begun = set(tabs.map(lambda _: begin(workspace, form), range(8)))
    assert len(begun) == 1
    assert count(workspace, "assessment") == 1


@pytest.mark.usefixtures("at")
def test_what_was_answered_is_there_when_it_is_resumed(workspace: Workspace, form: Questionnaire) -> None:
    """Answers, "does not apply" and the page are found again by any other tab or process."""
    assessment = begin(workspace, form)
    answer(workspace, assessment, {"area-a-0": 2, "area-b-3": None}, page=1)
    draft = taking.draft(Workspace(workspace.path), assessment)
    assert draft.given == {"area-a-0": 2, "area-b-3": None}
    assert (draft.sitting.page, draft.seconds, len(draft.unanswered)) == (1, 8.0, 14)
    assert set(draft.unanswered).isdisjoint(draft.given)


@pytest.mark.usefixtures("at")
def test_an_answer_can_be_changed(workspace: Workspace, form: Questionnaire) -> None:
    """The last answer counts, also one that takes back "does not apply"."""
    assessment = begin(workspace, form)
    for value in (1, None, 5):
        answer(workspace, assessment, {"area-a-0": value})
    assert taking.draft(workspace, assessment).given == {"area-a-0": 5}


def test_a_retest_keeps_the_order(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """Weeks later the statements come in the order of the first time."""
    sit(form)
    first = taking.draft(workspace, taking.start(workspace, form, assessment=taking.new_id(), zone=None)).pages
    at("2026-12-30T09:00:00Z")
    taking.discard(workspace, taking.drafts(workspace)[0].id)
    again = begin(workspace, form)
    with workspace.read() as db:
        seeds = {row[0] for row in db.execute("select seed from assessment")}
    assert taking.draft(workspace, again).pages == first
    assert len(seeds) == 1


@pytest.mark.usefixtures("at")
def test_other_people_get_other_orders(tmp_path: Path, form: Questionnaire) -> None:
    """Each person's first sitting is shuffled anew."""
    orders = set()
    for n in range(5):
        workspace = Workspace(tmp_path / f"{n}.eq")
        orders.add(taking.draft(workspace, begin(workspace, form)).pages)
    assert len(orders) == 5


@pytest.mark.usefixtures("at")
def test_the_version_begun_is_the_version_finished(
    workspace: Workspace, form: Questionnaire, make_form: MakeForm
) -> None:
    """A draft stays with the exact version it was begun with, although a newer one is asked for."""
    assessment = begin(workspace, form)
    newer = make_form(version=2, title="Newer")
    assert begin(workspace, newer) == assessment
    assert taking.draft(workspace, assessment).questionnaire == form


def test_a_draft_of_a_week_is_not_stale_and_a_second_more_is(workspace: Workspace, form: Questionnaire, at: At) -> None:
    """Seven days after the last answer it may go on; beyond that the person is asked."""
    assessment = begin(workspace, form)
    at("2026-11-22T09:00:00Z")
    answer(workspace, assessment, {"area-a-0": 3})
    at("2026-11-29T09:00:00Z")
    assert taking.draft(workspace, assessment).stale is False
    at("2026-11-29T09:00:01Z")
    draft = taking.draft(workspace, assessment)
    assert (draft.stale, draft.last_given.isoformat()) == (True, "2026-11-22T09:00:00+00:00")


def test_a_draft_without_answers_grows_stale_too(workspace: Workspace, form: Questionnaire, at: At) -> None:
    """Without an answer the beginning counts."""
    assessment = begin(workspace, form)
    at("2026-12-01T09:00:00Z")
    assert taking.draft(workspace, assessment).stale is True


def test_starting_again_deletes_the_old_draft_and_its_bytes(workspace: Workspace, form: Questionnaire, at: At) -> None:
    """A fresh start leaves one empty draft, and nothing of the old one in file or journal while a tab is open."""
    old = begin(workspace, form)
    answer(workspace, old, {"area-a-0": 3})
    at("2026-12-01T09:00:00Z")
    with workspace._connected() as idle:
        idle.execute("select count(*) from answer").fetchone()
        new = begin(workspace, form, fresh=True)
        files = [path for path in workspace.path.parent.iterdir() if path.is_file()]
        assert not any(old.encode() in path.read_bytes() for path in files)
    assert new != old
    assert [s.id for s in taking.drafts(workspace)] == [new]
    assert taking.draft(workspace, new).given == {}


@pytest.mark.usefixtures("at")
def test_starting_again_leaves_finished_sittings_alone(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Only the draft goes."""
    done = sit(form)
    begin(workspace, form)
    begin(workspace, form, fresh=True)
    assert [s.id for s in results.sittings(workspace)] == [done]


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize(
    "wrong",
    [{"area-a-0": 0}, {"area-a-0": 6}, {"area-a-0": -1}, {"nowhere": 3}, {"area-a-0": 2.5}, {"area-a-0": True},
     {"area-a-0": "3"}, {"": 3}],
    ids=str,
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused_and_nothing_kept(
    workspace: Workspace, form: Questionnaire, wrong: dict[str, int]
) -> None:
    """Off the answer scale, no whole number or an unknown statement: not even the good answers beside it stay."""
    assessment = begin(workspace, form)
    with pytest.raises(EqError, match="did not fit"):
        answer(workspace, assessment, {"area-b-0": 3, **wrong}, page=1)
    draft = taking.draft(workspace, assessment)
    assert (draft.given, draft.sitting.page) == ({}, 0)


@pytest.mark.usefixtures("at")
def test_does_not_apply_needs_a_form_that_offers_it(workspace: Workspace, make_form: MakeForm) -> None:
    """Where the form has no such answer it is refused."""
    assessment = begin(workspace, make_form(none=None))
    with pytest.raises(EqError):
        answer(workspace, assessment, {"area-a-0": None})
    assert taking.draft(workspace, assessment).given == {}


@pytest.mark.usefixtures("at")
def test_positions_and_pages_are_kept_with_the_answers(workspace: Workspace, form: Questionnaire) -> None:
    """Each answer knows where on the form it was shown."""
    assessment = begin(workspace, form)
    plan = taking.draft(workspace, assessment).pages
    answer(workspace, assessment, dict.fromkeys((item for page in plan for item in page), 3))
    with workspace.read() as db:
        found = db.execute("select item, page from answer order by position").fetchall()
    assert found == [(item, number) for number, page in enumerate(plan) for item in page]


@pytest.mark.usefixtures("at")
def test_a_finished_sitting_is_no_draft(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """After the end it leaves the drafts, is found among the results, and cannot be opened as a draft."""
    done = sit(form)
    assert taking.drafts(workspace) == []
    assert [s.id for s in results.sittings(workspace)] == [done]
    with pytest.raises(EqError, match="finished or was deleted"):
        taking.draft(workspace, done)


def test_finishing_twice_is_finishing_once(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """A second click, hours later, moves neither the end nor the date."""
    done = sit(form)
    at("2026-11-21T15:00:00Z")
    taking.finish(workspace, done)
    (found,) = results.sittings(workspace)
    assert found.taken_at.isoformat() == found.ended_at.isoformat() == "2026-11-21T09:00:00+00:00"


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize("values", [{}, {"area-a-0": None}], ids=["nothing", "only does not apply"])
def test_nothing_answered_is_nothing_to_finish(
    workspace: Workspace, form: Questionnaire, values: dict[str, int | None]
) -> None:
    """Without one answer that is a number the sitting stays a draft, and the error says what to do."""
    assessment = begin(workspace, form)
    answer(workspace, assessment, values)
    with pytest.raises(EqError, match="Nothing is answered") as caught:
        taking.finish(workspace, assessment)
    assert caught.value.problems[0].remedy
    assert [s.id for s in taking.drafts(workspace)] == [assessment]


@pytest.mark.usefixtures("at")
def test_one_answer_is_enough_to_finish(workspace: Workspace, form: Questionnaire) -> None:
    """A person may leave statements open; areas say themselves whether they can show a number."""
    assessment = begin(workspace, form)
    answer(workspace, assessment, {"area-a-0": 3})
    taking.finish(workspace, assessment)
    assert set(results.result(workspace, assessment).table.status[0].tolist()) == {1}


@pytest.mark.usefixtures("at")
def test_alike_answers_raise_the_question_and_the_persons_word_settles_it(
    workspace: Workspace,
    form: Questionnaire,
    sit: Sit,
) -> None:
    """All answers the same: numbers wait; "they stand" ends the waiting for good."""
    done = sit(form, given={item.id: 3 for item in form.items})
    assert results.result(workspace, done).ask is True
    results.answers_stand(workspace, done)
    assert results.result(workspace, done).ask is False


@pytest.mark.usefixtures("at")
def test_scattered_answers_raise_no_question(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Ordinary answers without times are not doubted."""
    assert results.result(workspace, sit(form)).ask is False


@pytest.mark.usefixtures("at")
def test_hasty_pages_raise_the_question(workspace: Workspace, form: Questionnaire) -> None:
    """Two pages under a second a statement are doubted, whatever the answers."""
    assessment = begin(workspace, form)
    current = taking.draft(workspace, assessment)
    given = {item.id: Given(n % 5 + 1, 0.4) for n, item in enumerate(form.items)}
    taking.answer(workspace, current, given)
    taking.finish(workspace, assessment)
    assert results.result(workspace, assessment).ask is True


def test_checking_the_answers_opens_the_sitting_again(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: Callable[[str], None]
) -> None:
    """Reopened it is a draft from its first page with all its answers; finished again it keeps its day."""
    done = sit(form, given={item.id: 3 for item in form.items})
    before = results.result(workspace, done).sitting
    at("2026-12-24T09:00:00Z")
    taking.reopen(workspace, done)
    draft = taking.draft(workspace, done)
    assert (len(draft.given), draft.sitting.page, draft.stale) == (16, 0, False)
    answer(workspace, done, {item.id: n % 5 + 1 for n, item in enumerate(form.items)})
    taking.finish(workspace, done)
    after = results.result(workspace, done)
    assert after.ask is False
    assert (after.sitting.taken_at, after.sitting.ended_at) == (before.taken_at, before.ended_at)


@pytest.mark.usefixtures("at")
def test_the_question_is_asked_once(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Whoever has looked has said their word, also when nothing was changed."""
    done = sit(form, given={item.id: 3 for item in form.items})
    taking.reopen(workspace, done)
    taking.finish(workspace, done)
    assert results.result(workspace, done).ask is False


def test_starting_anew_never_deletes_a_sitting_that_is_being_checked(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: Callable[[str], None]
) -> None:
    """It was finished once: only a first draft is thrown away."""
    done = sit(form)
    taking.reopen(workspace, done)
    at("2026-12-24T09:00:00Z")
    taking.start(workspace, form, assessment=taking.new_id(), zone="UTC", fresh=True)
    taking.finish(workspace, done)
    assert results.result(workspace, done).sitting.id == done


@pytest.mark.usefixtures("at")
def test_a_sitting_that_stands_is_not_asked_about_again(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """After "they stand" a later look never brings the question back."""
    done = sit(form, given={item.id: 3 for item in form.items})
    results.answers_stand(workspace, done)
    taking.reopen(workspace, done)
    taking.finish(workspace, done)
    assert results.result(workspace, done).ask is False


@pytest.mark.usefixtures("at")
def test_reopening_never_makes_a_second_draft(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """While another sitting of the instrument is going on, a finished one stays finished and says why."""
    done = sit(form)
    going = begin(workspace, form)
    with pytest.raises(EqError, match="going on"):
        taking.reopen(workspace, done)
    assert [s.id for s in taking.drafts(workspace)] == [going]
    taking.reopen(workspace, going)
    taking.reopen(workspace, "gone")
    assert [s.id for s in taking.drafts(workspace)] == [going]


@pytest.mark.usefixtures("at")
def test_starting_again_never_deletes_what_was_finished(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """A sitting that is being checked is gone on with, whatever another tab asks."""
    done = sit(form)
    taking.reopen(workspace, done)
    assert begin(workspace, form, fresh=True) == done
    assert begin(workspace, form) == done
    assert len(taking.draft(workspace, done).given) == 16


@pytest.mark.usefixtures("at")
def test_leaving_a_draft_for_good_deletes_it(workspace: Workspace, form: Questionnaire) -> None:
    """A discarded draft is gone with its answers, and saying so twice is no error."""
    assessment = begin(workspace, form)
    answer(workspace, assessment, {"area-a-0": 3})
    assert taking.discard(workspace, assessment) is True
    assert taking.discard(workspace, assessment) is True
    assert [count(workspace, table) for table in ("assessment", "answer", "questionnaire")] == [0, 0, 0]


def test_without_a_workspace_there_are_no_drafts(workspace: Workspace) -> None:
    """Looking for drafts makes no file."""
    assert taking.drafts(workspace) == []
    assert not workspace.path.parent.exists()


def test_a_draft_that_is_gone_says_so(workspace: Workspace) -> None:
    """A draft deleted in another tab is an error in words."""
    workspace.ensure()
    with pytest.raises(EqError, match="deleted in another tab"):
        taking.draft(workspace, str(uuid4()))


@pytest.mark.usefixtures("at")
def test_minutes_left_follow_the_persons_own_pace(workspace: Workspace, make_form: MakeForm) -> None:
    """Before five answers the usual pace counts, then the person's; 0 only when all is answered."""
    form = make_form(scales=5, items=10)
    assessment = begin(workspace, form)
    assert taking.draft(workspace, assessment).minutes_left == 9
    items = [item.id for item in form.items]
    taking.answer(workspace, taking.draft(workspace, assessment), {i: Given(3, 30.0) for i in items[:10]})
    assert taking.draft(workspace, assessment).minutes_left == 20
    taking.answer(workspace, taking.draft(workspace, assessment), {i: Given(3, 1.0) for i in items[10:49]})
    assert taking.draft(workspace, assessment).minutes_left == 1
    taking.answer(workspace, taking.draft(workspace, assessment), {items[49]: Given(3, 1.0)})
    assert taking.draft(workspace, assessment).minutes_left == 0


@given(st.integers(0, 2**31 - 1), st.integers(1, 20))
def test_a_plan_shows_every_statement_once(make_form: MakeForm, seed: int, page_size: int) -> None:
    """Whatever the seed and the page size, the pages hold each statement once, and the same seed gives the same."""
    form = make_form(scales=3, page_size=page_size)
    plan = taking.page_plan(form, seed)
    shown = [item for page in plan for item in page]
    assert sorted(shown) == sorted(item.id for item in form.items)
    assert taking.page_plan(form, seed) == plan


def test_answer_quality_looks_at_the_order_in_which_statements_were_shown(make_form: MakeForm) -> None:
    """Runs of equal answers are those the person saw, and answers of unknown statements are passed over."""
    form = make_form(scales=1, items=6)
    values = [1, 5, 1, 5, 1, 5]
    given = [Answer(item.id, value, 5 - n, 0) for n, (item, value) in enumerate(zip(form.items, values, strict=True))]
    alike = [Answer(item.id, value, n if value == 1 else 10 + n, 0)
             for n, (item, value) in enumerate(zip(form.items, values, strict=True))]  # fmt: skip
    assert taking.answer_quality(form, given).longstring == 1
    assert taking.answer_quality(form, [*alike, Answer("gone", 1, 3, 0)]).longstring == 3
    assert taking.quality_state(form, alike) == "stands"
    long = make_form(scales=2, items=8)
    assert taking.quality_state(long, [Answer(item.id, 1, n, 0) for n, item in enumerate(long.items)]) == "open"
