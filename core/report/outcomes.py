"""Room: core. N3 and N4: outcomes, what was finished, what is carried over, as the text tells them."""

import re
from collections.abc import Iterator

from core.report.passages import Sentence
from core.report.told import NUMBER, Told, hits, total, value_of

_IN, _DONE, _OUT = "carried_in", "done", "carried_out"
_DENY = (
    "deny_secret",
    "deny_law",
    "deny_safety",
    "deny_third",
    "deny_internal",
    "deny_process",
    "deny_case",
    "deny_query",
)
_RESULTS = {
    r"(?:予以)?公开(?:及|和|或|与|、)(?:予以)?部分公开": ("grant", "partial"),
    r"(?<!不)予以公开(?!及|和|或|、部分公开(?!\d))": ("grant",),
    r"(?<![和及或与])(?<!公开、)(?:予以)?部分公开": ("partial",),
    r"不予公开": _DENY,
    r"无法提供": ("none_held", "none_make", "none_unclear"),
    r"不予处理": ("skip_petition", "skip_repeat", "skip_publication", "skip_excess", "skip_confirm"),
    r"其他处理": ("other_uncorrected", "other_unpaid", "other_rest"),
}
# The form's own sub-rows, as texts shorten them
SUB_ROWS = {
    "(?:属于)?国家秘密": ("deny_secret",),
    "(?:其他)?法律、?行政法规禁止公开": ("deny_law",),
    "危及“?三安全一稳定”?": ("deny_safety",),
    "保护第三方合法权益": ("deny_third",),
    "(?:属于)?三类内部事务信息": ("deny_internal",),
    "(?:属于)?四类过程性信息": ("deny_process",),
    "(?:属于)?行政执法案卷": ("deny_case",),
    "(?:属于)?行政查询事项": ("deny_query",),
    "本机关不掌握(?:相关政府信息)?": ("none_held",),
    "没有现成信息(?:需要?另行制作)?": ("none_make",),
    "补正后(?:申请内容)?仍不明确": ("none_unclear",),
    "信访举报投诉类(?:申请)?": ("skip_petition",),
    "(?<!反复)重复申请": ("skip_repeat",),
    "要求提供公开出版物": ("skip_publication",),
    "无正当理由大量反复申请": ("skip_excess",),
    "(?<!理由)逾期不补正": ("other_uncorrected",),
}


def sub_rows(sentence: Sentence) -> Iterator[Told]:
    """N3 for the form's sub-rows: 本机关不掌握3件."""
    for word, rows in SUB_ROWS.items():
        for match in hits(sentence, rf"{word}(?:的|情形|类|共|为|有|计)*{NUMBER}"):
            yield Told("N3", value_of(match), (total(*rows),), match.start("n"), said=_printed(match[0]))


def _printed(quoted: str) -> str:
    return re.sub(r"(?:的|情形|共|为|有|计)*[\d〇零一二两三四五六七八九十百千万]+.$", "", quoted)


def results(sentence: Sentence) -> Iterator[Told]:
    """N3: outcomes."""
    for word, rows in _RESULTS.items():
        after = rf"{word}(?:的|申请|情形|答复|决定|类|共|为|有|计|数量|结果)*{NUMBER}"
        before = rf"(?<![开供理]){NUMBER}(?:申请)?(?:依法|均|全部|为|系|属于|作出|答复为|作|按)*{word}(?!、|及|和|或)"
        for match in (*hits(sentence, after), *hits(sentence, before)):
            if match["unit"] == "条" or re.search(r"引[起发]|复议|诉讼", sentence.clause_before(match.start("n"))):
                continue
            yield Told("N3", value_of(match), (total(*rows),), match.start("n"), said=_plain(word))


def _plain(word: str) -> str:
    return (
        "公开及部分公开"
        if word.startswith("(?:予以)?公开")
        else re.sub(r"\(\?[:<].*?\)\??|\(\?.*", "", word) or "予以公开"
    )


