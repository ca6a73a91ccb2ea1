"""What the network on the bench says of every row of one part of its data, beside what is true."""

from __future__ import annotations

from workbench.core.predictions import Predictions, joined
from workbench.data.truth import truth_of
from workbench.engine.part_logits import PARTS, ROWS_A_CALL
from workbench.engine.session import Session


def part_predictions(session: Session, part: str) -> Predictions:
    """Returns the predictions of a part, a key of `PARTS`, in the order of its rows. Engine thread only."""
    dataset, rows, head = session.data.dataset, PARTS[part](session.data.split), session.head
    predictor = session.predictor()
    said = []
    # One stretch even of no rows, so that there is something to join.
    for begin in range(0, max(len(rows), 1), ROWS_A_CALL):
        some = rows[begin : begin + ROWS_A_CALL]
        truth = truth_of(head, dataset.labels[some], dataset.label_kind, dataset.number_of_classes)
        said.append(predictor.predict(dataset.inputs[some], truth))
    predictor.close()
    return joined(said)
