"""A workspace in which every text that a person can type holds a word that stands nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from eq.actions import (
    entries,
    instruments,
    keys,
    masking_list,
    plan_reviews,
    plan_steps,
    practices,
    promises,
    results,
    settings,
    taking,
    ways,
)
from eq.actions.planning import setup_of
from eq.coach.choosing import Text
from eq.reflect.entry import TAG_KINDS, TEXT_FIELDS
from eq.store.workspace import Workspace

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 21)
TICKED: Final = ("hard", "check")
Typed = Callable[[str], str]
"""Makes what is typed in one place out of its mark."""


def mark(*parts: str) -> str:
    """A word that stands in one place only; small letters alone, as some sentences begin small and some names are cut.

    It begins with zq and ends in x, and neither stands inside it, so that no mark is a part of another.
    """
    inner = "zq".join(re.sub("[^a-z]", "", part).replace("x", "ks") for part in parts)
    return f"zq{inner.replace('zq', 'q')}x"


EXPECTED: Final[dict[Text, frozenset[str]]] = {
    "entries": frozenset({mark("text", field) for field in TEXT_FIELDS} | {mark("line")}),
    "words": frozenset(mark("word", moment) for moment in ("now", "before", "after", "later")),
    "tags": frozenset({mark("tag", kind) for kind in TAG_KINDS} | {mark("checktag")}),
    "promises": frozenset(mark("promised", part) for part in ("what", "whom", "reason", "handed")),
    "goals": frozenset(mark("plan", part) for part in ("goal", "cue", "act", "obstacle", "instead", "look")),
    "notes": frozenset({mark("note", "sitting")}),
}
LABELS: Final = frozenset(mark("client", part) for part in ("one", "two", "three"))
NAMES: Final = frozenset(mark("masked", part) for part in ("one", "two"))
NEVER: Final = LABELS | NAMES | {mark("never", part) for part in ("entry", "draft", "tag", "sentence", "name", "key")}
EVERY: Final = frozenset().union(*EXPECTED.values()) | NEVER


def fill(workspace: Workspace, stand: Callable[[str], None], typed: Typed = str) -> None:
    """Write all of it; ``stand`` sets the clock, ``typed`` makes each text out of its mark, labels too.

    Every longer text names a client and somebody whose name is to be replaced.
    """

    def longer(*parts: str) -> str:
        return f"{typed(mark(*parts))} {typed(mark('client', 'one'))} {mark('masked', 'one')} {mark('masked', 'two')}"

    stand("2026-11-03T09:00:00Z")
    _plan(workspace, longer)
    masking_list.add(workspace, mark("masked", "one"), "a colleague")
    masking_list.add(workspace, mark("masked", "two"))
    stand("2026-11-20T09:00:00Z")
    plan_reviews.keep(workspace, review="r", plan="p", week=1, note=longer("plan", "look"), decisions={}, zone="UTC")
    _hard(workspace, longer, typed)
    _others(workspace, longer, typed)
    _promises(workspace, longer, typed)
    _elsewhere(workspace, longer)
    stand("2026-11-21T09:00:00Z")


def _plan(workspace: Workspace, longer: Callable[..., str]) -> None:
    ships = practices.all()[0]
    texts = {part: longer("plan", part) for part in ("cue", "act", "obstacle", "instead")}
    plan_steps.begin(
        workspace,
        plan="p",
        action="a",
        competency=ships.competency,
        goal=longer("plan", "goal"),
        ranking="",
        setup=replace(setup_of(ships), **texts),
        practice=ships,
        zone="UTC",
    )


def _hard(workspace: Workspace, longer: Callable[..., str], typed: Typed) -> None:
    entries.begin(workspace, "debrief", entry="hard", zone="UTC")
    for field in TEXT_FIELDS:
        entries.write(workspace, "hard", field, longer("text", field))
    for moment in ("now", "before", "after", "later"):
        entries.feel(workspace, "hard", moment, [typed(mark("word", moment)), "calm"])
        entries.place(workspace, "hard", moment, 0.1, 0.1)
    for kind in TAG_KINDS:
        entries.tag(workspace, "hard", kind, [typed(mark("tag", kind))])
    entries.judge(workspace, "hard", typed(mark("tag", "response")), "yes")
    entries.name_client(workspace, "hard", typed(mark("client", "one")))
    entries.note(workspace, "hard", severity=5, episode="demanding")
    entries.finish(workspace, "hard")


def _others(workspace: Workspace, longer: Callable[..., str], typed: Typed) -> None:
    """A check-in that is ticked, an episode that is not, and a draft."""
    entries.check_in(
        workspace, entry="check", zone="UTC", pleasantness=0.2, energy=0.1, words=["calm"],
        tags=[typed(mark("checktag"))], line=longer("line"), client=typed(mark("client", "two")),
    )  # fmt: skip
    for name, kept in (("entry", True), ("draft", False)):
        entries.begin(workspace, "debrief", entry=name, zone="UTC")
        entries.write(workspace, name, "happened", longer("never", name))
        entries.name_client(workspace, name, typed(mark("client", "three")))
        entries.note(workspace, name, severity=6, episode="aggressive")
        if kept:
            entries.finish(workspace, name)
        else:
            entries.tag(workspace, name, "trigger", [typed(mark("never", "tag"))])


def _promises(workspace: Workspace, longer: Callable[..., str], typed: Typed) -> None:
    whom = f"{typed(mark('promised', 'whom'))} {mark('masked', 'one')}"
    add = {"to_whom": whom, "due_date": date(2026, 11, 20), "zone": "UTC"}
    promises.add(workspace, promise="one", what=longer("promised", "what"), entry="hard", **add)
    promises.break_(workspace, "one", longer("promised", "reason"))
    promises.add(workspace, promise="two", what="Ring back", zone="UTC")
    promises.hand_over(workspace, "two", longer("promised", "handed"))


def _elsewhere(workspace: Workspace, longer: Callable[..., str]) -> None:
    """The note of a sitting, and what no report has: a sentence of one's own, the greeting's name, the key's name."""
    form = instruments.current(workspace, "five-competencies")
    sitting = taking.start(workspace, form, assessment="11111111-2222-4333-8444-555555555555", zone="UTC")
    answers = {item.id: taking.Given(1 + n % 5, 4.0) for n, item in enumerate(form.items)}
    taking.answer(workspace, taking.draft(workspace, sitting), answers)
    taking.finish(workspace, sitting)
    (kept,) = results.sittings(workspace)
    results.edit(workspace, sitting, taken_at=kept.taken_at, zone="UTC", note=longer("note", "sitting"))
    results.answers_stand(workspace, sitting)
    ways.keep_sentence(workspace, sentence="s", response=ways.all()[0].id, text=longer("never", "sentence"))
    settings.change_settings(workspace, name=mark("never", "name"))
    keys.make(workspace, mark("never", "key"))
