"""The five rules over one benchmark file in Polars: a lazy scan and rolling sums.

Usage: in_polars.py FILE TRIGGERS. Less than Attend does, as in in_duckdb.py.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars as pl

CODES = Path(__file__).resolve().parents[2] / "Rules" / "codesets"
ORDER = ["arrived", "provider_code", "attendance_id"]


def codes(name):
    return pl.read_csv(CODES / f"{name}.csv", infer_schema=False)["code"].implode()


def any_code_in(name):
    listed = codes(name)
    columns = ["chief_complaint", "diagnosis_1", "diagnosis_2"]
    return pl.any_horizontal(
        [pl.col(column).is_in(listed).fill_null(False) for column in columns]
    )


def younger_than(months):
    """By complete months of the calendar: born on 29 February, a year on 1 March."""
    born, day = pl.col("born").dt, pl.col("day").dt
    complete = (day.year() - born.year()) * 12 + day.month().cast(pl.Int32) - born.month()
    return (pl.col("born") <= pl.col("day")) & (complete - (day.day() < born.day()) < months)


file, triggers = sys.argv[1:]
category = pl.col("attendance_category").fill_null("")
visits = (
    pl.scan_csv(file, infer_schema=False)
    .select(
        "provider_code",
        "attendance_id",
        "mobility",
        pl.coalesce("nhs_number", pl.col("provider_code") + " " + pl.col("local_patient_id"))
        .alias("person"),
        pl.col("arrival_date").str.to_date("%Y-%m-%d").alias("day"),
        (pl.col("arrival_date") + " " + pl.col("arrival_time").fill_null("00:00"))
        .str.to_datetime("%Y-%m-%d %H:%M").alias("arrived"),
        pl.col("birth_date").str.to_date("%Y-%m-%d").alias("born"),
        (pl.col("department_type").is_in(["01", "02", "03"]) & ~category.is_in(["4", "X"]))
        .alias("emergency"),
        (
            ~category.is_in(["2", "3", "4", "X"])
            & ((pl.col("injury_date").fill_null("") != "") | any_code_in("injury"))
        ).alias("injury"),
        ((category != "X") & any_code_in("bruising")).alias("bruise"),
        ((category != "X") & (pl.col("gp_practice_code") == "V81997")).alias("unregistered"),
    )
    .with_columns(
        younger_than(18 * 12).alias("child"),
        younger_than(6).alias("baby"),
        pl.col("emergency").cast(pl.Int32),
    )
    .sort("person", *ORDER)
    .collect()
)


def rolled(frame, flag, window):
    """How many of a flag lie in the window up to the row itself.

    Rolling takes in the rest of the row's day; that rest is taken off again.
    """
    sums = frame.rolling("day", period=window, closed="both", group_by="person").agg(
        pl.col(flag).sum().alias("number")
    )["number"]
    return frame.with_columns(sums).with_columns(
        pl.col("number")
        - (pl.col(flag).cum_sum(reverse=True).over("person", "day") - pl.col(flag))
    )


def found(frame, rule):
    number = pl.col("number") if "number" in frame.columns else pl.lit(1)
    return frame.select(
        pl.lit(rule).alias("rule"), *ORDER, number.cast(pl.Int32).alias("number")
    )


busy = visits.filter(pl.col("person").is_in(visits.filter("child")["person"].unique().implode()))
emergencies = busy.filter(pl.col("emergency") == 1)
half = rolled(emergencies, "emergency", "6mo").filter("child", pl.col("number") >= 4)
year = rolled(emergencies, "emergency", "12mo").filter("child", pl.col("number") >= 6)
injuries = busy.filter("injury").with_columns(
    (pl.col("arrived").diff().over("person") >= pl.duration(hours=24))
    .fill_null(True)
    .cast(pl.Int32)
    .alias("begins")
)
again = rolled(injuries, "begins", "24mo").filter("child", pl.col("number") >= 2)
bruised = visits.filter(
    "bruise",
    pl.col("baby") | (pl.col("child") & (pl.col("mobility") == "non-mobile").fill_null(False)),
)
pl.concat(
    [
        found(half, "frequent-attender-4-in-6-months"),
        found(year, "frequent-attender-6-in-12-months"),
        found(bruised, "non-mobile-baby-bruising"),
        found(again, "previous-injuries"),
        found(visits.filter("child", "unregistered"), "unregistered-with-gp"),
    ]
).sort("rule", *ORDER).select("rule", "provider_code", "attendance_id", "number").write_csv(triggers)
