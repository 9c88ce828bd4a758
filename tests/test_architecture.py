"""Who may use whom: the layers, one home for each library, and habits that keep modules small and pure."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path
    for path in [ROOT / "app.py", *(ROOT / "eq").rglob("*.py")]
    if "_bundle" not in path.parts and path != ROOT / "eq" / "__init__.py"
)

BOTTOM = {"stats", "errors", "bundle"}
PURE = {"assess", "reflect"}
STATIONS = {"charts", "report", "exchange", "store", "content"}
LOOK = {"actions", "charts", "wording", "assess", "reflect", "plan", "coach"}
"""What pages and commands use: use cases, figures, words, and the results the pure core defines."""

ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in BOTTOM},
    "stats": {"errors"},
    **{name: set(BOTTOM) for name in PURE},
    "plan": BOTTOM | PURE,
    "coach": BOTTOM | PURE | {"plan"},
    "wording": BOTTOM | PURE | {"plan", "coach"},
    **{name: BOTTOM | PURE | {"plan", "coach", "wording"} for name in STATIONS},
    "report": BOTTOM | PURE | {"plan", "coach", "wording", "charts"},
    "actions": BOTTOM | PURE | STATIONS | {"plan", "coach", "wording", "eq"},
    "ui": LOOK | {"errors", "bundle"},
    "commands": {"actions", "errors"},
    "cli": {"commands", "actions", "errors", "serve", "eq"},
    "serve": {"actions", "errors", "bundle"},
    "app": {"ui"},
}
"""Package -> packages it may import, its own apart."""

TYPES = {
    ("ui", "eq.store.workspace", "Workspace"),
    ("commands", "eq.store.workspace", "Workspace"),
}
"""Result types that cross a layer: they are named, never called."""

NEIGHBOURS = {
    ("ui", "eq.serve.shortcut", "create"),
    ("ui", "eq.serve.stop", "stop_soon"),
}
"""What a page asks of its own server: nothing else of the launcher may be known to it."""

HOMES = {
    "streamlit": {"app", "ui", "serve"},
    "uvicorn": {"serve"},
    "starlette": {"serve"},
    "plotly": {"charts"},
    "lets_plot": {"charts"},
    "yaml": {"content"},
    "sqlcipher3": {"store"},
    "sqlite3": {"store"},
    "scipy": {"stats", "assess"},
    "pyarrow": {"exchange"},
    "typst": {"report"},
    "jinja2": {"report"},
    "pyrage": {"exchange"},
    "icalendar": {"exchange"},
    "markdown_it": {"wording"},
    "nh3": {"wording"},
    "click": {"cli", "commands", "serve"},
    "platformdirs": {"actions", "serve"},
    "tzlocal": {"actions"},
    "pydantic": {"assess", "content", "reflect", "plan", "coach", "exchange"},
}
"""Third-party library -> the packages that may import it."""

OUTSIDE = {
    "os", "io", "pathlib", "shutil", "tempfile", "glob", "time", "random", "secrets", "uuid", "socket", "subprocess",
    "threading", "sqlite3", "locale", "platform", "getpass", "urllib", "http", "logging", "sys", "importlib",
}  # fmt: skip
"""Clock, chance, disk and machine: they come into the pure packages as arguments."""

CLOCK = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
CHANCE = {"default_rng", "RandomState", "seed", "rand", "randn", "randint"}
LINES = 400


class Import(NamedTuple):
    line: int
    module: str
    name: str


def ident(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package(path: Path) -> str:
    """The room a module belongs to: ``ui`` for eq/ui/pages/take.py, ``stats`` for eq/stats.py, ``app`` for app.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if len(parts) == 1 else parts[1]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[Import]:
    """Every import, wherever it stands, one entry a name; relative ones do not occur (tested)."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (Import(node.lineno, node.module or "", alias.name) for alias in node.names)


def room(one: Import) -> str | None:
    """The room of ours that is imported, None for anything else; ``eq`` itself is ``eq``."""
    parts = one.module.split(".")
    if parts[0] != "eq":
        return None
    if len(parts) > 1:
        return parts[1]
    return one.name if (ROOT / "eq" / one.name).is_dir() or (ROOT / "eq" / f"{one.name}.py").is_file() else "eq"


def foreign(one: Import) -> str | None:
    """The top-level third-party package that is imported, None for ours and the standard library."""
    top = one.module.partition(".")[0]
    return None if top == "eq" or top in sys.stdlib_module_names else top


def dotted(node: ast.expr) -> str:
    """``datetime.now`` for the expression of that shape, else the last name in it."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def caught(path: Path) -> Iterator[tuple[ast.ExceptHandler, list[str]]]:
    """Every ``except`` with the names of what it catches; none for a bare one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []
            yield node, [dotted(kind) for kind in kinds]


def test_every_module_imports_only_from_rows_below() -> None:
    """Each room uses the rooms below it, its neighbours never, and names only the agreed result types of others."""
    wrong = [
        f"{ident(path)}:{one.line}: {one.module} {one.name}"
        for path in MODULES
        for one in imports(path)
        if (there := room(one)) is not None
        and there not in ALLOWED[package(path)] | {package(path)}
        and (package(path), one.module, one.name) not in TYPES | NEIGHBOURS
    ]
    assert wrong == []


def test_every_room_has_its_row() -> None:
    """A new folder must be given its place in the table before it is used."""
    assert {package(path) for path in MODULES} <= ALLOWED.keys()


def test_what_may_cross_a_layer_does() -> None:
    """An exception nobody needs any more is taken out of the list."""
    used = {(package(path), one.module, one.name) for path in MODULES for one in imports(path)}
    assert used >= TYPES | NEIGHBOURS


def test_types_of_the_store_are_named_and_never_called() -> None:
    """Pages and commands go through use cases: they never make a sitting or a workspace themselves."""
    names = {name for _, _, name in TYPES}
    wrong = [
        f"{ident(path)}:{call.lineno}: {dotted(call.func)}"
        for path in MODULES
        if package(path) in {"ui", "cli", "commands"}
        for call in calls(path)
        if dotted(call.func) in names
    ]
    assert wrong == []


def test_every_library_stays_in_its_home() -> None:
    """A library can be replaced by changing the one place that knows it."""
    strays = [
        f"{ident(path)}:{one.line}: {one.module}"
        for path in MODULES
        for one in imports(path)
        if (top := one.module.partition(".")[0]) in HOMES and package(path) not in HOMES[top]
    ]
    assert strays == []


def test_imports_are_absolute_and_never_of_everything() -> None:
    """One way to name a module, and every name has a visible origin."""
    wrong = [
        f"{ident(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names))
    ]
    assert wrong == []


PURE_MODULES = [path for path in MODULES if package(path) in PURE | {"plan", "coach", "stats"}]


def test_the_pure_packages_import_no_machine() -> None:
    """No disk, no clock, no chance of their own: what they compute depends on their arguments alone."""
    reached = [
        f"{ident(path)}:{one.line}: {one.module}"
        for path in PURE_MODULES
        for one in imports(path)
        if one.module.partition(".")[0] in OUTSIDE
    ]
    assert reached == []


def test_the_pure_packages_call_no_machine() -> None:
    """Nor do they reach it through something they are allowed to import; a seed is turned into chance in one helper."""
    wrong = [
        f"{ident(path)}:{call.lineno}: {dotted(call.func)}"
        for path in PURE_MODULES
        for call in calls(path)
        if (isinstance(call.func, ast.Name) and call.func.id in {"open", "input", "print"})
        or (isinstance(call.func, ast.Attribute) and call.func.attr in CLOCK | CHANCE)
    ]
    assert [line for line in wrong if not (line.startswith("eq/stats.py") and "default_rng" in line)] == []


def test_the_clock_is_read_in_one_place() -> None:
    """``datetime.now`` and its kin stand in the clock only; how long something took is no date."""
    kin = (["datetime", "now"], ["datetime", "utcnow"], ["datetime", "today"], ["date", "today"])
    reads = [
        f"{ident(path)}:{call.lineno}: {dotted(call.func)}"
        for path in MODULES
        if ident(path) != "eq/actions/clock.py"
        for call in calls(path)
        if dotted(call.func).split(".")[-2:] in kin
    ]
    assert reads == []


def test_the_state_of_a_tab_has_one_keeper() -> None:
    """Only the state module and the components touch Streamlit's session state, and nothing its shared caches."""
    wrong = [
        f"{ident(path)}:{node.lineno}: {node.attr}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and (
            node.attr in {"cache_data", "cache_resource"}
            or (node.attr == "session_state" and not ident(path).startswith(("eq/ui/state.py", "eq/ui/components/")))
        )
    ]
    assert wrong == []


