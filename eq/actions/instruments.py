"""The instruments a person can take: those that ship, their own, and the versions kept with their sittings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePath
from typing import Literal

from eq.assess.change import comparable
from eq.assess.questionnaire import Questionnaire
from eq.content import questionnaires as content
from eq.content.findings import shown
from eq.errors import EqError, Problem
from eq.exchange.files import replacing
from eq.store import settings
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

Origin = Literal["shipped", "own"]
_ADDED = "added_questionnaires"


@dataclass(frozen=True)
class Instrument:
    """A questionnaire that can be taken now, and whether it ships or was added."""

    questionnaire: Questionnaire
    origin: Origin


def available(workspace: Workspace) -> tuple[list[Instrument], list[Problem]]:
    """All readable instruments, shipped ones first, and the problems of own files that cannot be read."""
    shipped = [Instrument(content.shipped(name), "shipped") for name in content.shipped_ids()]
    own, problems = content.own(workspace.questionnaires)
    return [*shipped, *(Instrument(q, "own") for q in own.values())], problems


def current(workspace: Workspace, questionnaire_id: str) -> Questionnaire | None:
    """Today's version of an instrument, or None when its file is gone."""
    if questionnaire_id in content.shipped_ids():
        return content.shipped(questionnaire_id)
    return content.own(workspace.questionnaires)[0].get(questionnaire_id)


def add(workspace: Workspace, name: str, data: bytes) -> Questionnaire:
    """Put an uploaded file among the person's own instruments, replacing an older version of the same id.

    Raises EqError with every problem of the file; then nothing is written.
    """
    short = shown(PurePath(name).name)
    questionnaire = content.read_questionnaire(data, short)
    if questionnaire.id in content.shipped_ids():
        raise EqError(
            short, f"The id '{questionnaire.id}' belongs to an instrument that ships.", "Give yours an id of its own."
        )
    folder = workspace.questionnaires
    try:
        workspace.make_folder()
        folder.mkdir(mode=0o700, exist_ok=True)
        older = _holding(workspace, questionnaire.id)
        target = _free_place(folder, questionnaire.id, older)
        with replacing(target) as sink:
            sink.write(data)
        for path in older:
            if path != target:
                path.unlink()
    except OSError as problem:
        raise EqError(str(folder), f"The file cannot be kept here ({problem.strerror}).", "Check the folder.") from None
    workspace.ensure()
    with workspace.write() as db:
        names = {path.name for path in added_files(workspace, db)} | {target.name}
        settings.put(db, _ADDED, sorted(names))
    return questionnaire


def remove(workspace: Workspace, questionnaire_id: str) -> None:
    """Take an own instrument off the list; sittings keep the version they were taken with."""
    for path in _holding(workspace, questionnaire_id):
        try:
            path.unlink()
        except OSError as problem:
            raise EqError(
                str(path),
                f"The file cannot be deleted ({problem.strerror}).",
                "Close what uses it, or check the folder.",
            ) from None


def other_version(workspace: Workspace, digest: str, present: Questionnaire) -> Questionnaire | None:
    """The kept version with that digest where its answers could not be compared with the present one's, else None."""
    if digest == present.digest:
        return None
    with workspace.read() as db:
        earlier = kept(db, digest)
    return None if comparable(earlier, present) else earlier


def kept(db: Connection, digest: str) -> Questionnaire:
    """The exact version a sitting was taken with. Raises EqError when the workspace has lost or spoilt it."""
    text = rows.questionnaire_json(db, digest)
    if text is None:
        raise EqError("Workspace", "The instrument of this sitting is missing.", "Run 'eq doctor'.")
    try:
        return Questionnaire.model_validate_json(text)
    except ValueError:
        raise EqError("Workspace", "The instrument of this sitting is damaged.", "Run 'eq doctor'.") from None


def _free_place(folder: Path, questionnaire_id: str, older: list[Path]) -> Path:
    """The file named after the id, or after it and a number where that name holds something else."""
    names = chain((questionnaire_id,), (f"{questionnaire_id}-{n}" for n in count(2)))
    places = (folder / f"{name}.yaml" for name in names)
    return next(path for path in places if path in older or not path.exists())


def added_files(workspace: Workspace, db: Connection) -> list[Path]:
    """The files that were added through this workspace and are still there."""
    names = settings.all_settings(db).get(_ADDED, [])
    return [path for name in names if (path := workspace.questionnaires / name).is_file()]


def own_files(workspace: Workspace) -> list[Path]:
    """Every questionnaire file in the person's own folder, readable or not."""
    return sorted(path for path in workspace.questionnaires.glob("*") if path.suffix.lower() in content.SUFFIXES)


def _holding(workspace: Workspace, questionnaire_id: str) -> list[Path]:
    """The files in the person's own folder that hold this instrument."""
    found = []
    for path in own_files(workspace):
        try:
            if content.load(path).id == questionnaire_id:
                found.append(path)
        except EqError:
            continue
    return found
