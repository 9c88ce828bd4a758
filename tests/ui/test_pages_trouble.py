"""When something is wrong: a file that cannot be used, a clock for tests, and text that would like to be more."""

from __future__ import annotations

import json

import pytest

from eq.actions import instruments, results
from eq.store.workspace import Workspace
from eq.ui import look

PAGES = ["today", "take", "results", "progress", "data", "settings", "support"]

# A file that cannot be used ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["today", "take", "results", "progress", "settings"])
def test_a_damaged_file_is_said_in_words_on_every_page_that_reads_it(tab, workspace, name):
    workspace.path.write_bytes(b"not a database at all" * 100)
    tab.open(name)
    assert "This is not a workspace, or it is damaged." in tab.errors
    assert str(workspace.path) in tab.errors
    assert "Support" in [link.label for link in tab.app.page_link]


def test_support_and_the_care_for_the_file_need_no_file_that_works(tab, workspace):
    """A damaged file must stand neither between a person and the numbers nor before what helps it."""
    workspace.path.write_bytes(b"not a database at all" * 100)
    tab.open("support")
    assert tab.errors == ""
    assert "call your local emergency number" in tab.words
    assert "Anywhere" in tab.headings
    tab.open("data").click("data.doctor")
    assert "✕" in tab.words
    assert "Keep a copy of the file" in tab.words


def test_a_full_disk_is_said_in_words_and_the_choice_is_not_called_kept(tab, workspace, monkeypatch):
    from eq.store.database import OperationalError

    tab.open("settings")

    def full(self):
        raise self._explained(OperationalError("database or disk is full"))

    monkeypatch.setattr(Workspace, "write", full)
    tab.app.toggle(key="settings.today_pulse").set_value(False)
    tab.run()
    assert "The disk is full." in tab.errors
    assert "Kept." not in tab.words


def test_answers_that_cannot_be_stored_are_named_above_the_statements(tab, monkeypatch):
    from eq.store.database import OperationalError

    tab.remember(take__plain=True).open("take").click("take.begin.pulse")

    def full(self):
        raise self._explained(OperationalError("database or disk is full"))

    monkeypatch.setattr(Workspace, "write", full)
    tab.app.radio[0].set_value(tab.app.radio[0].options[1])
    tab.run()
    assert "The disk is full." in tab.errors
    assert len(tab.app.radio) == 8


# The clock for tests -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_replaced_clock_is_shown_on_every_page(tab, name):
    tab.open(name)
    assert "A test clock is set: this app believes it is 2026-11-21T09:00:00Z." in tab.words


@pytest.mark.parametrize("name", PAGES)
def test_the_real_clock_is_not_mentioned(tab, monkeypatch, name):
    monkeypatch.delenv("EQ_TEST_NOW")
    assert "test clock" not in tab.open(name).words


def test_the_clock_is_shown_on_the_first_run_too(new_tab):
    assert "A test clock is set" in new_tab().run().words


def test_a_clock_that_cannot_be_read_is_said_in_words(tab, at):
    at("tomorrow")
    assert "Write it like 2026-11-21T09:30:00Z." in tab.open("today").errors


# Text that would like to be more -------------------------------------------------------------------------------------

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "picture": "![x](https://x.example/a.png)",
    "tag": "<img src=x onerror=alert(1)>",
    "link": "[l](https://x.example) https://x.example www.x.example me@x.example",
    "signs": "**bold** :red[red] $x^2$ `code` :smile: :material/home: # head -> &amp;",
    "direction": "left \u202eright\u202c \u2067to\u2069",
    "emoji": "😀👩‍👩‍👧‍👦 \U0001f3f4\U000e0067\U000e0062",
    "formula": "=1+1",
}
LONG = "x" * 100_000


def hostile_form(text, **more):
    """A form that says ``text`` wherever a questionnaire file may hold text of its own."""
    labels = [f"{text} {n}" for n in range(1, 6)]
    scales = [
        {"id": name, "title": f"{name} {text}", "description": text, "facets": {"f": text}} for name in ("one", "two")
    ]
    items = [
        {"id": f"{name}-{n}", "scale": name, "facet": "f", "text": f"{text} {name} {n}", "reverse": n == 0}
        for name in ("one", "two")
        for n in range(6)
    ]
    return {
        "id": "hostile", "version": 1, "title": f"title {text}", "instruction": text, "frame": text, "licence": text,
        "source": {"authors": text, "note": text, "url": "https://x.example"},
        "evidence": {"status": "validated", "note": text,
                     "reliability": [{"scale": "one", "n": 50, "alpha": 0.8, "sample": text, "citation": text}]},
        "answers": {"low": 1, "high": 5, "labels": labels, "not_applicable": text},
        "scales": scales, "items": items, **more,
    }  # fmt: skip


