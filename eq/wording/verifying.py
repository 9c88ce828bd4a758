"""What `eq verify` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eq.wording.plain import count

DIGEST: Final = "The digest fits: nothing in the file was damaged on the way."
ANYONE: Final = (
    "This proves that the numbers follow from the answers. It does not prove who gave the answers or that they are "
    "true, or that no sitting was left out, and whoever changes both answers and numbers can make a file that fits."
)
WITHHELD: Final = (
    "Answers withheld: the person kept the single answers back, so no number could be worked out again. That is their "
    "right, and nothing speaks against the numbers."
)
NO_NUMBERS: Final = "There is no questionnaire in this report, so there are no answers to work anything out from."
OTHER_VERSION: Final = (
    "It was made with another version ({made}; this is {this}), which may word sentences differently. So only "
    "the rows of scores and changes in its data were compared, and no sentence or table."
)


def follows(numbers: int) -> str:
    """That everything follows."""
    return (
        f"The numbers follow: {count(numbers, 'value')} and sentences were worked out again from the answers, and all "
        "agree."
    )


def differs(n: int, most: int) -> str:
    """That something does not follow."""
    if n >= most:
        return f"The numbers do not follow from the answers. The first {most} differences:"
    return f"The numbers do not follow from the answers. {count(n, 'difference')}:"


def difference(where: str, said: str, found: str) -> str:
    """One thing that does not follow."""
    return f"{where}: the report says {said}, the answers give {found}"


def unchecked(what: Sequence[str]) -> str:
    """What no answers stand behind."""
    return f"Not compared with answers, so any of it may have been changed: {'; '.join(what)}." if what else ""
