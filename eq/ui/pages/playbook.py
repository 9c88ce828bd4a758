"""Playbook: every way of responding, with sentences to say and how it has gone."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Playbook")


page.show(_body)