def pages_of(tab, sit, workspace, at):
    """Every page that shows something of a form that was taken three times, one area withheld the last time."""
    form = instruments.current(workspace, "hostile")
    none = {item.id: None for item in form.items if item.scale == "two"}
    for when, given in (("2026-08-01", {}), ("2026-09-05", {}), ("2026-10-10", none)):
        at(f"{when}T09:00:00Z")
        latest = sit(form, given=given)
    moment = results.sittings(workspace)[0].taken_at
    results.edit(workspace, latest, taken_at=moment, zone="UTC", note=form.instruction[:2000])
    yield tab.open("today")
    yield tab.open("results")
    yield tab.click("sitting.delete")
    yield tab.open("progress")
    yield tab.remember(take__plain=True).open("take")
    yield tab.click("take.begin.hostile")
    yield tab.click("take.answers-next").click("take.answers-next")
    at("2026-10-20T09:00:00Z")
    yield tab.open("today")
    yield tab.open("take")


def markdown(tab):
    """Everything on the page that a browser reads as markdown; text, code and fields are shown as they are."""
    kinds = ("title", "header", "markdown", "caption", "info", "warning", "error", "success")
    yield from (element.value for kind in kinds for element in getattr(tab.app, kind))
    yield from (button.label for button in tab.app.button)
    yield from (expander.label for expander in tab.app.expander)
    yield from (radio.label for radio in tab.app.radio)
    yield from (option for radio in tab.app.radio for option in radio.options)
    for table in tab.app.table:
        yield from map(str, table.value.columns)
        yield from (str(cell) for row in table.value.to_numpy() for cell in row)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_of_a_questionnaire_is_shown_as_text_everywhere(tab, workspace, sit, own_file, at, text):
    """Wherever the text stands, it stands there escaped: nothing of it is left for the browser to obey."""
    own_file("hostile.yaml", json.dumps(hostile_form(text), ensure_ascii=False))
    seen = 0
    safe = {look.plain(text), look.plain(text).lower(), look.plain(text[:1].lower() + text[1:])}
    for shown in pages_of(tab, sit, workspace, at):
        for part in markdown(shown):
            if any(one in part for one in safe):
                seen += 1
            left = part
            for one in safe:
                left = left.replace(one, "")
            assert text not in left
            assert text.lower() not in left
            assert not {"\u202e", "\u2067"} & set(left)
    assert seen > 20


def test_the_longest_texts_a_file_may_hold_are_shown_whole(tab, workspace, sit, own_file, at):
    text = "x" * 200
    form = hostile_form("plain")
    form["items"][0]["text"] = form["title"] = text
    own_file("hostile.yaml", json.dumps(form))
    assert all(text in shown.words for shown in pages_of(tab, sit, workspace, at))


@pytest.mark.parametrize(("where", "said"), [("item", "Shorten it to 500"), ("everywhere", "The file is larger than")])
def test_a_hundred_thousand_characters_are_refused_with_what_to_do(tab, own_file, where, said):
    form = hostile_form("plain" if where == "item" else LONG)
    form["items"][0]["text"] = LONG
    own_file("hostile.yaml", json.dumps(form))
    tab.open("take")
    assert not tab.has("take.begin.hostile")
    assert "hostile.yaml:1:" in tab.words
    assert said in tab.words
    assert len(tab.words) < 10_000


def test_a_note_is_shown_as_it_was_typed(tab, workspace, sit, shipped):
    assessment = sit(shipped("five-competencies"))
    note = "\n".join(HOSTILE.values())
    moment = results.sittings(workspace)[0].taken_at
    results.edit(workspace, assessment, taken_at=moment, zone="UTC", note=note)
    tab.open("results")
    assert [text.value for text in tab.app.text] == [note]
    assert all("x.example" not in part for part in markdown(tab))


def test_a_note_that_is_too_long_is_refused_in_words(tab, workspace, sit, shipped):
    from eq.errors import EqError

    assessment = sit(shipped("five-competencies"))
    moment = results.sittings(workspace)[0].taken_at
    with pytest.raises(EqError, match="2000 characters"):
        results.edit(workspace, assessment, taken_at=moment, zone="UTC", note="x" * 100_000)
    assert results.sittings(workspace)[0].note == ""


def test_a_hostile_file_name_is_shown_as_text(tab, workspace):
    tab.open("take")
    name = "![x](x.png)<img src=x>.yaml"
    tab.app.file_uploader(key="take.upload").set_value((name, b"id: [", "application/yaml"))
    tab.run().click("take.add")
    assert name in tab.errors
    assert all(name not in box.value for box in tab.app.error)
