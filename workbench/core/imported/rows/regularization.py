"""Layers that act in training only."""

from __future__ import annotations

from workbench.core.imported.keras_objects import SEED
from workbench.core.imported.layer_row import CHANNELS, TRAINING, LayerRow, Shapes, ranked
from workbench.core.imported.option import Option, Options, items, maybe, number, whole

RATE = Option("rate", number(0, 1))
SHAPE = Option("noise_shape", maybe(items(maybe(whole(1)), 1, 8)), None)
NO_SHAPE = Option("noise_shape", lambda value: value, None)


def _row(kind: str, *options: Option) -> LayerRow:
    return LayerRow(kind, (*options, SEED), values=(TRAINING,))


def _whole_channels(rank: int) -> LayerRow:
    def outputs(options: Options, inputs: Shapes) -> Shapes:
        return (ranked(inputs[0], rank + 1),)

    options = (RATE, CHANNELS, SEED) if rank > 1 else (RATE, SEED)
    # what shape the noise has follows from the kind of the layer
    return LayerRow(f"SpatialDropout{rank}D", options, outputs, values=(TRAINING,), ignored=(NO_SHAPE,))


ROWS = (
    _row("Dropout", RATE, SHAPE),
    _row("AlphaDropout", RATE, SHAPE),
    _row("GaussianDropout", RATE),
    _row("GaussianNoise", Option("stddev", number(0, 1))),
    *map(_whole_channels, (1, 2, 3)),
)
