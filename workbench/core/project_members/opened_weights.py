"""The weights of opened models in a project file, by the checksum that stands for them."""

from __future__ import annotations

from typing import Any

from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.project_members.array_member import array_bytes, array_of
from workbench.core.project_members.project_archive import ProjectArchive

OPENED = "opened/"


def opened_folder(digest: str) -> str:
    """Returns where the weights of an opened model lie."""
    return f"{OPENED}{digest}/"


def opened_members(model: ImportedModel | None) -> dict[str, bytes]:
    """Returns the weights of an opened model, if it is one, as members."""
    arrays = model.weights.arrays if model else ()
    folder = opened_folder(model.weights.digest) if model else ""
    return {f"{folder}{index:05d}.npy": array_bytes(array) for index, array in enumerate(arrays)}


class OpenedWeights:
    """Finds the weights of opened models in a file."""

    def __init__(self, archive: ProjectArchive) -> None:
        self._archive = archive
        self._found: dict[str, ModelWeights] = {}

    def serve(self, document: dict[str, Any]) -> bool:
        """Returns whether the project has no opened model, or one whose weights verify."""
        model = document.get("imported")
        digest = model.get("weights") if isinstance(model, dict) else None
        try:
            return digest is None or bool(self.decode(ModelWeights, digest))
        except Exception:
            # A damaged archive raises errors of a dozen kinds, and all mean the same.
            return False

    def decode(self, kind: type, digest: object) -> ModelWeights:
        """Returns the weights with that checksum, as msgspec asks for them."""
        if kind is not ModelWeights or not isinstance(digest, str):
            raise ValueError("the weights of an opened model are named by their checksum")
        if digest not in self._found:
            self._found[digest] = self._read(digest)
        return self._found[digest]

    def _read(self, digest: str) -> ModelWeights:
        folder = opened_folder(digest)
        names = sorted(name for name in self._archive.names if name.startswith(folder))
        weights = ModelWeights([array_of(self._archive.content(name)) for name in names])
        if weights.digest != digest:
            raise ValueError("the weights of the opened model differ from their checksum")
        return weights
