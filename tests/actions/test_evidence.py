"""The share of honest people who would be asked whether their answers stand, simulated on the form itself."""

import pytest

from eq.actions.evidence import PEOPLE, false_alarm_share
from eq.content.questionnaires import shipped, shipped_ids


@pytest.mark.parametrize("name", shipped_ids())
def test_every_form_that_ships_has_its_share(name: str) -> None:
    """A small share of the made-up people, the same every time."""
    share, people = false_alarm_share(shipped(name))
    assert people == PEOPLE
    assert 0 <= share < 0.05
    assert false_alarm_share(shipped(name)) == (share, people)
