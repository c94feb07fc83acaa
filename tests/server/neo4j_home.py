"""A real Neo4j on a free port of the loopback, with authentication on, as a context manager."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import neo4j
from neo4j.exceptions import ClientError, DriverError

from tests.server.java import find_java

HERE = Path(__file__).parent
POM = "{http://maven.apache.org/POM/4.0.0}"
START = 120
"""Seconds within which the server must be up; it takes about five."""

CONFIGURATION = """
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.cypher.min_replan_interval=1h
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size={pages}
server.jvm.additional=--add-opens=java.base/java.nio=ALL-UNNAMED
"""
"""Plans are kept for an hour: a test changes the graph under a question many times, and planning is dear."""

SHORT_LIFE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What Java is told for a server of a few minutes: compiling well costs more than it gives back."""

LTS, CURRENT = "version", "current"
"""Names in pom.xml of the two releases: the one with long support, and the calendar release."""
_JAVA = {LTS: 17, CURRENT: 25}
"""The oldest Java that each runs on."""


def version(release: str = LTS) -> str:
    """Return the version that pom.xml pins for a release."""
    found = ElementTree.parse(HERE / "pom.xml").findtext(f"{POM}properties/{POM}neo4j.{release}")
    assert found
    return found


def missing(release: str = LTS) -> str:
    """Return what is not there for a server to be started; nothing where all is."""
    if find_java(_JAVA[release]) is None:
        return f"Java {_JAVA[release]}"
    fetched = HERE.parents[1] / "build" / "neo4j" / version(release) / "fetched"
    return "" if fetched.is_file() else "Neo4j (tests/server/fetch.sh)"


@dataclass
class Neo4jServer:
    """A server that runs as long as the ``with`` block."""

    home: Path
    password: str = "only-for-tests"
    port: int = 0
    pid: int = 0
    release: str = LTS
    heap: str = "1g"
    pages: str = "128m"
    java: tuple[str, ...] = SHORT_LIFE
    _guard: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def direct(self) -> str:
        """The address without asking the server first for the way to itself."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.password}

    def __enter__(self) -> Neo4jServer:
        self.prepare()
        self.start()
        return self

    def prepare(self) -> None:
        """Make its folders and its configuration; once they are there they stay."""
        for name in ("conf", "data", "logs", "plugins", "import"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        settings = CONFIGURATION.format(port=self.port, heap=self.heap, pages=self.pages)
        (self.home / "conf" / "neo4j.conf").write_text(settings)

    def admin(self, arguments: list[str], cwd: Path) -> None:
        """Run ``neo4j-admin`` on it while it does not run, in the folder that its files stand in."""
        command = [*self._java(), "org.neo4j.server.startup.Neo4jAdminCommand", *arguments]
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, with what it held before; return when it answers."""
        java = [*self._java(), self._main()]
        command = [*java, f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        guarded = [sys.executable, str(HERE / "guard.py"), *command]
        pipe = subprocess.PIPE
        with (self.home / "logs" / "console.log").open("a") as log:
            # A session of its own: a Ctrl-C on the terminal ends the tests, and these the server.
            self._guard = subprocess.Popen(
                guarded, stdin=pipe, stdout=pipe, stderr=log, text=True, start_new_session=True
            )
        assert self._guard.stdout
        with self._guard.stdout as line:
            self.pid = int(line.readline())
        self._await()

    def stop(self) -> None:
        """End it and wait until it has ended."""
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.close()
            self._guard.wait()
            self._guard = None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        self.stop()

    def driver(self) -> neo4j.Driver:
        """Return a driver for looking behind the store's back."""
        return neo4j.GraphDatabase.driver(self.direct, auth=("neo4j", self.password))

    def clear(self) -> None:
        """Empty the database, indexes and constraints included."""
        with self.driver() as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
            # Constraints first: they take their indexes with them.
            for many, one in (("CONSTRAINTS", "CONSTRAINT"), ("INDEXES", "INDEX")):
                listed = session.run(f"SHOW {many} YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                for name in listed.value():
                    session.run(f"DROP {one} `{name}`").consume()

    def _main(self) -> str:
        """Return the class that starts a server of this release, as its own jar names it."""
        jar = f"neo4j-{version(self.release)}.jar"
        with ZipFile(HERE.parents[1] / "build" / "neo4j" / version(self.release) / "lib" / jar) as archive:
            return archive.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().strip()

    def _java(self) -> list[str]:
        """Return the beginning of a command of this release."""
        java = find_java(_JAVA[self.release])
        assert java
        jars = HERE.parents[1] / "build" / "neo4j" / version(self.release) / "lib" / "*"
        return [java, *self.java, "-cp", str(jars)]

    def _await(self) -> None:
        """Wait until the server answers and make the first password ours."""
        until = time.monotonic() + START
        while True:
            try:
                self._set_password()
                return
            except (ClientError, DriverError, OSError):
                if time.monotonic() > until or (self._guard and self._guard.poll() is not None):
                    self.stop()
                    raise
                time.sleep(0.2)

    def _set_password(self) -> None:
        with neo4j.GraphDatabase.driver(self.direct, auth=("neo4j", self.password)) as driver:
            try:
                driver.verify_connectivity()
                return
            except ClientError as error:
                if error.code != "Neo.ClientError.Security.Unauthorized":
                    raise
        with neo4j.GraphDatabase.driver(self.direct, auth=("neo4j", "neo4j")) as driver:
            statement = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
            driver.execute_query(statement, password=self.password, database_="system")


def free_port() -> int:
    """Return a port of the loopback that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
