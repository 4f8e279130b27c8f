"""What the virtual printers say when asked; the exact shapes of the back-channel.

Source: docs.zebra.com ~HS, ~HI, ~HQ; Zebra EPL Programming Guide 14245L-003, ^ee and UQ.
"""

from printers.virtual.states import ERROR_STATES, Condition, Language, Profile, State

_STX, _ETX = "\x02", "\x03"
_DOTS_PER_MM = {152: 6, 203: 8, 300: 12, 600: 24}
# ~HQES, second group of the error word.
_ERROR_BITS = {
    State.PAPER_OUT: 0x1,
    State.RIBBON_OUT: 0x2,
    State.HEAD_OPEN: 0x4,
    State.HOT: 0x10,
    State.PAUSED: 0x10000,
}
_EPL_CODES = {
    State.PAPER_OUT: "07",
    State.RIBBON_OUT: "07",
    State.HEAD_OPEN: "11",
    State.PAUSED: "12",
    State.HOT: "13",
}


def answer(profile: Profile, query: str, now: Condition) -> bytes:
    """The bytes that go back; empty where this printer says nothing."""
    if not profile.answers or now.state is State.OFF:
        return b""
    if profile.language is Language.EPL:
        return {"^ee": _epl_errors, "UQ": _epl_settings}.get(query, _nothing)(profile, now)
    if query == "~HS" and now.state in ERROR_STATES and not profile.answers_in_error:
        return b""
    return {"~HS": _host_status, "~HI": _identification, "~HQES": _errors}.get(query, _nothing)(profile, now)


def _nothing(_: Profile, __: Condition) -> bytes:
    return b""


def _flag(is_set: bool) -> str:
    return "1" if is_set else "0"


def _host_status(_: Profile, now: Condition) -> bytes:
    paper, paused = _flag(now.state is State.PAPER_OUT), _flag(now.state is State.PAUSED)
    head, ribbon = _flag(now.state is State.HEAD_OPEN), _flag(now.state is State.RIBBON_OUT)
    full, partial, hot = _flag(now.is_buffer_full), _flag(now.is_partial), _flag(now.state is State.HOT)
    formats = min(now.formats_waiting, 999)
    strings = (
        f"030,{paper},{paused},{now.label_length:04d},{formats:03d},{full},0,{partial},000,0,0,{hot}",
        f"000,0,{head},{ribbon},0,2,0,0,{now.labels_remaining:08d},1,000",
        "1234,0",
    )
    return "".join(f"{_STX}{text}{_ETX}\r\n" for text in strings).encode("ascii")


def _identification(profile: Profile, now: Condition) -> bytes:
    model = profile.model.format(dpi=now.dpi)
    return f"{_STX}{model},{profile.firmware},{_DOTS_PER_MM.get(now.dpi, 8)},8176KB{_ETX}\r\n".encode("ascii")


def _errors(_: Profile, now: Condition) -> bytes:
    bits = _ERROR_BITS.get(now.state, 0)
    lines = (
        "PRINTER STATUS",
        f" ERRORS:         {_flag(bits != 0)} 00000000 {bits:08X}",
        " WARNINGS:       0 00000000 00000000",
    )
    return (_STX + "".join(f"\r\n{text}" for text in lines) + f"\r\n{_ETX}\r\n").encode("ascii")


def _epl_errors(_: Profile, now: Condition) -> bytes:
    codes = [_EPL_CODES[now.state]] if now.state in _EPL_CODES else []
    codes += [code for code in now.fault_codes if code not in codes]
    return (",".join(codes or ["00"]) + "\r\n").encode("ascii")


def _epl_settings(profile: Profile, now: Condition) -> bytes:
    lines = (
        f"{profile.model}     {profile.firmware}",
        "S/N: 42A0123456",
        "Serial port:96,N,8,1",
        "Page Ram: 245",
        "I8,A,001 rY JF WN",
        "S3 D08 R000,000 ZT UN",
        f"q832 Q{now.label_length},024",
        "Option:D",
        "11 18 24",
        "Cover: T=136, C=147",
    )
    return "".join(f"{text}\r\n" for text in lines).encode("ascii")
