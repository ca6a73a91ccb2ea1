"""What a script says of thresholds and a temperature is what is said here."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.probabilities import decisions, probabilities
from workbench.core.project import Project
from workbench.core.projects.head_edits import with_head
from workbench.engine.script.pair import pair_of
from workbench.engine.script.score_sections import score_section

CLASSES, TEMPERATURE, THRESHOLDS = 3, 2.5, (0.3, 0.45, 0.6)


class Model:
    def __init__(self, said: np.ndarray) -> None:
        self.said = said

    def predict(self, inputs: Any, verbose: int) -> np.ndarray:
        return self.said


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
def test_the_answers_of_a_script_are_those_shown_here(head: Head, capsys: pytest.CaptureFixture[str]) -> None:
    random, units = np.random.default_rng(0), head.number_of_units(CLASSES)
    logits = random.normal(size=(60, units)) * 3
    project = with_head(Project(), head.activation, head.label_kind)
    choice = msgspec.structs.replace(
        project.head, thresholds=THRESHOLDS, temperature=TEMPERATURE, threshold=0.4
    )
    project = msgspec.structs.replace(project, head=choice)
    index = random.integers(0, max(units, 2), 60)
    rows = {
        "class_index": index,
        "column": index[:, None],
        "one_hot": np.eye(units)[index % units],
        "multi_hot": random.integers(0, 2, (60, units)),
    }
    pair = pair_of(project, head.label_kind, CLASSES)
    there: dict[str, Any] = {
        "model": Model(probabilities(head, logits, CLASSES)),
        "x_validation": None,
        "y_validation": rows[head.encoding],
    }
    exec("import sklearn.metrics\nimport numpy as np\n" + score_section(pair, max(units, 2)).code, there)
    expected = probabilities(head, logits, CLASSES, TEMPERATURE)
    np.testing.assert_allclose(there["probabilities"], expected, rtol=0, atol=1e-9)
    said = decisions(head, expected, thresholds_of(choice, units))
    if head.decision == "arg_max":
        np.testing.assert_array_equal(there["answers"], said.argmax(axis=1))
    else:
        np.testing.assert_array_equal(there["answers"], said[:, 0] if units == 1 else said)
