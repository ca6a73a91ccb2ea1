"""Projects that are trained in another way."""

from __future__ import annotations

import msgspec

from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import Project
from workbench.core.projects.checked_project import checked


def with_optimizer(project: Project, name: str) -> Project:
    """Returns the project with another optimizer, its own settings and its usual learning rate."""
    training = msgspec.structs.replace(
        project.training, optimizer=name, optimizer_options={}, learning_rate=OPTIMIZERS[name].learning_rate
    )
    return checked(msgspec.structs.replace(project, training=training))
