"""The program under test, as processes: a served scenario, and single commands."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("WAITLINE", str(ROOT / ".build/release/waitline"))
SCENARIOS = ROOT / "scenarios"


def command(*arguments):
    """Runs `waitline ARGUMENTS` and returns what it printed."""
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True, cwd=ROOT, timeout=120
    ).stdout


class Server:
    """`waitline serve` on a free port, with a data folder of its own; `restart` keeps port and folder."""

    def __init__(self, scenario, *arguments):
        self.scenario = str(scenario)
        self.arguments = [str(argument) for argument in arguments]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="waitline-browser-"))
        self.port = 0
        self.process = None
        self.start()

    def start(self):
        log = self.folder / "log"
        with open(log, "w") as errors:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", self.scenario, "--port", str(self.port), "--data", str(self.folder / "data"),
                 *self.arguments],
                stderr=errors, stdout=errors, cwd=ROOT)
        for _ in range(300):
            found = re.search(r"^Listening at http://\S+:(\d+)", log.read_text(), re.MULTILINE)
            if found:
                self.port = int(found.group(1))
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("the server did not start: " + log.read_text())

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=25)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def restart(self, how=signal.SIGTERM):
        self.stop(how)
        self.start()

    def close(self):
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return json.load(answer)

    def post(self, path, value):
        request = urllib.request.Request(
            self.address + path, json.dumps(value).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


def until(page, expression, seconds=60):
    """Waits until an expression is true in a page; Playwright's own way needs what the pages' policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)
