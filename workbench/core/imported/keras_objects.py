"""Activations, initializers, regularizers, constraints and dtype policies: those that Keras itself has, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from workbench.core.imported.option import Option, Unfit, axes, items, maybe, number, shown, whole, word

ACTIVATIONS = frozenset(
    ["celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu", "linear", "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softmax", "softplus", "softsign", "sparse_plus", "sparsemax", "sparse_sigmoid", "squareplus", "tanh", "tanh_shrink"]
)  # fmt: skip
OTHER_NAMES = {"swish": "silu", "hard_swish": "hard_silu"}

POLICIES = ("float32", "float64", "float16", "bfloat16", "mixed_float16", "mixed_bfloat16")


def _any_seed(value: object) -> int | None:
    """A generator as a seed stands for no seed: it decides only how weights would begin afresh."""
    return None if isinstance(value, Mapping) else maybe(whole(-(2**63), 2**64))(value)


SEED = Option("seed", _any_seed, None)
_FANS = (
    Option("input_axes", maybe(items(whole(-8, 8), 0, 8)), None),
    Option("output_axes", maybe(items(whole(-8, 8), 0, 8)), None),
)
_SPREAD = (SEED, Option("mean", number(), 0.0), Option("stddev", number(0), 0.05))
_ORTHOGONAL = (SEED, Option("gain", number(), 1.0))

Table = dict[str, tuple[Option, ...]]

INITIALIZERS: Table = {
    **dict.fromkeys(("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal"), (SEED, *_FANS)),
    "Zeros": (),
    "Ones": (),
    "Constant": (Option("value", number(), 0.0),),
    "Identity": (Option("gain", number(), 1.0),),
    "IdentityInitializer": (Option("gain", number(), 1.0),),
    "RandomNormal": _SPREAD,
    "TruncatedNormal": _SPREAD,
    "RandomUniform": (SEED, Option("minval", number(), -0.05), Option("maxval", number(), 0.05)),
    "VarianceScaling": (
        SEED,
        Option("scale", number(0), 1.0),
        Option("mode", word("fan_in", "fan_out", "fan_avg"), "fan_in"),
        Option("distribution", word("truncated_normal", "untruncated_normal", "uniform", "normal"), "truncated_normal"),
        *_FANS,
    ),
    "Orthogonal": _ORTHOGONAL,
    "OrthogonalInitializer": _ORTHOGONAL,
}  # fmt: skip

SHORT_NAMES = {
    "uniform": "RandomUniform", "normal": "RandomNormal", "zero": "Zeros", "one": "Ones",
}  # fmt: skip
"""What Keras also takes for some initializers."""

_FACTOR = number(0, 1e6)
REGULARIZERS: Table = {
    "L1": (Option("l1", _FACTOR, 0.01),),
    "L2": (Option("l2", _FACTOR, 0.01),),
    "L1L2": (Option("l1", _FACTOR, 0.0), Option("l2", _FACTOR, 0.0)),
    "OrthogonalRegularizer": (
        Option("factor", _FACTOR, 0.01),
        Option("mode", word("rows", "columns"), "rows"),
    ),
}

_NORM_AXIS = Option("axis", axes(), 0)
CONSTRAINTS: Table = {
    "MaxNorm": (Option("max_value", number(0), 2.0), _NORM_AXIS),
    "MinMaxNorm": (
        Option("min_value", number(0), 0.0),
        Option("max_value", number(0), 1.0),
        Option("rate", number(0, 1), 1.0),
        _NORM_AXIS,
    ),
    "NonNeg": (),
    "UnitNorm": (_NORM_AXIS,),
}

ACTIVATION_LAYERS: Table = {
    "ReLU": (
        Option("max_value", maybe(number(0)), None),
        Option("negative_slope", number(0), 0.0),
        Option("threshold", number(0), 0.0),
    ),
    "LeakyReLU": (Option("negative_slope", number(0), 0.3, "alpha"),),
    "ELU": (Option("alpha", number(), 1.0),),
    "Softmax": (Option("axis", axes(), -1),),
}
"""Layers without weights, which also stand for an activation in another layer."""


def complete(options: tuple[Option, ...], given: object, ignored: tuple[Option, ...] = ()) -> dict[str, Any]:
    """Returns a checked value for every one of `options`.

    Args:
        options: What there is to set.
        given: What is set, whatever it may be.
        ignored: What has no effect in the values that it may have, and is left out.

    Raises:
        Unfit: a value does not fit, or one is given that there is not: to leave it out might change what is computed.
    """
    if not isinstance(given, Mapping):
        raise Unfit(f"its settings are {shown(given)}")
    known = {name for option in (*options, *ignored) for name in (option.name, option.old_name)}
    for key, value in given.items():
        if key not in known and value is not None:
            raise Unfit(f"the setting {shown(key)} is not understood")
    for option in ignored:
        if given.get(option.name) is not None:
            option.value_in(given)
    return {option.name: option.value_in(given) for option in options}


def is_of_keras(config: Mapping[Any, Any]) -> bool:
    """Whether a serialised object says that it is Keras's own: anyone can register a class under a known name."""
    module, kind, registered = (config.get(key) for key in ("module", "class_name", "registered_name"))
    at_home = module is None or (
        isinstance(module, str)
        and (module == "builtins" or module.partition(".")[0] in ("keras", "tf_keras"))
    )
    return at_home and (
        registered is None
        or registered == kind
        or (kind == "function" and registered == config.get("config"))
    )


