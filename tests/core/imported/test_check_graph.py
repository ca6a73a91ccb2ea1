"""A graph that comes in a project passes the gates that one just opened does."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import check_graph
from workbench.core.imported.graph import Argument, Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.keras_objects import complete
from workbench.core.imported.layer_rows import ROWS

replace = msgspec.structs.replace


def layer(kind: str, name: str, **options: Any) -> GraphLayer:
    return GraphLayer(name, kind, complete(ROWS[kind].options, options))


INPUT = layer("InputLayer", "start", shape=[4])
DENSE = layer("Dense", "dense", units=3)
ADD = layer("Add", "add")


def on(*calls: int, index: int = 1) -> Call:
    tensors = tuple(Ref(call) for call in calls)
    return Call(index, (Argument(tensors, is_list=len(calls) > 1),))


CHAIN = Graph("net", "sequential", (INPUT, DENSE), (Call(0), on(0)), Ends((Ref(0),)), Ends((Ref(1),)))
BRANCHES = Graph(
    "net", "functional", (INPUT, DENSE, ADD), (Call(0), on(0), on(0), on(1, 2, index=2)), Ends((Ref(0),)), Ends((Ref(3),))
)  # fmt: skip
NESTED = replace(CHAIN, layers=(INPUT, GraphLayer("inner", "Model", graph=CHAIN)))


@pytest.mark.parametrize("graph", [CHAIN, BRANCHES, NESTED], ids=["chain", "branches", "nested"])
def test_what_is_whole_passes(graph: Graph) -> None:
    check_graph(graph)
    check_graph(msgspec.json.decode(msgspec.json.encode(graph), type=Graph))


def dense(**changes: Any) -> Graph:
    return replace(CHAIN, layers=(INPUT, replace(DENSE, **changes)))


def options(**changes: Any) -> Graph:
    return dense(options={**DENSE.options, **changes})


def deep(depth: int) -> Graph:
    graph = CHAIN
    for _ in range(depth):
        graph = replace(CHAIN, layers=(INPUT, GraphLayer("inner", "Model", graph=graph)))
    return graph


def doubling(depth: int) -> Graph:
    graph = replace(CHAIN, form="functional", layers=(INPUT, layer("ReLU", "relu")))
    for _ in range(depth):
        inner = GraphLayer("inner", "Model", graph=graph)
        graph = Graph(
            "net", "functional", (INPUT, inner), (Call(0), on(0), on(1)), graph.inputs, Ends((Ref(2),))
        )
    return graph


BROKEN: dict[str, tuple[Graph, str]] = {
    "unknown kind": (dense(kind="Lambda"), 'The layer "dense" (Lambda) is not among the layers that can be opened.'),
    "not a class": (dense(kind="__class__"), "is not among the layers"),
    "model without layers": (dense(kind="Model"), "is a model without layers, or a layer with a model's"),
    "layer with a model": (dense(graph=CHAIN), "is a model without layers, or a layer with a model's"),
    "unknown setting": (options(lora_rank=2), "cannot be opened: the setting 'lora_rank' is not understood."),
    "custom activation": (options(activation="evil"), "activation must be one of Keras's own activations, not 'evil'"),
    "custom initializer": (options(kernel_initializer={"class_name": "Evil", "config": {}}), "must be one of Keras's own initializers"),
    "missing setting": (dense(options={"units": 3}), "its settings are not written as they are here"),
    "another way of writing": (options(activation="swish"), "its settings are not written as they are here"),
    "policy": (dense(dtype="int8"), "must be float32 or"),
    "holds something": (dense(inner=(DENSE,)), "holds Dense, which cannot be opened"),
    "name": (dense(name="a/b"), "A layer's name must be a name of at most 200 letters without a slash, not 'a/b'."),
    "same name": (dense(name="start"), "have the same name"),
    "name of the model": (replace(CHAIN, name=""), "The model's name must be a name"),
    "no such layer": (replace(CHAIN, calls=(Call(0), on(0, index=7))), "applies a layer that it does not have"),
    "later tensor": (replace(BRANCHES, calls=(Call(0), on(2), on(0), on(1, 2, index=2))), "takes a tensor that there is not before it"),
    "negative tensor": (replace(BRANCHES, calls=(Call(0), on(-1), on(0), on(1, 2, index=2))), "takes a tensor that there is not before it"),
    "no such output": (replace(CHAIN, calls=(Call(0), Call(1, (Argument((Ref(0, 3),)),))), form="functional"), "takes a tensor that there is not before it"),
    "unused layer": (replace(BRANCHES, layers=(*BRANCHES.layers, layer("ReLU", "idle"))), 'The layer "idle" (ReLU) is not connected to the output.'),
    "unused call": (replace(BRANCHES, outputs=Ends((Ref(2),))), 'The layer "add" (Add) is not connected to the output.'),
    "no outputs": (replace(CHAIN, outputs=Ends(())), "is not connected to the output"),
    "outputs out of range": (replace(BRANCHES, outputs=Ends((Ref(9),))), "is not connected"),
    "inputs elsewhere": (replace(BRANCHES, inputs=Ends((Ref(1),))), "are not its input layers"),
    "several under one name": (replace(BRANCHES, outputs=Ends((Ref(3), Ref(1)), ("a", "a"), False)), "do not have one name each"),
    "no chain": (replace(BRANCHES, form="sequential"), "are not one chain"),
    "constant of a layer": (replace(CHAIN, form="functional", calls=(Call(0), Call(1, (Argument((Ref(0),)),), {"training": Argument(value=[1])}))), "training must be true or false"),
    "unknown keyword": (replace(CHAIN, form="functional", calls=(Call(0), Call(1, (Argument((Ref(0),)),), {"evil": Argument()}))), "is called with 'evil', which is not understood"),
    "too deep": (deep(70), "more than 64 deep"),
    "doubling": (doubling(30), "are applied more than 10,000 times"),
    "too large": (options(units=400_000_000), "2,000,000,000 parameters"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_is_refused_in_a_sentence(name: str) -> None:
    graph, sentence = BROKEN[name]
    with pytest.raises(UserError) as refused:
        check_graph(graph)
    assert sentence in str(refused.value) and str(refused.value).endswith(".")


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))][bool(not path) :]


VALUES = st.sampled_from(
    [0, 1, 2, -1, 10**9, 0.5, True, None, "", "x", "Model", "Dense", [], [1], {}, {"call": 0}]
)


@pytest.mark.parametrize("graph", [BRANCHES, NESTED], ids=["branches", "nested"])
@given(data=st.data())
@settings(max_examples=500, deadline=None)
def test_a_project_with_something_else_in_one_place_is_read_or_refused(
    graph: Graph, data: st.DataObject
) -> None:
    written = msgspec.to_builtins(graph)
    *path, last = data.draw(st.sampled_from(places(written)))
    owner: Any = written
    for key in path:
        owner = owner[key]
    owner[last] = data.draw(VALUES)
    try:
        check_graph(msgspec.convert(written, Graph))
    except (UserError, msgspec.ValidationError) as error:
        assert str(error)
