"""`python -m tests.knowledge.hostile [--quick]`: tries every hostile file, and prints what became of them."""

import sys
from collections import Counter

from knowledge.apart import Reader
from tests.knowledge.hostile.trying import TABLES, Tried, files, tried


def main() -> int:
    """Whether every file was read whole or refused with a sentence, as an exit code."""
    every: list[Tried] = []
    with Reader() as reader:
        for table in TABLES:
            done = [(name, tried(reader, raw)) for name, raw in files(table, quick="--quick" in sys.argv)]
            every += (one for _, one in done)
            counts = Counter(one.outcome for _, one in done).most_common()
            outcomes = ", ".join(f"{kind} {count}" for kind, count in counts)
            print(f"{table:14}{len(done):6} tried, longest {max(one.seconds for _, one in done):5.1f} s: {outcomes}")
            for name, one in done:
                for fault in one.faults:
                    print(f"    {name}: {fault}")
            sys.stdout.flush()
    refused, wrong = sum(one.outcome != "read" for one in every), sum(bool(one.faults) for one in every)
    print(f"{len(every)} hostile files tried: {len(every) - refused} read whole, {refused} refused, {wrong} otherwise.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
