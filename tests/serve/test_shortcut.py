"""The icon's files on all three systems, read back by another reader than the one that wrote them."""

from __future__ import annotations

import base64
import io
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eq.errors import EqError
from eq.serve import icon_text, icons, shortcut

HOSTILE = [
    "plain",
    "with space",
    'a "quoted" one',
    "it's",
    "curly ‘quotes’ ‚and‛ “these”",
    "$HOME `id` $(id)",
    "back\\slash\\\\twice\\",
    "100% %f %u %%",
    "; rm -rf & | > < * ? [x] {y} ~ # ! ^ = ,",
    "ünïcödé 日本 😀",
    "-n",
    " leading and trailing ",
    "\\n is no line break",
]
PATHS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30)
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def read_desktop_entry(text: str) -> dict[str, str]:
    """The values of an entry with their escapes undone, as the freedesktop specification says."""
    first, *lines = text.splitlines()
    assert first == "[Desktop Entry]"
    pairs = dict(line.split("=", 1) for line in lines)
    undone = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return {key: re.sub(r"\\(.)", lambda m: undone[m[1]], value) for key, value in pairs.items()}


def read_exec(value: str) -> list[str]:
    """The arguments of an Exec value, as the freedesktop specification says."""
    found, rest = [], value
    while rest:
        if rest[0] == '"':
            piece = re.match(r'"((?:[^"\\`$]|\\["`$\\])*)"(?: |$)', rest)
            assert piece is not None, rest
            argument = re.sub(r"\\(.)", r"\1", piece[1])
        else:
            piece = re.match(r"([^ \"'\\><~|&;$*?#()`\t\n]+)(?: |$)", rest)
            assert piece is not None, rest
            argument = piece[1]
        assert re.fullmatch(r"(?:[^%]|%%)*", argument), argument
        found.append(argument.replace("%%", "%"))
        rest = rest[piece.end() :]
    return found


