"""A person's own words and tags: which there are, and giving them another name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eq.actions import names
from eq.errors import EqError
from eq.reflect.entry import LONGEST_LABEL, TagKind
from eq.store import indexing, journal, people
from eq.store import vocabulary as rows
from eq.store.workspace import Workspace

VocabularyKind = Literal["word", "custom", "trigger", "channel", "need"]
KINDS: tuple[VocabularyKind, ...] = ("word", "custom", "trigger", "channel", "need")
"""What a person can have words of their own for."""


@dataclass(frozen=True)
class Own:
    """A word or tag of a person's own, and how many entries have it."""

    value: str
    n: int


def own(workspace: Workspace) -> dict[VocabularyKind, tuple[Own, ...]]:
    """Own words and tags of every kind, most used first; those that ship are left out, drafts not counted."""
    found: dict[VocabularyKind, dict[str, int]] = {kind: {} for kind in KINDS}
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            if person is not None:
                found["word"] = journal.words_in_use(db, person)
                for (kind, value), n in journal.tags_in_use(db, person).items():
                    if kind in KINDS:
                        found[kind][value] = n
    return {
        kind: tuple(
            Own(value, n)
            for value, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if not _ships(kind, value)
        )
        for kind, counts in found.items()
    }


def _ships(kind: VocabularyKind, value: str) -> bool:
    return value in names.feeling_words() if kind == "word" else value in names.names(kind)


def rename(workspace: Workspace, kind: VocabularyKind, old: str, new: str) -> None:
    """Give an own word or tag another name everywhere; where the new one is in use already, the two become one.

    Raises EqError when the old one ships, or the new name is empty or too long. The texts of entries stay as written.
    """
    name = _checked(kind, old, new)
    if name == old or not workspace.exists():
        return
    with workspace.write() as db:
        person = people.owner(db)
        if person is None:
            return
        if kind == "word":
            touched = rows.entries_with_word(db, person, old)
            for entry in touched:
                rows.rename_word(db, entry, old, name)
        else:
            touched = rows.entries_with_tag(db, person, kind, old)
            for entry in touched:
                rows.rename_tag(db, entry, kind, old, name)
        indexing.reindex(db, touched)
        rows.rename_in_versions(db, person, None if kind == "word" else kind, old, name)
    workspace.scrub()


def merge(workspace: Workspace, kind: VocabularyKind, old: str, into: str) -> None:
    """Make one word or tag of two: the same as giving the old one the other's name."""
    rename(workspace, kind, old, into)


def _checked(kind: VocabularyKind, old: str, new: str) -> str:
    if kind not in KINDS:
        raise EqError("Journal", "There is no such kind of word.", "Nothing was changed.")
    if _ships(kind, old):
        raise EqError("Journal", "This word comes with the app.", "Only words of your own can be named anew.")
    typed = " ".join(new.replace("\0", "").encode("utf-8", "replace").decode().split())
    if not typed or len(typed) > LONGEST_LABEL:
        raise EqError("Journal", f"A name has 1 to {LONGEST_LABEL} characters.", "The old one was kept.")
    return _id_of(kind, typed)


def _id_of(kind: VocabularyKind, typed: str) -> str:
    """The id of what ships where somebody types its words, else the name as it was typed."""
    if kind == "word":
        return next((word for word in names.feeling_words() if word.casefold() == typed.casefold()), typed)
    shipped: TagKind = kind
    return next((one for one, text in names.names(shipped).items() if text.casefold() == typed.casefold()), typed)
