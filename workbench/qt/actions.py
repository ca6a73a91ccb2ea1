"""The table of actions: menus, tool bar, shortcuts and tool tips derive from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QWidget

from workbench.qt.resources import icon

Shortcut = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class ActionRow:
    """One row: an action that a person can find in a menu."""

    name: str
    text: str
    menu: str
    tool_tip: str
    shortcut: Shortcut = None
    icon: str = ""
    in_tool_bar: bool = False


Standard = QKeySequence.StandardKey

ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("newAction", "&New", "&File", "Begin a new project.", Standard.New),
    ActionRow("openAction", "&Open…", "&File", "Open a project from a file.", Standard.Open),
    ActionRow("openModelAction", "Open &model…", "&File", "Open a Keras model, .keras or .h5: its weights are kept, its head can be replaced.", "Ctrl+Shift+O"),
    ActionRow("openDataAction", "Open &data…", "&File", "Open your own data: CSV, Parquet, ARFF or NumPy arrays. Files can be dropped on the window too.", "Ctrl+D"),
    ActionRow("openPicturesAction", "Open &pictures…", "&File", "Open a folder of pictures that has a folder for each class.", "Ctrl+Shift+D"),
    ActionRow("saveAction", "&Save", "&File", "Save the project with its weights and curves.", Standard.Save),
    ActionRow("saveAsAction", "Save &as…", "&File", "Save the project under another name.", "Ctrl+Shift+S"),
    ActionRow("exportAction", "&Export…", "&File", "Write the trained network for other programs.", "Ctrl+E"),
    ActionRow("quitAction", "&Quit", "&File", "Close the workbench.", "Ctrl+Q"),
    ActionRow("trainAction", "&Train", "&Train", "Train the network, or go on after a pause.", "F5", "train", True),
    ActionRow("pauseAction", "&Pause", "&Train", "Hold the training; Train goes on.", "F6", "pause", True),
    ActionRow("stepAction", "&Step", "&Train", "Train on one batch and pause.", "F10", "step", True),
    ActionRow("epochAction", "&Epoch", "&Train", "Train to the end of the epoch and pause.", "F11", "epoch", True),
    ActionRow("stopAction", "St&op", "&Train", "End the run; the weights stay.", "Shift+F5", "stop", True),
    ActionRow("resetAction", "&Reset", "&Train", "Forget the weights; begin again from the seed.", "Ctrl+F5", "reset", True),
    ActionRow("predictAction", "Pre&dict…", "&Train", "What the network says of many rows, or of a file: sort them by error, save them.", "Ctrl+P"),
    ActionRow("engineHelpAction", "&How the engine works", "&Help", "How training is so fast, and the window stays alive.", "F1"),
    ActionRow("aboutAction", "&About Workbench", "&Help", "Versions and licence."),
)  # fmt: skip


def build_actions(parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Returns one QAction for each row, connected to its handler by name."""
    return {row.name: _action(row, parent, handlers[row.name]) for row in ACTIONS}


def tint_icons(actions: Mapping[str, QAction], palette: QPalette) -> None:
    """Draws the icons in the palette's colours; without this they vanish when the theme turns dark."""
    for row in ACTIONS:
        if row.icon:
            actions[row.name].setIcon(icon(row.icon, palette))


def _action(row: ActionRow, parent: QWidget, handler: Callable[[], object]) -> QAction:
    action = QAction(icon(row.icon, parent.palette()) if row.icon else QIcon(), row.text, parent)
    action.setObjectName(row.name)
    if row.shortcut is not None:
        action.setShortcut(QKeySequence(row.shortcut))
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{row.tool_tip} ({keys})" if keys else row.tool_tip)
    action.setStatusTip(row.tool_tip)
    action.triggered.connect(lambda _checked=False: handler())
    return action
