"""What can be called from the command line, and with what.

Each group of calls loads what it needs when it is added, and only the group of the call that is made is added.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from journal.text.language import _

Run = Callable[[argparse.Namespace], int]
Calls = argparse._SubParsersAction  # argparse has no public name for it


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{word}” is not a day. Write it like 2026-05-12.").format(word=text)
        ) from None


def _name(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(_("The name holds a letter that cannot be kept.")) from None
    return text


def _today() -> date:
    return datetime.now().astimezone().date()  # the day on the person's own calendar


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise argparse.ArgumentTypeError(_("“{word}” is not a whole number.").format(word=text))
    return int(text)


def parser_of_calls(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of all calls, or of the group of the one that *arguments* name."""
    parser = argparse.ArgumentParser(
        prog="treatment-journal",
        allow_abbrev=False,  # "--passphrase secret" must not be taken for the name of a file
        description=_("The record of a cancer treatment, kept at home: written down, charted, explained, printed."),
    )
    parser.add_argument("--language", metavar="XX", help=_("language of the answers, like en"))
    calls = parser.add_subparsers(dest="command", metavar=_("CALL"), title=_("calls"))
    named = _call_in(arguments)
    groups = [add for names, add in GROUPS if named in names] or [add for _names, add in GROUPS]
    for add in groups:
        add(calls)
    return parser


def _call_in(arguments: Sequence[str]) -> str:
    """Return the first word that is no option and no option's value; "" where help is asked for before."""
    before = ""
    for word in arguments:
        if word in ("-h", "--help"):
            break
        if not word.startswith("-") and before != "--language":
            return word
        before = word
    return ""


def _call(calls: Calls[argparse.ArgumentParser], name: str, help_text: str, run: Run | None) -> argparse.ArgumentParser:
    parser = calls.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
    # SUPPRESS: what stands before the call is not overwritten by what is absent behind it.
    parser.add_argument(
        "--language", metavar="XX", default=argparse.SUPPRESS, help=_("language of the answers, like en")
    )
    parser.set_defaults(run=run)
    return parser


def _on_journal(parser: argparse.ArgumentParser, *, today: bool = False, author: bool = False) -> None:
    parser.add_argument(
        "--passphrase-file", type=Path, metavar=_("FILE"), help=_("file that holds the journal's passphrase")
    )
    parser.set_defaults(author="")
    if author:
        parser.add_argument(
            "--author",
            type=_name,
            metavar=_("NAME"),
            default="",
            help=_("who writes this; else the person it is about"),
        )
    if today:
        parser.add_argument("--today", type=_day, default=_today(), metavar=_("DAY"), help=_("take this day for today"))


def _window_calls(calls: Calls[argparse.ArgumentParser]) -> None:
    parser = _call(calls, "open", _("open a journal in the window"), None)
    parser.add_argument("file", type=Path, metavar=_("FILE"))


def _file_calls(calls: Calls[argparse.ArgumentParser]) -> None:
    from journal.actions.sample.writing import Size
    from journal.cli import journals, past

    for name, help_text, run in (
        ("new", _("make an empty journal"), journals.run_new),
        ("sample", _("make the journal of a made-up person, to look around in"), journals.run_sample),
    ):
        parser = _call(calls, name, help_text, run)
        parser.add_argument("file", type=Path, metavar=_("FILE"))
        parser.add_argument(
            "--ask-passphrase", action="store_true", help=_("ask for a passphrase, and lock it with that")
        )
        _on_journal(parser, today=name == "sample", author=name == "new")
        if name == "sample":
            parser.add_argument(
                "--size", choices=[size.value for size in Size], default=Size.USUAL.value, help=_("how much is in it")
            )
    parser = _call(calls, "check", _("look through the whole file for damage"), journals.run_check)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    _on_journal(parser)
    parser = _call(calls, "history", _("say who wrote what and when, and what stood there before"), past.run_history)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("id", nargs="?", default="", metavar=_("ENTRY"), help=_("the entry’s id, or how it begins"))
    parser.add_argument("--limit", type=_whole, default=50, metavar="N", help=_("how many changes, newest first"))
    _on_journal(parser)
    parser = _call(calls, "backup", _("copy a journal, and read the copy back"), journals.run_backup)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("FOLDER"))
    _on_journal(parser)
    parser = _call(calls, "restore", _("put a copy in the journal's place"), journals.run_restore)
    parser.add_argument("backup", type=Path, metavar=_("COPY"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("FILE"))
    _on_journal(parser)
    parser = _call(calls, "salvage", _("save what can still be read of a damaged file"), journals.run_salvage)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("NEW"))
    _on_journal(parser)
    parser = _call(calls, "passphrase", _("change, add or remove the passphrase"), journals.run_passphrase)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--new-passphrase-file", type=Path, metavar=_("FILE"), help=_("file that holds the new passphrase")
    )
    ways.add_argument("--suggest", action="store_true", help=_("take six words drawn by chance, and print them"))
    ways.add_argument("--remove", action="store_true", help=_("leave the journal without a passphrase"))
    _on_journal(parser)