def object_of(table: Table, what: str) -> Callable[[object], Any]:
    """Returns a check for nothing or one of Keras's objects; a graph has it as its class name and settings."""
    names = {_plain(kind): kind for kind in table} | {
        short: kind for short, kind in SHORT_NAMES.items() if kind in table
    }

    def check(value: object) -> dict[str, Any] | None:
        if value is None:
            return None
        kind, settings = _parts(value, what)
        found = names.get(_plain(kind))
        if found is None:
            raise Unfit(f"must be one of Keras's own {what}s, not {shown(kind)}")
        try:
            return {"class_name": found, "config": complete(table[found], settings)}
        except Unfit as unfit:
            raise Unfit(f"is {found}, of which {unfit}") from None

    return check


def _parts(value: object, what: str) -> tuple[str, object]:
    if isinstance(value, str):
        return value, {}
    if not isinstance(value, Mapping) or not is_of_keras(value):
        raise Unfit(f"must be one of Keras's own {what}s, not {shown(value)}")
    kind, settings = value.get("class_name"), value.get("config", {})
    if not isinstance(kind, str):
        raise Unfit(f"must be one of Keras's own {what}s, not {shown(kind)}")
    return kind, {} if settings is None else settings


def _plain(kind: str) -> str:
    return re.sub(r"[_\s]", "", kind[:40]).lower()


initializer = object_of(INITIALIZERS, "initializer")
regularizer = object_of(REGULARIZERS, "regularizer")
constraint = object_of(CONSTRAINTS, "constraint")


def activation(value: object) -> str | dict[str, Any]:
    """Checks an activation: a graph has its name, or for a layer that stands for one its class name and settings."""
    if value is None:
        return "linear"
    if (
        isinstance(value, Mapping)
        and is_of_keras(value)
        and value.get("class_name") in ("function", "Function")
    ):
        value = value.get("config")
    if isinstance(value, str):
        known = OTHER_NAMES.get(value, value)
        if known not in ACTIVATIONS:
            raise Unfit(f"must be one of Keras's own activations, not {shown(value)}")
        return known
    return _activation_layer(value)


def _activation_layer(value: object) -> dict[str, Any]:
    kind, settings = _parts(value, "activation")
    if kind not in ACTIVATION_LAYERS or not isinstance(settings, Mapping):
        raise Unfit(f"must be one of Keras's own activations, not {shown(kind)}")
    own = {key: item for key, item in settings.items() if key not in ("name", "trainable", "dtype")}
    try:
        return {"class_name": kind, "config": complete(ACTIVATION_LAYERS[kind], own)}
    except Unfit as unfit:
        raise Unfit(f"is {kind}, of which {unfit}") from None


def policy(value: object) -> str:
    """Checks a dtype policy in any of the forms it was ever written in, and returns its name."""
    if value is None:
        return "float32"
    if (
        isinstance(value, Mapping)
        and is_of_keras(value)
        and value.get("class_name") in ("DTypePolicy", "Policy", "FloatDTypePolicy")
    ):
        settings = value.get("config")
        value = settings.get("name") if isinstance(settings, Mapping) else settings
    return str(word(*POLICIES)(value))


def variable_dtype(policy_name: str) -> str:
    """Returns what weights are stored as under a policy."""
    return "float32" if policy_name.startswith("mixed_") else policy_name
