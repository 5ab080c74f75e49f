"""How every Python program here is measured: `program.py VARIANT SIZE ROUNDS`.

Prints, for each round, `round WALL_MS CPU_MS`; after the first also `peak KILOBYTES`, the most memory that the process
held until then; at the end `answer TEXT`. The processor time is also that of processes that it started and waited for,
the memory is its own alone.
"""

import asyncio
import pathlib
import resource
import sys
import time

LONG = 8  # seconds


def rounds(work):
    """Runs `work(variant, size)` as often as asked, in one event loop that the first round makes.

    Not again after a long round: nothing here gets faster by it, as a JVM does.
    """
    variant, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    event_loop = None
    if variant.endswith("uvloop"):
        import uvloop

        variant, event_loop = variant.removesuffix("uvloop").rstrip("-"), uvloop.new_event_loop
    answers = set()
    with asyncio.Runner(loop_factory=event_loop) as runner:
        for number in range(count):
            wall, cpu = time.perf_counter(), processor_time()
            answers.add(str(runner.run(work(variant, size))))
            wall, cpu = time.perf_counter() - wall, processor_time() - cpu
            print(f"round {wall * 1e3:.3f} {cpu * 1e3:.3f}")
            if number == 0:
                print("peak", peak_kilobytes())
            if wall > LONG:
                break
    print("answer", " or ".join(sorted(answers)))


def processor_time():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_kilobytes():
    """The most memory that the process ever held, as Linux counts it; 0 elsewhere.

    Not `ru_maxrss` of `getrusage`: in that counts what the driver held when it started this process.
    """
    status = pathlib.Path("/proc/self/status")
    if not status.exists():
        return 0
    return next(
        int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")
    )
