"""What the program is built on: names, versions and licences, read from what is installed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

LONGEST_NAME = 160
"""Letters of a licence's name; some packages put the whole text where the name belongs."""


@dataclass(frozen=True)
class LibraryRow:
    """One row.

    Attributes:
        title: What people call it.
        purpose: What it does here.
        distributions: The packages that can bring it, the first that is there counts.
    """

    title: str
    purpose: str
    distributions: tuple[str, ...]


LIBRARIES: tuple[LibraryRow, ...] = (
    LibraryRow("TensorFlow", "trains networks", ("tensorflow", "tensorflow-cpu")),
    LibraryRow("Keras", "layers, optimizers, losses", ("keras",)),
    LibraryRow("Qt and PySide6", "the window", ("PySide6-Essentials",)),
    LibraryRow("pyqtgraph", "live plots", ("pyqtgraph",)),
    LibraryRow("NumPy", "arrays", ("numpy",)),
    LibraryRow("scikit-learn", "data sets and scores", ("scikit-learn",)),
    LibraryRow("SciPy", "used by scikit-learn", ("scipy",)),
    LibraryRow("Apache Arrow", "reads CSV and Parquet", ("pyarrow",)),
    LibraryRow("h5py and HDF5", "files of weights", ("h5py",)),
    LibraryRow("Pillow", "reads pictures", ("pillow",)),
    LibraryRow("msgspec", "project files", ("msgspec",)),
    LibraryRow("Rich", "progress on a terminal", ("rich",)),
    LibraryRow("platformdirs", "the system's folders", ("platformdirs",)),
    LibraryRow("tf2onnx", "writes ONNX", ("tf2onnx",)),
    LibraryRow("ONNX", "writes ONNX", ("onnx",)),
    LibraryRow("ONNX Runtime", "checks what was written as ONNX", ("onnxruntime",)),
)


@dataclass(frozen=True)
class Library:
    """A library that is there: its title, version, licence, and what it does here."""

    title: str
    version: str
    licence: str
    purpose: str


def installed_libraries() -> list[Library]:
    """Returns the libraries of the table that are installed."""
    found = ((row, _first_installed(row.distributions)) for row in LIBRARIES)
    return [Library(row.title, one.version, licence_name(one), row.purpose) for row, one in found if one]


def licence_name(one: Distribution) -> str:
    """Returns the licence as a package names it: as an expression, in a line, or by a classifier."""
    about = one.metadata
    line = (about["License"] or "").strip().partition("\n")[0].strip()
    named = about["License-Expression"] or (line if _is_name(line) else "")
    classifiers = [row for row in about.get_all("Classifier") or () if row.startswith("License ::")]
    return named or ", ".join(row.rpartition(" :: ")[2] for row in classifiers) or "see its text"


def _is_name(line: str) -> bool:
    return len(line) < LONGEST_NAME and not line.startswith("Copyright")


def _first_installed(names: tuple[str, ...]) -> Distribution | None:
    for name in names:
        try:
            return distribution(name)
        except PackageNotFoundError:
            continue
    return None
