"""Room: core. Slips of the pen: doubled letters and half-width punctuation."""

import re
from collections.abc import Iterator

from core.advice.sheet import SheetRow
from core.advice.text import QUOTED, quote
from core.finding import Finding, Severity

_HAN = "[\u4e00-\u9fff]"
_DOUBLE = re.compile(rf"({_HAN})\1")
# Letters that Chinese doubles on purpose (叠词); most others meet only where two words do (开展 + 展示).
_REDUPLICATED = frozenset(
    "常层人件时处样事天家户村个条项步环点种一多大好深紧牢切往仅刚渐纷频屡统稍默悄白偏恰单久迟早远广轻重明实扎认踏方形色原本林总兢业"
    "勤恳津井源滔蒸欣息熙比念孜头面丝句字年月日周镇乡街区县级区局科股所岗行代世辈次回趟遍路线门窗桩笔份本册篇章页张幅块片滴颗粒朵"
    "棵株只头匹条双对副套台辆艘架栋座间所层串堆群批队排列行组班营连团师军国省市州旗区县爸妈爷奶公婆哥弟姐妹叔舅姑姨星宝谢看听说想"
    "试走坐谈问查写读练学讲找等歇停动跳笑哭闹玩逛慢快高低长短宽窄厚薄冷热暖凉清楚干净满空圆扁红绿黄蓝黑白灰亮暗静闹甜酸苦辣香臭"
    "微细小老少新旧真假正反平斜直弯软硬松紧稀密浓淡粗细肥瘦胖壮强弱富贫贵贱美丑善恶巧笨妙绝冉翩娓徐缓匆急忙碌嘎潺淙"
)
# Function words that never stand twice in one sentence, wherever they meet.
_NEVER = re.compile(
    r"(?<![目标有的])的的(?!确)|(?<![存现正所实内潜自外旨意])在在|(?<![缓暖平温调总饱])和和(?![谐睦平美气解缓])|(?<![明终为除罢])了了(?!解|如|断|然)|将将(?![来士军领])|们们|与与(?!会)"
)
_HALF = re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN})|(?<={_HAN})\((?=[^()]*{_HAN})|(?<={_HAN})\)(?={_HAN}|[，。；、]|$)")
_CLAUSE_START = "，。；：、！？\n（(“”\u3000 \x1f"


def wording_findings(row: SheetRow) -> Iterator[Finding]:
    text = QUOTED.sub(lambda m: "\x1f" * len(m[0]), row.said)
    for m in [*_DOUBLE.finditer(text), *_NEVER.finditer(text)]:
        if m.re is _NEVER or _is_slip(text, m):
            shown = quote(row.said, m.start(), m.end(), 3)
            message = f"第{row.number}项“{shown}”处“{m[0]}”可能多打了一个字，请核对。"
            yield Finding(Severity.HINT, "advice.doubled", message, row.where, m[0][:1], m[0])
    half = list(_HALF.finditer(text))
    if half:
        shown = quote(row.said, half[0].start(), half[0].end(), 4)
        message = f"第{row.number}项有{len(half)}处半角标点（如“{shown}”），公文一般用全角标点，请核对。"
        yield Finding(Severity.HINT, "advice.half_width", message, row.where, 0, len(half))


def _is_slip(text: str, m: re.Match[str]) -> bool:
    """A doubled letter at the start of a clause that is no 叠词: 扩扩大. Behind other letters two words may meet."""
    at_start = m.start() == 0 or text[m.start() - 1] in _CLAUSE_START
    followed = text[m.end() : m.end() + 1]
    aabb = text[m.end() : m.end() + 2]
    pair = len(aabb) == 2 and aabb[0] == aabb[1]
    return at_start and m[1] not in _REDUPLICATED and bool(followed) and followed not in _CLAUSE_START and not pair
