"""What a person sees when a Neo4j server is not as it should be: one line, an exit code, nothing harmed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.open import open_store
from tests.command import HOME, command, environment
from tests.conftest import needed
from tests.server.neo4j_home import Neo4jServer, free_port, missing

SPEECH = "关于发展冷链物流的提案\n提案人：王小明\n建议：\n一、设立冷链产业引导基金。由市商务局牵头。\n"
COPIES = 2
"""Copies of the examples."""
IN_SMALL_STEPS = """
import sys
from cli.main import run
from graph import neo4j_store
neo4j_store.BATCH = 1000
sys.exit(run(sys.argv[1:]))
"""
"""The command, with so small transactions that the copies take a good many."""


def start(*arguments: object, cwd: Path, **env: str) -> subprocess.Popen[str]:
    return begin(command(*arguments), cwd, **env)


def begin(line: list[str], cwd: Path, **env: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    own = environment(XDG_CONFIG_HOME=str(cwd), **env)
    return subprocess.Popen(line, cwd=cwd, env=own, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")


def yimai(*arguments: object, cwd: Path, **env: str) -> tuple[int, str, str]:
    """Run the command to its end; return its exit code, output and messages."""
    with start(*arguments, cwd=cwd, **env) as process:
        out, err = process.communicate()
        return process.returncode, out, err


def failed(result: tuple[int, str, str], *words: str) -> None:
    """Check for one line that says what, where and what to do, and nothing else."""
    code, out, err = result
    assert (code, out) == (1, "")
    assert err.startswith("yimai: ")
    assert len(err.splitlines()) == 1, err
    for word in words:
        assert word in err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    return tmp_path


def test_nobody_answers(folder: Path) -> None:
    address = f"neo4j://127.0.0.1:{free_port()}"
    for words in (("build", "a.txt"), ("ask", "search", "--param", "text=冷链"), ("stats",)):
        failed(yimai(*words, "--store", address, cwd=folder), address, "no server answers there", "连不上")
    assert not (folder / "yimai-site").exists()


def test_a_password_in_the_address_is_refused_and_not_repeated(folder: Path) -> None:
    result = yimai("stats", "--store", "neo4j://neo4j:s3cret@localhost", cwd=folder)
    failed(result, "NEO4J_PASSWORD")
    assert "s3cret" not in result[2]


@pytest.mark.parametrize(
    ("address", "word"),
    [("http://localhost", "unknown scheme"), ("neo4j://", "no host"), ("bolt://h:99999", "not an address")],
)
def test_addresses_that_are_none(folder: Path, address: str, word: str) -> None:
    failed(yimai("stats", "--store", address, cwd=folder), word)


def test_wrong_password_wrong_database_and_nothing_there(folder: Path, server: Neo4jServer) -> None:
    right = server.environment
    wrong = right | {"NEO4J_PASSWORD": "not-the-password"}
    result = yimai("build", "a.txt", "--store", server.address, cwd=folder, **wrong)
    failed(result, "wrong user or password", server.address)
    assert "not-the-password" not in result[2]
    failed(yimai("stats", "--store", server.address, cwd=folder), "NEO4J_PASSWORD")
    named = f"{server.address}/archive"
    failed(yimai("build", "a.txt", "--store", named, cwd=folder, **right), named, "no such database")
    by_name = right | {"NEO4J_DATABASE": "archive"}
    failed(yimai("stats", "--store", server.address, cwd=folder, **by_name), named, "no such database")
    failed(yimai("stats", "--store", server.address, cwd=folder, **right), "there is no graph; build one")
    with server.driver() as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0


def test_another_program_s_data_is_left_alone(folder: Path, server: Neo4jServer) -> None:
    with server.driver() as driver:
        driver.execute_query("CREATE (:Document {name: 'theirs'})")
        for extra in ((), ("--rebuild",)):
            result = yimai(
                "build", "a.txt", "--store", server.address, *extra, cwd=folder, **server.environment
            )
            failed(result, "another program's data", "空数据库")
        assert driver.execute_query("MATCH (n) RETURN n.name AS name").records[0]["name"] == "theirs"


def test_credentials_from_a_file(folder: Path, server: Neo4jServer) -> None:
    lines = [
        f"NEO4J_PASSWORD='{server.password}'",
        "# a remark",
        "NEO4J_URI=neo4j+s://x",
        "AURA_INSTANCEID=1",
    ]
    (folder / "neo4j.env").write_text("\n".join(lines), encoding="utf-8")
    file = {"YIMAI_NEO4J_CONFIG": "neo4j.env", "YIMAI_STORE": server.address}
    code, _, err = yimai("build", "a.txt", "--no-site", cwd=folder, **file)
    assert code == 0, err
    assert "冷链产业引导基金" in yimai("ask", "search", "--param", "text=冷链", cwd=folder, **file)[1]
    missing_file = {**file, "YIMAI_NEO4J_CONFIG": "nowhere.env"}
    failed(yimai("stats", cwd=folder, **missing_file), "nowhere.env", "YIMAI_NEO4J_CONFIG")


def test_the_whole_way_on_a_server(folder: Path, server: Neo4jServer) -> None:
    env = {**server.environment, "YIMAI_STORE": server.address}
    assert yimai("build", "a.txt", cwd=folder, **env)[0] == 0
    assert "Proposal             1" in yimai("stats", cwd=folder, **env)[1]
    assert yimai("map", "--around", "冷链产业引导基金", "-o", "m.html", cwd=folder, **env)[0] == 0
    assert "王小明" in (folder / "m.html").read_text(encoding="utf-8")
    assert yimai("rm", "a.txt", cwd=folder, **env)[0] == 0
    assert "节点 nodes: 0" in yimai("stats", cwd=folder, **env)[1]


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Neo4jServer]:
    """A server of its own that a test may kill."""
    needed(missing())
    with Neo4jServer(tmp_path / "neo4j") as server:
        yield server


def test_a_server_that_dies_half_way(mortal: Neo4jServer, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    for number in range(COPIES):
        shutil.copytree(HOME / "examples", documents / f"{number:02}")
    env = {**mortal.environment, "YIMAI_STORE": mortal.address}
    line = [sys.executable, "-c", IN_SMALL_STEPS, "build", str(documents), "--no-site"]
    with begin(line, tmp_path, **env) as loading:
        while not loaded(mortal):
            assert loading.poll() is None, loading.communicate()
            time.sleep(0.05)
        mortal.kill()
        out, err = loading.communicate()
    failed((loading.returncode, out, err), mortal.address, "what is stored is whole")
    failed(yimai("stats", cwd=tmp_path, **env), "no server answers there")
    mortal.start()
    assert 0 < loaded(mortal) < COPIES * len(list((HOME / "examples").glob("*.txt")))
    assert yimai("build", documents, "--no-site", cwd=tmp_path, **env)[0] == 0
    assert yimai("build", documents, "--no-site", "--store", "graph.yimai", cwd=tmp_path)[0] == 0
    with pytest.MonkeyPatch.context() as patch:
        for name, value in mortal.environment.items():
            patch.setenv(name, value)
        with open_store(mortal.address) as one, open_store(tmp_path / "graph.yimai") as other:
            assert list(one.nodes()) == list(other.nodes())
            assert list(one.edges()) == list(other.edges())


def loaded(server: Neo4jServer) -> int:
    with server.driver() as driver:
        return driver.execute_query("MATCH (d:Document) RETURN count(d) AS n").records[0]["n"]
