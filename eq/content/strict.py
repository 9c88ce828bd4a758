"""YAML read strictly: every value with its line, and nothing that YAML twists, hides or multiplies.

The text is taken apart into parse events; no Python object is ever made from it, and nesting and size are
limited while the events arrive, so that a small file cannot grow large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import yaml
from yaml import events

from eq.content import syntax
from eq.content.findings import Findings, shown

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000

LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where the installation brings it, else the pure one; only their events are used."""

Kind = Literal["text", "bool", "number", "date", "null", "sign"]

_KINDS: dict[str, Kind] = {
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:merge": "sign",
    "tag:yaml.org,2002:value": "sign",
}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True)
class Scalar:
    """One value. ``kind`` is what YAML 1.1 takes it for; a quoted value is always text."""

    line: int
    value: str
    kind: Kind
    quoted: bool


@dataclass(frozen=True)
class Listing:
    """A YAML sequence."""

    line: int
    entries: tuple[Node, ...]


@dataclass(frozen=True)
class Group:
    """A YAML mapping, in file order; of a doubled key only the first is kept."""

    line: int
    entries: tuple[tuple[Scalar, Node], ...]


@dataclass(frozen=True)
class Refused:
    """Stands where something was refused and reported already, so that it is not reported twice."""

    line: int


Node = Scalar | Listing | Group | Refused


def parse(data: bytes, found: Findings) -> Group:
    """The file's one mapping, with lines; what can be read past is noted in ``found``.

    Raises EqError where nothing can be read: too large, not text, empty, broken YAML, too deep, no mapping.
    """
    if len(data) > MAX_BYTES:
        found.stop(1, f"The file is larger than {MAX_BYTES // 1024} KiB.", "Keep only what belongs to it.")
    text = _readable(_decoded(data, found), found)
    builder = _Builder(found)
    try:
        root = builder.build(LOADER(text))
    except yaml.YAMLError as error:
        found.stop(*syntax.explain(error, text.split("\n")))
    if root is None:
        found.stop(1, "The file is empty.", "Copy a file that works and change it.")
    if isinstance(root, Refused):
        raise found.error()
    if not isinstance(root, Group):
        what = "a list" if isinstance(root, Listing) else "one single value"
        found.stop(root.line, f"The file holds {what}.", "Write lines such as `title: ...`, each at the left margin.")
    return root


def _decoded(data: bytes, found: Findings) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found.stop(1, "The file is saved as UTF-16, not as UTF-8.", "Save it again with the encoding UTF-8.")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        found.stop(line, "The file has a NUL byte, so it is no text file.", "Save it as plain text in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        byte = error.start - before.rfind(b"\n")
        what = f"Byte {byte} of this line, 0x{data[error.start]:02x}, is not UTF-8."
        found.add(before.count(b"\n") + 1, what, "Save the file again with the encoding UTF-8.")
        return data.decode("utf-8", errors="replace")


def _readable(text: str, found: Findings) -> str:
    """The text without invisible characters. Tabs end the reading: they make indentation a guess."""
    tabs = False
    for number, line in enumerate(text.split("\n"), start=1):
        unseen = _UNSEEN.search(line)
        if unseen:
            what = f"This line has the invisible character U+{ord(unseen.group()):04X}."
            found.add(number, what, "Remove it.")
        before_tab, tab, _ = line.partition("\t")
        if tab and not _COMMENT.search(before_tab):
            tabs = True
            found.add(number, "This line has a tab.", "Use spaces in its place.")
    if tabs:
        raise found.error()
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


class _Builder:
    """Makes one tree of nodes out of parse events, with a stack of its own in place of recursion."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._open: list[tuple[events.CollectionStartEvent, list[Node]]] = []
        self._nodes = 0
        self._root: Node | None = None

    def build(self, loader: yaml.SafeLoader | yaml.CSafeLoader) -> Node | None:
        """The root, or None of an empty stream; raises YAMLError of the parser and EqError at a limit."""
        documents = 0
        while (event := loader.get_event()) is not None:
            line = _line(event)
            if isinstance(event, events.DocumentStartEvent):
                documents += 1
                self._document(event, line, documents)
            elif isinstance(event, events.NodeEvent):
                self._count(line)
                self._node(event, line, loader)
            elif isinstance(event, events.CollectionEndEvent):
                self._close()
        return self._root

    def _document(self, event: events.DocumentStartEvent, line: int, documents: int) -> None:
        if event.version or event.tags:
            self._found.add(line, "YAML directives such as %YAML are not used here.", "Remove the line.")
        if documents > 1:
            self._found.stop(line, "`---` begins a second document.", "Keep one document in a file.")

    def _count(self, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._found.stop(line, f"The file has more than {MAX_NODES} values.", "Shorten it.")

    def _node(self, event: events.NodeEvent, line: int, loader: yaml.SafeLoader | yaml.CSafeLoader) -> None:
        if isinstance(event, events.AliasEvent):
            what = f"`*{shown(event.anchor or '')}` repeats another part of the file."
            self._found.add(line, what, "Write the text out, or put it in quotes if the star belongs to it.")
            self._place(Refused(line))
            return
        if event.anchor is not None:
            what = f"`&{shown(event.anchor)}` marks a part of the file for repeating."
            self._found.add(line, what, "Remove the mark, or put the text in quotes if the sign belongs to it.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            what = f"The YAML tag `{shown(_short(tag))}` is not used here."
            self._found.add(line, what, "Remove it, or put the text in quotes if the `!` belongs to it.")
        if isinstance(event, events.CollectionStartEvent):
            if len(self._open) >= MAX_DEPTH:
                self._found.stop(line, f"This goes more than {MAX_DEPTH} levels deep.", "Take brackets away.")
            self._open.append((event, []))
        elif isinstance(event, events.ScalarEvent):
            # A tag without a value is most often a text that begins with `!`: one problem, not two.
            bare = tag is not None and not event.value and not event.style
            self._place(Refused(line) if bare else _scalar(event, line, loader))

    def _close(self) -> None:
        start, children = self._open.pop()
        line = _line(start)
        if isinstance(start, events.SequenceStartEvent):
            self._place(Listing(line, tuple(children)))
        else:
            self._place(self._group(line, children))

    def _group(self, line: int, children: list[Node]) -> Group:
        first: dict[str, int] = {}
        entries: list[tuple[Scalar, Node]] = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if isinstance(key, Refused):
                continue
            if not isinstance(key, Scalar):
                self._found.add(key.line, "A key is a list or a group.", "Write one plain word before the colon.")
            elif key.value == "<<" and key.kind == "sign":
                self._found.add(key.line, "`<<` merges another part of the file.", "Write those lines out.")
            elif key.value in first:
                what = f"`{shown(key.value)}` is given twice, first on line {first[key.value]}."
                self._found.add(key.line, what, "Keep one of them.")
            else:
                first[key.value] = key.line
                entries.append((key, value))
        return Group(line, tuple(entries))

    def _place(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self._root = node


def _line(event: events.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _scalar(event: events.ScalarEvent, line: int, loader: yaml.SafeLoader | yaml.CSafeLoader) -> Scalar:
    if event.style:
        return Scalar(line, event.value, "text", quoted=True)
    tag = loader.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    return Scalar(line, event.value, _KINDS.get(tag, "text"), quoted=False)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
