"""The manifest of an export: what the zip holds, and of which version it is."""

from __future__ import annotations

import json
import zipfile
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from eq.errors import EqError
from eq.exchange.zips import DAMAGED

FORMAT, VERSION = "eq-export", 1
LONGEST = 1 << 20
_ANEW = "Nothing was changed. Use the file as it was exported, or export it again."

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class TableFacts(BaseModel):
    """How many rows a table has, and the SHA-256 of its CSV."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    rows: int = Field(ge=0)
    sha256: Hash


class Manifest(BaseModel):
    """``steps``: the schema steps of the workspace it came from; ``content``: the hash of all its rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["eq-export"]
    version: Literal[1]
    steps: tuple[str, ...] = Field(alias="schema", min_length=1, max_length=1000)
    content: Hash
    tables: dict[str, TableFacts]


def read_manifest(archive: zipfile.ZipFile, name: str, where: str) -> Manifest:
    """Read it; EqError when it is not ours, a newer version's, or not whole."""
    place = f"{where}, {name}"
    try:
        with archive.open(name) as stream:
            document: Any = json.loads(stream.read(LONGEST + 1)[: LONGEST + 1].decode("utf-8"))
    except (*DAMAGED, RecursionError):
        raise EqError(place, "The file is damaged or was cut off.", _ANEW) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise EqError(place, "This zip is no export of EQ Reflect.", "Choose a file made by 'eq export'.")
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise newer(where)
    try:
        if type(version) is not int:
            raise ValueError
        return Manifest.model_validate(document)
    except ValueError:
        raise EqError(place, "The manifest is not as it was written.", _ANEW) from None


def newer(where: str) -> EqError:
    """The error for what a later version of this program wrote."""
    return EqError(where, "This was exported by a newer EQ Reflect.", "Install the newer version, then import it.")
