"""Reading the journal: its pages, the search, the calendar, what is in use, and what an entry is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from eq.actions import entries, journal
from eq.actions.journal import Filter
from eq.errors import EqError
from eq.reflect.entry import Entry, Kind, Point, Tag, Word
from eq.store import entries as rows
from eq.store import people
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
Keep = Callable[..., Entry]


@pytest.fixture
def keep(workspace: Workspace) -> Keep:
    """Keeps a whole entry, ``hours`` after the first of November; ``client`` is a label."""
    workspace.ensure()

    def add(name: str, hours: float = 0, *, kind: Kind = "note", client: str = "", **facts: object) -> Entry:
        at = AT + timedelta(hours=hours)
        with workspace.write() as db:
            person = people.ensure_owner(db, AT)
            who = rows.client_named(db, person, client, AT) if client else None
            made = Entry(
                **{
                    "id": name, "kind": kind, "state": "done", "at": at, "zone": "UTC", "local_date": at.date(),
                    "created_at": at, "changed_at": at, "client": who, "client_label": client,
                }
                | facts,
            )  # fmt: skip
            assert rows.add(db, person, made)
        return made

    return add


def shown(workspace: Workspace, chosen: Filter | None = None) -> list[str]:
    return [entry.id for entry in journal.page(workspace, chosen).entries]


def hits(workspace: Workspace, words: str, **more: object) -> list[str]:
    return [hit.entry.id for hit in journal.search(workspace, words, **more)]


def test_before_anything_is_written_everything_is_empty(workspace: Workspace) -> None:
    """Without a workspace, or without entries, there is nothing to show, and nothing is made."""
    for made in (False, True):
        if made:
            workspace.ensure()
        assert journal.page(workspace) == journal.Page((), None, 0)
        assert journal.search(workspace, "word") == ()
        assert journal.days(workspace, first=date(2026, 1, 1), last=date(2026, 12, 31)) == {}
        assert set(journal.in_use(workspace).tags.values()) == {()}
        assert journal.rows(workspace) == journal.search_rows(workspace, "word") == []
        assert workspace.exists() is made


def test_pages_follow_one_another_without_gaps(workspace: Workspace, keep: Keep) -> None:
    """Newest first, done and parked ones together, entries of the same instant too, each exactly once."""
    made = [keep(f"e{n:02}", n // 3, state="parked" if n % 5 == 0 else "done").id for n in range(23)]
    seen: list[str] = []
    before = None
    while True:
        page = journal.page(workspace, before=before, size=5)
        assert page.total == 23
        seen += [entry.id for entry in page.entries]
        if page.next is None:
            break
        assert len(page.entries) == 5
        before = page.next
    assert seen == made[::-1]


def test_a_page_that_ends_with_the_last_entry_is_the_last(workspace: Workspace, keep: Keep) -> None:
    """There is no empty page at the end."""
    for n in range(4):
        keep(f"e{n}", n)
    page = journal.page(workspace, size=2)
    assert journal.page(workspace, before=page.next, size=2).next is None


def test_a_new_entry_does_not_shift_the_next_page(workspace: Workspace, keep: Keep) -> None:
    """What is written meanwhile repeats nothing and hides nothing."""
    for n in range(4):
        keep(f"e{n}", n)
    first = journal.page(workspace, size=2)
    keep("new", 10)
    assert [entry.id for entry in journal.page(workspace, before=first.next, size=2).entries] == ["e1", "e0"]


def test_drafts_are_nowhere(workspace: Workspace, at: Callable[[str], None], keep: Keep) -> None:
    """A draft is in no page, no search, no calendar and no list of what is in use."""
    keep("done", texts={"text": "Pfefferminztee"})
    entries.begin(workspace, "debrief", entry="draft", zone="UTC")
    entries.write(workspace, "draft", "happened", "Hagebuttentee")
    entries.feel(workspace, "draft", "before", ["angry"])
    entries.tag(workspace, "draft", "custom", ["tea"])
    entries.place(workspace, "draft", "before", -1, 1)
    entries.name_client(workspace, "draft", "Blue scarf")
    assert shown(workspace) == ["done"]
    assert journal.page(workspace).total == 1
    assert (hits(workspace, "Pfefferminztee"), hits(workspace, "Hagebuttentee")) == (["done"], [])
    assert set(journal.days(workspace, first=date(2026, 1, 1), last=date(2026, 12, 31))) == {date(2026, 11, 1)}
    use = journal.in_use(workspace)
    assert (use.tags["custom"], use.words, use.clients, use.kinds) == ((), (), (), (("note", 1),))
    assert [row["id"] for row in journal.rows(workspace)] == ["done"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), ["c", "b", "a"]),
        (Filter(kinds=("note",)), ["c"]),
        (Filter(kinds=("note", "debrief")), ["c", "b"]),
        (Filter(competency=("empathy",)), ["c", "a"]),
        (Filter(trigger=("blame", "silence")), ["b", "a"]),
        (Filter(response=("acknowledge",)), ["b"]),
        (Filter(channel=("phone",)), ["a"]),
        (Filter(need=("control",)), ["b"]),
        (Filter(custom=("blame",)), []),
        (Filter(word=("calm", "tense")), ["b", "a"]),
        (Filter(severity_from=5), ["b"]),
        (Filter(severity_to=5), ["a"]),
        (Filter(severity_from=0, severity_to=10), ["b", "a"]),
        (Filter(day_from=date(2026, 11, 2)), ["c", "b"]),
        (Filter(day_from=date(2026, 11, 2), day_to=date(2026, 11, 2)), ["b"]),
        (Filter(competency=("empathy",), kinds=("note",), word=("calm",)), []),
        (Filter(client=("nobody",)), []),
    ],
)
def test_filters_narrow_pages_and_search_alike(
    workspace: Workspace, keep: Keep, chosen: Filter, expected: list[str]
) -> None:
    """Any of the values of a field, all of the fields together; an entry without a severity is in no range."""
    text = {"text": "the same words"}
    keep(
        "a", 0, kind="check-in", texts=text, severity=0, words=(Word("calm"),),
        tags=(Tag("competency", "empathy"), Tag("trigger", "blame"), Tag("channel", "phone")),
    )  # fmt: skip
    keep(
        "b", 24, kind="debrief", texts=text, severity=9, words=(Word("tense", "before"), Word("calm", "after")),
        tags=(Tag("trigger", "silence"), Tag("response", "acknowledge"), Tag("need", "control")),
    )  # fmt: skip
    keep("c", 48, texts=text, tags=(Tag("competency", "empathy"),))
    assert shown(workspace, chosen) == expected
    assert journal.page(workspace, chosen).total == len(expected)
    assert hits(workspace, "same", filter=chosen) == expected


def test_a_client_is_filtered_by_id(workspace: Workspace, keep: Keep) -> None:
    """A client's entries, by the id that ``in_use`` names."""
    keep("a", 0, client="Blue scarf")
    keep("b", 1, client="Tall")
    keep("c", 2, client="Blue scarf")
    first, second = journal.in_use(workspace).clients
    assert (first.label, first.n, second.label, second.n) == ("Blue scarf", 2, "Tall", 1)
    assert shown(workspace, Filter(client=(first.id,))) == ["c", "a"]


