"""Answers of many people from files: their scores, their changes, the reliability of the scales."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eq.assess.change import change_frame
from eq.assess.questionnaire import Questionnaire
from eq.assess.reliability import reliability
from eq.content.questionnaires import find
from eq.errors import EqError
from eq.exchange.files import replacing, same_file
from eq.exchange.responses import Responses, read_responses
from eq.exchange.rows import Format
from eq.exchange.scores import write_scores
from eq.wording.terminal import change_text, one_line, reliability_text

Document = list[dict[str, Any]]
RELIABILITY = ("scale", "n", "items", "alpha", "alpha_low", "alpha_high", "omega", "mean_r", "sem", "note")

_LISTED = 10


def score_file(questionnaire: str | Path, responses: Path, out: Path | None = None, fmt: Format = "csv") -> None:
    """Score a table of responses into the file ``out``, or to standard output.

    The file appears whole or not at all, and nothing is written before all responses were found to be in order.
    Raises EqError for a bad questionnaire, bad responses, or an ``out`` that cannot be written or is an input.
    """
    form = find(str(questionnaire))
    answers = read_responses(responses, form)
    if out is None:
        sys.stdout.flush()
        _write_stdout(form, answers, fmt)
        return
    if any(same_file(out, source) for source in (responses, questionnaire)):
        raise EqError(str(out), "This file is read by the same command.", "Give the scores a file of their own.")
    with replacing(out) as sink:
        write_scores(form, answers, sink, fmt)


def _write_stdout(form: Questionnaire, answers: Responses, fmt: Format) -> None:
    try:
        write_scores(form, answers, sys.stdout.buffer, fmt)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        what = f"The scores cannot be written ({problem.strerror})."
        raise EqError("Output", what, "What is there is incomplete. Make room and run it again.") from None


def change_files(questionnaire: str | Path, before: Path, after: Path) -> tuple[Document, str, list[str]]:
    """The changes of everyone who is in both files, in the order of ``before``.

    Returns the rows of `eq change` (a missing number is None), the same as a table to read, and one warning for
    each file that holds respondents the other lacks. Raises EqError when nobody is in both.
    """
    form = find(str(questionnaire))
    first, second = read_responses(before, form), read_responses(after, form)
    later = {name: row for row, name in enumerate(second.respondents)}
    rows = [row for row, name in enumerate(first.respondents) if name in later]
    if not rows:
        raise EqError(str(after), f"No respondent of this file is in {before}.", "Name people alike in both files.")
    names = [first.respondents[row] for row in rows]
    frame = change_frame(form, names, first.values[rows], second.values[[later[name] for name in names]])
    document = _plain(frame.to_dict("records"))
    earlier = set(first.respondents)
    warnings = [
        *_only_in(before, [name for name in first.respondents if name not in later]),
        *_only_in(after, [name for name in second.respondents if name not in earlier]),
    ]
    return document, change_text(form, document), warnings


def reliability_file(questionnaire: str | Path, responses: Path) -> tuple[Document, str]:
    """The rows of `eq reliability` (a figure that may not be shown is None), and the same as a table to read."""
    form = find(str(questionnaire))
    found = reliability(form, read_responses(responses, form).values)
    document = _plain([{name: getattr(scale, name) for name in RELIABILITY} for scale in found])
    return document, reliability_text(form, document, found)


def _plain(records: Sequence[dict[Any, Any]]) -> Document:
    return [{str(name): _missing_as_none(value) for name, value in record.items()} for record in records]


def _missing_as_none(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _only_in(path: Path, names: list[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    listed = ", ".join(one_line(name) for name in names[:_LISTED])
    return [f"Only in {path}, so not compared: {listed}{more}."]
