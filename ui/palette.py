"""The two palettes, as plain numbers without Qt, and the contrast that they must keep.

Source of the named colours: the visual specification of the station (page, card, text, muted, border, accent, ok,
warn, error, selection); the rest is derived for this window and held to the same rule by tests: text at least 4.5:1
on what lies under it, edges of controls and focus rings at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass

from ui.views import ThemeName, Tone


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB``.

    Attributes:
        page: Behind everything.
        card: Cards, inputs, tables.
        sunken: Table heads, code, wells inside a card.
        text: Words and numbers.
        muted: Lesser words.
        border: Edges of controls.
        hairline: Edges of cards and lines between rows; decoration, carries no meaning.
        accent: Links, primary buttons, focus.
        accent_hover: The primary button under the pointer.
        accent_pressed: The primary button held down.
        on_accent: Words on accent and on error fills.
        ok: Good.
        warn: Look.
        error: Stop.
        error_hover: The danger button under the pointer.
        practice: The practice mode's own colour.
        selection: Chosen rows and text.
        hover: A row or ghost button under the pointer.
        neutral_tint: Behind neutral chips, likewise the other tints.
        accent_tint: Behind accent chips.
        ok_tint: Behind ok chips.
        warn_tint: Behind warn chips.
        error_tint: Behind error chips.
        practice_tint: Behind the practice badge.
        disabled: Words of what cannot be used now; exempt from contrast, still readable.
        rail: The rail on the left.
        rail_text: Its words.
        rail_active: Behind the page that is shown.
        rail_on: Words of the page that is shown.
        rail_mark: The bar beside it, and the focus ring on the rail.
        paper: Label paper, white in every theme.
    """

    page: str
    card: str
    sunken: str
    text: str
    muted: str
    border: str
    hairline: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    ok: str
    warn: str
    error: str
    error_hover: str
    practice: str
    selection: str
    hover: str
    neutral_tint: str
    accent_tint: str
    ok_tint: str
    warn_tint: str
    error_tint: str
    practice_tint: str
    disabled: str
    rail: str
    rail_text: str
    rail_active: str
    rail_on: str
    rail_mark: str
    paper: str = "#FFFFFF"

    def ink(self, tone: Tone) -> str:
        """The colour of words and icons of `tone`."""
        return {
            Tone.NEUTRAL: self.muted,
            Tone.ACCENT: self.accent,
            Tone.OK: self.ok,
            Tone.WARN: self.warn,
            Tone.ERROR: self.error,
            Tone.PRACTICE: self.practice,
        }[tone]

    def tint(self, tone: Tone) -> str:
        """What lies behind words of `tone`."""
        return {
            Tone.NEUTRAL: self.neutral_tint,
            Tone.ACCENT: self.accent_tint,
            Tone.OK: self.ok_tint,
            Tone.WARN: self.warn_tint,
            Tone.ERROR: self.error_tint,
            Tone.PRACTICE: self.practice_tint,
        }[tone]


LIGHT = Palette(
    page="#F7F8FA",
    card="#FFFFFF",
    sunken="#F1F3F6",
    text="#16202C",
    muted="#52606D",
    border="#7B8794",
    hairline="#DFE4EA",
    accent="#0B5CAD",
    accent_hover="#0A4F96",
    accent_pressed="#083F79",
    on_accent="#FFFFFF",
    ok="#12703A",
    warn="#8A5300",
    error="#B3261E",
    error_hover="#971F18",
    practice="#6B3FA0",
    selection="#D6E6F7",
    hover="#EDF1F6",
    neutral_tint="#EDF0F3",
    accent_tint="#E4EFFA",
    ok_tint="#E3F4E9",
    warn_tint="#FCF0DC",
    error_tint="#FCE9E7",
    practice_tint="#F0E9F9",
    disabled="#8C97A3",
    rail="#16202C",
    rail_text="#B4C0CC",
    rail_active="#2A394A",
    rail_on="#FFFFFF",
    rail_mark="#6FB1F5",
)
DARK = Palette(
    page="#14181D",
    card="#1D232A",
    sunken="#181D23",
    text="#EDF1F5",
    muted="#AAB4BF",
    border="#6B7885",
    hairline="#2E3741",
    accent="#7DB7F2",
    accent_hover="#9AC8F6",
    accent_pressed="#64A4E4",
    on_accent="#0E1822",
    ok="#6FCF97",
    warn="#F2B84B",
    error="#FF8A80",
    error_hover="#FFA79F",
    practice="#C9A9F2",
    selection="#24405C",
    hover="#262E37",
    neutral_tint="#2A323B",
    accent_tint="#1F3348",
    ok_tint="#1C3528",
    warn_tint="#3A2F19",
    error_tint="#402423",
    practice_tint="#33284A",
    disabled="#6F7A86",
    rail="#0E1216",
    rail_text="#A4AFBA",
    rail_active="#232C36",
    rail_on="#FFFFFF",
    rail_mark="#7DB7F2",
)
PALETTES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK}


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2 definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2 definition)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