def test_search_shows_the_newest_first_and_stops(workspace: Workspace, keep: Keep) -> None:
    """By the time an entry is about, not by when it was written."""
    for n, hours in enumerate((5, 1, 9, 3)):
        keep(f"e{n}", hours, texts={"text": f"angry caller {n}"})
    assert hits(workspace, "angry") == ["e2", "e0", "e3", "e1"]
    assert hits(workspace, "angry", limit=2) == ["e2", "e0"]


@pytest.mark.parametrize("latest", [3, 5, 40])
def test_search_is_complete_however_the_entries_lie(
    workspace: Workspace, keep: Keep, monkeypatch: pytest.MonkeyPatch, latest: int
) -> None:
    """Looking among the latest first changes no answer, with imported history, parked entries and equal times."""
    monkeypatch.setattr("eq.store.journal._LATEST", latest)
    hours = [(n * 7) % 10 for n in range(30)]
    for n, hour in enumerate(hours):
        text = f"every {'third' if n % 3 == 0 else 'other'}"
        keep(f"e{n:02}", hour, state="parked" if n % 4 == 0 else "done", texts={"text": text})
    order = sorted(range(30), key=lambda n: (hours[n], n), reverse=True)
    thirds = [f"e{n:02}" for n in order if n % 3 == 0]
    assert hits(workspace, "every", limit=None) == [f"e{n:02}" for n in order]
    for limit in (0, 1, 2, 4, 10, 11):
        assert hits(workspace, "third", limit=limit) == thirds[:limit]


