"""The sections of a script that replaces the head of the model in somebody's own file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from workbench.core.errors import UserError
from workbench.core.heads import Activation, usual_labels
from workbench.core.imported.graph import INPUT, MODEL, Graph, GraphLayer
from workbench.core.imported.graph_edits import is_chain
from workbench.core.imported.head_place import find_head
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.layer_rows import OPERATION_ROWS
from workbench.core.imported.on_bench import DataFacts, misfit
from workbench.core.project import Project
from workbench.core.projects.head_edits import with_head
from workbench.data.load import load
from workbench.engine.script.expressions import literal
from workbench.engine.script.loss_sections import compile_section
from workbench.engine.script.model_sections import Api
from workbench.engine.script.pair import Pair, pair_of
from workbench.engine.script.section import Section, lines

KERAS, NUMPY = frozenset({"import keras"}), frozenset({"import numpy as np"})


def opened_sections(project: Project, api: Api) -> Iterator[Section]:
    """Yields code that opens the file, puts the head on the logits that are there, and compiles and saves the result.

    The head is that of the project where its data fits the model, and else the one that models of such units have.

    Args:
        project: With an opened model.
        api: Keras's form in which the new model is put together.

    Raises:
        UserError: the logits lie where no short code reaches them.
    """
    opened = project.imported
    assert opened is not None
    pair, units = _head(project, opened)
    yield from replaced_sections(project, pair, units, api)


def replaced_sections(project: Project, pair: Pair, units: int, api: Api) -> Iterator[Section]:
    """Yields the same for a head that is chosen already."""
    opened = project.imported
    assert opened is not None
    yield _open(opened)
    yield _logits(opened)
    yield _replaced(opened, units, pair.head.activation, api)
    yield _weights(opened, units)
    compiled = compile_section(project, pair)
    yield replace(compiled, code=compiled.code.replace("model.compile(", "swapped.compile(", 1))
    yield _save(opened, pair.head.activation)


def _head(project: Project, opened: ImportedModel) -> tuple[Pair, int]:
    dataset = load(project.data)
    facts = DataFacts(dataset.label_kind, dataset.number_of_inputs, dataset.number_of_classes)
    if misfit(project, facts):
        return usual_head(project, opened)
    pair = pair_of(project, dataset.label_kind, dataset.number_of_classes)
    return pair, pair.head.number_of_units(dataset.number_of_classes)


def usual_head(project: Project, opened: ImportedModel) -> tuple[Pair, int]:
    """Returns the head of the project on the labels that such models have as a rule, and its units."""
    own = find_head(opened.graph).units
    activation: Activation = "sigmoid" if project.head.activation == "sigmoid" else "softmax"
    units = 2 if own == 1 and activation == "softmax" else own
    kind = usual_labels(activation, units)
    return pair_of(with_head(project, activation, kind), kind, max(units, 2)), units


def _open(opened: ImportedModel) -> Section:
    code = f"model = keras.models.load_model({literal(opened.file)}, compile=False)"
    why = f"Your own file. Its head is written as {opened.head_in_file}."
    return Section("Open", why, code, KERAS)


def _logits(opened: ImportedModel) -> Section:
    names = [layer.name for _, layer in _way(opened.graph)]
    outer, *inner = names
    code = lines(
        f"logits = model.get_layer({literal(outer)})",
        *(f"inner = logits\nlogits = inner.get_layer({literal(name)})" for name in inner),
    )
    return Section("Logits", "The Dense layer whose sums the head turns into probabilities.", code)


def _way(graph: Graph) -> list[tuple[Graph, GraphLayer]]:
    """Returns the layers that lead to the logits, from the outermost in, each with the graph that it is in."""
    way: list[tuple[Graph, GraphLayer]] = []
    inside: Graph | None = graph
    for index in find_head(graph).path:
        assert inside is not None
        way.append((inside, inside.layers[index]))
        inside = inside.layers[index].graph
    return way


def _replaced(opened: ImportedModel, units: int, activation: str, api: Api) -> Section:
    way = _way(opened.graph)
    if len(way) > 2:
        raise UserError(
            f"In {opened.file} the head lies in a model within a model within a model, for which there is no short "
            f"code. Use: workbench swap {opened.file} --to {activation} -o swapped.keras"
        )
    changed = (
        {"activation": activation}
        if units == opened.units_in_file
        else {"units": units, "activation": activation}
    )
    settings = ", ".join(f"{literal(key)}: {literal(value)}" for key, value in changed.items())
    head = f"head = keras.layers.Dense.from_config({{**logits.get_config(), {settings}}})"
    nested = _joined(way[-1][0], "inner", "inner", api) if len(way) == 2 else ""
    outer = _joined(opened.graph, "model", "swapped", api, "inner" if nested else "head")
    why = (
        f"The same layers with a Dense layer of the same settings that applies {activation} itself, and nothing after it. Whatever came "
        "after the logits before is left out."
    )
    return Section("Replace the head", why, lines(head, nested, outer), KERAS)


def _joined(graph: Graph, model: str, result: str, api: Api, last: str = "head") -> str:
    """Returns code that puts `last` in place of the layer with the logits, in one graph.

    A model that branches has a functional form only.
    """
    if (
        api == "sequential"
        and is_chain(graph)
        and not any(layer.kind in OPERATION_ROWS for layer in graph.layers)
    ):
        return _stacked(graph, model, result, last)
    return f"{result} = keras.Model({model}.inputs, {last}({_before(graph, model)}))"


def _stacked(graph: Graph, model: str, result: str, last: str) -> str:
    # Keras counts the input among the layers of a functional model, and not among those of a stack.
    place = find_head(graph).path[0]
    layers = f"1:{place}" if graph.form == "functional" else f":{place - 1}"
    parts = f"keras.Input(batch_shape={model}.input_shape)", f"*{model}.layers[{layers}]", last
    return (
        f"{result} = keras.Sequential(\n    [\n"
        + "".join(f"        {part},\n" for part in parts)
        + "    ]\n)"
    )


def _before(graph: Graph, model: str) -> str:
    """Returns what the logits' layer, or the model that it is in, is applied to."""
    index = find_head(graph).path[0]
    if graph.form == "functional" and graph.layers[index].kind != MODEL:
        return "logits.input"
    use = next(one for one in graph.calls if one.layer == index)
    tensors = [ref for argument in use.arguments for ref in argument.tensors]
    names = [_tensor(graph, ref.call, ref.output, model) for ref in tensors]
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _tensor(graph: Graph, number: int, output: int, model: str) -> str:
    index = graph.calls[number].layer
    layer = graph.layers[index]
    if layer.kind == INPUT:
        return f"{model}.inputs[{[ref.call for ref in graph.inputs.tensors].index(number)}]"
    uses = sum(one.layer == index for one in graph.calls)
    if uses > 1 or output or layer.kind == MODEL:
        return _tensor_of_shared(layer, model)
    return f"{model}.get_layer({literal(layer.name)}).output"


