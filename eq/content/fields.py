"""Single fields of a strictly read file: texts, ids, numbers and groups with known keys.

Every function notes what is wrong in ``found`` and then returns None; ``label`` names the field in messages.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from eq.content.findings import Findings, shown
from eq.content.strict import Group, Listing, Node, Refused, Scalar

ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
ID_RULE = "Begin with a letter a-z, then letters, digits, dots, dashes or underscores; 64 signs at most."

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_MOST_DIGITS = 10
_REAL = re.compile(r"[0-9](\.[0-9]{1,12})?")
_URL = re.compile(r"https?://[^\s<>\"'\\]+")
_BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_READ_AS = {
    "number": "a number",
    "date": "a date",
    "null": "nothing at all",
    "sign": "a sign of its own",
}


def close(word: str, choices: Iterable[str]) -> str | None:
    """The choice a misspelt ``word`` most likely means, or None."""
    by_folded = {choice.casefold(): choice for choice in choices}
    best = difflib.get_close_matches(word[:100].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[best[0]] if best else None


def meant(word: str, choices: Sequence[str]) -> str:
    """The remedy for a wrong word: "Did you mean ...?" or the choices there are (at most twelve)."""
    guess = close(word, choices)
    if guess is not None:
        return f"Did you mean `{guess}`?"
    listed = ", ".join(f"`{choice}`" for choice in choices[:12])
    return f"Use one of: {listed}{', ...' if len(choices) > 12 else ''}." if choices else ""


def _scalar(found: Findings, node: Node, label: str, wanted: str) -> Scalar | None:
    if isinstance(node, Scalar):
        if node.value == "" and node.kind == "null":
            found.add(node.line, f"{label} has no value.", "Write one after the colon, or remove the line.")
            return None
        return node
    if not isinstance(node, Refused):
        found.add(node.line, f"{label} is {_collection(node)}.", f"Write {wanted} in its place.")
    return None


def _collection(node: Group | Listing) -> str:
    return "a list" if isinstance(node, Listing) else "a group of keys"


def _twisted(found: Findings, node: Scalar, label: str) -> bool:
    if node.kind == "text":
        return False
    value = shown(node.value)
    read_as = _truth(node.value) if node.kind == "bool" else _READ_AS[node.kind]
    found.add(node.line, f"{label} is `{value}`, which YAML reads as {read_as}.", f'Put it in quotes: "{value}".')
    return True


def _quoted(node: Scalar) -> str:
    return f'"{shown(node.value)}"' if node.quoted else f"`{shown(node.value)}`"


def _truth(value: str) -> str:
    return "true" if value.lower() in ("true", "yes", "on") else "false"


def text(
    found: Findings, node: Node, label: str, *, limit: int = 2000, paragraphs: bool = False, empty: bool = False
) -> str | None:
    """A plain text without blanks at its ends, 1 to ``limit`` characters; line breaks only if ``paragraphs``."""
    scalar = _scalar(found, node, label, "one text in quotes")
    if scalar is None or _twisted(found, scalar, label):
        return None
    value = scalar.value.strip(" \n\u00a0")
    bad = _BAD.search(value)
    if bad:
        found.add(scalar.line, f"{label} has the invisible character U+{ord(bad.group()):04X}.", "Remove it.")
    elif "\n" in value and not paragraphs:
        found.add(scalar.line, f"{label} runs over several lines.", "Write it as one line.")
    elif len(value) > limit:
        found.add(scalar.line, f"{label} has {len(value)} characters.", f"Shorten it to {limit} characters.")
    elif not value.strip() and not empty:
        found.add(scalar.line, f"{label} is empty.", "Write the text between the quotes.")
    else:
        return value
    return None


def url(found: Findings, node: Node, label: str) -> str | None:
    """An address that begins with http:// or https://, or an empty text."""
    value = text(found, node, label, limit=500, empty=True)
    if value and not _URL.fullmatch(value):
        found.add(node.line, f"{label} is `{shown(value)}`.", "Write a full address that begins with https://.")
        return None
    return value


def identifier(found: Findings, node: Node, label: str) -> str | None:
    """An id, case kept."""
    scalar = _scalar(found, node, label, "one id")
    if scalar is None:
        return None
    if not ID.fullmatch(scalar.value):
        what = f"{label} is {_quoted(scalar)}, which is no valid id." if scalar.value else f"{label} is empty."
        found.add(scalar.line, what, ID_RULE)
        return None
    return None if _twisted(found, scalar, label) else scalar.value


