"""Writes reference-evaluation.json: self-BLEU by sacreBLEU, Krippendorff's alpha by krippendorff, Spearman's rho by SciPy, on drawn cases.
`pip install sacrebleu krippendorff scipy`, then python reference_evaluation.py > reference-evaluation.json."""

import json

import krippendorff
import numpy
import sacrebleu
import scipy
import scipy.stats

draw = numpy.random.default_rng(5)
words = "the a cat dog sat ran on over under mat hat red blue big and it was so very good".split()


def self_bleu(utterances, longest):
    drawn = [" ".join(draw.choice(words[:longest], int(draw.integers(1, 14)))) for _ in range(utterances)]
    drawn.append(drawn[0])
    bleu = sacrebleu.BLEU(tokenize="none", smooth_method="exp", effective_order=True)
    scores = [bleu.sentence_score(text, drawn[:at] + drawn[at + 1 :]).score / 100 for at, text in enumerate(drawn)]
    return {"utterances": drawn, "expected": scores}


def alpha(raters, dialogs, missing, noise):
    truth = draw.integers(1, 6, dialogs)
    scores = numpy.clip(truth + draw.integers(-noise, noise + 1, (raters, dialogs)), 1, 5).astype(float)
    scores[draw.random((raters, dialogs)) < missing] = numpy.nan
    units = [[int(score) for score in scores[:, at] if not numpy.isnan(score)] for at in range(dialogs)]
    levels = {"interval", "ordinal"}
    expected = {level: float(krippendorff.alpha(scores, level_of_measurement=level)) for level in sorted(levels)}
    return {"units": units, "expected": expected}


def spearman(count, values):
    left, right = draw.integers(0, values, count), draw.integers(0, values, count)
    return {"pairs": [[int(a), int(b)] for a, b in zip(left, right)], "expected": float(scipy.stats.spearmanr(left, right).statistic)}


print(
    json.dumps(
        {
            "by": {"sacrebleu": sacrebleu.__version__, "krippendorff": "0.9.0", "scipy": scipy.__version__},
            "selfBleu": [self_bleu(utterances, longest) for utterances, longest in ((2, 4), (5, 8), (12, 20), (40, 20))],
            "alpha": [
                alpha(raters, dialogs, missing, noise)
                for raters, dialogs, missing, noise in ((2, 6, 0, 1), (3, 20, 0.3, 1), (5, 30, 0.5, 2), (2, 40, 0.1, 4), (4, 12, 0.2, 0))
            ],
            "spearman": [spearman(count, values) for count, values in ((4, 50), (10, 5), (30, 100), (60, 4))],
        }
    )
)
