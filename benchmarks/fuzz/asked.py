"""Bad questions: parameters, names and Cypher that try to be something else, and wrong command lines."""

from __future__ import annotations

from random import Random

from benchmarks.fuzz.case import GOOD, Case, Family
from benchmarks.fuzz.texts import words
from queries.catalogue import questions
from queries.statement import Type

_VALUES = (
    *(
        "'",
        "\"'`",
        "x'}) DETACH DELETE n //",
        "$name {id: $ids} ${x}",
        "CALL db.labels()",
        "'; DROP TABLE nodes; --",
    ),
    *(
        '"微短" OR terms:* NEAR(a b) ^ -',
        "name:微* AND /.*/ ~2 [a TO z]",
        "(.*)+$[^\\",
        "<script>alert(1)</script>",
    ),
    *(
        "../../etc/passwd",
        "\x01\x1b[31m\x7f",
        "\udce5\udc85",
        "\u202e剧",
        "🀄️👩‍👩‍👧",
        "e\u0301" * 50,
        "微\r\n短\u2028",
        " \t\n",
        "",
    ),
    *(
        "a" * 200_000,
        "微 " * 5000,
        "-1",
        "0",
        "99999999999999999999",
        "1.5",
        "NaN",
        "１２",
        "②",
        "=1+1",
        "冷链物流",
    ),
    *(
        "true",
        "[]",
        "{}",
        "concept",
        "family",
        "2025",
        "330100",
        "class",
        "{name}",
        "%s%n",
        "王小明",
        "lengliandwuliu",
    ),
)


def _parameters(random: Random) -> Case:
    asked = random.choice(questions())
    given: dict[str, str] = {}
    for parameter in asked.parameters:
        if not parameter.inner and (parameter.required or random.random() < 0.4):
            usual = random.choice(parameter.choices) if parameter.choices else "冷链物流"
            usual = "2" if parameter.type is Type.INTEGER else usual
            given[parameter.name] = random.choice((usual, random.choice(_VALUES), words(random, 5)))
    if random.random() < 0.1:
        given[random.choice(("ids", "cypher", "lvel", "", "self", "view", "\x1b"))] = "x"
    pairs = [part for name, value in given.items() for part in ("--param", f"{name}={value}")]
    style = random.choice((("--format", "json"), ("--format", "csv"), (), ("--lang", "en")))
    return Case(("ask", asked.name, *pairs, *style, "--store", GOOD), reads_only=True)


def _named(random: Random) -> Case:
    value, other = random.choice((*_VALUES, words(random, 5))), random.choice((*_VALUES, "王小明"))
    command = random.choice(
        (
            ("trace", "--", value, other),
            ("map", f"--around={value}", "-o", "-"),
            ("queries", "--", value),
            ("ask", value),
            ("rm", "--", value),
            ("ask", "search", "--param", f"text={value}"),
            ("lexicon", "explain", "--", value),
        )
    )
    stored = command[0] not in ("queries", "lexicon")
    arguments = (command[0], "--store", GOOD, *command[1:]) if stored else command
    return Case(arguments, reads_only=True)


_CLAUSES = (
    *(
        "MATCH (n)",
        "MATCH (n)-[r*]->(m)",
        "MATCH (a),(b),(c),(d)",
        "OPTIONAL MATCH (n:X)",
        "WHERE n.name =~ '(a+)+$'",
    ),
    *(
        "UNWIND range(0, 1000000000) AS x",
        "WITH x",
        "RETURN n",
        "RETURN count(*)",
        "RETURN 1/0",
        "RETURN 9223372036854775807 + 1",
    ),
    *(
        "CREATE (n:X)",
        "DETACH DELETE n",
        "SET n.name = 'x'",
        "MERGE (n:Y)",
        "REMOVE n.name",
        "DROP INDEX x",
        "FOREACH (i IN [1] | CREATE ())",
    ),
    *(
        "LOAD CSV FROM 'file:///etc/passwd' AS l",
        "CALL db.labels()",
        "CALL apoc.load.json('x')",
        "UNION",
        "LIMIT -1",
    ),
    *(
        "ORDER BY n",
        "SKIP 99999999999",
        "RETURN $x",
        "RETURN '\\u0000'",
        "/* open",
        "// end",
        ";",
        "{",
        "'",
        "`",
        "\0",
        "RETURN",
    ),
    *(
        "RETURN reduce(s = 'a', x IN range(0, 40) | s + s)",
        "RETURN " + "(" * 3000 + "1" + ")" * 3000,
        "RETURN " + "[" * 900,
    ),
    *(
        "RETURN " + "1+" * 20_000 + "1",
        "EXPLAIN",
        "PROFILE",
        "USE x",
        "SHOW DATABASES",
        "匹配",
        "RETURN n.`a\nb`",
        "WHERE " + "NOT " * 2000,
    ),
)


