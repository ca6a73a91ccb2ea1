"""Reads to what the layers of a functional model are applied, as Keras 3 or Keras 2 wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.errors import UserError
from workbench.core.imported.config_ends import RawEnds, Tensor, is_tensor
from workbench.core.imported.config_layer import is_model, is_operation, name_of
from workbench.core.imported.graph import Argument, Call, Ends, GraphLayer, Ref
from workbench.core.imported.option import shown
from workbench.core.imported.rows.operations import OLD_ARGUMENTS, OLD_UNARY

Config = Mapping[Any, Any]
CONSTANT = "_CONSTANT_VALUE"
"""What Keras 2 has in place of a layer's name for a number."""

RECURRENT = ("SimpleRNN", "LSTM", "GRU", "Bidirectional")
MOST_NODES = 10_000


@dataclass(frozen=True)
class Given:
    """One argument as it is written: tensors, or a plain value."""

    tensors: tuple[Tensor, ...] = ()
    is_list: bool = False
    keys: tuple[str, ...] = ()
    value: Any = None


@dataclass
class Node:
    """One call as it is written."""

    arguments: list[Given] = field(default_factory=list)
    keywords: dict[str, Given] = field(default_factory=dict)

    def tensors(self) -> list[Tensor]:
        """Returns every tensor that it takes."""
        return [tensor for given in (*self.arguments, *self.keywords.values()) for tensor in given.tensors]


