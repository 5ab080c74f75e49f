"""How every Python program here is measured: `program.py VARIANT SIZE ROUNDS`.

Prints, for each round, `round WALL_MS CPU_MS`; then `answer TEXT` and `peak KILOBYTES`.
"""

import asyncio
import resource
import sys
import time


def rounds(work):
    """Runs `work(variant, size)` as often as asked, each time in an event loop of its own."""
    variant, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    run = asyncio.run
    if variant.endswith("uvloop"):
        import uvloop

        variant, run = variant.removesuffix("uvloop").rstrip("-"), uvloop.run
    answers = set()
    for _ in range(count):
        wall, cpu = time.perf_counter(), time.process_time()
        answers.add(str(run(work(variant, size))))
        print(
            f"round {(time.perf_counter() - wall) * 1e3:.3f} {(time.process_time() - cpu) * 1e3:.3f}"
        )
    print("answer", " or ".join(sorted(answers)))
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
