"""Hostile variables and files change nothing: the running server's own configuration, addresses and files are read."""

from __future__ import annotations

import json
import socket
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from eq.bundle import root
from eq.serve import pinned

if TYPE_CHECKING:
    from conftest import Started

CONFIG = """
[global]
developmentMode = true
[server]
address = "0.0.0.0"
port = 9
headless = false
allowedHosts = ["*"]
enableCORS = false
corsAllowedOrigins = ["*"]
enableXsrfProtection = false
enableAgentApi = true
scriptHealthCheckEnabled = true
enableStaticServing = false
maxUploadSize = 100000
maxMessageSize = 1
baseUrlPath = "elsewhere"
fileWatcherType = "poll"
runOnSave = true
sslCertFile = "/nowhere/cert.pem"
sslKeyFile = "/nowhere/key.pem"
trustedUserHeaders = {"X-User" = "email"}
folderWatchList = ["/"]
cookieSecret = "planted"
customComponentBaseUrlPath = "https://evil.example"
[browser]
gatherUsageStats = true
serverAddress = "evil.example"
serverPort = 80
[client]
showErrorDetails = "full"
showErrorLinks = true
toolbarMode = "developer"
allowedOrigins = ["https://evil.example"]
[logger]
level = "debug"
messageFormat = "planted %(message)s"
[runner]
magicEnabled = true
[secrets]
files = ["/planted/secrets.toml"]
[theme]
base = "https://evil.example/theme.toml"
font = "Evil:https://evil.example/font.css"
primaryColor = "#ff0000"
[theme.sidebar]
font = "Evil:https://evil.example/font.css"
"""
SECRETS = 'PLANTED_BY_SECRETS = "1"\nEQ_WORKSPACE = "/planted"\n[auth]\nredirect_uri = "https://evil.example"\n'
NAMES = {
    "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
    "STREAMLIT_SERVER_PORT": "9",
    "STREAMLIT_SERVER_COOKIE_SECRET": "planted",
    "STREAMLIT_SERVER_ENABLE_CORS": "false",
    "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    "STREAMLIT_GLOBAL_DEVELOPMENT_MODE": "true",
    "STREAMLIT_SERVER_BASE_URL_PATH": "elsewhere",
    "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
    "STREAMLIT_THEME_BASE": "https://evil.example/theme.toml",
    "streamlit_logger_level": "debug",
    "FORWARDED_ALLOW_IPS": "*",
    "WEB_CONCURRENCY": "many",
    "EQ_WORKSPACE": "/planted",
}


