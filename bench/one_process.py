"""Run one command and print its wall seconds and its peak memory in MB. `python -S one_process.py COMMAND…`

A process begins its account of peak memory with that of the one that started it, so the starter must be small.
"""

import os
import sys
import time

started = time.perf_counter()
child = os.fork()
if child == 0:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - started, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
