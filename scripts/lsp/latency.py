"""Measures `seqwright lsp` as an editor sees it: the time from a change to its diagnostics, and of other requests. Where
the system tells, the last column is the processor's time for a change, which other work on the machine does not lengthen.

usage: latency.py PROGRAM [MOST]    ends with an error if a change of 2,000 lines takes more than MOST milliseconds
"""

import json
import os
import statistics
import subprocess
import sys
import time

ROUNDS = 60
URI = "file:///latency.seq"


class Client:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0

    def send(self, message):
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b": ")[1])
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.asked:
            pass
        assert "error" not in answer, answer
        return answer["result"]


def diagram(lines):
    """Lines of which one in ten is a block, and one in fifty is wrong."""
    names = [f"Service {number}" for number in range(12)]
    text = []
    for number in range(lines):
        one, other = names[number % 12], names[(number * 7 + 1) % 12]
        if number % 10 == 0:
            text.append(f"opt case {number}")
        elif number % 10 == 9:
            text.append("end")
        elif number % 50 == 3:
            text.append(f"{one}->{other} no colon")
        else:
            text.append(f"  {one}->{other}: call {number} with some words 😀")
    return text


def median(action):
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def processor_time(process):
    """The milliseconds that a process has computed; none where the system does not tell."""
    try:
        with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")


def measure(program, lines):
    client = Client(program)
    client.ask("initialize", {"capabilities": {}})
    client.send({"method": "initialized", "params": {}})
    text = diagram(lines)
    document = {"uri": URI, "languageId": "seq", "version": 0, "text": "\n".join(text) + "\n"}
    client.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    client.receive()
    line = next(at for at in range(lines // 2, lines) if ": call" in text[at])
    here = {"line": line, "character": len(text[line].split(":")[0])}

    def change(number):
        place = {"line": line, "character": len(text[line].encode("utf-16-le")) // 2 + number}
        edit = {"range": {"start": place, "end": place}, "text": "x"}
        version = {"uri": URI, "version": number + 1}
        client.send({"method": "textDocument/didChange", "params": {"textDocument": version, "contentChanges": [edit]}})
        assert client.receive()["params"]["version"] == number + 1

    about = {"textDocument": {"uri": URI}, "position": here}
    before = processor_time(client.process)
    found = {"diagnostics": median(change)}
    computed = processor_time(client.process)
    for name, method, params in [
        ("completion", "textDocument/completion", about),
        ("symbols", "textDocument/documentSymbol", about),
        ("picture", "seqwright/render", {"uri": URI, "theme": "light"}),
        ("format", "textDocument/formatting", {**about, "options": {"tabSize": 2, "insertSpaces": True}}),
    ]:
        found[name] = median(lambda _, method=method, params=params: client.ask(method, params))
    client.ask("shutdown", None)
    client.send({"method": "exit"})
    assert client.process.wait() == 0
    found["computing"] = found["diagnostics"] if computed is None else (computed - before) / ROUNDS
    return found


def main():
    program, most = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else None
    print("| lines | " + " | ".join(["diagnostics", "completion", "symbols", "picture", "format", "of the processor"]) + " |")
    print("|---|---|---|---|---|---|---|")
    for lines in [20, 200, 2000]:
        found = measure(program, lines)
        print(f"| {lines} | " + " | ".join(f"{time:.1f} ms" for time in found.values()) + " |")
    # On a machine that does much else, an editor waits for longer than the server computes.
    if most is not None and min(found["diagnostics"], found["computing"]) > most:
        sys.exit(f"{found['diagnostics']:.1f} ms from a change to its diagnostics, more than {most}")


main()
