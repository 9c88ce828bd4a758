"""Rows of sessions with clients, of the questions on their sheets, and of the steps agreed in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eq.coach.desk import Asking, Done, Session
from eq.store.database import Connection
from eq.store.instants import to_text

_SELECT = "select id, person, packet, on_day, agreed, due, done from coach_session"


@dataclass(frozen=True)
class Step:
    """A step that was agreed on, and the local day of the session it comes from."""

    agreed: str
    due: date | None
    done: Done | None
    on: date


def session(db: Connection, ident: str) -> Session | None:
    """One session with its questions, None when it is not there (any more)."""
    row = db.execute(f"{_SELECT} where id = ?", (ident,)).fetchone()
    return _session(row, questions(db, [ident]).get(ident, ())) if row else None


def of_persons(db: Connection, persons: Sequence[str]) -> list[Session]:
    """The sessions with any of these, the latest day first."""
    marks = ", ".join("?" * len(persons))
    rows = db.execute(
        f"{_SELECT} where person in ({marks}) order by on_day desc, created_at desc, rowid desc", list(persons)
    ).fetchall()
    asked = questions(db, [row[0] for row in rows])
    return [_session(row, asked.get(row[0], ())) for row in rows]


def questions(db: Connection, sessions: Sequence[str]) -> dict[str, tuple[Asking, ...]]:
    """Session -> its questions in their order, of each of these sessions that has any."""
    found: dict[str, list[Asking]] = defaultdict(list)
    marks = ", ".join("?" * len(sessions))
    rows = db.execute(
        "select session, id, rule, text, because, asked from session_question"
        f" where session in ({marks}) order by session, position, rowid",
        list(sessions),
    )
    for session, ident, rule, text, because, asked in rows:
        found[session].append(Asking(ident, rule, text, because, bool(asked)))
    return {session: tuple(asked) for session, asked in found.items()}


def last_days(db: Connection, today: date) -> Mapping[str, date]:
    """Person -> the day of the latest session up to today."""
    rows = db.execute(
        "select person, max(on_day) from coach_session where on_day <= ? group by person", (today.isoformat(),)
    )
    return {person: date.fromisoformat(day) for person, day in rows}


def last_steps(db: Connection) -> Mapping[str, Step]:
    """Person -> the step agreed on in the latest session that has one."""
    rows = db.execute(
        "select person, agreed, due, done, max(on_day || ' ' || created_at), on_day from coach_session"
        " where agreed <> '' group by person"
    )
    return {
        person: Step(agreed, date.fromisoformat(due) if due else None, done, date.fromisoformat(day))
        for person, agreed, due, done, _, day in rows
    }


def add(db: Connection, new: Session, at: datetime) -> bool:
    """Add a session with its questions; False, and nothing changed, when its id exists."""
    moment = to_text(at)
    made = db.execute(
        "insert into coach_session values (?, ?, (select id from packet where id = ?), ?, ?, ?, ?, ?, ?)"
        " on conflict (id) do nothing",
        (
            new.id, new.person, new.packet, new.on.isoformat(), new.agreed, new.due.isoformat() if new.due else None,
            new.done, moment, moment,
        ),
    ).rowcount  # fmt: skip
    for asking in new.questions if made else ():
        add_question(db, new.id, asking)
    return bool(made)


def put(db: Connection, changed: Session, at: datetime) -> None:
    """Write the day of a session, the step agreed in it and what became of it."""
    db.execute(
        "update coach_session set on_day = ?, agreed = ?, due = ?, done = ?, changed_at = ? where id = ?",
        (
            changed.on.isoformat(), changed.agreed, changed.due.isoformat() if changed.due else None, changed.done,
            to_text(at), changed.id,
        ),
    )  # fmt: skip


def delete(db: Connection, ident: str) -> bool:
    """Delete a session with its questions; False when it is not there (any more)."""
    return bool(db.execute("delete from coach_session where id = ?", (ident,)).rowcount)


def add_question(db: Connection, session: str, asking: Asking) -> bool:
    """Put a question at the end of a sheet; False, and nothing changed, when its id exists."""
    return bool(
        db.execute(
            "insert into session_question select ?, ?,"
            " coalesce((select max(position) + 1 from session_question where session = ?), 0), ?, ?, ?, ?"
            " where true on conflict (id) do nothing",
            (asking.id, session, session, asking.rule, asking.text, asking.because, int(asking.asked)),
        ).rowcount
    )


def put_question(db: Connection, question: str, *, text: str | None = None, asked: bool | None = None) -> bool:
    """Change the text of a question or whether it was asked; False when it is not there (any more)."""
    return bool(
        db.execute(
            "update session_question set text = coalesce(?, text), asked = coalesce(?, asked) where id = ?",
            (text, None if asked is None else int(asked), question),
        ).rowcount
    )


def delete_question(db: Connection, question: str) -> bool:
    """Take a question off its sheet; False when it is not there (any more)."""
    return bool(db.execute("delete from session_question where id = ?", (question,)).rowcount)


def _session(row: Sequence[object], asked: tuple[Asking, ...]) -> Session:
    ident, person, packet, on_day, agreed, due, done = row
    return Session(
        id=str(ident),
        person=str(person),
        packet=None if packet is None else str(packet),
        on=date.fromisoformat(str(on_day)),
        agreed=str(agreed),
        due=date.fromisoformat(str(due)) if due else None,
        done=done,  # type: ignore[arg-type]  # the column allows these words only
        questions=asked,
    )
