"""首页: the next step leads to where it is done, the months to what is due in them."""

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.actions.recording import set_status
from core.actions.registering import add_entry
from core.actions.rounds import start_round
from core.ledger.listing import ListedTask
from core.ledger.state import Status
from gui.home.page import HomePage
from gui.registers.page import RegistersPage
from tests.gui.conftest import NOW, Clerk, part
from tests.gui.test_every_page import county, county_data, data_of_the_office  # noqa: F401 - fixtures


def home(clerk: Clerk) -> HomePage:
    page = clerk.work.open_page("home")
    assert isinstance(page, HomePage)
    page.refresh()
    return page


def step(page: HomePage) -> str:
    return page.findChildren(QLabel, "nextStepWords")[-1].text()


def test_with_nothing_there_the_next_step_brings_the_ledger(empty: Clerk) -> None:
    page = home(empty)
    assert "先导入主管部门发来的任务落实台账" in step(page)
    asked: list[str] = []
    page.asked.connect(asked.append)
    empty.dialogs.files = [""]
    empty.press("nextStepButton", page)
    assert asked == ["page:import"]


def test_a_round_that_is_due_soon_leads_to_the_blank_tasks(clerk: Clerk) -> None:
    assert clerk.bench.book is not None
    touched = start_round(clerk.bench.store, clerk.bench.book.book_id, "第一期", date(2026, 8, 10), NOW)
    clerk.bench.look_again(touched)
    clerk.settle()
    page = home(clerk)
    assert step(page).startswith("第一期8月10日前报送，还有")
    clerk.press("nextStepButton", page)
    assert clerk.work.page_shown == "ledger"
    shown = [r for r in clerk.ledger.table.ledger.rows if isinstance(r, ListedTask)]
    assert shown
    assert all(r.blank for r in shown)


def test_a_request_that_is_due_comes_first_and_opens_at_its_entry(clerk: Clerk) -> None:
    page = clerk.work.open_page("registers")
    assert isinstance(page, RegistersPage)
    for number, arrived in (("1", "2026-07-30"), ("2", "2026-07-01")):
        values = {"number": number, "channel": "in_person", "arrived_on": arrived, "applicant_kind": "person"}
        add_entry(clerk.bench.store, page.register, values, NOW)
    first = home(clerk)
    assert "1 件政府信息公开申请" in step(first)
    clerk.press("nextStepButton", first)
    assert clerk.work.stack.currentWidget() is page
    assert part(page, QLabel, "entryHead").text() == "2"


def test_a_month_lists_its_days_and_a_line_leads_to_the_task(clerk: Clerk) -> None:
    page = home(clerk)
    month = next(m for m in range(1, 13) if "项" in page.year.buttons[m].text() and m != NOW.month)
    page.year.buttons[month].click()
    lines = [b for b in page.year.findChildren(QPushButton, "agendaLine") if b.text().startswith("第")]
    number = lines[-1].text().split("项")[0].removeprefix("第")
    lines[-1].click()
    assert clerk.work.page_shown == "ledger"
    assert clerk.panel.row is not None
    assert clerk.panel.row.label == number


def test_late_days_are_said_in_word_and_shape_until_the_task_is_done(clerk: Clerk) -> None:
    page = home(clerk)
    late = next(m for m in range(1, 13) if page.year.buttons[m].text().count("▲"))
    rows = [r for r in clerk.bench.rows if r.mine and any(d.on and d.on.month == late for d in r.task.deadlines)]
    touched = set_status(clerk.bench.store, [r.task.task_id for r in rows], Status.DONE, NOW)
    clerk.bench.look_again(touched)
    clerk.settle()
    page.refresh()
    assert "▲" not in page.year.buttons[late].text()


def test_the_office_sees_who_returned_what_and_a_click_leads_to_the_intake(county: Clerk) -> None:  # noqa: F811
    page = home(county)
    county.wait(lambda: county.there(QWidget, "roundCard"))
    head = part(page, QLabel, "roundHead").text()
    assert head == "第一期（8月2日前报送）：5 个单位，已报 4 个，还有 1 个没有报"
    county.wait(lambda: county.there(QPushButton, "homeUnit"))
    names = {b.text(): b.accessibleName() for b in page.round.findChildren(QPushButton, "homeUnit") if b.isVisible()}
    assert "未报" in names["白石镇人民政府"]
    assert "迟报" in names["云岭镇人民政府"]
    assert "来件需要处理" in step(page)
    county.press("nextStepButton", page)
    assert county.work.page_shown == "intake"


def test_a_unit_that_collects_from_nobody_has_no_such_card(clerk: Clerk) -> None:
    page = home(clerk)
    clerk.settle()
    assert not page.round.isVisible()