def plant(folder: Path, config: str) -> None:
    for place in (folder / "home", folder / "work"):
        kept = place / ".streamlit"
        kept.mkdir(parents=True)
        (kept / "config.toml").write_text(config)
        (kept / "secrets.toml").write_text(SECRETS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def hostile(folder: Path, request: pytest.FixtureRequest) -> Iterator[Started]:
    starter_in = request.getfixturevalue("starter_in")
    plant(folder, CONFIG)
    made = starter_in(folder)
    yield made(env=NAMES)
    made.end()


@pytest.fixture(scope="module")
def told(hostile: Started) -> dict[str, Any]:
    return settled(hostile.told())


def settled(told: dict[str, Any]) -> dict[str, Any]:
    """The same, with font weights under the name to which Streamlit moves them in place at the first visit."""
    for faces in (value for name, value in told["options"].items() if name.endswith("fontFaces")):
        for face in faces or ():
            if "weight" in face:
                face["weight_range"] = face.pop("weight")
    return told


def listening(port: int) -> set[str]:
    """The local addresses of the listening TCP sockets on a port, in the kernel's notation."""
    found: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if Path(table).exists():
            for row in Path(table).read_text().splitlines()[1:]:
                address, state = row.split()[1], row.split()[3]
                if state == "0A" and int(address.rpartition(":")[2], 16) == port:
                    found.add(address.rpartition(":")[0])
    return found


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux shows its sockets as files")
def test_it_listens_on_the_loopback_address_alone(hostile: Started) -> None:
    assert listening(hostile.port) == {"0100007F"}


def test_no_other_address_of_this_machine_answers(hostile: Started) -> None:
    for family, address in ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as knocking:
            knocking.settimeout(2)
            assert knocking.connect_ex((address, hostile.port)) != 0


def test_every_option_is_ours_or_the_default(told: dict[str, Any], hostile: Started) -> None:
    from streamlit import config

    wanted = pinned.settings(root() / ".streamlit" / "config.toml", hostile.port)
    defaults = {name: option.value for name, option in config._config_options_template.items()}
    own = {"server.cookieSecret", "browser.serverPort", "secrets.files", "server.headless"}
    expected = {name: wanted.get(name, value) for name, value in defaults.items()}
    found = told["options"]
    theirs = settled({"options": json.loads(json.dumps(expected))})["options"]
    assert {n: v for n, v in found.items() if n not in own} == {n: v for n, v in theirs.items() if n not in own}
    assert found["browser.serverPort"] == hostile.port
    assert found["secrets.files"] == []
    assert found["server.headless"] is True
    assert found["server.cookieSecret"] != "planted"


def test_what_matters_for_privacy_is_pinned(told: dict[str, Any]) -> None:
    found = told["options"]
    assert found["server.address"] == "127.0.0.1"
    assert found["browser.gatherUsageStats"] is False
    assert found["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert found["server.fileWatcherType"] == "none"
    assert found["client.showErrorDetails"] == "none"
    assert found["client.showErrorLinks"] is False
    assert found["server.enableXsrfProtection"] is True
    assert not any("evil" in str(value) or "planted" in str(value) for value in found.values())


def test_no_file_is_a_source_of_options(told: dict[str, Any]) -> None:
    assert not any("config.toml" in origin for origin in told["origins"])


def test_variables_and_secrets_do_not_reach_the_app(told: dict[str, Any], hostile: Started) -> None:
    assert told["names"] == []
    assert told["workspace"] == str(hostile.workspace)


def test_it_asks_nothing_of_the_network(told: dict[str, Any], hostile: Started) -> None:
    lines = hostile.notes.read_text().splitlines()
    assert lines, "nothing was noted: the watch is broken"
    assert [line for line in lines if "127.0.0.1" not in line] == []


def test_it_leaves_nothing_in_the_home_or_the_working_folder(told: dict[str, Any], folder: Path) -> None:
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {path for path in left if path.startswith(("home", "work"))} == {
        f"{place}/.streamlit/{name}" for place in ("home", "work") for name in ("config.toml", "secrets.toml")
    }


def test_a_file_that_appears_later_is_not_read(told: dict[str, Any], hostile: Started, folder: Path) -> None:
    (folder / "work" / ".streamlit" / "config.toml").write_text(
        '[server]\nmaxUploadSize = 77\n[theme]\nbase = "dark"\n'
    )
    assert settled(hostile.told())["options"] == told["options"]


def test_nothing_but_the_link_was_printed(hostile: Started) -> None:
    assert len(hostile.lines) == 2
    assert hostile.lines[0].startswith("EQ Reflect is ready")


@pytest.mark.parametrize("config", ["[server\n", '[theme.sidebar.light]\nbase = "x"\n', 'server = "x"\n', "\0"])
def test_a_broken_foreign_file_does_not_matter(starter: Any, config: str) -> None:
    plant(starter.folder, config)
    status, out, err = starter().stop()
    assert (status, err) == (0, "")
    assert out == "EQ Reflect has stopped.\n"


def test_our_own_file_counts_where_nothing_is_pinned(tmp_path: Path) -> None:
    packaged = tmp_path / "config.toml"
    packaged.write_text(
        textwrap.dedent("""
        [server]
        address = "0.0.0.0"
        disconnectedSessionTTL = 9
        [theme.dark.sidebar]
        backgroundColor = "#111111"
        """)
    )
    found = pinned.settings(packaged, 1234)
    assert found["server.address"] == "127.0.0.1"
    assert found["server.port"] == 1234
    assert found["server.disconnectedSessionTTL"] == 9
    assert found["theme.dark.sidebar.backgroundColor"] == "#111111"


def test_an_option_that_is_not_taken_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import config

    monkeypatch.setattr(config, "get_config_files", config.get_config_files)
    monkeypatch.setattr(config, "get_config_options", lambda **_: config._config_options or {})
    monkeypatch.setattr(config, "get_option", lambda name: "otherwise")
    with pytest.raises(RuntimeError, match=r"server\.address"):
        pinned.apply({"server.address": "127.0.0.1"})


def test_streamlit_is_bound_to_the_minor_version_that_was_tested() -> None:
    import streamlit

    project = tomllib.loads((root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [bound] = [need for need in project["dependencies"] if need.startswith("streamlit")]
    major, minor, _ = streamlit.__version__.split(".", 2)
    assert bound.startswith(f"streamlit>={major}.{minor}.")
    assert bound.endswith(f",<{major}.{int(minor) + 1}")
