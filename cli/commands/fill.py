"""Room: cli. fill: a form and a file of progress → the filled form, one file a format."""

from argparse import Namespace

from cli.tools import Tools, print_findings
from core.actions.documents import Documents
from core.actions.filling import FilledForm, fill_form
from core.errors import LedgerError, NotYetSupported
from core.finding import Finding
from core.ledger.fill import Filling, safe_name

FORMATS = ("docx", "xlsx", "pdf", "ofd")


def run(args: Namespace, tools: Tools) -> int:
    documents = tools.documents
    wanted = [f".{name}" for name in _formats(args.formats)]
    for ending in wanted:
        if ending not in documents.endings:
            raise NotYetSupported(f"本版本还不能写 {ending[1:]} 格式，没有写入任何文件。可先用 --format docx。")
    unit = "".join(args.unit.split())
    if not unit:
        raise LedgerError("--unit 后面没有单位名称，没有写入任何文件。")
    progress = documents.read_progress(args.progress)
    filled = fill_form(documents, args.form, Filling(args.unit.strip(), progress, args.contact, args.phone))
    endings = wanted or [filled.ending]  # the office's own form goes back in its own format
    documents.make_folder(args.out)
    findings = list(filled.findings)
    for ending in endings:
        place = f"{args.out.rstrip('/')}/{safe_name(filled.stem)}{ending}"
        findings += write_filled(documents, filled, place, ending)
        print(place)
    print_findings(dict.fromkeys(findings), to_stderr=True)
    return 0


def _formats(text: str) -> list[str]:
    names = [name.strip().lower().lstrip(".") for name in text.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise LedgerError(f"--format 只能是 docx、xlsx、pdf、ofd，不认识“{name}”，没有写入任何文件。")
    return list(dict.fromkeys(names))


def write_filled(documents: Documents, filled: FilledForm, place: str, ending: str) -> tuple[Finding, ...]:
    """The office's own file as it is where the format is its own; else laid out from its content."""
    if filled.data is not None and ending == filled.ending:
        documents.write(place, filled.data)
        return ()
    document = filled.document or documents.read_data(filled.data or b"", filled.ending)
    return documents.convert(document, place)
