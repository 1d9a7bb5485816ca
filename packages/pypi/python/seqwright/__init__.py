"""The seqwright program, started from Python."""

import os
import shutil
import subprocess
import sys
import sysconfig

__all__ = ["SeqwrightError", "find_program", "run"]


class SeqwrightError(Exception):
    """A diagram has errors. The text is the program's report, with a place and a fix for each."""


def find_program():
    """Return the path of the program: the one of this package, otherwise the first on PATH."""
    name = "seqwright" + (sysconfig.get_config_var("EXE") or "")
    folders = [sysconfig.get_path("scripts")]
    # `pip install --user` and `--target` put scripts elsewhere.
    folders.append(sysconfig.get_path("scripts", scheme=sysconfig.get_preferred_scheme("user"))
                   if sys.version_info >= (3, 10) else None)
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"))
    for folder in filter(None, folders):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError("the seqwright program is not installed: pip install --force-reinstall seqwright")
    return found


def run(arguments, source, cwd=None):
    """Run the program on a text and return its standard output.

    Raises SeqwrightError with the report where the program fails.
    """
    # The report is text for people; colours and workflow commands are for terminals and runners, not for a build's log.
    environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    result = subprocess.run(
        [find_program(), *arguments, "--color", "never"],
        input=source.encode("utf-8"),
        capture_output=True,
        cwd=cwd,
        env=environment,
        check=False,
    )
    report = result.stderr.decode("utf-8", "replace")
    if result.returncode != 0:
        raise SeqwrightError(report.strip() or f"seqwright ended with exit code {result.returncode}")
    if report:
        sys.stderr.write(report)
    return result.stdout.decode("utf-8")
