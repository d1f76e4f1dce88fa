"""Learn to tell Danish from other languages."""

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from nlp.blend import Linear
from nlp.language import Marks


def language_model() -> Pipeline:
    """Weigh the marks by logistic regression; class 1 is another language."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=10.0))


def fit_language(marks: Marks, truth: npt.NDArray[np.int64]) -> Linear:
    """Fit the weights of the marks, and put the scaling into them."""
    scaler, regression = language_model().fit(marks, truth)
    weights = regression.coef_.T / scaler.scale_[:, None]
    return Linear(weights, regression.intercept_ - scaler.mean_ @ weights)
