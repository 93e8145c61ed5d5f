"""Room: core. The 通报 as a draft for approval: no 红头, 文号 blank, 「送审稿」; every part may be empty.

It names facts of the intake and proposals, each with its rule; what is confirmed and what is sent a person decides.
"""

from collections.abc import Iterator, Sequence

from core.days import shown_day
from core.document import Block, Document
from core.drafting import body, draft, heading, mark, signed, table, title
from core.intake.returned import Intake
from core.notice.propose import Proposal
from core.notice.rules import ScoreTable

NUMERALS = "一二三四五六七八九十"


def notice_document(
    intake: Intake, proposals: Sequence[Proposal], scores: ScoreTable | None, issuer: str = ""
) -> Document:
    """`issuer` "" leaves the place of the signature open."""
    year = f"{intake.plan.year}年" if intake.plan.year else ""
    name = f"关于{year}{intake.terms.round}政务公开任务落实台账报送情况的通报"
    parts = [("报送情况", _returns(intake)), ("做得好的", _praise(intake)), ("存在的问题", _problems(intake))]
    if scores and proposals:
        parts.append(("建议评分（待确认）", _scores(proposals, scores)))
    parts.append(("整改要求", _demands(intake)))
    blocks: list[Block] = [mark("送审稿"), mark("文号：　　　　　　　　　　"), body(""), title(name)]
    for number, (what, content) in enumerate(parts):
        blocks += [heading(f"{NUMERALS[number]}、{what}"), *content]
    blocks += [signed(issuer or "（发文机关）"), signed("（成文日期）")]
    return draft(blocks, name)


def _returns(intake: Intake) -> Iterator[Block]:
    due = f"报送期限为{shown_day(intake.terms.due_on)}。" if intake.terms.due_on else ""
    late = [u.name for u in intake.back if u.on_time is False]
    yield body(f"{due}应报送单位{len(intake.units)}个，已报送{len(intake.back)}个，未报送{len(intake.missing)}个。")
    if late:
        yield body(f"逾期报送{len(late)}个：{'、'.join(late)}。")
    silent = [u.name for u in intake.missing if not u.arrived]
    if silent:
        yield body(f"未报送{len(silent)}个：{'、'.join(silent)}。")
    unread = [u.name for u in intake.missing if u.arrived]
    if unread:
        yield body(f"收到的文件不是台账或无法读取、待重报{len(unread)}个：{'、'.join(unread)}。")


def _praise(intake: Intake) -> Iterator[Block]:
    """Those on time with every task told; whether that is worth praise a person decides."""
    good = [u.name for u in intake.back if u.on_time and u.read and u.due and not u.blank]
    yield body(f"按时报送且应报任务均已填写：{'、'.join(good)}。" if good else "（如有，请填写。）")


def _problems(intake: Intake) -> Iterator[Block]:
    rows = [
        (u.name, "、".join(str(intake.plan.tasks[p].number) for p in u.blank), f"{len(u.blank)}项")
        for u in intake.back
        if u.blank
    ]
    if rows:
        yield body("应报任务没有填写进展的：")
        yield table(("单位", "任务序号", "项数"), rows, (3, 5, 1))
    else:
        yield body("（如有，请填写。）")


def _scores(proposals: Sequence[Proposal], scores: ScoreTable) -> Iterator[Block]:
    yield body(f"以下按《{scores.name}》（{scores.published}）提出，均待逐项确认，未经确认不得使用。")
    rows = [(p.unit, f"{p.rule.rule_id} {p.rule.what}", f"{p.case}；{p.evidence}", f"{p.points:+g}") for p in proposals]
    yield table(("单位", "规则", "事项和依据", "建议分值"), rows, (2.4, 3, 4, 1))


def _demands(intake: Intake) -> Iterator[Block]:
    yield body("请有关单位于　　年　　月　　日前完成补报和整改，并将整改情况书面报送。")
