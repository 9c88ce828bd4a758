"""What of journal, episodes, promises and plan leaves in a report: the kinds that were ticked, no word of others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from eq.actions import (
    entries,
    instruments,
    plan_reviews,
    plan_steps,
    practices,
    promises,
    report_life,
    results,
    settings,
    taking,
    ways,
)
from eq.actions.planning import setup_of
from eq.coach.choosing import TEXTS, Selection
from eq.coach.facts import LifeFacts
from eq.coach.masking import Mask, Masker
from eq.reflect.entry import TAG_KINDS, TEXT_FIELDS
from eq.store.workspace import Workspace

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 21)
SECTIONS = frozenset({"journal", "entries", "promises", "plan"})
TICKED = ("hard", "check")
MARK = re.compile(r"zq[a-z]+")


def mark(*parts: str) -> str:
    """A word that stands in one place only; small letters alone, because some sentences begin small."""
    return "zq" + "q".join(re.sub("[^a-z]", "", part) for part in parts) + "x"


ENTRY = {mark("text", field) for field in TEXT_FIELDS} | {mark("line")}
WORDS = {mark("word", moment) for moment in ("now", "before", "after", "later")}
TAGS = {mark("tag", kind) for kind in TAG_KINDS} | {mark("checktag")}
PROMISES = {mark("promised", part) for part in ("what", "whom", "reason", "handed")}
GOALS = {mark("plan", part) for part in ("goal", "cue", "act", "obstacle", "instead", "look")}
EXPECTED = {"entries": ENTRY, "promises": PROMISES, "goals": GOALS, "words": WORDS, "tags": TAGS, "notes": set()}
LABELS = {mark("client", part) for part in ("one", "two", "three")}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A workspace in which every text a person can type holds a word of its own."""
    workspace = Workspace(tmp_path_factory.mktemp("own") / "me.eq")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EQ_TEST_NOW", "2026-11-03T09:00:00Z")
        _plan(workspace)
        patch.setenv("EQ_TEST_NOW", "2026-11-20T09:00:00Z")
        plan_reviews.keep(workspace, review="r", plan="p", week=1, note=mark("plan", "look"), decisions={}, zone="UTC")
        _hard(workspace)
        _other_entries(workspace)
        _promises(workspace)
        _elsewhere(workspace)
        patch.setenv("EQ_TEST_NOW", "2026-11-21T09:00:00Z")
        yield workspace


def _plan(workspace):
    ships = practices.all()[0]
    setup = setup_of(ships)
    texts = {part: mark("plan", part) for part in ("cue", "act", "obstacle", "instead")}
    plan_steps.begin(
        workspace,
        plan="p",
        action="a",
        competency=ships.competency,
        goal=mark("plan", "goal"),
        ranking="",
        setup=replace(setup, **texts),
        practice=ships,
        zone="UTC",
    )


def _hard(workspace):
    """The debrief that is ticked: every text field, every kind of own tag, own words of every moment."""
    entries.begin(workspace, "debrief", entry="hard", zone="UTC")
    for field in TEXT_FIELDS:
        entries.write(workspace, "hard", field, f"Well, {mark('text', field)} it was with {mark('client', 'one')}.")
    for moment in ("now", "before", "after", "later"):
        entries.feel(workspace, "hard", moment, [mark("word", moment), "calm"])
        entries.place(workspace, "hard", moment, 0.1, 0.1)
    for kind in TAG_KINDS:
        entries.tag(workspace, "hard", kind, [mark("tag", kind)])
    entries.judge(workspace, "hard", mark("tag", "response"), "yes")
    entries.name_client(workspace, "hard", mark("client", "one"))
    entries.note(workspace, "hard", severity=5, episode="demanding")
    entries.finish(workspace, "hard")


def _other_entries(workspace):
    """A check-in that is ticked; and what never leaves: unticked, mistreatment, draft, parked, of an earlier day."""
    entries.check_in(
        workspace, entry="check", zone="UTC", pleasantness=0.2, energy=0.1, words=["calm"], tags=[mark("checktag")],
        line=mark("line"), client=mark("client", "two"),
    )  # fmt: skip
    for name, end in (("unticked", "finish"), ("abusive", "finish"), ("draft", ""), ("parked", "park")):
        entries.begin(workspace, "debrief", entry=name, zone="UTC")
        entries.write(workspace, name, "happened", mark("never", name))
        entries.name_client(workspace, name, mark("client", "three"))
        entries.note(workspace, name, severity=6, episode="abusive" if name == "abusive" else "aggressive")
        if name != "unticked":
            entries.tag(workspace, name, "trigger", [mark("never", name, "tag")])
        if end:
            getattr(entries, end)(workspace, name)


def _promises(workspace):
    add = {"to_whom": mark("promised", "whom"), "due_date": date(2026, 11, 20), "zone": "UTC"}
    promises.add(workspace, promise="one", what=mark("promised", "what"), entry="hard", **add)
    promises.break_(workspace, "one", mark("promised", "reason"))
    promises.add(workspace, promise="two", what="Ring back", zone="UTC")
    promises.hand_over(workspace, "two", mark("promised", "handed"))
    promises.add(workspace, promise="three", what=f"Ask {mark('client', 'two')}", zone="UTC")


