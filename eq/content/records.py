"""Lists of short records, as the files of feelings, prompts and chips hold them: each with an id of its own."""

from __future__ import annotations

from collections.abc import Collection

from eq.content import fields
from eq.content.findings import Findings, shown
from eq.content.strict import Group, Listing, Node, Scalar


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


def claimed_id(node: Node) -> str | None:
    """The id an entry claims, whatever else is wrong with it."""
    pairs = node.entries if isinstance(node, Group) else ()
    return next((value.value for key, value in pairs if key.value == "id" and isinstance(value, Scalar)), None)


def several(found: Findings, node: Node, label: str, many: tuple[int, int]) -> tuple[Node, ...]:
    """The entries of a list that has at least and at most so many; ``[]`` where it may be empty."""
    least, most = many
    if least == 0 and isinstance(node, Listing) and not node.entries:
        return ()
    entries = fields.listing(found, node, label, most)
    if entries is not None and len(entries) < least:
        wanted = str(least) if least == most else f"{least} to {most}"
        found.add(node.line, f"{label} has {len(entries)} of {wanted} entries.", f"Write {wanted}.")
    return entries or ()


def once(found: Findings, node: Node, label: str, limit: int, texts: Firsts) -> str | None:
    """A text of at most ``limit`` characters that stands nowhere else in the file."""
    value = fields.text(found, node, label, limit=limit)
    if value is not None:
        texts.note(found, node, value)
    return value


def one_of(found: Findings, node: Node, label: str, known: Collection[str], no: str) -> str | None:
    """An id that is among ``known``; ``no`` says what it is none of."""
    value = fields.identifier(found, node, label)
    if value is not None and value not in known:
        found.add(node.line, f"{label} is `{shown(value)}`, which is no {no}.", fields.meant(value, sorted(known)))
        return None
    return value
