"""The file in which Mulan names the label columns of an ARFF file."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from workbench.core.errors import UserError

LARGEST_BYTES = 4 << 20
PART_ENDINGS = ("-train", "-test", "_train", "_test")


def labels_file_beside(path: Path) -> Path | None:
    """Returns the `.xml` of the same name, less an ending such as `-train`, if it names labels."""
    stems = [path.stem, *(path.stem.removesuffix(end) for end in PART_ENDINGS if path.stem.endswith(end))]
    candidates = (path.with_name(f"{stem}.xml") for stem in stems)
    return next((candidate for candidate in candidates if _names_labels(candidate)), None)


def read_label_names(path: Path) -> tuple[str, ...]:
    """Returns the names of the labels, in the order of the file.

    Raises:
        UserError: the file cannot be read, or names no labels.
    """
    try:
        content = _content(path)
        names = _label_names(content)
    except OSError as error:
        raise UserError(f"{path.name} cannot be read ({error.strerror}); choose another file.") from None
    except (expat.ExpatError, ValueError) as error:
        raise UserError(
            f"{path.name} is no file of label names ({error}); choose Mulan's .xml file."
        ) from None
    if not names:
        raise UserError(f"{path.name} names no labels; choose Mulan's .xml file.")
    return names


def _names_labels(path: Path) -> bool:
    try:
        return bool(read_label_names(path))
    except UserError:
        return False


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ValueError(f"it is larger than {LARGEST_BYTES >> 20} MB")
    return content


def _label_names(content: bytes) -> tuple[str, ...]:
    names: dict[str, None] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "label" and attributes.get("name"):
            names[attributes["name"]] = None

    def refuse(*_: object) -> None:
        # Declared entities can grow a small file beyond any memory, or name other files.
        raise ValueError("it has a document type declaration")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
    return tuple(names)
