"""Room: core. The year's scores as a workbook: every unit's sum, and every case behind it."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.days import shown_day
from core.intake.summary import CellValue, Sheet, Summary
from core.notice.case import CASE_LABELS, ScoreCase
from core.notice.rectification import STANDING_LABELS as STANDINGS
from core.notice.rectification import Rectification, standing
from core.notice.tally import UnitScore, counted

YEAR, CASES, ITEMS = "年度得分", "评分事项", "整改销号"
YEAR_HEADS = ("单位", "基础分", "加分", "扣分", "得分", "已确认", "待确认")
CASE_HEADS = (
    "期次", "单位", "规则", "情形", "事项", "依据", "状态", "分值", "计入分值", "理由", "单位说明", "计分依据",
)  # fmt: skip
ITEM_HEADS = ("期次", "单位", "整改事项", "期限", "完成日期", "佐证", "销号日期", "状态", "回头看")


def year_summary(
    year: int | None,
    scores: Sequence[UnitScore],
    cases: Sequence[ScoreCase],
    items: Sequence[Rectification],
    today: date,
) -> Summary:
    """Cases of every state, so that the sum can be followed; only confirmed ones count."""
    title = f"{f'{year}年' if year else ''}政务公开年度得分"
    return Summary(title, (_year(scores), _cases(cases, counted(cases)), _items(items, today)))


def _year(scores: Sequence[UnitScore]) -> Sheet:
    ranked = any(s.rank for s in scores)
    heads = (*YEAR_HEADS, *(("名次",) if ranked else ()))
    rows = tuple(_unit_row(s, ranked) for s in scores)
    return Sheet(YEAR, heads, rows, (30, 8, 8, 8, 8, 8, 8, *((8,) if ranked else ())))


def _unit_row(score: UnitScore, ranked: bool) -> tuple[CellValue, ...]:
    row = (score.unit, score.base, score.added, -score.deducted + 0.0, score.total, score.confirmed, score.waiting)
    return (*row, score.rank) if ranked else row


def _cases(cases: Sequence[ScoreCase], points: Mapping[int, float]) -> Sheet:
    rows = tuple(_case_row(c, points) for c in cases)
    return Sheet(CASES, CASE_HEADS, rows, (10, 26, 8, 26, 30, 40, 10, 8, 10, 26, 30, 30), frozen=2)


def _case_row(case: ScoreCase, points: Mapping[int, float]) -> tuple[CellValue, ...]:
    state = CASE_LABELS[case.state] + ("" if case.holds else "（最近收件中已不成立）")
    reply = f"{shown_day(case.replied_on)}：{case.reply}" if case.reply and case.replied_on else case.reply
    return (
        case.round, case.unit, case.rule.rule_id, case.rule.what, case.happened, case.evidence, state,
        case.rule.points, points.get(case.case_id, ""), case.reason, reply, case.basis,
    )  # fmt: skip


def _items(items: Sequence[Rectification], today: date) -> Sheet:
    rows = tuple(_item_row(i, today) for i in items)
    return Sheet(ITEMS, ITEM_HEADS, rows, (10, 26, 36, 12, 12, 30, 12, 10, 40), frozen=2)


def _item_row(item: Rectification, today: date) -> tuple[CellValue, ...]:
    looks = "；".join(
        f"{shown_day(look.on)}{'仍已整改' if look.stays else '反弹'}{look.note}" for look in item.look_backs
    )
    return (
        item.round, item.unit, item.what, shown_day(item.due_on), shown_day(item.done_on), item.evidence,
        shown_day(item.closed_on), STANDINGS[standing(item, today)], looks,
    )  # fmt: skip
