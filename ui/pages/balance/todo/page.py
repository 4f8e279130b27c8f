"""What is to do: each task with the day by which it should be done."""

from collections.abc import Callable

from core.tasks.rules import Task, TaskKind
from ui.icon_names import Ico
from ui.messages_tasks import task_text
from ui.pages.balance.forms import Form
from ui.pages.balance.panel import Panel
from ui.pages.balance.rows import Report
from ui.pages.balance.todo.presenter import TodoPresenter, place_of
from ui.pages.balance.todo.rows import due_chip
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.data_table import TableCard
from ui.widgets.heads import HeadLayout
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.states import EmptyState
from ui.widgets.text import Label, rule


class TodoPanel(Panel[tuple[Task, ...]]):
    """The list; `go` shows another list of the page."""

    def __init__(self, kit: Kit, presenter: TodoPresenter, go: Callable[[Report], None]) -> None:
        self._tasks, self._go = presenter, go
        super().__init__(kit, presenter)

    def fill(self, facts: tuple[Task, ...]) -> None:
        """One line for each."""
        kit, tr = self.kit, self.kit.tr
        if not facts:
            words = tr("What the program cannot do by itself is asked for here.")
            self.add(TableCard(kit, EmptyState(kit, Ico.LIST_CHECKS, tr("Nothing is waiting for a person."), words)), 1)
            return
        card = Card(kit, tr("To do"))
        for number, task in enumerate(facts):
            if number:
                card.add(rule())
            card.add(self._line(task))
        self.add(card)

    def _line(self, task: Task) -> HeadLayout:
        kit, tr = self.kit, self.kit.tr
        desk = self._tasks.app.services.desk
        today = desk.clock.now().astimezone(desk.actor.zone).date()
        words = column(kit, gap=6)
        words.addWidget(Label(kit, task_text(tr, task), wrap=True))
        words.addLayout(row(kit, Chip(kit, due_chip(tr, task, today)), 1))
        line = HeadLayout(kit, holder(words))
        for button in self._answers(task):
            button.setEnabled(not self._tasks.busy)
            line.add_action(button)
        return line

    def _answers(self, task: Task) -> list[Button]:
        kit, tr = self.kit, self.kit.tr
        answers = []
        place = place_of(task)
        if place is not None:
            show = Button(kit, tr("Show"), size=Size.SMALL, icon=Ico.ARROW_RIGHT)
            show.clicked.connect(lambda: self._go(place))
            answers.append(show)
        if task.kind is TaskKind.BUY_POSTAGE:
            buy = Button(kit, tr("Buy Postage…"), size=Size.SMALL, icon=Ico.PLUS)
            buy.clicked.connect(lambda: self._tasks.app.open_buy_postage(task.subject))
            answers.append(buy)
        done = Button(kit, tr("Done"), size=Size.SMALL, icon=Ico.CHECK)
        done.clicked.connect(lambda: self._tasks.finish(task))
        drop = Button(kit, tr("Drop…"), size=Size.SMALL)
        drop.clicked.connect(lambda: self._drop(task))
        return [*answers, done, drop]

    def _drop(self, task: Task) -> None:
        tr = self.kit.tr
        form = Form(self.kit, self.window(), tr("Drop this task"), task_text(tr, task))
        form.add(form.ask("reason", tr("Why need it not be done?"), tr("Kept with your name.")))
        form.finish(
            tr("Drop"), lambda filled: self._tasks.drop(task, filled.text("reason"), filled.done_well, filled.refused)
        ).show_over()
