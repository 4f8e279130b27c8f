"""A print queue of this computer, through CUPS: ``lp`` takes the job, its number is read back.

CUPS says *completed* also where the printer was out of paper or broke the connection (measured), so a job that it took
is handed over and never confirmed. Thermal languages go through raw (``-o raw``); a PDF goes at its own size
(``print-scaling=none``). Source: facts of CUPS 2.4, measured 2026-11.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from printers.transports.port import Delivery, DeliveryState, Detail, EmptyJob, Unreachable

_REQUEST = re.compile(r"[^ ]+-(\d+)(?= |$)")
_SECONDS = 30
# What ``lp`` says before it gives anything away; after any other failure nobody knows.
_REFUSALS = (
    (re.compile(r"does not exist|non-existent|unknown destination", re.IGNORECASE), "no-queue"),
    (re.compile(r"not accepting", re.IGNORECASE), "refused"),
    (re.compile(r"scheduler|unable to connect|bad file descriptor|no destinations", re.IGNORECASE), "no-cups"),
)


@dataclass(frozen=True, slots=True)
class CupsQueue:
    """A queue by its name."""

    queue: str

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        """Hand one job to the queue; see `Transport.deliver`. A queue answers no question."""
        del query
        if not job:
            raise EmptyJob
        is_pdf = file_name.endswith(".pdf")
        options = ["-o", "print-scaling=none"] if is_pdf else ["-o", "raw"]
        command = [_program("lp", self.queue), "-d", self.queue, "-t", file_name, *options, "--", "-"]
        try:
            done = _run(command, job)
        except subprocess.TimeoutExpired:  # it may have the job all the same
            return Delivery(DeliveryState.UNKNOWN, b"", Detail.STALLED, len(job))
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace")
            for pattern, why in _REFUSALS:
                if pattern.search(said):
                    raise Unreachable(address=f"cups:{self.queue}", why=why)
            return Delivery(DeliveryState.UNKNOWN, b"", Detail.RESET, len(job))
        found = _REQUEST.search(done.stdout.decode("utf-8", "replace"))
        return Delivery(DeliveryState.HANDED_OVER, b"", Detail.NOT_ASKED, len(job), f"job {found[1]}" if found else "")

    def ask(self, query: bytes) -> bytes:
        """A queue says nothing; see `Transport.ask`."""
        del query
        if self.queue not in queues():
            raise Unreachable(address=f"cups:{self.queue}", why="no-queue")
        return b""


def queues() -> list[str]:
    """The print queues of this computer, also those that CUPS finds on the network; empty where there is no CUPS."""
    if shutil.which("lpstat") is None:
        return []
    try:
        done = _run(["lpstat", "-e"], b"")
    except subprocess.TimeoutExpired:
        return []
    return [line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]


def _program(name: str, queue: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Unreachable(address=f"cups:{queue}", why="no-cups")
    return found


def _run(command: list[str], given: bytes) -> "subprocess.CompletedProcess[bytes]":
    """Run one of CUPS's programs, in English, whose sentences are read here."""
    env = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False, env=env)
