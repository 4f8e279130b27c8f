"""What the bench shows, as frozen records: the presenter makes them, the page draws them."""

from dataclasses import dataclass
from enum import Enum

from core.money import Money
from core.units import Dimensions, LengthUnit, Weight, WeightUnit
from ui.icon_names import Ico
from ui.pictures import LabelPicture
from ui.questions import AskView
from ui.views import ChipView, ErrorView, Tone


class Act(Enum):
    """What a button of a notice or an empty state asks for."""

    REPRINT = "reprint"
    GO_SHIPMENT = "go-shipment"
    GO_ORDER = "go-order"
    GO_HELD = "go-held"
    USE_AS_IS = "use-as-is"
    RELEASE = "release"
    BUY_POSTAGE = "buy-postage"
    SET_UP = "set-up"
    ASK_AGAIN = "ask-again"
    PRINT_UNPRINTED = "print-unprinted"
    RETRY_PRINTER = "retry-printer"
    MOVE_JOBS = "move-jobs"
    IMPORT = "import"
    PRACTICE_DAY = "practice-day"
    PRACTICE_ORDERS = "practice-orders"
    WITHOUT_SIZE = "without-size"
    RECORD = "record"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class ActionView:
    """A button.

    Attributes:
        act: What it asks for.
        text: Its words.
        icon: Before the words.
        subject: The id that it is about.
        other: A second id, where there is one.
        keys: Shown on it; the page binds them.
        amount: For `Act.BUY_POSTAGE`.
    """

    act: Act
    text: str
    icon: Ico | None = None
    subject: str = ""
    other: str = ""
    keys: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A remark above the order, with what can be done about it; `big` is read at two metres, `tip` when pointed at."""

    key: str
    tone: Tone
    icon: Ico
    text: str
    actions: tuple[ActionView, ...] = ()
    big: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class EmptyView:
    """A bench with nothing on it: what that means, and what to do next; the first action is the main one."""

    title: str
    text: str
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in the list to pick from; `state` is empty for an open one."""

    id: str
    number: str
    recipient: str
    place: str
    weight: str
    service: str
    state: str


@dataclass(frozen=True, slots=True)
class ListView:
    """The list to pick from.

    Attributes:
        title: Above it.
        note: How many there are beyond it, or nothing.
        lines: The orders.
        loading: Nothing is known yet.
        searched: The text that narrows it.
        held: The way to the held orders, where there are some.
    """

    title: str
    note: str = ""
    lines: tuple[OrderLine, ...] = ()
    loading: bool = False
    searched: str = ""
    held: ActionView | None = None


@dataclass(frozen=True, slots=True)
class OrderView:
    """The order in hand.

    Attributes:
        number: Its number, with its source.
        chip: Where it stands.
        name: Who gets it, large.
        place: City line, large.
        lines: The rest of the address.
        items: What is in it.
        notes: Notes of buyer and shop.
        facts: Names and values: asked service, order day, total.
        can_hold: It is open, and can be held from shipping.
    """

    id: str
    number: str
    chip: ChipView
    name: str
    place: str
    lines: tuple[str, ...]
    items: tuple[str, ...]
    notes: str
    facts: tuple[tuple[str, str], ...]
    can_hold: bool = False


@dataclass(frozen=True, slots=True)
class RateRow:
    """One price.

    Attributes:
        key: ``carrier/service``.
        name: Carrier and service.
        source: Where the price is from; never "live" for a card.
        remark: What a missing size may cost, or what it may hold.
        aside: Below the price: that it is there for comparison only.
        price: In words.
        tone: Of the remark.
        chosen: Whether the button buys it.
    """

    key: str
    name: str
    source: str
    remark: str
    aside: str
    price: str
    tone: Tone | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """What the inputs are filled with when an order comes into hand; `id` tells one filling from the next.

    Attributes:
        half_size: Sides that were typed and are no size, in place of `dims`.
    """

    id: int
    weight: Weight | None
    dims: Dimensions | None
    half_size: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkView:
    """Weighing, choosing, buying.

    Attributes:
        form: Filling of the inputs.
        weight_source: Where the weight is from.
        rates: Cheapest first.
        rates_words: Instead of rates: loading, or why there are none.
        button: Words of the primary button.
        forbidden: Why it cannot be pressed, or None.
        progress: Shown instead of the button while a label is being bought.
        actions: What mends the reason.
        size_tone: WARN where the chosen carrier charges by a size that nobody measured.
        size_note: What that may cost.
        error: What the last attempt came to.
    """

    form: FormView
    weight_source: ChipView
    rates: tuple[RateRow, ...]
    rates_words: str
    button: str
    forbidden: str | None
    progress: str
    actions: tuple[ActionView, ...] = ()
    size_tone: Tone | None = None
    size_note: str = ""
    error: ErrorView | None = None


@dataclass(frozen=True, slots=True)
class LabelPanel:
    """A label that was bought.

    Attributes:
        label: Label id.
        title: What it is: the last one, or that of the order in hand.
        chips: Its money and its paper.
        facts: Names and values.
        picture: As it comes out, or None while it is drawn.
        picture_words: Instead of the picture.
        of_order: Whether it is the label of the order in hand.
    """

    label: str
    title: str
    chips: tuple[ChipView, ...]
    facts: tuple[tuple[str, str], ...]
    picture: LabelPicture | None
    picture_words: str
    of_order: bool = False


@dataclass(frozen=True, slots=True)
class RecentLabel:
    """One of the last labels, small."""

    label: str
    head: str
    below: str
    chip: ChipView


@dataclass(frozen=True, slots=True)
class Units:
    """How weights and sizes are typed at this station, and its boxes."""

    weight: WeightUnit
    length: LengthUnit
    boxes: tuple[Dimensions, ...]


@dataclass(frozen=True, slots=True)
class BenchView:
    """The whole bench."""

    list: ListView
    notices: tuple[NoticeView, ...] = ()
    empty: EmptyView | None = None
    order: OrderView | None = None
    work: WorkView | None = None
    panel: LabelPanel | None = None
    recent: tuple[RecentLabel, ...] = ()
    ask: AskView | None = None
    reprint: str | None = None
    void: str | None = None
    error: ErrorView | None = None
    units: Units | None = None
