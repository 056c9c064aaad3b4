"""How much a test makes the program do, without a clock: calls counted, and an end to what does not end by itself."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest


def calls_in(work: Callable[[], Any]) -> int:
    """Return how many functions are called while `work` runs, those written in C among them: the same number on every machine."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@contextmanager
def that_ends(seconds: int = 60) -> Iterator[None]:
    """Stop what runs here, and fail, after so much processor time.

    No measure of speed: for texts on which a pattern that goes back over them again and again runs for minutes, and a good one
    for a small part of a second.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"was not done after {seconds} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
