"""Answers of many people from files: their scores, their changes, the reliability of the scales."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from eq.assess.change import change_frame
from eq.assess.questionnaire import Questionnaire
from eq.assess.reliability import ScaleReliability, reliability
from eq.content.questionnaires import find
from eq.errors import EqError
from eq.exchange.files import replacing, same_file
from eq.exchange.responses import Responses, read_responses
from eq.exchange.rows import Format
from eq.exchange.scores import write_scores
from eq.wording.plain import between, number, signed

Document = list[dict[str, Any]]
RELIABILITY = ("scale", "n", "items", "alpha", "alpha_low", "alpha_high", "omega", "mean_r", "sem", "note")

_VERDICT_WORDS = {
    "up": "up",
    "down": "down",
    "leaning_up": "leaning up, not settled",
    "leaning_down": "leaning down, not settled",
    "unclear": "no clear change",
    "refused": "no verdict",
}
_REASON_WORDS = {
    "few_items": "the form has too few statements",
    "few_common": "too few answered both times",
}
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
    return document, _change_text(form, document), warnings


def reliability_file(questionnaire: str | Path, responses: Path) -> tuple[Document, str]:
    """The rows of `eq reliability` (a figure that may not be shown is None), and the same as a table to read."""
    form = find(str(questionnaire))
    found = reliability(form, read_responses(responses, form).values)
    document = _plain([{name: getattr(scale, name) for name in RELIABILITY} for scale in found])
    return document, _reliability_text(form, document, found)


def _plain(records: Sequence[dict[Any, Any]]) -> Document:
    return [{str(name): _missing_as_none(value) for name, value in record.items()} for record in records]


def _missing_as_none(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _only_in(path: Path, names: list[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    listed = ", ".join(_one_line(name) for name in names[:_LISTED])
    return [f"Only in {path}, so not compared: {listed}{more}."]


def _change_text(form: Questionnaire, document: Document) -> str:
    titles = {scale.id: scale.title for scale in form.scales}
    head = ("respondent", "area", "compared", "change", "could tell", "verdict")
    body = [
        (
            _one_line(row["respondent"]),
            titles[row["scale"]],
            str(row["items"]),
            signed(_nan(row["diff"]), 2),
            f"±{number(row['detectable'], 2)}" if row["detectable"] is not None else "–",
            _VERDICT_WORDS[row["verdict"]] + (f": {_REASON_WORDS[row['reason']]}" if row["reason"] else ""),
        )
        for row in document
    ]
    low, high = form.answers.low, form.answers.high
    return (
        f"{_table(head, body, '<<>>><')}\n\n"
        f"Change: mean after minus mean before, in points of the answer scale {low} to {high}, over the statements\n"
        "answered both times. Could tell: the smallest change this form can tell from chance; a real one of that\n"
        "size is still missed about half the time. Less than 4 weeks apart no verdict should be read."
    )


def _reliability_text(form: Questionnaire, document: Document, found: Sequence[ScaleReliability]) -> str:
    titles = {scale.id: scale.title for scale in form.scales}
    head = ("area", "people", "statements", "alpha", "95 % interval", "omega", "mean r", "SEM")
    body = [
        (
            titles[row["scale"]],
            str(row["n"]),
            str(row["items"]),
            number(_nan(row["alpha"]), 2),
            between(row["alpha_low"], row["alpha_high"], 2) if row["alpha_low"] is not None else "–",
            number(_nan(row["omega"]), 2),
            number(_nan(row["mean_r"]), 2),
            number(_nan(row["sem"]), 2),
        )
        for row in document
    ]
    parts = [_table(head, body, "<>>>>>>>")]
    notes = [f"{titles[row['scale']]}: {row['note']}" for row in document if row["note"]]
    if notes:
        parts.append("\n".join(notes))
    totals = [_item_total(titles[scale.scale], scale) for scale in found if scale.item_total]
    if totals:
        parts.append("Each statement against the rest of its area (corrected item–total r):\n" + "\n".join(totals))
    return "\n\n".join(parts)


def _item_total(title: str, scale: ScaleReliability) -> str:
    # An id and its number stay on one line: the space between them is not one that may break until the lines stand.
    pairs = ", ".join(f"{item}\N{NO-BREAK SPACE}{number(_nan(r), 2)}" for item, r in scale.item_total)
    lines = fill(f"  {title}: {pairs}", width=100, subsequent_indent="    ", break_on_hyphens=False)
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def _table(head: Sequence[str], body: Sequence[Sequence[str]], sides: str) -> str:
    """Columns two spaces apart, each flush left (<) or right (>)."""
    widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
    layout = "  ".join(f"{{:{side}{width}}}" for side, width in zip(sides, widths, strict=True))
    return "\n".join(layout.format(*row).rstrip() for row in (head, *body))


def _one_line(name: str) -> str:
    """A respondent as text on a screen: printable, at most 40 characters."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _nan(value: float | None) -> float:
    return math.nan if value is None else value
