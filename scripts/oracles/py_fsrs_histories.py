"""Writes src/learning/reviews/testing-only/py-fsrs-histories.csv.gz: what py-fsrs says of random review histories.

    python3 -m venv venv && venv/bin/pip install fsrs==6.3.2
    venv/bin/python scripts/oracles/py_fsrs_histories.py

Each line is one history: the set of parameters (its place in the lines that begin with #), the grades 1 to 4 as digits,
the minutes between reviews, and the stability and difficulty after the last one. py-fsrs counts whole periods of 24
hours; learning steps and fuzz are off, as in MasterX.
"""
import gzip
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

HISTORIES = 10_000
SETS = 8
rng = random.Random(20260501)


def random_parameters() -> list[float]:
    bounds = zip(DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)
    return [round(min(high, max(low, value * rng.uniform(0.6, 1.5))), 4) for value, low, high in bounds]


def gap_minutes() -> int:
    kind = rng.random()
    if kind < 0.15:
        return rng.randint(1, 1439)
    if kind < 0.25:
        return 1440 * rng.randint(1, 5) + rng.choice([-1, 0, 1])
    return int(1440 * rng.lognormvariate(1.5, 1.4)) + 1


sets = [list(DEFAULT_PARAMETERS)] + [random_parameters() for _ in range(SETS - 1)]
lines = ["#" + ",".join(str(value) for value in one) for one in sets]
for number in range(HISTORIES):
    which = 0 if number % 2 == 0 else rng.randrange(SETS)
    scheduler = Scheduler(parameters=sets[which], learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, at = Card(), datetime(2020, 1, 1, 12, tzinfo=timezone.utc)
    grades, gaps = [], []
    for review in range(rng.randint(1, 14)):
        if review > 0:
            gaps.append(gap_minutes())
            at += timedelta(minutes=gaps[-1])
        grades.append(rng.choices([1, 2, 3, 4], [2, 2, 6, 1])[0])
        card, _ = scheduler.review_card(card, Rating(grades[-1]), at)
    lines.append(
        f"{which};{''.join(map(str, grades))};{','.join(map(str, gaps))};{card.stability:.8g};{card.difficulty:.8g}"
    )

target = Path(__file__).parents[2] / "src/learning/reviews/testing-only/py-fsrs-histories.csv.gz"
target.parent.mkdir(exist_ok=True)
target.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
print(target, target.stat().st_size)
