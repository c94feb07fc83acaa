"""The command ``yimai``: one group, a file per topic; errors become one line and an exit code here."""

from __future__ import annotations

import sys

import click

from cli.ask import ask_command, queries_command, trace_command
from cli.build import build_command, extract_command
from cli.drawing import map_command
from cli.keep import remove_command, stats_command
from cli.lexicon import lexicon_group
from graph.model import QueryError, YimaiError

FAILED, WRONG_USE = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="yimai", prog_name="yimai")
def yimai() -> None:
    """议脉: 政协提案知识图谱。读提案, 建图谱, 问问题, 画地图; 全部离线。

    Yimai reads policy proposals, builds a knowledge graph, answers named questions and draws maps, offline.
    """


for command in (
    build_command,
    extract_command,
    ask_command,
    queries_command,
    trace_command,
    map_command,
    stats_command,
    remove_command,
    lexicon_group,
):
    yimai.add_command(command)


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 failed, 2 wrong use, 3 done in part."""
    for stream in (sys.stdout, sys.stderr):
        # Data is UTF-8 with \n whatever the locale, so that the same input gives the same bytes everywhere.
        getattr(stream, "reconfigure", lambda **_: None)(
            encoding="utf-8", newline="\n", errors="backslashreplace"
        )
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
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away: nothing is wrong here
        return 0
    return code if isinstance(code, int) else 0