def finished(sentence: Sentence) -> Iterator[Told]:
    """N4: answered or finished, in figures or as “all”."""
    words = r"(?P<word>办结|答复|办理完毕|处理完毕|办理完成|回复)"
    pattern = (
        rf"{words}(?:完成)?(?:的|了|政府信息公开|依申请公开|公开|信息|申请|事项|共|为|有|计|数量|件数|件)*{NUMBER}"
    )
    for match in hits(sentence, pattern):
        if "其中" in sentence.clause_before(match.start("n")) or "上年结转" in sentence.clause_before(match.start("n")):
            continue
        soft = match["word"] in ("答复", "回复")
        yield Told("N4", value_of(match), (total(_DONE),), match.start("n"), soft, "办结")
    yield from _all_finished(sentence)


_IN_TIME = re.compile(r"按[时期]|及时|法定|规定|期限|时限|限期")  # tells of those that were finished, not of all
_EVERY = re.compile(
    r"(?:均|全部|全都|都)(?:已|依法|依规|按时|按期|及时|按规定|在?法定(?:时限|期限)内?|在?规定(?:时限|期限|时间|时效)内?|给?予以?|完成|作出|进行了?)*"
    r"(?P<word>办结|办理完毕|处理完毕|办理完成|答复|回复)|(?P<rate>办结率|答复率|办复率|回复率)(?:均?达到?|为|均为)?100%"
)


def _all_finished(sentence: Sentence) -> Iterator[Told]:
    """“均已办结” tells that nothing is carried out; “均已答复” may leave those not yet due."""
    if re.search(
        r"(?<!无)(?<!没有)结转[至到]?(?:下|次|明|20)|结转.{0,12}继续|正在办理|除.{1,20}外",
        sentence.lead[-160:] + sentence.text + sentence.rest[:160],
    ):
        return
    claims: list[Told] = []
    for match in _EVERY.finditer(sentence.text):
        place = match.start()
        if sentence.about_requests(place) and not sentence.narrower(place) and not sentence.another_time(place):
            word = match["word"] or match["rate"]
            clause = sentence.clause_before(place)[-6:] + match[0]
            soft = "复" in word or bool(match["rate"] and _IN_TIME.search(clause))
            claims.append(Told("N4", 0, (total(_OUT),), place, soft, "全部办结，结转下年度"))
    yield from sorted(claims, key=lambda t: t.soft)[:1]  # one sentence, one question


def carried(sentence: Sentence) -> Iterator[Told]:
    """N4: carried in and out."""
    old = r"(?:上一?年度?|去年|往年|20\d\d年度?)(?:未办结)?结转"
    for pattern in (
        rf"{old}(?:的|至本年|到本年|本年|办理|继续|政府信息公开|信息公开|公开|申请|事项|共|为|有)*{NUMBER}",
        rf"{NUMBER}(?:申请)?(?:为|系|是|属于)?{old}",
    ):
        for match in re.finditer(pattern, sentence.text):
            if sentence.about_requests(match.start("n")) and not sentence.narrower(match.start("n")):
                yield Told("N4", value_of(match), (total(_IN),), match.start("n"), said="上年结转")
    late = r"结转(?:至|到|为|入)?(?:下一?年度?|次年|明年|20\d\d年度?)"
    for pattern in (
        rf"{late}(?:的|继续|办理|处理|政府信息公开|信息公开|公开|申请|事项|共|为|有)*{NUMBER}",
        rf"{NUMBER}(?:申请)?(?:正在办理)?(?:，)?(?:按规定|依法|需|将)?{late}",
    ):
        for match in re.finditer(pattern, sentence.text):
            if sentence.about_requests(match.start("n")) and not sentence.narrower(match.start("n")):
                yield Told("N4", value_of(match), (total(_OUT),), match.start("n"), said="结转下年度")

    for match in re.finditer(r"(?:无|没有|不存在)[^，。；\d]{0,12}结转[至到]?(?:下|次|明)", sentence.text):
        if sentence.about_requests(match.start()) and not sentence.narrower(match.start()):
            yield Told("N4", 0, (total(_OUT),), match.start(), said="结转下年度")
