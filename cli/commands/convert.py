"""Room: cli. convert: any readable document to .docx, .pdf, .ofd or .html, as it stands."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from cli.tools import Tools, print_findings
from core.errors import LedgerError


def run(args: Namespace, tools: Tools) -> int:
    made_on = _date(args.date) if args.date else None
    document = tools.documents.read(args.file, look=True)
    if Path(args.out).resolve() == Path(args.file).resolve():
        raise LedgerError("输出文件就是原文件，没有写入，原文件未作任何改动。请换一个文件名或文件夹。")
    findings = tools.documents.convert(document, args.out, made_on)
    print(args.out)
    print_findings(findings, to_stderr=True)
    return 0


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise LedgerError(f"日期“{text}”不对，应写成 2026-08-10 这样。没有写入任何文件。", detail=repr(e)) from e
