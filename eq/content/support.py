"""Support contacts by country: whom to call, and how far the list has been checked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.strict import Node

_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[0-9][0-9 ]{0,18}[0-9]")
_MOST_COUNTRIES = 260


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Emergency(_Frozen):
    """An emergency number; ``note`` says for whom or from where, empty when it is for everything."""

    number: str
    note: str = ""


class Contact(_Frozen):
    """A helpline or directory. ``mark``: "seen" = a page about it was read, "listed" = as commonly published."""

    label: str
    number: str | None = None
    url: str | None = None
    note: str = ""
    hours: str = ""
    mark: Literal["seen", "listed"] = "listed"


class Country(_Frozen):
    """One country's numbers; ``country`` is its ISO 3166-1 code of two letters."""

    country: str
    name: str
    emergency: tuple[Emergency, ...]
    contacts: tuple[Contact, ...]


class SupportContacts(_Frozen):
    """The whole Support page.

    ``last_checked`` is the day on which every number was compared with its operator's page, None if that has not
    been done since ``listed_on``, the day the list was put together; ``note`` says so in words and is shown
    beside the numbers. ``first_lines`` come first, then ``everywhere``, then the person's country, if it is here.
    """

    listed_on: date
    last_checked: date | None
    note: str
    first_lines: tuple[str, ...]
    everywhere: tuple[Contact, ...]
    countries: tuple[Country, ...]

    def of(self, country: str) -> Country | None:
        """The country with this ISO code in any case, or None: then only ``everywhere`` applies."""
        return next((one for one in self.countries if one.country == country.upper()), None)


@cache
def support() -> SupportContacts:
    """The contacts that ship."""
    path = Path(__file__).with_name("support.yaml")
    return read_support(path.read_bytes(), path.name)


def read_support(data: bytes, name: str) -> SupportContacts:
    """The contacts in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    required = ("version", "listed_on", "note", "first_lines", "everywhere", "support")
    nodes = fields.keyed(found, strict.parse(data, found), "The file", required, ("last_checked",)) or {}
    values: dict[str, Any] = {"last_checked": None}
    for key, node in nodes.items():
        label = f"`{key}`"
        if key == "version":
            fields.whole(found, node, label, 1, 1)
        elif key in ("listed_on", "last_checked"):
            values[key] = _day(found, node, label)
        elif key == "note":
            values[key] = fields.text(found, node, label)
        elif key == "first_lines":
            lines = fields.listing(found, node, label, 10) or ()
            values[key] = [fields.text(found, line, "The line", limit=300) for line in lines]
        elif key == "everywhere":
            values[key] = _contacts(found, node, label)
        else:
            values["countries"] = _countries(found, node, label)
    if found:
        raise found.error()
    return SupportContacts.model_validate(values)


def _day(found: Findings, node: Node, label: str) -> date | None:
    value = fields.text(found, node, label)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        found.add(node.line, f"{label} is `{shown(value)}`.", 'Write a day in quotes, such as "2026-11-21".')
        return None


def _countries(found: Findings, node: Node, label: str) -> list[dict[str, Any]]:
    first: dict[str, int] = {}
    entries = fields.listing(found, node, label, _MOST_COUNTRIES) or ()
    return [_country(found, entry, first) for entry in entries]


def _country(found: Findings, node: Node, first: dict[str, int]) -> dict[str, Any]:
    nodes = fields.keyed(found, node, "The country", ("country", "name", "emergency", "contacts")) or {}
    values: dict[str, Any] = {}
    if "country" in nodes:
        code = fields.text(found, nodes["country"], "`country`")
        values["country"] = code
        if code is not None and not _COUNTRY.fullmatch(code):
            found.add(node.line, f"`country` is `{shown(code)}`.", "Write the ISO code of two capital letters.")
        elif code in first:
            found.add(node.line, f"`{code}` is there twice, first on line {first[code]}.", "Keep one of them.")
        elif code is not None:
            first[code] = node.line
    if "name" in nodes:
        values["name"] = fields.text(found, nodes["name"], "`name`", limit=80)
    if "emergency" in nodes:
        numbers = fields.listing(found, nodes["emergency"], "`emergency`", 6) or ()
        values["emergency"] = [_texts(found, number, "The number", ("number",), ("note",)) for number in numbers]
    if "contacts" in nodes:
        values["contacts"] = _contacts(found, nodes["contacts"], "`contacts`")
    return values


def _contacts(found: Findings, node: Node, label: str) -> list[dict[str, Any]]:
    entries = fields.listing(found, node, label, 20) or ()
    optional = ("number", "url", "note", "hours")
    return [_texts(found, entry, "The contact", ("label", "mark"), optional) for entry in entries]


def _texts(
    found: Findings, node: Node, label: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, label, required, optional) or {}).items():
        if key == "url":
            values[key] = fields.url(found, value, "`url`")
        elif key == "mark":
            values[key] = fields.choice(found, value, "`mark`", ("seen", "listed"))
        else:
            values[key] = fields.text(found, value, f"`{key}`", limit=200)
        if key == "number" and values[key] is not None and not _NUMBER.fullmatch(values[key]):
            found.add(value.line, f"`number` is `{shown(values[key])}`.", "Write digits and spaces, in quotes.")
    return values
