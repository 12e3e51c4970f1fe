"""Writes reference-metrics.json: ranking metrics by scikit-learn and paired tests by SciPy, on drawn cases. `pip install scikit-learn`, then
python reference_metrics.py > reference-metrics.json. Ties are averaged by scikit-learn's NDCG alone, so tied cases carry nothing else."""

import json

import numpy
import scipy.stats
import sklearn
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score, top_k_accuracy_score

draw = numpy.random.default_rng(1)


def ranking(tied):
    items = int(draw.integers(12, 40))
    scores = draw.integers(0, 6, items).astype(float) if tied else draw.permutation(items).astype(float)
    target = int(draw.integers(items))
    truth = numpy.eye(items)[[target]]
    expected = {f"ndcg@{k}": float(ndcg_score(truth, [scores], k=k)) for k in (5, 10)}
    if not tied:
        labels = range(items)
        for k in (1, 5, 10):
            expected[f"hit@{k}"] = float(top_k_accuracy_score([target], [scores], k=k, labels=labels))
        expected["mrr"] = float(label_ranking_average_precision_score(truth, [scores]))
    return {"scores": scores.tolist(), "target": target, "expected": expected}


def paired(count):
    a = draw.random(count).round(4)
    b = (a - 0.05 + draw.normal(0, 0.1, count)).round(4)
    test = scipy.stats.ttest_rel(a, b)
    low, high = test.confidence_interval(0.95)
    return {"a": a.tolist(), "b": b.tolist(), "expected": [float(test.pvalue), float(low), float(high)]}


print(
    json.dumps(
        {
            "by": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__},
            "rankings": [ranking(tied) for tied in (False, True) for _ in range(12)],
            "paired": [paired(count) for count in (2, 3, 5, 6, 10, 25)],
        }
    )
)