def test_feelings_tags_titles_and_clients_are_found(workspace: Workspace, keep: Keep) -> None:
    """Everything a person typed is searched, and the snippet shows where it was found."""
    keep(
        "e", texts={"title": "Refund", "happened": "They wanted it back."}, client="Blue scarf",
        words=(Word("rueful"),), tags=(Tag("custom", "night shift"), Tag("trigger", "Car park")),
    )  # fmt: skip
    for words, match in [
        ("refund", "Refund"), ("rueful", "rueful"), ('"night shift"', "night shift"), ("scarf", "scarf"),
        ("car", "Car"), ("wanted", "wanted"),
    ]:  # fmt: skip
        (hit,) = journal.search(workspace, words)
        assert [part for part, found in hit.snippet if found] == [match]
        assert hit.title == "Refund"


def test_a_deleted_entry_is_not_found_and_not_in_the_file(workspace: Workspace, keep: Keep) -> None:
    """Neither text nor index keep a byte of it."""
    keep("gone", texts={"title": "Marzipan", "text": "Pfefferminztee " * 50}, words=(Word("verdrossen"),))
    keep("stays", texts={"text": "Hagebuttentee"})
    assert hits(workspace, "pfeff") == ["gone"]
    assert entries.delete(workspace, "gone") is True
    assert hits(workspace, "pfeff") == []
    kept = b"".join(path.read_bytes() for path in workspace.path.parent.iterdir()).lower()
    assert [word for word in (b"marzipan", b"pfefferminz", b"verdrossen") if word in kept] == []
    assert b"hagebuttentee" in kept


def test_an_edited_entry_is_found_by_its_new_words_only(
    workspace: Workspace, at: Callable[[str], None], keep: Keep
) -> None:
    """The index follows every edit."""
    keep("e", texts={"text": "first version"})
    entries.write(workspace, "e", "text", "second one")
    assert (hits(workspace, "first"), hits(workspace, "second")) == ([], ["e"])


def test_days_count_entries_and_how_they_felt(workspace: Workspace, keep: Keep) -> None:
    """Mean over entries, each by one point: now, else after, else before; a follow-up belongs to another day."""
    keep("a", 0, points={"now": Point(0.5, None)})
    keep("b", 1, points={"before": Point(-1.0, 0.5), "after": Point(-0.25, 0.0), "later": Point(1.0, 0.0)})
    keep("c", 2, points={"now": Point(None, 0.5)})
    keep("d", 24, points={"later": Point(1.0, 0.0)})
    keep("e", 48, state="parked")
    keep("f", 24 * 40)
    found = journal.days(workspace, first=date(2026, 11, 1), last=date(2026, 11, 3))
    assert found == {
        date(2026, 11, 1): journal.DayCount(3, 0.125),
        date(2026, 11, 2): journal.DayCount(1, None),
        date(2026, 11, 3): journal.DayCount(1, None),
    }


def test_what_is_in_use_is_counted(workspace: Workspace, keep: Keep) -> None:
    """Values of every kind with the number of entries, most used first; a word of two moments counts once."""
    keep("a", words=(Word("calm", "before"), Word("calm", "after")), tags=(Tag("custom", "x"), Tag("trigger", "x")))
    keep("b", kind="debrief", words=(Word("tense"), Word("calm")), tags=(Tag("custom", "y"),))
    keep("c", kind="debrief", tags=(Tag("custom", "y"),))
    use = journal.in_use(workspace)
    assert use.words == (("calm", 2), ("tense", 1))
    assert (use.tags["custom"], use.tags["trigger"], use.tags["need"]) == ((("y", 2), ("x", 1)), (("x", 1),), ())
    assert use.kinds == (("debrief", 2), ("note", 1))


