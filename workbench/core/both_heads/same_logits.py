"""One example's logits under both heads, with the arithmetic of each probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Activation
from workbench.core.probabilities import logits_for, sigmoid, softmax

LARGEST_POWER = 700.0
"""Of larger numbers the power of e is not finite."""

FORMULAS: dict[Activation, str] = {"softmax": "eᶻ ÷ Σ eᶻ", "sigmoid": "1 ÷ (1 + e⁻ᶻ)"}
"""How each head makes a probability of a logit z."""

DIFFERENCE: dict[Activation, str] = {
    "softmax": "Softmax shares one whole among the classes: where one logit rises, every other probability falls.",
    "sigmoid": "Sigmoid judges each logit by itself: the others do not matter, and the sum can be anything.",
}
"""What each head does with the logits, for a learner."""

PAIR_DIFFERENCE = (
    "For yes or no the two heads say the same: two softmax units, −z/2 and z/2, give exactly the probability that "
    "one sigmoid unit gives to z, their difference."
)


@dataclass(frozen=True, eq=False)
class SameLogits:
    """What both heads make of the logits of one example.

    Attributes:
        names: Of the classes; no before yes where one sigmoid unit judges both.
        logits: (classes,) what softmax takes.
        judged: (classes,) what sigmoid takes: the same, but for yes or no the difference of the two beside yes alone,
            NaN beside no.
        softmax: (classes,) probabilities that sum to one.
        sigmoid: (classes,) probabilities, each by itself; that of no is what yes leaves to 1.
        is_pair: Whether one sigmoid unit judges both classes.
    """

    names: tuple[str, ...]
    logits: NDArray[np.float64]
    judged: NDArray[np.float64]
    softmax: NDArray[np.float64]
    sigmoid: NDArray[np.float64]
    is_pair: bool = False

    @classmethod
    def of(cls, logits: NDArray[np.floating], names: Sequence[str], is_pair: bool = False) -> SameLogits:
        """Returns both heads on `logits`.

        Args:
            logits: (classes,), for yes or no (1,) or (2,).
            names: Of the classes.
            is_pair: Whether the question is yes or no, which softmax answers with two units and sigmoid with one.
        """
        exact = np.asarray(logits, np.float64)
        if not is_pair:
            return cls(tuple(names), exact, exact, _floats(softmax(exact)), _floats(sigmoid(exact)))
        two, one = logits_for(exact, 2), logits_for(exact, 1)
        yes = float(sigmoid(one)[0])
        judged = np.array([np.nan, one[0]])
        said = np.array([1 - yes, yes])
        return cls(tuple(names)[-2:], _floats(two), judged, _floats(softmax(two)), said, True)

    def probabilities(self, activation: Activation) -> NDArray[np.float64]:
        """Returns what a head says, (classes,)."""
        return self.softmax if activation == "softmax" else self.sigmoid

    def order(self, many: int) -> NDArray[np.int64]:
        """Returns the classes as they are listed: the largest logit first if there are more than `many`."""
        if len(self.names) <= many:
            return np.arange(len(self.names))
        return np.argsort(-self.logits, kind="stable")

    @property
    def difference(self) -> str:
        """What the two heads do with these logits, for a learner."""
        return PAIR_DIFFERENCE if self.is_pair else " ".join(DIFFERENCE.values())

    def sum_words(self, activation: Activation) -> str:
        """Returns what the probabilities of a head add up to, and why."""
        if activation == "softmax":
            return f"sum {self.softmax.sum():.2f}, always"
        if self.is_pair:
            return "no = 1 − yes"
        return f"sum {self.sigmoid.sum():.2f}, not fixed"

    @property
    def powers_words(self) -> str:
        """What softmax divides by; empty where that is no finite number."""
        if float(np.abs(self.logits).max()) > LARGEST_POWER:
            return ""
        return f"Σ eᶻ = {np.exp(self.logits).sum():,.4g}"

    def row_words(self, index: int) -> str:
        """Returns how each head came to the probability of one class, with the numbers put in."""
        return "\n".join((self.names[index], self._softmax_words(index), self._sigmoid_words(index)))

    def _softmax_words(self, index: int) -> str:
        logit, said = self.logits[index], f"{self.softmax[index]:.4f}"
        largest = float(np.abs(self.logits).max())
        if largest > LARGEST_POWER:
            return f"softmax of the logit {logit:.3f}: {said}"
        total = float(np.exp(self.logits).sum())
        return f"softmax: e^{logit:.3f} ÷ Σ = {np.exp(logit):.4g} ÷ {total:.4g} = {said}"

    def _sigmoid_words(self, index: int) -> str:
        logit, said = self.judged[index], f"{self.sigmoid[index]:.4f}"
        if np.isnan(logit):
            return f"sigmoid: 1 − {self.sigmoid[1]:.4f} = {said}"
        if abs(logit) > LARGEST_POWER:
            return f"sigmoid of the logit {logit:.3f}: {said}"
        power = np.exp(-logit)
        return f"sigmoid: 1 ÷ (1 + e^{-logit:.3f}) = 1 ÷ (1 + {power:.4g}) = {said}"

    def table(self) -> tuple[tuple[str, ...], list[tuple[str | float, ...]]]:
        """Returns the words over the columns of a table, and its rows."""
        columns = (self.logits, self.judged, self.softmax, self.sigmoid)
        rows = zip(self.names, *(column.tolist() for column in columns), strict=True)
        return ("class", "logit", "logit of sigmoid", "softmax", "sigmoid"), list(rows)


def _floats(values: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(values, np.float64)
