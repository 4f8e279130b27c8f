"""Invented pages that use every widget, for the gallery and for tests of the frame."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QCheckBox

from core.address import Address
from core.errors import Problem
from core.i18n import Words
from core.money import Money
from ui.icon_names import Ico
from ui.views import (
    ChipView,
    ErrorView,
    KeyLine,
    MoneyMoved,
    Tone,
)
from ui.widgets.address_form import AddressForm
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice, Stat
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceCards, Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.fields import FormRow, LineEdit, ScanBox, SearchBox
from ui.widgets.kit import Kit
from ui.widgets.label_preview import LabelPreview
from ui.widgets.layouts import Columns, FlowLayout, column, holder, row
from ui.widgets.page import Page
from ui.widgets.reading import Judgement, MoneyEdit, WeightEdit
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label
from ui.widgets.wizard import Wizard, WizardStep


@dataclass(frozen=True, slots=True)
class OrderRow:
    number: str
    source: str
    name: str
    city: str
    state: ChipView
    price: Money


def either(english: str, french: str) -> Words:
    """The pages here are invented, so their words are not in the catalogue."""
    return lambda tr: french if tr.lang == "fr" else english


def order_rows(kit: Kit) -> list[OrderRow]:
    states = (
        ChipView(Tone.NEUTRAL, Ico.INBOX, "Ready"),
        ChipView(Tone.OK, Ico.PACKAGE_CHECK, "Printed"),
        ChipView(Tone.WARN, Ico.TRIANGLE_ALERT, "Held"),
        ChipView(Tone.ERROR, Ico.CIRCLE_X, "Refused"),
        ChipView(Tone.ACCENT, Ico.HOURGLASS, "Refund pending"),
        ChipView(Tone.NEUTRAL, Ico.BAN, "Voided", struck=True),
    )
    names = ("Zoë Tremblay-Côté", "Ann O'Neill", "Jürgen Groß", "Marie-Ève Lachance", "B. Kowalczyk", "Li Wei")
    cities = ("Montréal QC", "Portland OR", "Halifax NS", "Québec QC", "Chicago IL", "Vancouver BC")
    return [
        OrderRow(f"#10{i:02}", "Shopify", names[i % 6], cities[i % 6], states[i % 6], Money(745 + 137 * i, "USD"))
        for i in range(24)
    ]


class Bench(Page):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        box = ScanBox(
            kit,
            either(
                "Scan an order, a tracking number or a command",
                "Lisez une commande, un numéro de suivi ou une consigne",
            )(kit.tr),
        )
        self.own_focus(box)
        left, right = column(kit, gap=16), column(kit, gap=16)
        left.addWidget(box)
        card = Card(kit, gap=8)
        from ui.theme import TextStyle

        card.add(
            row(
                kit,
                Label(kit, "#1001 · Shopify", TextStyle.STRONG, Tone.NEUTRAL),
                1,
                Chip(kit, order_rows(kit)[0].state),
            )
        )
        card.add(Label(kit, "Zoë Tremblay-Côté", TextStyle.BENCH_NAME))
        card.add(Label(kit, "Montréal QC  H2X 1Y4 · Canada", TextStyle.AMOUNT, Tone.NEUTRAL))
        card.add(
            Notice(
                kit,
                Tone.WARN,
                Ico.TRIANGLE_ALERT,
                "Already shipped 3 min ago. Reprint with F9, or pack a new box with F6.",
            )
        )
        card.add(
            Facts(
                kit,
                [
                    ("Items", "2 × Wool socks, blue\n1 × Mug"),
                    ("Ordered", kit.tr.day("2026-11-21")),
                    ("Box", "12 × 9 × 4 in"),
                ],
            )
        )
        left.addWidget(card)
        rows = order_rows(kit)[:5]
        last = Card(kit, "Last labels", padding=16, gap=8)
        columns = [
            Column[OrderRow]("number", "Order", lambda r: r.number, 110, strong=True),
            Column[OrderRow]("name", "Recipient", lambda r: r.name),
            Column[OrderRow]("state", "State", lambda r: r.state.text, 160, chip=lambda r: r.state),
        ]
        last.add(DataTable(kit, TableModel(columns, rows), "Last labels", row_px=40), 1)
        left.addWidget(last, 1)
        weight = Card(kit, gap=8)
        weight.add(
            row(
                kit,
                Label(kit, "Weight", TextStyle.HEADING),
                1,
                Chip(kit, ChipView(Tone.OK, Ico.SCALE, "Stable, from the scale")),
            )
        )
        edit = WeightEdit(kit, "lb", big=True)
        edit.input.setText("3.25")
        weight.add(edit)
        weight.add(Segmented(kit, "Box", [Choice(str(i), f"{i}") for i in range(1, 8)], "2"))
        right.addWidget(weight)
        service = Card(kit, gap=8)
        service.add(
            row(
                kit,
                Label(kit, "USPS Ground Advantage", TextStyle.HEADING),
                1,
                Label(kit, kit.tr.money(Money(745, "USD")), TextStyle.HEADING),
            )
        )
        service.add(
            Label(
                kit,
                "Cheapest that arrives by Thursday. From your rate card of Nov 2, 2026.",
                tone=Tone.NEUTRAL,
                wrap=True,
            )
        )
        right.addWidget(service)
        right.addStretch(1)
        buy = Button(
            kit,
            either("Buy and print", "Acheter et imprimer")(kit.tr),
            Kind.PRIMARY,
            icon=Ico.PRINTER,
            keys="Enter",
            size=Size.BIG,
        )
        right.addWidget(buy)
        grid = row(
            kit,
            Button(kit, either("Reprint last", "Réimprimer la dernière")(kit.tr), keys="F9"),
            Button(kit, either("Void last", "Annuler la dernière")(kit.tr), keys="F8"),
            gap=8,
        )
        right.addLayout(grid)
        right.addLayout(
            row(
                kit,
                Button(kit, either("Next box", "Boîte suivante")(kit.tr), keys="F6"),
                Button(kit, either("Hold", "Mettre en attente")(kit.tr), keys="F7"),
                gap=8,
            )
        )
        both = Columns(kit.px(16), (6, 4))
        both.addWidget(holder(left))
        both.addWidget(holder(right))
        self.add(both, 1)

    def keys(self) -> tuple[KeyLine, ...]:
        return (
            KeyLine("Enter", "Buy and print"),
            KeyLine("F6", "Next box"),
            KeyLine("F7", "Hold"),
            KeyLine("F8", "Void the last label"),
            KeyLine("F9", "Reprint the last label"),
        )


class Orders(Page):
    def __init__(self, kit: Kit) -> None:
        super().__init__(
            kit,
            either("Orders", "Commandes")(kit.tr),
            either(
                "24 orders, 3 held. Import a file from your shop, or type one in.",
                "24 commandes, 3 en attente. Importez un fichier de votre boutique ou saisissez-en une.",
            )(kit.tr),
        )
        self.add_action(Button(kit, either("New order", "Nouvelle commande")(kit.tr), icon=Ico.PLUS))
        self.add_action(
            Button(kit, either("Import orders…", "Importer des commandes…")(kit.tr), Kind.PRIMARY, icon=Ico.FILE_UP)
        )
        tools = row(kit, gap=12)
        tools.addWidget(SearchBox(kit, "Number, name, city, tracking number"), 1)
        tools.addWidget(
            Segmented(kit, "State", [Choice("all", "All"), Choice("ready", "Ready"), Choice("held", "Held")], "all")
        )
        self.add(tools)
        columns = [
            Column[OrderRow](
                "number", "Order", lambda r: r.number, 140, strong=True, second=lambda r: r.source, sortable=True
            ),
            Column[OrderRow]("name", "Recipient", lambda r: r.name, second=lambda r: r.city, sortable=True),
            Column[OrderRow]("state", "State", lambda r: r.state.text, 180, chip=lambda r: r.state),
            Column[OrderRow]("service", "Service", lambda _r: "USPS Ground Advantage", 220),
            Column[OrderRow](
                "price",
                "Price (USD)",
                lambda r: kit.tr.money(r.price, with_currency=False),
                130,
                Align.RIGHT,
                strong=True,
            ),
        ]
        self.table = DataTable(kit, TableModel(columns, order_rows(kit)), "Orders", row_px=56)
        self.table.show_sort("number", down=False)
        self.table.go_to(2)
        self.table.setFocus()
        self.add(TableCard(kit, self.table), 1)


class Balance(Page):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Balance", "Every cent is a posting that can be opened.")
        self.add_action(
            Button(kit, either("Export transactions…", "Exporter les transactions…")(kit.tr), icon=Ico.DOWNLOAD)
        )
        stats = Columns(kit.px(16))
        for name, minor, note in (
            ("Booked", 123450, "Sum of the postings"),
            ("Reserved", 1240, "2 labels on their way"),
            ("Reported by the provider", 123450, "3 min ago"),
        ):
            card = Card(kit)
            card.add(Stat(kit, name, kit.tr.money(Money(minor, "USD")), note))
            stats.addWidget(card)
        self.add(stats)
        form = Card(kit, "Buy Postage", "Your card statement will say STAMPS.")

        def judge(money: Money) -> Judgement:
            if money.minor % 1000 or money.minor < 1000:
                return Judgement(
                    False, "Postage is bought in multiples of $10.", (Money(1000, "USD"), Money(2000, "USD"))
                )
            return Judgement(True, "Balance after: $1,284.50")

        edit = MoneyEdit(kit, "USD", judge)
        edit.input.setText("15")
        form.add(FormRow(kit, "Purchase Amount:", edit))
        form.add(
            row(
                kit,
                1,
                Button(kit, either("Cancel", "Annuler")(kit.tr)),
                Button(kit, either("Purchase", "Acheter")(kit.tr), Kind.PRIMARY),
            )
        )
        two = Columns(kit.px(16))
        two.addWidget(form)
        other = Card(kit, "States")
        flow = FlowLayout(kit.px(8))
        for tone in Tone:
            flow.addWidget(Chip(kit, ChipView(tone, Ico.CIRCLE_DOT, tone.value.title())))
        other.add(flow)
        other.add(Notice(kit, Tone.OK, Ico.CIRCLE_CHECK, "Bought $50.00. The balance is $1,284.50."))
        other.add(Notice(kit, Tone.ERROR, Ico.OCTAGON_ALERT, "Short by $3.20. Buy $10 to go on."))
        other.add(QCheckBox("Buy postage by itself below $20"))
        ticked = QCheckBox("Ask before each purchase")
        ticked.setChecked(True)
        other.add(ticked)
        off = Button(kit, "Not now")
        off.setEnabled(False)
        other.add(row(kit, Button(kit, "Danger", Kind.DANGER), Button(kit, "Ghost", Kind.GHOST), off, 1))
        two.addWidget(other)
        self.add(two)
        self.body.addStretch(1)


class Forms(Page):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Set up carriers")
        address = AddressForm(
            kit,
            Address(
                "Ann Packer", "Postbench Ltd", "12 Main St", city="Portland", region="OR", postal="9720", country="US"
            ),
        )
        address.show_problems(
            [Problem("postal", "x"), Problem("city", "y")],
            lambda p: f"This ZIP code is too short for Oregon ({p.field}).",
        )
        formats = ChoiceCards(
            kit,
            "Requested Label Format",
            [
                Choice("pdf", "Standard", "A PDF for a desk printer, on plain paper or 4×6 labels."),
                Choice("epl", "Thermal-EPL", "For older Zebra and Eltron label printers that speak EPL."),
                Choice("zpl", "Thermal-ZPL", "For Zebra label printers and most others of today."),
            ],
            "zpl",
        )
        steps = [
            WizardStep("Billing details", address, lambda: "the ZIP code"),
            WizardStep("Location", LineEdit(kit, name="Location"), lambda: None),
            WizardStep("Label format", formats, lambda: None),
            WizardStep("Finish", LineEdit(kit, name="Remark"), lambda: None),
        ]
        self.wizard = Wizard(kit, steps, either("Finish Setup", "Terminer la configuration")(kit.tr))
        self.add(self.wizard, 1)


class Settings(Page):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Shipments")
        two = Columns(kit.px(16), (2, 3, 3))
        preview = LabelPreview(kit)
        image = QImage(812, 1218, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.drawRect(30, 30, 752, 1158)
        for i in range(60):
            painter.fillRect(120 + i * 9, 700, 2 + (i * 7) % 5, 240, QColor("black"))
        painter.end()
        from PySide6.QtCore import QBuffer

        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"png")
        writer.write(image)
        preview.set_png(bytes(buffer.data().data()))
        two.addWidget(preview)
        empty = Card(kit, padding=0)
        empty.add(
            EmptyState(
                kit,
                Ico.PACKAGE_OPEN,
                "No shipments yet",
                "A label that you buy at the bench or from the orders list appears here, with its price and its way.",
                Button(
                    kit,
                    either("Go to the bench", "Aller au poste d'expédition")(kit.tr),
                    Kind.PRIMARY,
                    icon=Ico.SCAN_BARCODE,
                ),
            ),
            1,
        )
        two.addWidget(empty)
        stack = StateStack(kit, Label(kit, "content"))
        stack.show_error(
            ErrorView(
                "The carrier did not answer in time.",
                MoneyMoved.UNKNOWN,
                "Postbench asks again by itself; go on with the next order.",
                "gateway.timeout",
                "detail",
            ),
            retry=lambda: None,
        )
        two.addWidget(stack)
        self.add(two, 1)
