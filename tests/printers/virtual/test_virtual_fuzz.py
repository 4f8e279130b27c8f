"""No bytes whatsoever bring a virtual printer down, and the pieces that they arrive in do not matter."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printers.virtual.epl import EplReader, read_epl
from printers.virtual.page import LabelRead, Reading
from printers.virtual.zpl import ZplReader, read_zpl

_ZPL_COMMANDS = r"""
^XA ^XZ ^FS ^FR ^FO10,10 ^FT50,90 ^FO-1, ^FD ^FDHello ^FD>;>8420 ^FH ^FH_ ^FD_C3_A9_ ^A0N,30,20 ^A0 ^AZ ^ADN
^CF0,40 ^CI28 ^CI99 ^BY3 ^BY0,9,9 ^BCN,50,Y,N,N,A ^BCR,50 ^BC ^BXN,4,200 ^BX ^B7N,4,2 ^BD2 ^BD4 ^BQN,2,3 ^BON
^GB100,50,3 ^GB ^GC30,2 ^GD40,40,2 ^GFA,4,4,2,FFFFFFFF ^GFA,9,9,3,:Z64:x:0000 ^GFB,4,4,2,abcd ^GFB ^PW400
^PW ^LL300 ^LL99999 ^LH5,5 ^PQ5 ^POI ^LRY ^FB200,2,0,C ^FB ^FWR ^CC# ^CD; ^CT+ #XA ~HS ~HQES ~JR ~JA
~DGA,2,1,FFFF ^XGA ^IDA ^FX ^JUS ^MMT ~SD15 ^xz ^ ~ ^^ ~~ > _ \& \ , : ; ! ABC 123456 QA,x 003840123456789abc
"""
_EPL_COMMANDS = r"""
N q400 Q300,24 Q0 R5,5 R ZT ZB D8 D99 S3 O OD I8,A,001 I A10,10,0,3,1,1,N,"x" A10,10,3,5,2,2,R,"é" A
LO1,1,5,5 LW1,1,5,5 LE1,1,9,9 LS1,1,2,50,60 X1,1,2,50,60 B9,9,0,1,2,4,50,B,"AB12" B9,9,1,1E,2,4,50,N,"12" B
b9,9,P,200,99,f0,"x" b9,9,M,"001,840,12345,m" b9,9,D,h3,"x" b9,9,Q,"x" b GW9,9,1,2,ab GW9,9,9,9 GW P1 P P9,9
P99999 UQ ^ee ^default xa US GM"A"5 " \ \" , ; #
"""
_BYTES = ["\r\n", "\n", "\r", "\x00", "\x06", "\xff", " "]
_ZPL_PARTS = st.sampled_from(_ZPL_COMMANDS.split() + _BYTES)
_EPL_PARTS = st.sampled_from([part + "\n" for part in _EPL_COMMANDS.split()] + _EPL_COMMANDS.split() + _BYTES)
_QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_QUICK
@given(st.binary(max_size=300))
def test_random_bytes_give_a_reading(data: bytes) -> None:
    for reading in (read_zpl(data), read_epl(data), read_zpl(b"^XA" + data + b"^FS^XZ"), read_epl(data + b"\nP1\n")):
        assert isinstance(reading, Reading)


@_QUICK
@given(st.lists(_ZPL_PARTS, max_size=40))
def test_any_heap_of_zpl_commands_gives_a_reading_whatever_the_pieces(parts: list[str]) -> None:
    data = f"^XA^FO10,10{''.join(parts)}^FS^XZ".encode("latin-1")
    whole = read_zpl(data)
    reader = ZplReader()
    events = [event for place in range(len(data)) for event in reader.feed(data[place : place + 1])] + reader.finish()
    assert tuple(event.page for event in events if isinstance(event, LabelRead)) == whole.pages
    assert tuple(reader.commands) == whole.commands


@_QUICK
@given(st.lists(_EPL_PARTS, max_size=40))
def test_any_heap_of_epl_commands_gives_a_reading_whatever_the_pieces(parts: list[str]) -> None:
    data = f"N\n{''.join(parts)}\nP1\n".encode("latin-1")
    whole = read_epl(data)
    reader = EplReader()
    events = [event for place in range(len(data)) for event in reader.feed(data[place : place + 1])] + reader.finish()
    assert tuple(event.page for event in events if isinstance(event, LabelRead)) == whole.pages
    assert tuple(reader.commands) == whole.commands
    assert reader.complain.lines() == whole.faults


def test_faults_do_not_fill_the_memory() -> None:
    assert len(read_zpl(b"^ZZ" * 5000).faults) == 1000
