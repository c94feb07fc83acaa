"""``yimai lexicon``: check the word lists, and explain what is found in a text."""

from __future__ import annotations

import click

from cli.common import TEXT, lexicon_option
from cli.output import say


@click.group("lexicon")
def lexicon_group() -> None:
    """词表: 检查, 解释。

    The lexicons: check them, explain what they find.

    例 (example): yimai lexicon explain '建议设立产业引导基金'
    """


@lexicon_group.command("check")
@lexicon_option
def check_command() -> None:
    """检查全部词表; 有错即报文件、条目与字段。

    Check all lexicons; a mistake is named by file, entry and field.

    例 (example): yimai lexicon check
    """
    from extract.gazetteer import divisions, gazetteer
    from extract.lexicons import load_lexicon
    from extract.organizations import load_organizations

    lexicon, organizations = load_lexicon(), load_organizations()
    for caption, number in (
        ("行业概念 industries", len(lexicon.industries)),
        ("行业名称 industry names", sum(len(c.strong) + len(c.weak) for c in lexicon.industries.values())),
        ("政策工具概念 instruments", len(lexicon.instruments)),
        (
            "政策工具名称 instrument names",
            sum(len(c.strong) + len(c.weak) for c in lexicon.instruments.values()),
        ),
        ("能产词尾 productive heads", len(lexicon.heads)),
        ("行政区划 divisions", len(divisions())),
        ("其他地名 other places", len(gazetteer())),
        ("机构 organizations", len(organizations.named)),
    ):
        click.echo(f"{caption}: {number}")


@lexicon_group.command("explain")
@click.argument("text", type=TEXT)
@lexicon_option
def explain_command(text: str) -> None:
    """说明一段文字里找到了什么, 由哪个词条或规则找到, 胜过什么, 为何归入这一类。

    Show what is found in a text, by which entry or rule, against what it won, and why it is classed so.

    例 (example): yimai lexicon explain '建议设立产业引导基金'
    """
    from extract.explain_names import explain_names

    for line in explain_names(text):
        say(line)
