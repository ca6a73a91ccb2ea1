"""The section of a script that builds the network, in both of Keras's forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from workbench.core.layers import LAYERS
from workbench.core.project import Project
from workbench.engine.script.expressions import call, keywords
from workbench.engine.script.keras_calls import layer_call
from workbench.engine.script.pair import Pair
from workbench.engine.script.section import Section, lines

Api = Literal["sequential", "functional"]

SEEDED = "keras.utils.set_random_seed(SEED)  # the first weights follow from it"


def model_section(project: Project, pair: Pair, inputs: int, classes: int, api: Api) -> Section:
    """Returns code that leaves the untrained `model`."""
    units = pair.head.number_of_units(classes)
    last = call("keras.layers.Dense", [str(units), *keywords({"activation": pair.head.activation})])
    calls = [*map(layer_call, project.layers), last]
    code = lines(SEEDED, FORMS[api](inputs, calls))
    return Section("Model", _why(project, pair, units), code, frozenset({"import keras"}))


def _sequential(inputs: int, layers: Sequence[str]) -> str:
    stack = [f"keras.Input(({inputs},))", *layers]
    return "model = keras.Sequential(\n    [\n" + "".join(f"        {one},\n" for one in stack) + "    ]\n)"


def _functional(inputs: int, layers: Sequence[str]) -> str:
    hidden = [f"hidden = {one}({'hidden' if number else 'inputs'})" for number, one in enumerate(layers[:-1])]
    return lines(
        f"inputs = keras.Input(({inputs},))",
        *hidden,
        f"outputs = {layers[-1]}({'hidden' if hidden else 'inputs'})",
        "model = keras.Model(inputs, outputs)",
    )


FORMS: dict[Api, Callable[[int, Sequence[str]], str]] = {
    "sequential": _sequential,
    "functional": _functional,
}


def _why(project: Project, pair: Pair, units: int) -> str:
    ends = f"It ends in {units} {pair.head.activation} unit{'' if units == 1 else 's'}."
    reason = "" if pair.is_experiment else f" {pair.head.explanation}"
    random = sorted({layer.kind for layer in project.layers if LAYERS[layer.kind].random})
    if not random:
        return ends + reason
    drawn = f" What {' and '.join(random)} draws at random in training is not the same everywhere."
    return ends + reason + drawn
