"""What the article on connecting a queue service says to type, typed."""

import json
import os
import re
import shutil
import socket
import subprocess

from playwright._impl._driver import compute_driver_executable
from waitline import PROGRAM, ROOT

ARTICLE = (ROOT / "Sources/EstimatorService/EstimatorService.docc/Connecting.md").read_text()

# A customer joins, one of an unknown kind does too; then what the first is told, in two languages, and somebody unknown.
USE = """
import { report, flush, announcement } from "./client.mjs";
report("enqueued", { contact: "cat", contactType: "call" });
report("enqueued", { contact: "dan", contactType: "nonsense" });
await flush();
await flush();
const told = [await announcement("call", "cat"), await announcement("call", "cat", "zh-Hans")];
console.log(JSON.stringify([...told, await announcement("call", "nobody")]));
"""


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", ARTICLE, re.DOTALL)


def test_steps_and_client(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    (tmp_path / "client.mjs").write_text("".join(blocks("js")))
    (tmp_path / "use.mjs").write_text(USE)
    node = shutil.which("node") or compute_driver_executable()[0]
    steps = blocks("sh")
    # The client talks to the server before that is started again.
    restart = next(index for index, step in enumerate(steps) if step.startswith("kill %1; wait"))
    steps.insert(restart, f"WAITLINE=http://localhost:{port} {node} {tmp_path}/use.mjs\n")
    script = "set -m\n" + "".join(steps)
    for written, meant in [("localhost:8080", f"localhost:{port}"), ("--port 8080", f"--port {port}"),
                           (".build/release/waitline", PROGRAM), ("output/live", str(tmp_path / "live"))]:
        assert written in script
        script = script.replace(written, meant)
    run = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "no_proxy": "localhost", "NO_PROXY": "localhost"})
    lines = run.stdout.splitlines()
    answers = [json.loads(line) for line in lines if line.startswith(("{", "["))]
    assert [answer["accepted"] for answer in answers if "accepted" in answer] == [1, 3]
    assert answers[2] == json.loads(blocks("json")[0])
    estimates = [answer for answer in answers if "quantiles" in answer]
    # Bob, the fourth in line, the next who joins; and Bob again after the restart.
    assert [estimate["ahead"] for estimate in estimates] == [0, 3, 1, 0]
    assert "event: wait" in lines
    told = next(answer for answer in answers if isinstance(answer, list))
    assert told[0].startswith("Waiting ahead: 1, ") and "1" in told[1] and told[2] is None
    assert "not used" in run.stderr and "nonsense" in run.stderr
    assert 'waitline_waiting{contact_type="call"} 2' in lines


def test_table_of_metrics():
    """Every metric that is named is one that the server has."""
    source = (ROOT / "Sources/EstimatorService/HTTP/Metrics.swift").read_text()
    named = set(re.findall(r"`(waitline_[a-z_]+)", ARTICLE))
    assert named and all(name in source for name in named)
