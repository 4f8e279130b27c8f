"""Colours that can be read, one typeface, text that grows."""

import re

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QTextLayout
from PySide6.QtWidgets import QApplication, QLineEdit

from core.resources import resource
from ui import theme
from ui.palette import DARK, LIGHT, Palette, contrast
from ui.stylesheet import style_sheet
from ui.theme import TextStyle
from ui.views import ThemeName, Tone

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
SPECIFIED = {
    "page": ("#F7F8FA", "#14181D"),
    "card": ("#FFFFFF", "#1D232A"),
    "text": ("#16202C", "#EDF1F5"),
    "muted": ("#52606D", "#AAB4BF"),
    "border": ("#7B8794", "#6B7885"),
    "accent": ("#0B5CAD", "#7DB7F2"),
    "ok": ("#12703A", "#6FCF97"),
    "warn": ("#8A5300", "#F2B84B"),
    "error": ("#B3261E", "#FF8A80"),
    "selection": ("#D6E6F7", "#24405C"),
}


@pytest.mark.parametrize("name", SPECIFIED)
def test_the_specified_colours_are_used_exactly(name: str) -> None:
    assert (getattr(LIGHT, name), getattr(DARK, name)) == SPECIFIED[name]


@BOTH
def test_all_words_have_a_contrast_of_at_least_four_and_a_half(palette: Palette) -> None:
    grounds = (palette.page, palette.card, palette.sunken, palette.hover, palette.selection)
    for ground in grounds:
        assert contrast(palette.text, ground) >= 4.5
        assert contrast(palette.muted, ground) >= 4.5
    for tone in Tone:
        for ground in (palette.page, palette.card, palette.selection, palette.tint(tone)):
            assert contrast(palette.ink(tone), ground) >= 4.5, (tone, ground)
    fills = (palette.accent, palette.accent_hover, palette.accent_pressed, palette.error, palette.error_hover)
    for fill in fills:
        assert contrast(palette.on_accent, fill) >= 4.5
    assert contrast(palette.rail_text, palette.rail) >= 4.5
    assert contrast(palette.rail_on, palette.rail_active) >= 4.5


@BOTH
def test_edges_of_controls_and_focus_rings_have_a_contrast_of_at_least_three(palette: Palette) -> None:
    for ground in (palette.page, palette.card, palette.sunken):
        assert contrast(palette.border, ground) >= 3
        assert contrast(palette.accent, ground) >= 3
        assert contrast(palette.error, ground) >= 3
    assert contrast(palette.accent, palette.accent_tint) >= 3
    assert contrast(palette.rail_mark, palette.rail) >= 3
    assert contrast(palette.rail_mark, palette.rail_active) >= 3
    assert contrast(palette.on_accent, palette.accent) >= 3


def test_contrast_is_the_published_formula() -> None:
    """Black on white is 21 by definition; the grey #767676 on white is the well-known 4.54 (WCAG 2.2)."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


def test_nothing_in_the_design_is_smaller_than_twelve_pixels() -> None:
    assert min(style.size_px for style in TextStyle) == 12
    for percent in (100, 150, 200):
        sizes = re.findall(r"font-size: (\d+)px", style_sheet(LIGHT, percent))
        assert sizes
        assert min(int(size) for size in sizes) >= 12 * percent // 100


@BOTH
def test_the_style_sheet_has_no_open_places_and_only_pictures_that_exist(palette: Palette) -> None:
    sheet = style_sheet(palette, 100)
    assert "@" not in sheet
    pictures = re.findall(r"url\(([^)]*)\)", sheet)
    assert pictures
    assert all(resource(picture).exists() for picture in pictures)


@BOTH
def test_the_pictures_of_the_style_sheet_wear_the_colours_of_the_palette(palette: Palette) -> None:
    name = "dark" if palette is DARK else "light"
    folder = resource("icons", "controls")
    assert palette.muted in (folder / f"chevron-{name}.svg").read_text()
    assert palette.on_accent in (folder / f"check-{name}.svg").read_text()


def test_the_bundled_typeface_is_loaded_and_its_figures_stand_in_columns(qapp: QApplication) -> None:
    theme.apply(qapp, theme.look(ThemeName.LIGHT))
    assert theme.FAMILY in QFontDatabase.families()
    assert qapp.font().families()[0] == theme.FAMILY
    for style in TextStyle:
        metrics = QFontMetricsF(theme.look(ThemeName.LIGHT).font(style))
        assert metrics.horizontalAdvance("1111.11") == metrics.horizontalAdvance("8888.88")


def test_figures_stand_in_columns_in_styled_inputs_too(qapp: QApplication) -> None:
    theme.apply(qapp, theme.look(ThemeName.LIGHT))
    field = QLineEdit()
    field.ensurePolished()
    metrics = QFontMetricsF(field.font())
    assert metrics.horizontalAdvance("11111") == metrics.horizontalAdvance("88888")


def test_the_text_scale_is_kept_between_100_and_200_percent(qapp: QApplication) -> None:
    assert theme.look(ThemeName.DARK, 20).percent == 100
    assert theme.look(ThemeName.DARK, 900).percent == 200
    assert theme.look(ThemeName.LIGHT, 150).font(TextStyle.BODY).pixelSize() == 21


def test_the_system_theme_is_light_where_the_desktop_does_not_say(qapp: QApplication) -> None:
    assert theme.look(ThemeName.SYSTEM).palette is LIGHT
    assert theme.look(ThemeName.DARK).dark


@pytest.mark.usefixtures("qtbot")
def test_names_in_other_scripts_are_written_and_no_boxes() -> None:
    """What the papers can print, the window can show."""
    assert set(theme.load_world_fonts()) <= set(theme.FALLBACKS)
    font = theme.look(ThemeName.LIGHT).font(TextStyle.BODY)
    for text in ("王秀英", "สมชาย", "김민준", "さくら"):
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        for run in layout.glyphRuns():
            assert all(run.glyphIndexes()), text
            assert all(run.rawFont().boundingRect(glyph).width() > 0 for glyph in run.glyphIndexes()), text
