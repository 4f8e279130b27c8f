"""Printers behind a device node: a pseudo-terminal stands for ``/dev/usb/lp0`` and for a serial line."""

import os
import pty
import select
import socket
import termios
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from printers.status import EPL_ERRORS, HOST_STATUS, read_status
from printers.transports.addresses import open_transport
from printers.transports.device_node import DeviceNode
from printers.transports.port import DeliveryState, Detail, EmptyJob, Unreachable
from printers.transports.serial_line import serial_line
from printers.transports.tcp import Patience
from printers.virtual.server import VirtualPrinter

SHORT = Patience(stall_seconds=0.4, answer_seconds=0.4)
LONG = Patience(stall_seconds=10.0, answer_seconds=10.0)
LABEL = b"^XA^PW400^LL300^FO10,10^GB30,30,30^FS^XZ\n"
BIG_LABEL = b"^XA^PW800^LL800^FO0,0^GFA,80000,80000,100," + b"F0" * 80_000 + b"^FS^XZ\n"
EPL_LABEL = b"\nN\nq400\nQ300,24\nLO10,10,30,30\nP1\n"


@dataclass
class Cable:
    """A pseudo-terminal whose far end is plugged into a virtual printer."""

    language: str
    printer: VirtualPrinter
    node: Path
    far: int
    near: int


@pytest.fixture(params=["zpl", "epl"])
def cable(request: pytest.FixtureRequest) -> Iterator[Cable]:
    far, near = pty.openpty()
    tty.setraw(near)
    with (
        VirtualPrinter(request.param) as printer,
        socket.create_connection(("127.0.0.1", printer.port)) as line,
    ):
        stop_in, stop_out = os.pipe()
        pump = threading.Thread(target=_pump, args=(far, line, stop_in))
        pump.start()
        yield Cable(request.param, printer, Path(os.ttyname(near)), far, near)
        os.write(stop_out, b"x")
        pump.join()
        for end in (stop_in, stop_out, near, far):
            os.close(end)


def _pump(far: int, line: socket.socket, stop: int) -> None:
    """Bytes both ways until somebody writes to `stop`."""
    while True:
        ready, _, _ = select.select([far, line.fileno(), stop], [], [])
        if stop in ready:
            return
        if far in ready:
            line.sendall(os.read(far, 4096))
        if line.fileno() in ready:
            os.write(far, line.recv(4096))


def query_of(cable: Cable) -> bytes:
    return HOST_STATUS if cable.language == "zpl" else EPL_ERRORS


def label_of(cable: Cable) -> bytes:
    return LABEL if cable.language == "zpl" else EPL_LABEL


def test_an_answer_behind_the_job_confirms_it_over_a_cable_too(cable: Cable) -> None:
    for count in (1, 2):
        delivery = DeviceNode(cable.node, LONG).deliver(label_of(cable), query_of(cable), file_name="a.zpl")
        assert (delivery.state, delivery.detail) == (DeliveryState.CONFIRMED_BY_ANSWER, Detail.ANSWERED)
        assert delivery.bytes_sent == len(label_of(cable))
        assert len(cable.printer.printed) == count


def test_a_question_alone_prints_nothing(cable: Cable) -> None:
    answer = DeviceNode(cable.node, LONG).ask(query_of(cable))
    assert read_status(answer) is not None
    assert cable.printer.printed == ()


def test_a_serial_line_carries_the_bytes_as_they_are(cable: Cable) -> None:
    delivery = serial_line(cable.node, 19200, LONG).deliver(label_of(cable), query_of(cable), file_name="a.zpl")
    assert delivery.state is DeliveryState.CONFIRMED_BY_ANSWER
    assert [label.data.strip() for label in cable.printer.printed] == [label_of(cable).strip()]
    settings = termios.tcgetattr(cable.near)
    assert settings[4] == settings[5] == termios.B19200
    assert settings[0] & termios.IXON
    assert not settings[2] & termios.PARENB


def test_what_the_printer_said_before_is_no_answer_to_our_question(cable: Cable) -> None:
    os.write(cable.far, b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n00\r\n")
    node = DeviceNode(cable.node, LONG)
    assert node.deliver(label_of(cable), query_of(cable), file_name="a.zpl").state is DeliveryState.CONFIRMED_BY_ANSWER
    assert len(cable.printer.printed) == 1


@pytest.fixture
def dead() -> Iterator[Path]:
    """A node that takes bytes and never answers; nobody reads its far end."""
    far, near = pty.openpty()
    tty.setraw(near)
    yield Path(os.ttyname(near))
    os.close(near)
    os.close(far)


def test_silence_is_handed_over_and_never_confirmed(dead: Path) -> None:
    delivery = DeviceNode(dead, SHORT).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    assert (delivery.state, delivery.detail) == (DeliveryState.HANDED_OVER, Detail.NO_ANSWER)
    unasked = DeviceNode(dead, SHORT).deliver(LABEL, None, file_name="a.zpl")
    assert (unasked.state, unasked.detail) == (DeliveryState.HANDED_OVER, Detail.NOT_ASKED)


def test_a_printer_that_stops_taking_bytes_is_unknown(dead: Path) -> None:
    delivery = DeviceNode(dead, SHORT).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl")
    assert (delivery.state, delivery.detail) == (DeliveryState.UNKNOWN, Detail.STALLED)
    assert 0 < delivery.bytes_sent < len(BIG_LABEL)


def _pull(far: int) -> None:
    os.read(far, 100)
    os.close(far)


def test_a_cable_that_is_pulled_in_mid_job_is_unknown() -> None:
    far, near = pty.openpty()
    tty.setraw(near)
    puller = threading.Thread(target=_pull, args=(far,))
    puller.start()
    delivery = DeviceNode(Path(os.ttyname(near)), LONG).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl")
    puller.join()
    os.close(near)
    assert (delivery.state, delivery.detail) == (DeliveryState.UNKNOWN, Detail.RESET)


@pytest.mark.parametrize(("name", "why"), [("nothing", "no-device"), ("file", "not-a-device")])
def test_what_is_no_device_is_neither_made_nor_written(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(Unreachable) as caught:
        DeviceNode(tmp_path / name).deliver(LABEL, None, file_name="a.zpl")
    assert caught.value.fields["why"] == why
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert not (tmp_path / "nothing").exists()


def test_a_job_without_bytes_is_refused(dead: Path) -> None:
    with pytest.raises(EmptyJob):
        DeviceNode(dead).deliver(b"", None, file_name="a.zpl")


def test_addresses_name_nodes_below_dev_alone() -> None:
    assert isinstance(open_transport("usb:/dev/usb/lp0"), DeviceNode)
    assert isinstance(open_transport("serial:/dev/ttyUSB0,19200"), DeviceNode)
