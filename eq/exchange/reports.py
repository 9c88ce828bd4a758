"""The report as a file of its own: JSON out, and JSON in with every promise of the format checked."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import ValidationError

from eq.coach.report import FORMAT, VERSION, Report, digest
from eq.errors import EqError, Problem
from eq.exchange import documents

MAX_BYTES: Final = 64 << 20
MAX_PARTS: Final = 2_000_000
"""Lists and objects in one report; ten full years have a tenth of it."""

_FIRST: Final = 3
_LONGEST: Final = 80


def report_bytes(report: Report) -> bytes:
    """The report as UTF-8 JSON with its digest, keys in the order of the model, one line a value."""
    text = json.dumps(report.document(), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def read_report(data: bytes, where: str) -> Report:
    """The report in ``data``; ``where`` names the file.

    Raises EqError for a file that is too large, no JSON, of another format or version, incomplete or wrong in any of
    its parts, or changed since its digest was made.
    """
    document = documents.load(data, where, noun="a report of EQ Reflect", limit=MAX_BYTES, parts=MAX_PARTS)
    if document.get("format") != FORMAT:
        raise EqError(where, "This is not a report of EQ Reflect.", "Choose a file that was saved as report.json.")
    _refuse_version(document.get("version"), where)
    said = document.pop("digest", None)
    report = _model(document, where)
    # Of the file as it came: a field that a later version adds must not make an older report look altered.
    if said != digest(document):
        raise EqError(
            where,
            "The digest does not fit: this file was changed after it was made, or damaged on the way.",
            "Ask for it again.",
        )
    return report


def _refuse_version(version: object, where: str) -> None:
    if type(version) is not int or version < 1:
        raise EqError(where, "The version of this report is not known.", "Ask for the report to be saved again.")
    if version > VERSION:
        raise EqError(
            where,
            f"This report has version {version if version < 1_000_000 else '(a very large one)'} of the format; this "
            f"program reads up to version {VERSION}.",
            "Install a newer EQ Reflect.",
        )


def _model(document: dict[str, Any], where: str) -> Report:
    try:
        return Report.model_validate_json(json.dumps(document, ensure_ascii=False).encode(), strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        problems = [Problem(f"{where}, {_path(one['loc'])}", documents.said(one["type"]), "") for one in found[:_FIRST]]
        more = f"{len(found) - _FIRST} more problems. " if len(found) > _FIRST else ""
        problems.append(Problem(where, f"{more}The file is not a whole report.", "Ask for it again."))
        raise EqError.of(problems) from None
    except ValueError:
        raise EqError(where, "Some of its text cannot be read.", "Ask for it again.") from None


def _path(parts: tuple[int | str, ...]) -> str:
    """Where in the file, such as ``sections 3, lead``; signs that a terminal would obey are left out."""
    text = ".".join(str(part) for part in parts) or "whole file"
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