def test_no_error_is_caught_without_knowing_it() -> None:
    """A bare ``except``, or one of ``Exception``, would hide our own mistakes."""
    broad = [
        f"{ident(path)}:{node.lineno}"
        for path in MODULES
        for node, kinds in caught(path)
        if not kinds or "Exception" in kinds
    ]
    assert broad == []


def test_whatever_is_caught_as_base_exception_is_raised_again() -> None:
    """Catching everything is allowed only to undo something on the way out."""
    kept = [
        f"{ident(path)}:{node.lineno}"
        for path in MODULES
        for node, kinds in caught(path)
        if "BaseException" in kinds and not isinstance(node.body[-1], ast.Raise)
    ]
    assert kept == []


def test_modules_have_a_subject_and_fit_on_a_few_screens() -> None:
    """No grab-bags, and nothing longer than a reader can hold."""
    bags = {"utils", "util", "helpers", "misc", "common"}
    names = [ident(path) for path in MODULES if bags & set(path.relative_to(ROOT).with_suffix("").parts)]
    long = {ident(path): n for path in MODULES if (n := len(path.read_text("utf-8").splitlines())) >= LINES}
    assert (names, long) == ([], {})


def test_every_module_says_what_it_is() -> None:
    """Its first words are for the reader."""
    assert [ident(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_only_the_command_line_prints() -> None:
    """Everything else returns what it has to say."""
    prints = [
        f"{ident(path)}:{call.lineno}"
        for path in MODULES
        if package(path) not in {"cli", "commands", "serve"}
        for call in calls(path)
        if dotted(call.func) == "print"
    ]
    assert prints == []


def test_nothing_is_left_to_do_in_the_code() -> None:
    """What is open belongs in an issue."""
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    assert [ident(path) for path in MODULES if any(mark in path.read_text("utf-8") for mark in marks)] == []


def declared() -> set[str]:
    """The distributions the project names, as the packages they are imported as."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0] for line in project["dependencies"]}
    other = {"pyyaml": "yaml", "markdown-it-py": "markdown_it", "lets-plot": "lets_plot"}
    return {other.get(name, name) for name in names}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """Nothing works by accident because another library brings it, and nothing is installed for nobody."""
    imported = {top for path in MODULES for one in imports(path) if (top := foreign(one))}
    # Time zones for systems that have none; read by the standard library, imported by nobody.
    assert imported | {"tzdata"} == declared()


def test_starting_to_read_the_help_loads_nothing_heavy() -> None:
    """The command line's own modules import only what is light; the rest waits inside the commands."""
    own = [path for path in MODULES if package(path) in {"cli", "commands"}]
    top = [node for path in own for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names} == {
        "click",
        "eq",
        "eq.commands.terminal",
        "eq.errors",
    }
