"""Small JSON documents of ours, read from files of unknown origin: within limits, strictly, and by version."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from eq.errors import EqError, Problem

MAX_PARTS = 200_000
"""Lists and objects in one document."""

MAX_DEPTH = 32
"""Levels of lists and objects in each other."""

MAX_SHOWN = 5
"""Problems of one document that are named."""

_AGAIN = "Ask the sender to save it again and to send the new file unchanged."

Model = TypeVar("Model", bound=BaseModel)


class _DoubledError(ValueError):
    """An object names a field twice, so that two readers could read two things."""


def read(data: bytes, where: str, model: type[Model], *, noun: str, limit: int) -> Model:
    """The document in ``data``, checked against ``model``, whose fields ``format`` and ``version`` have defaults.

    ``noun`` says what it should be, as in "a key file". Raises EqError, and nothing else: more than ``limit`` bytes,
    not JSON, another format, another version, or fields that are not as they should be (the first few, by place).
    No text of the document stands in a message.
    """
    found = load(data, where, noun=noun, limit=limit)
    fields = model.model_fields
    check_format(found, where, fields["format"].default, fields["version"].default, noun=noun)
    try:
        return model.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"), strict=True)
    except ValidationError as wrong:
        raise EqError.of(problems(wrong, where)) from None


def load(data: bytes, where: str, *, noun: str, limit: int, parts: int = MAX_PARTS) -> dict[str, Any]:
    """The object a JSON text holds; raises EqError for anything that is not one plain, bounded object.

    ``limit`` is in bytes; ``parts``: most lists and objects in it.
    """
    if len(data) > limit:
        raise EqError(where, f"This is larger than {limit:,} bytes, too large for {noun}.", "Choose another file.")
    if data.count(b"{") + data.count(b"[") > parts:
        raise EqError(where, f"This has far more parts than {noun} has.", _AGAIN)
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise EqError(where, "This is nested far too deeply.", _AGAIN) from None
    except UnicodeDecodeError:
        raise EqError(where, f"This is no text in UTF-8, so it is not {noun}.", "Choose another file.") from None
    except json.JSONDecodeError as wrong:
        place = f"{where}, line {wrong.lineno}"
        raise EqError(place, f"This is no JSON, or it was cut off, so it cannot be read as {noun}.", _AGAIN) from None
    except _DoubledError:
        raise EqError(where, "A field is there twice.", _AGAIN) from None
    except ValueError:
        raise EqError(where, "There is a number that is none, or one of absurd length.", _AGAIN) from None
    if not isinstance(found, dict):
        raise EqError(where, f"This is not {noun}.", "Choose another file.")
    if _depth(found) > MAX_DEPTH:
        raise EqError(where, "This is nested far too deeply.", _AGAIN)
    return found


def check_format(found: dict[str, Any], where: str, wanted: str, version: int, *, noun: str) -> None:
    """Raise EqError unless ``found`` says that it is of the format and of the version that is read here."""
    if found.get("format") != wanted:
        raise EqError(where, f"This is not {noun}.", "Choose another file.")
    there = found.get("version")
    if isinstance(there, bool) or not isinstance(there, int):
        raise EqError(where, f"This should be {noun}, but it does not say in which version.", _AGAIN)
    if there > version:
        raise EqError(
            where,
            f"This is {noun} made by a newer EQ Reflect; format versions up to {version} can be read here.",
            "Update EQ Reflect and open the file again.",
        )
    if there < version:
        raise EqError(
            where,
            f"This is {noun} made by an older EQ Reflect, in a format version that is not read here.",
            "Ask the sender to update EQ Reflect and to save it again.",
        )


def problems(wrong: ValidationError, where: str) -> list[Problem]:
    """What a check against a model found, the first few by place, without what stands there."""
    found = wrong.errors(include_url=False, include_context=False, include_input=False)
    named = [Problem(_place(where, one["type"], one["loc"]), said(one["type"]), _AGAIN) for one in found[:MAX_SHOWN]]
    more = len(found) - len(named)
    return [*named, Problem(where, f"{more:,} more fields are not as they should be.", _AGAIN)] if more else named


def text(document: BaseModel) -> bytes:
    """A document as indented UTF-8 JSON in the order of its fields, ending in a line break; instants end in Z."""
    return (document.model_dump_json(indent=1, ensure_ascii=False) + "\n").encode()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubledError
    return found


def _no_number(_name: str) -> None:
    raise ValueError


def _depth(root: Any) -> int:
    level, deepest = [root], 0
    while level and deepest <= MAX_DEPTH:
        deepest += 1
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [child for children in inner for child in children if isinstance(child, dict | list)]
    return deepest


def _place(where: str, kind: str, path: tuple[int | str, ...]) -> str:
    # The name of a field that does not belong there was written by whoever made the file.
    known = path[:-1] if kind == "extra_forbidden" else path
    return ", ".join([where, ".".join(str(part) for part in known)]) if known else where


def said(kind: str) -> str:
    """What is wrong with a field, by the kind of its error alone: the library's own words may quote the file."""
    if kind == "missing":
        return "This field is missing."
    if kind == "extra_forbidden":
        return "There is a field that does not belong there."
    if kind in ("string_too_long", "too_long"):
        return "This is longer than it may be."
    return "This is not as it should be."
