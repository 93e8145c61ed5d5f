"""Room: core. N1 and N2: requests received, and by whom, as the text tells them."""

import re
from collections.abc import Iterator

from core.report.passages import Sentence
from core.report.told import NUMBER, OUTCOME, Told, hits, total, value_of

_GAP = r"[^\d。；，、：]{0,16}?"
_GOT = r"(?:新收到?|收到|受理|接收|收办|接到|收件|办理)"
_NEW, _IN, _DONE = "new", "carried_in", "done"
_PART = re.compile(r"网上|网络|当面|现场|信函|邮寄|邮件|邮箱|传真|线上|线下|在线|书面|平台")


def received(sentence: Sentence) -> Iterator[Told]:
    """N1: requests received."""
    patterns = (
        rf"{_GOT}{_GAP}{NUMBER}",
        rf"(?<![人业织民构复类])申请(?:事项|公开)?(?:共有?|共计|合计|总数|数量|总量|为|有|计)*{NUMBER}",
    )
    for pattern in patterns:
        for match in hits(sentence, pattern):
            clause = sentence.clause_before(match.start("n"))
            if OUTCOME.search(clause) or "其中" in sentence.text[: match.start("n")] or _by_one_way(clause):
                continue
            readings = [total(_NEW), total(_NEW, _IN)]
            if "办理" in clause:
                readings.append(total(_DONE))
            if re.match(r"（(?:其中)?[含包][^）]{0,6}上一?年", sentence.text[match.end() :]):
                readings = readings[1:]  # 14件（含上年结转2件）
            yield Told("N1", value_of(match), tuple(readings), match.start("n"), said="收到申请")
    yield from _none_received(sentence)


def _by_one_way(clause: str) -> bool:
    """Whether only what came by one channel is counted: 共收到网上申请5件, but not 通过网站、信函共收到5件."""
    piece = clause.rpartition("、")[2]
    return bool(_PART.search(re.split("共|总|合", piece)[-1]))


def _none_received(sentence: Sentence) -> Iterator[Told]:
    pattern = r"(?:未|没有|无|尚未|暂未)(?:收到|接到|受理|接收|有)?[^，。；、\d]{0,16}(?:信息公开(?:的)?申请|依申请公开)(?!.{0,8}(?:结转|复议|诉讼|投诉))"
    for match in re.finditer(pattern, sentence.text):
        told = re.split("[，。；]", sentence.text[match.start() : match.end() + 8])[0]
        aside = re.search(r"引[起发]|因|逾期|结转|超期|复议|诉讼|举报|收费|信息处理费", told)
        if not aside and not sentence.narrower(match.start()) and not sentence.another_time(match.start()):
            yield Told("N1", 0, (total(_NEW),), match.start(), said="收到申请")


APPLICANTS = {
    "自然人": ("person",),
    "公民": ("person",),
    "法人(?:或|和|及|、)?(?:者)?其他组织": ("business", "research", "charity", "legal", "other"),
    "商业企业": ("business",),
    "科研机构": ("research",),
    "社会公益组织": ("charity",),
    "法律服务机构": ("legal",),
}


def applicants(sentence: Sentence) -> Iterator[Told]:
    """N2: requests by kind of applicant."""
    for word, columns in APPLICANTS.items():
        after = rf"{word}(?:申请人?|提出的?|提交的?|申请公开|共|为|有|的)*{NUMBER}"
        before = rf"{NUMBER}(?:申请)?(?:为|系|由|是|均为|全部为|属于){word}"
        for match in (*hits(sentence, after), *hits(sentence, before)):
            if OUTCOME.search(sentence.clause_before(match.start("n"))):
                continue
            cells = tuple(f"3.{_NEW}.{c}" for c in columns)
            with_old = cells + tuple(f"3.{_IN}.{c}" for c in columns)
            yield Told("N2", value_of(match), (cells, with_old), match.start("n"), said="申请人类别")
