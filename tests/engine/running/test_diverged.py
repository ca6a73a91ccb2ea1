"""A run has gone wrong at the first loss that is not finite or far above chance."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.engine.running.diverged import first_bad


@pytest.mark.parametrize(
    ("losses", "first"),
    [
        ([0.5, 0.4, 600.0], None),
        ([0.5, np.nan, np.nan], 1),
        ([np.inf, 0.5], 0),
        ([0.5, 0.4, 701.0, 0.3], 2),
    ],
)
def test_the_first_bad_loss_is_found(losses: list[float], first: int | None) -> None:
    assert first_bad(np.array(losses, np.float32), chance=0.7) == first
