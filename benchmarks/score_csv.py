"""How close `eq score` comes to the least work any program could do: python benchmarks/score_csv.py [--scale 0.1]

The floor reads the same CSV with the fastest well-kept reader, takes plain numpy means per scale and writes rows of
the same shape and size with the fastest well-kept writer (pyarrow.csv both ways). Every measurement is one call in
a fresh process after its imports, the sides taking turns; the time runs from the call to the finished file.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESPONDENTS = 100_000
SCALES = ("self-awareness", "self-regulation", "motivation", "empathy", "social-skills")
ITEMS_PER_SCALE = 10
BLANK_SHARE = 0.01
TARGET = 1.5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--scale", type=float, default=1.0, help="share of the 100,000 respondents")
    options.add_argument("--repeats", type=int, default=9)
    options.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder), max(1, round(RESPONDENTS * given.scale)), given.repeats)


def report(folder: Path, respondents: int, repeats: int) -> None:
    run("make", folder, respondents)
    for side in ("eq", "floor"):
        run(side, folder)  # the first of each only fills the disk cache
    results = [{side: run(side, folder) for side in ("eq", "floor")} for _ in range(repeats)]
    size = {side: (folder / f"{side}.csv").stat().st_size for side in ("eq", "floor")}
    read = (folder / "responses.csv").stat().st_size
    print(
        f"{respondents:,} respondents x {len(SCALES) * ITEMS_PER_SCALE} items, {read / 1e6:.1f} MB in, {repeats} runs"
    )
    more = size["floor"] / size["eq"] - 1
    print(f"output: eq {size['eq'] / 1e6:.1f} MB, floor {size['floor'] / 1e6:.1f} MB ({more:+.1%})")
    if abs(more) > 0.1:
        sys.exit("The two outputs differ by more than 10 %: the comparison would not be fair.")
    line("time, first call of a process", "s", [(r["eq"]["first"], r["floor"]["first"]) for r in results])
    line("time, second call", "s", [(r["eq"]["second"], r["floor"]["second"]) for r in results])
    line("processor time, first call", "s", [(r["eq"]["busy"], r["floor"]["busy"]) for r in results])
    line("peak memory, whole process", "MB", [(r["eq"]["peak"], r["floor"]["peak"]) for r in results])
    line(
        "peak memory above the imports",
        "MB",
        [(r["eq"]["peak"] - r["eq"]["imported"], r["floor"]["peak"] - r["floor"]["imported"]) for r in results],
    )


def line(what: str, unit: str, pairs: list[tuple[float, float]]) -> None:
    ratios = [eq / floor for eq, floor in pairs]
    eq, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{what:32} eq {eq:7.3f} {unit:2}  floor {floor:7.3f} {unit:2}  ratio {statistics.median(ratios):.2f}"
        f"  (range {min(ratios):.2f} to {max(ratios):.2f}; target {TARGET})"
    )


def run(side: str, folder: Path, respondents: int | None = None) -> dict[str, float]:
    if respondents is not None:
        (folder / "respondents").write_text(str(respondents))
    command = [sys.executable, __file__, "--side", side, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def measured(call, target: Path) -> dict[str, float]:
    import numpy as np
    import pyarrow as pa

    pa.array(np.zeros(1))  # brings in what pyarrow imports only when it first meets numpy
    imported = peak()
    start, busy = time.perf_counter(), time.process_time()
    call(target)
    first, busy = time.perf_counter() - start, time.process_time() - busy
    highest = peak()
    start = time.perf_counter()
    call(target)
    return {"first": first, "busy": busy, "second": time.perf_counter() - start, "peak": highest, "imported": imported}


def peak() -> float:
    """Most memory this process held so far, MB."""
    try:
        # Not ru_maxrss where this exists: that one starts with what the parent held when it forked.
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def side_eq(folder: Path) -> dict[str, float]:
    from eq.actions.scoring import score_file

    return measured(
        lambda target: score_file(folder / "form.yaml", folder / "responses.csv", target), folder / "eq.csv"
    )


def side_floor(folder: Path) -> dict[str, float]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv

    def floor(target: Path) -> None:
        table = pyarrow.csv.read_csv(folder / "responses.csv")
        means = np.column_stack(
            [
                np.nanmean(
                    np.column_stack([table.column(f"{scale}-{n}").to_numpy() for n in range(ITEMS_PER_SCALE)]), 1
                )
                for scale in SCALES
            ]
        ).ravel()
        n, p = table.num_rows, len(SCALES)
        count = pa.array(np.full(n * p, ITEMS_PER_SCALE))
        rows = {
            "respondent": table.column("respondent").combine_chunks().take(pa.array(np.repeat(np.arange(n), p))),
            "scale": pa.array(SCALES).take(pa.array(np.tile(np.arange(p), n))),
            "items": count,
            "answered": count,
            "mean": pa.array(means),
            # Numbers of as many digits as a score's: there are six of them in a row.
            **{f"number{factor}": pa.array(means / factor) for factor in (3, 7, 11, 13)},
            "percent": pa.array((means - 1) * 25),
            "status": pa.array(["ok"]).take(pa.array(np.zeros(n * p, np.int8))),
        }
        options = pyarrow.csv.WriteOptions(quoting_style="none", batch_size=1 << 14)
        pyarrow.csv.write_csv(pa.table(rows), target, options)

    return measured(floor, folder / "floor.csv")


def make(folder: Path) -> dict[str, float]:
    """A form of five scales, every fourth item opposite behaviour, and believable answers with some left blank."""
    import numpy as np

    respondents = int((folder / "respondents").read_text())
    items = [f"{scale}-{n}" for scale in SCALES for n in range(ITEMS_PER_SCALE)]
    lines = ["id: benchmark", "version: 1", "title: Benchmark", "answers:", "  low: 1", "  high: 5"]
    lines += ["  labels: [Never, Rarely, Sometimes, Often, Always]", "scales:"]
    lines += [f"  - {{id: {scale}, title: {scale.capitalize()}}}" for scale in SCALES]
    lines += ["items:"]
    for place, item in enumerate(items):
        reverse = ", reverse: true" if place % 4 == 3 else ""
        lines.append(f'  - {{id: {item}, scale: {item.rpartition("-")[0]}, text: "Statement {place + 1}."{reverse}}}')
    (folder / "form.yaml").write_text("\n".join(lines) + "\n")

    random = np.random.default_rng(2)
    answers = 3.3 + random.normal(0, 0.6, (respondents, 1)) + random.normal(0, 0.9, (respondents, len(items)))
    whole = np.clip(np.rint(answers), 1, 5).astype(int)
    whole[:, 3::4] = 6 - whole[:, 3::4]
    texts = whole.astype(str)
    texts[random.random(texts.shape) < BLANK_SHARE] = ""
    with (folder / "responses.csv").open("w") as out:
        out.write("respondent," + ",".join(items) + "\n")
        out.writelines(f"r{n:06d},{','.join(row)}\n" for n, row in enumerate(texts.tolist()))
    return {}


SIDES = {"make": make, "eq": side_eq, "floor": side_floor}

if __name__ == "__main__":
    main()
