"""Room: storage. Font families by role: what documents call them, what stands in for them on Windows and on Linux."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class FontRole(StrEnum):
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"
    SONG = "宋体"


@dataclass(frozen=True, slots=True)
class Choice:
    """`own` families are the role itself; `stand_ins` only look like it, and the user is told."""

    own: tuple[str, ...]
    stand_ins: tuple[str, ...]
    stand_in_bold: bool = False


_SONG_OWN = ("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋简体", "华文宋体", "STSong")
_SONG_LIKE = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "FandolSong", "AR PL UMing CN")

CHOICES = {
    FontRole.TITLE: Choice(
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋体", "文星标宋"),
        ("华文中宋", "STZhongsong", *_SONG_OWN, *_SONG_LIKE),
        stand_in_bold=True,
    ),
    FontRole.HEI: Choice(
        ("黑体", "SimHei", "方正黑体简体", "方正黑体_GBK", "华文黑体", "STHeiti"),
        ("微软雅黑", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体",
         "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "FandolHei", "Droid Sans Fallback"),
    ),
    FontRole.KAI: Choice(
        ("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi", "方正楷体简体", "方正楷体_GBK", "华文楷体", "STKaiti"),
        ("霞鹜文楷", "LXGW WenKai", "AR PL UKai CN", "FandolKai", *_SONG_OWN, *_SONG_LIKE),
    ),
    FontRole.FANG: Choice(
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋简体", "方正仿宋_GBK", "华文仿宋", "STFangsong"),
        ("朱雀仿宋", "Zhuque Fangsong", "FandolFang", *_SONG_OWN, *_SONG_LIKE),
    ),
    FontRole.SONG: Choice(_SONG_OWN, _SONG_LIKE),
}  # fmt: skip

# One design under two names: asking for one and getting the other is no substitution.
_SAME = (
    ("宋体", "SimSun"), ("新宋体", "NSimSun"), ("黑体", "SimHei"), ("楷体", "KaiTi"), ("仿宋", "FangSong"),
    ("楷体_GB2312", "KaiTi_GB2312"), ("仿宋_GB2312", "FangSong_GB2312"), ("微软雅黑", "Microsoft YaHei"),
    ("华文中宋", "STZhongsong"), ("华文仿宋", "STFangsong"), ("华文楷体", "STKaiti"), ("华文宋体", "STSong"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S"), ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"), ("等线", "DengXian"),
)  # fmt: skip

_ROLE_WORDS = (
    (FontRole.TITLE, "标宋|xiaobiaosong|中宋|zhongsong"),
    (FontRole.FANG, "仿宋|fangsong"),
    (FontRole.KAI, "楷|kai"),
    (FontRole.HEI, "黑|hei|gothic|sans|arial|calibri|helvetica|verdana|tahoma|等线|dengxian|圆|yahei|segoe"),
)


def family_key(name: str) -> str:
    """Spelling that makes no difference left out: width, case, spaces, hyphens, a leading @."""
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", name)).casefold().lstrip("@")


_TWINS = {family_key(a): family_key(b) for pair in _SAME for a, b in (pair, pair[::-1])}


def twin_of(key: str) -> str:
    """The key of the same design's other name, "" where it has none."""
    return _TWINS.get(key, "")


def role_of(family: str) -> FontRole:
    """The role that a family looks most like."""
    key = family_key(family)
    return next((role for role, words in _ROLE_WORDS if re.search(words, key)), FontRole.SONG)
