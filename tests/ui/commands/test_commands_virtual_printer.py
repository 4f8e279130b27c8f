"""`virtual-printer`: a printer of this computer that a station can be tried on (section 7; facts: printing 5)."""

import json
import re
import signal
import socket
from pathlib import Path

from command_line import CommandLine, portland

from printers.virtual.server import VirtualPrinter

LABEL = b"^XA^PW812^LL1218^FO50,50^A0N,40,40^FDHELLO BENCH^FS^XZ\n"


def test_a_label_that_is_sent_to_it_is_told_and_kept_as_bytes_and_picture(bare: CommandLine) -> None:
    out = bare.folder / "paper"
    with bare.start("virtual-printer", "--port", "0", "--labels", "1", "--out", str(out), "--json") as process:
        assert process.stderr is not None
        found = re.search(r"tcp://127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert found is not None
        with socket.create_connection(("127.0.0.1", int(found[1])), timeout=10) as line:
            line.sendall(LABEL)
        said, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(said)["printed"] == 1
    assert "HELLO BENCH" in told
    assert (out / "0001.zpl").read_bytes().strip() == LABEL.strip()
    assert (out / "0001.png").read_bytes().startswith(b"\x89PNG")


def test_a_station_prints_on_it_and_ctrl_c_switches_it_off(line: CommandLine) -> None:
    with line.start("virtual-printer", "--port", "0", "--json") as process:
        assert process.stderr is not None
        found = re.search(r"tcp://127\.0\.0\.1:\d+", process.stderr.readline())
        assert found is not None
        line.run("printers", "add", "Virtual", "--address", found[0])
        line.run("postage", "buy", "20")
        line.import_orders(portland("P-1"))
        line.run("ship", "P-1", "--printer", "Virtual")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(said) == {"address": found[0], "printed": 1, "faults": []}


def test_a_port_that_is_taken_is_said(bare: CommandLine) -> None:
    with VirtualPrinter("zpl") as other:
        said = bare.run("virtual-printer", "--port", str(other.port), status=1)
    assert f"Port {other.port} cannot be used" in said.err
    assert not Path(bare.data / "station.db").exists()
