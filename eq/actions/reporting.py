"""A report from a period and what was chosen of it: built once, shown, and then written as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from eq.actions import clock, counting, instruments, keys, masking_list, report_life, results, share_log
from eq.actions.owner import new_id as new_id
from eq.actions.owner import of_owner
from eq.actions.settings import settings
from eq.actions.verifying import MADE_WITH
from eq.assess.questionnaire import Questionnaire
from eq.coach.choosing import Selection
from eq.coach.masking import Masker
from eq.coach.report import SECTION_IDS, Compared, Cover, Given, Report, Section, SittingRecord, UnfitError
from eq.errors import EqError
from eq.plan.plan import Plan
from eq.reflect.entry import Entry
from eq.report.writers import FORMATS as FORMATS
from eq.report.writers import Format as Format
from eq.store import clients
from eq.store import insights as insight_rows
from eq.store import plans as plan_rows
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

WHERE: Final = "Report"
USUAL: Final = timedelta(days=365)
"""How far back a report reaches unless another day is chosen."""

SHORTEST_PASSPHRASE: Final = 12
"""Characters a passphrase needs that a stranger may try to guess for as long as they like."""


@dataclass(frozen=True)
class Asked:
    """An instrument finished ``n`` times in the period; ``waiting`` of them wait for a word on their answers."""

    id: str
    title: str
    n: int
    waiting: int


@dataclass(frozen=True)
class Offered:
    """What there is to choose from between two days: instruments, and episodes to tick, the newest first."""

    first: date
    last: date
    instruments: tuple[Asked, ...]
    episodes: tuple[Entry, ...]


@dataclass(frozen=True)
class _Taken:
    """What was read of the sittings of one instrument: those in the period, and the one they are compared with."""

    records: tuple[SittingRecord, ...]
    forms: tuple[Questionnaire, ...]
    compared: Compared | None


def usual(workspace: Workspace, zone: str | None) -> tuple[date, date]:
    """The days a report covers unless others are chosen: the last year, up to today."""
    today = clock.local_day(clock.now(), zone, settings(workspace).end_of_day)
    return today - USUAL, today


def earliest(workspace: Workspace, zone: str | None) -> date:
    """The first day of which anything could be in a report; today for a workspace with nothing in it."""
    end_of_day = settings(workspace).end_of_day
    today = clock.local_day(clock.now(), zone, end_of_day)

    def ask(db: Connection, person: str) -> date:
        taken = [_day(one, end_of_day) for one in rows.sittings(db, person, state="done")]
        begun = [insight_rows.first_day(db, person), *(plan.started_on for plan in plan_rows.every(db, person))]
        return min([*taken, *(one for one in begun if one is not None), today])

    return of_owner(workspace, ask, today)


def offered(workspace: Workspace, first: date, last: date) -> Offered:
    """What there is between ``first`` and ``last``, both counted in."""
    end_of_day = settings(workspace).end_of_day

    def ask(db: Connection, person: str) -> tuple[Asked, ...]:
        found: dict[str, list[Sitting]] = {}
        for one in rows.sittings(db, person, state="done"):
            if first <= _day(one, end_of_day) <= last:
                found.setdefault(one.questionnaire_id, []).append(one)
        return tuple(
            Asked(name, every[-1].title, len(every), sum(one.quality == "open" for one in every))
            for name, every in found.items()
        )

    return Offered(first, last, of_owner(workspace, ask, ()), report_life.episodes(workspace, first, last))


def build(workspace: Workspace, selection: Selection, zone: str | None, *, report_id: str) -> Report:
    """The report of what was chosen, whole: whatever was not chosen is not in it.

    Raises EqError for days that make no sense, where there is no one to report of, and for a text that is longer than
    a report can hold, as names in it may make it.
    """
    try:
        return _built(workspace, selection, zone, report_id)
    except UnfitError:
        raise EqError(
            WHERE,
            "Something typed is longer than a report can hold.",
            "Shorten what stands in the place of names, or leave the longest text out.",
        ) from None


def _built(workspace: Workspace, selection: Selection, zone: str | None, report_id: str) -> Report:
    from eq.report.asking import next_step, questions
    from eq.report.limits import limits
    from eq.report.measured import kept_back, measured
    from eq.report.reading import reading

    today = clock.local_day(clock.now(), zone, settings(workspace).end_of_day)
    _refuse_nonsense(selection, today)
    person = of_owner(workspace, lambda _, owner: owner, "")
    if not person:
        raise EqError(WHERE, "There is nothing to report yet.", "Answer a questionnaire or write an entry first.")
    masker = Masker(masking_list.masks(workspace), _labels(workspace))
    end_of_day = settings(workspace).end_of_day
    nothing: tuple[_Taken, ...] = ()
    taken = of_owner(workspace, lambda db, owner: _taken(db, owner, selection, masker, end_of_day), nothing)
    forms = tuple({form.digest: form for one in taken for form in one.forms}.values())
    records = tuple(sorted((r for one in taken for r in one.records), key=lambda r: (r.taken_at, r.id)))
    compared = tuple(one.compared for one in taken if one.compared is not None)
    numbers = measured(forms, records, compared, selection.chosen, answers=selection.answers)
    life = report_life.life(workspace, selection, masker, zone)
    mine = keys.own(workspace)
    cover = Cover(
        subject=selection.subject,
        copy_for=selection.copy_for,
        purpose=selection.purpose,
        recipient=selection.recipient,
        until=selection.until,
        first=selection.first,
        last=selection.last,
        made_at=clock.now(),
        zone=clock.zone(zone).key,
        masked=life.masked,
        texts=tuple(sorted(selection.texts | ({"entries"} if selection.has("entries") else set()))),
    )
    parts = (*numbers.sections, *life.sections)
    talk = questions if selection.copy_for == "coach" else next_step
    last = talk(forms, records, numbers.changes, life.facts, profiled="profile" in selection.chosen)
    return Report(
        id=report_id,
        person=person,
        reply_to=mine.recipient if mine else None,
        made_with=MADE_WITH,
        cover=cover,
        sections=_ordered((reading(cover, selection.copy_for), *parts, last, limits(forms, selection.copy_for))),
        scores=numbers.scores,
        changes=numbers.changes,
        compared=compared,
        sittings=tuple(kept_back(r, answers=selection.answers, quality=selection.quality) for r in records),
        instruments=forms,
    )


def files(report: Report, formats: Sequence[Format]) -> dict[Format, bytes]:
    """The report in every format asked for."""
    from eq.charts.still import drawn_once

    with drawn_once():
        return {one: written(report, one) for one in formats}


def written(report: Report, fmt: Format) -> bytes:
    """The report in one format."""
    if fmt == "json":
        from eq.exchange.reports import report_bytes

        return report_bytes(report)
    from eq.report.writers import render

    return render(report, fmt)


def packet(
    workspace: Workspace, report: Report, *, passphrase: str | None = None, coach: str | None = None
) -> tuple[bytes, share_log.Sealed]:
    """The report sealed for one reader, and how: with a ``passphrase``, or to the key of a ``coach`` by id.

    Raises EqError unless it is exactly one of the two, and for a passphrase too short to hold.
    """
    from eq.exchange.packets import packet_bytes
    from eq.exchange.sealing import seal

    if (passphrase is None) == (coach is None):
        raise EqError(f"{WHERE}, packet", "A packet is sealed in one way.", "Choose a passphrase or a coach.")
    # Blank edges do not count when it is sealed, so they do not count here.
    if passphrase is not None and len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise EqError(
            f"{WHERE}, passphrase",
            f"That is shorter than {SHORTEST_PASSPHRASE} characters.",
            "Four or five unrelated words are easy to say and hard to guess.",
        )
    made = files(report, ("html", "pdf"))
    whole = packet_bytes(report, made["html"], made["pdf"])
    if coach is None:
        return seal(whole, passphrase=passphrase), "passphrase"
    to = next((one for one in keys.coaches(workspace) if one.id == coach), None)
    if to is None:
        raise EqError(f"{WHERE}, packet", "This coach is not in your list any more.", "Open their key file again.")
    return seal(whole, recipients=[to.recipient]), "key"


def file_name(report: Report, ending: str) -> str:
    """A name for the file: what it is and the days it covers, nothing a person typed."""
    return f"eq-report-{report.cover.first.isoformat()}-{report.cover.last.isoformat()}.{ending}"


def _refuse_nonsense(selection: Selection, today: date) -> None:
    if selection.first > selection.last:
        raise EqError(f"{WHERE}, days", "The first day lies after the last.", "Change one of the two.")
    if selection.last > today:
        raise EqError(f"{WHERE}, days", "The last day is still to come.", "Choose today or an earlier day.")
    if selection.until is not None and selection.until < today:
        raise EqError(
            f"{WHERE}, until when", "The day until which it may be kept is over.", "Choose today or a later day."
        )


def _labels(workspace: Workspace) -> tuple[str, ...]:
    return of_owner(workspace, lambda db, person: tuple(one.label for one in clients.every(db, person)), ())


def _day(one: Sitting, end_of_day: int) -> date:
    return clock.local_day(one.taken_at, one.zone, end_of_day)


def _ordered(sections: Iterable[Section]) -> tuple[Section, ...]:
    place = {name: at for at, name in enumerate(SECTION_IDS)}
    return tuple(sorted(sections, key=lambda one: place[one.id]))


def _taken(db: Connection, person: str, selection: Selection, masker: Masker, end_of_day: int) -> tuple[_Taken, ...]:
    """What every instrument of the period brings, in the order in which they were first taken."""
    if not selection.chosen & {"profile", "change", "items", "appendix"}:
        return ()
    found: dict[str, list[Sitting]] = {}
    for one in rows.sittings(db, person, state="done"):
        # Numbers that wait for a word are not shown, and that they wait is the person's to tell.
        if selection.quality or one.quality != "open":
            found.setdefault(one.questionnaire_id, []).append(one)
    wanted = selection.questionnaires
    plans = [(plan, kept) for plan, kept in counting.known(db, person, end_of_day) if plan.started_on <= selection.last]
    asked = [every for name, every in found.items() if wanted is None or name in wanted]
    parts = (_of_instrument(db, every, plans, selection, masker, end_of_day) for every in asked)
    return tuple(part for part in parts if part is not None)


def _of_instrument(
    db: Connection,
    every: Sequence[Sitting],
    plans: Sequence[tuple[Plan, str]],
    selection: Selection,
    masker: Masker,
    end_of_day: int,
) -> _Taken | None:
    until = [one for one in every if _day(one, end_of_day) <= selection.last]
    within = [one for one in until if _day(one, end_of_day) >= selection.first]
    if not within:
        return None
    forms = {digest: instruments.kept(db, digest) for digest in dict.fromkeys(one.questionnaire for one in until)}
    compared, wanted = None, {one.id for one in within}
    if "change" in selection.chosen and not forms[within[-1].questionnaire].is_pulse:
        compared = _compared(db, until, forms, plans, end_of_day)
        wanted |= set(compared.reference) if compared else set()
    out = [one for one in until if one.id in wanted]
    used = {one.questionnaire for one in out}
    return _Taken(
        tuple(_record(db, one, masker if selection.lets_out("notes") else None, end_of_day) for one in out),
        tuple(form for digest, form in forms.items() if digest in used),
        compared,
    )


def _compared(
    db: Connection,
    until: Sequence[Sitting],
    forms: Mapping[str, Questionnaire],
    plans: Sequence[tuple[Plan, str]],
    end_of_day: int,
) -> Compared | None:
    values = results.values(db, until[0].person, until, forms)
    series = counting.series(until, forms, values, end_of_day)
    start = counting.start(series, plans)
    if start.reference is None:
        return None
    return Compared(
        questionnaire=until[-1].questionnaire_id,
        reference=start.reference.ids,
        latest=until[-1].id,
        focus=start.focus,
        of_plan=start.plan is not None,
    )


def _record(db: Connection, one: Sitting, masker: Masker | None, end_of_day: int) -> SittingRecord:
    return SittingRecord(
        id=one.id,
        questionnaire=one.questionnaire,
        taken_at=one.taken_at,
        zone=one.zone,
        local=_day(one, end_of_day),
        quality="open" if one.quality == "open" else "stands",
        note=masker(one.note) if masker is not None else "",
        answers=tuple(
            Given(item=a.item, value=a.value, position=a.position, page=a.page, seconds=a.seconds)
            for a in rows.answers(db, one.id)
        ),
    )
