"""Room: core. The 通报 as a draft for approval: no 红头, 文号 blank, 「送审稿」; every part may be empty.

It names facts of the intake and cases, each with its rule; what is confirmed and what is sent a person decides.
"""

from collections.abc import Iterable, Mapping, Sequence

from core.days import shown_day
from core.document import Block, Document, Table
from core.drafting import body, draft, heading, mark, signed, table, title
from core.intake.returned import Intake
from core.notice.case import ScoreCase
from core.notice.draft import Facts, NoticeDraft, Part, suggested, texts_of
from core.notice.propose import Proposal
from core.notice.rules import ScoreTable
from core.notice.tally import counted, with_sign
from core.notice.template import NUMERALS, fill_template

OPEN_DAY = "　　年　　月　　日"
_IF_ANY = "（如有，请填写。）"
_BLOCK_OF = {Part.RETURNS: "报送情况", Part.PRAISE: "表扬", Part.PROBLEMS: "问题", Part.DEMANDS: "整改要求"}
_HEADS = ("单位", "规则", "事项和依据", "分值")
_SHARES = (2.4, 3, 4, 1)


def compose_notice(
    template: Document, stored: NoticeDraft, facts: Facts, year_cases: Sequence[ScoreCase], working: bool = False
) -> Document:
    """The office's template filled. Only confirmed cases stand in it; `working` adds those still to be confirmed.

    `year_cases` are those of all rounds, so that caps for the year are kept.
    """
    texts = texts_of(stored, facts)
    lines = {
        "标题": texts[Part.TITLE],
        "年度": str(facts.year or ""),
        "期次": facts.round,
        "整改期限": shown_day(stored.mend_by) or OPEN_DAY,
        "发文机关": stored.issuer or "（发文机关）",
        "成文日期": shown_day(stored.dated_on) or "（成文日期）",
    }
    blocks: dict[str, Sequence[str | Table]] = {
        name: [line for line in texts[part].split("\n") if line.strip()] for part, name in _BLOCK_OF.items()
    }
    blocks["评分"] = _score_block(facts.confirmed, counted(year_cases)) if stored.with_scores else ()
    blocks["待确认"] = _waiting_block(facts.waiting) if working else ()
    return fill_template(template, lines, blocks)


def _score_block(cases: Sequence[ScoreCase], points: Mapping[int, float]) -> list[str | Table]:
    if not cases:
        return []
    basis = "、".join(dict.fromkeys(c.basis for c in cases if c.basis))
    return [f"依据{basis}，确认评分如下：", _table(cases, points)]


def _waiting_block(cases: Sequence[ScoreCase]) -> list[str | Table]:
    if not cases:
        return []
    return ["以下尚未确认，只供内部核对，印发前须删除：", _table(cases, {})]


def _table(cases: Sequence[ScoreCase], points: Mapping[int, float]) -> Table:
    order = {unit: place for place, unit in enumerate(dict.fromkeys(c.unit for c in cases))}
    rows = [
        (c.unit, f"{c.rule.rule_id} {c.rule.what}", _case_words(c), with_sign(points.get(c.case_id, c.rule.points)))
        for c in sorted(cases, key=lambda c: order[c.unit])
    ]
    return table(_HEADS, rows, _SHARES)


def _case_words(case: ScoreCase) -> str:
    return "；".join(part for part in (case.happened, case.evidence) if part)


def notice_document(
    intake: Intake, proposals: Sequence[Proposal], scores: ScoreTable | None, issuer: str = ""
) -> Document:
    """A working draft straight from an intake (collect), every proposal marked; `issuer` "" leaves its place open."""
    facts = Facts(intake.plan.year, intake.terms.round, intake)
    texts = suggested(facts, None)
    parts: list[tuple[str, Iterable[Block]]] = [
        ("报送情况", _bodies(texts[Part.RETURNS])),
        ("做得好的", _bodies(texts[Part.PRAISE] or _IF_ANY)),
        ("存在的问题", _bodies(texts[Part.PROBLEMS] or _IF_ANY)),
    ]
    if scores and proposals:
        parts.append(("建议评分（待确认）", _proposed(proposals, scores)))
    parts.append(("整改要求", _bodies(texts[Part.DEMANDS])))
    blocks: list[Block] = [mark("送审稿"), mark("文号：　　　　　　　　　　"), body(""), title(texts[Part.TITLE])]
    for number, (what, content) in enumerate(parts):
        blocks += [heading(f"{NUMERALS[number]}、{what}"), *content]
    blocks += [signed(issuer or "（发文机关）"), signed("（成文日期）")]
    return draft(blocks, texts[Part.TITLE])


def _bodies(text: str) -> list[Block]:
    return [body(line) for line in text.split("\n")]


def _proposed(proposals: Sequence[Proposal], scores: ScoreTable) -> list[Block]:
    rows = [(p.unit, f"{p.rule.rule_id} {p.rule.what}", f"{p.case}；{p.evidence}", f"{p.points:+g}") for p in proposals]
    opening = body(f"以下按{scores.basis}提出，均待逐项确认，未经确认不得使用。")
    return [opening, table((*_HEADS[:3], "建议分值"), rows, _SHARES)]
