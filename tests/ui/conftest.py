"""One tab of the app without a browser: the whole script runs, and its elements can be read and used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from eq.actions import settings
from eq.bundle import root
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@pytest.fixture(scope="session", autouse=True)
def _scan_components_once() -> Iterator[None]:
    """Every fresh tab looks through all installed packages for components; once is enough for all tests."""
    from streamlit.components.v2 import manifest_scanner

    name = "scan_component_manifests"
    if not hasattr(manifest_scanner, name):  # a private name: without it the tests are only slower
        yield
        return
    real, found = getattr(manifest_scanner, name), []

    def once(*given: Any, **named: Any) -> Any:
        if not found:
            found.append(real(*given, **named))
        return found[0]

    setattr(manifest_scanner, name, once)
    yield
    setattr(manifest_scanner, name, real)


class Tab:
    """A browser tab. ``words`` is what a person reads on the page; ``raw`` the same as the browser is given it."""

    def __init__(self) -> None:
        from streamlit.testing.v1 import AppTest

        self.app = AppTest.from_file(str(root() / "app.py"), default_timeout=30)
        self.app.context["timezone"] = ZONE

    def run(self) -> Tab:
        """Run the script once more, as a reload or a click would; an error nobody put into words fails the test."""
        self.app.run()
        assert not self.app.exception, [problem.value for problem in self.app.exception]
        return self

    def open(self, name: str) -> Tab:
        """Go to a page by the name of its file, as the navigation does."""
        self.run()
        self.app.switch_page(f"eq/ui/pages/{name}.py")
        return self.run()

    def remember(self, **values: Any) -> Tab:
        """What this tab would remember from an earlier page, such as which sitting was chosen."""
        for name, value in values.items():
            self.app.session_state[f"tab.{name.replace('__', '.')}"] = value
        return self

    def click(self, key: str) -> Tab:
        self.app.button(key=key).click()
        return self.run()

    def click_in_dialog(self, opener: str, key: str) -> Tab:
        """Click inside a dialog. A browser reruns the dialog alone; here the whole page runs, and opens it again."""
        self.app.button(key=opener).click()
        return self.click(key)

    def has(self, key: str) -> bool:
        """Whether a button of that key stands on the page."""
        return any(button.key == key for button in self.app.button)

    @property
    def title(self) -> str:
        return unescaped(self.app.title[0].value)

    @property
    def buttons(self) -> list[str]:
        return [unescaped(button.label) for button in self.app.button]

    @property
    def headings(self) -> list[str]:
        return [unescaped(heading.value) for heading in self.app.header]

    @property
    def errors(self) -> str:
        return unescaped("\n".join(box.value for box in self.app.error))

    @property
    def tables(self) -> list[list[list[str]]]:
        """The cells of every table on the page, row by row."""
        return [[[unescaped(str(c)) for c in row] for row in table.value.to_numpy()] for table in self.app.table]

    @property
    def raw(self) -> str:
        kinds = ("title", "header", "markdown", "caption", "text", "code", "info", "warning", "error", "success")
        parts = [str(element.value) for kind in kinds for element in getattr(self.app, kind)]
        labelled = ("button", "checkbox", "toggle", "selectbox", "radio", "text_input", "text_area", "date_input")
        parts += [str(element.label) for kind in labelled for element in getattr(self.app, kind)]
        parts += [str(expander.label) for expander in self.app.expander]
        parts += [str(cell) for table in self.app.table for row in table.value.to_numpy() for cell in row]
        return "\n".join(parts)

    @property
    def words(self) -> str:
        return unescaped(self.raw)

    @property
    def figures(self) -> int:
        return len(self.app.get("plotly_chart"))


def unescaped(text: str) -> str:
    """Markdown as it reads once drawn: without its escapes and emphasis."""
    return _ESCAPED.sub(r"\1", text.replace("\u2060", "").replace("**", ""))


@pytest.fixture
def new_tab(workspace: Workspace, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Tab]:
    """Opens tabs of an app that was started with the test's own workspace, at the test's own time."""
    monkeypatch.setenv("EQ_WORKSPACE", str(workspace.path))
    monkeypatch.setenv("TZ", ZONE)
    return Tab


@pytest.fixture
def tab(new_tab: Callable[[], Tab], workspace: Workspace) -> Tab:
    """A tab of someone whose first run is over."""
    settings.welcome(workspace)
    return new_tab()


@pytest.fixture
def shipped() -> Callable[[str], Any]:
    """An instrument that ships, by its id."""
    from eq.content import questionnaires

    return questionnaires.shipped


@pytest.fixture
def own_file(workspace: Workspace) -> Callable[[str, str], Path]:
    """Puts a file into the person's own folder of questionnaires."""

    def put(name: str, text: str) -> Path:
        workspace.questionnaires.mkdir(parents=True, exist_ok=True)
        path = workspace.questionnaires / name
        path.write_text(text, encoding="utf-8")
        return path

    return put
