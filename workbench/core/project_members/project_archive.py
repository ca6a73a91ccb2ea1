"""The zip that a project file is."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.project_members.array_member import array_of
from workbench.core.runs.run_members import RUNS

PROJECT, MANIFEST, RUN = "project.json", "manifest.json", "run.json"
LARGEST_FILE = 2 * 2**30
LARGEST_PARTS = {PROJECT: 16 * 2**20, MANIFEST: 16 * 2**20, RUN: 256 * 2**20, RUNS: 256 * 2**20}
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def zipped(members: Mapping[str, bytes], compressed: bool = True) -> bytes:
    """Returns a file of these members, with a checksum of each."""
    packing = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    buffer = io.BytesIO()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in {**members, MANIFEST: json.dumps(sums).encode()}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


class ProjectArchive:
    """Members by name, none larger than it says.

    Damaged bytes raise errors of a dozen kinds, and all mean the same.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = archive.namelist()

    def check(self, path: Path) -> None:
        """Looks at what there is before anything is unpacked.

        Raises:
            UserError: Workbench never writes such a file.
        """
        members = self._archive.infolist()
        _check_sizes(path, members)
        if any(member.compress_type not in COMPRESSIONS or member.flag_bits & 1 for member in members):
            raise UserError(f"{path.name} is packed in a way Workbench never does; open an older copy of it.")

    def content(self, name: str) -> bytes:
        """Returns a member as it is."""
        # Asked for its declared size, a part cannot unpack to more than that.
        member = self._archive.getinfo(name)
        with self._archive.open(member) as file:
            return file.read(member.file_size)

    @cached_property
    def _sums(self) -> Mapping[str, str]:
        sums: Mapping[str, str] = json.loads(self.content(MANIFEST))
        return sums

    def verified(self, name: str) -> bytes:
        """Returns a member that has the checksum that was written with it, or raises ValueError."""
        content = self.content(name)
        if hashlib.sha256(content).hexdigest() != self._sums[name]:
            raise ValueError(f"{name} differs from its checksum")
        return content

    def verified_array(self, name: str) -> NDArray[Any]:
        """Returns an array that has the checksum that was written with it, or raises ValueError."""
        return array_of(self.verified(name))


def _check_sizes(path: Path, members: list[zipfile.ZipInfo]) -> None:
    sizes = {member.filename: member.file_size for member in members}
    if PROJECT not in sizes:
        raise UserError(
            f"{path.name} is not a Workbench project: it has no {PROJECT} inside. Open another file."
        )
    if len(sizes) != len(members):
        raise UserError(f"{path.name} has a part that stands in it twice; open an older copy of it.")
    if sum(sizes.values()) > LARGEST_FILE:
        raise UserError(
            f"{path.name} holds more than {LARGEST_FILE / 2**30:g} GiB; open an older copy of it."
        )
    for name, largest in LARGEST_PARTS.items():
        if sizes.get(name, 0) > largest:
            raise UserError(
                f"{path.name}: {name} is larger than {largest / 2**20:g} MiB; open an older copy of the file."
            )
