"""Runs a program over a folder of sources, each with a limit of memory and of time: `scripts/shapes.sh`."""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile

SECONDS = 5
MEGABYTES = 256
# Limits of the system, so that a fault does not use up the memory of the machine.
ADDRESSES = 4 << 30


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def measure(command, path):
    """CPU seconds, megabytes resident, megabytes of output and exit status of one run."""
    with tempfile.TemporaryFile() as output:
        run = subprocess.Popen(
            [*command, path], stdout=output, stderr=output, stdin=subprocess.DEVNULL, preexec_fn=limited
        )
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        size = output.seek(0, os.SEEK_END)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size / 1e6, run.returncode


def main():
    program, folder = sys.argv[1:]
    paths = sorted(pathlib.Path(folder).glob("*.seq"))
    worst = 0
    for command in (["-o", "-"], ["check"], ["knows"]):
        runs = [(*measure([program, *command], path), path.stem) for path in paths]
        bad = [run for run in runs if run[0] > SECONDS or run[1] > MEGABYTES or run[3] not in (0, 1)]
        worst = max(worst, len(bad))
        print(f"seqwright {' '.join(command)}: {len(runs)} shapes, {len(bad)} beyond {SECONDS} s or {MEGABYTES} MB")
        shown = sorted(runs, reverse=True)[:5] + sorted(runs, key=lambda run: -run[1])[:5]
        for seconds, memory, size, status, name in dict.fromkeys(shown + bad):
            print(f"  {seconds:6.2f} s {memory:7.0f} MB {size:8.1f} MB out, exit {status}: {name}")
    sys.exit(bool(worst))


main()
