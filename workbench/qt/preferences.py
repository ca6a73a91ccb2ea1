"""What the program remembers between two starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication

THEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
DEVICES = {"auto": "Automatic", "CPU": "CPU", "GPU": "GPU"}
"""What each device is called; `auto` is the GPU where there is one."""

MOST_RECENT = 8


class Preferences:
    """Theme, device, recent files and window layout.

    Args:
        settings: Where they are kept; None for the platform's own settings store.
    """

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = QSettings("Workbench", "Workbench") if settings is None else settings

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        stored = str(self._settings.value("theme", "system"))
        return stored if stored in THEMES else "system"

    def set_theme(self, theme: str) -> None:
        """Stores the theme and shows it at once."""
        self._settings.setValue("theme", theme)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Makes Qt use the stored theme."""
        QGuiApplication.styleHints().setColorScheme(THEMES[self.theme])

    @property
    def device(self) -> str:
        """Where networks are trained, a key of `DEVICES`."""
        stored = str(self._settings.value("device", "auto"))
        return stored if stored in DEVICES else "auto"

    def set_device(self, device: str) -> None:
        """Stores where networks are trained."""
        self._settings.setValue("device", device)

    @property
    def recent(self) -> list[Path]:
        """Project files opened or saved last, the latest first."""
        stored = self._settings.value("recent", [])
        # Some platforms' stores give a list of one back as a plain string.
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(str(name)) for name in names]

    def add_recent(self, path: Path) -> None:
        """Puts `path` on top of the recent files."""
        others = [other for other in self.recent if other != path.resolve()]
        names = [str(path.resolve()), *map(str, others)][:MOST_RECENT]
        self._settings.setValue("recent", names)

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """Returns the window's geometry and docks, if they were ever stored."""
        geometry, state = self._settings.value("geometry"), self._settings.value("docks")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            return geometry, state
        return None

    def store_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remembers the window's geometry and docks."""
        self._settings.setValue("geometry", geometry)
        self._settings.setValue("docks", state)
