"""Reads the parts of a `.keras` file, which is a zip, within bounds that are known before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from workbench.core.errors import UserError
from workbench.engine.opening.file_kind import SAVE_AGAIN
from workbench.engine.opening.limits import LARGEST_CONFIG, MIB

CONFIG, METADATA, WEIGHTS, ASSETS = "config.json", "metadata.json", "model.weights.h5", "assets/"
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1

OTHERS = (
    ("project.json", "is a project of this program, not a Keras model. Open it as a project"),
    ("saved_model.pb", f"is a packed SavedModel, which no longer says what layers it has. {SAVE_AGAIN}"),
    ("data.pkl", "is a PyTorch file, not a Keras model. Convert it to Keras and save it as .keras"),
    ("model.weights.npz", f"keeps its weights in a form that is not read here. {SAVE_AGAIN}"),
    (".npy", "is an archive of NumPy arrays, not a Keras model. Open a .keras file"),
)
"""What else is a zip: how the name of a member ends that tells it, and what to say."""


class Archive:
    """A `.keras` file whose members were checked; use it as a context.

    Raises:
        UserError: it is no zip, or one with members that no Keras model has.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise UserError(f"This zip file is cut short or damaged. {SAVE_AGAIN}.") from None
        try:
            _check_members(self._zip.infolist())
        except UserError:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def config(self) -> bytes:
        """Returns `config.json`, which says what layers there are."""
        content = bytearray()
        for block in self._blocks(CONFIG, LARGEST_CONFIG):
            content += block
        return bytes(content)

    def unpack_weights(self, target: Path, most: int) -> None:
        """Writes `model.weights.h5` to `target`.

        Args:
            target: A file that is not there yet.
            most: How many bytes the config justifies.

        Raises:
            UserError: it is larger than that.
        """
        with target.open("xb") as file:
            for block in self._blocks(WEIGHTS, most):
                file.write(block)

    def _blocks(self, name: str, most: int) -> Iterable[bytes]:
        member = self._zip.getinfo(name)
        if member.file_size > most:
            raise UserError(
                f"{name} would unpack to {member.file_size / MIB:,.0f} MiB, more than the {most / MIB:,.0f} MiB "
                f"that such a model needs. {SAVE_AGAIN}, without extra contents."
            )
        # The reader of the zip stops at the declared size, whatever the packed bytes would go on to.
        with self._zip.open(member) as file:
            while block := file.read(MIB):
                yield block


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members if not _is_asset(member.filename)]
    _check_names(names)
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise UserError(f"{_shown(member.filename)} is encrypted. {SAVE_AGAIN}, without a password.")
        if member.compress_type not in COMPRESSIONS:
            raise UserError(
                f"{_shown(member.filename)} is packed in a way that Keras does not use. {SAVE_AGAIN}."
            )


def _check_names(names: list[str]) -> None:
    if CONFIG not in names or WEIGHTS not in names:
        raise UserError(f"The file {_what_else(names)}.")
    for name in names:
        if name not in (CONFIG, METADATA, WEIGHTS):
            raise UserError(f"It contains {_shown(name)}, which no Keras model has. {SAVE_AGAIN}.")
    if len(set(names)) != len(names):
        raise UserError(f"It has a part that stands in it twice, so it was tampered with. {SAVE_AGAIN}.")


def _what_else(names: list[str]) -> str:
    for end, what in OTHERS:
        if any(name.endswith(end) for name in names):
            return what
    return f"is a zip without the {CONFIG} and {WEIGHTS} of a Keras model. {SAVE_AGAIN}, or open another file"


def _is_asset(name: str) -> bool:
    # Never read; but a name that leads out of the folder is no accident.
    return name.startswith(ASSETS) and ".." not in name and "\\" not in name


def _shown(name: str) -> str:
    # A name is somebody else's text: cut short, and with what cannot be seen written out.
    return repr(name[:60])
