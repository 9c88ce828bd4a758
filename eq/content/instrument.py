"""The questionnaire file: from strictly read YAML to a Questionnaire."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from eq.assess.questionnaire import Questionnaire
from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.strict import Node, Refused, Scalar

MAX_ITEMS = 500
MAX_SCALES = 50
MAX_FACETS = 50
MAX_STEPS = 11
MAX_VERSION = 999_999

RESPONDENT = "respondent"
"""The column of a response file that names the person, so no item can have this id."""

_REQUIRED = ("id", "version", "title", "answers", "scales", "items")
_OPTIONAL = ("form", "language", "instruction", "frame", "minutes", "page_size", "licence", "source", "evidence")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")

_Values = dict[str, Any]


@dataclass
class _Scale:
    """What the items need to know of a scale; ``id`` may be misspelt, ``facets`` holds the declared ids."""

    id: str
    line: int
    facets: list[str] = field(default_factory=list)
    used: bool = False


def instrument(data: bytes, name: str) -> Questionnaire:
    """The questionnaire in ``data``; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    nodes = fields.keyed(found, strict.parse(data, found), "The questionnaire", _REQUIRED, _OPTIONAL) or {}
    values: _Values = _head(found, nodes)
    if "answers" in nodes:
        values["answers"] = _answers(found, nodes["answers"])
    scales: list[_Scale] = []
    if "scales" in nodes:
        values["scales"] = _scales(found, nodes["scales"], scales)
    if "items" in nodes:
        values["items"] = _items(found, nodes["items"], scales)
        _used(found, scales)
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


def _scales(found: Findings, node: Node, scales: list[_Scale]) -> list[_Values] | None:
    entries = fields.listing(found, node, "`scales`", MAX_SCALES)
    if entries is None:
        return None
    return [_scale(found, entry, f"Scale {n}", scales) for n, entry in enumerate(entries, start=1)]


def _scale(found: Findings, node: Node, label: str, scales: list[_Scale]) -> _Values:
    nodes = fields.keyed(found, node, label, ("id", "title"), ("description", "facets")) or {}
    values: _Values = {}
    scale = _Scale("", node.line)
    if "id" in nodes:
        values["id"] = fields.identifier(found, nodes["id"], "The scale's `id`")
        if isinstance(nodes["id"], Scalar):
            scale = _Scale(nodes["id"].value, nodes["id"].line)
        same = next((other for other in scales if other.id == scale.id), None)
        if values["id"] is not None and same is not None:
            what = f"The scale `{scale.id}` is there twice, first on line {same.line}."
            found.add(scale.line, what, "Give each scale an id of its own.")
            scale.used = True
    if "title" in nodes:
        values["title"] = fields.text(found, nodes["title"], "The scale's `title`", limit=120)
    if "description" in nodes:
        values["description"] = fields.text(
            found, nodes["description"], "The scale's `description`", paragraphs=True, empty=True
        )
    if "facets" in nodes:
        values["facets"] = _facets(found, nodes["facets"], scale)
    scales.append(scale)
    return values


def _facets(found: Findings, node: Node, scale: _Scale) -> _Values | None:
    mapping = fields.group(found, node, "`facets`")
    if mapping is None:
        return None
    if len(mapping.entries) > MAX_FACETS:
        what = f"`facets` has {len(mapping.entries)} entries."
        found.add(node.line, what, f"Write {MAX_FACETS} at most.")
        return None
    values: _Values = {}
    for key, title in mapping.entries:
        scale.facets.append(key.value)
        facet = fields.identifier(found, key, "The facet's id")
        value = fields.text(found, title, f"The title of the facet `{shown(key.value)}`", limit=120)
        if facet is not None:
            values[facet] = value
    return values


def _items(found: Findings, node: Node, scales: list[_Scale]) -> list[_Values] | None:
    entries = fields.listing(found, node, "`items`", MAX_ITEMS)
    if entries is None:
        for scale in scales:
            scale.used = True
        return None
    first: dict[str, int] = {}
    return [_item(found, entry, f"Item {n}", scales, first) for n, entry in enumerate(entries, start=1)]


def _item(found: Findings, node: Node, label: str, scales: list[_Scale], first: dict[str, int]) -> _Values:
    nodes = fields.keyed(found, node, label, ("id", "scale", "text"), ("facet", "reverse")) or {}
    values: _Values = {}
    if "id" in nodes:
        values["id"] = _item_id(found, nodes["id"], first)
    scale = _scale_of(found, nodes["scale"], scales, values) if "scale" in nodes else None
    if "text" in nodes:
        values["text"] = fields.text(found, nodes["text"], "The item's `text`", limit=500)
    if "facet" in nodes:
        values["facet"] = _facet_of(found, nodes["facet"], scale)
    if "reverse" in nodes:
        values["reverse"] = fields.flag(found, nodes["reverse"], "`reverse`")
    return values


