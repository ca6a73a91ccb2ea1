"""Layers that act in training only."""

from __future__ import annotations

from workbench.core.imported.keras_objects import SEED
from workbench.core.imported.layer_row import CHANNELS, TRAINING, LayerRow
from workbench.core.imported.option import Option, items, maybe, number, whole

RATE = Option("rate", number(0, 1))
SHAPE = Option("noise_shape", maybe(items(maybe(whole(1)), 1, 8)), None)
NO_SHAPE = Option("noise_shape", lambda value: value, None)


def _row(kind: str, *options: Option) -> LayerRow:
    # what shape the noise has is given by what kind of layer it is, where it is no option
    ignored = (NO_SHAPE,) if kind.startswith("Spatial") else ()
    return LayerRow(kind, (*options, SEED), values=(TRAINING,), ignored=ignored)


ROWS = (
    _row("Dropout", RATE, SHAPE),
    _row("AlphaDropout", RATE, SHAPE),
    _row("GaussianDropout", RATE),
    _row("GaussianNoise", Option("stddev", number(0))),
    _row("SpatialDropout1D", RATE),
    _row("SpatialDropout2D", RATE, CHANNELS),
    _row("SpatialDropout3D", RATE, CHANNELS),
)
