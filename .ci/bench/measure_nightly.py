"""Times the first load of ledgers, and one night of 1,000 new rows on copies of each.

Usage: measure_nightly.py ATTEND FOLDER ROUNDS ROWS… Prints one table: of each ledger the rows a
second of its first load; the median wall time of a night, its range, the processor time and the
steps. A night is measured with the first extract taken out of the inbox, as a trust does, and with
it left there, where every night reads it once to see that it is known. The last lines set the
figures beside those of the design. PDFs are off.

Free memory is touched before each night: the host of a virtual machine takes back what the copy
before it has freed, and a night would pay for having it back, the more the larger the ledger.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
FIRST_DAY, NIGHT = "2026-11-01", "2026-11-02"
CONFIGURATION = f"""\
organisation:
  code: RZ9
  name: Weathervane Hospitals
  address: [1 Infirmary Road, Sampletown]
  safeguarding-team: {{ name: Safeguarding Children Team, phone: 01632 960999 }}
rules: {REPOSITORY}/Rules
ledger: state/ledger.sqlite
output: out
sources:
  - {{ name: ae, profile: standard, files: "inbox/*.csv", expected: daily }}
practices: practices.csv
unapproved: allowed
letters: {{ formats: [html] }}
keep: {{ attendances: 36 months, notifications: 8 years }}
"""


def run(trust, *options):
    """Wall and processor seconds of a run, and its steps with their seconds."""
    command = [attend, "run", "--config", "attend.yaml", "--quiet", "--verbose", *options]
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=trust, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 2):
        sys.exit(f"{' '.join(command)} ended with {code}: {said}")
    steps = re.findall(r"(?m)^(.*): (\d+\.\d+) s$", said)
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, steps


def new_trust(name, rows):
    """A trust without a ledger, with an extract of that many rows in its inbox."""
    trust = folder / name
    shutil.rmtree(trust, ignore_errors=True)
    (trust / "inbox").mkdir(parents=True)
    (trust / "attend.yaml").write_text(CONFIGURATION)
    shutil.copy(REPOSITORY / "SampleData" / "practices.csv", trust)
    os.link(folder / f"{rows}-rows.csv", trust / "inbox" / "first.csv")
    return trust


def first_load(rows):
    """A trust whose ledger holds an extract of that many rows, and what loading it took."""
    trust = new_trust(f"trust-{rows}", rows)
    return trust, run(trust, "--as-of", FIRST_DAY, "--first-load", "baseline")


def night(trust, rows, is_rotated):
    """The night on a copy of the trust, whose files lie in the page cache."""
    copy = new_trust(f"trust-{rows}-copy", rows)
    subprocess.run(["cp", "-a", trust / "state", trust / "out", copy], check=True)
    os.sync()
    if is_rotated:
        (copy / "inbox" / "first.csv").unlink()
    shutil.copy(folder / f"night-after-{rows}-rows.csv", copy / "inbox" / "night.csv")
    touch_free_memory()
    measured = run(copy, "--as-of", NIGHT)
    shutil.rmtree(copy)
    return measured


def touch_free_memory(count=1 << 30):
    memory = bytearray(count)
    for page in range(0, count, 4096):
        memory[page] = 1


def line(words, measured):
    wall, cpu, _ = zip(*measured)
    times = f"{statistics.median(wall):8.2f} s ({min(wall):.2f}-{max(wall):.2f})"
    steps = sorted(measured)[len(measured) // 2][2]
    said = ", ".join(f"{step} {seconds}" for step, seconds in steps)
    print(f"{words:34}{times}, {statistics.median(cpu):.2f} s of processors; {said}")
    return statistics.median(wall)


attend, folder, rounds = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
sizes = [int(size) for size in sys.argv[4:]]
os.umask(0o077)
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
trusts, nights = {}, {}
for rows in sizes:
    trusts[rows], load = first_load(rows)
    line(f"first load of {rows} rows", [load])
    reading = float(dict(load[2])["reading extracts"])
    print(f"  {rows / reading:.0f} rows a second into the ledger, to be at least 100000;")
    print(f"  {rows / load[0]:.0f} with what the rules make of them, recorded and published")
for is_rotated in (True, False):
    inbox = "alone in the inbox" if is_rotated else "beside the first extract"
    # In turn, so that a busy moment of the machine does not fall on one of them.
    measured = {rows: [] for rows in sizes}
    for _ in range(rounds):
        for rows, trust in trusts.items():
            measured[rows].append(night(trust, rows, is_rotated))
    for rows in sizes:
        taken = line(f"1,000 rows on {rows}, {inbox}", measured[rows])
        if is_rotated:
            nights[rows] = taken
small, large = sizes[0], sizes[-1]
size = os.path.getsize(trusts[large] / "state" / "ledger.sqlite") / 1e6
print(f"The ledger of {large} attendances is a file of {size:.0f} MB.")
print(f"A night on it takes {nights[large]:.2f} s, to be below 1; {nights[large] / nights[small]:.2f}")
print(f"times as long as on {small}, to be at most 2.")