def read_windows_arguments(line: str) -> list[str]:
    """The arguments of a command line, as Windows programs split it."""
    found, current, inside, begun, place = [], "", False, False, 0
    while place < len(line):
        slashes = len(line) - place - len(line[place:].lstrip("\\"))
        after = line[place + slashes : place + slashes + 1]
        if slashes and after == '"':
            current += "\\" * (slashes // 2) + ('"' if slashes % 2 else "")
            place, begun = place + slashes + slashes % 2, True
        elif slashes:
            current, place, begun = current + "\\" * slashes, place + slashes, True
        elif after == '"':
            inside, begun, place = not inside, True, place + 1
        elif after in " \t" and not inside:
            if begun:
                found.append(current)
            current, begun, place = "", False, place + 1
        else:
            current, begun, place = current + after, True, place + 1
    return [*found, current] if begun else found


def read_powershell(script: str) -> list[str]:
    """Every single-quoted text of a script; any of PowerShell's five signs ends one unless it is doubled."""
    signs = "'‘’‚‛"
    found, place = [], 0
    while place < len(script):
        if script[place] not in signs:
            place += 1
            continue
        text, place = "", place + 1
        while script[place] not in signs or script[place + 1] in signs:
            text += script[place]
            place += 2 if script[place] in signs else 1
        found.append(text)
        place += 1
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_a_desktop_entry_carries_any_path(name: str) -> None:
    command = [f"/opt/{name}/python", "-m", "eq.cli", f"/home/{name}/me.eq"]
    entry = read_desktop_entry(icon_text.desktop_entry(name.strip(), command, f"/home/{name}/icon.png"))
    assert read_exec(entry["Exec"]) == command
    assert entry["Icon"] == f"/home/{name}/icon.png"
    assert entry["Name"] == name.strip()
    assert (entry["Type"], entry["Terminal"]) == ("Application", "false")


@given(st.lists(PATHS, min_size=1, max_size=4))
def test_a_desktop_entry_carries_any_arguments(command: list[str]) -> None:
    assert read_exec(read_desktop_entry(icon_text.desktop_entry("EQ", command, "/i"))["Exec"]) == command


@pytest.mark.skipif(shutil.which("gio") is None, reason="gio is not installed")
def test_a_desktop_starts_exactly_that_command(tmp_path: Path, until: Callable[..., None]) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / 'show "arguments" $HOME 100%.py'
    program.write_text(f"import json, sys\nopen({str(seen)!r}, 'w').write(json.dumps(sys.argv[1:]) + chr(10))\n")
    entry = tmp_path / "test.desktop"
    entry.write_text(icon_text.desktop_entry("EQ", [sys.executable, str(program), *HOSTILE], "/i"))
    subprocess.run(["gio", "launch", str(entry)], check=True, timeout=20)
    until(lambda: seen.exists() and seen.read_text().endswith("\n"))
    assert json.loads(seen.read_text()) == HOSTILE


@posix
def test_the_macos_program_starts_exactly_that_command_and_ends(tmp_path: Path, until: Callable[..., None]) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "it's $HOME.py"
    program.write_text(f"import json, sys\nopen({str(seen)!r}, 'w').write(json.dumps(sys.argv[1:]) + chr(10))\n")
    script = tmp_path / "eq-reflect"
    script.write_text(icon_text.shell_script([sys.executable, str(program), *HOSTILE]))
    done = subprocess.run(["/bin/sh", str(script)], check=True, timeout=20, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    until(lambda: seen.exists() and seen.read_text().endswith("\n"))
    assert json.loads(seen.read_text()) == HOSTILE


@given(PATHS, PATHS)
def test_the_windows_script_carries_any_path(folder: str, workspace: str) -> None:
    target = f"C:\\{folder}\\python.exe"
    command = [target, "-P", "-m", "eq.cli", "run", "--workspace", f"C:\\{workspace}\\me.eq"]
    script = icon_text.windows_script("EQ Reflect", command, f"C:\\{folder}\\a.ico")
    texts = read_powershell(script)
    assert texts.count(target) == 2
    assert "EQ Reflect.lnk" in texts
    assert f"C:\\{folder}\\a.ico,0" in texts
    lines = [text for text in texts if "eq.cli" in text]
    assert [read_windows_arguments(line) for line in lines] == [command[1:]] * 2


def test_the_windows_script_travels_encoded() -> None:
    script = icon_text.windows_script("EQ", ["C:\\it's\\python.exe", "x"], "C:\\i.ico")
    assert base64.b64decode(icon_text.encoded(script)).decode("utf-16-le") == script


def test_a_batch_file_keeps_percent_signs_and_spaces() -> None:
    text = icon_text.batch_file(["C:\\100% mine\\python.exe", "-m", "eq.cli", "C:\\a & b\\me.eq"])
    lines = text.split("\r\n")
    assert lines[2] == 'start "EQ Reflect" /min "C:\\100%% mine\\python.exe" "-m" "eq.cli" "C:\\a & b\\me.eq"'


def test_the_picture_is_readable_in_every_wrapping() -> None:
    picture = icons.png()
    for wrapped, kind in ((picture, "PNG"), (icons.ico(picture), "ICO"), (icons.icns(picture), "ICNS")):
        with Image.open(io.BytesIO(wrapped)) as seen:
            assert seen.format == kind
            assert seen.size == (icons.SIDE, icons.SIDE)
            seen.load()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('XDG_DESKTOP_DIR="$HOME/Schreibtisch"\n', "/home/me/Schreibtisch"),
        ('# XDG_DESKTOP_DIR="$HOME/no"\nXDG_MUSIC_DIR="$HOME/Music"\n', None),
        ('XDG_DESKTOP_DIR="/mnt/a \\"b\\" \\$c"\n', '/mnt/a "b" $c'),
        ('XDG_DESKTOP_DIR="$HOME"\n', "/home/me"),
        ('XDG_DESKTOP_DIR="relative"\n', None),
        ('XDG_DESKTOP_DIR="$HOMES/x"\n', None),
        ('XDG_DESKTOP_DIR="$HOME/a"\nXDG_DESKTOP_DIR="$HOME/b"\n', "/home/me/b"),
        ("", None),
    ],
)
def test_the_desktop_folder_is_the_one_that_was_chosen(text: str, found: str | None) -> None:
    assert icon_text.user_folder(text, "/home/me") == found


