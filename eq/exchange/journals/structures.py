"""JSON of unknown origin: parsed within limits, its values taken only in the type they should have."""

from __future__ import annotations

import json
from typing import Any

from eq.errors import EqError
from eq.exchange.journals.texts import decode

MAX_PARTS = 5_000_000
"""Lists and objects in one file: some hundred for each entry of a very long journal."""

Object = dict[str, Any]


def load(data: bytes, where: str) -> Object:
    """The object a JSON file holds; raises EqError when it is cut off, nested absurdly or no object."""
    if data.count(b"{") + data.count(b"[") > MAX_PARTS:
        raise EqError(where, "The file has far more parts than a journal has.", "Export it again.")
    try:
        # Not strict: some programs leave line breaks and control characters unescaped.
        found = json.loads(decode(data, where), strict=False)
    except RecursionError:
        raise EqError(where, "The file is nested too deeply.", "Export it again.") from None
    except json.JSONDecodeError as problem:
        raise EqError(
            f"{where}, line {problem.lineno}",
            "The file is damaged or was cut off: its JSON cannot be read here.",
            "Export it again and import the new file unchanged.",
        ) from None
    except ValueError:
        raise EqError(where, "There is a number of absurd length.", "Export it again.") from None
    if not isinstance(found, dict):
        raise EqError(where, "The file holds no journal.", "Choose the file that the other program exported.")
    return found


def objects(parent: Object, key: str) -> list[Object]:
    """The objects in the list at ``key``, other values dropped; empty when there is no list."""
    value = parent.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def items(parent: Object, key: str) -> list[Any]:
    """The list at ``key``, or an empty one."""
    value = parent.get(key)
    return value if isinstance(value, list) else []


def text(parent: Object, key: str) -> str:
    """The text at ``key``, or ""."""
    value = parent.get(key)
    return value if isinstance(value, str) else ""


def whole(parent: Object, key: str) -> int | None:
    """The whole number at ``key``, also written as 3.0 or "3", between -2**53 and 2**53; else None."""
    value = parent.get(key)
    if isinstance(value, str) and len(value) <= 20:
        try:
            value = int(value)
        except ValueError:
            return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= 1 << 53 else None


def true(parent: Object, key: str) -> bool:
    """Whether ``key`` is plainly true."""
    return parent.get(key) is True


def strings(parent: Object, key: str) -> list[str]:
    """The texts in the list at ``key``, other values dropped."""
    return [one for one in items(parent, key) if isinstance(one, str)]


def program_of(root: Object) -> str | None:
    """The program whose export this is, told by its keys, or None."""
    if isinstance(root.get("dayEntries"), list):
        return "Daylio"
    entries = objects(root, "entries")
    if any("creationDate" in one for one in entries):
        return "Day One"
    if any("date" in one and "body" in one for one in [*entries, root]):
        return "jrnl"
    return None


def refuse_other_program(root: Object, where: str, wanted: str, remedy: str) -> None:
    """Raise EqError when the keys are not those of an export of ``wanted``; an empty journal passes."""
    program = program_of(root)
    if program not in (wanted, None):
        raise EqError(where, f"This is an export of {program}, not of {wanted}.", f"Choose {program} instead.")
    is_empty = wanted != "Daylio" and root.get("entries") == []
    if program is None and not is_empty:
        raise EqError(where, f"This is no export of {wanted}.", remedy)
