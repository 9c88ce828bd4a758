"""The instruments a person can take: those that ship, their own, and the versions kept with their sittings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from eq.assess.questionnaire import Questionnaire
from eq.content import questionnaires as content
from eq.errors import EqError, Problem
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

Origin = Literal["shipped", "own"]
MAX_BYTES = 1 << 20


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
    questionnaire = content.read_questionnaire(data, PurePath(name).name)
    if questionnaire.id in content.shipped_ids():
        raise EqError(
            name, f"The id '{questionnaire.id}' belongs to an instrument that ships.", "Give yours an id of its own."
        )
    folder = workspace.questionnaires
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{questionnaire.id}.yaml"
        draft = folder / f"{questionnaire.id}.part"
        draft.write_bytes(data)
        draft.replace(target)
        for path in _own_files(workspace, questionnaire.id):
            if path != target:
                path.unlink()
    except OSError as problem:
        raise EqError(str(folder), f"The file cannot be kept here ({problem.strerror}).", "Check the folder.") from None
    return questionnaire


def remove(workspace: Workspace, questionnaire_id: str) -> None:
    """Take an own instrument off the list; sittings keep the version they were taken with."""
    for path in _own_files(workspace, questionnaire_id):
        path.unlink()


def version(workspace: Workspace, digest: str) -> Questionnaire:
    """The exact version with that digest, as kept with earlier sittings. Raises EqError when it is gone."""
    with workspace.read() as db:
        return kept(db, digest)


def kept(db: Connection, digest: str) -> Questionnaire:
    """The exact version a sitting was taken with. Raises EqError when the workspace has lost it."""
    text = rows.questionnaire_json(db, digest)
    if text is None:
        raise EqError("Workspace", "The instrument of this sitting is missing.", "Run 'eq doctor'.")
    return Questionnaire.model_validate_json(text)


def _own_files(workspace: Workspace, questionnaire_id: str) -> list[Path]:
    """The files in the person's own folder that hold this instrument."""
    found = []
    for path in sorted(workspace.questionnaires.glob("*")):
        if path.suffix.lower() in content.SUFFIXES:
            try:
                if content.load(path).id == questionnaire_id:
                    found.append(path)
            except EqError:
                continue
    return found
