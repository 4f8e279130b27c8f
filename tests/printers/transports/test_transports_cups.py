"""Queues of CUPS: with programs of ours in the path that say what it says, and with a real CUPS where there is one.

The real one needs root and the packages cups and cups-client; without them its tests skip, and say so.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from printers.transports import cups
from printers.transports.cups import CupsQueue, queues
from printers.transports.port import DeliveryState, Detail, EmptyJob, Unreachable
from printers.virtual.server import VirtualPrinter

LABEL = b"^XA^PW400^LL300^FO10,10^GB30,30,30^FS^XZ\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that stands first in the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_job_that_the_queue_took_is_handed_over_with_its_number_and_never_confirmed(programs: Path) -> None:
    program(
        programs, "lp", f'cat > {programs}/job; echo "$@" > {programs}/said; echo "request id is Zebra-42 (0 file(s))"'
    )
    delivery = CupsQueue("Zebra").deliver(LABEL, b"~HS", file_name="P-1.zpl")
    assert (delivery.state, delivery.detail, delivery.reference) == (
        DeliveryState.HANDED_OVER,
        Detail.NOT_ASKED,
        "job 42",
    )
    assert (programs / "job").read_bytes() == LABEL
    assert (programs / "said").read_text(encoding="utf-8").strip() == "-d Zebra -t P-1.zpl -o raw -- -"
    CupsQueue("Laser").deliver(b"%PDF", None, file_name="P-1.pdf")
    assert "print-scaling=none" in (programs / "said").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("lp: The printer or class does not exist.", "no-queue"),
        ('lp: Destination "Zebra" is not accepting jobs.', "refused"),
        ("lp: Error - scheduler not responding.", "no-cups"),
    ],
)
def test_a_refusal_before_the_job_was_given_away_is_not_sent(programs: Path, said: str, why: str) -> None:
    program(programs, "lp", f"cat > /dev/null; echo '{said}' >&2; exit 1")
    with pytest.raises(Unreachable) as caught:
        CupsQueue("Zebra").deliver(LABEL, None, file_name="a.zpl")
    assert caught.value.fields["why"] == why


def test_any_other_failure_and_a_program_that_hangs_are_unknown(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "lp", "exit 3")
    assert CupsQueue("Zebra").deliver(LABEL, None, file_name="a.zpl").state is DeliveryState.UNKNOWN
    program(programs, "lp", "exec tail -f /dev/null")
    monkeypatch.setattr(cups, "_SECONDS", 0.2)
    assert CupsQueue("Zebra").deliver(LABEL, None, file_name="a.zpl").state is DeliveryState.UNKNOWN


def test_without_cups_a_sentence_says_so_and_nothing_is_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreachable) as caught:
        CupsQueue("Zebra").deliver(LABEL, None, file_name="a.zpl")
    assert caught.value.fields["why"] == "no-cups"
    assert queues() == []


def test_a_job_without_bytes_is_refused() -> None:
    with pytest.raises(EmptyJob):
        CupsQueue("Zebra").deliver(b"", None, file_name="a.zpl")


@pytest.fixture
def real_cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A CUPS of its own: no service of the machine is touched (facts: printing 3.2)."""
    if shutil.which("cupsd") is None or shutil.which("lpadmin") is None or os.geteuid() != 0:
        pytest.skip("a real CUPS needs root and the packages cups and cups-client")
    with TemporaryDirectory() as folder:  # its own processes of another user must get in: not below pytest's own
        Path(folder).chmod(0o755)
        with running_cups(Path(folder) / "r") as server:
            monkeypatch.setenv("CUPS_SERVER", server)
            yield Path(folder)


@contextmanager
def running_cups(folder: Path) -> Iterator[str]:
    for name in ("root", "spool/tmp", "cache", "state", "log"):
        (folder / name).mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    (folder / "spool").chmod(0o710)
    (folder / "spool" / "tmp").chmod(0o1770)
    shutil.chown(folder / "spool", group="lp")
    shutil.chown(folder / "spool" / "tmp", group="lp")
    shutil.chown(folder / "cache", group="lp")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = folder / "root"
    root.joinpath("cups-files.conf").write_text(
        f"SystemGroup root\nUser lp\nGroup lp\nServerRoot {root}\nServerBin /usr/lib/cups\nDataDir /usr/share/cups\n"
        f"RequestRoot {folder}/spool\nTempDir {folder}/spool/tmp\nCacheDir {folder}/cache\nStateDir {folder}/state\n"
        f"AccessLog {folder}/log/access\nErrorLog {folder}/log/error\nPageLog {folder}/log/page\nFileDevice Yes\n"
        "Sandboxing relaxed\n"
    )
    root.joinpath("cupsd.conf").write_text(
        f"Listen 127.0.0.1:{port}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\nIdleExitTimeout 0\n"
        "JobRetryInterval 5\n<Location />\nOrder allow,deny\nAllow 127.0.0.1\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow 127.0.0.1\n</Limit>\n</Policy>\n"
    )
    for name in ("raw.types", "raw.convs"):
        source = next((Path(p, name) for p in ("/etc/cups", "/usr/share/cups/mime") if Path(p, name).exists()), None)
        if source is not None:
            shutil.copy(source, root / name)
    daemon = subprocess.Popen(["cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")])
    server = f"127.0.0.1:{port}"
    try:
        for _ in range(200):
            asked = subprocess.run(["lpstat", "-h", server, "-r"], capture_output=True, check=False)
            if b"is running" in asked.stdout:
                break
        yield server
    finally:
        daemon.terminate()
        daemon.wait(20)


def test_a_real_raw_queue_brings_every_byte_to_the_printer(real_cups: Path) -> None:
    with VirtualPrinter("zpl") as printer:
        added = subprocess.run(
            ["lpadmin", "-p", "Zebra", "-E", "-v", f"socket://127.0.0.1:{printer.port}", "-m", "raw"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
        assert "Zebra" in queues()
        delivery = CupsQueue("Zebra").deliver(LABEL, None, file_name="P-1.zpl")
        assert delivery.state is DeliveryState.HANDED_OVER
        assert delivery.reference.startswith("job ")
        assert printer.wait_for(lambda seen: len(seen.printed) == 1)
        assert [label.data for label in printer.printed] == [LABEL.strip()]


def test_a_queue_that_real_cups_does_not_know_is_not_sent(real_cups: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        CupsQueue("Nowhere").deliver(LABEL, None, file_name="a.zpl")
    assert caught.value.fields["why"] == "no-queue"
    with pytest.raises(Unreachable):
        CupsQueue("Nowhere").ask(b"~HS")
