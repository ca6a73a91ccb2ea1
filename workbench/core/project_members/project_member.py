"""The project itself as a member of its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from workbench.core.errors import UserError
from workbench.core.imported.imported_model import check_imported
from workbench.core.imported.model_weights import encoded_weights
from workbench.core.project import Project
from workbench.core.project_members.opened_weights import OpenedWeights
from workbench.core.project_members.project_archive import PROJECT
from workbench.core.projects.checked_project import checked


def project_bytes(project: Project, number: int) -> bytes:
    """Returns a project as JSON, its format number first."""
    document = {"format": number, **msgspec.to_builtins(project, enc_hook=encoded_weights)}
    return json.dumps(document, indent=1).encode()


def read_document(path: Path, content: bytes) -> dict[str, Any]:
    """Returns the parsed JSON, which has a format number.

    Raises:
        UserError: it has none, or this is no JSON.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise UserError(
            f"{path.name}: {PROJECT} is not readable JSON; open an older copy of the file."
        ) from None
    if not isinstance(document, dict) or type(document.get("format")) is not int:
        raise UserError(
            f"{path.name}: {PROJECT} has no format number, so it is not a Workbench project. Open another file."
        )
    return document


def read_project(path: Path, document: dict[str, Any], opened: OpenedWeights) -> Project:
    """Returns the project that a document of the present format means.

    Raises:
        UserError: a field is missing, unknown or out of range.
    """
    try:
        return admitted(document, opened)
    except msgspec.ValidationError as error:
        raise UserError(
            f"{path.name}, {PROJECT}: {_in_words(error)}. Correct it or open an older copy."
        ) from None
    except UserError as error:
        raise UserError(f"{path.name}: {error} Correct it in {PROJECT} or open an older copy.") from None


def admitted(document: dict[str, Any], opened: OpenedWeights) -> Project:
    """Returns a checked project: an opened model that came by mail passes the same gates as a foreign file.

    Raises:
        msgspec.ValidationError: a field is of another kind.
        UserError: a value is out of range.
    """
    project = msgspec.convert(document, Project, dec_hook=opened.decode)
    if project.imported is not None:
        check_imported(project.imported)
    return checked(project)


def _in_words(error: msgspec.ValidationError) -> str:
    text, _, place = str(error).partition(" - at `$")
    where = place.strip("`.").replace("[...]", " (one of its values)") or "the project"
    return f"{where}: {text[:1].lower()}{text[1:]}".rstrip(".")
