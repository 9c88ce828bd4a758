"""Lists of short records, as the files of feelings, prompts and chips hold them: each with an id of its own."""

from __future__ import annotations

from eq.content import fields
from eq.content.findings import Findings
from eq.content.strict import Node


class Firsts:
    """The values that must not come twice, and the line on which each stood first."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def note(self, found: Findings, node: Node, value: str) -> None:
        """Remember ``value``; a problem if it was there before in any case."""
        first = self._lines.get(value.casefold())
        if first is not None:
            found.add(node.line, f"`{value}` is there twice, first on line {first}.", "Keep one, or rename one.")
        self._lines.setdefault(value.casefold(), node.line)


def own_id(found: Findings, node: Node, label: str, firsts: Firsts) -> str | None:
    """An id that no other record of the file has."""
    value = fields.identifier(found, node, label)
    if value is not None:
        firsts.note(found, node, value)
    return value


def file_list(found: Findings, root: Node, key: str, most: int) -> tuple[Node, ...]:
    """The entries of a file that is ``{version: 1, key: [...]}``; empty if something is wrong with it."""
    nodes = fields.keyed(found, root, "The file", ("version", key)) or {}
    if "version" in nodes:
        fields.whole(found, nodes["version"], "`version`", 1, 1)
    if key not in nodes:
        return ()
    return fields.listing(found, nodes[key], f"`{key}`", most) or ()
