"""Printer addresses: read exactly or refused with the part that is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.transports.addresses import open_transport
from printers.transports.folder import FolderTransport
from printers.transports.port import AddressFault, BadAddress
from printers.transports.tcp import Patience, TcpTransport


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("tcp://192.168.1.40", "192.168.1.40", 9100),
        ("tcp://printer:9101", "printer", 9101),
        ("TCP://zebra.example.org:1", "zebra.example.org", 1),
        (" tcp://[fe80::1]:9100 ", "fe80::1", 9100),
        ("tcp://[::1]", "::1", 9100),
    ],
)
def test_network_addresses(address: str, host: str, port: int) -> None:
    patience = Patience(1, 2, 3)
    transport = open_transport(address, patience=patience)
    assert isinstance(transport, TcpTransport)
    assert (transport.host, transport.port, transport.patience) == (host, port, patience)
    again = open_transport(transport.address)
    assert isinstance(again, TcpTransport) and (again.host, again.port) == (host, port)


def test_folders_are_absolute_paths() -> None:
    transport = open_transport("folder:/srv/labels out")
    assert isinstance(transport, FolderTransport)
    assert transport.folder == Path("/srv/labels out")
    assert isinstance(open_transport(r"folder:C:\labels"), FolderTransport)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", AddressFault.SCHEME),
        ("192.168.1.40:9100", AddressFault.SCHEME),
        ("http://printer", AddressFault.SCHEME),
        ("tcp:/printer", AddressFault.SCHEME),
        ("tcp://", AddressFault.HOST),
        ("tcp://:9100", AddressFault.HOST),
        ("tcp://bad host", AddressFault.HOST),
        ("tcp://-x", AddressFault.HOST),
        ("tcp://user@printer", AddressFault.SURPLUS),
        ("tcp://printer/queue", AddressFault.SURPLUS),
        ("tcp://printer:9100/queue", AddressFault.SURPLUS),
        ("tcp://printer:", AddressFault.PORT),
        ("tcp://printer:0", AddressFault.PORT),
        ("tcp://printer:65536", AddressFault.PORT),
        ("tcp://printer:9100000000", AddressFault.PORT),
        ("tcp://printer:\u0661", AddressFault.PORT),
        ("tcp://printer:9100:1", AddressFault.PORT),
        ("tcp://[::1]9100", AddressFault.PORT),
        ("folder:", AddressFault.FOLDER),
        ("folder:labels", AddressFault.FOLDER),
        ("folder:../labels", AddressFault.FOLDER),
        ("folder:/srv/../etc", AddressFault.FOLDER),
        ("folder:/a\0b", AddressFault.FOLDER),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(address: str, why: AddressFault) -> None:
    with pytest.raises(BadAddress) as refused:
        open_transport(address)
    assert refused.value.code == "printer.bad-address"
    assert refused.value.fields == {"text": address, "why": why}


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for address in (text, "tcp://" + text, "folder:" + text):
        try:
            transport = open_transport(address)
        except BadAddress:
            continue
        assert isinstance(transport, TcpTransport | FolderTransport)
