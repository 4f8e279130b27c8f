"""Settings > Language and display on the window."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from core.i18n import LANGUAGE_NAMES, LANGUAGES
from core.units import Dimensions, Weight
from ui.pages.redrawing import while_alive
from ui.pages.settings.display.presenter import LENGTH_UNITS, TEXT_SIZES, WEIGHT_UNITS, DisplayPresenter
from ui.pages.settings.display.station_card import StationCard
from ui.theme import TextStyle
from ui.views import ThemeName, Tone
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Segmented
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.sections import Section
from ui.widgets.text import Label, rule

_EXAMPLE_MG = 1_247_000
_EXAMPLE_UM = Dimensions(305_000, 229_000, 152_000)


class DisplaySection(Section):
    """Each choice takes effect at once; nothing is to be saved."""

    def __init__(self, kit: Kit, presenter: DisplayPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Language and display"), tr("Each choice takes effect at once."))
        self._presenter = presenter
        look = presenter.appearance()
        self._grid: QGridLayout
        screen = self._card(tr("Screen"))
        self._line(
            tr("Display language"),
            tr("Every page, every message, and the dates."),
            [Choice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
            look.lang,
            presenter.set_language,
        )
        themes = (
            (ThemeName.LIGHT, tr("Light")),
            (ThemeName.DARK, tr("Dark")),
            (ThemeName.SYSTEM, tr("Same as the computer")),
        )
        self._line(
            tr("Colours"),
            tr("Label previews stay white paper."),
            [Choice(name.value, words) for name, words in themes],
            look.theme.value,
            presenter.set_theme,
        )
        self._line(
            tr("Text size"),
            tr("Spacing grows with it."),
            [Choice(str(size), tr("{percent}%", percent=size)) for size in TEXT_SIZES],
            str(presenter.nearest_text_size()),
            lambda key: presenter.set_text_size(int(key)),
        )
        self.add(screen)
        units = self._card(tr("Units"))
        self._weight = self._line(
            tr("Weight"),
            tr("Used when no unit is typed."),
            [Choice(unit, unit) for unit in WEIGHT_UNITS],
            presenter.units.weight,
            presenter.set_weight_unit,
        )
        self._length = self._line(
            tr("Length"),
            tr("For the three sides of a parcel."),
            [Choice(unit, tr("in", context="inches") if unit == "in" else unit) for unit in LENGTH_UNITS],
            presenter.units.length,
            presenter.set_length_unit,
        )
        self._example = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        units.add(self._example)
        self.add(units)
        self.station = StationCard(kit, presenter.station)
        self.add(self.station)
        self.add_rest()
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _card(self, title: str) -> Card:
        card = Card(self.kit, title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(self.kit.px(24))
        self._grid.setVerticalSpacing(self.kit.px(12))
        self._grid.setColumnStretch(0, 1)
        card.add(self._grid)
        return card

    def _line(
        self, name: str, note: str, choices: Sequence[Choice], key: str, chosen: Callable[[str], None]
    ) -> Segmented:
        """A name with its note at the left, the choices at the right."""
        kit, grid = self.kit, self._grid
        if grid.count():
            grid.addWidget(rule(), grid.rowCount(), 0, 1, 2)
        words = column(kit, gap=0)
        words.addWidget(Label(kit, name, TextStyle.STRONG))
        words.addWidget(Label(kit, note, TextStyle.SMALL, Tone.NEUTRAL, wrap=True))
        field = Segmented(kit, name, choices, key)
        field.chosen.connect(chosen)
        number = grid.rowCount()
        grid.addWidget(holder(words), number, 0)
        grid.addWidget(_right(kit, field), number, 1)
        return field

    def entered(self) -> None:
        """Read the units."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what is kept."""
        tr, units = self.kit.tr, self._presenter.units
        self._weight.choose(units.weight)
        self._length.choose(units.length)
        weight, size = tr.weight(Weight(_EXAMPLE_MG), units.weight), tr.dimensions(_EXAMPLE_UM, units.length)
        self._example.setText(tr("Example: {weight}, {size}.", weight=weight, size=size))


def _right(kit: Kit, field: QWidget) -> QWidget:
    return holder(row(kit, 1, field))
