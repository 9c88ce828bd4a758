"""What the commands of `eq` share: their options, how they find the workspace, and how they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eq.errors import EqError

if TYPE_CHECKING:
    from eq.store.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


_OWN_OPTIONS = ("-h", "--help", "--version")


class Group(click.Group):
    """Starts the app when no command is named, and turns our own error into short lines on stderr, exit status 1."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command the options are those of `run`."""
        if not args or (args[0].startswith("-") and args[0] not in _OWN_OPTIONS):
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the user can mend ends it calmly."""
        try:
            return super().invoke(ctx)
        except EqError as problem:
            for line in short(problem, everything=bool(ctx.meta.get("eq.all"))):
                click.echo(line, err=True)
            ctx.exit(1)


def quoted(file: Path) -> str:
    """A path as this system's command line takes it."""
    import os
    import shlex

    return shlex.quote(str(file)) if os.name == "posix" else f'"{file}"'


def short(problem: EqError, *, everything: bool) -> list[str]:
    """One line a problem; at most three lines unless everything is wanted."""
    lines = [printable(str(p)) for p in problem.problems]
    if everything or len(lines) <= 3:
        return lines
    return [*lines[:2], f"… and {len(lines) - 2} more problems."]


def printable(text: str) -> str:
    """Text on one line, without signs that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def workspace_option(command: F) -> F:
    """Lets a command be told its workspace, as the argument ``named``."""
    return click.option(
        "--workspace", "named", type=FILE, envvar="EQ_WORKSPACE", help="The workspace file (or EQ_WORKSPACE)."
    )(command)


def format_option(*formats: str) -> Callable[[F], F]:
    """Lets a command be told how to print, as the argument ``fmt``; the first is what it does untold."""
    return click.option(
        "--format", "fmt", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )


def existing(named: Path | None) -> Workspace:
    """The workspace, brought up to date; EqError when there is none."""
    from eq.actions.places import workspace

    found = workspace(named)
    found.require()
    return found


def print_json(document: Any) -> None:
    """One JSON document, and nothing else, for programs."""
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


def print_line(text: str) -> None:
    """One line, whatever the text holds."""
    click.echo(printable(" ".join(text.split())))


def passphrase(*, new: bool = False) -> str:
    """The passphrase of a sealed file, from EQ_PACKET_PASSPHRASE or asked for on the terminal."""
    import os

    given = os.environ.get("EQ_PACKET_PASSPHRASE")
    if given:
        return given
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))
