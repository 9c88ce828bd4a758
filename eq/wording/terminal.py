"""Tables for the terminal: changes and reliability of a group."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

from eq.assess.questionnaire import Questionnaire
from eq.assess.reliability import ScaleReliability
from eq.stats import t_quantile
from eq.wording.change import VERDICT
from eq.wording.plain import between, number, signed

Row = Mapping[str, Any]
WHY = {"few_items": "the form has too few statements", "few_common": "too few answered both times"}
"""Short reasons for a row that was not compared, by the code of the row."""


def change_text(form: Questionnaire, document: Sequence[Row]) -> str:
    """The rows of `eq change` as a table to read."""
    titles = {scale.id: scale.title for scale in form.scales}
    head = ("respondent", "area", "compared", "change", "95 % range", "detectable", "verdict")
    body = [
        (
            one_line(row["respondent"]),
            titles[row["scale"]],
            str(row["items"]),
            signed(_nan(row["diff"]), 2),
            _range(row),
            f"±{number(row['detectable'], 2)}" if row["detectable"] is not None else "–",
            VERDICT[row["verdict"]] + (f": {WHY[row['reason']]}" if row["reason"] else ""),
        )
        for row in document
    ]
    low, high = form.answers.low, form.answers.high
    return (
        f"{_table(head, body, '<<>>>><')}\n\n"
        f"Change: mean after minus mean before, in points of the answer scale {low} to {high}, over the statements\n"
        "answered both times. Detectable: a change of that size in this area alone is found about half the time.\n"
        "Less than 4 weeks apart no verdict should be read."
    )


def _range(row: Row) -> str:
    if row["se"] is None:
        return "–"
    half = float(t_quantile(0.975, row["df"])) * row["se"]
    return between(row["diff"] - half, row["diff"] + half, 2)


def reliability_text(form: Questionnaire, document: Sequence[Row], found: Sequence[ScaleReliability]) -> str:
    """The rows of `eq reliability` as a table to read, with its notes and item–total correlations."""
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


def one_line(name: str) -> str:
    """A respondent as text on a screen: printable, at most 40 characters."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _nan(value: float | None) -> float:
    return math.nan if value is None else value
