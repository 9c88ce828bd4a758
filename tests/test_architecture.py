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

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for path in [ROOT / "app.py", *(ROOT / "eq").rglob("*.py")] if "_bundle" not in path.relative_to(ROOT).parts
)

BOTTOM = {"stats", "errors", "bundle"}
PURE = {"assess", "reflect"}
STATIONS = {"charts", "report", "exchange", "store", "content"}
LOOK = {"actions", "charts", "wording", "assess"}
"""What pages and commands use: use cases, figures, words, and the results the pure core defines."""

ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in BOTTOM},
    "stats": {"errors"},
    **{name: set(BOTTOM) for name in PURE},
    "plan": BOTTOM | PURE,
    "wording": BOTTOM | PURE | {"plan"},
    **{name: BOTTOM | PURE | {"plan", "wording"} for name in STATIONS},
    "report": BOTTOM | PURE | {"plan", "wording", "charts"},
    "actions": BOTTOM | PURE | STATIONS | {"plan", "wording"},
    "ui": LOOK | {"errors", "bundle"},
    "cli": {"actions", "errors", "serve"},
    "serve": {"actions", "errors", "bundle"},
    "app": {"ui"},
}
"""Package -> packages it may import, its own apart."""

TYPES = {
    ("ui", "eq.store.workspace", "Workspace"),
    ("cli", "eq.store.workspace", "Workspace"),
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
    "click": {"cli", "serve"},
    "platformdirs": {"actions", "serve"},
    "tzlocal": {"actions"},
    "pydantic": {"assess", "content", "reflect", "plan", "exchange"},
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


modules = pytest.mark.parametrize("path", MODULES, ids=ident)
pure_modules = pytest.mark.parametrize(
    "path", [path for path in MODULES if package(path) in PURE | {"plan"}], ids=ident
)


@modules
def test_every_module_imports_only_from_rows_below(path: Path) -> None:
    """Each room uses the rooms below it, its neighbours never, and names only the agreed result types of others."""
    here = package(path)
    if here == "__init__":
        assert list(imports(path)) == []
        return
    wrong = [
        f"line {one.line}: {one.module} {one.name}"
        for one in imports(path)
        if (there := room(one)) is not None
        and there not in ALLOWED[here] | {here}
        and (here, one.module, one.name) not in TYPES | NEIGHBOURS
    ]
    assert wrong == []


def test_every_room_has_its_row() -> None:
    """A new folder must be given its place in the table before it is used."""
    rooms = {package(path) for path in MODULES} - {"__init__"}
    assert rooms <= ALLOWED.keys()


def test_what_may_cross_a_layer_does() -> None:
    """An exception nobody needs any more is taken out of the list."""
    used = {(package(path), one.module, one.name) for path in MODULES for one in imports(path)}
    assert used >= TYPES | NEIGHBOURS


@pytest.mark.parametrize("path", [p for p in MODULES if package(p) in {"ui", "cli"}], ids=ident)
def test_types_of_the_store_are_named_and_never_called(path: Path) -> None:
    """Pages and commands go through use cases: they never make a sitting or a workspace themselves."""
    names = {name for _, _, name in TYPES}
    called = [
        f"line {node.lineno}: {dotted(node.func)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and dotted(node.func) in names
    ]
    assert called == []


@modules
def test_every_library_stays_in_its_home(path: Path) -> None:
    """A library can be replaced by changing the one place that knows it."""
    here = package(path)
    strays = [
        f"line {one.line}: {one.module}"
        for one in imports(path)
        if (top := one.module.partition(".")[0]) in HOMES and here not in HOMES[top]
    ]
    assert strays == []


@modules
def test_imports_are_absolute_and_never_of_everything(path: Path) -> None:
    """One way to name a module, and every name has a visible origin."""
    wrong = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names))
    ]
    assert wrong == []


@pure_modules
def test_the_pure_packages_know_no_machine(path: Path) -> None:
    """No disk, no clock, no chance of their own: what they compute depends on their arguments alone."""
    reached = [f"line {one.line}: {one.module}" for one in imports(path) if one.module.partition(".")[0] in OUTSIDE]
    assert reached == []
    calls = [
        f"line {node.lineno}: {dotted(node.func)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in {"open", "input", "print"})
            or (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK | CHANCE)
        )
    ]
    assert calls == []


@modules
def test_the_clock_is_read_in_one_place(path: Path) -> None:
    """``datetime.now`` and its kin stand in the clock only; how long something took is no date."""
    if ident(path) == "eq/actions/clock.py":
        return
    reads = [
        f"line {node.lineno}: {dotted(node.func)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func).split(".")[-2:] in (["datetime", "now"], ["datetime", "utcnow"], ["datetime", "today"],
                                                  ["date", "today"])
    ]  # fmt: skip
    assert reads == []


@modules
def test_the_state_of_a_tab_has_one_keeper(path: Path) -> None:
    """Only the state module and the components touch Streamlit's session state, and nothing its shared caches."""
    touched = {
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"session_state", "cache_data", "cache_resource"}
    }
    keeper = ident(path) == "eq/ui/state.py" or ident(path).startswith("eq/ui/components/")
    assert touched <= ({"session_state"} if keeper else set())


@modules
def test_no_error_is_caught_without_knowing_it(path: Path) -> None:
    """A bare ``except``, or one of ``Exception``, would hide our own mistakes."""
    broad = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or "Exception" in [dotted(kind) for kind in _kinds(node.type)])
    ]
    assert broad == []


def _kinds(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.Tuple) else [node]


@modules
def test_whatever_is_caught_as_base_exception_is_raised_again(path: Path) -> None:
    """Catching everything is allowed only to undo something on the way out."""
    kept = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and "BaseException" in [dotted(kind) for kind in _kinds(node.type)]
        and not isinstance(node.body[-1], ast.Raise)
    ]
    assert kept == []


@modules
def test_modules_have_a_subject_and_fit_on_a_few_screens(path: Path) -> None:
    """No grab-bags, and nothing longer than a reader can hold."""
    assert not {"utils", "util", "helpers", "misc", "common"} & {part.lower() for part in path.with_suffix("").parts}
    assert len(path.read_text("utf-8").splitlines()) < LINES


@modules
def test_every_module_says_what_it_is(path: Path) -> None:
    """Its first words are for the reader."""
    assert ast.get_docstring(tree(path))


@modules
def test_only_the_command_line_prints(path: Path) -> None:
    """Everything else returns what it has to say."""
    if package(path) in {"cli", "serve"}:
        return
    prints = [
        node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and dotted(node.func) == "print"
    ]
    assert prints == []


@modules
def test_nothing_is_left_to_do_in_the_code(path: Path) -> None:
    """What is open belongs in an issue."""
    marks = [mark for mark in ("TO" + "DO", "FIX" + "ME", "XX" + "X") if mark in path.read_text("utf-8")]
    assert marks == []


def declared() -> set[str]:
    """The distributions the project names, as the packages they are imported as."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0] for line in project["dependencies"]}
    return {{"pyyaml": "yaml"}.get(name, name) for name in names}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """Nothing works by accident because another library brings it, and nothing is installed for nobody."""
    imported = {top for path in MODULES for one in imports(path) if (top := foreign(one))}
    # Time zones for systems that have none; read by the standard library, imported by nobody.
    assert imported | {"tzdata"} == declared()


def test_starting_to_read_the_help_loads_nothing_heavy() -> None:
    """The command line's own module imports only what is light; the rest waits inside the commands."""
    top = [node for node in tree(ROOT / "eq" / "cli.py").body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names} == {"click", "eq.errors"}
