"""Puts a plane with its examples on the canvas of a decision map."""

from __future__ import annotations

import numpy as np

from workbench.data.carried_classes import carries
from workbench.data.dataset import Dataset, Rows
from workbench.qt.decision_map.shown_plane import CANVAS, ShownPlane
from workbench.views.understanding.decision_map.example_marks import Labels
from workbench.views.understanding.decision_map.map_canvas import MapCanvas


def put_plane(canvas: MapCanvas, dataset: Dataset, shown: ShownPlane | None) -> Rows:
    """Shows the axes and the examples of a plane through `dataset`; None for no plane.

    Returns:
        The rows of the data set that the examples are, in their order.
    """
    if shown is None:
        canvas.show_plane(("", ""), CANVAS)
        canvas.show_examples(np.empty((0, 2)), [], 0)
        return np.empty(0, np.int64)
    points = shown.points
    canvas.show_plane(shown.plane.titles, shown.spans)
    places = shown.plane.points_of(points.inputs)
    rows = np.concatenate([points.training, points.validation])
    labels = _labels(dataset, rows)
    known = np.isfinite(places.sum(axis=1))
    kept = [carried for carried, is_known in zip(labels, known, strict=True) if is_known]
    canvas.show_examples(places[known], kept, int(known[: len(points.training)].sum()))
    return rows[known]


def _labels(dataset: Dataset, rows: Rows) -> list[Labels]:
    # Row by row, since the labels of all may be more than memory takes.
    held = [carries(dataset, slice(row, row + 1))[0] for row in rows.tolist()]
    return [tuple(np.flatnonzero(one).tolist()) for one in held]
