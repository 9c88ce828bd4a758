"""Clients by their private labels: listed, looked at, named anew, brought together, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from eq.actions import clients, entries, journal, promises
from eq.actions.clients import ResponseUse
from eq.errors import EqError
from eq.reflect.entry import Episode, Worked
from eq.store.workspace import Workspace

Meet = Callable[..., str]
ZONE = "Europe/Berlin"


@pytest.fixture
def meet(workspace: Workspace, at: Callable[[str], None]) -> Meet:
    """A finished debrief about a client, on a day of November."""

    def add(
        name: str,
        label: str,
        day: int = 1,
        *,
        used: Sequence[tuple[str, Worked | None]] = (),
        episode: Episode | None = None,
        text: str = "They shouted",
    ) -> str:
        at(f"2026-11-{day:02}T10:00:00Z")
        entries.begin(workspace, "debrief", entry=name, zone=ZONE)
        entries.write(workspace, name, "happened", text)
        entries.name_client(workspace, name, label)
        entries.tag(workspace, name, "response", [response for response, _ in used])
        for response, worked in used:
            entries.judge(workspace, name, response, worked)
        entries.note(workspace, name, episode=episode)
        entries.finish(workspace, name)
        return next(client.id for client in clients.all(workspace) if client.label == label)

    return add


def promise(workspace: Workspace, name: str, client: str, due: date | None = None) -> None:
    promises.add(workspace, promise=name, what=f"Call back {name}", due_date=due, client=client, zone=ZONE)


def labels(workspace: Workspace) -> list[str]:
    return [client.label for client in clients.all(workspace)]


def found(workspace: Workspace, words: str) -> list[str]:
    return [hit.entry.id for hit in journal.search(workspace, words)]


def kept(workspace: Workspace) -> bytes:
    """What every file holds, in small letters."""
    return b"".join(path.read_bytes() for path in workspace.path.parent.iterdir()).lower()


def test_without_a_workspace_there_are_no_clients(workspace: Workspace) -> None:
    """Asking makes none."""
    assert clients.all(workspace) == []
    assert not workspace.exists()


def test_clients_are_counted_latest_first(workspace: Workspace, meet: Meet) -> None:
    """Contacts are entries that are no drafts; open promises are counted apart from the entries."""
    blue = meet("a", "Blue scarf", 1)
    tall = meet("b", "Tall", 3)
    meet("c", "Blue scarf", 2)
    entries.begin(workspace, "debrief", entry="draft", zone=ZONE)
    entries.name_client(workspace, "draft", "Blue scarf")
    promise(workspace, "p", blue)
    promise(workspace, "q", blue)
    promise(workspace, "r", blue)
    promises.keep(workspace, "q")
    assert clients.all(workspace) == [
        clients.ClientRow(tall, "Tall", 1, date(2026, 11, 3), 0),
        clients.ClientRow(blue, "Blue scarf", 2, date(2026, 11, 2), 2),
    ]


def test_a_client_known_from_a_draft_only_has_no_contact(workspace: Workspace, at: Callable[[str], None]) -> None:
    """The label is there to be chosen, with nothing counted."""
    entries.begin(workspace, "debrief", entry="draft", zone=ZONE)
    entries.name_client(workspace, "draft", "Blue scarf")
    (client,) = clients.all(workspace)
    assert (client.contacts, client.last) == (0, None)
    assert clients.one(workspace, client.id).entries == ()


def test_one_client_with_all_there_is(workspace: Workspace, meet: Meet) -> None:
    """Contacts newest first, what was used and how it worked, kinds of contact, promises by due date."""
    blue = meet("a", "Blue scarf", 1, used=[("pause", "yes"), ("limit", None)], episode="demanding")
    meet("b", "Blue scarf", 2, used=[("pause", "partly")], episode="aggressive")
    meet("c", "Blue scarf", 3, used=[("pause", "no"), ("pick", "yes")], episode="aggressive")
    meet("other", "Tall", 4, used=[("pause", "yes")])
    promise(workspace, "undated", blue)
    promise(workspace, "late", blue, date(2026, 12, 9))
    promise(workspace, "soon", blue, date(2026, 12, 1))
    promise(workspace, "done", blue)
    promises.keep(workspace, "done")
    page = clients.one(workspace, blue)
    assert (page.label, [entry.id for entry in page.entries]) == ("Blue scarf", ["c", "b", "a"])
    assert page.responses == (
        ResponseUse("pause", 3, 1, 1, 1), ResponseUse("limit", 1, 0, 0, 0), ResponseUse("pick", 1, 1, 0, 0),
    )  # fmt: skip
    assert [use.not_said for use in page.responses] == [0, 1, 0]
    assert page.episodes == {"aggressive": 2, "demanding": 1}
    assert [one.id for one in page.open] == ["soon", "late", "undated"]
    assert page.promises == {"open": 3, "kept": 1}


def test_a_way_that_was_only_planned_is_no_use(workspace: Workspace, meet: Meet) -> None:
    """Neither in a preparation nor in a debrief that is not finished."""
    blue = meet("a", "Blue scarf", 1, used=[("pause", "yes")])
    for name, kind, end in (("p", "preparation", entries.finish), ("d", "debrief", entries.park)):
        entries.begin(workspace, kind, entry=name, zone=ZONE)  # type: ignore[arg-type]
        entries.write(workspace, name, "title", "x")
        entries.name_client(workspace, name, "Blue scarf")
        entries.tag(workspace, name, "response", ["pause", "limit"])
        end(workspace, name)
    assert clients.one(workspace, blue).responses == (ResponseUse("pause", 1, 1, 0, 0),)


def test_a_new_label_is_in_lists_entries_and_search(workspace: Workspace, meet: Meet) -> None:
    """The old one is found nowhere, and no file holds it any more."""
    blue = meet("a", "Pfefferminz Herr")
    with workspace._connected() as other:
        other.execute("select label from client").fetchone()
        clients.rename(workspace, blue, "  Blue \n scarf ")
        assert b"pfefferminz" not in kept(workspace)
    assert labels(workspace) == ["Blue scarf"]
    assert entries.get(workspace, "a").client_label == "Blue scarf"
    assert (found(workspace, "scarf"), found(workspace, "pfefferminz")) == (["a"], [])
    assert b"pfefferminz" not in kept(workspace)


def test_another_case_of_the_same_label_is_no_merge(workspace: Workspace, meet: Meet) -> None:
    """A client may be spelled anew."""
    blue = meet("a", "blue scarf")
    clients.rename(workspace, blue, "Blue Scarf")
    assert labels(workspace) == ["Blue Scarf"]


@pytest.mark.parametrize("label", ["Tall", "TALL", "täll"])
def test_a_label_of_somebody_else_is_refused(workspace: Workspace, meet: Meet, label: str) -> None:
    """Two clients become one only when that is asked for."""
    blue = meet("a", "Blue scarf")
    meet("b", "Tall", 2)
    with pytest.raises(EqError, match="bring the two together"):
        clients.rename(workspace, blue, label)
    assert labels(workspace) == ["Tall", "Blue scarf"]


@pytest.mark.parametrize("label", ["", "  \n", "\0", "x" * 101])
def test_a_label_must_say_something(workspace: Workspace, meet: Meet, label: str) -> None:
    """Nothing, or more than fits, changes nothing."""
    blue = meet("a", "Blue scarf")
    with pytest.raises(EqError, match="1 to 100"):
        clients.rename(workspace, blue, label)
    assert labels(workspace) == ["Blue scarf"]


def test_merging_moves_everything(workspace: Workspace, meet: Meet) -> None:
    """Entries, drafts, promises and the search go over; the first label is gone from every file."""
    old = meet("a", "Pfefferminz", 1)
    new = meet("b", "Tall", 2)
    entries.begin(workspace, "note", entry="draft", zone=ZONE)
    entries.name_client(workspace, "draft", "Pfefferminz")
    promise(workspace, "p", old)
    with workspace._connected() as other:
        other.execute("select label from client").fetchone()
        clients.merge(workspace, old, new)
        assert b"pfefferminz" not in kept(workspace)
    assert labels(workspace) == ["Tall"]
    page = clients.one(workspace, new)
    assert ([entry.id for entry in page.entries], [one.id for one in page.open]) == (["b", "a"], ["p"])
    assert entries.get(workspace, "draft").client == new
    assert (found(workspace, "tall"), found(workspace, "pfefferminz")) == (["b", "a"], [])
    assert b"pfefferminz" not in kept(workspace)


def test_undoing_an_edit_after_a_merge_keeps_the_client(workspace: Workspace, meet: Meet) -> None:
    """The last version names who the client has become."""
    old = meet("a", "Pfefferminz", 1)
    new = meet("b", "Tall", 2)
    entries.begin_edit(workspace, "a")
    entries.write(workspace, "a", "happened", "Edited")
    clients.merge(workspace, old, new)
    assert entries.undo_edit(workspace, "a")
    assert (entries.get(workspace, "a").client, entries.get(workspace, "a").text("happened")) == (new, "They shouted")


def test_merging_with_oneself_or_with_nobody_changes_nothing(workspace: Workspace, meet: Meet) -> None:
    """A second click, or a client that is gone, loses nobody."""
    blue = meet("a", "Blue scarf")
    clients.merge(workspace, blue, blue)
    for pair in [(blue, "gone"), ("gone", blue)]:
        with pytest.raises(EqError, match="deleted"):
            clients.merge(workspace, *pair)
    assert clients.one(workspace, blue).entries[0].id == "a"


def test_deleting_a_client_keeps_the_entries(workspace: Workspace, meet: Meet) -> None:
    """The entry and the promise stay, the label is gone from lists, search and files; again changes nothing."""
    blue = meet("a", "Pfefferminz")
    promise(workspace, "p", blue)
    assert clients.delete(workspace, blue) is True
    assert clients.delete(workspace, blue) is True
    assert clients.all(workspace) == []
    assert (entries.get(workspace, "a").client, entries.get(workspace, "a").client_label) == (None, "")
    assert [one.client for one in promises.open_(workspace)] == [None]
    assert (found(workspace, "pfefferminz"), found(workspace, "shouted")) == ([], ["a"])
    assert b"pfefferminz" not in kept(workspace)


def test_who_was_deleted_cannot_be_looked_at(workspace: Workspace, meet: Meet) -> None:
    """Another tab says so, and says what to do."""
    blue = meet("a", "Blue scarf")
    clients.delete(workspace, blue)
    with pytest.raises(EqError, match="deleted in another tab"):
        clients.one(workspace, blue)
    with pytest.raises(EqError, match="deleted in another tab"):
        clients.rename(workspace, blue, "Tall")
