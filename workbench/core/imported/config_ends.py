"""Reads which tensors a functional model takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.core.errors import UserError
from workbench.core.imported.option import shown

if TYPE_CHECKING:
    from workbench.core.imported.config_nodes import Nodes


@dataclass(frozen=True)
class Tensor:
    """One tensor as a configuration names it: an output of a node of a layer."""

    layer: int
    node: int
    output: int


@dataclass(frozen=True)
class RawEnds:
    """The inputs or the outputs."""

    tensors: tuple[Tensor, ...]
    keys: tuple[str, ...]
    is_single: bool


def ends_of(value: object, nodes: Nodes, old: bool, side: str) -> RawEnds:
    """Returns the ends that a configuration has: one tensor, a list, or a dictionary, which Keras sorts by key.

    Raises:
        UserError: they are written in another way, or name what there is not.
    """
    if is_tensor(value):
        return RawEnds((nodes.tensor(value, True),), (), True)
    if isinstance(value, Mapping) and value and all(isinstance(key, str) for key in value):
        keys = tuple(sorted(value))
        return RawEnds(tuple(nodes.tensor(value[key], True) for key in keys), keys, False)
    if isinstance(value, list) and value:
        # Keras 2 has a list also around one, and takes and gives it without.
        return RawEnds(tuple(nodes.tensor(one, True) for one in value), (), old and len(value) == 1)
    raise UserError(f"The {side}s of the model are {shown(value)}; it cannot be opened.")


def is_tensor(value: Any) -> bool:
    """Whether a value is the name of a layer, the number of a node and the number of an output."""
    return isinstance(value, list) and len(value) == 3 and isinstance(value[0], str)
