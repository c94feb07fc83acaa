"""The command ``yimai``: one group, a file per topic; errors become one line and an exit code here."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO

import click

from cli.output import harmless, note, without_logins
from graph.model import QueryError, YimaiError

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

_COMMANDS = {
    "build": ("cli.build:build_command", "读入文件或文件夹 (- 为标准输入), 建图谱, 写网页。"),
    "refresh": (
        "cli.refresh:refresh_command",
        "词表、人工决定或版本变了: 用图谱里存着的原文重新抽取, 不用原来的文件。",
    ),
    "extract": ("cli.build:extract_command", "抽取: 每个文档一行 JSON。"),
    "ask": ("cli.ask:ask_command", "问一个命名的问题; yimai queries 列出全部问题。"),
    "cypher": ("cli.cypher:cypher_command", "只读地运行自己的 Cypher: 语句、.cypher 文件, 或 - (标准输入)。"),
    "queries": ("cli.ask:queries_command", "列出命名的问题, 或说明其中一个。"),
    "trace": ("cli.ask:trace_command", "两个事物怎样连起来: A 到 B 的路径, 每一步附原文。"),
    "map": ("cli.drawing:map_command", "画地图: 整个图谱, 某个问题的答案, 或 --around 某个事物的周边。"),
    "export": (
        "cli.export:export_command",
        "导出图谱: 表格、Excel、编码表、网络图格式、链接数据、Neo4j 批量导入。",
    ),
    "backup": ("cli.export:backup_command", "备份图谱文件, 别的程序正在写也无妨; 连同人工决定。"),
    "stats": ("cli.keep:stats_command", "图谱里有什么: 文档、节点与关系的数量。"),
    "doctor": (
        "cli.doctor:doctor_command",
        "检查安装与图谱: 版本、索引、每一条关系与引文; 有问题则返回 1。",
    ),
    "rm": ("cli.keep:remove_command", "从图谱中移除文档 (id 或来源)。"),
    "decide": (
        "cli.decide:decide_group",
        "人工决定: 两个名称是一回事或不是, 某处不算, 改类别, 两件提案不并案; 每次重建都照办。",
    ),
    "evaluate": ("cli.evaluate:evaluate_command", "对照标注, 量抽取的准确率、召回率和 F1。"),
    "agreement": (
        "cli.agreement:agreement_command",
        "编码一致性: 人工编码与程序编码 (或两人编码) 的 Cohen's κ。",
    ),
    "lexicon": ("cli.lexicon:lexicon_group", "词表: 检查, 解释。"),
}
"""Command -> where it stands, and the first sentence of its help.

A command's file is imported when it is called, so that none waits for all; nor does the list of them.
"""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None for an unknown name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands as click does, without importing any."""
        limit = formatter.width - 6 - max(map(len, _COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=told).get_short_help_str(limit))
                    for name, (_, told) in _COMMANDS.items()
                ]
            )


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
    os.umask(os.umask(0o077) | 0o002)  # nothing that is written here may be changed by everybody
    try:
        code = yimai.main(arguments, standalone_mode=False)
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        click.echo(harmless(without_logins(told.getvalue())), err=True, nl=False)
        return error.exit_code
    except YimaiError as error:
        note(f"yimai: {error}")
        return WRONG_USE if isinstance(error, QueryError) else FAILED
    except (click.Abort, KeyboardInterrupt) as error:
        told = str(error.__cause__ or error)  # click turns an interruption into an Abort
        note(f"yimai: 已中断 (interrupted){f': {told}' if told else ''}")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away: nothing is wrong here
        return 0
    except OSError as error:  # a name that is too long, a disk that fails: nobody nearer knew more to say
        note(f"yimai: {error.filename or ''}: 系统报错 (the system says): {error.strerror or error}")
        return FAILED
    return code if isinstance(code, int) else 0
