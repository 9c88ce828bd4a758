"""The questionnaire file: from strictly read YAML to a Questionnaire."""

from __future__ import annotations

import re
from typing import Any

from eq.assess.questionnaire import Questionnaire
from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.statements import Scales, read_items, read_scale_of, read_scales
from eq.content.strict import Node

MAX_STEPS = 11
MAX_VERSION = 999_999

_REQUIRED = ("id", "version", "title", "answers", "scales", "items")
_OPTIONAL = ("form", "language", "instruction", "frame", "minutes", "page_size", "licence", "source", "evidence")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")

_Values = dict[str, Any]


def instrument(data: bytes, name: str) -> Questionnaire:
    """The questionnaire in ``data``; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    nodes = fields.keyed(found, strict.parse(data, found), "The questionnaire", _REQUIRED, _OPTIONAL) or {}
    values: _Values = _head(found, nodes)
    if "answers" in nodes:
        values["answers"] = _answers(found, nodes["answers"])
    scales = Scales(doubtful=True)
    if "scales" in nodes:
        values["scales"], scales = read_scales(found, nodes["scales"])
    if "items" in nodes:
        values["items"] = read_items(found, nodes["items"], scales)
    if "source" in nodes:
        values["source"] = _source(found, nodes["source"])
    if "evidence" in nodes:
        values["evidence"] = _evidence(found, nodes["evidence"], scales)
    if found:
        raise found.error()
    return Questionnaire.model_validate(values)


def _head(found: Findings, nodes: dict[str, Node]) -> _Values:
    values: _Values = {}
    for key, node in nodes.items():
        label = f"`{key}`"
        if key == "id":
            values[key] = fields.identifier(found, node, label)
        elif key in ("title", "licence"):
            values[key] = fields.text(found, node, label, limit=200, empty=key == "licence")
        elif key in ("instruction", "frame"):
            values[key] = fields.text(found, node, label, paragraphs=key == "instruction", empty=True)
        elif key == "version":
            values[key] = fields.whole(found, node, label, 1, MAX_VERSION)
        elif key == "minutes":
            values[key] = fields.whole(found, node, label, 1, 240)
        elif key == "page_size":
            values[key] = fields.whole(found, node, label, 1, 20)
        elif key == "form":
            values[key] = fields.choice(found, node, label, ("self", "observer"))
        elif key == "language":
            values[key] = _language(found, node, label)
    return values


def _language(found: Findings, node: Node, label: str) -> str | None:
    value = fields.text(found, node, label, limit=200)
    if value is not None and not _LANGUAGE.fullmatch(value):
        found.add(node.line, f"{label} is `{shown(value)}`.", "Write a language code such as en, de or pt-BR.")
        return None
    return value


def _answers(found: Findings, node: Node) -> _Values | None:
    nodes = fields.keyed(found, node, "`answers`", ("low", "high", "labels"), ("not_applicable",))
    if nodes is None:
        return None
    values: _Values = {
        key: fields.whole(found, nodes[key], f"`{key}`", -100, 100) for key in ("low", "high") if key in nodes
    }
    low, high = values.get("low"), values.get("high")
    steps = None
    if low is not None and high is not None:
        steps = high - low + 1
        if steps < 2:
            found.add(nodes["high"].line, f"`low` is {low} and `high` is {high}.", "Make `low` the smaller number.")
            steps = None
        elif steps > MAX_STEPS:
            what = f"From `low` {low} to `high` {high} there are {steps} answers."
            found.add(nodes["high"].line, what, f"Offer {MAX_STEPS} answers at most, for example 0 to 10.")
            steps = None
    if "labels" in nodes:
        values["labels"] = _labels(found, nodes["labels"], steps)
    if "not_applicable" in nodes:
        values["not_applicable"] = fields.text(found, nodes["not_applicable"], "`not_applicable`", limit=120)
    return values


def _labels(found: Findings, node: Node, steps: int | None) -> list[str | None] | None:
    entries = fields.listing(found, node, "`labels`", 200)
    if entries is None:
        return None
    if steps is not None and len(entries) != steps:
        what = f"`labels` has {len(entries)} labels for {steps} answers."
        found.add(node.line, what, "Write one label for each number from `low` to `high`, lowest first.")
    labels = [fields.text(found, entry, f"Label {n}", limit=120) for n, entry in enumerate(entries, start=1)]
    for n, label in enumerate(labels):
        if label is not None and label in labels[:n]:
            what = f"Label {n + 1} is `{shown(label)}`, the same as label {labels.index(label) + 1}."
            found.add(entries[n].line, what, "Give every answer a label of its own.")
    return labels


def _source(found: Findings, node: Node) -> _Values | None:
    nodes = fields.keyed(found, node, "`source`", (), ("authors", "note", "url"))
    if nodes is None:
        return None
    values: _Values = {}
    for key, value in nodes.items():
        label = f"The source's `{key}`"
        if key == "url":
            values[key] = fields.url(found, value, label)
        else:
            values[key] = fields.text(found, value, label, paragraphs=True, empty=True)
    return values


def _evidence(found: Findings, node: Node, scales: Scales) -> _Values | None:
    nodes = fields.keyed(found, node, "`evidence`", (), ("status", "note", "reliability"))
    if nodes is None:
        return None
    values: _Values = {}
    if "note" in nodes:
        values["note"] = fields.text(found, nodes["note"], "The evidence's `note`", paragraphs=True, empty=True)
    if "reliability" in nodes:
        rows = fields.listing(found, nodes["reliability"], "`reliability`", 200) or ()
        values["reliability"] = [
            _reliability(found, row, f"Reliability row {n}", scales) for n, row in enumerate(rows, start=1)
        ]
    if "status" in nodes:
        status = nodes["status"]
        values["status"] = fields.choice(found, status, "`status`", ("not-validated", "validated"))
        if values["status"] == "validated" and "reliability" not in nodes:
            what = "`status` is validated, but there is no `reliability`."
            found.add(status.line, what, "Add rows of scale, alpha or retest, n, sample and citation.")
    return values


def _reliability(found: Findings, node: Node, label: str, scales: Scales) -> _Values:
    nodes = fields.keyed(found, node, label, ("scale", "n", "sample", "citation"), ("alpha", "retest"))
    values: _Values = {}
    if nodes is None:
        return values
    for key, value in nodes.items():
        if key == "scale":
            scale = read_scale_of(found, value, "The row's `scale`", scales)
            values[key] = None if scale is None else scale.id
        elif key == "n":
            values[key] = fields.whole(found, value, "`n`", 1, 100_000_000)
        elif key in ("alpha", "retest"):
            values[key] = fields.share(found, value, f"`{key}`")
        else:
            values[key] = fields.text(found, value, f"`{key}`", limit=1000)
    if "alpha" not in nodes and "retest" not in nodes:
        found.add(node.line, f"{label} has neither `alpha` nor `retest`.", "Add the coefficient that was found.")
    return values
