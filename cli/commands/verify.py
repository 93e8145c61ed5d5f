"""Room: cli. verify: what the seals of an OFD prove, and whether it says the same as a Word."""

from argparse import Namespace

from cli.tools import Tools, print_json
from core.finding import has_errors
from core.seal import verdict_json, verdict_lines


def run(args: Namespace, tools: Tools) -> int:
    word = tools.documents.read(args.against) if args.against else None
    verdict = tools.verify(args.file, word)
    if args.json:
        print_json(verdict_json(verdict))
    else:
        for line in verdict_lines(verdict):
            print(line)
    return 1 if has_errors(verdict.findings) else 0
