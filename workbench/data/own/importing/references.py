"""The files that own data refers to, as one row: the table, the second one, the names of the labels."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from workbench.core.own_data import FileReference, OwnData

FILES = ("file", "test_file", "labels_file")


def references(own: OwnData) -> tuple[FileReference, ...]:
    """Returns those that there are."""
    return tuple(reference for name in FILES if (reference := getattr(own, name)) is not None)


def with_references(own: OwnData, change: Callable[[FileReference], FileReference]) -> OwnData:
    """Returns the data with each reference changed."""
    changed = {name: change(reference) for name in FILES if (reference := getattr(own, name)) is not None}
    return msgspec.structs.replace(own, **changed)
