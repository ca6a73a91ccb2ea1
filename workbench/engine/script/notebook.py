"""A project as a Jupyter notebook."""

from __future__ import annotations

import json
from typing import Any

from workbench.core.project import Project
from workbench.engine.script.model_sections import Api
from workbench.engine.script.script import sections, set_up, title
from workbench.engine.script.section import Section


def notebook_of(project: Project, api: Api) -> str:
    """Returns the sections of the script as cells, each below a cell that says what it is for: nbformat 4 as JSON.

    Raises:
        UserError: see `script_of`.
    """
    parts = list(sections(project, api))
    cells = [_markdown("title", f"# {title(project)}")]
    for part in (set_up(project, parts), *parts):
        cells += [_markdown(f"{_key(part)}-text", f"## {part.title}\n\n{part.why}"), _code(part)]
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _key(part: Section) -> str:
    return part.title.lower().replace(" ", "-")


def _markdown(key: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": key, "metadata": {}, "source": _source(text)}


def _code(part: Section) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": _key(part),
        "metadata": {},
        "outputs": [],
        "source": _source(part.code),
    }


def _source(text: str) -> list[str]:
    return text.splitlines(keepends=True)
