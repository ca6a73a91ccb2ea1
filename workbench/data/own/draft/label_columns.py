"""Proposes which columns hold the labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile

from workbench.core.own_data import MOST_CLASSES
from workbench.data.own.draft.column_profile import ColumnProfile
from workbench.data.own.draft.kind_proposals import PROPOSED_CATEGORIES
from workbench.data.own.draft.share_columns import is_share

LABEL_NAMES = (
    "class", "label", "labels", "target", "species", "tags", "outcome", "diagnosis", "category", "classes", "y",
)  # fmt: skip
"""Names that people give to a column of labels, the surest first; compared without regard to capitals."""

_BLOCK_NAME = re.compile(
    r"(class|label|labels|target|tag|y)[ _.:\-]?\d+|(class|label|target|tag)[ _.:\-=]+.+", re.I
)
_TAG_MARKS = "|;,"


def proposed_labels(profiles: Mapping[str, ColumnProfile], declared: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Returns the names of the label columns: what the file declares, else what names and cells suggest.

    Nothing is returned where no column can hold classes.
    """
    return (
        declared
        or _by_name(profiles)
        or _block_by_name(profiles)
        or _block_at_the_end(profiles)
        or _last_that_can_be(profiles)
    )


def is_block_name(name: str) -> bool:
    """Whether the name is that of one of several label columns, such as “label 1”."""
    return bool(_BLOCK_NAME.fullmatch(name.strip()))


def _by_name(profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    names = {name.strip().casefold(): name for name in profiles}
    found = (names[word] for word in LABEL_NAMES if word in names)
    return next(((name,) for name in found if _can_be(profiles[name], MOST_CLASSES)), ())


def _block_by_name(profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    names = [name for name in profiles if is_block_name(name)]
    fitting = all(profiles[name].is_binary or is_share(profiles[name]) for name in names)
    return tuple(names) if fitting and 2 <= len(names) < len(profiles) else ()


def _block_at_the_end(profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    """Returns the columns at the end that say yes or no, all in the same words."""
    backwards = list(takewhile(lambda name: profiles[name].is_binary, reversed(list(profiles))))
    same = takewhile(lambda name: _words(profiles[name]) <= _words(profiles[backwards[0]]), backwards)
    names = tuple(same)[::-1]
    return names if 2 <= len(names) < len(profiles) else ()


def _words(profile: ColumnProfile) -> set[str]:
    return {"0", "1"} if profile.kind == "number" else {text.casefold() for text in profile.values}


def _last_that_can_be(profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    backwards = reversed(list(profiles))
    return next(((name,) for name in backwards if _can_be(profiles[name], PROPOSED_CATEGORIES)), ())


def _can_be(profile: ColumnProfile, most: int) -> bool:
    """Whether the column can hold one of at most `most` classes for each row, or tags."""
    if profile.kind == "date" or not profile.distinct:
        return False
    if profile.kind == "number" and not profile.whole:
        return False
    repeated = profile.distinct <= most and profile.distinct <= max(2, profile.present // 2)
    return repeated or _are_tags(profile)


def _are_tags(profile: ColumnProfile) -> bool:
    """Whether the cells look like several words each, and not like sentences."""
    marked = [text for text in profile.examples if any(mark in text for mark in _TAG_MARKS)]
    return (
        profile.kind == "text"
        and 2 * len(marked) >= len(profile.examples)
        and not any(len(part.split()) > 3 for text in marked for part in re.split(r"[|;,]", text))
    )
