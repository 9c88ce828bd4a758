"""A person's own words and tags, listed and named anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from eq.actions import entries, journal, vocabulary
from eq.actions.vocabulary import Own
from eq.errors import EqError
from eq.reflect.entry import Entry, Moment, Tag, TagKind
from eq.store import entries as rows
from eq.store import people
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
Keep = Callable[..., None]


@pytest.fixture
def keep(workspace: Workspace, at: Callable[[str], None]) -> Keep:
    """A finished note with feeling words and tags."""

    def add(
        name: str, *, words: tuple[str, ...] = (), moment: Moment = "now", done: bool = True, **tags: tuple[str, ...]
    ) -> None:
        entries.begin(workspace, "note", entry=name, zone="UTC")
        entries.write(workspace, name, "text", "Some text")
        entries.feel(workspace, name, moment, words)
        for kind, values in tags.items():
            entries.tag(workspace, name, kind, values)  # type: ignore[arg-type]
        if done:
            entries.finish(workspace, name)

    return add


def found(workspace: Workspace, words: str) -> list[str]:
    return [hit.entry.id for hit in journal.search(workspace, words)]


def kept(workspace: Workspace) -> bytes:
    """What every file holds, in small letters."""
    return b"".join(path.read_bytes() for path in workspace.path.parent.iterdir()).lower()


def tags(workspace: Workspace, name: str, kind: TagKind) -> tuple[str, ...]:
    return entries.get(workspace, name).tagged(kind)


def test_nothing_written_nothing_owned(workspace: Workspace) -> None:
    """Every kind is there, empty, and asking makes no workspace."""
    assert vocabulary.own(workspace) == dict.fromkeys(vocabulary.KINDS, ())
    assert not workspace.exists()


def test_own_words_are_those_that_do_not_ship(workspace: Workspace, keep: Keep) -> None:
    """Chips, shipped feelings, drafts, competencies and responses are not in the list; the most used come first."""
    keep(
        "a", words=("calm", "prickly"), custom=("night shift",), trigger=("blame", "car park"), competency=("empathy",)
    )
    keep("b", words=("prickly", "wobbly"), trigger=("blame",), channel=("phone", "fax"), need=("control", "sleep"))
    keep("draft", words=("wobbly",), custom=("unseen",), done=False)
    assert vocabulary.own(workspace) == {
        "word": (Own("prickly", 2), Own("wobbly", 1)),
        "custom": (Own("night shift", 1),),
        "trigger": (Own("car park", 1),),
        "channel": (Own("fax", 1),),
        "need": (Own("sleep", 1),),
    }


def test_a_renamed_word_is_new_everywhere(workspace: Workspace, keep: Keep) -> None:
    """In every moment, in drafts and in the search; the old one is in no file any more."""
    keep("a", words=("calm", "Pfefferminz"))
    keep("b", words=("Pfefferminz",), moment="before")
    keep("draft", words=("Pfefferminz",), done=False)
    entries.begin_edit(workspace, "a")
    with workspace._connected() as other:
        other.execute("select word from entry_word").fetchone()
        vocabulary.rename(workspace, "word", "Pfefferminz", "  prickly ")
        assert b"pfefferminz" not in kept(workspace)
    assert entries.get(workspace, "a").felt("now") == ("calm", "prickly")
    assert entries.get(workspace, "b").felt("before") == entries.get(workspace, "draft").felt("now") == ("prickly",)
    assert (found(workspace, "prickly"), found(workspace, "pfefferminz")) == (["b", "a"], [])
    assert entries.undo_edit(workspace, "a")
    assert entries.get(workspace, "a").felt("now") == ("calm", "prickly")


def test_a_word_that_is_there_already_stays_once(workspace: Workspace, keep: Keep) -> None:
    """Two words become one, and the strength that one of them had is kept."""
    keep("a", words=("prickly", "calm", "spiky"))
    with workspace.write() as db:
        db.execute("update entry_word set intensity = 5 where word = 'spiky'")
    vocabulary.rename(workspace, "word", "spiky", "prickly")
    (first, second) = entries.get(workspace, "a").words
    assert (first.word, first.intensity, second.word) == ("prickly", 5, "calm")


def test_a_word_may_become_one_that_ships(workspace: Workspace, keep: Keep) -> None:
    """However it is capitalised, it is then no own word any more."""
    keep("a", words=("clam",))
    vocabulary.rename(workspace, "word", "clam", "Calm")
    assert entries.get(workspace, "a").felt("now") == ("calm",)
    assert vocabulary.own(workspace)["word"] == ()


def test_a_tag_is_renamed_in_its_kind_only(workspace: Workspace, keep: Keep) -> None:
    """The same text as a trigger and as an own tag are two things."""
    keep("a", custom=("Car park", "x"), trigger=("Car park",))
    vocabulary.rename(workspace, "custom", "Car park", "garage")
    assert (tags(workspace, "a", "custom"), tags(workspace, "a", "trigger")) == (("garage", "x"), ("Car park",))
    assert found(workspace, "garage") == ["a"]


def test_two_tags_become_one(workspace: Workspace, keep: Keep) -> None:
    """Entries that had both have one, with what was said about either; last versions follow."""
    keep("a", custom=("night", "nights"))
    keep("b", custom=("nights",))
    with workspace.write() as db:
        db.execute("update entry_tag set worked = 'partly' where entry = 'a' and value = 'nights'")
    entries.begin_edit(workspace, "a")
    vocabulary.merge(workspace, "custom", "nights", "night")
    assert vocabulary.own(workspace)["custom"] == (Own("night", 2),)
    assert [(tag.value, tag.worked) for tag in entries.get(workspace, "a").tags] == [("night", "partly")]
    assert entries.undo_edit(workspace, "a")
    assert [(tag.value, tag.worked) for tag in entries.get(workspace, "a").tags] == [("night", "partly")]


def test_an_own_trigger_may_become_a_chip(workspace: Workspace, keep: Keep) -> None:
    """Whoever types the words of a chip means the chip."""
    keep("a", trigger=("blamed",))
    vocabulary.rename(workspace, "trigger", "blamed", "being blamed for something I did not decide")
    assert tags(workspace, "a", "trigger") == ("blame",)


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("word", "calm", "quiet", "comes with the app"),
        ("trigger", "blame", "fault", "comes with the app"),
        ("custom", "x", "", "1 to 100"),
        ("custom", "x", " \0", "1 to 100"),
        ("custom", "x", "y" * 101, "1 to 100"),
        ("response", "x", "y", "no such kind"),
    ],
)
def test_what_cannot_be_renamed_stays(
    workspace: Workspace, keep: Keep, kind: str, old: str, new: str, said: str
) -> None:
    """What ships keeps its name, and a name must say something; nothing changes."""
    keep("a", words=("calm",), trigger=("blame",), custom=("x",))
    before = entries.get(workspace, "a")
    with pytest.raises(EqError, match=said):
        vocabulary.rename(workspace, kind, old, new)  # type: ignore[arg-type]
    assert entries.get(workspace, "a") == before


def test_renaming_what_nobody_has_changes_nothing(workspace: Workspace, keep: Keep) -> None:
    """A second click, or another tab that was faster, is no trouble."""
    keep("a", custom=("x",))
    vocabulary.rename(workspace, "custom", "gone", "y")
    assert tags(workspace, "a", "custom") == ("x",)


@pytest.mark.parametrize("n", [5, 60])
def test_a_word_of_many_entries_is_gone_from_every_index(workspace: Workspace, keep: Keep, n: int) -> None:
    """However many entries had it: the index knows the old word no more, and finds each entry by all its others."""
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, AT)
        for k in range(n):
            texts = {"text": f"some text {k}", "happened": "they shouted"}
            tags = (Tag("custom", "Pfefferminz"), Tag("custom", f"tag{k:02}x"))
            one = Entry(f"e{k:02}", "note", "done", AT, "UTC", AT.date(), AT, AT, texts=texts, tags=tags)
            rows.add(db, person, one)
    vocabulary.rename(workspace, "custom", "Pfefferminz", "prickly")
    assert b"pfeffer" not in kept(workspace)
    with workspace.write() as db:
        db.execute("create virtual table temp.terms using fts5vocab ('main', 'entry_search', 'row')")
        terms = dict(db.execute("select term, doc from temp.terms").fetchall())
        assert db.execute("select v from entry_search_config where k = 'secure-delete'").fetchone() == (1,)
        db.execute("insert into entry_search (entry_search) values ('integrity-check')")
    assert [term for term in terms if term.startswith("pf")] == []
    assert (terms["prickly"], terms["shouted"]) == (n, n)
    assert len(journal.search(workspace, "prickly shouted text", limit=None)) == n
    assert found(workspace, f"tag{n - 1:02}x") == [f"e{n - 1:02}"]
    assert entries.delete(workspace, "e03") is True
    assert b"tag03x" not in kept(workspace)
