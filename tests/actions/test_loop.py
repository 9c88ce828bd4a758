"""Episodes like one, the episodes of every area, and their marks on the time axis."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from eq.actions import clients, entries, journal, loop, ways
from eq.reflect.alike import shared, wanted
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.entry import Entry, Episode, Kind
from eq.reflect.preparing import Chosen
from eq.store.workspace import Workspace

Write = Callable[..., str]
ZONE = "Europe/Berlin"


@pytest.fixture
def write(workspace: Workspace, at: Callable[[str], None]) -> Write:
    """An entry of a day of November 2026; a finished debrief unless said otherwise."""

    def add(
        name: str,
        day: int = 1,
        *,
        client: str = "",
        trigger: Sequence[str] = (),
        response: Sequence[str] = (),
        competency: Sequence[str] = (),
        channel: Sequence[str] = (),
        episode: Episode = "demanding",
        kind: Kind = "debrief",
        state: str = "done",
    ) -> str:
        at(f"2026-11-{day:02}T10:00:00Z")
        entries.begin(workspace, kind, entry=name, zone=ZONE)
        entries.write(workspace, name, "title", name)
        if client:
            entries.name_client(workspace, name, client)
        tagged = {"trigger": trigger, "response": response, "competency": competency, "channel": channel}
        for tags, values in tagged.items():
            entries.tag(workspace, name, tags, list(values))  # type: ignore[arg-type]
        if kind == "debrief":
            entries.note(workspace, name, episode=episode)
        if state == "done":
            entries.finish(workspace, name)
        elif state == "parked":
            entries.park(workspace, name)
        return name

    return add


def ids(found: Sequence[loop.Alike]) -> list[str]:
    return [one.entry.id for one in found]


def test_the_same_client_comes_before_a_trigger_and_a_trigger_before_an_area(
    workspace: Workspace, write: Write
) -> None:
    """What is shared decides, not the date; what shares nothing is not there."""
    write("area", 9, response=["paraphrase"])
    write("other", 10, trigger=["retelling"])
    write("trigger", 5, trigger=["waiting-time"])
    write("client", 2, client="K")
    write("both", 1, client="K", trigger=["waiting-time"])
    write("this", 3, client="K", trigger=["waiting-time"], competency=["social-skills"])
    found = loop.alike(workspace, "this")
    assert ids(found) == ["both", "client", "trigger", "area"]
    assert found[0].shared.client
    assert found[0].shared.triggers == ("waiting-time",)
    assert found[-1].shared.competencies == ("social-skills",)
    assert ids(loop.alike(workspace, "this", 2)) == ["both", "client"]


def test_among_equals_the_same_client_comes_first_then_the_latest(workspace: Workspace, write: Write) -> None:
    """Client alone weighs three, and so do one trigger with one area."""
    write("early", 1, client="K")
    write("late", 2, client="K")
    write("tied", 9, trigger=["waiting-time"], response=["paraphrase"])
    write("this", 5, client="K", trigger=["waiting-time"], response=["open-questions"])
    assert ids(loop.alike(workspace, "this")) == ["late", "early", "tied"]


def test_only_finished_debriefs_are_episodes(workspace: Workspace, write: Write) -> None:
    """Neither a draft, a parked one, a preparation nor a note is like anything, or counts for an area."""
    write("draft", 2, client="K", competency=["empathy"], state="draft")
    write("parked", 3, client="K", competency=["empathy"], state="parked")
    write("prepared", 4, client="K", competency=["empathy"], kind="preparation")
    write("noted", 5, client="K", competency=["empathy"], kind="note")
    write("this", 6, client="K", competency=["empathy"])
    assert loop.alike(workspace, "this") == ()
    assert ids(loop.alike(workspace, "noted")) == ["this"]
    assert loop.episodes_of(workspace)["empathy"].n == 1


def test_mistreatment_is_alike_by_client_and_trigger_but_by_no_area(workspace: Workspace, write: Write) -> None:
    """It stays findable beside others with that client, and never counts against a competency."""
    write("abused", 2, client="K", competency=["empathy"], response=["paraphrase"], episode="abusive")
    write("elsewhere", 3, competency=["empathy"], episode="abusive")
    write("this", 4, client="K", competency=["empathy"])
    write("spoken", 1, competency=["empathy"])
    found = loop.alike(workspace, "this")
    assert ids(found) == ["abused", "spoken"]
    assert found[0].shared.competencies == ()
    assert {area: one.n for area, one in loop.episodes_of(workspace).items() if one.n} == {"empathy": 2}


def test_what_is_prepared_for_finds_episodes_by_client_trigger_and_channel(workspace: Workspace, write: Write) -> None:
    """Client over trigger over channel; nothing chosen is like nothing."""
    write("channel", 9, channel=["phone"])
    write("trigger", 8, trigger=["waiting-time"])
    write("client", 1, client="K")
    [client] = [one.id for one in clients.all(workspace)]
    assert ids(loop.alike_to(workspace, Chosen(client, "waiting-time", "phone"))) == ["client", "trigger", "channel"]
    assert ids(loop.alike_to(workspace, Chosen(channel="phone"))) == ["channel"]
    assert loop.alike_to(workspace, Chosen()) == ()


def test_whoever_prepares_is_spared_mistreatment(workspace: Workspace, write: Write) -> None:
    """Neither it nor anything else with that client stands among the episodes like what was chosen."""
    write("bad", 5, client="K", trigger=["blame"], episode="abusive")
    write("before", 4, client="K", trigger=["blame"])
    write("nobody", 3, trigger=["blame"], episode="abusive")
    write("fine", 2, client="M", trigger=["blame"])
    write("own", 1, trigger=["blame"])
    found = loop.alike_to(workspace, Chosen(trigger="blame"))
    assert {one.entry.id for one in found} == {"fine", "own"}


def test_a_workspace_without_entries_has_no_episodes(workspace: Workspace) -> None:
    """Nothing is made by looking."""
    assert loop.alike(workspace, "none") == ()
    assert loop.alike_to(workspace, Chosen(trigger="waiting-time")) == ()
    assert list(loop.episodes_of(workspace)) == list(COMPETENCIES)
    assert not loop.marks(workspace, date(2026, 1, 1), date(2026, 12, 31)).size
    assert not workspace.exists()


def test_the_order_is_that_of_the_rules_for_any_journal(workspace: Workspace, write: Write) -> None:
    """What SQL ranks is what the pure rules say of every entry, one by one."""
    draw = random.Random(11)
    some = {
        "client": ["", "K", "L"],
        "trigger": ["waiting-time", "retelling", "my own"],
        "response": ["paraphrase", "stay-calm", "offer-options", "keep-promises", "hummed"],
        "competency": ["empathy", "self-awareness", "patience"],
    }
    for n in range(40):
        tags = {kind: draw.sample(some[kind], draw.randrange(3)) for kind in ("trigger", "response", "competency")}
        write(
            f"e{n:02}",
            draw.randrange(1, 20),
            client=draw.choice(some["client"]),
            episode=draw.choice(["demanding", "demanding", "abusive"]),
            state=draw.choice(["done", "done", "done", "draft", "parked"]),
            **tags,
        )
    areas = {way.id: way.competency for way in ways.all()}
    every = [entries.get(workspace, f"e{n:02}") for n in range(40)]
    episodes = [one for one in every if one.state == "done"]
    assert len(episodes) > 15
    for this in every:
        wants = wanted(this, areas)

        def order(one: Entry, wants: object = wants) -> tuple[int, bool, object, str]:
            common = shared(wants, one, areas)  # type: ignore[arg-type]
            return common.weight, common.client, one.at, one.id

        others = [one for one in episodes if one.id != this.id and order(one)[0] > 0]
        ranked = [one.id for one in sorted(others, key=order, reverse=True)]
        assert ids(loop.alike(workspace, this.id, 100)) == ranked


def test_every_area_has_its_count_and_its_latest_episodes(workspace: Workspace, write: Write) -> None:
    """An episode counts once for an area, whether by its own tag, by a way, or by both."""
    for day in range(1, 6):
        write(f"e{day}", day, response=["paraphrase", "open-questions"], competency=["social-skills"])
    write("calm", 3, response=["stay-calm"])
    found = loop.episodes_of(workspace)
    assert {area: one.n for area, one in found.items()} == {
        "self-awareness": 0, "self-regulation": 1, "motivation": 0, "empathy": 0, "social-skills": 5,
    }  # fmt: skip
    assert [one.id for one in found["social-skills"].last] == ["e5", "e4", "e3"]
    assert [one.id for one in loop.episodes_of(workspace, 1)["social-skills"].last] == ["e5"]


def test_the_filter_of_an_area_shows_exactly_its_episodes(workspace: Workspace, write: Write) -> None:
    """As many as are counted, also where the journal holds drafts, notes and mistreatment with the same tags."""
    write("tagged", 1, competency=["empathy"])
    write("used", 2, response=["offer-options"])
    write("noted", 3, competency=["empathy"], kind="note")
    write("abused", 4, competency=["empathy"], episode="abusive")
    write("parked", 5, competency=["empathy"], state="parked")
    write("other", 6, competency=["motivation"])
    found = journal.page(workspace, loop.episodes_filter("empathy"))
    assert [one.id for one in found.entries] == ["used", "tagged"]
    assert found.total == loop.episodes_of(workspace)["empathy"].n == 2


def test_marks_count_the_episodes_of_every_day_and_area(workspace: Workspace, write: Write) -> None:
    """Both ends count in, mistreatment does not, and an episode of two areas has a mark in each."""
    write("before", 1, competency=["empathy"])
    write("one", 2, competency=["empathy"], response=["offer-options", "paraphrase"])
    write("two", 2, competency=["empathy"])
    write("abused", 2, competency=["empathy"], episode="abusive")
    write("last", 4, response=["paraphrase"])
    write("after", 5, response=["paraphrase"])
    found = loop.marks(workspace, date(2026, 11, 2), date(2026, 11, 4))
    assert [(str(day.date()), area, n) for day, area, n in found.itertuples(index=False)] == [
        ("2026-11-02", "empathy", 2),
        ("2026-11-02", "social-skills", 1),
        ("2026-11-04", "social-skills", 1),
    ]
    assert found["n"].dtype == "int64"
