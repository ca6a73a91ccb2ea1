"""The list of problems leads to the controls that mend them."""

from __future__ import annotations

from workbench.core.checking.problem import Problem
from workbench.views.problems_list import ProblemsList

PROBLEMS = (
    Problem("error", "Softmax does not fit.", "headSigmoid"),
    Problem("warning", "The rate is large.", "learningRateSpin"),
    Problem("hint", "Dropout is strong.", "layerTable"),
)


def test_each_entry_says_its_severity_and_leads_on(qtbot) -> None:
    view = ProblemsList()
    qtbot.addWidget(view)
    view.set_problems(PROBLEMS)
    assert [view.item(row).text().partition(":")[0] for row in range(3)] == ["Error", "Warning", "Hint"]
    assert all(not view.item(row).icon().isNull() for row in range(3))
    with qtbot.waitSignal(view.control_requested) as signal:
        view.itemActivated.emit(view.item(1))
    assert signal.args == ["learningRateSpin"]


def test_without_problems_it_says_so(qtbot) -> None:
    view = ProblemsList()
    qtbot.addWidget(view)
    view.set_problems(PROBLEMS)
    view.set_problems(())
    assert view.count() == 0 and view.accessibleDescription() == "No problems"
    view.grab()
