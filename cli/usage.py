"""Room: cli. The commands and their options, in Chinese; argparse's own English never reaches a user."""

import argparse
import re
from typing import NoReturn

from core.errors import LedgerError

USAGE = """\
明账 · 政务公开任务台账（离线使用，不联网）

用法：
  python main.py                                  打开窗口            [--data 文件夹：另用一处数据]
  python main.py show 文件 [--as plan|ledger|report] [--json]        读一份文件，显示读到的内容
  python main.py check 文件 [--last-year 文件] [--plan 文件] [--unit 单位] [--json]   检查
  python main.py fill 表 --unit 单位 --progress 文件 [--contact 姓名 --phone 电话] [--format docx,xlsx,pdf,ofd] -o 文件夹
                                                  在原表上填报进展（进展文件：{"序号": "文字"} 的 JSON，或 .xlsx）
  python main.py dispatch 文件 [--units 名单] -o 文件夹                   工作要点或台账 → 每个单位一份空白台账
                         [--template 模板.docx] [--whole] [--round 期次] [--due 日期] [--list]   --list 另写下发清单
  python main.py collect 文件夹 --plan 文件 [--due 日期] [--round 期次] [--received 日期] -o 文件夹 [--json]
                        [--units 名单] [--scores 评分表]   收件：交回的文件 → 汇总台账和各项草稿（日期写 2026-07-10）
  python main.py rollup 文件夹 [--total 文件] -o 文件夹 [--json]        各单位年度报告 → 汇总
  python main.py convert 文件 -o 文件.{docx,pdf,ofd,html} [--date 年-月-日]           转换格式
  python main.py verify 文件.ofd [--against 文件.docx] [--json]       验章，核对内容
  python main.py demo 文件夹                      用样例县把全部步骤走一遍
退出码：0 没有问题；1 有错误级问题；2 文件或命令不能用。"""

_REQUIRED = re.compile(r"the following arguments are required: (.*)")
_UNKNOWN = re.compile(r"unrecognized arguments: (.*)")
_CHOICE = re.compile(r"argument (.*?): invalid choice: (.*?) \(")
_VALUE = re.compile(r"argument (.*?): expected (?:one|at least one) argument")
_INVALID = re.compile(r"argument (.*?): (?:invalid .*? value: )?(.*)")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise LedgerError(f"命令写法不对：{_chinese(message)}。用 python main.py --help 查看用法。", detail=message)

    def format_help(self) -> str:
        return USAGE + "\n"


def _chinese(message: str) -> str:
    for pattern, text in (
        (_REQUIRED, "缺少 {}"),
        (_UNKNOWN, "不认识 {}"),
        (_CHOICE, "{} 不能是 {}"),
        (_VALUE, "{} 后面缺少内容"),
        (_INVALID, "{} 的内容不对（{}）"),
    ):
        if m := pattern.match(message):
            return text.format(*m.groups())
    return "参数有误"


def make_parser() -> Parser:
    parser = Parser(prog="main.py", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True, parser_class=Parser)

    show = commands.add_parser("show")
    show.add_argument("file", metavar="文件")
    show.add_argument("--as", dest="kind", choices=("plan", "ledger", "report"))
    show.add_argument("--json", action="store_true")

    check = commands.add_parser("check")
    check.add_argument("file", metavar="文件")
    check.add_argument("--last-year", metavar="文件")
    check.add_argument("--plan", metavar="文件")
    check.add_argument("--unit", metavar="单位", default="")
    check.add_argument("--json", action="store_true")

    fill = commands.add_parser("fill")
    fill.add_argument("form", metavar="表")
    fill.add_argument("--unit", metavar="单位", required=True)
    fill.add_argument("--progress", metavar="文件", required=True)
    fill.add_argument("--contact", metavar="姓名", default="")
    fill.add_argument("--phone", metavar="电话", default="")
    fill.add_argument("--format", metavar="格式", default="", dest="formats")
    fill.add_argument("-o", "--out", metavar="文件夹", required=True)

    convert = commands.add_parser("convert")
    convert.add_argument("file", metavar="文件")
    convert.add_argument("-o", "--out", metavar="文件", required=True)
    convert.add_argument("--date", metavar="年-月-日")

    verify = commands.add_parser("verify")
    verify.add_argument("file", metavar="文件")
    verify.add_argument("--against", metavar="文件")
    verify.add_argument("--json", action="store_true")

    demo = commands.add_parser("demo")
    demo.add_argument("folder", metavar="文件夹")

    dispatch = commands.add_parser("dispatch")
    dispatch.add_argument("file", metavar="文件")
    dispatch.add_argument("--units", metavar="文件")
    dispatch.add_argument("--template", metavar="模板")
    dispatch.add_argument("--whole", action="store_true")
    dispatch.add_argument("--round", metavar="期次", default="")
    dispatch.add_argument("--due", metavar="日期")
    dispatch.add_argument("--list", action="store_true")
    dispatch.add_argument("--date", metavar="日期")
    dispatch.add_argument("-o", "--out", metavar="文件夹", required=True)

    rollup = commands.add_parser("rollup")
    rollup.add_argument("folder", metavar="文件夹")
    rollup.add_argument("--total", metavar="文件")
    rollup.add_argument("--json", action="store_true")
    rollup.add_argument("-o", "--out", metavar="文件夹", required=True)

    collect = commands.add_parser("collect")
    collect.add_argument("folder", metavar="文件夹")
    collect.add_argument("--plan", metavar="文件", required=True)
    collect.add_argument("--due", metavar="日期")
    collect.add_argument("--round", metavar="期次", default="")
    collect.add_argument("--received", metavar="日期")
    collect.add_argument("--units", metavar="名单")
    collect.add_argument("--scores", metavar="评分表")
    collect.add_argument("--json", action="store_true")
    collect.add_argument("-o", "--out", metavar="文件夹", required=True)
    return parser
