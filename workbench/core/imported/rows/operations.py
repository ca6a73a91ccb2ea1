"""Functions of `keras.ops` that Keras writes as nodes of a graph, and what Keras 2 called them."""

from __future__ import annotations

from workbench.core.imported.keras_objects import POLICIES
from workbench.core.imported.layer_row import LayerRow, Shapes, broadcast, position
from workbench.core.imported.option import Option, Options, flag, maybe, number, only, whole, word
from workbench.core.imported.rows.merging import MOST_INPUTS, joined
from workbench.core.imported.rows.normalization import AXIS

X, XY = ("x",), ("x1", "x2")
DTYPE = Option("dtype", maybe(word("bool", *POLICIES)), None)


def _combined(options: Options, inputs: Shapes) -> Shapes:
    return (broadcast(inputs),)


def _reduced(options: Options, inputs: Shapes) -> Shapes:
    index = position(options["axis"], inputs[0])
    kept = (1,) if options["keepdims"] else ()
    return ((*inputs[0][:index], *kept, *inputs[0][index + 1 :]),)


def _expanded(options: Options, inputs: Shapes) -> Shapes:
    index = position(options["axis"], (*inputs[0], 1))
    return ((*inputs[0][:index], 1, *inputs[0][index:]),)


def _one(kind: str, *options: Option) -> LayerRow:
    return LayerRow(kind, options, takes="arguments", arguments=X)


def _two(kind: str) -> LayerRow:
    return LayerRow(kind, (), _combined, takes="numbers", fewest=1, most=2, arguments=XY)


_BINARY = "add subtract multiply divide true_divide maximum minimum not_equal logical_and logical_or"
_UNARY = "negative absolute square sqrt exp tanh relu relu6 sigmoid silu hard_sigmoid hard_silu softplus softsign selu logical_not"

ROWS = (
    *map(_two, _BINARY.split()),
    *map(_one, _UNARY.split()),
    _one("softmax", Option("axis", AXIS.check, -1)),
    _one("log_softmax", Option("axis", AXIS.check, -1)),
    _one("gelu", Option("approximate", flag, True)),
    _one("elu", Option("alpha", number(), 1.0)),
    _one("leaky_relu", Option("negative_slope", number(), 0.2)),
    # What our own exports fill in missing values with
    _one("nan_to_num", Option("nan", number(), 0.0), *(Option(name, maybe(number()), None) for name in ("posinf", "neginf"))),
    # Keras works out with these which steps of a sequence are padding
    _one("convert_to_tensor", DTYPE, *(Option(name, only(None, False), None) for name in ("sparse", "ragged"))),
    _one("ones_like", DTYPE),
    _one("zeros_like", DTYPE),
    LayerRow("expand_dims", (Option("axis", whole(-8, 8)),), _expanded, takes="arguments", arguments=X),
    LayerRow("concatenate", (Option("axis", whole(-8, 8), 0),), joined, takes="list", most=MOST_INPUTS, arguments=("xs",)),
    LayerRow("any", (Option("axis", whole(-8, 8)), Option("keepdims", flag, False)), _reduced, takes="arguments", arguments=X),
)  # fmt: skip

OLD_FUNCTIONS = {
    "__operators__.add": "add", "math.add": "add", "math.subtract": "subtract", "math.multiply": "multiply",
    "math.truediv": "true_divide", "math.divide": "true_divide", "math.negative": "negative", "math.abs": "absolute",
    "math.maximum": "maximum", "math.minimum": "minimum", "math.square": "square", "math.sqrt": "sqrt", "math.exp": "exp",
    "math.tanh": "tanh", "nn.tanh": "tanh", "tanh": "tanh", "math.sigmoid": "sigmoid", "nn.sigmoid": "sigmoid",
    "nn.relu": "relu", "nn.relu6": "relu6", "nn.silu": "silu", "nn.softmax": "softmax", "math.softplus": "softplus",
}  # fmt: skip
"""Names of TensorFlow's functions in a model of Keras 2."""

OLD_ARGUMENTS = {"x": "x1", "y": "x2"}
OLD_UNARY = ("x", "features", "logits")