def _cypher(random: Random) -> Case:
    statement = " ".join(random.choice(_CLAUSES) for _ in range(random.choice((1, 1, 2, 3, 5))))
    values = [
        part
        for _ in range(random.choice((0, 0, 1)))
        for part in ("--param", f"x={random.choice(_VALUES[:30])}")
    ]
    limits = ("--timeout", "1", "--limit", "5")
    how = random.randrange(6)
    if how == 0:
        return Case(
            ("cypher", "-", *limits, "--store", GOOD),
            stdin=statement.encode() + random.randbytes(random.choice((0, 3))),
        )
    if how == 1:
        return Case(
            ("cypher", "s.cypher", *limits, "--store", GOOD),
            {"s.cypher": statement.encode("utf-16" if random.random() < 0.3 else "utf-8")},
        )
    return Case(("cypher", *values, *limits, "--store", GOOD, "--", statement), reads_only=True)


_WORDS = (
    *(
        "build",
        "ask",
        "trace",
        "map",
        "export",
        "stats",
        "doctor",
        "rm",
        "decide",
        "evaluate",
        "agreement",
        "lexicon",
        "queries",
    ),
    *(
        "same",
        "class",
        "check",
        "explain",
        "list",
        "--store",
        "--format",
        "--param",
        "-o",
        "--out",
        "--jobs",
        "--lang",
        "--limit",
    ),
    *(
        "--rebuilt",
        "--help",
        "-h",
        "--version",
        "--",
        "-",
        "--x",
        "-9",
        "csv",
        "json",
        "-1",
        "0",
        "1e9",
        "a=b",
        "=",
        "x",
        "",
        "\n",
    ),
    *(
        "\x1b[1m",
        "neo4j://",
        "neo4j://u:geheim@127.0.0.1",
        "http://127.0.0.1:1",
        "neo4j://127.0.0.1:1/a b",
        "neo4j://[::1",
        "a\0b",
    ),
    *(
        "冷链物流",
        "matrix",
        "x.txt",
        "supply.fiscal",
        "--quote",
        "--type",
        "industry",
        "--around",
        "--all",
        "--errors",
        "--gold",
    ),
)


def _lines(random: Random) -> Case:
    given = [random.choice(_WORDS) for _ in range(random.randrange(1, 7))]
    if not {"--store", "--help", "-h"} & set(given) and given[0] in (
        "build",
        "ask",
        "trace",
        "map",
        "stats",
        "rm",
    ):
        given += ["--store", random.choice(("none.yimai", ".", "x" * 300, "bolt://127.0.0.1:1"))]
    return Case(tuple(given), lines=2)


def _logins(random: Random) -> Case:
    """A file of credentials that is none, for a server that is not there."""
    text = random.choice(
        ("NEO4J_PASSWORD=geheim\n", "NEO4J_PASSWORD", "=", "NEO4J_USERNAME=a\nNEO4J_PASSWORD='geheim\n")
    )
    data = random.choice((text.encode(), text.encode("utf-16"), b"\xff\xfe\0", b"", random.randbytes(50)))
    place = random.choice(
        ("neo4j://127.0.0.1:1", "bolt://127.0.0.1:1/x", "neo4j+s://127.0.0.1:1", "neo4j://127.0.0.1:0")
    )
    name = random.choice(("login.env", "login.env", "none.env", "."))
    command = random.choice((("stats",), ("ask", "matrix"), ("doctor",), ("rm", "x"), ("cypher", "RETURN 1")))
    return Case(
        (*command, "--store", place), {"login.env": data}, environment={"YIMAI_NEO4J_CONFIG": name}, lines=2
    )


FAMILIES = (
    Family(
        "parameters",
        "every question with values that try to be Cypher, SQL, patterns, markup",
        900,
        _parameters,
    ),
    Family("names asked for", "the same as names to trace, map, remove and explain", 350, _named),
    Family("cypher", "free Cypher that writes, reaches outside, never ends or is none", 250, _cypher),
    Family("command lines", "commands and options in no order", 300, _lines),
    Family("logins", "credentials that are none, servers that are not there", 60, _logins),
)
