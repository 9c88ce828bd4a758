"""Starts the launcher in a process of its own, as the command does, and notes what the process asks of the network.

The one argument is JSON: the arguments of ``start``, and ``notes``, a file for one line per connection or look-up.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

WATCHED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")


def main(wish: dict[str, Any]) -> int:
    notes = Path(wish.pop("notes")).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115

    def note(event: str, args: tuple[Any, ...]) -> None:
        if event in WATCHED:
            notes.write(f"{event} {[str(part) for part in args[1:] or args]}\n")

    sys.addaudithook(note)
    from eq.errors import EqError
    from eq.serve.launch import start

    if wish.get("now"):
        wish["now"] = datetime.fromisoformat(wish["now"])
    workspace, script = Path(wish.pop("workspace")), Path(wish.pop("script"))
    try:
        return start(workspace, script=script, **wish)
    except EqError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
