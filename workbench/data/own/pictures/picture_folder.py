"""The pictures of a folder, with their classes and parts told by the folders that they lie in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from workbench.core.errors import UserError
from workbench.data.own.data_files import is_hidden
from workbench.data.own.part_words import PART_WORDS

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm", ".pgm")
MOST_OTHERS = 20_000
"""Files that are no pictures; with more of them this is somebody's whole disk, and looking at it takes minutes."""
ADVICE = "it needs one folder of pictures for each class, which may lie in folders named train and test"

Names: TypeAlias = tuple[str, ...]
"""Of the folders that lead to a file, and its own."""


@dataclass(frozen=True)
class PictureFile:
    """A picture.

    Attributes:
        path: Where it lies.
        label: The name of its class, empty if it has none.
        part: What stands in the column of parts, empty if there are none.
        size: Its bytes.
    """

    path: Path
    label: str
    part: str
    size: int


@dataclass(frozen=True)
class PictureFolder:
    """A folder of classes.

    Attributes:
        path: The folder.
        pictures: All pictures, beginning with one of each class and part, and these mixed.
        classes: The names of the classes, numbers in their order; none if the pictures lie in no folders of classes.
        has_parts: Whether some rows train and others check.
        notes: What was noticed.
    """

    path: Path
    pictures: tuple[PictureFile, ...]
    classes: tuple[str, ...]
    has_parts: bool
    notes: tuple[str, ...]


def picture_folder(path: Path) -> PictureFolder:
    """Returns the pictures that lie below a folder.

    Raises:
        UserError: there are none, or the folder cannot be looked into.
    """
    try:
        files = sorted(_files(path))
    except OSError as error:
        raise UserError(f"The folder {path.name} cannot be looked into: {error.strerror}.") from None
    found = [(names, size) for names, size in files if _is_picture(names[-1])]
    if not found:
        raise UserError(f"The folder {path.name} has no pictures in it; {ADVICE}.")
    depth = _depth_of_classes(found)
    placed = [(names, size) for names, size in found if len(names) > depth]
    pictures = [_picture(path, names, size, depth) for names, size in placed]
    has_parts = len({picture.part for picture in pictures}) > 1
    classes = sorted({picture.label for picture in pictures if depth}, key=_class_order)
    notes = _notes(len(files) - len(found), len(found) - len(placed), depth)
    return PictureFolder(path, tuple(_mixed(pictures)), tuple(classes), has_parts, notes)


def _depth_of_classes(found: Sequence[tuple[Names, int]]) -> int:
    """Returns how many names lead to the folder of a class: 0 if there are no such folders, 2 if parts lie above."""
    if all(len(names) > 2 and names[0].lower() in PART_WORDS for names, _ in found):
        return 2
    return int(any(len(names) > 1 for names, _ in found))


def _files(path: Path) -> Iterator[tuple[Names, int]]:
    """Yields the names that lead to each file, and its size; what systems hide is no data."""
    folders: list[Names] = [()]
    others = 0
    while folders:
        above = folders.pop()
        with os.scandir(path.joinpath(*above)) as entries:
            for entry in entries:
                if is_hidden(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((*above, entry.name))
                elif entry.is_file():
                    others += not _is_picture(entry.name)
                    _check_others(path, others)
                    yield (*above, entry.name), entry.stat().st_size


def _is_picture(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _check_others(path: Path, others: int) -> None:
    if others > MOST_OTHERS:
        raise UserError(f"The folder {path.name} has too many files that are no pictures; {ADVICE}.")


def _picture(folder: Path, names: Names, size: int, depth: int) -> PictureFile:
    part = PART_WORDS[names[0].lower()] if depth == 2 else ""
    return PictureFile(folder.joinpath(*names), readable_name(names[depth - 1]) if depth else "", part, size)


def readable_name(name: str) -> str:
    """Returns a name without bytes that are no UTF-8, which systems allow in names of files."""
    return os.fsencode(name).decode("utf-8", "replace")


def _mixed(pictures: list[PictureFile]) -> list[PictureFile]:
    """Returns one picture of each class and part, and then the others such that their shares are the same all along."""
    totals = Counter((picture.label, picture.part) for picture in pictures)
    seen: Counter[tuple[str, str]] = Counter()
    places = []
    for picture in pictures:
        group = (picture.label, picture.part)
        places.append((seen[group] / totals[group], *group))
        seen[group] += 1
    return [pictures[index] for index in sorted(range(len(pictures)), key=places.__getitem__)]


def _class_order(name: str) -> tuple[int, str]:
    return (int(name) if name.isascii() and name.isdigit() else -1, name)


def _notes(others: int, without_class: int, depth: int) -> tuple[str, ...]:
    sentences = (
        (others, f"{_counted(others)} left out, being no pictures."),
        (without_class, f"{_counted(without_class)} left out, lying in no folder of a class."),
        (not depth, f"The pictures have no labels; to learn from a folder, {ADVICE}."),
    )
    return tuple(sentence for applies, sentence in sentences if applies)


def _counted(count: int) -> str:
    return "1 file is" if count == 1 else f"{count:,} files are"
