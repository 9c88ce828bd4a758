"""Day One's JSON export, bare or in its archive: one file a journal, times in UTC with the zone beside them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timezone, tzinfo

from eq.errors import EqError
from eq.exchange.cells import shown
from eq.exchange.journals import structures, texts, zones
from eq.exchange.journals.archives import is_archive, texts_inside
from eq.exchange.journals.gathering import Gathering, Moment
from eq.exchange.journals.model import Journal

_ATTACHED = ("photos", "videos", "audios", "pdfAttachments")
_LINK = re.compile(r"!\[[^\]\n]{0,200}\]\(dayone-moment:/{0,2}(?:/?[a-zA-Z]{1,20}/)?([0-9A-Za-z-]{1,64})\)")
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_EXPORT = "In Day One choose File, Export, JSON, and import the file it writes, unchanged."


def read(data: bytes, where: str, zone: tzinfo, zone_name: str) -> Journal:
    """The entries of every journal in the file; ``zone`` serves those whose own zone is missing or unknown."""
    found = Gathering("dayone", where)
    if not is_archive(data):
        _read_one(structures.load(data, where), where, "", found, zone, zone_name)
        return found.journal()
    files = texts_inside(data, where, _is_journal)
    if not files:
        raise EqError(where, "There is no journal in this archive.", _EXPORT)
    broken: list[EqError] = []
    for name, content in files:
        inside = f"{where}, {shown(name)}"
        try:
            _read_one(structures.load(content, inside), inside, f"{shown(name)}, ", found, zone, zone_name)
        except EqError as problem:
            broken.append(problem)
            found.refuse(shown(name), problem.problems[0].what, problem.problems[0].remedy)
    if len(broken) == len(files):
        raise broken[0]
    return found.journal()


def _is_journal(name: str) -> bool:
    return name.lower().endswith(".json") and name.count("/") <= 1


def _read_one(root: structures.Object, where: str, prefix: str, found: Gathering, zone: tzinfo, zone_name: str) -> None:
    structures.refuse_other_program(root, where, "Day One", _EXPORT)
    for number, one in enumerate(structures.items(root, "entries"), start=1):
        place = f"{prefix}entry {number}"
        if not isinstance(one, dict):
            found.refuse(place, "This is no entry.", "Export the journal again.")
            continue
        moment = _moment(one, zone, zone_name)
        if moment is None:
            found.refuse(place, "Its date cannot be read or lies centuries away.", "Mend its date in Day One.")
            continue
        title, text, photos = _words(one)
        found.add(
            place,
            moment,
            own_id=structures.text(one, "uuid"),
            version=structures.text(one, "modifiedDate")[:40],
            title=title,
            text=text,
            tags=structures.strings(one, "tags"),
            starred=structures.true(one, "starred"),
            photos=photos,
        )


def _moment(entry: structures.Object, zone: tzinfo, zone_name: str) -> Moment | None:
    written = structures.text(entry, "creationDate")
    try:
        at = datetime.fromisoformat(written) if len(written) <= 40 else None
    except ValueError:
        return None
    if at is None or not zones.in_range(at):
        return None
    name = structures.text(entry, "timeZone")
    own = zones.zone_named(name) if len(name) <= 64 else None
    if isinstance(own, timezone):
        name = zones.fixed_name(own.utcoffset(None))
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    local = at.astimezone(own or zone).replace(tzinfo=None)
    return Moment(local, at, name if own else zone_name) if zones.in_range(local) else None


def _words(entry: structures.Object) -> tuple[str, str, int]:
    """Title, text and number of attachments; a heading in the first line is the title."""
    written = structures.text(entry, "text") or _rich(entry)
    linked = set(_LINK.findall(written))
    bare = _GAP.sub("\n\n", _LINK.sub("", written)) if linked else written
    text = texts.tidy(_unescaped(bare))
    line, _, rest = text.partition("\n")
    heading = _HEADING.fullmatch(line)
    title, text = (heading[1].rstrip("# \t"), rest) if heading else ("", text)
    return title, text, _attachments(entry, linked)


def _attachments(entry: structures.Object, linked: set[str]) -> int:
    nameless = 0
    for kind in _ATTACHED:
        for one in structures.objects(entry, kind):
            if name := structures.text(one, "identifier"):
                linked.add(name)
            else:
                nameless += 1
    return len(linked) + nameless


def _unescaped(text: str) -> str:
    """Markdown without its backslashes, code blocks as they are."""
    if "\\" not in text:
        return text
    parts, at = [], 0
    for number, mark in enumerate(_FENCE.finditer(text)):
        part = text[at : mark.start()]
        parts.append(part if number % 2 else _ESCAPED.sub(r"\1", part))
        at = mark.start()
    last = text[at:]
    parts.append(last if len(parts) % 2 else _ESCAPED.sub(r"\1", last))
    return "".join(parts)


def _rich(entry: structures.Object) -> str:
    """The words of the rich text, for entries that have no plain one."""
    rich = structures.text(entry, "richText")
    if not rich.strip():
        return ""
    try:
        root = structures.load(rich.encode("utf-8", "replace"), "rich text")
    except EqError:
        return ""
    return "".join(structures.text(one, "text") for one in structures.objects(root, "contents"))