def whole(found: Findings, node: Node, label: str, low: int, high: int) -> int | None:
    """A whole number ``low..high`` in plain digits."""
    scalar = _scalar(found, node, label, "a whole number")
    if scalar is None:
        return None
    if scalar.quoted or scalar.kind != "number" or not _WHOLE.fullmatch(scalar.value):
        what = f"{label} is {_quoted(scalar)}, which is no plain whole number."
        found.add(scalar.line, what, f"Write digits without quotes, from {low} to {high}.")
        return None
    if len(scalar.value) > _MOST_DIGITS or not low <= int(scalar.value) <= high:
        remedy = f"Write a whole number from {low} to {high}." if low < high else f"Write {low}."
        found.add(scalar.line, f"{label} is {shown(scalar.value)}.", remedy)
        return None
    return int(scalar.value)


def share(found: Findings, node: Node, label: str) -> float | None:
    """A coefficient 0..1 in plain digits."""
    scalar = _scalar(found, node, label, "a number from 0 to 1")
    if scalar is None:
        return None
    plain = not scalar.quoted and scalar.kind == "number" and _REAL.fullmatch(scalar.value) is not None
    if not plain or float(scalar.value) > 1:
        found.add(scalar.line, f"{label} is {_quoted(scalar)}.", "Write a number from 0 to 1, such as 0.78.")
        return None
    return float(scalar.value)


def flag(found: Findings, node: Node, label: str) -> bool | None:
    """True or False."""
    scalar = _scalar(found, node, label, "true or false")
    if scalar is None:
        return None
    if scalar.kind != "bool":
        found.add(scalar.line, f"{label} is {_quoted(scalar)}.", "Write true or false, without quotes.")
        return None
    return _truth(scalar.value) == "true"


def choice(found: Findings, node: Node, label: str, choices: Sequence[str]) -> str | None:
    """One of the choices, spelt exactly."""
    scalar = _scalar(found, node, label, "one word")
    if scalar is None:
        return None
    if scalar.value not in choices:
        found.add(scalar.line, f"{label} is `{shown(scalar.value)}`.", meant(scalar.value, choices))
        return None
    return scalar.value


def listing(found: Findings, node: Node, label: str, most: int) -> tuple[Node, ...] | None:
    """The entries of a list of 1 to ``most``."""
    if isinstance(node, Listing):
        if 1 <= len(node.entries) <= most:
            return node.entries
        what = f"{label} has {len(node.entries)} entries." if node.entries else f"{label} is empty."
        found.add(node.line, what, f"Write 1 to {most} entries.")
    elif not isinstance(node, Refused):
        got = "a group of keys" if isinstance(node, Group) else "no list"
        found.add(node.line, f"{label} is {got}.", "Write a list: one entry a line, each beginning with `- `.")
    return None


def group(found: Findings, node: Node, label: str, keys: Sequence[str] = ("key", "another")) -> Group | None:
    """A mapping; ``keys`` stand in the remedy as an example."""
    if isinstance(node, Group):
        return node
    if not isinstance(node, Refused):
        got = "a list" if isinstance(node, Listing) else "one single value"
        found.add(
            node.line, f"{label} is {got}.", "Write it as {" + "".join(f"{key}: ..., " for key in keys)[:-2] + "}."
        )
    return None


def keyed(
    found: Findings, node: Node, label: str, required: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, Node] | None:
    """The values of a mapping by key.

    A key that is unknown but close to a missing one is reported and then read as that one, so that what stands
    behind it is checked as well.
    """
    mapping = group(found, node, label, required or optional)
    if mapping is None:
        return None
    known = [*required, *optional]
    present = {key.value: value for key, value in mapping.entries if key.value in known and _is_name(key)}
    for key, value in mapping.entries:
        if key.value in present:
            continue
        guess = close(key.value, known)
        if guess is None:
            names = ", ".join(f"`{name}`" for name in known)
            found.add(key.line, f"{label} has the unknown key `{shown(key.value)}`.", f"Remove it. Known are {names}.")
        elif guess in present:
            what = f"{label} has the unknown key `{shown(key.value)}`."
            found.add(key.line, what, f"Remove it: `{guess}` is given as well.")
        else:
            found.add(key.line, f"{label} has the unknown key `{shown(key.value)}`.", f"Did you mean `{guess}`?")
            present[guess] = value
    for name in required:
        if name not in present:
            found.add(mapping.line, f"{label} has no `{name}`.", f"Add `{name}: ...`.")
    return present


def _is_name(key: Scalar) -> bool:
    return key.kind == "text"
