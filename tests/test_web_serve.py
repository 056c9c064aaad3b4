"""`ordinance serve` as a command: it starts, answers, says what is wrong in a line, and ends; it connects to nobody."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

PROGRAM = [sys.executable, "-m", "ordinance", "serve", "--date", "2026-11-24"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(*arguments, before=()):
    port = free_port()
    command = [*before, *PROGRAM, "--port", str(port), *arguments]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        for _ in range(400):
            if running.poll() is not None or answers(port):
                break
            time.sleep(0.1)
        yield port, running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=20)


def answers(port) -> bool:
    try:
        return ask(port, "/health")[0] == 200
    except OSError:
        return False


def ask(port, path, method="GET", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_it_starts_and_answers_without_a_name_of_its_server():
    with serving() as (port, _):
        status, body, headers = ask(port, "/draft/ithaca-ny")
        assert status == 200
        assert b"Prepared November 24, 2026" in body
        assert "Server" not in headers


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one worker on this system")
def test_several_workers_share_the_port_and_end_together():
    with serving("--workers", "2") as (port, running):
        assert {ask(port, "/health")[0] for _ in range(10)} == {200}
        running.send_signal(signal.SIGTERM)
        running.wait(20)
        time.sleep(0.5)
        assert not answers(port)


def test_a_port_that_is_taken_is_said_in_a_line():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        done = subprocess.run([*PROGRAM, "--port", str(port)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: --port {port}: ")
    assert "take another" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_extra_is_said_in_a_line():
    program = (
        "import sys\nsys.modules['waitress'] = None\nimport importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'waitress' else find(name, *a)\n"
        "sys.argv = ['ordinance', 'serve']\nfrom ordinance.cli.main import run\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == 'Error: the page needs an extra that is not installed: in the checkout, pip install ".[web]"\n'


def test_it_writes_no_line_of_who_asked_for_what():
    with serving() as (port, running):
        ask(port, "/place/ithaca-ny")
        ask(port, "/places", "POST", "q=Zyxwvut", {"Content-Type": "application/x-www-form-urlencoded"})
        os.killpg(running.pid, signal.SIGTERM)
        out, err = running.communicate(timeout=20)
    assert "ithaca" not in (out + err).replace("ordinance", "")
    assert "Zyxwvut" not in out + err


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_it_opens_no_connection_and_writes_no_upload(tmp_path):
    calls = tmp_path / "calls"
    with serving(before=["strace", "-f", "-qq", "-e", "trace=connect,openat", "-o", str(calls)]) as (port, _):
        body = b'--x\r\nContent-Disposition: form-data; name="q"; filename="a.txt"\r\n\r\n' + b"y" * 3_000_000 + b"\r\n--x--\r\n"
        assert ask(port, "/places", "POST", body, {"Content-Type": "multipart/form-data; boundary=x"})[0] == 200
        assert ask(port, "/draft/ithaca-ny.docx")[0] == 200
    lines = calls.read_text().splitlines()
    assert [line for line in lines if "connect(" in line and "AF_INET" in line] == []
    written = [line for line in lines if "openat(" in line and ("O_WRONLY" in line or "O_RDWR" in line)]
    assert [line for line in written if "/dev/" not in line and "cache" not in line and "__pycache__" not in line] == []