def _elsewhere(workspace):
    """Texts that no section of these has."""
    form = instruments.current(workspace, "five-competencies")
    sitting = taking.start(workspace, form, assessment=taking.new_id(), zone="UTC")
    current = taking.draft(workspace, sitting)
    taking.answer(workspace, current, {item.id: taking.Given(3) for item in form.items})
    taking.finish(workspace, sitting)
    taken = datetime(2026, 11, 20, 9, tzinfo=UTC)
    results.edit(workspace, sitting, taken_at=taken, zone="UTC", note=mark("never", "sitting"))
    ways.keep_sentence(workspace, sentence=taking.new_id(), response=ways.all()[0].id, text=mark("never", "sentence"))
    settings.change_settings(workspace, name=mark("never", "name"))


def out(workspace, texts=(), *, chosen=SECTIONS, ticked=None, masks=(), first=FIRST, last=LAST):
    ticked = TICKED if ticked is None and "entries" in texts else ticked or ()
    selection = Selection(first, last, chosen=frozenset(chosen), texts=frozenset(texts), entries=ticked)
    return report_life.life(workspace, selection, Masker(masks, sorted(LABELS)), "UTC")


def marks(life):
    return {word for section in life.sections for word in MARK.findall(section.model_dump_json())}


@pytest.mark.parametrize(
    "texts", [(), *((kind,) for kind in TEXTS), TEXTS], ids=lambda texts: "-".join(texts) or "none"
)
def test_what_was_not_ticked_is_nowhere(filled, texts):
    """The sections hold exactly the words whose kind was ticked: no other, and no label of a client."""
    assert marks(out(filled, texts)) == set().union(*(EXPECTED[kind] for kind in texts))


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_a_kind_that_was_ticked_lets_nothing_into_a_section_of_another(filled, section):
    """Each section alone holds only the words that belong to it, whatever else was ticked."""
    belongs = {
        "journal": WORDS | TAGS,
        "entries": ENTRY | WORDS | TAGS,
        "promises": PROMISES,
        "plan": GOALS,
    }
    life = out(filled, TEXTS, chosen={section})
    assert [one.id for one in life.sections] == [section]
    assert marks(life) == belongs[section]


def test_numbers_that_rules_read_hold_nothing_that_was_typed(filled):
    """Questions are made from what ships and from counts, whatever was let out."""
    assert MARK.findall(repr(out(filled, TEXTS).facts)) == []


def test_a_section_that_was_not_chosen_leaves_neither_words_nor_numbers(filled):
    """With nothing chosen there is no section and no fact, however many texts were ticked."""
    life = out(filled, TEXTS, chosen=())
    assert (life.sections, life.facts) == ((), LifeFacts())


def test_a_ticked_episode_of_another_day_stays(filled):
    """A tick that is left over from other days lets nothing out."""
    life = out(filled, ("entries",), first=date(2026, 11, 1), last=date(2026, 11, 10))
    assert marks(life) == set()
    assert life.sections[1].lead == "None of the episodes that were ticked lies in these days."


def test_drafts_and_parked_entries_cannot_be_ticked(filled):
    """Only what was finished is offered, newest first, and a tick on anything else is no tick."""
    offered = [one.id for one in report_life.episodes(filled, FIRST, LAST)]
    assert sorted(offered) == ["abusive", "check", "hard", "unticked"]
    assert marks(out(filled, ("entries",), ticked=("draft", "parked", "unknown"))) == set()


def test_clients_are_letters_and_the_same_one_keeps_its_letter(filled):
    """A client is counted in the journal and met in texts under one letter."""
    life = out(filled, ("entries", "promises"))
    text = "".join(section.model_dump_json() for section in life.sections)
    assert "it was with client A." in text
    assert '"With","client A"' in text
    assert '"Client A","1"' in text
    assert "Ask client C" in text


def test_names_are_masked_in_every_kind_of_text(filled):
    """A name of the list is replaced wherever a person typed it, also as a tag or a feeling word."""
    wanted = ENTRY | WORDS | TAGS | PROMISES | GOALS
    masks = [Mask(str(n), name, "somebody") for n, name in enumerate(sorted(wanted))]
    life = out(filled, TEXTS, masks=masks)
    assert marks(life) == set()
    assert life.masked == len(wanted) + 2


def test_mistreatment_is_counted_and_in_no_other_number(filled):
    """An episode of mistreatment has one sentence; its client and its trigger are in no table."""
    life = out(filled, ("tags",), chosen={"journal"})
    text = life.sections[0].model_dump_json()
    assert "1 episode of mistreatment is counted here and is in no other number about hard contacts." in text
    assert (life.facts.debriefs, life.facts.mistreatments) == (2, 1)


def test_an_empty_workspace_has_sections_that_say_so(workspace, at):
    """Every chosen section stands with one sentence, and none of them with a number."""
    life = out(workspace, ("promises", "goals"), ticked=("gone",))
    assert [one.id for one in life.sections] == ["journal", "entries", "promises", "plan"]
    assert all(one.lead and not one.blocks for one in life.sections)
    assert life.masked == 0


def test_what_was_prepared_for_somebody_who_mistreated_the_person_since_stays(workspace, at):
    """A ticked preparation leaves without what it holds for them, as the journal keeps it out of sight."""
    for name, kind in (("ready", "preparation"), ("met", "debrief")):
        entries.begin(workspace, kind, entry=name, zone="UTC")
        entries.name_client(workspace, name, mark("client", "one"))
        entries.write(workspace, name, "limit", mark("limit"))
        entries.write(workspace, name, "opening", mark("opening"))
        entries.finish(workspace, name)
    assert marks(out(workspace, ("entries",), ticked=("ready",))) == {mark("limit"), mark("opening")}
    entries.note(workspace, "met", severity=6, episode="abusive")
    assert marks(out(workspace, ("entries",), ticked=("ready",))) == {mark("limit")}
