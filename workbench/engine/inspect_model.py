"""What an opened model is, as the command line and the window tell it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from workbench.core.errors import UserError
from workbench.core.heads import head_for, usual_labels
from workbench.core.imported.dense_stack import editable_layers
from workbench.core.imported.graph import MODEL, Graph
from workbench.core.imported.head_place import HeadPlace, find_head, output_names, with_head
from workbench.core.imported.weight_specs import parameter_count


@dataclass(frozen=True)
class ModelDescription:
    """What there is to say about an opened model.

    Attributes:
        form: `sequential` or `functional`.
        inputs: Shape of each input without the examples' axis; None for any size.
        outputs: A name for each output.
        layers: How many layers there are, those of nested models included.
        parameters: How many numbers its weights are.
        head: The activation at the output: softmax, sigmoid, or linear for logits alone; None where there is no head.
        units: Logits; None where there is no head.
        head_written: How the head is written, as Keras code.
        label_kind: The labels that such a head is for as a rule.
        loss_name: The loss that fits.
        metric_names: The metrics that fit.
        editable: Whether it is a stack of layers that can be edited here.
        problems: What stands in the way, in sentences.
    """

    form: str
    inputs: list[list[int | None]]
    outputs: list[str]
    layers: int
    parameters: int
    head: str | None = None
    units: int | None = None
    head_written: str | None = None
    label_kind: str | None = None
    loss_name: str | None = None
    metric_names: tuple[str, ...] = ()
    editable: bool = False
    problems: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Returns it as JSON has it."""
        return asdict(self)


def describe_model(graph: Graph) -> ModelDescription:
    """Returns what `graph` is; a model without a head gets the reason among its problems."""
    inputs = [
        list(graph.layers[graph.calls[ref.call].layer].options["shape"]) for ref in graph.inputs.tensors
    ]
    plain = graph.form, inputs, list(output_names(graph)), _number_of_layers(graph), parameter_count(graph)
    try:
        place = find_head(graph)
    except UserError as error:
        return ModelDescription(*plain, problems=(str(error),))
    return _with_head_described(plain, graph, place)


def _with_head_described(
    plain: tuple[str, list[list[int | None]], list[str], int, int], graph: Graph, place: HeadPlace
) -> ModelDescription:
    is_sigmoid = place.activation == "sigmoid" or (place.activation == "linear" and place.units == 1)
    activation = "sigmoid" if is_sigmoid else "softmax"
    kind = usual_labels(activation, place.units)  # type: ignore[arg-type]
    head = head_for(activation, kind)
    problems = (
        ("A softmax of one unit is always 1, whatever it is shown.",)
        if activation == "softmax" and place.units == 1
        else ()
    )
    return ModelDescription(
        *plain,
        head=place.activation,
        units=place.units,
        head_written=place.written,
        label_kind=kind.value,
        loss_name=head.losses[0],
        metric_names=head.metric_names(place.units),
        editable=editable_layers(with_head(graph, place, "linear")) is not None,
        problems=problems,
    )


def _number_of_layers(graph: Graph) -> int:
    return sum(
        _number_of_layers(layer.graph) if layer.kind == MODEL and layer.graph else 1 for layer in graph.layers
    )