def _is_nothing(value: object) -> bool:
    """Whether an argument is left out: it is none, or none for each input."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return value is None or (bool(inner) and all(one is None for one in inner))


class Nodes:
    """The calls of one model; a layer's are read when something leads to them."""

    def __init__(self, configs: list[Config], old: bool) -> None:
        """Takes the configurations of the layers.

        Raises:
            UserError: two have the same name, or one has none.
        """
        self.configs, self.old = configs, old
        self.indices: dict[str, int] = {}
        for index, config in enumerate(configs):
            name = config.get("name")
            if not isinstance(name, str) or name in self.indices:
                raise UserError(
                    f"The layer {shown(name)} has no name of its own, and cannot be told from others."
                )
            self.indices[name] = index
        self.read: dict[tuple[int, int], Node] = {}
        self.numbers: dict[tuple[int, int], int] = {}

    def tensor(self, value: object, is_end: bool = False) -> Tensor:
        """Returns the tensor that a name of a layer and two numbers stand for.

        Args:
            value: What may be such a list.
            is_end: Whether it is an input or an output of the model, for which nodes are counted otherwise.

        Raises:
            UserError: there is none.
        """
        if not isinstance(value, list) or not is_tensor(value):
            raise UserError(f"The model is connected to {shown(value)}, which is no tensor of it.")
        name: str = value[0]
        index, node, output = self.indices.get(name), value[1], value[2]
        if index is None or type(node) is not int or type(output) is not int:
            raise UserError(f"The model is connected to the layer {shown(name)}, which it does not have.")
        node -= self._first_node(self.configs[index], is_end)
        if not 0 <= node < self._count(index) or not 0 <= output < MOST_NODES:
            raise UserError(f"The model is connected to a call of the layer {shown(name)} that there is not.")
        return Tensor(index, node, output)

    def _first_node(self, config: Config, is_end: bool) -> int:
        """A model was called once on inputs of its own; Keras 2 counts that call, Keras 3 only in the ends of a model."""
        if not is_model(config) or not (self.old or is_end):
            return 0
        if config["class_name"] != "Sequential":
            return 1
        settings = config.get("config")
        layers = settings.get("layers") if isinstance(settings, Mapping) else settings
        first = layers[0] if isinstance(layers, list) and layers else None
        own = first.get("config") if isinstance(first, Mapping) else None
        return int(self.old and isinstance(own, Mapping) and "batch_input_shape" in own)

    def _count(self, index: int) -> int:
        nodes = self.configs[index].get("inbound_nodes")
        return max(len(nodes), self._is_input(index)) if isinstance(nodes, list) else 0

    def _is_input(self, index: int) -> bool:
        return self.configs[index].get("class_name") == "InputLayer"

    def order(self, ends: list[Tensor]) -> list[tuple[int, int]]:
        """Returns the calls that lead to `ends`, as layer and node, each after those that it depends on.

        Raises:
            UserError: they go round in a circle, or there are too many.
        """
        order: list[tuple[int, int]] = []
        open_calls: set[tuple[int, int]] = set()
        stack = [(end.layer, end.node) for end in reversed(ends)]
        while stack:
            key = stack[-1]
            if key in self.numbers:
                stack.pop()
                continue
            waiting = [
                (t.layer, t.node) for t in self._node(*key).tensors() if (t.layer, t.node) not in self.numbers
            ]
            if not waiting:
                self.numbers[stack.pop()] = len(order)
                order.append(key)
            elif key in open_calls:
                raise UserError(
                    f'The layer "{name_of(self.configs[key[0]])}" is connected to itself in a circle.'
                )
            else:
                open_calls.add(key)
                stack.extend(dict.fromkeys(reversed(waiting)))
        return order

    def _node(self, index: int, node: int) -> Node:
        key = index, node
        if key not in self.read:
            if len(self.read) >= MOST_NODES:
                raise UserError(
                    f"The model applies its layers more than {MOST_NODES:,} times; that cannot be opened."
                )
            self.read[key] = Node() if self._is_input(index) else self._parsed(index, node)
        return self.read[key]

    def _parsed(self, index: int, node: int) -> Node:
        config = self.configs[index]
        written = config["inbound_nodes"][node]
        if isinstance(written, list):
            return self._old_node(config, written)
        if isinstance(written, Mapping) and isinstance(written.get("args"), list):
            keywords = written.get("kwargs") or {}
            if isinstance(keywords, Mapping) and all(isinstance(key, str) for key in keywords):
                arguments = [self._argument(value) for value in written["args"]]
                return Node(arguments, self._keywords(keywords, self._argument))
        raise self._not_understood(config)

    def _not_understood(self, config: Config) -> UserError:
        return UserError(f'The layer "{name_of(config)}" is called in a way that is not understood.')

    def _keywords(self, keywords: Config, read: Any) -> dict[str, Given]:
        return {str(key): read(value) for key, value in keywords.items() if not _is_nothing(value)}

    def _argument(self, value: object) -> Given:
        """Reads an argument as Keras 3 writes it."""
        if isinstance(value, Mapping):
            return self._described(value)
        if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            inner = [self._argument(item) for item in value]
            if all(len(given.tensors) == 1 and not given.is_list for given in inner):
                return Given(tuple(given.tensors[0] for given in inner), True)
            raise UserError(
                "The model calls a layer with a list of more than tensors, which cannot be opened."
            )
        return Given(value=value)

    def _described(self, value: Config) -> Given:
        kind, settings = value.get("class_name"), value.get("config")
        if kind == "__keras_tensor__" and isinstance(settings, Mapping):
            return Given((self.tensor(settings.get("keras_history")),))
        if kind in ("__tensor__", "__numpy__") and isinstance(settings, Mapping):
            return Given(value=settings.get("value"))
        if kind is None and value and all(isinstance(key, str) for key in value):
            keys = tuple(sorted(value))
            if all(isinstance(value[key], Mapping) and "class_name" in value[key] for key in keys):
                inner = [self._described(value[key]) for key in keys]
                if all(len(given.tensors) == 1 for given in inner):
                    return Given(tuple(given.tensors[0] for given in inner), True, keys)
        raise UserError(f"The model calls a layer with {shown(kind)}, which cannot be opened.")

    def _old_node(self, config: Config, written: list[Any]) -> Node:
        """Reads a call as Keras 2 writes it: a tensor or a list of them, the first with the other arguments."""
        is_leaf = bool(written) and isinstance(written[0], str)
        leaves = [written] if is_leaf else written
        if not leaves or not all(isinstance(leaf, list) and 3 <= len(leaf) <= 4 for leaf in leaves):
            raise self._not_understood(config)
        keywords = leaves[0][3] if len(leaves[0]) == 4 else {}
        if not isinstance(keywords, Mapping) or not all(isinstance(key, str) for key in keywords):
            raise self._not_understood(config)
        main = [self._old_argument(leaf[:3]) for leaf in leaves]
        return self._arranged(config, main, self._keywords(keywords, self._old_argument))

    def _arranged(self, config: Config, main: list[Given], keywords: dict[str, Given]) -> Node:
        if is_operation(config):
            return self._old_operation(main, keywords)
        if len(main) == 1:
            return Node(main, keywords)
        tensors = tuple(tensor for given in main for tensor in given.tensors)
        if config.get("class_name") in RECURRENT:
            return Node(main[:1], {**keywords, "initial_state": Given(tensors[1:], True)})
        return Node([Given(tensors, True)], keywords)

    def _old_operation(self, main: list[Given], keywords: dict[str, Given]) -> Node:
        """Functions of TensorFlow have other names for their arguments; `axis` is understood as the last only."""
        kept = {OLD_ARGUMENTS.get(key, key): given for key, given in keywords.items() if key != "name"}
        if kept.get("axis") == Given(value=-1):
            del kept["axis"]
        for key in OLD_UNARY[1:]:
            if key in kept:
                kept["x"] = kept.pop(key)
        return Node(main, kept)

    def _old_argument(self, value: object) -> Given:
        if isinstance(value, list) and len(value) == 3 and value[0] == CONSTANT:
            return Given(value=value[2])
        if is_tensor(value):
            return Given((self.tensor(value),))
        if isinstance(value, list) and value and all(map(is_tensor, value)):
            return Given(tuple(map(self.tensor, value)), True)
        return Given(value=value)

    def call(self, index: int, node: int, layer: GraphLayer, place: int) -> Call:
        """Returns the call of a layer that stands at `place` among those that are kept."""
        read = self.read[index, node]
        keys = layer.graph.inputs.keys if layer.graph else ()
        for given in (*read.arguments, *read.keywords.values()):
            if given.keys and given.keys != keys:
                raise UserError(
                    f'The layer "{layer.name}" is called with names of inputs that it does not have.'
                )
        arguments = tuple(map(self._ready, read.arguments))
        return Call(place, arguments, {key: self._ready(given) for key, given in read.keywords.items()})

    def _ready(self, given: Given) -> Argument:
        return Argument(tuple(map(self._ref, given.tensors)), given.is_list, given.value)

    def _ref(self, tensor: Tensor) -> Ref:
        return Ref(self.numbers[tensor.layer, tensor.node], tensor.output)

    def ends(self, ends: RawEnds) -> Ends:
        """Returns the inputs or outputs of a graph."""
        return Ends(tuple(map(self._ref, ends.tensors)), ends.keys, ends.is_single)
