"""Decides by its first bytes whether a file can be a Keras model, and says what it is if not."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.core.errors import UserError
from workbench.engine.opening.limits import LARGEST_FILE, MIB

SAVE_AGAIN = 'Save the model again with model.save("model.keras")'
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:/")
MODELS = (b"PK\x03\x04", b"\x89HDF\r\n\x1a\n")

OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x05\x06", "is an empty zip file"),
    (0, b"\x80\x02", "is a Python pickle, which can run any program when it is opened"),
    (0, b"\x80\x03", "is a Python pickle, which can run any program when it is opened"),
    (0, b"\x80\x04", "is a Python pickle, which can run any program when it is opened"),
    (0, b"\x80\x05", "is a Python pickle, which can run any program when it is opened"),
    (4, b"TFL3", "is a LiteRT model, which can no longer be changed"),
    (8, b"{", "is a safetensors file, which holds weights without layers"),
    (0, b"GGUF", "is a GGUF file, which holds weights without layers"),
    (0, b"\x93NUMPY", "is a NumPy array"),
    (0, b"\x1f\x8b", "is packed with gzip"),
    (0, b"{", "is JSON text, which can hold the layers of a model but not its weights"),
)
"""Where in the file which bytes tell what it is."""

FOLDERS = (
    ("saved_model.pb", "is a SavedModel folder, which no longer says what layers it has"),
    ("_CHECKPOINT_METADATA", "is an Orbax checkpoint folder"),
    ("config.json", "is a folder, not the one file that a model is in"),
)
"""Which file tells what a folder is."""


def checked_size(path: Path) -> int:
    """Returns the size of a file that may be a Keras model.

    Raises:
        UserError: it is not there, is something else or is too large.
    """
    try:
        return _checked_size(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UserError(f"The file cannot be read: {reason}. Check its name and permissions.") from None


def _checked_size(path: Path) -> int:
    if ADDRESS.match(str(path)):
        raise UserError("This is an address, not a file. Download the model and open the file.")
    if path.is_dir():
        raise UserError(f"This {_folder(path)}. {SAVE_AGAIN}.")
    if path.exists() and not path.is_file():
        raise UserError(f"This is a device, not a file. {SAVE_AGAIN}.")
    size = path.stat().st_size
    if not size:
        raise UserError(f"The file is empty. {SAVE_AGAIN}, or open an older copy.")
    if size > LARGEST_FILE:
        raise UserError(f"The file has {size / MIB:,.0f} MiB; up to {LARGEST_FILE // MIB:,} MiB can be opened. "
                        "Save the model without its optimizer, or open a smaller one.")  # fmt: skip
    _check_first_bytes(path)
    return size


def _folder(path: Path) -> str:
    for name, what in FOLDERS:
        if (path / name).exists():
            return what
    return "is a folder, not a file"


def _check_first_bytes(path: Path) -> None:
    with path.open("rb") as file:
        first = file.read(16)
    if first.startswith(MODELS):
        return
    what = "is not a Keras model: it begins neither like a .keras file nor like a .h5 file"
    for offset, magic, name in OTHERS:
        if first[offset:].startswith(magic):
            what = name
            break
    raise UserError(f"The file {what}. {SAVE_AGAIN}.")
