"""The problems of one file, gathered so that its author hears of all of them at once."""

from __future__ import annotations

import unicodedata
from typing import NoReturn

from eq.errors import EqError, Problem

MAX_LISTED = 200
_MAX_KEPT = 5_000


class Findings:
    """What is wrong with the file called ``name``; empty while all is well."""

    def __init__(self, name: str) -> None:
        self.name = shown(name, 400)
        self._kept: dict[Problem, int] = {}
        self._left_out = 0

    def __bool__(self) -> bool:
        return bool(self._kept)

    def add(self, line: int, what: str, remedy: str) -> None:
        """Note one problem of the line, counted from 1; the same one twice is one."""
        problem = Problem(f"{self.name}:{line}", what, remedy)
        if len(self._kept) < _MAX_KEPT:
            self._kept.setdefault(problem, line)
        elif problem not in self._kept:
            self._left_out += 1

    def stop(self, line: int, what: str, remedy: str) -> NoReturn:
        """Note a problem after which nothing can be read, and raise everything found so far."""
        self.add(line, what, remedy)
        raise self.error()

    def error(self) -> EqError:
        """All problems in line order: at most ``MAX_LISTED``, then one that counts the others."""
        ordered = sorted(self._kept, key=self._kept.__getitem__)
        problems = ordered[:MAX_LISTED]
        left = len(ordered) - len(problems) + self._left_out
        if left:
            what = f"{left} more {'problem is' if left == 1 else 'problems are'} not listed."
            problems.append(Problem(self.name, what, "Mend these first, then check the file again."))
        return EqError.of(problems)


def shown(text: str, limit: int = 60) -> str:
    """The text as it may stand in a message: no control or direction signs, cut to ``limit`` characters."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in cut)
