"""Times Attend, libcsv alone, DuckDB and Polars on one file, in turn, and compares their triggers.

Usage: measure.py ATTEND FOLDER FILE ROUNDS. Prints one table: the median of wall times, of CPU
times and the peak memory of each, and Attend's wall time as a share of the others' in the same
round, median and range. All run on the same two processors; the range says how noisy it was.
"""

import csv
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CPUS = sorted(os.sched_getaffinity(0))[:2]


def measure(command):
    """Wall and CPU seconds, and peak memory in MiB, of one process."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 2):
        sys.exit(f"{command[0]} ended with {code}: {said.decode(errors='replace')}")
    wall = time.monotonic() - begun
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def twenty_rules(folder):
    """The shipped rules and three copies of each, under other names and with longer windows."""
    copy = folder / "twenty-rules"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(HERE.parents[1] / "Rules", copy)
    for rule in sorted(copy.glob("*.yaml")):
        text = rule.read_text()
        if not text.startswith("rule:") and "\nrule:" not in text:
            continue
        for number in (1, 2, 3):
            name = f"{rule.stem}-copy-{number}"
            changed = re.sub(r"(?m)^rule: .*$", f"rule: {name}", text)
            changed = re.sub(
                r"within: (\d+) months", lambda m: f"within: {int(m[1]) + number} months", changed
            )
            (copy / f"{name}.yaml").write_text(changed)
    return copy


def phases(command):
    """The steps of a dry-run with their seconds, as `--verbose` says them."""
    process = subprocess.run([*command, "--verbose"], capture_output=True, text=True)
    if process.returncode not in (0, 2):
        return f"ended with {process.returncode}: {process.stderr}"
    said = re.findall(r"(?m)^(.*): (\d+\.\d+) s$", process.stderr)
    return ", ".join(f"{step.split(' ')[0]} {seconds} s" for step, seconds in said)


def triggers(path, columns):
    with open(path, newline="") as file:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]


attend, folder, file, rounds = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
os.sched_setaffinity(0, CPUS)
outputs = {name: folder / f"{name}.csv" for name in ("attend", "duckdb", "polars")}
python = str(folder / "venv/bin/python")
dry_run = [attend, "dry-run", "--quiet", "--as-of", "2026-11-22", "--threads", "2", file]
commands = {
    "attend dry-run": [*dry_run, "--triggers", str(outputs["attend"])],
    "libcsv alone, 1 thread": [str(folder / "libcsv-alone"), file],
    "DuckDB": [python, str(HERE / "in_duckdb.py"), file, str(outputs["duckdb"])],
    "Polars": [python, str(HERE / "in_polars.py"), file, str(outputs["polars"])],
}
with open(file, "rb") as bytes_of:  # into the page cache, so that the first is not the slowest
    while bytes_of.read(1 << 24):
        pass
runs = {name: [] for name in commands}
for number in range(rounds):
    for name, command in commands.items():
        runs[name].append(measure(command))
        print(f"round {number + 1}: {name} {runs[name][-1][0]:.2f} s", file=sys.stderr)

own = triggers(outputs["attend"], ["rule", "provider_code", "attendance_id", "count"])
for name in ("duckdb", "polars"):
    if triggers(outputs[name], ["rule", "provider_code", "attendance_id", "number"]) != own:
        sys.exit(f"{name} finds other triggers than attend: compare the files in {folder}")

print(f"{file}: {os.path.getsize(file) / 1e6:.0f} MB, {rounds} rounds, processors {CPUS}")
print(f"{'':24}{'wall s':>8}{'CPU s':>8}{'MiB':>7}   attend's wall time to it (range)")
for name, measured in runs.items():
    wall, cpu, memory = (statistics.median(column) for column in zip(*measured))
    shares = [mine[0] / other[0] for mine, other in zip(runs["attend dry-run"], measured)]
    share = f"{statistics.median(shares):.2f} ({min(shares):.2f}-{max(shares):.2f})"
    print(f"{name:24}{wall:8.2f}{cpu:8.2f}{memory:7.0f}   {share}")
print(f"All three find the same {len(own)} triggers. DuckDB and Polars do less: no versions, no")
print("check digits, no joins by local id, no quarantine, no forecast of letters.")
print("Where Attend's time goes, five rules:  ", phases(commands["attend dry-run"]))
print(
    "Where Attend's time goes, twenty rules:",
    phases([*dry_run, "--rules", str(twenty_rules(folder)), "--triggers", str(folder / "twenty.csv")]),
)
print("Evaluating is over attendances in memory: at most 1 s for ten million and five rules, and")
print("at most four times that for twenty.")
