"""The command ``yimai``: one group, a file per topic; errors become one line and an exit code here."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from graph.model import QueryError, YimaiError

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

_COMMANDS = {
    "build": "cli.build:build_command",
    "refresh": "cli.refresh:refresh_command",
    "extract": "cli.build:extract_command",
    "ask": "cli.ask:ask_command",
    "cypher": "cli.cypher:cypher_command",
    "queries": "cli.ask:queries_command",
    "trace": "cli.ask:trace_command",
    "map": "cli.drawing:map_command",
    "export": "cli.export:export_command",
    "backup": "cli.export:backup_command",
    "stats": "cli.keep:stats_command",
    "doctor": "cli.doctor:doctor_command",
    "rm": "cli.keep:remove_command",
    "decide": "cli.decide:decide_group",
    "evaluate": "cli.evaluate:evaluate_command",
    "agreement": "cli.agreement:agreement_command",
    "lexicon": "cli.lexicon:lexicon_group",
}
"""Command -> where it stands; a command's file is imported when it is called, so that none waits for all."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None for an unknown name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="yimai", prog_name="yimai")
def yimai() -> None:
    """议脉: 政协提案知识图谱。读提案, 建图谱, 问问题, 画地图; 全部离线。

    Yimai reads policy proposals, builds a knowledge graph, answers named questions and draws maps, offline.
    """


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 failed, 2 wrong use, 3 done in part."""
    for stream in (sys.stdout, sys.stderr):
        # Data is UTF-8 with \n whatever the locale, so that the same input gives the same bytes everywhere.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")
    try:
        code = yimai.main(arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except YimaiError as error:
        click.echo(f"yimai: {error}", err=True)
        return WRONG_USE if isinstance(error, QueryError) else FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("yimai: 已中断 (interrupted)", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away: nothing is wrong here
        return 0
    return code if isinstance(code, int) else 0
