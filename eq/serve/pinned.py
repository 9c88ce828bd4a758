"""The server's whole configuration: what is pinned here, then our packaged file, then Streamlit's own defaults.

Nothing else is read. Streamlit would also take files in the working folder and in the home folder, and values from
the environment; any of them could open the address, call home or bring in foreign secrets.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

_PINNED: dict[str, Any] = {
    "global.developmentMode": False,
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": True,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
    "server.unsafeMetricsUserAttributes": [],
    "server.baseUrlPath": "",
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.showEmailPrompt": False,
    "server.maxUploadSize": 200,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "127.0.0.1",
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "logger.level": "error",
    "logger.messageFormat": "%(message)s",
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
    "magic.displayRootDocString": False,
    "runner.magicEnabled": False,
}


def settings(packaged: Path, port: int) -> dict[str, Any]:
    """Every option that is not left at Streamlit's default, by dotted name.

    ``packaged`` is our own configuration file (its theme above all); options it shares with the pinned ones lose.
    """
    from streamlit import config

    # The known names tell an option whose value is a table from a section of options.
    known = frozenset(config._config_options_template)
    document = tomllib.loads(packaged.read_text(encoding="utf-8")) if packaged.is_file() else {}
    return {**_flat(document, known), **_PINNED, "server.port": port}


def clear_environment() -> None:
    """Forget every ``STREAMLIT_*`` variable of this process."""
    for name in [name for name in os.environ if name.upper().startswith("STREAMLIT_")]:
        del os.environ[name]


def apply(wanted: dict[str, Any]) -> None:
    """Make that the configuration of this process, before the app is built.

    Raises RuntimeError when any option came out otherwise: better no server than an open one.
    """
    from streamlit import config

    clear_environment()
    # Both the configuration and the secrets ask this function where their files lie.
    vars(config)["get_config_files"] = _no_files
    config.get_config_options(force_reparse=True, options_from_flags=wanted)
    strayed = sorted(_strayed(wanted))
    if strayed:
        raise RuntimeError(f"Streamlit did not take these options as they were given: {', '.join(strayed)}")


def _strayed(wanted: dict[str, Any]) -> set[str]:
    from streamlit import config
    from streamlit.config_option import ConfigOption

    trusted = (ConfigOption.DEFAULT_DEFINITION, ConfigOption.STREAMLIT_DEFINITION)
    given = {name for name, value in wanted.items() if config.get_option(name) != value}
    foreign = {
        name
        for name in config.get_config_options()
        if name not in wanted and config.get_where_defined(name) not in trusted
    }
    return given | foreign


def _no_files(file_name: str) -> list[str]:
    return []


def _flat(table: dict[str, Any], known: frozenset[str], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and name not in known:
            found |= _flat(value, known, f"{name}.")
        else:
            found[name] = value
    return found