def test_linux_gets_a_menu_entry_a_desktop_icon_and_the_picture(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Mein Tisch"\n')
    (tmp_path / "Mein Tisch").mkdir()
    made = shortcut.freedesktop(tmp_path, "EQ Reflect", ["/usr/bin/python3", "-V"], {})
    assert made == [
        tmp_path / "Mein Tisch" / "eq-reflect.desktop",
        tmp_path / ".local/share/applications/eq-reflect.desktop",
    ]
    for path in made:
        entry = read_desktop_entry(path.read_text())
        assert read_exec(entry["Exec"]) == ["/usr/bin/python3", "-V"]
        assert Path(entry["Icon"]).read_bytes() == icons.png()
        assert os.name == "nt" or os.access(path, os.X_OK)
    assert shortcut.freedesktop(tmp_path, "EQ Reflect", ["/usr/bin/python3", "-V"], {}) == made


def test_linux_without_a_desktop_folder_gets_the_menu_entry_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = shortcut.freedesktop(tmp_path, "EQ Reflect", ["x"], {"XDG_DATA_HOME": str(data)})
    assert made == [data / "applications" / "eq-reflect.desktop"]
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/"\n')
    env = {"XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert shortcut.freedesktop(tmp_path, "EQ Reflect", ["x"], env) == made


@posix
def test_macos_gets_an_app_and_a_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    on_desktop, app = shortcut.macos_app(tmp_path, "EQ Reflect", ["/usr/bin/python3", "it's"])
    assert app == tmp_path / "Applications" / "EQ Reflect.app"
    assert on_desktop.resolve() == app
    told = plistlib.loads((app / "Contents/Info.plist").read_bytes())
    program = app / "Contents/MacOS" / told["CFBundleExecutable"]
    assert os.access(program, os.X_OK)
    assert (app / "Contents/Resources" / f"{told['CFBundleIconFile']}.icns").exists()
    assert told["CFBundlePackageType"] == "APPL"
    assert shortcut.macos_app(tmp_path, "EQ Reflect", ["x"]) == [on_desktop, app]
    (on_desktop).unlink()
    (tmp_path / "Desktop").rmdir()
    assert shortcut.macos_app(tmp_path, "EQ Reflect", ["x"]) == [app]


def test_windows_falls_back_to_batch_files_where_the_folders_are(tmp_path: Path) -> None:
    menu = tmp_path / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    menu.mkdir(parents=True)
    env = {"APPDATA": str(tmp_path / "Roaming")}
    assert shortcut.batch_files("EQ Reflect", ["x"], env, tmp_path) == [menu / "EQ Reflect.cmd"]
    (tmp_path / "Desktop").mkdir()
    first, _ = shortcut.batch_files("EQ Reflect", ["x"], env, tmp_path)
    assert first == tmp_path / "Desktop" / "EQ Reflect.cmd"
    with pytest.raises(EqError, match="No desktop folder"):
        shortcut.batch_files("EQ Reflect", ["x"], {}, tmp_path / "nowhere")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the Linux entry")
def test_the_icon_starts_this_python_on_that_workspace(home: Path) -> None:
    [made] = shortcut.create(home / "my data" / "client.eq")
    entry = read_desktop_entry(made.read_text())
    assert read_exec(entry["Exec"]) == [
        sys.executable,
        *("-P", "-m", "eq.cli", "run", "--workspace"),
        str(home / "my data" / "client.eq"),
    ]
    assert entry["Name"].startswith("EQ Reflect (client ")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the Linux entry")
def test_each_workspace_has_an_icon_of_its_own_and_the_usual_one_the_plain_name(home: Path) -> None:
    from eq.actions.places import default_path

    usual = shortcut.create(default_path())
    assert [path.name for path in usual] == ["eq-reflect.desktop"]
    others = [shortcut.create(home / folder / "me.eq")[0] for folder in ("a", "b")]
    assert len({*usual, *others}) == 3


@pytest.mark.parametrize("name", ["line\nbreak.eq", "tab\t.eq", "no text \udcff.eq", "line\u2028.eq"])
def test_a_path_that_no_icon_can_carry_is_an_error(home: Path, name: str) -> None:
    with pytest.raises(EqError, match="no icon can carry"):
        shortcut.create(home / name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows looks for its folders elsewhere")
def test_a_place_that_cannot_be_written_is_an_error_in_words(home: Path) -> None:
    (home / ".local").write_text("")
    (home / "Applications").write_text("")
    with pytest.raises(EqError, match="could not be made"):
        shortcut.create(home / "me.eq")
