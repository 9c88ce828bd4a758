"""What a YAML syntax error means, in words for someone who does not know YAML."""

from __future__ import annotations

import re

import yaml

_MISSING_SPACE = re.compile(r"^[\s{\[-]*[A-Za-z_-]+:[^\s/]")
_QUOTE_IT = "Put the whole text in quotes."


def explain(error: yaml.YAMLError, lines: list[str]) -> tuple[int, str, str]:
    """Line (from 1), what is wrong and what to do, for an error of either PyYAML parser.

    ``lines`` are the lines of the text that was parsed.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, "YAML cannot read the file.", "Compare it with a file that works."
    problem, context = error.problem or "", error.context or ""
    at = min(error.problem_mark.line + 1, len(lines))
    begun = min(error.context_mark.line + 1, len(lines)) if error.context_mark is not None else at
    for finder in (_quotes, _signs, _brackets, _colons):
        answer = finder(problem, context, at, begun, lines)
        if answer is not None:
            return answer
    return at, "YAML cannot make out this line.", "Check its indentation, quotes and colons, and the line before it."


_Answer = tuple[int, str, str] | None


def _quotes(problem: str, context: str, at: int, begun: int, _lines: list[str]) -> _Answer:
    if "quoted scalar" not in context and "double-quoted" not in context:
        return None
    if "escape" in problem or "hexadecimal" in problem:
        what = "A backslash between double quotes begins a code that YAML does not know."
        return at, what, "Write two backslashes, or use single quotes."
    return begun, "The text in quotes that begins on this line is never closed.", "Add the closing quote sign."


def _signs(problem: str, context: str, at: int, begun: int, lines: list[str]) -> _Answer:
    if "cannot start any token" in problem:
        sign = re.search(r"[@`%]", lines[at - 1])
        name = f"`{sign.group()}`" if sign else "this sign"
        return at, f"An unquoted text cannot begin with {name}.", _QUOTE_IT
    if context.startswith(("while scanning an alias", "while scanning an anchor")):
        return at, "An unquoted text cannot begin with `*` or `&`.", _QUOTE_IT
    if "tag" in context or "tag" in problem:
        return at, "An unquoted text cannot begin with `!`.", _QUOTE_IT
    if "directive" in context or "directive" in problem or "YAML document" in problem:
        return at, "A line that begins with `%` is a YAML directive.", "Remove it, or put the text in quotes."
    if "block scalar" in context:
        return (
            at,
            "A text cannot stand on the same line after `|` or `>`.",
            "Put the text in quotes, or below, further in.",
        )
    return None


def _brackets(problem: str, context: str, at: int, begun: int, _lines: list[str]) -> _Answer:
    if "flow sequence" in context or "flow mapping" in context:
        sign = "[ ... ]" if "sequence" in context else "{ ... }"
        where = "here" if begun == at else f"on line {begun}"
        what = f"Something is wrong inside the {sign} that begins {where}."
        return at, what, "Check its commas, its quotes and that it is closed."
    return None


def _colons(problem: str, context: str, at: int, begun: int, lines: list[str]) -> _Answer:
    for number in (at, begun, at - 1):
        if 1 <= number <= len(lines) and _MISSING_SPACE.match(lines[number - 1]):
            return number, "There is no space after the colon.", "Write `key: value`, with a space."
    if "mapping values are not allowed" in problem:
        what = "There is a colon too many, or the line stands too far in."
        return at, what, "Put a text that has a colon in quotes, and keys of one group exactly under each other."
    if "could not find expected ':'" in problem:
        return begun, "This line has no colon, or a quote before it is not closed.", "Write it as `key: value`."
    if "sequence entries are not allowed" in problem:
        return (
            at,
            "`- ` cannot stand here.",
            "Give each entry of a list a line of its own, exactly under each other.",
        )
    return None
