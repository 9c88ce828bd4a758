"""The one error the user sees: where, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, in the user's words.

    ``where`` names the file and line, the row and column or the field; ``what`` is a sentence; ``remedy`` says
    what to do. None of them carries a respondent's answers or journal text.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}".strip()


class EqError(Exception):
    """Bad input or a state the user can mend; nothing was changed when it is raised.

    ``problems`` holds every problem found at once, never empty.
    """

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.problems: tuple[Problem, ...] = (Problem(where, what, remedy),)
        super().__init__(str(self.problems[0]))

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> EqError:
        """One error for many problems, in the order given; ``problems`` must not be empty."""
        first = problems[0]
        error = cls(first.where, first.what, first.remedy)
        error.problems = tuple(problems)
        error.args = ("\n".join(str(p) for p in problems),)
        return error
