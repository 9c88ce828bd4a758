"""Many long entries over years, for measuring: those of the made-up history, with more words than anybody needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np

from eq.actions import demo_notes, demo_words
from eq.actions.demo_debrief import Debriefs
from eq.actions.demo_draw import Draw
from eq.actions.demo_journal import Writer
from eq.reflect.entry import Entry, TextField
from eq.store import entries, people
from eq.store.workspace import Workspace

ZONE = ZoneInfo("Europe/Berlin")
SYLLABLES = [a + b for a, b in product("bdfgklmnprstvw", ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us"))]
VOCABULARY = 30_000
OTHER_WORDS = 0.4
"""The share of words that are drawn from an invented vocabulary by Zipf's law; the rest are whole sentences."""


def entries_of(random: np.random.Generator, n: int, *, words_each: int, years: int, now: datetime) -> Iterator[Entry]:
    """``n`` entries of all kinds, oldest first, each with so many words in its texts, over the years up to ``now``."""
    draw = Draw(random)
    debriefs, writer = Debriefs(draw, ZONE), Writer(draw, ZONE)
    more = sentences()
    vocabulary = Vocabulary(random)
    span = timedelta(days=365.25 * years).total_seconds()
    for second in np.sort(random.uniform(0, span, n)):
        at = now - timedelta(seconds=round(span - second))
        kind = random.random()
        if kind < 0.55:
            made = writer.check_in(at, draw.normal(0.1, 0.4))
        elif kind < 0.75:
            made = writer.note(at, evening=draw.chance(0.7))
        elif kind < 0.98:
            made = debriefs.followed(debriefs.usual(at, second / span), now)
        else:
            made = writer.feedback(at)
        yield lengthened(made, draw, more, vocabulary, words_each)


def lengthened(made: Entry, draw: Draw, more: tuple[str, ...], vocabulary: Vocabulary, words_each: int) -> Entry:
    field: TextField = "happened" if made.kind == "debrief" else "text"
    texts = dict(made.texts)
    missing = words_each - sum(len(text.split()) for text in said(made))
    others = max(0, round(missing * OTHER_WORDS))
    told: list[str] = []
    while sum(len(one.split()) for one in told) < missing - others:
        told.append(draw.told(more))
    kept = " ".join(told).split()[: max(0, missing - others)]
    texts[field] = " ".join([texts.get(field, ""), *kept, *vocabulary.words(others)]).strip()
    return replace(made, texts=texts)


def said(made: Entry) -> list[str]:
    """The texts of an entry that a person wrote; the question that a note answers is not theirs, nor is it searched."""
    return [text for field, text in made.texts.items() if field != "prompt"]


class Vocabulary:
    """Invented words, of which the first are used most: the n-th about 1/n as often as the first."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        places = random.choice(len(SYLLABLES) ** 3, VOCABULARY, replace=False)
        base = len(SYLLABLES)
        self.all = ["".join(SYLLABLES[p // base**k % base] for k in range(3)) for p in places.tolist()]
        weights = 1 / np.arange(1, VOCABULARY + 1)
        self.upto = np.cumsum(weights / weights.sum())

    def words(self, n: int) -> list[str]:
        at = np.searchsorted(self.upto, self.random.random(n))
        return [self.all[min(one, VOCABULARY - 1)] for one in at.tolist()]


def sentences() -> tuple[str, ...]:
    """Everything the made-up history can say, with its gaps."""
    told = [*demo_words.WENT_ON, *demo_words.DID, *demo_words.NEXT_TIME, *demo_notes.ADDED, *demo_notes.FREE]
    told += [one for some in demo_words.HAPPENED.values() for one in some]
    told += [one for some in demo_notes.ANSWERS.values() for one in some]
    return tuple(told)


def store(workspace: Workspace, made: list[Entry]) -> None:
    """Write them into a workspace, made if missing, in one transaction as an import does."""
    workspace.ensure()
    with workspace.write() as db:
        owner = people.ensure_owner(db, made[0].at)
        clients: dict[str, str] = {}
        for entry in made:
            label = entry.client_label
            if label and label not in clients:
                clients[label] = entries.client_named(db, owner, label, entry.at)
            entries.add(db, owner, replace(entry, client=clients.get(label)))


def as_jrnl(made: list[Entry]) -> str:
    """The same entries as the text journal of jrnl: every text, feeling, own tag and label that we search."""
    return "\n".join(_jrnl_entry(entry) for entry in made)


def _jrnl_entry(entry: Entry) -> str:
    title, *rest = said(entry)
    felt = ", ".join(word.word for word in entry.words)
    rest += [line for line in (felt, *entry.tagged("custom"), entry.client_label) if line]
    stamp = entry.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
    return f"[{stamp}] {title}\n" + "".join(line + "\n" for line in rest)
