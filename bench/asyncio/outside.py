"""How a program is measured that does not measure itself: `outside.py COMMAND …`.

Says of its whole process what the others say of one round, and gives what it prints as its answer.
"""

import os
import subprocess
import sys
import time

started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
answer = process.stdout.read().strip()
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - started
cpu = used.ru_utime + used.ru_stime
peak = used.ru_maxrss if sys.platform == "linux" else 0  # elsewhere it is not in kilobytes
print(f"round {wall * 1e3:.3f} {cpu * 1e3:.3f}")
print("peak", peak)
print("answer", answer)
sys.exit(os.waitstatus_to_exitcode(status))
