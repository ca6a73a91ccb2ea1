"""A configuration is read by what is on the list; everything else is refused in a sentence, and nothing is resolved."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.graph import Argument, Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.layer_rows import LAYER_ROWS
from workbench.core.imported.option import REQUIRED
from workbench.core.imported.weight_specs import output_shapes, parameter_count, weight_specs

Config = dict[str, Any]


def layer(
    kind: str, name: str, module: str = "keras.layers", nodes: list[Any] | None = None, **settings: Any
) -> Config:
    return {
        "module": module,
        "class_name": kind,
        "config": {"name": name, "trainable": True, **settings},
        "registered_name": None,
        "name": name,
        "inbound_nodes": nodes or [],
    }


def start(*shape: int | None, name: str = "start") -> Config:
    return layer("InputLayer", name, batch_shape=[None, *shape], dtype="float32")


def tensor(name: str, node: int = 0, output: int = 0) -> Config:
    return {
        "class_name": "__keras_tensor__",
        "config": {"shape": [None, 4], "dtype": "float32", "keras_history": [name, node, output]},
    }


def on(*names: str, **keywords: Any) -> Config:
    return {"args": [tensor(name) for name in names], "kwargs": keywords}


def sequential(*layers: Config) -> Config:
    return {
        "module": "keras",
        "class_name": "Sequential",
        "config": {"name": "net", "layers": [start(4), *layers]},
    }


def functional(*layers: Config, output: Any = None) -> Config:
    ends = {"input_layers": ["start", 0, 0], "output_layers": output or [layers[-1]["name"], 0, 0]}
    return {"class_name": "Functional", "config": {"name": "net", "layers": [start(4), *layers], **ends}}


def dense(name: str = "dense", **settings: Any) -> Config:
    return layer("Dense", name, nodes=[on("start")], **{"units": 3, **settings})


def test_a_sequential_model_becomes_a_chain() -> None:
    graph = graph_of_config(sequential(dense(activation="softmax")))
    assert (graph.name, graph.form) == ("net", "sequential")
    assert graph.layers[0] == GraphLayer("start", "InputLayer", {"shape": [4]})
    assert graph.layers[1].options["activation"] == "softmax"
    assert graph.layers[1].options["bias_initializer"] == {"class_name": "Zeros", "config": {}}
    assert graph.calls == (Call(0), Call(1, (Argument((Ref(0),)),)))
    assert graph.outputs == Ends((Ref(1),))


def test_settings_that_are_not_said_are_what_keras_takes() -> None:
    assert graph_of_config(sequential(dense())) == graph_of_config(
        sequential(dense(use_bias=True, activation=None))
    )


def test_a_shared_layer_is_there_once_and_called_twice() -> None:
    shared = dense("shared")
    shared["inbound_nodes"].append(on("start"))
    both = layer("Add", "add", nodes=[{"args": [[tensor("shared"), tensor("shared", 1)]], "kwargs": {}}])
    graph = graph_of_config(functional(shared, both))
    assert [call.layer for call in graph.calls] == [0, 1, 1, 2]
    assert parameter_count(graph) == 4 * 3 + 3


def test_what_does_not_lead_to_the_output_is_not_even_read() -> None:
    for hostile in (
        layer("Lambda", "lambda", nodes=[on("start")]),
        {"name": "x", "class_name": 5, "inbound_nodes": [7]},
    ):
        graph = graph_of_config(functional(hostile, dense()))
        assert [one.kind for one in graph.layers] == ["InputLayer", "Dense"]


def test_what_is_said_of_training_is_not_looked_at() -> None:
    config = sequential(dense())
    plain = graph_of_config(config)
    config["compile_config"] = {"optimizer": {"class_name": "Evil"}, "loss": {"class_name": "__lambda__"}}
    config["build_config"] = 5
    assert graph_of_config(config) == plain


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("LeakyReLU", {"alpha": 0.25}, {"negative_slope": 0.25}),
        ("Dense", {"units": 2, "activation": "swish"}, {"units": 2, "activation": "silu"}),
        ("Dense", {"units": 2, "dtype": {"class_name": "Policy", "config": {"name": "mixed_float16"}}}, {"units": 2, "dtype": "mixed_float16"}),
        ("Dense", {"units": 2, "kernel_initializer": "he_normal"}, {"units": 2, "kernel_initializer": {"class_name": "HeNormal", "config": {"seed": None}}}),
        ("Dense", {"units": 2, "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.5}}}, {"units": 2, "kernel_regularizer": {"module": "keras.regularizers", "class_name": "L2", "config": {"l2": 0.5}, "registered_name": None}}),
        ("BatchNormalization", {"axis": [1], "renorm": False}, {"axis": 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_older_ways_of_writing_mean_the_same(kind: str, old: Config, new: Config) -> None:
    assert graph_of_config(sequential(layer(kind, "x", **old))) == graph_of_config(
        sequential(layer(kind, "x", **new))
    )


def node_of(module: str, kind: str, **settings: Any) -> Config:
    """A function node; only on the list it is resolved."""
    return layer(kind, "node", module=module, nodes=[on("start")], **settings)


def nested(depth: int) -> Config:
    config = sequential(dense())
    for number in range(depth):
        config = {
            "module": "keras",
            "class_name": "Sequential",
            "config": {"name": f"n{number}", "layers": [config]},
        }
    return config


def doubled(depth: int) -> Config:
    """A model that applies a model twice, which applies a model twice, and so on."""
    inner = functional(layer("ReLU", "relu", nodes=[on("start")]))
    for _ in range(depth):
        held = {
            **inner,
            "name": "net",
            "inbound_nodes": [on("start"), {"args": [tensor("net", 0)], "kwargs": {}}],
        }
        inner = functional(held, output=["net", 2, 0])
    return inner


def looped() -> Config:
    return functional(
        layer("ReLU", "one", nodes=[on("other")]),
        layer("ReLU", "other", nodes=[on("one")]),
        output=["one", 0, 0],
    )


LAMBDA = {"module": "builtins", "class_name": "__lambda__", "config": {"value": "4wAAAA"}}
CUSTOM = {"module": "mine", "class_name": "Evil", "config": {}, "registered_name": "mine>Evil"}
MORE = "Replace it by built-in layers and save again."

HOSTILE: dict[str, tuple[Config, str]] = {
    "lambda": (sequential(layer("Lambda", "lambda", function=LAMBDA)), f'The layer "lambda" is a Lambda, which can run any code and is not opened. {MORE}'),
    "stored program": (sequential(layer("TFSMLayer", "tfsm", filepath="/x")), f'The layer "tfsm" is a TFSMLayer, which runs a program from elsewhere and is not opened. {MORE}'),
    "vocabulary": (sequential(layer("StringLookup", "words", vocabulary="/etc/passwd")), 'The layer "words" is a StringLookup, which turns words into numbers'),
    "unknown": (sequential(layer("Evil", "evil")), 'The layer "evil" is a Evil, which is not among the layers that can be opened.'),
    "custom": (sequential({**dense("mine"), "registered_name": "mine>Dense"}), f'The layer "mine" is a class that is not Keras\'s own. {MORE}'),
    "foreign module": (sequential({**dense("mine"), "module": "os"}), 'The layer "mine" is a class that is not Keras\'s own.'),
    "like keras": (sequential({**dense("mine"), "module": "kerasevil"}), 'The layer "mine" is a class that is not Keras\'s own.'),
    "custom model": ({**sequential(dense()), "registered_name": "mine>Net"}, "The model is of the class 'Sequential' that is not Keras's own"),
    "other class": ({"class_name": "Evil", "config": {}}, "The configuration is of 'Evil'; only Sequential and Functional models can be opened."),
    "global state": (functional(node_of("keras.config", "function", config="set_dtype_policy")), 'The layer "node" is a function, which is not among the layers that can be opened.'),
    "global state as an operation": (functional(node_of("keras.src.ops.core", "SetDtypePolicy")), 'The layer "node" (SetDtypePolicy) cannot be opened: it is the function \'SetDtypePolicy\', which is not among those that are known to compute only.'),
    "download": (functional(node_of("keras.datasets.mnist", "load_data")), 'The layer "node" is a load_data, which is not among'),
    "function of tensorflow": (functional(node_of("keras.layers", "TFOpLambda", function="io.read_file")), "it is the function 'io.read_file', which is not among those"),
    "activation": (sequential(dense(activation=LAMBDA)), 'The layer "dense" (Dense) cannot be opened: activation must be one of Keras\'s own activations, not \'__lambda__\'.'),
    "activation by name": (sequential(dense(activation="evil")), "activation must be one of Keras's own activations, not 'evil'"),
    "activation that is a function": (sequential(dense(activation={"class_name": "function", "module": "keras.config", "config": "set_dtype_policy"})), "activation must be one of Keras's own activations"),
    "initializer": (sequential(dense(kernel_initializer=CUSTOM)), "kernel_initializer must be one of Keras's own initializers"),
    "setting of an initializer": (sequential(dense(kernel_initializer={"class_name": "Constant", "config": {"value": "x"}})), "kernel_initializer is Constant, of which value must be a number"),
    "regularizer": (sequential(dense(kernel_regularizer="evil")), "kernel_regularizer must be one of Keras's own regularizers, not 'evil'"),
    "constraint": (sequential(dense(bias_constraint={"class_name": "Lambda"})), "bias_constraint must be one of Keras's own constraints"),
    "policy": (sequential(dense(dtype={"class_name": "QuantizedDTypePolicy", "config": {"mode": "int8"}})), 'The layer "dense" (Dense) cannot be opened: dtype must be float32 or'),
    "unknown setting": (sequential(dense(lora_rank=4)), "The layer \"dense\" (Dense) cannot be opened: the setting 'lora_rank' is not understood."),
    "word for a number": (sequential(dense(units="3")), "units must be a whole number between 1 and 2147483647, not '3'"),
    "negative": (sequential(dense(units=-3)), "units must be a whole number between 1 and 2147483647, not -3"),
    "half": (sequential(dense(units=2.5)), "units must be a whole number"),
    "infinite": (sequential(dense(units=float("inf"))), "units must be a whole number"),
    "not a number": (sequential(layer("Dropout", "dropout", rate=float("nan"))), "rate must be a number between 0 and 1"),
    "endless": (sequential(dense(units=10**5000)), "units must be a whole number between 1 and 2147483647, not a number with too many digits"),
    "no units": (sequential(layer("Dense", "dense")), "units is missing"),
    "flag": (sequential(dense(trainable="yes")), "trainable must be true or false, not 'yes'"),
    "long name": (sequential(dense("d" * 1000)), "must be a name of at most 200 letters"),
    "strange name": (sequential(dense("a\nb")), "must be a name"),
    "two of a name": (sequential(dense(), dense()), "Two layers of the model \"net\" have the same name"),
    "stateful": (sequential(layer("Reshape", "r", target_shape=[2, 2]), layer("LSTM", "lstm", units=2, stateful=True)), "stateful must be False, not True, to be opened here"),
    "held lambda": (sequential(layer("Reshape", "r", target_shape=[2, 2]), layer("TimeDistributed", "each", layer=layer("Lambda", "inner"))), 'The layer "inner" is a Lambda'),
    "held wrapper": (sequential(layer("TimeDistributed", "each", layer=layer("TimeDistributed", "inner"))), "The layer \"each\" holds 'TimeDistributed', which cannot be opened"),
    "held nothing": (sequential(layer("Bidirectional", "both")), 'The layer "both" (Bidirectional) holds nothing, which cannot be opened'),
    "held something else": (sequential(layer("Bidirectional", "both", layer=dense("inner"))), 'The layer "both" (Bidirectional) holds Dense, which cannot be opened'),
    "too many parameters": (sequential(dense(units=400_000_000)), 'The layers up to "dense" have 2,000,000,000 parameters; at most 500,000,000 can be opened.'),
    "too many numbers": (sequential(layer("RepeatVector", "again", n=10**9)), 'The layer "again" (RepeatVector) gives 4,000,000,000 numbers for each example'),
    "too much upsampling": (sequential(layer("Reshape", "r", target_shape=[4, 1]), layer("UpSampling1D", "up", size=10**6)), "size must be a whole number between 1 and 1024"),
    "too much padding": (sequential(layer("Reshape", "r", target_shape=[4, 1]), layer("ZeroPadding1D", "pad", padding=10**8)), "padding must be a whole number between 0 and 1000000"),
    "too large to begin": (sequential(dense(units=60_000), dense("next", units=7000, kernel_initializer="orthogonal")), "begins with an orthogonal matrix of 60,000 by 7,000"),
    "too many steps": (sequential(layer("RepeatVector", "r", n=20_000), layer("TimeDistributed", "each", layer=dense("inner"))), 'The layers up to "each" are applied more than 10,000 times'),
    "unrolled": (sequential(layer("RepeatVector", "r", n=20_000), layer("GRU", "gru", units=1, unroll=True)), 'The layers up to "gru" are applied more than 10,000 times'),
    "too deep": (nested(100), "more than 64 deep"),
    "too many layers": (sequential(*(layer("ReLU", f"r{i}") for i in range(10_001))), "The model has more than 10,000 layers"),
    "too long": (sequential(*(layer("ReLU", f"r{i}") for i in range(3000))), 'The layer "r1999" (ReLU) comes after 2,000 others, which is too long a chain.'),
    "doubling": (doubled(40), "are applied more than 10,000 times"),
    "sequence without end": (sequential(layer("Reshape", "r", target_shape=[-1, -1])), "leaves more than one axis of target_shape open"),
    "reshaped to nothing": (sequential(layer("Reshape", "r", target_shape=[-1, 0])), "cannot bring 4 numbers into the shape [-1, 0]"),
    "window too large": (sequential(layer("Reshape", "r", target_shape=[4, 1]), layer("Conv1D", "c", filters=1, kernel_size=9)), 'The layer "c" (Conv1D) has a window of 9, which does not fit into an input of 4'),
    "wrong rank": (sequential(layer("Conv2D", "c", filters=1, kernel_size=1)), "takes inputs of 4 axes with the batch's, not of 2"),
    "merges one": (sequential(layer("Add", "add")), 'The layer "add" (Add) must be called with a list of tensors'),
    "circle": (looped(), 'The layer "one" is connected to itself in a circle.'),
    "no such layer": (functional(dense(), output=["evil", 0, 0]), "The model is connected to the layer 'evil', which it does not have."),
    "no such call": (functional(dense(), output=["dense", 7, 0]), "The model is connected to a call of the layer 'dense' that there is not."),
    "no such output": (functional(dense(), output=["dense", 0, 7]), "The model gives a tensor that none of its layers makes."),
    "no outputs": (functional(dense(), output=[{}]), "which is no tensor of it"),
    "wrong keyword": (functional(layer("Dense", "dense", nodes=[on("start", evil=5)], units=2)), "is called with 'evil', which is not understood"),
    "object as a value": (functional(layer("Dense", "dense", nodes=[on("start", training=CUSTOM)], units=2)), "The model calls a layer with 'Evil', which cannot be opened."),
    "sparse input": ({"class_name": "Sequential", "config": {"name": "n", "layers": [layer("InputLayer", "i", batch_shape=[None, 4], sparse=True), dense()]}}, "sparse must be False, not True"),
    "words as input": ({"class_name": "Sequential", "config": {"name": "n", "layers": [layer("InputLayer", "i", batch_shape=[None, 4], dtype="string"), dense()]}}, "dtype must be float32 or"),
    "no shape": ({"class_name": "Sequential", "config": {"name": "n", "layers": [dense()]}}, "does not say what shape its input has; call it once, and save again."),
    "no layers": ({"class_name": "Sequential", "config": {"name": "n", "layers": []}}, "The model 'n' has no list of layers."),
    "no settings": ({"class_name": "Functional", "config": "x"}, "The model's settings are 'x'"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_configuration_is_refused_in_a_sentence(name: str) -> None:
    config, sentence = HOSTILE[name]
    with pytest.raises(UserError) as refused:
        graph_of_config(config)
    said = str(refused.value)
    assert sentence in said
    assert said.endswith(".") and len(said) < 400 and "\n" not in said


def test_what_is_refused_leaves_the_configuration_as_it_was() -> None:
    for config, _ in HOSTILE.values():
        before = copy.deepcopy(config)
        with pytest.raises(UserError):
            graph_of_config(config)
        assert config == before


def deep(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("place", ["units", "kernel_initializer", "activation", "name", "dtype", "evil"])
def test_what_is_nested_without_end_is_no_recursion(place: str) -> None:
    with pytest.raises(UserError):
        graph_of_config(sequential(dense(**{place: deep(1, 200_000)})))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_no_rubbish_is_a_model(value: Any) -> None:
    with pytest.raises(UserError):
        graph_of_config(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))][bool(not path) :]


def old_model() -> Config:
    """As Keras 2 wrote it."""
    first = layer("InputLayer", "start", batch_input_shape=[None, 4])
    both = layer("Concatenate", "both", nodes=[[["dense", 0, 0, {}], ["start", 0, 0, {}]]], axis=-1)
    scaled = layer(
        "TFOpLambda", "scaled", nodes=[["both", 0, 0, {"y": 2.0, "name": None}]], function="math.multiply"
    )
    one = layer("Dense", "dense", nodes=[[["start", 0, 0, {"training": False}]]], units=3)
    one["inbound_nodes"][0][0][3] = {}
    ends = {"input_layers": [["start", 0, 0]], "output_layers": [["scaled", 0, 0]]}
    return {
        "class_name": "Functional",
        "config": {"name": "old", "layers": [first, one, both, scaled], **ends},
    }


def new_model() -> Config:
    held = {**functional(dense("inner")), "name": "held", "inbound_nodes": [on("start", training=False)]}
    held["config"]["name"] = "held"
    both = layer(
        "Concatenate", "both", nodes=[{"args": [[tensor("held"), tensor("start")]], "kwargs": {}}], axis=-1
    )
    scaled = layer(
        "Multiply",
        "scaled",
        module="keras.src.ops.numpy",
        nodes=[{"args": [tensor("both"), 2.0], "kwargs": {}}],
    )
    del scaled["config"]["trainable"]
    return functional(held, both, scaled)


def test_keras_2_and_keras_3_are_both_read() -> None:
    assert output_shapes(graph_of_config(old_model()))[-1] == ((7,),)
    assert output_shapes(graph_of_config(new_model()))[-1] == ((7,),)


@pytest.mark.parametrize("make", [old_model, new_model], ids=lambda make: make.__name__)
@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_a_model_with_rubbish_in_one_place_is_read_or_refused(
    make: Callable[[], Config], data: st.DataObject
) -> None:
    config = make()
    *path, last = data.draw(st.sampled_from(places(config)))
    owner: Any = config
    for key in path:
        owner = owner[key]
    owner[last] = data.draw(JSON)
    try:
        graph = graph_of_config(config)
    except UserError as error:
        assert str(error)
    else:
        assert isinstance(graph, Graph) and weight_specs(graph) is not None


VALUES = st.sampled_from(
    [0, 1, 2, 3, 5, -1, -2, 0.5, True, False, None, "same", "valid", "causal", "channels_first", "relu", "concat", [], [1], [2, 2], [1, 2, 3], [[1, 1], [0, 2]], 10**6]
)  # fmt: skip
SHAPE = st.lists(st.sampled_from([None, 1, 2, 4, 6]), max_size=4)


@given(kind=st.sampled_from(sorted(LAYER_ROWS)), shape=SHAPE, data=st.data())
@settings(max_examples=1000, deadline=None)
def test_settings_that_make_no_sense_are_counted_or_refused(
    kind: str, shape: list[Any], data: st.DataObject
) -> None:
    row = LAYER_ROWS[kind]
    required = [option.name for option in row.options if option.default is REQUIRED]
    others = data.draw(
        st.lists(st.sampled_from([option.name for option in row.options] or ["x"]), max_size=3)
    )
    chosen = {option: data.draw(VALUES) for option in [*required, *others]}
    layers = [start(*shape), layer(kind, "odd", **chosen)]
    if row.takes != "one":
        takes = tensor("start"), tensor("start")
        layers[1]["inbound_nodes"] = [
            {"args": [list(takes)] if row.takes == "list" else list(takes), "kwargs": {}}
        ]
    else:
        layers[1]["inbound_nodes"] = [on("start")]
    ends = {"input_layers": ["start", 0, 0], "output_layers": ["odd", 0, 0]}
    try:
        graph_of_config({"class_name": "Functional", "config": {"name": "net", "layers": layers, **ends}})
    except UserError as error:
        assert str(error).endswith(".")


def test_what_layers_have_together_is_counted() -> None:
    config = sequential(*(dense(f"d{number}", units=20_000) for number in range(4)))
    with pytest.raises(UserError, match='up to "d2" have 800,140,000 parameters'):
        graph_of_config(config)
