"""Reads the configuration of one layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import INPUT_DTYPES, WRAPPED
from workbench.core.imported.graph import INPUT, MODEL, Graph, GraphLayer
from workbench.core.imported.keras_objects import complete, is_of_keras, policy
from workbench.core.imported.layer_rows import LAYER_ROWS, OPERATION_ROWS, ROWS, WRAPPER_ROWS
from workbench.core.imported.option import Unfit, flag, maybe, name, only, printable, shown
from workbench.core.imported.rows.operations import OLD_FUNCTIONS
from workbench.core.imported.weights_path import snake_case

Config = Mapping[Any, Any]
MODELS = ("Sequential", "Functional", "Model")
BASE = ("name", "trainable", "dtype", "batch_input_shape")
"""What every layer has; the last is Keras 2's."""

REASONS = {
    "Lambda": "which can run any code and is not opened. Replace it by built-in layers and save again",
    "TFSMLayer": "which runs a program from elsewhere and is not opened. Replace it by built-in layers and save again",
    **dict.fromkeys(
        ("TextVectorization", "StringLookup", "IntegerLookup", "Hashing"),
        "which turns words into numbers and is not opened. Save the model without it, and prepare the data before",
    ),
}


def is_model(config: Config) -> bool:
    """Whether a configuration is of a model."""
    kind = config.get("class_name")
    return isinstance(kind, str) and kind in MODELS


def is_operation(config: Config) -> bool:
    """Whether a configuration is of a function: Keras has layers and functions with the same class names."""
    module, kind, settings = (config.get(key) for key in ("module", "class_name", "config"))
    if module is None and isinstance(kind, str) and isinstance(settings, Mapping):
        # in an .h5 nothing tells them apart but that only layers can be trained
        return kind == "TFOpLambda" or ("trainable" not in settings and snake_case(kind) in OPERATION_ROWS)
    return kind == "TFOpLambda" or (isinstance(module, str) and ".ops." in module)


def name_of(config: Config) -> str:
    """Returns what a layer is called, for the sentence that refuses it."""
    settings = config.get("config")
    own = settings.get("name") if isinstance(settings, Mapping) else None
    found = config.get("name", own)
    return printable(found) if isinstance(found, str) else "without a name"


class LayerReader:
    """Reads layers; a nested model is handed to `read_model`."""

    def __init__(self, read_model: Callable[[Config, int], Graph]) -> None:
        self.read_model = read_model

    def read(self, config: Config, old: bool, depth: int) -> GraphLayer:
        """Returns the layer of a configuration; `old` if it is Keras 2's.

        Raises:
            UserError: it is not among the layers that can be opened, or a setting is not understood.
        """
        kind = config.get("class_name")
        if not isinstance(kind, str) or not is_of_keras(config):
            raise _refused(
                config, "is a class that is not Keras's own. Replace it by built-in layers and save again"
            )
        if is_model(config):
            graph = self.read_model(config, depth + 1)
            return _fit(config, kind, lambda: _model(config, graph))
        if is_operation(config):
            return _fit(config, kind, lambda: _operation(config, kind))
        if kind not in LAYER_ROWS and kind not in WRAPPER_ROWS:
            reason = REASONS.get(
                kind, "which is not among the layers that can be opened. Replace it and save again"
            )
            raise _refused(config, f"is a {printable(kind)}, {reason}")
        inner = self._inner(config, kind, old, depth)
        layer = _fit(config, kind, lambda: _layer(config, kind, inner))
        if old and any(_is_old_sigmoid(value) for value in layer.options.values()):
            raise _refused(
                config,
                "uses hard_sigmoid, which Keras 2 computed in another way. Train it with sigmoid and save again",
            )
        return layer

    def _inner(self, config: Config, kind: str, old: bool, depth: int) -> tuple[GraphLayer, ...]:
        if kind not in WRAPPED:
            return ()
        settings = config.get("config")
        if not isinstance(settings, Mapping):
            return ()
        held = [settings[key] for key in ("layer", "backward_layer") if settings.get(key) is not None]
        for one in held:
            if not isinstance(one, Mapping) or one.get("class_name") in WRAPPED or is_operation(one):
                what = one.get("class_name") if isinstance(one, Mapping) else one
                raise _refused(config, f"holds {shown(what)}, which cannot be opened")
        return tuple(self.read(one, old, depth + 1) for one in held)


