"""Brings the data that a project chooses, wherever it comes from."""

from __future__ import annotations

from workbench.core.project import DataChoice
from workbench.data import built_in
from workbench.data.dataset import Dataset
from workbench.data.own.load_own import load_own
from workbench.data.painted import load_painted


def load(choice: DataChoice) -> Dataset:
    """Returns the chosen data; the same choice gives the same object while it is kept.

    Raises:
        UserError: there is no such data, or it cannot be read any more; of own data it is a `DataTrouble`.
    """
    if choice.painted is not None:
        return load_painted(choice.painted, choice.shares)
    if choice.own is not None:
        return load_own(choice.own)
    return built_in.load(choice.name, choice.options)
