"""Points in the plane, for networks whose decisions can be drawn as a map."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.row import SEED, SIZE, DataSetRow, Option, noise

Arrays: TypeAlias = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]

INPUT_NAMES = ("x", "y")
DISC_RADIUS = 1.0
DISC_RING = 0.75
SQUARE = 1.6
SPIRAL_TURNS = 1.0

BLOBS = "Round clouds of points, one per class; the noise says how far a cloud reaches into the others."
MOONS = "Two half moons that reach into each other: no straight line can part them, a small network can."
CIRCLES = "One circle inside another: the classic case in which a network without a hidden layer fails."
SPIRALS = "Arms that wind around each other; they need a wider or deeper network and some patience."
XOR = (
    "Yes where the signs of x and y differ. Neither input says anything by itself, so a single layer cannot"
    " do better than chance (M. Minsky and S. Papert 1969)."
)
OVERLAPPING_DISCS = (
    "A point has the label of every disc that contains it: several where discs overlap, none outside."
    " Softmax cannot express this, sigmoid can."
)


def blob_points(size: int, classes: int, noise: float, seed: int) -> Arrays:
    """Returns clouds around random centres, one class each."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.make_blobs(size, centers=classes, cluster_std=noise, random_state=seed)  # type: ignore[no-any-return, unused-ignore]


def make_blobs(size: int, classes: int, noise: float, seed: int) -> Dataset:
    """Returns clouds around random centres, one class each."""
    names = tuple(f"cloud {index + 1}" for index in range(classes))
    arrays = blob_points(size, classes, noise, seed)
    return _plane("blobs", "Clouds", arrays, LabelKind.CLASS_INDEX, names, BLOBS)


def moon_points(size: int, noise: float, seed: int) -> Arrays:
    """Returns two half circles that reach into each other."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.make_moons(size, noise=noise, random_state=seed)  # type: ignore[no-any-return, unused-ignore]


def make_moons(size: int, noise: float, seed: int) -> Dataset:
    """Returns two half circles that reach into each other."""
    names = ("upper moon", "lower moon")
    return _plane("moons", "Two moons", moon_points(size, noise, seed), LabelKind.YES_NO, names, MOONS)


def circle_points(size: int, noise: float, seed: int) -> Arrays:
    """Returns a circle of half the radius inside another."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.make_circles(size, noise=noise, factor=0.5, random_state=seed)  # type: ignore[no-any-return, unused-ignore]


def make_circles(size: int, noise: float, seed: int) -> Dataset:
    """Returns a circle of half the radius inside another."""
    names = ("outer circle", "inner circle")
    return _plane(
        "circles", "Two circles", circle_points(size, noise, seed), LabelKind.YES_NO, names, CIRCLES
    )


def spiral_points(size: int, arms: int, noise: float, seed: int) -> Arrays:
    """Returns Archimedean spirals, one class an arm, after the two spirals of Lang and Witbrock 1988."""
    generator = np.random.default_rng(seed)
    labels = generator.permutation(np.arange(size) % arms)
    radius = np.sqrt(generator.uniform(0.01, 1.0, size))
    angle = 2 * np.pi * (radius * SPIRAL_TURNS + labels / arms)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    points += generator.normal(0.0, noise, points.shape)
    return points, labels


def make_spirals(size: int, arms: int, noise: float, seed: int) -> Dataset:
    """Returns Archimedean spirals, one class an arm."""
    names = tuple(f"arm {index + 1}" for index in range(arms))
    arrays = spiral_points(size, arms, noise, seed)
    return _plane("spirals", "Spirals", arrays, LabelKind.CLASS_INDEX, names, SPIRALS)


def xor_points(size: int, noise: float, seed: int) -> Arrays:
    """Returns points of a square, yes where exactly one coordinate is positive."""
    generator = np.random.default_rng(seed)
    points = generator.uniform(-1.0, 1.0, (size, 2))
    labels = (points > 0).sum(axis=1) == 1
    points += generator.normal(0.0, noise, points.shape)
    return points, labels