def _writing_calls(calls: Calls[argparse.ArgumentParser]) -> None:
    from journal.actions.exporting import FORMATS
    from journal.cli import journals

    parser = _call(calls, "add", _("write down one line, like: nausea 2, temp 37.1"), journals.run_add)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("line", metavar=_("LINE"))
    _on_journal(parser, today=True, author=True)
    for name, help_text in (
        ("undo", _("take back the last change")),
        ("redo", _("bring back what was taken back")),
    ):
        parser = _call(calls, name, help_text, journals.run_undo)
        parser.add_argument("file", type=Path, metavar=_("FILE"))
        _on_journal(parser, author=True)
    parser = _call(calls, "import", _("take over results from FHIR R4 (JSON) or a sheet (CSV)"), journals.run_import)
    parser.add_argument("source", type=Path, metavar=_("SOURCE"))
    parser.add_argument("--into", type=Path, required=True, metavar=_("FILE"), help=_("the journal"))
    parser.add_argument("--patient", metavar=_("WHO"), help=_("whose entries to take, where there are several people"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))
    _on_journal(parser, today=True, author=True)
    parser = _call(calls, "export", _("write everything in an open format"), journals.run_export)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar=_("PATH"))
    _on_journal(parser)


def _showing_calls(calls: Calls[argparse.ArgumentParser]) -> None:
    from journal.cli import journals, pictures

    parser = _call(calls, "explain", _("say what the last scan and the markers show"), journals.run_explain)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--long", action="store_true", help=_("with the working"))
    _on_journal(parser, today=True)
    parser = _call(calls, "chart", _("draw a chart as PNG or SVG"), pictures.run_chart)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--kind", choices=pictures.CHART_KINDS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar=_("PICTURE"), help=_("ends in .png or .svg"))
    parser.add_argument("--analyte", metavar=_("TEST"), help=_("which test, like CEA; else the one with most results"))
    parser.add_argument("--symptom", metavar=_("SYMPTOM"), help=_("which symptom; else the worst of this cycle"))
    parser.add_argument("--look", choices=list(pictures.LOOKS), default="light", help=_("colours"))
    parser.add_argument("--table", action="store_true", help=_("also print the numbers"))
    _on_journal(parser, today=True)
    parser = _call(calls, "report", _("write a printout as PDF"), pictures.run_report)
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--kind", choices=pictures.REPORT_KINDS, default=pictures.REPORT_KINDS[0])
    parser.add_argument("--out", type=Path, required=True, metavar=_("PDF"))
    parser.add_argument("--since", type=_day, metavar=_("DAY"), help=_("begin here instead of at the last visit"))
    parser.add_argument("--paper", choices=pictures.PAPER_NAMES, default=pictures.PAPER_NAMES[0])
    _on_journal(parser, today=True)
    parser = _call(
        calls, "recovery", _("write the recovery sheet as PDF: the key, and how to use it"), pictures.run_recovery
    )
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("PDF"))
    parser.add_argument("--paper", choices=pictures.PAPER_NAMES, default=pictures.PAPER_NAMES[0])
    _on_journal(parser)


def _sheet_calls(calls: Calls[argparse.ArgumentParser]) -> None:
    from journal.cli import sheets
    from journal.rules.response import best_response as best
    from journal.rules.response.criteria import CRITERIA

    parser = _call(calls, "assess", _("judge a sheet of sizes or values; needs no journal"), sheets.run_assess)
    parser.add_argument("sheet", type=Path, metavar=_("SHEET"))
    names = [name for name, _rule in CRITERIA]
    parser.add_argument("--criterion", choices=names, default=names[0], help=_("the rule to judge by"))
    parser.add_argument(
        "--continuing-pr", action="store_true", help=_("count a partial response on, as the rule's makers read it")
    )
    _with_settings(parser)
    parser.add_argument("--accept-unusual", action="store_true", help=_("unusual sizes in the sheet are right"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))
    parser = _call(
        calls, "best-response", _("find the best of dated responses; needs no journal"), sheets.run_best_response
    )
    parser.add_argument("sheet", type=Path, metavar=_("SHEET"))
    parser.add_argument("--confirm", action="store_true", help=_("a response counts only when seen again"))
    for name, default, help_text in (
        ("--confirm-days", best.CONFIRM_DAYS, _("how many days later it must be seen again")),
        ("--max-not-evaluable", best.MAX_NOT_EVALUABLE, _("how many scans in between may be not evaluable")),
        ("--sd-min-days", best.STABLE_MIN_DAYS, _("how many days stable disease must have lasted")),
    ):
        parser.add_argument(name, type=_whole, default=default, metavar="N", help=help_text)
    _with_settings(parser)
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))


def _with_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--setting",
        action="append",
        default=[],
        metavar=_("NAME=VALUE"),
        help=_("how to read a point on which sources differ; may be given several times"),
    )


GROUPS: Final[tuple[tuple[tuple[str, ...], Callable[[Calls[argparse.ArgumentParser]], None]], ...]] = (
    (("open",), _window_calls),
    (("new", "sample", "check", "history", "backup", "restore", "salvage", "passphrase"), _file_calls),
    (("add", "undo", "redo", "import", "export"), _writing_calls),
    (("explain", "chart", "report", "recovery"), _showing_calls),
    (("assess", "best-response"), _sheet_calls),
)