def test_other_people_in_the_file_are_not_counted(workspace: Workspace, keep: Keep) -> None:
    """A coach's file holds clients too; the journal is the owner's."""
    keep("mine", texts={"text": "same"}, words=(Word("calm"),), tags=(Tag("custom", "x"),))
    with workspace.write() as db:
        db.execute("insert into person (id, role, created_at) values ('other', 'client', '2026-11-01T00:00:00.000Z')")
        other = Entry(
            "theirs", "debrief", "done", AT, "UTC", AT.date(), AT, AT, texts={"text": "same"}, words=(Word("calm"),),
            tags=(Tag("custom", "x"), Tag("custom", "z")),
        )  # fmt: skip
        rows.add(db, "other", other)
    use = journal.in_use(workspace)
    assert (use.words, use.tags["custom"], use.kinds) == ((("calm", 1),), (("x", 1),), (("note", 1),))
    assert (shown(workspace), hits(workspace, "same")) == (["mine"], ["mine"])


def entry(kind: Kind = "note", **facts: object) -> Entry:
    return Entry("e", kind, "done", AT, "UTC", AT.date(), AT, AT, **facts)


@pytest.mark.parametrize(
    ("one", "title"),
    [
        (entry(texts={"title": "A title", "text": "Text"}), "A title"),
        (entry(texts={"text": "\n\n## A *heading*\nmore"}), "A *heading*"),
        (entry("debrief", texts={"next_time": "Ask first", "happened": "They shouted"}), "They shouted"),
        (entry("debrief", texts={"next_time": "Ask first"}), "Ask first"),
        (entry("check-in", words=(Word("calm"), Word("rested"), Word("calm", "later"))), "Check-in: calm, rested"),
        (entry("check-in"), "Check-in"),
        (entry("debrief", client_label="Blue scarf"), "Debrief: Blue scarf"),
        (entry("feedback", texts={"from_whom": "Kim"}), "Feedback: from Kim"),
        (entry(texts={"text": "---"}), "Note"),
        (entry(texts={"text": "word " * 40}), "word " * 15 + "word…"),
    ],
)
def test_every_entry_has_a_name(one: Entry, title: str) -> None:
    """Its title, else the beginning of what was written, else its kind with what there is; one short line."""
    assert journal.title_of(one) == title


def test_rows_are_plain_values(workspace: Workspace, keep: Keep) -> None:
    """Numbers as they are kept, None for what is missing, and all of it fits into JSON."""
    keep("empty", 0)
    keep(
        "full", 1, kind="debrief", client="Blue scarf", severity=0, episode="aggressive", recovery_minutes=90,
        points={"before": Point(-1.0, 1.0), "after": Point(-0.123456789, 0.1)}, words=(Word("tense", "before"),),
        tags=(
            Tag("competency", "empathy"), Tag("trigger", "blame"), Tag("response", "acknowledge"),
            Tag("channel", "phone"),
        ),
    )  # fmt: skip
    full, empty = journal.rows(workspace)
    assert full == {
        "id": "full", "kind": "debrief", "state": "done", "at": "2026-11-01T10:00:00.000Z",
        "local_date": "2026-11-01", "zone": "UTC", "severity": 0, "episode": "aggressive",
        "pleasantness": -0.123456789, "energy": 0.1, "words": ["tense"], "competencies": ["empathy"],
        "triggers": ["blame"], "responses": ["acknowledge"], "channel": "phone", "client": "Blue scarf",
        "recovery_minutes": 90, "title": "Debrief: tense",
    }  # fmt: skip
    assert [name for name, value in empty.items() if value is None] == [
        "severity", "episode", "pleasantness", "energy", "channel", "client", "recovery_minutes",
    ]  # fmt: skip
    assert json.loads(json.dumps([full, empty])) == [full, empty]


def test_found_rows_are_plain_values(workspace: Workspace, keep: Keep) -> None:
    """Every hit, with the snippet as one text."""
    keep("e", texts={"title": "Refund", "text": "They\nwanted it"})
    assert journal.search_rows(workspace, "want") == [
        {"id": "e", "kind": "note", "local_date": "2026-11-01", "title": "Refund", "snippet": "They wanted it"}
    ]


def test_a_page_asked_for_with_nonsense_is_no_trouble(workspace: Workspace, keep: Keep) -> None:
    """A place that does not exist shows a page, never an error."""
    keep("e")
    for before in ("", "|", "x", "\0", "2026|"):
        assert journal.page(workspace, before=before).total == 1


def test_a_missing_entry_stays_an_error(workspace: Workspace, keep: Keep) -> None:
    """What the journal does not hold cannot be opened from it."""
    keep("e")
    with pytest.raises(EqError, match="deleted"):
        entries.get(workspace, "elsewhere")
