"""The playbook as the pages ask for it: found, one's own sentences, and how it has gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.actions import entries, ways
from eq.actions.ways import Gone, Sentence
from eq.errors import EqError


def test_one_is_found_by_its_id():
    """An id that no way has is an error in words."""
    assert ways.one("say-no").title == "Say no"
    with pytest.raises(EqError, match="no such way"):
        ways.one("shout-back")


def test_without_words_every_way_is_found():
    """An empty search is no search."""
    assert ways.search("") == ways.search("  *** ") == ways.all()
    assert len(ways.all()) == 44


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("APOLOG", "apologise-with-repair"),
        ("öpen quest", "open-questions"),
        ('"Last month you told me"', "act-on-feedback"),
        ("label fairer", "check-own-label"),
    ],
)
def test_a_search_looks_at_beginnings_without_case_or_accents(text, way):
    """Title, when it fits, steps and sentences are searched; all the words have to occur."""
    assert way in [one.id for one in ways.search(text)]


def test_a_quoted_phrase_is_found_only_whole():
    """In quotes the words follow one another, and none is only begun."""
    assert [one.id for one in ways.search('"Last month you told me"')] == ["act-on-feedback"]
    assert ways.search('"Last mont"') == ()


def test_own_sentences_are_searched_too():
    """What a person added is found with the way it belongs to, together with its other words."""
    own = {"paraphrase": (Sentence("s", "paraphrase", "So the KETTLE leaks?"),)}
    assert ways.search("kettle") == ()
    assert [one.id for one in ways.search("kettle paraph", own)] == ["paraphrase"]


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_nothing_that_can_be_typed_is_an_error(text):
    """Whatever is typed, the ways found are some of those there are, in their order."""
    found = ways.search(text)
    assert found == tuple(one for one in ways.all() if one in found)


def test_a_sentence_is_kept_on_one_line_and_changed(workspace, at):
    """The first one kept stands first; a text put again changes the one there is."""
    assert ways.sentences(workspace) == {}
    ways.keep_sentence(workspace, sentence="a", response="say-no", text="  That is\na no.\0 ")
    ways.keep_sentence(workspace, sentence="b", response="say-no", text="Not today.")
    ways.keep_sentence(workspace, sentence="a", response="say-no", text="That is a clear no.")
    assert ways.sentences(workspace) == {
        "say-no": (Sentence("a", "say-no", "That is a clear no."), Sentence("b", "say-no", "Not today."))
    }


def test_the_same_sentence_put_twice_is_there_once(workspace, at):
    """A double click repeats nothing."""
    for _ in range(2):
        ways.keep_sentence(workspace, sentence="a", response="say-no", text="Not today.")
    assert len(ways.sentences(workspace)["say-no"]) == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * (ways.LONGEST + 1), "NOT today.", "shipped"])
def test_a_sentence_that_cannot_be_kept_changes_nothing(workspace, at, text):
    """Empty, too long, there already, or one that ships: told in words, and what was there stays."""
    ways.keep_sentence(workspace, sentence="a", response="say-no", text="Not today.")
    before = ways.sentences(workspace)
    with pytest.raises(EqError):
        ways.keep_sentence(
            workspace, sentence="b", response="say-no", text=ways.one("say-no").say[0] if text == "shipped" else text
        )
    assert ways.sentences(workspace) == before


def test_a_sentence_belongs_to_a_way_there_is(workspace, at):
    """Nothing is kept under an id that no page shows."""
    with pytest.raises(EqError):
        ways.keep_sentence(workspace, sentence="a", response="shout-back", text="Hey.")
    assert ways.sentences(workspace) == {}


def test_the_same_words_may_stand_with_two_ways(workspace, at):
    """Only within one way would they be there twice."""
    for name in ("say-no", "set-boundary"):
        ways.keep_sentence(workspace, sentence=name, response=name, text="Not like this.")
    assert set(ways.sentences(workspace)) == {"say-no", "set-boundary"}


def test_there_is_an_end_to_own_sentences(workspace, at, monkeypatch):
    """A full list says so; changing one of them is still possible."""
    monkeypatch.setattr(ways, "MOST", 2)
    for name in "ab":
        ways.keep_sentence(workspace, sentence=name, response="say-no", text=f"{name}.")
    with pytest.raises(EqError, match="2 of your own"):
        ways.keep_sentence(workspace, sentence="c", response="say-no", text="c.")
    ways.keep_sentence(workspace, sentence="b", response="say-no", text="changed.")
    assert [one.text for one in ways.sentences(workspace)["say-no"]] == ["a.", "changed."]


def test_a_deleted_sentence_leaves_no_bytes_behind(workspace, at):
    """Deleting overwrites: the words are in no file of the workspace any more."""
    ways.keep_sentence(workspace, sentence="a", response="say-no", text="Xylophone-plumage-7.")
    assert ways.delete_sentence(workspace, "a") is True
    assert ways.sentences(workspace) == {}
    files = [path for path in Path(workspace.path).parent.iterdir() if path.is_file()]
    assert files
    assert not any(b"Xylophone-plumage-7" in path.read_bytes() for path in files)
    assert ways.delete_sentence(workspace, "a") is True


def test_deleting_where_there_is_no_file_makes_none(workspace):
    """A workspace that is not there yet stays away."""
    assert ways.delete_sentence(workspace, "a") is True
    assert not workspace.exists()


def used(workspace, way, worked=None, *, severity=5, client="", episode=None, finish=True):
    one = entries.new_id()
    entries.begin(workspace, "debrief", entry=one, zone="UTC")
    entries.note(workspace, one, severity=severity, episode=episode)
    entries.tag(workspace, one, "response", [way])
    if worked:
        entries.judge(workspace, one, way, worked)
    if client:
        entries.name_client(workspace, one, client)
    if finish:
        entries.finish(workspace, one)
    return one


def test_how_it_has_gone_is_counted_over_finished_debriefs(workspace, at):
    """Worked, partly, not, not said; clients and severe ones apart; drafts and mistreatment are no uses."""
    at("2026-11-01T10:00:00Z")
    used(workspace, "say-no", "yes", client="K")
    used(workspace, "say-no", "partly", client="K", severity=8)
    at("2026-11-03T10:00:00Z")
    last = used(workspace, "say-no", client="M")
    used(workspace, "say-no", "no", episode="abusive", severity=9)
    used(workspace, "say-no", "no", finish=False)
    found = ways.gone(workspace)
    assert found["say-no"] == Gone(
        "say-no", n=3, yes=1, partly=1, no=0, unsaid=1, clients=2, last=date(2026, 11, 3), severe=1
    )
    assert found["paraphrase"] == Gone("paraphrase")
    assert set(found) == {way.id for way in ways.all()}
    assert [entry.id for entry in ways.last_used(workspace, "say-no", 1)] == [last]
    assert len(ways.last_used(workspace, "say-no")) == 3
    assert ways.last_used(workspace, "paraphrase") == ()


def test_without_a_file_nothing_has_gone_anywhere(workspace):
    """The page is whole before the first entry, and makes no file."""
    assert all(gone.n == 0 and gone.last is None for gone in ways.gone(workspace).values())
    assert ways.last_used(workspace, "say-no") == ()
    assert not workspace.exists()


def test_the_safety_words_are_those_of_the_debrief():
    """One wording for it everywhere."""
    assert "You can stop here." in ways.safety().lines
