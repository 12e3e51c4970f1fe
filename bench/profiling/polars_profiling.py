"""The computation of the profiles and trajectories stages in Polars, for comparison. Arguments: the folder of the relations, the engine.

Prints one JSON object: milliseconds, peak memory, and rows. Sums are of floats here, so they may differ in the last digits.
"""

import json
import resource
import sys
import time

import polars as pl

folder, engine = sys.argv[1], sys.argv[2]
HALF_LIFE_DAYS, KAPPA, DAY_US = 365.0, 5.0, 86.4e9

voices = pl.scan_parquet(f"{folder}/voices.parquet")
targets = pl.scan_parquet(f"{folder}/targets.parquet")
items = pl.scan_parquet(f"{folder}/items.parquet")


def write(frame, name):
    path = f"{folder}/polars-{name}.parquet"
    if engine == "streaming":
        frame.sink_parquet(path, compression="zstd")
    else:
        frame.collect().write_parquet(path, compression="zstd")


def build_profiles():
    age_us = (pl.col("target_at") - pl.col("reviewed_at")).dt.total_microseconds()
    sums = (
        voices.select("user_id", "aspect_id", "reviewed_at", "sentiment")
        .join(targets, on="user_id")
        .filter(pl.col("reviewed_at") < pl.col("target_at"))
        .with_columns(w=pl.lit(2.0) ** (-age_us / (DAY_US * HALF_LIFE_DAYS)))
        .group_by("dialog_id", "user_id", "target_at", "aspect_id")
        .agg(
            mentions=pl.len(),
            weight=pl.col("w").sum(),
            weighted=(pl.col("w") * pl.col("sentiment")).sum(),
            newest_at=pl.col("reviewed_at").max(),
        )
    )
    profiles = sums.select(
        "dialog_id",
        "user_id",
        pl.col("target_at").alias("as_of"),
        "aspect_id",
        "mentions",
        "weight",
        (pl.col("weighted") / pl.col("weight")).alias("sentiment"),
        (pl.col("weight") / pl.col("weight").sum().over("dialog_id")).alias("share"),
        "newest_at",
    ).sort("dialog_id", "aspect_id")
    write(profiles, "profiles")


def build_trajectories():
    day = pl.col("reviewed_at").cast(pl.Date)
    weighed = voices.select(
        "item_id",
        "aspect_id",
        "sentiment",
        day.dt.truncate("1mo").alias("month"),
        (pl.lit(2.0) ** ((day - pl.date(2040, 1, 1)).dt.total_days() / HALF_LIFE_DAYS)).alias("w"),
    )
    cells = (
        weighed.group_by("item_id", "aspect_id", "month")
        .agg(
            n=pl.len(),
            y=pl.col("sentiment").sum(),
            w=pl.col("w").sum(),
            wy=(pl.col("w") * pl.col("sentiment")).sum(),
        )
        .join(items, on="item_id")
    )
    priors = cells.group_by("category", "aspect_id").agg(prior=pl.col("y").sum() / pl.col("n").sum())
    series = ["item_id", "aspect_id"]
    trajectories = (
        cells.join(priors, on=["category", "aspect_id"])
        .sort("item_id", "aspect_id", "month")
        .with_columns(level=pl.col("wy").cum_sum().over(series) / pl.col("w").cum_sum().over(series))
        .select(
            *series,
            "month",
            "n",
            (pl.col("y") / pl.col("n")).alias("mean"),
            ((pl.col("y") + KAPPA * pl.col("prior")) / (pl.col("n") + KAPPA)).alias("shrunk_mean"),
            "prior",
            "level",
        )
    )
    write(trajectories, "trajectories")


def build_summaries():
    day = pl.col("reviewed_at").cast(pl.Date)
    day_no = (day - pl.date(2000, 1, 1)).dt.total_days().cast(pl.Float64)
    y, x, w = pl.col("sentiment"), pl.col("x"), pl.col("w")
    sums = (
        voices.select(
            "item_id",
            "aspect_id",
            "sentiment",
            day.dt.truncate("1mo").alias("month"),
            day_no.alias("x"),
            (pl.lit(2.0) ** ((day - pl.date(2040, 1, 1)).dt.total_days() / HALF_LIFE_DAYS)).alias("w"),
        )
        .group_by("item_id", "aspect_id")
        .agg(
            n=pl.len(),
            months=pl.col("month").n_unique(),
            positive=(y > 0.1).sum(),
            negative=(y < -0.1).sum(),
            sy=y.sum(),
            syy=(y * y).sum(),
            sx=x.sum(),
            sxx=(x * x).sum(),
            sxy=(x * y).sum(),
            first=pl.col("month").min(),
            last=pl.col("month").max(),
            first_day=x.min(),
            last_day=x.max(),
            level=(w * y).sum() / w.sum(),
        )
        .join(items, on="item_id")
    )
    priors = sums.group_by("category", "aspect_id").agg(prior=pl.col("sy").sum() / pl.col("n").sum())
    n = pl.col("n")
    xx = n * pl.col("sxx") - pl.col("sx") ** 2
    xy = n * pl.col("sxy") - pl.col("sx") * pl.col("sy")
    yy = n * pl.col("syy") - pl.col("sy") ** 2
    slope = pl.when(pl.col("xx") > 0).then(pl.col("xy") / pl.col("xx") * 365.25)
    spread = (pl.col("yy") - pl.col("xy") ** 2 / pl.col("xx")).clip(lower_bound=0)
    se = pl.when((pl.col("xx") > 0) & (n > 2)).then((spread / ((n - 2) * pl.col("xx"))).sqrt() * 365.25)
    df = n.cast(pl.Int64) - 2
    moved = (pl.col("slope_per_year").abs() > (2.576 + 4.87 / df + 10.65 / df**2 + 10 / df**3) * pl.col("slope_se")) & (
        pl.col("slope_per_year").abs() * (pl.col("last_day") - pl.col("first_day")) / 365.25 >= 0.4
    )
    label = (
        pl.when((n < 5) | (pl.col("months") < 3))
        .then(pl.lit("sparse"))
        .when(moved & (pl.col("slope_per_year") > 0))
        .then(pl.lit("rising"))
        .when(moved)
        .then(pl.lit("falling"))
        .when(pl.min_horizontal("positive", "negative") >= n / 4)
        .then(pl.lit("mixed"))
        .otherwise(pl.lit("steady"))
    )
    summaries = (
        sums.join(priors, on=["category", "aspect_id"])
        .with_columns(xx=xx, xy=xy, yy=yy)
        .with_columns(slope_per_year=slope, slope_se=se)
        .select(
            "item_id",
            "aspect_id",
            "n",
            "months",
            "positive",
            "negative",
            (pl.col("sy") / n).alias("mean"),
            ((pl.col("sy") + KAPPA * pl.col("prior")) / (n + KAPPA)).alias("shrunk_mean"),
            "level",
            "slope_per_year",
            "slope_se",
            label.alias("label"),
            pl.col("first").alias("first_month"),
            pl.col("last").alias("last_month"),
        )
        .sort("item_id", "aspect_id")
    )
    write(summaries, "trajectory_summaries")


def time_ms(work):
    started_at = time.perf_counter()
    work()
    return round((time.perf_counter() - started_at) * 1000)


print(
    json.dumps(
        {
            "profilesMs": time_ms(build_profiles),
            "trajectoriesMs": time_ms(build_trajectories) + time_ms(build_summaries),
            "peakMemoryKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
    )
)
