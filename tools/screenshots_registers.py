"""登记簿 of 云岭镇 for the pictures: a year of invented requests, files, figures and people; the handover and the first page."""

from typing import TYPE_CHECKING

from tools.screenshots import NOW, Camera

if TYPE_CHECKING:
    from core.actions.ports import Store
    from core.calendar import WorkCalendar
    from gui.main_window import MainWindow

FILES = (
    ("云岭镇农村宅基地审批管理办法", "云镇规〔2026〕1号", "2026-03-10", "2031-03-09", "valid", {"url": "https://www.example.gov.cn/1", "interpreted_on": "2026-03-12", "gazette_on": "2026-03-16"}),
    ("云岭镇河道保洁管理规定", "云镇规〔2026〕2号", "2026-06-08", "2031-06-07", "valid", {"url": "https://www.example.gov.cn/2", "interpreted_on": "2026-06-25"}),
    ("云岭镇集贸市场管理办法", "云镇规〔2021〕1号", "2021-05-20", "2026-05-19", "", {"url": "https://www.example.gov.cn/3"}),
    ("云岭镇村级公益事业补助办法（试行）", "云镇规〔2019〕3号", "2019-08-01", "2024-07-31", "lapsed", {"ended_on": "2024-07-31", "before_count": "1"}),
    ("云岭镇封山育林管理规定", "云镇规〔2018〕2号", "2018-04-12", "", "repealed", {"ended_on": "2026-01-15", "before_count": "1"}),
)  # fmt: skip
MONTHLY = {
    "published": (86, 64, 92, 71, 88, 79),
    "website": (52, 40, 61, 44, 57, 50),
    "wechat": (34, 24, 31, 27, 31, 29),
    "explained": (1, 0, 2, 1, 3, 2),
    "letters": (6, 4, 7, 5, 9, 6),
}
YEARLY = {"open_day": "2", "training": "3", "trained": "126", "spots": "4", "accounts": "2"}
LAST_YEAR = {"published": "862", "website": "71", "wechat": "193", "explained": "14", "training": "4", "open_day": "2"}
PEOPLE = (
    ("周国强", "leader", "镇领导", "副镇长", "0999-6011001", {"since_on": "2024-03-01", "reported_on": "2024-03-08"}),
    ("王丽", "head", "党政办", "主任", "0999-6011023", {"since_on": "2023-06-01", "reported_on": "2023-06-05"}),
    ("赵敏", "clerk", "党政办", "科员", "0999-6011024", {"since_on": "2026-06-15"}),
    ("李强", "clerk", "党政办", "科员", "0999-6011024", {"until_on": "2026-06-12", "reported_on": "2026-06-20"}),
)  # fmt: skip


def fill_registers(store: "Store", calendar: "WorkCalendar") -> None:
    """Half a year: what was received before the day of the pictures, answered only where the answer is before it."""
    from core.registers.register import Entry
    from tools.sample_county.requests import sixty

    today = NOW.date().isoformat()
    with store.step("登记", NOW) as work:
        for values in sixty(calendar, NOW.year):
            if values["arrived_on"] <= today:
                late = values.get("answered_on", "") > today
                drop = {"answered_on", "answer_number", "result", "review_filed_on"} if late else set[str]()
                kept = {k: v for k, v in values.items() if k not in drop and not (v[:2] == "20" and v > today)}
                if "review_ended_on" not in kept:
                    kept.pop("review_result", None)
                work.registers.add(Entry("requests", kept))
        for title, number, issued, until, state, more in FILES:
            named = {"title": title, "number": number, "issued_on": issued, "valid_until": until, "state": state}
            work.registers.add(Entry("normative", {k: v for k, v in {**named, **more}.items() if v}))
        for key, values_by_month in MONTHLY.items():
            for month, value in enumerate(values_by_month, 1):
                told = {"figure": key, "year": str(NOW.year), "month": str(month), "value": str(value)}
                work.registers.add(Entry("figures", told))
        for key, value in LAST_YEAR.items():
            work.registers.add(Entry("figures", {"figure": key, "year": str(NOW.year - 1), "value": value}))
        for key, value in YEARLY.items():
            work.registers.add(Entry("figures", {"figure": key, "year": str(NOW.year), "value": value}))
        for name, role, department, post, phone, more in PEOPLE:
            told = {"name": name, "role": role, "department": department, "post": post, "phone": phone, **more}
            work.registers.add(Entry("staff", told))


def shoot_registers(camera: Camera, window: "MainWindow") -> None:
    """Each register, a term explained day by day, a table before it is imported, the figures where they are put in."""
    from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

    from gui.registers.page import RegistersPage

    work = window.work
    assert work is not None
    page = work.open_page("registers")
    assert isinstance(page, RegistersPage)
    camera.take(window, "registers-empty")
    fill_registers(work.bench.store, page.kit.calendar)
    page.refresh()
    open_now = next(
        e for e in page.entries if page.kit and not e.text("answered_on") and e.text("channel") == "in_person"
    )
    page.show_entry_of("requests", open_now.entry_id)
    camera.take(window, "registers")
    explain = page.findChildren(QPushButton, "explainTerm")[-1]
    explain.click()
    camera.settle(window)
    scroll, card = page.findChild(QScrollArea, "entryScroll"), page.findChildren(QFrame, "termCard")[-1]
    assert isinstance(scroll, QScrollArea)
    scroll.ensureWidgetVisible(card, 0, 0)
    camera.take(window, "registers-term")
    for key in ("normative", "figures", "staff"):
        page.show_register(page.kit.register(key))
        camera.take(window, f"registers-{key}")
    page.show_register(page.kit.register("requests"))
    page.holidays_asked.emit()
    camera.take(window, "registers-holidays")
    work.open_page("home")
    camera.take(window, "home")
    work.open_page("data")
    handover = window.findChild(QWidget, "handoverCard")
    camera.take(window, "handover", handover if isinstance(handover, QWidget) else None)
