"""The table of built-in data sets, and how one of them is loaded by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from workbench.core.errors import UserError
from workbench.core.fields import Value, filled
from workbench.data.dataset import Dataset
from workbench.data.multi_label_sets import MULTI_LABEL_SETS
from workbench.data.real_sets import REAL_SETS
from workbench.data.row import DataSetRow, Option
from workbench.data.toy_sets import TOY_SETS

__all__ = ["DATA_SETS", "DataSetRow", "Option", "load"]

DATA_SETS: dict[str, DataSetRow] = {row.name: row for row in (*REAL_SETS, *TOY_SETS, *MULTI_LABEL_SETS)}
KEPT_DATA_SETS = 8


def load(name: str, options: Mapping[str, Value] | None = None) -> Dataset:
    """Returns a built-in data set; the same name and options give the same object while it is kept.

    Args:
        name: A key of `DATA_SETS`.
        options: Values for the row's options; the others have their defaults.

    Raises:
        UserError: there is no such data set or option, or a value is out of range.
    """
    if name not in DATA_SETS:
        raise UserError(f"There is no data set {name!r}; choose one of {', '.join(DATA_SETS)}.")
    row = DATA_SETS[name]
    return _made(name, tuple(filled(row.options, options or {}, row.title).items()))


@lru_cache(maxsize=KEPT_DATA_SETS)
def _made(name: str, options: tuple[tuple[str, Value], ...]) -> Dataset:
    dataset = DATA_SETS[name].make(**dict(options))
    # Many parts of the program share the arrays, so none of them may write.
    dataset.inputs.setflags(write=False)
    dataset.labels.setflags(write=False)
    return dataset
