"""Shows a view as a dock would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from workbench.views.understanding.views import Bench


@pytest.fixture
def shown(qtbot: Any) -> Callable[[type[Any], Bench], Any]:
    """Makes a view on a bench, and waits until it has its answers or says why not."""

    def show(make: Callable[[Bench], QWidget], bench: Bench) -> Any:
        view: Any = make(bench)
        qtbot.addWidget(view)
        view.resize(900, 500)
        with qtbot.waitExposed(view):
            view.show()
        if bench.trainer.glimpse.trained is not None:
            qtbot.waitUntil(lambda: view.live.evaluated is not None)
        return view

    return show