def _item_id(found: Findings, node: Node, first: dict[str, int]) -> str | None:
    item_id = fields.identifier(found, node, "The item's `id`")
    if item_id is None:
        return None
    if item_id == RESPONDENT:
        what = f"The item's `id` is `{RESPONDENT}`, which names a column of response files."
        found.add(node.line, what, "Choose another id.")
    elif item_id in first:
        what = f"The item `{item_id}` is there twice, first on line {first[item_id]}."
        found.add(node.line, what, "Give each item an id of its own.")
    first.setdefault(item_id, node.line)
    return item_id


def _scale_of(found: Findings, node: Node, scales: list[_Scale], values: _Values) -> _Scale | None:
    """The item's scale; the one that was meant if it is misspelt."""
    by_id = {scale.id: scale for scale in scales if scale.id}
    if isinstance(node, Scalar) and node.value in by_id:
        # A scale id that is no valid id was reported where it was declared; its items are not to blame.
        values["scale"] = node.value
        scale = by_id[node.value]
        scale.used = True
        return scale
    wanted = fields.identifier(found, node, "The item's `scale`")
    if wanted is None or not by_id:
        return None
    found.add(node.line, f"There is no scale `{wanted}`.", fields.meant(wanted, tuple(by_id)))
    guess = fields.close(wanted, by_id)
    if guess is None:
        return None
    by_id[guess].used = True
    return by_id[guess]


def _facet_of(found: Findings, node: Node, scale: _Scale | None) -> str | None:
    if scale is not None and isinstance(node, Scalar) and node.value in scale.facets:
        return node.value
    facet = fields.identifier(found, node, "The item's `facet`")
    if facet is not None and scale is not None:
        what = f"The scale `{shown(scale.id)}` has no facet `{facet}`."
        remedy = fields.meant(facet, scale.facets) or "Declare it under the scale's `facets`, or remove it here."
        found.add(node.line, what, remedy)
    return facet


def _used(found: Findings, scales: list[_Scale]) -> None:
    for scale in scales:
        if scale.id and not scale.used:
            what = f"The scale `{shown(scale.id)}` has no items."
            found.add(scale.line, what, f"Add items with `scale: {shown(scale.id)}`, or remove the scale.")


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


def _evidence(found: Findings, node: Node, scales: list[_Scale]) -> _Values | None:
    nodes = fields.keyed(found, node, "`evidence`", (), ("status", "note", "reliability"))
    if nodes is None:
        return None
    values: _Values = {}
    if "note" in nodes:
        values["note"] = fields.text(found, nodes["note"], "The evidence's `note`", paragraphs=True, empty=True)
    if "reliability" in nodes:
        rows = fields.listing(found, nodes["reliability"], "`reliability`", 200) or ()
        values["reliability"] = [_reliability(found, row, f"Row {n}", scales) for n, row in enumerate(rows, start=1)]
    if "status" in nodes:
        status = nodes["status"]
        values["status"] = fields.choice(found, status, "`status`", ("not-validated", "validated"))
        if values["status"] == "validated" and "reliability" not in nodes:
            what = "`status` is validated, but there is no `reliability`."
            found.add(status.line, what, "Add rows of scale, alpha or retest, n, sample and citation.")
    return values


def _reliability(found: Findings, node: Node, label: str, scales: list[_Scale]) -> _Values:
    nodes = fields.keyed(found, node, label, ("scale", "n", "sample", "citation"), ("alpha", "retest"))
    values: _Values = {}
    if nodes is None:
        return values
    for key, value in nodes.items():
        if key == "scale":
            values[key] = _scale_id(found, value, scales)
        elif key == "n":
            values[key] = fields.whole(found, value, "`n`", 1, 100_000_000)
        elif key in ("alpha", "retest"):
            values[key] = fields.share(found, value, f"`{key}`")
        else:
            values[key] = fields.text(found, value, f"`{key}`", limit=1000)
    if "alpha" not in nodes and "retest" not in nodes:
        found.add(node.line, f"{label} has neither `alpha` nor `retest`.", "Add the coefficient that was found.")
    return values


def _scale_id(found: Findings, node: Node, scales: list[_Scale]) -> str | None:
    ids = [scale.id for scale in scales if scale.id]
    if isinstance(node, Scalar) and node.value in ids:
        return node.value
    wanted = fields.identifier(found, node, "The row's `scale`")
    if wanted is not None and ids and not isinstance(node, Refused):
        found.add(node.line, f"There is no scale `{wanted}`.", fields.meant(wanted, ids))
    return wanted
