"""What an icon's files say on each system: pure text, with every path quoted as that system reads it."""

from __future__ import annotations

import base64
import plistlib
import re
import shlex
import subprocess
from collections.abc import Sequence

IDENTIFIER = "org.eq-reflect.EQReflect"
_PLAIN = re.compile(r"[A-Za-z0-9_./:@+,-]+")
_COMMENT = "A private look at where you stand, on this computer alone"
# PowerShell ends a quoted text at any of these, not at the straight one alone.
_POWERSHELL_QUOTES = "'\u2018\u2019\u201a\u201b"


def desktop_entry(name: str, command: Sequence[str], icon: str) -> str:
    """A freedesktop entry (Linux) that runs the command without a terminal."""
    lines = {
        "Type": "Application",
        "Name": _desktop_string(name),
        "Comment": _COMMENT,
        "Exec": _desktop_string(" ".join(_exec_argument(part) for part in command)),
        "Icon": _desktop_string(icon),
        "Terminal": "false",
        "StartupNotify": "false",
        "Categories": "Utility;",
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def info_plist(name: str, version: str) -> bytes:
    """The description of a macOS app whose program is ``eq-reflect`` and whose picture is ``icon.icns``."""
    return plistlib.dumps(
        {
            "CFBundleName": name,
            "CFBundleDisplayName": name,
            "CFBundleIdentifier": IDENTIFIER,
            "CFBundleExecutable": "eq-reflect",
            "CFBundleIconFile": "icon",
            "CFBundlePackageType": "APPL",
            "CFBundleShortVersionString": version,
            "CFBundleVersion": version,
            # Without a place in the Dock: the window is the browser's.
            "LSUIElement": True,
        }
    )


def shell_script(command: Sequence[str]) -> str:
    """The program of a macOS app: it starts the command and ends, so that the next click runs it again."""
    return f"#!/bin/sh\nnohup {shlex.join(command)} >/dev/null 2>&1 &\n"


def windows_script(name: str, command: Sequence[str], icon: str) -> str:
    """PowerShell that makes the shortcut on the desktop and in the start menu and prints both paths.

    It ends with status 3, leaving nothing, when Windows could not keep the paths as they are.
    """
    target, arguments = _powershell(command[0]), _powershell(subprocess.list2cmdline(command[1:]))
    return f"""\
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$shell = New-Object -ComObject WScript.Shell
foreach ($place in 'Desktop', 'Programs') {{
  $path = Join-Path ([Environment]::GetFolderPath($place)) {_powershell(name + ".lnk")}
  $link = $shell.CreateShortcut($path)
  $link.TargetPath = {target}
  $link.Arguments = {arguments}
  $link.IconLocation = {_powershell(icon + ",0")}
  $link.Description = {_powershell(_COMMENT)}
  $link.WorkingDirectory = [Environment]::GetFolderPath('UserProfile')
  $link.WindowStyle = 7
  $link.Save()
  $kept = $shell.CreateShortcut($path)
  if ($kept.TargetPath -ne {target} -or $kept.Arguments -ne {arguments}) {{
    Remove-Item -LiteralPath $path
    exit 3
  }}
  Write-Output $path
}}
"""


def encoded(script: str) -> str:
    """A PowerShell script as ``-EncodedCommand`` takes it, beyond the reach of any other quoting."""
    return base64.b64encode(script.encode("utf-16-le")).decode("ascii")


def batch_file(command: Sequence[str]) -> str:
    """A Windows batch file that starts the command in a small window; for where no shortcut can be made."""
    line = " ".join(f'"{part}"' for part in command).replace("%", "%%")
    return f'@echo off\r\nchcp 65001 >nul\r\nstart "EQ Reflect" /min {line}\r\n'


def user_folder(user_dirs: str, home: str) -> str | None:
    """The desktop folder that the text of ``user-dirs.dirs`` names; None when it names none."""
    found = re.findall(r'^\s*XDG_DESKTOP_DIR="((?:[^"\\]|\\.)*)"', user_dirs, re.MULTILINE)
    if not found:
        return None
    path = re.sub(r"\\(.)", r"\1", found[-1])
    if path == "$HOME" or path.startswith("$HOME/"):
        path = home + path[len("$HOME") :]
    return path if path.startswith("/") else None


def _exec_argument(part: str) -> str:
    quoted = part if _PLAIN.fullmatch(part) else '"' + re.sub(r'(["`$\\])', r"\\\1", part) + '"'
    return quoted.replace("%", "%%")


def _desktop_string(text: str) -> str:
    return text.replace("\\", "\\\\")


def _powershell(text: str) -> str:
    return "'" + re.sub(f"([{_POWERSHELL_QUOTES}])", r"\1\1", text) + "'"
