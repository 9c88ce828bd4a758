"""Rows of settings: one key, one JSON value."""

from __future__ import annotations

import json
from typing import Any

from eq.store.database import Connection


def all_settings(db: Connection) -> dict[str, Any]:
    """Every setting that was ever changed."""
    return {key: json.loads(value) for key, value in db.execute("select key, value from setting")}


def put(db: Connection, key: str, value: Any) -> None:
    """Keep one setting; None brings the default back."""
    if value is None:
        db.execute("delete from setting where key = ?", (key,))
    else:
        db.execute("insert or replace into setting (key, value) values (?, ?)", (key, json.dumps(value)))
