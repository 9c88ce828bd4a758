"""Three people whose reports are kept as files: one just begun, one of a year with many scripts, one of ten years.

Everything is made through the actions, at one instant and with ids that are the same every time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from eq.actions import (
    demo,
    entries,
    instruments,
    masking_list,
    plan_reviews,
    plan_steps,
    plans,
    promises,
    reporting,
    results,
    settings,
    taking,
)
from eq.coach.choosing import TEXTS, Selection
from eq.coach.report import CHOSEN, Report
from eq.plan.schedule import weeks_done
from eq.store.workspace import Workspace

NOW, ZONE, TODAY = "2026-11-21T09:00:00Z", "Europe/Warsaw", date(2026, 11, 21)
YEAR_AGO, WHOLE = date(2025, 11, 21), date(2016, 1, 1)
NAMES = ("new-person", "typical-coach", "typical-person", "ten-years-coach")
"""The reports that are kept: a person and for whom the copy is."""

TICKED = ("hard", "ready", "noted", "told", "short")
POLISH, ARABIC, CHINESE = "Zażółć gęślą jaźń", "تحدثت مع سارة عن التأخير وبقيت هادئًا", "李雷打来电话时我先听他说完"


@contextmanager
def standing(now: str = NOW) -> Iterator[None]:
    """One instant and place, ids in a fixed order, a version of no release: two runs make the same bytes."""
    drawn = count()

    def urandom(size: int) -> bytes:
        return hashlib.shake_256(f"draw {next(drawn)}".encode()).digest(size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EQ_TEST_NOW", now)
        patch.setenv("TZ", ZONE)
        patch.setattr(os, "urandom", urandom)
        patch.setattr("random._urandom", urandom)
        patch.setattr(reporting, "MADE_WITH", "EQ Reflect 0")
        yield


def make(name: str, folder: Path) -> Report:
    """One of the reports that are kept, built anew from its first answer on."""
    person, copy_for = name.rsplit("-", 1)
    with standing():
        workspace = Workspace(folder / f"{name}.eq")
        _PEOPLE[person](workspace)
        return reporting.build(workspace, _SELECTIONS[name](copy_for=copy_for), ZONE, report_id=f"report-{name}")


def _new(workspace: Workspace) -> None:
    form = instruments.current(workspace, "five-competencies")
    taking.start(workspace, form, assessment=(sitting := taking.new_id()), zone=ZONE)
    pattern = (2, 4, 3, 3, 2, 4, 3, 2, 4, 3, 5)
    given = {item.id: taking.Given(pattern[n % 11], 4.0 + n % 5) for n, item in enumerate(form.items)}
    taking.answer(workspace, taking.draft(workspace, sitting), given)
    taking.finish(workspace, sitting)
    entries.check_in(
        workspace, entry="first", zone=ZONE, pleasantness=0.4, energy=-0.2, words=["calm"], line="A quiet start."
    )
    entries.begin(workspace, "debrief", entry="second", zone=ZONE)
    entries.write(workspace, "second", "happened", "She wanted an answer at once.")
    entries.feel(workspace, "second", "now", ["tense"])
    entries.note(workspace, "second", severity=4, episode="demanding")
    entries.finish(workspace, "second")


def _years(years: int, workspace: Workspace) -> None:
    demo.make(workspace.path, years=years, seed=1)


def _typical(workspace: Workspace) -> None:
    _years(1, workspace)
    masking_list.add(workspace, "Wojciech", "a colleague")
    masking_list.add(workspace, "سارة")
    masking_list.add(workspace, "李雷")
    settings.change_settings(workspace, name="Ola")
    _debrief(workspace)
    _preparation(workspace)
    _shorter(workspace)
    _promises(workspace)
    _plan(workspace)
    latest = results.sittings(workspace, demo.MONTHLY)[0]
    results.edit(workspace, latest.id, taken_at=latest.taken_at, zone=latest.zone, note=f"{POLISH} — 累了 😴")


def _debrief(workspace: Workspace) -> None:
    write = partial(entries.write, workspace, "hard")
    entries.begin(workspace, "debrief", entry="hard", zone=ZONE)
    entries.set_when(workspace, "hard", datetime.combine(date(2026, 11, 19), time(14, 30)), ZONE)
    write("title", f"{ARABIC} 🙂")
    write("happened", f"{ARABIC}.\n\n{CHINESE}。\nPani Nowak milczała.")
    write("quotes", "„Proszę to zrobić do jutra”, powiedział Wojciech. 「明天再说」")
    write("did", "I counted to four, then asked: “What would help most?” 🧘🏽‍♀️")
    write("fairer", "Wojciech czekał dwie godziny; też bym się złościła.")
    write("next_time", "Zadzwonię, zanim on zadzwoni.")
    write("if_cue", "سارة ترفع صوتها")
    write("if_act", "I breathe out and write her words down")
    for moment, words in (("before", ["zestresowana", "calm"]), ("after", ["平静", "ارتياح"]), ("now", ["🙂 ok"])):
        entries.feel(workspace, "hard", moment, words)
        entries.place(workspace, "hard", moment, -0.3, 0.5)
    entries.tag(workspace, "hard", "trigger", ["تغيير مفاجئ", "blame"])
    entries.tag(workspace, "hard", "channel", ["微信"])
    entries.tag(workspace, "hard", "need", ["święty spokój"])
    entries.tag(workspace, "hard", "response", ["paraphrase", "herbata ☕"])
    entries.judge(workspace, "hard", "paraphrase", "yes")
    entries.judge(workspace, "hard", "herbata ☕", "partly")
    entries.name_client(workspace, "hard", "Pani Nowak")
    entries.note(workspace, "hard", severity=6, episode="aggressive")
    entries.finish(workspace, "hard")


def _preparation(workspace: Workspace) -> None:
    entries.begin(workspace, "preparation", entry="ready", zone=ZONE)
    for field, text in (
        ("outcome", "明确截止日期，双方都同意"),
        ("can", "Termin do piątku, z rabatem 5%"),
        ("cannot", "خصم أكبر من ذلك"),
        ("limit", "If it gets loud I propose a break."),
        ("opening", "“Thank you for the time. What matters most to you today?”"),
    ):
        entries.write(workspace, "ready", field, text)
    entries.name_client(workspace, "ready", "李雷")
    entries.finish(workspace, "ready")


def _shorter(workspace: Workspace) -> None:
    entries.begin(workspace, "note", entry="noted", zone=ZONE)
    entries.write(workspace, "noted", "text", "שלום. " + f"{CHINESE}。" * 12 + "\n\n" + f"{POLISH}. " * 12)
    entries.tag(workspace, "noted", "custom", ["dom 🏠", "睡眠"])
    entries.finish(workspace, "noted")
    entries.begin(workspace, "feedback", entry="told", zone=ZONE)
    entries.write(workspace, "told", "from_whom", "Wojciech")
    entries.write(workspace, "told", "helpful", "Że nie przerywam. 👍")
    entries.write(workspace, "told", "change", "أجب أسرع")
    entries.finish(workspace, "told")
    entries.check_in(
        workspace, entry="short", zone=ZONE, pleasantness=0.6, energy=0.1, words=["content", "rozluźniona"],
        tags=["睡眠"], line="Kawa na balkonie ☀️ مع الجيران", client="Pani Nowak",
    )  # fmt: skip


def _promises(workspace: Workspace) -> None:
    add = partial(promises.add, workspace, zone=ZONE)
    add(promise="send", what="把报告发给李雷", to_whom="李雷", due_date=date(2026, 11, 27))
    add(promise="ring", what="Oddzwonić do Pani Nowak w sprawie łącza ☎️", to_whom="Pani Nowak")
    add(promise="write", what="أرسل ملخص الاجتماع", to_whom="سارة", due_date=date(2026, 11, 20))
    promises.break_(workspace, "ring", "Wojciech przejął, nie zapytałam 🤷")
    promises.keep(workspace, "write")


def _plan(workspace: Workspace) -> None:
    (plan,) = plans.running(workspace)
    plan_steps.change_goal(workspace, plan.id, "Spokojniej zaczynać rozmowy — 先听后说 — الهدوء أولًا 🌱")
    texts = {
        "cue": "gdy Wojciech dzwoni po 17:00",
        "act": "我先喝一口水",
        "obstacle": "أكون متعبًا",
        "instead": "one breath only",
    }
    plan_steps.change(workspace, plan.running[0].id, zone=ZONE, **texts)
    seen = {one.week for one in plan_reviews.every(workspace, plan.id)}
    week = next(one for one in range(1, weeks_done(plan, TODAY) + 1) if one not in seen)
    plan_reviews.keep(
        workspace, review="look", plan=plan.id, week=week, note="Trzy razy, raz z 李雷. سهل 👌", decisions={}, zone=ZONE
    )


_PEOPLE: dict[str, Callable[[Workspace], None]] = {
    "new": _new,
    "typical": _typical,
    "ten-years": partial(_years, 10),
}
_USUAL = partial(Selection, YEAR_AGO, TODAY, answers=True)
_SELECTIONS: dict[str, Callable[..., Selection]] = {
    "new-person": _USUAL,
    "typical-coach": partial(
        _USUAL,
        chosen=frozenset(CHOSEN),
        texts=frozenset(TEXTS),
        entries=TICKED,
        subject="Ola Wiśniewska",
        recipient="林教练",
        purpose="Rozmowa o trudnych telefonach",
        until=date(2027, 2, 21),
    ),
    "typical-person": _USUAL,
    "ten-years-coach": partial(replace, Selection(WHOLE, TODAY, answers=True, quality=True)),
}
