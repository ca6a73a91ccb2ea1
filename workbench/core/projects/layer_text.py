"""Layers as the command line writes them."""

from __future__ import annotations

from workbench.core.errors import UserError
from workbench.core.fields import Field, Value
from workbench.core.layers import LAYERS
from workbench.core.project import Layer


def parse_layers(text: str) -> tuple[Layer, ...]:
    """Reads layers as the command line writes them: `64:relu,dropout:0.2,batchnormalization`.

    Raises:
        UserError: a part names no layer or has a value that does not fit.
    """
    return tuple(_parse_layer(part.strip()) for part in text.split(",") if part.strip())


def _parse_layer(part: str) -> Layer:
    word, _, value = part.partition(":")
    if word.isdecimal() and len(word) < 100:
        return Layer("Dense", {"units": int(word), "activation": value or "relu"}).complete()
    kinds = {name.lower(): row for name, row in LAYERS.items()}
    row = kinds.get(word.lower())
    if row is None or row.name == "Dense":
        raise UserError(
            f"The layer {part!r} is not understood; write 64:relu, dropout:0.2 or {', '.join(kinds)}."
        )
    return Layer(row.name, _first_option(row.fields, value, part)).complete()


def _first_option(fields: tuple[Field, ...], value: str, part: str) -> dict[str, Value]:
    if not value:
        return {}
    if fields[0].kind == "choice":
        return {fields[0].name: value}
    try:
        return {fields[0].name: float(value)}
    except ValueError:
        raise UserError(f"In the layer {part!r}, {value!r} is not a number.") from None
