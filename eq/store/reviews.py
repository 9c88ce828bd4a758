"""Rows of the weekly looks at a plan, and what was decided in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from eq.plan.plan import Decision, Review
from eq.store.database import Connection
from eq.store.instants import to_text


def of_plans(db: Connection, plans: Sequence[str]) -> dict[str, tuple[Review, ...]]:
    """Plan id -> its reviews by week; plans without one are absent."""
    rows = db.execute(
        "select id, plan, week, local_date, note from review where plan in (select value from json_each(?))"
        " order by plan, week",
        (json.dumps(list(plans)),),
    ).fetchall()
    decided: dict[str, list[tuple[str, Decision]]] = {}
    for review, action, decision in db.execute(
        "select d.review, d.action, d.decision from review_decision d join plan_action a on a.id = d.action"
        " where d.review in (select value from json_each(?)) order by a.created_at, a.rowid",
        (json.dumps([row[0] for row in rows]),),
    ):
        decided.setdefault(review, []).append((action, decision))
    found: dict[str, list[Review]] = {}
    for review, plan, week, day, note in rows:
        kept = Review(review, plan, week, date.fromisoformat(day), note, tuple(decided.get(review, ())))
        found.setdefault(plan, []).append(kept)
    return {plan: tuple(reviews) for plan, reviews in found.items()}


def add(db: Connection, new: Review, at: datetime) -> bool:
    """Add a review with its decisions; False, and nothing changed, when its id exists."""
    added = db.execute(
        "insert into review (id, plan, week, local_date, note, created_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict (id) do nothing",
        (new.id, new.plan, new.week, new.day.isoformat(), new.note, to_text(at)),
    ).rowcount
    if added:
        db.executemany(
            "insert into review_decision (review, action, decision) values (?, ?, ?)",
            [(new.id, action, decision) for action, decision in new.decisions],
        )
    return bool(added)
