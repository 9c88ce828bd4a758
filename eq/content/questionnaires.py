"""Where questionnaires come from: the ones that ship, a file, the workspace's own folder."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from eq import bundle
from eq.assess.questionnaire import Questionnaire
from eq.content import fields
from eq.content.findings import shown
from eq.content.instrument import instrument
from eq.content.strict import MAX_BYTES
from eq.errors import EqError, Problem

SUFFIXES = (".yaml", ".yml")
_ORDER = ("five-competencies", "client-work", "pulse")


def read_questionnaire(text: bytes, name: str) -> Questionnaire:
    """The questionnaire in the bytes of a file called ``name``.

    Raises EqError with every problem of the file at once, each where ``name:LINE``, in line order.
    """
    return instrument(text, name)


def load(path: Path) -> Questionnaire:
    """The questionnaire in a file; EqError as ``read_questionnaire``, or when the file cannot be read."""
    return read_questionnaire(_bytes(path), str(path))


def shipped_ids() -> tuple[str, ...]:
    """The ids of the questionnaires that ship, in the order in which they are offered."""
    found = {path.stem for path in _shipped_folder().glob("*.yaml")}
    return tuple(name for name in _ORDER if name in found) + tuple(sorted(found.difference(_ORDER)))


@cache
def shipped(questionnaire_id: str) -> Questionnaire:
    """One that ships, read when first asked for; EqError for an id that does not exist."""
    ids = shipped_ids()
    if questionnaire_id not in ids:
        what = f"There is no questionnaire `{shown(questionnaire_id)}`."
        raise EqError(shown(questionnaire_id), what, fields.meant(questionnaire_id, ids))
    path = _shipped_folder() / f"{questionnaire_id}.yaml"
    return read_questionnaire(_bytes(path), path.name)


def find(name_or_path: str) -> Questionnaire:
    """What a command was given: a file if there is one or it looks like one, else the id of one that ships."""
    path = Path(name_or_path)
    looks_like_path = path.suffix.lower() in SUFFIXES or any(sign in name_or_path for sign in ("/", os.sep))
    if looks_like_path or path.is_file():
        return load(path)
    return shipped(name_or_path)


def own(folder: Path) -> tuple[dict[str, Questionnaire], list[Problem]]:
    """The questionnaires someone put into ``folder``, by id, and the problems of those that cannot be used.

    Reads ``*.yaml`` and ``*.yml`` in the order of their names; a missing folder is an empty one. An id that
    ships, or that an earlier file has, is a problem. Never raises EqError: one broken file hides no other.
    """
    questionnaires: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    names: dict[str, str] = {}
    taken = set(shipped_ids())
    for path in _own_files(folder, problems):
        try:
            questionnaire = read_questionnaire(_bytes(path), path.name)
        except EqError as error:
            problems.extend(error.problems)
            continue
        if questionnaire.id in taken:
            what = f"The id `{questionnaire.id}` belongs to a questionnaire that ships."
            problems.append(Problem(path.name, what, "Give yours another id."))
        elif questionnaire.id in names:
            what = f"The id `{questionnaire.id}` is taken by {names[questionnaire.id]}."
            problems.append(Problem(path.name, what, "Give one of them another id, or remove it."))
        else:
            names[questionnaire.id] = shown(path.name, 400)
            questionnaires[questionnaire.id] = questionnaire
    return questionnaires, problems


def _own_files(folder: Path, problems: list[Problem]) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        problems.append(_unreadable(folder, error).problems[0])
        return []
    return [p for p in paths if p.suffix.lower() in SUFFIXES and not p.name.startswith(".") and p.is_file()]


def _shipped_folder() -> Path:
    return bundle.root() / "questionnaires"


def _bytes(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        if path.is_dir():
            raise EqError(shown(str(path), 400), "This is a folder.", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise EqError(shown(str(path), 400), "This is not an ordinary file.", "Name a YAML file.")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> EqError:
    name = shown(str(path), 400)
    if isinstance(error, FileNotFoundError):
        return EqError(name, "There is no such file.", "Check its name and folder.")
    if isinstance(error, PermissionError):
        return EqError(name, "The file may not be read.", "Allow reading it, or copy it elsewhere.")
    return EqError(name, "The file cannot be read.", "Check its name and its disk.")
