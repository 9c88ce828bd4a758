"""``eq shortcut``: an icon that starts the app, on the desktop and in the menu of Linux, macOS and Windows."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eq.actions.places import default_path
from eq.errors import EqError
from eq.serve import icon_text, icons

_PATIENCE = 30
# Control signs, halves of characters (a path that is no text), and separators of lines and paragraphs.
_UNWRITABLE = ("Cc", "Cs", "Zl", "Zp")


def create(workspace: Path) -> list[Path]:
    """Make the icon for that workspace and return the files made, the one to click first.

    It runs this very Python, so it goes on working from any folder. Making it again replaces it. A workspace other
    than the usual one gets an icon of its own, named after it. Raises EqError when it cannot be made.
    """
    place = workspace.expanduser().absolute()
    command = _command(place)
    name = _name(place)
    try:
        if sys.platform == "win32":
            return _windows(name, command, os.environ)
        if sys.platform == "darwin":
            return macos_app(Path.home(), name, command)
        return freedesktop(Path.home(), name, command, os.environ)
    except OSError as problem:
        raise EqError(
            str(problem.filename or Path.home()),
            "The icon could not be made here.",
            "Make room or give yourself the right to write there; `eq` in a terminal starts the app all the same.",
        ) from problem


def freedesktop(home: Path, name: str, command: Sequence[str], env: Mapping[str, str]) -> list[Path]:
    """The entry in the menu and, where there is a desktop folder, on the desktop; with its picture."""
    given = env.get("XDG_DATA_HOME", "")
    data = Path(given) if given.startswith("/") else home / ".local" / "share"
    picture = data / "icons" / "hicolor" / "256x256" / "apps" / "eq-reflect.png"
    _write(picture, icons.png())
    entry = icon_text.desktop_entry(name, command, str(picture)).encode()
    file_name = f"{_file_name(name)}.desktop"
    made = [data / "applications" / file_name]
    desktop = _desktop(home, env)
    if desktop is not None:
        made.insert(0, desktop / file_name)
    for path in made:
        _write(path, entry, mode=0o755)
    if desktop is not None:
        _trust(made[0], entry)
    return made


def macos_app(home: Path, name: str, command: Sequence[str]) -> list[Path]:
    """The app in the person's own Applications folder, and a way to it on the desktop."""
    app = home / "Applications" / f"{name}.app"
    contents = app / "Contents"
    _write(contents / "Info.plist", icon_text.info_plist(name, _version()))
    _write(contents / "MacOS" / "eq-reflect", icon_text.shell_script(command).encode(), mode=0o755)
    _write(contents / "Resources" / "icon.icns", icons.icns(icons.png()))
    on_desktop = home / "Desktop" / app.name
    with suppress(OSError):  # macOS may keep the desktop from a terminal; the app itself is enough
        if on_desktop.is_symlink():
            on_desktop.unlink()
        on_desktop.symlink_to(app)
        return [on_desktop, app]
    return [app]


def batch_files(name: str, command: Sequence[str], env: Mapping[str, str], home: Path) -> list[Path]:
    """Batch files on the Windows desktop and in the start menu, wherever these folders exist."""
    folders = [home / "Desktop"]
    if env.get("APPDATA"):
        folders.append(Path(env["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs")
    made = [folder / f"{name}.cmd" for folder in folders if folder.is_dir()]
    for path in made:
        _write(path, icon_text.batch_file(command).encode())
    if not made:
        raise EqError("eq shortcut", "No desktop folder was found.", "Start the app with `eq` in a terminal.")
    return made


def _windows(name: str, command: Sequence[str], env: Mapping[str, str]) -> list[Path]:
    picture = default_path().with_name("eq-reflect.ico")
    _write(picture, icons.ico(icons.png()))
    script = icon_text.encoded(icon_text.windows_script(name, command, str(picture)))
    shell = shutil.which("powershell") or shutil.which("pwsh")
    if shell is not None:
        arguments = [shell, "-NoProfile", "-NonInteractive", "-EncodedCommand", script]
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(arguments, capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603
            made = [Path(line) for line in done.stdout.decode("utf-8", errors="replace").splitlines() if line]
            if made:
                return made
    return batch_files(name, command, env, Path.home())


def _command(workspace: Path) -> list[str]:
    if not sys.executable:
        raise EqError("eq shortcut", "Python does not say where it is.", "Start the app with `eq` in a terminal.")
    # -P: a file that lies about in the folder of the start must not pass for one of Python's own modules.
    command = [sys.executable, "-P", "-m", "eq.cli", "run", "--workspace", str(workspace)]
    for part in command:
        if any(unicodedata.category(sign) in _UNWRITABLE for sign in part):
            raise EqError(
                repr(part),
                "This path holds a line break or another sign that no icon can carry.",
                "Give the folder a plain name, or name another file with --workspace.",
            )
    return command


def _name(workspace: Path) -> str:
    if workspace == default_path():
        return "EQ Reflect"
    stem = re.sub(r"[^\w .-]", " ", workspace.stem).strip(" .") or "other"
    # Two files of one name in different folders must not share an icon.
    mark = hashlib.sha256(str(workspace).encode()).hexdigest()[:4]
    return f"EQ Reflect ({stem[:40].rstrip(' .')} {mark})"


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _desktop(home: Path, env: Mapping[str, str]) -> Path | None:
    given = env.get("XDG_CONFIG_HOME", "")
    settings = (Path(given) if given.startswith("/") else home / ".config") / "user-dirs.dirs"
    try:
        named = icon_text.user_folder(settings.read_text(encoding="utf-8", errors="replace"), str(home))
    except OSError:
        named = None
    desktop = Path(named) if named else home / "Desktop"
    # A person who wants no desktop folder points it at the home folder.
    return desktop if desktop.is_dir() and desktop.resolve() != home.resolve() else None


def _trust(path: Path, entry: bytes) -> None:
    """Spare the person the question whether the icon may start; where the desktop will not, it asks."""
    gio = shutil.which("gio")
    marks = {"metadata::trusted": "true", "metadata::xfce-exe-checksum": hashlib.sha256(entry).hexdigest()}
    for mark, value in marks.items() if gio else ():
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603
                [str(gio), "set", "-t", "string", str(path), mark, value],
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )


def _write(path: Path, content: bytes, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def _version() -> str:
    try:
        return version("eq-reflect")
    except PackageNotFoundError:
        return "0"
