"""The boxes of the diagram of the network."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.imported.fit import input_shapes, shape_text
from workbench.core.imported.head_place import find_head
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.on_bench import misfit
from workbench.core.layer_settings import settings_text
from workbench.core.projects.layer_sizes import shapes
from workbench.qt.document import Document
from workbench.qt.layer_table_model import number_of_logits


@dataclass(frozen=True)
class Block:
    """One box of the diagram.

    Attributes:
        title: Its first line.
        detail: Its second line.
        output: What it hands on, the third line.
        layer: The row of the layer, or none for inputs, logits and head.
        is_opened: Whether it stands for all layers of an opened model.
    """

    title: str
    detail: str
    output: str
    layer: int | None = None
    is_opened: bool = False

    @property
    def text(self) -> str:
        """All three lines in one."""
        return " · ".join(line for line in (self.title, self.detail, self.output) if line)


def blocks_of(document: Document) -> tuple[Block, ...]:
    """Returns the blocks of the network on the bench."""
    dataset, activation = document.dataset, document.project.head.activation
    opened = document.project.imported
    if opened is not None and misfit(document.project, document.facts):
        return _misfit_blocks(opened)
    units = number_of_logits(document)
    ends = "one a class" if units == dataset.number_of_classes else "of one question"
    return (
        Block("Inputs", "the data", f"{dataset.number_of_inputs:,}"),
        *(_layer_blocks(document) if opened is None else [_opened_block(opened)]),
        Block("Logits", ends, f"{units:,}"),
        Block("Head", activation, f"→ {units:,}"),
    )


def _misfit_blocks(opened: ImportedModel) -> tuple[Block, ...]:
    """Returns the blocks of an opened model by itself, where the data does not fit it."""
    taken = ", ".join(map(shape_text, input_shapes(opened)))
    units = find_head(opened.graph).units
    return (
        Block("Inputs", "of the model", taken),
        _opened_block(opened),
        Block("Logits", "of the model", f"{units:,}"),
    )


def _opened_block(opened: ImportedModel) -> Block:
    layers = len(opened.graph.layers)
    return Block(opened.file, "as it was opened", f"{layers} layers", is_opened=True)


def _layer_blocks(document: Document) -> list[Block]:
    layers = document.project.layers
    rows = shapes(layers, document.dataset.number_of_inputs)
    return [
        Block(layer.kind, settings_text(layer), f"→ {outputs:,}", index)
        for index, (layer, (outputs, _)) in enumerate(zip(layers, rows, strict=True))
    ]
