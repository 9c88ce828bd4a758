"""The scales and items of a questionnaire file, checked against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eq.content import fields
from eq.content.findings import Findings, shown
from eq.content.strict import Node, Scalar

MAX_ITEMS = 500
MAX_SCALES = 50
MAX_FACETS = 50

RESPONDENT = "respondent"
"""The column of a response file that names the person, so no item can have this id."""


@dataclass
class Scale:
    """What items need to know of a scale; ids are as written, valid or not."""

    id: str
    line: int
    facets: list[str] = field(default_factory=list)
    used: bool = False


@dataclass
class Scales:
    """The scales a file declares, by id; ``doubtful`` when at least one has no id to go by."""

    by_id: dict[str, Scale] = field(default_factory=dict)
    doubtful: bool = False


def read_scales(found: Findings, node: Node) -> tuple[list[dict[str, Any]], Scales]:
    """The scales as the model takes them, and what the items need to know of them."""
    scales = Scales()
    entries = fields.listing(found, node, "`scales`", MAX_SCALES)
    if entries is None:
        scales.doubtful = True
        return [], scales
    return [_scale(found, entry, f"Scale {n}", scales) for n, entry in enumerate(entries, start=1)], scales


def read_items(found: Findings, node: Node, scales: Scales) -> list[dict[str, Any]]:
    """The items as the model takes them; notes scales that no item belongs to."""
    entries = fields.listing(found, node, "`items`", MAX_ITEMS)
    if entries is None:
        return []
    first: dict[str, int] = {}
    values = [_item(found, entry, f"Item {n}", scales, first) for n, entry in enumerate(entries, start=1)]
    for scale in scales.by_id.values():
        if not scale.used:
            what = f"The scale `{shown(scale.id)}` has no items."
            found.add(scale.line, what, f"Add items with `scale: {shown(scale.id)}`, or remove the scale.")
    return values


def read_scale_of(found: Findings, node: Node, label: str, scales: Scales) -> Scale | None:
    """The declared scale that ``node`` names, or the one that was meant when it is misspelt."""
    if isinstance(node, Scalar) and node.value in scales.by_id:
        # An invalid scale id was noted where it is declared; whoever refers to it is not to blame.
        return scales.by_id[node.value]
    wanted = fields.identifier(found, node, label)
    if wanted is None:
        return None
    guess = fields.close(wanted, scales.by_id)
    if guess is not None:
        found.add(node.line, f"There is no scale `{wanted}`.", f"Did you mean `{guess}`?")
        return scales.by_id[guess]
    if not scales.doubtful:
        found.add(node.line, f"There is no scale `{wanted}`.", fields.meant(wanted, tuple(scales.by_id)))
    return None


def _scale(found: Findings, node: Node, label: str, scales: Scales) -> dict[str, Any]:
    nodes = fields.keyed(found, node, label, ("id", "title"), ("description", "facets")) or {}
    values: dict[str, Any] = {}
    scale = Scale("", node.line)
    if "id" in nodes:
        values["id"] = fields.identifier(found, nodes["id"], "The scale's `id`")
        if isinstance(nodes["id"], Scalar):
            scale = Scale(nodes["id"].value, nodes["id"].line)
    if scale.id in scales.by_id:
        what = f"The scale `{shown(scale.id)}` is there twice, first on line {scales.by_id[scale.id].line}."
        found.add(scale.line, what, "Give each scale an id of its own.")
        scale = scales.by_id[scale.id]
    elif scale.id:
        scales.by_id[scale.id] = scale
    else:
        scales.doubtful = True
    if "title" in nodes:
        values["title"] = fields.text(found, nodes["title"], "The scale's `title`", limit=120)
    if "description" in nodes:
        about = "The scale's `description`"
        values["description"] = fields.text(found, nodes["description"], about, paragraphs=True, empty=True)
    if "facets" in nodes:
        values["facets"] = _facets(found, nodes["facets"], scale)
    return values


def _facets(found: Findings, node: Node, scale: Scale) -> dict[str, str | None]:
    mapping = fields.group(found, node, "`facets`", ("first-facet", "second-facet"))
    if mapping is None:
        return {}
    if len(mapping.entries) > MAX_FACETS:
        found.add(node.line, f"`facets` has {len(mapping.entries)} entries.", f"Write {MAX_FACETS} at most.")
    values: dict[str, str | None] = {}
    for key, title in mapping.entries[:MAX_FACETS]:
        scale.facets.append(key.value)
        facet = fields.identifier(found, key, "The facet's id")
        value = fields.text(found, title, f"The title of the facet `{shown(key.value)}`", limit=120)
        if facet is not None:
            values[facet] = value
    return values


def _item(found: Findings, node: Node, label: str, scales: Scales, first: dict[str, int]) -> dict[str, Any]:
    nodes = fields.keyed(found, node, label, ("id", "scale", "text"), ("facet", "reverse")) or {}
    values: dict[str, Any] = {}
    if "id" in nodes:
        values["id"] = _item_id(found, nodes["id"], first)
    scale = None
    if "scale" in nodes:
        scale = read_scale_of(found, nodes["scale"], "The item's `scale`", scales)
        if scale is not None:
            scale.used = True
            values["scale"] = scale.id
    if "text" in nodes:
        values["text"] = fields.text(found, nodes["text"], "The item's `text`", limit=500)
    if "facet" in nodes:
        values["facet"] = _facet(found, nodes["facet"], scale)
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


def _facet(found: Findings, node: Node, scale: Scale | None) -> str | None:
    if scale is not None and isinstance(node, Scalar) and node.value in scale.facets:
        return node.value
    facet = fields.identifier(found, node, "The item's `facet`")
    if facet is not None and scale is not None:
        what = f"The scale `{shown(scale.id)}` has no facet `{facet}`."
        remedy = fields.meant(facet, scale.facets) or "Declare it under the scale's `facets`, or remove it here."
        found.add(node.line, what, remedy)
    return facet