def make_xor(size: int, noise: float, seed: int) -> Dataset:
    """Returns points of a square, yes where exactly one coordinate is positive."""
    names = ("same sign", "different signs")
    return _plane("xor", "Exclusive or", xor_points(size, noise, seed), LabelKind.YES_NO, names, XOR)


def disc_points(size: int, discs: int, noise: float, seed: int) -> Arrays:
    """Returns points of a square, with a label for each disc that contains the point."""
    generator = np.random.default_rng(seed)
    points = generator.uniform(-SQUARE, SQUARE, (size, 2))
    distances = np.linalg.norm(points[:, None, :] - disc_centres(discs)[None], axis=2)
    labels = distances <= DISC_RADIUS
    points += generator.normal(0.0, noise, points.shape)
    return points, labels


def disc_centres(discs: int) -> np.ndarray[Any, Any]:
    """Returns centres (discs, 2) around the origin."""
    # Nearer to the origin than a radius, so that some points lie in all the discs.
    angles = 2 * np.pi * np.arange(discs) / discs
    return DISC_RING * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def make_overlapping_discs(size: int, discs: int, noise: float, seed: int) -> Dataset:
    """Returns points of a square, with a label for each disc that contains the point."""
    names = tuple(f"disc {index + 1}" for index in range(discs))
    title, arrays = "Overlapping discs", disc_points(size, discs, noise, seed)
    return _plane("overlapping-discs", title, arrays, LabelKind.MULTI_HOT, names, OVERLAPPING_DISCS)


def _plane(
    name: str,
    title: str,
    arrays: Arrays,
    kind: LabelKind,
    class_names: tuple[str, ...],
    description: str,
) -> Dataset:
    points, labels = arrays
    stored = labels.astype(np.float32 if kind is LabelKind.MULTI_HOT else np.int32)
    inputs = np.ascontiguousarray(points, np.float32)
    return Dataset(name, title, inputs, stored, kind, class_names, INPUT_NAMES, None, description)


JITTER = "How far each point is moved at random after it got its label."
GROUP = "Points in the plane"
TOY_SETS = (
    DataSetRow(
        "blobs",
        "Clouds",
        BLOBS,
        (
            SIZE,
            Option("classes", "Classes", "integer", 4, 2, 20, tool_tip="One cloud per class."),
            noise(1.0, 5.0, "The standard deviation of a cloud."),
            SEED,
        ),
        make_blobs,
        GROUP,
        blob_points,
    ),
    DataSetRow(
        "moons", "Two moons", MOONS, (SIZE, noise(0.2, 1.0, JITTER), SEED), make_moons, GROUP, moon_points
    ),
    DataSetRow(
        "circles",
        "Two circles",
        CIRCLES,
        (SIZE, noise(0.1, 1.0, JITTER), SEED),
        make_circles,
        GROUP,
        circle_points,
    ),
    DataSetRow(
        "spirals",
        "Spirals",
        SPIRALS,
        (
            SIZE,
            Option("arms", "Arms", "integer", 3, 2, 10, tool_tip="One class per arm."),
            noise(0.02, 0.5, JITTER),
            SEED,
        ),
        make_spirals,
        GROUP,
        spiral_points,
    ),
    DataSetRow(
        "xor", "Exclusive or", XOR, (SIZE, noise(0.05, 1.0, JITTER), SEED), make_xor, GROUP, xor_points
    ),
    DataSetRow(
        "overlapping-discs",
        "Overlapping discs",
        OVERLAPPING_DISCS,
        (
            SIZE,
            Option("discs", "Discs", "integer", 3, 2, 6, tool_tip="One label per disc."),
            noise(0.0, 1.0, JITTER),
            SEED,
        ),
        make_overlapping_discs,
        GROUP,
        disc_points,
    ),
)
