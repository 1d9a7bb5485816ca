"""Checks the lexer for Pygments as `check.mjs` does the other grammars. usage: check.py FAULTS FILE..."""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from lexer import SeqLexer
from pygments.token import Error

faults, *files = sys.argv[1:]
wrong = defaultdict(set)
for line in Path(faults).read_text(encoding="utf-8").splitlines():
    fault = json.loads(line)
    if fault["severity"] != "error":
        continue
    for place in [fault, *fault["labels"]]:
        wrong[fault["file"]].update(range(place["start"]["line"], place["end"]["line"] + 1))
    for note in fault.get("notes", []):
        if note.startswith("the same goes for"):
            wrong[fault["file"]].update(int(number) for number in re.findall(r"\d+", note))

count = 0
for file in files:
    text = Path(file).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found, at = set(), 1
    for kind, value in SeqLexer(stripnl=False).get_tokens(text):
        if kind is Error:
            found.add(at)
        at += value.count("\n")
    before = False
    for number, line in enumerate(text.split("\n"), 1):
        # One error speaks for the lines below it that are no statements either.
        before = number in wrong[file] or (before and (number in found or re.match(r"\s*(#|$)", line)))
        if number in found and not before:
            print(f"{file}:{number}: an error in the grammar of Pygments and not in seqwright: {line}")
            count += 1
print(f"{len(files)} files, {count} lines that are errors only in the lexer")
sys.exit(1 if count else 0)
