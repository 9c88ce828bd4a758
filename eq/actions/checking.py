"""Reading questionnaires only to see whether they are right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eq.content import questionnaires as content
from eq.errors import EqError, Problem
from eq.store.workspace import Workspace


def check_files(files: Sequence[Path]) -> tuple[list[str], list[Problem]]:
    """Ids of the files that are right, and every problem of the others."""
    names: list[str] = []
    problems: list[Problem] = []
    for path in files:
        try:
            names.append(content.load(path).id)
        except EqError as problem:
            problems += problem.problems
    return names, problems


def check_known(workspace: Workspace) -> tuple[list[str], list[Problem]]:
    """The same for all instruments that ship and the workspace's own."""
    names: list[str] = []
    problems: list[Problem] = []
    for name in content.shipped_ids():
        try:
            names.append(content.shipped(name).id)
        except EqError as problem:
            problems += problem.problems
    own, wrong = content.own(workspace.questionnaires)
    return [*names, *own], [*problems, *wrong]
