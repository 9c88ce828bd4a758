"""What of a person's own words a report may say: what ships by its name, what was let out masked, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eq.coach.choosing import Selection, Text
from eq.coach.masking import Masker
from eq.reflect.entry import Tag, TagKind, Worked
from eq.wording import report_life as words


@dataclass(frozen=True)
class Ships:
    """What comes with the app and is nobody's own: feeling words, tags id -> text by kind, and areas.

    ``episodes``: kinds of interaction, id -> text.
    """

    words: frozenset[str]
    tags: Mapping[TagKind, Mapping[str, str]]
    episodes: Mapping[str, str]


@dataclass(frozen=True)
class Telling:
    """Every text that a person typed passes through here on its way into a report."""

    selection: Selection
    masker: Masker
    ships: Ships

    def typed(self, kind: Text, text: str) -> str:
        """The text with its names masked where its kind was let out, else ""."""
        return self.masker(text) if text and self.selection.lets_out(kind) else ""

    def feelings(self, felt: Iterable[str]) -> list[str]:
        """Feeling words: those that ship, own ones where they were let out, else how many there are."""
        every = list(felt)
        own = [word for word in every if word not in self.ships.words]
        said = [word for word in every if word in self.ships.words]
        if not own:
            return said
        return [*said, *(map(self.masker, own) if self.selection.lets_out("words") else [words.own(len(own))])]

    def tags(self, kind: TagKind, values: Iterable[str]) -> list[str]:
        """Tags of one kind, as ``feelings``."""
        every, names = list(values), self.ships.tags[kind]
        own = [value for value in every if value not in names]
        said = [names[value] for value in every if value in names]
        if not own:
            return said
        return [
            *said,
            *(map(self.masker, own) if self.selection.lets_out("tags") else [words.own_tags(kind, len(own))]),
        ]

    def ways(self, tags: Sequence[Tag], worked: Mapping[Worked, str]) -> list[str]:
        """Ways of responding, each with whether it worked; ``worked`` has the words for that."""
        used = [tag for tag in tags if tag.kind == "response"]
        names = self.ships.tags["response"]
        said = []
        for tag in used:
            if tag.value in names or self.selection.lets_out("tags"):
                shown = names.get(tag.value) or self.masker(tag.value)
                said.append(f"{shown} ({worked[tag.worked]})" if tag.worked else shown)
        left = [tag for tag in used if tag.value not in names and not self.selection.lets_out("tags")]
        return [*said, *([words.own_tags("response", len(left))] if left else [])]
