"""How large a folder is, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MEGABYTE = 1e6
LISTED = 14
"""Parts that are listed one by one, the largest first; the rest is one line."""


def sizes_by_part(folder: Path) -> Counter[str]:
    """Returns the bytes of each part: a folder in `folder`, or all of its files that lie loose."""
    sizes: Counter[str] = Counter()
    for path in _files(folder):
        first, *rest = path.relative_to(folder).parts
        sizes[first if rest else "libraries and files beside them"] += path.lstat().st_size
    return sizes


def report(folder: Path) -> str:
    """Returns a line a part, the largest first, and the sum."""
    sizes = sizes_by_part(folder)
    listed = sizes.most_common(LISTED)
    rest = sizes.total() - sum(size for _, size in listed)
    rows = [*listed, *([("everything else", rest)] if rest else []), ("together", sizes.total())]
    return "\n".join(f"{size / MEGABYTE:8,.1f} MB  {name}" for name, size in rows)


def size_of(path: Path) -> int:
    """Returns the bytes of a file, or of all files of a folder; a link counts as itself."""
    return path.stat().st_size if path.is_file() else sizes_by_part(path).total()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