def _is_old_sigmoid(value: object) -> bool:
    return value == "hard_sigmoid"


def _refused(config: Config, why: str) -> UserError:
    return UserError(f'The layer "{name_of(config)}" {why}.')


def _fit(config: Config, kind: str, make: Callable[[], GraphLayer]) -> GraphLayer:
    try:
        return make()
    except Unfit as unfit:
        raise UserError(
            f'The layer "{name_of(config)}" ({printable(kind)}) cannot be opened: {unfit}.'
        ) from None


def _settings(config: Config) -> dict[Any, Any]:
    settings = config.get("config")
    if not isinstance(settings, Mapping):
        raise Unfit(f"its settings are {shown(settings)}")
    return dict(settings)


def _name(config: Config, settings: Config, kind: str) -> str:
    own = settings.get("name")
    given = config.get("name", own)
    if own is not None and given != own:
        raise Unfit(f"it is called {shown(given)} and {shown(own)} at once")
    if given is None:
        return snake_case(kind)
    # Keras 2 had slashes in names
    return str(name(given.replace("/", "_") if isinstance(given, str) else given))


def _trainable(settings: Config) -> bool:
    try:
        return bool(flag(settings.get("trainable", True)))
    except Unfit as unfit:
        raise Unfit(f"trainable {unfit}") from None


def _dtype(settings: Config) -> str:
    try:
        return policy(settings.get("dtype"))
    except Unfit as unfit:
        raise Unfit(f"dtype {unfit}") from None


def _model(config: Config, graph: Graph) -> GraphLayer:
    settings = config.get("config")
    settings = settings if isinstance(settings, Mapping) else {}
    return GraphLayer(_name(config, settings, "model"), MODEL, trainable=_trainable(settings), graph=graph)


def _operation(config: Config, kind: str) -> GraphLayer:
    settings = _settings(config)
    own_name = _name(config, settings, kind)
    if kind == "TFOpLambda":
        function = settings.get("function")
        kind = OLD_FUNCTIONS.get(function, "") if isinstance(function, str) else ""
        options = {}
        described = shown(function)
    else:
        options = {key: value for key, value in settings.items() if key not in BASE or key == "dtype"}
        described, kind = shown(kind), snake_case(kind)
    if kind not in OPERATION_ROWS:
        raise Unfit(
            f"it is the function {described}, which is not among those that are known to compute only"
        )
    return GraphLayer(own_name, kind, complete(OPERATION_ROWS[kind].options, options))


def _layer(config: Config, kind: str, inner: tuple[GraphLayer, ...]) -> GraphLayer:
    settings = _settings(config)
    own_name = _name(config, settings, kind)
    if kind == INPUT:
        return _input(settings, own_name)
    held = ("layer", "backward_layer") if inner else ()
    own = {key: value for key, value in settings.items() if key not in BASE and key not in held}
    row = ROWS[kind]
    options = complete(row.options, own, row.ignored)
    return GraphLayer(own_name, kind, options, _trainable(settings), _dtype(settings), inner)


def _input(settings: Config, own_name: str) -> GraphLayer:
    for key in ("sparse", "ragged", "optional"):
        try:
            maybe(only(False))(settings.get(key))
        except Unfit as unfit:
            raise Unfit(f"{key} {unfit}") from None
    shape = settings.get("batch_shape", settings.get("batch_input_shape"))
    if not isinstance(shape, list) or not shape:
        raise Unfit(f"its shape is {shown(shape)}")
    try:
        dtype = INPUT_DTYPES(settings.get("dtype") or "float32")
    except Unfit as unfit:
        raise Unfit(f"dtype {unfit}") from None
    return GraphLayer(own_name, INPUT, complete(LAYER_ROWS[INPUT].options, {"shape": shape[1:]}), dtype=dtype)
