"""The head of a model in every way that people write it, and the same model with another one."""

from __future__ import annotations

import pytest
from core.imported.graphs import activation, chain, dense, inputs, nested, of

from workbench.core.errors import UserError
from workbench.core.imported.graph import Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.head_place import HeadPlace, find_head, output_names, output_number, with_head

SOFTMAX_LAYER = GraphLayer("softmax", "Softmax", {"axis": -1})
SOFTMAX_OPERATION = GraphLayer("probabilities", "softmax", {"axis": -1})
HIDDEN = dense("hidden", 8, "relu")

WAYS = {
    "in the layer": ((dense("d", 3, "softmax"),), "softmax", 'Dense(3, activation="softmax")'),
    "Activation": ((dense("d", 3), activation("a", "softmax")), "softmax", 'Dense(3) + Activation("softmax")'),
    "Softmax": ((dense("d", 3), SOFTMAX_LAYER), "softmax", "Dense(3) + Softmax()"),
    "operation": ((dense("d", 3), SOFTMAX_OPERATION), "softmax", "Dense(3) + softmax()"),
    "logits": ((dense("d", 3),), "linear", "Dense(3)"),
    "sigmoid": ((dense("d", 3, "sigmoid"),), "sigmoid", 'Dense(3, activation="sigmoid")'),
    "sigmoid apart": ((dense("d", 3), activation("a", "sigmoid")), "sigmoid", 'Dense(3) + Activation("sigmoid")'),
    "one sigmoid unit": ((dense("d", 1, "sigmoid"),), "sigmoid", 'Dense(1, activation="sigmoid")'),
    "linear and softmax": ((dense("d", 3), activation("l", "linear"), SOFTMAX_LAYER), "softmax", 'Dense(3) + Activation("linear") + Softmax()'),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_a_head_is_found(way: str) -> None:
    layers, function, written = WAYS[way]
    place = find_head(chain(inputs(4), HIDDEN, *layers))
    assert (place.path, place.activation, place.written) == ((2,), function, written)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wanted", ["softmax", "sigmoid", "linear"])
def test_a_new_head_is_one_dense_layer_with_nothing_after_it(way: str, wanted: str) -> None:
    graph = chain(inputs(4), HIDDEN, *WAYS[way][0])
    before = find_head(graph)
    after = with_head(graph, before, wanted)  # type: ignore[arg-type]
    assert after == chain(inputs(4), HIDDEN, dense("d", before.units, wanted))
    assert find_head(after).activation == wanted


def test_the_number_of_units_can_be_another() -> None:
    graph = chain(inputs(4), dense("d", 1, "sigmoid"))
    assert with_head(graph, find_head(graph), "softmax", 2) == chain(inputs(4), dense("d", 2, "softmax"))


def test_the_head_may_be_inside_a_nested_model() -> None:
    inner = chain(inputs(8), dense("logits", 3), SOFTMAX_LAYER)
    graph = chain(inputs(4), HIDDEN, nested("inner", inner))
    place = find_head(graph)
    assert (place.path, place.after) == ((2, 1), (((2,), 2),))
    swapped = with_head(graph, place, "sigmoid")
    assert swapped == chain(
        inputs(4), HIDDEN, nested("inner", chain(inputs(8), dense("logits", 3, "sigmoid")))
    )


def test_a_softmax_outside_of_the_nested_model_goes_too() -> None:
    """The tutorial's `Sequential([model, Softmax()])`."""
    inner = chain(inputs(4), HIDDEN, dense("logits", 3))
    graph = chain(inputs(4), nested("model", inner), SOFTMAX_LAYER, form="sequential")
    swapped = with_head(graph, find_head(graph), "sigmoid")
    inner_swapped = chain(inputs(4), HIDDEN, dense("logits", 3, "sigmoid"))
    assert swapped == chain(inputs(4), nested("model", inner_swapped), form="sequential")


def test_layers_that_stand_before_the_one_taken_out_keep_their_calls() -> None:
    """Keras may list the activation before the Dense layer: places in the list are no order of calls."""
    layers = inputs(4), SOFTMAX_LAYER, dense("d", 3)
    graph = Graph(
        "m", "functional", layers, (Call(0), Call(2, of(0)), Call(1, of(1))), Ends((Ref(0),)), Ends((Ref(2),))
    )
    swapped = with_head(graph, find_head(graph), "sigmoid")
    assert swapped == chain(inputs(4), dense("d", 3, "sigmoid")).__class__(
        "m", "functional", (inputs(4), dense("d", 3, "sigmoid")), (Call(0), Call(1, of(0))), Ends((Ref(0),)), Ends((Ref(1),))
    )  # fmt: skip


def two_outputs() -> Graph:
    layers = inputs(4), dense("age", 1), dense("kind", 3, "softmax")
    calls = Call(0), Call(1, of(0)), Call(2, of(0))
    return Graph("m", "functional", layers, calls, Ends((Ref(0),)), Ends((Ref(1), Ref(2)), is_single=False))


def test_of_several_outputs_one_has_to_be_chosen() -> None:
    with pytest.raises(UserError, match=r"has 2 outputs \(age, kind\); choose"):
        find_head(two_outputs())
    assert find_head(two_outputs(), 1).activation == "softmax"
    assert output_names(two_outputs()) == ("age", "kind")
    assert output_number(two_outputs(), "kind") == 1
    with pytest.raises(UserError, match="no output 'name'; it has age, kind"):
        output_number(two_outputs(), "name")


def logits_used_twice() -> Graph:
    layers = inputs(4), dense("d", 3), SOFTMAX_LAYER
    calls = Call(0), Call(1, of(0)), Call(2, of(1))
    return Graph("m", "functional", layers, calls, Ends((Ref(0),)), Ends((Ref(1), Ref(2)), is_single=False))


def layer_used_twice() -> Graph:
    layers = inputs(3), dense("d", 3, "softmax")
    calls = Call(0), Call(1, of(0)), Call(1, of(1))
    return Graph("m", "functional", layers, calls, Ends((Ref(0),)), Ends((Ref(2),)))


@pytest.mark.parametrize(
    ("graph", "says"),
    [
        (chain(inputs(4), dense("d", 3, "relu")), "'d', ends in relu, which is not a head"),
        (
            chain(inputs(4), dense("d", 3), GraphLayer("drop", "Dropout", {"rate": 0.5})),
            "made by the layer 'drop'",
        ),
        (chain(inputs(4), dense("d", 3), activation("a", "tanh")), "made by the layer 'a'"),
        (chain(inputs(4), dense("d", 3, "sigmoid"), SOFTMAX_LAYER), "one after the other"),
        (chain(inputs(4), dense("d", 3), GraphLayer("s", "Softmax", {"axis": 1})), "made by the layer 's'"),
        (chain(inputs(4), GraphLayer("c", "Conv2D", {})), "made by the layer 'c'"),
        (chain(inputs(4)), "made by the layer 'inputs'"),
        (layer_used_twice(), "applied 2 times"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_head_is_refused_with_the_reason(graph: Graph, says: str) -> None:
    with pytest.raises(UserError, match=says):
        find_head(graph)


def test_logits_that_are_used_elsewhere_are_refused() -> None:
    with pytest.raises(UserError, match="'d' gives is used in 2 places"):
        find_head(logits_used_twice(), 1)


def test_a_place_is_a_value() -> None:
    graph = chain(inputs(4), dense("d", 3))
    assert find_head(graph) == HeadPlace((1,), 3, "linear", (), "Dense(3)")