def _tensor_of_shared(layer: GraphLayer, model: str) -> str:
    raise UserError(
        f"The head takes what the layer {layer.name!r} gives, which is a model itself or is used more than once, and "
        "for which there is no short code. Use: workbench swap"
    )


def _weights(opened: ImportedModel, units: int) -> Section:
    old, kept = opened.units_in_file, opened.units_kept or opened.units_in_file
    if kept < min(old, units):
        why = f"Of the {old} logits in the file {kept} are kept; the others begin at random."
        return Section("Keep the weights", why, _copied(kept))
    if units == old:
        why = "Kernel and bias are copied bit for bit: toggling the head loses nothing."
        return Section("Keep the weights", why, "head.set_weights(logits.get_weights())")
    return Section("Keep the weights", *_converted(old, units), NUMPY)


def _converted(old: int, units: int) -> tuple[str, str]:
    if (old, units) == (1, 2):
        why = "One sigmoid unit z says exactly what two softmax units −z/2 and z/2 say."
        return why, _set_weights("np.concatenate([-array / 2, array / 2], axis=-1)")
    if (old, units) == (2, 1):
        why = "Two softmax units say exactly what one sigmoid unit of their difference says."
        return why, _set_weights("array[..., 1:] - array[..., :1]")
    if units < old:
        return f"Of the {old} logits the first {units} stay.", _set_weights(f"array[..., :{units}]")
    why = f"The {old} logits are kept; the {units - old} new ones begin at random."
    return why, _copied(old)


def _copied(count: int) -> str:
    """Returns code that copies the first `count` logits into a head that has more."""
    copied = f"for new, array in zip(weights, logits.get_weights()):\n    new[..., :{count}] = array[..., :{count}]"
    return f"weights = head.get_weights()\n{copied}\nhead.set_weights(weights)"


def _set_weights(array: str) -> str:
    return f"head.set_weights([{array} for array in logits.get_weights()])"


def _save(opened: ImportedModel, activation: str) -> Section:
    path = PurePath(opened.file)
    name = f"{path.stem}-{activation}.keras"
    return Section(
        "Save", "Under a new name; your own file stays as it is.", f"swapped.save({literal(name)})"
    )
