"""Small files of data that tests write."""

from __future__ import annotations

from pathlib import Path

SPECIES = ("setosa", "versicolor", "virginica")


def flowers(folder: Path, rows: int = 60, name: str = "flowers.csv") -> Path:
    """Writes rows of two numbers, a category, a remark and the species that the first number tells."""
    lines = ["width,height,colour,remark,species"]
    for row in range(rows):
        kind = row % 3
        colour = ("red", "white")[row % 2]
        lines.append(f"{kind * 3 + row % 5 / 10},{row % 7},{colour},seen at place {row},{SPECIES[kind]}")
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return path


def songs(folder: Path, rows: int = 40) -> Path:
    """Writes rows of two numbers and a cell of tags."""
    tags = ("calm", "calm|sad", "loud", "loud|happy")
    lines = ["tempo,key,moods", *(f"{row % 4 + row / 100},{row % 12},{tags[row % 4]}" for row in range(rows))]
    path = folder / "songs.csv"
    path.write_text("\n".join(lines) + "\n")
    return path
