"""通报与评分 for the pictures: rules of the invented county, cases from the intake that the office has just confirmed."""

from typing import TYPE_CHECKING

from tools.screenshots import NOW, Camera

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def shoot_notice(camera: Camera, window: "MainWindow") -> None:
    """After an intake was confirmed."""
    from core.actions import score_tables
    from core.notice.rules import Event, ScoreRule, ScoreTable
    from gui.notice.page import NoticePage

    work, bench = window.work, window.bench
    assert work is not None
    assert bench is not None
    assert bench.book is not None
    page = work.open_page("notice")
    assert isinstance(page, NoticePage)
    camera.take(window, "notice-empty")
    book_id = bench.book.book_id
    rules = (
        ScoreRule("一", "未在规定期限内报送落实台账", -1, 3, event=Event.LATE, source="第八条第一项"),
        ScoreRule("二", "未报送落实台账", -3, 6, event=Event.MISSING, source="第八条第二项"),
        ScoreRule("三", "工作要点任务到期没有填报落实情况", -0.5, 5, event=Event.UNFILLED, source="第九条"),
        ScoreRule("四", "公开的文件要素不全", -0.5, 5, source="第十条"),
        ScoreRule("五", "按时报送且填报完整", 1, 2, event=Event.COMPLETE, source="第十二条"),
    )
    bench.do(
        lambda s, now: score_tables.begin_table(s, book_id, ScoreTable("", "政务公开工作考核办法", "", "", rules), now)
    )
    bench.do(lambda s, now: score_tables.edit_head(s, book_id, "政务公开工作考核办法", "云政办发〔2026〕9号", 100, now))
    camera.settle(window, lambda: page.desk.intake is not None and not page.desk.reading)
    page.desk.propose()
    decide(page)
    work.notice.hide()
    camera.take(window, "notice")
    for index, name in enumerate(("", "year", "items", "draft", "rules")):
        page.show_view(index)
        if name:
            camera.take(window, f"notice-{name}")
    page.show_preview()
    camera.take(window, "notice-preview")


def decide(page) -> None:  # type: ignore[no-untyped-def]
    """Cases that only a person sees beside the proposed ones; some decided, one listed for 整改, one chosen."""
    from datetime import date

    from core.actions import closing_out, scoring
    from core.notice.case import CaseState

    desk = page.desk
    for unit, happened in (
        ("白石镇人民政府", "6月12日公开的《消防安全检查结果》没有成文日期"),
        ("松溪乡人民政府", "6月20日公开的《惠民补贴发放结果》缺少文号"),
        ("云岭县财政局", "5月30日公开的预算调整文件没有附解读"),
    ):
        seen = scoring.SeenByHand(desk.round, unit, "四", happened, "县政府门户网站页面截图（7月3日）")
        desk.do(lambda s, now, seen=seen: scoring.add_case(s, desk.book_id, seen, now))
    added = [c.case_id for c in desk.cases if c.rule.points > 0]
    low = [c.case_id for c in desk.cases if c.rule.points < 0]
    desk.do(lambda s, now: scoring.decide_cases(s, [*added[:4], low[0]], CaseState.CONFIRMED, "", now))
    desk.do(lambda s, now: scoring.decide_cases(s, low[1:2], CaseState.WAIVED, "当日已自行补正，情况属实", now))
    desk.do(lambda s, now: scoring.decide_cases(s, added[4:5], CaseState.DROPPED, "部分内容系沿用上期", now))
    desk.do(lambda s, now: scoring.record_reply(s, low[2], "排版时漏写，已于7月4日补正。", NOW.date(), now))
    desk.do(lambda s, now: closing_out.item_from_case(s, low[2], date(2026, 8, 1), now))
    desk.do(lambda s, now: closing_out.item_from_case(s, low[1], date(2026, 7, 3), now))
    page.cases.lines.choose(low[2])
