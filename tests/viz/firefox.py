"""A real Firefox, told what to do in WebDriver BiDi, the W3C's protocol, over a socket of this machine."""

import json
import subprocess
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

# Whatever Firefox itself may ask for goes to a proxy that is not there.
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "ui.prefersReducedMotion": 1,
}
PATIENCE = 30  # seconds, for a start, a page or an answer
ENTER = "\ue007"


def eventually(look: Callable[[], Any]) -> Any:
    """Return the first thing found that is not empty."""
    until = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < until, "nothing came in time"
        time.sleep(0.05)
    return found


class Firefox:
    """One window; what its pages ask for and complain about is kept until the next page is opened."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = 0
        self._own = ""
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._window = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send(
            "browsingContext.setViewport", context=self._window, viewport={"width": 1440, "height": 900}
        )

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; what happens meanwhile is noted."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while (told := json.loads(self._socket.recv(timeout=PATIENCE))).get("id") != self._sent:
            if told["method"] == "log.entryAdded":
                self.messages.append(told["params"]["text"])
            elif told["method"] == "network.beforeRequestSent":
                self.requests.append(told["params"]["request"]["url"])
        assert told["type"] == "success", told
        return told["result"]

    def open(self, path: Path) -> None:
        """Open a file and wait until its page is ready."""
        self.requests.clear()
        self.messages.clear()
        self.send("browsingContext.navigate", context=self._window, url=path.as_uri(), wait="complete")
        self.wait("'ready' in document.documentElement.dataset")
        self._own = path.as_uri()

    def check_silent(self) -> None:
        """Fail where the page asked for anything, or where anything was complained about."""
        self.evaluate("new Promise(done => setTimeout(done, 200))")  # complaints come a little later
        # The page itself and what is built into it are no requests to anyone.
        asked = [url for url in self.requests if not url.startswith((self._own, "data:"))]
        assert not asked, asked
        assert not self.messages, self.messages

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression, or of what it promises."""
        given = self.send(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify(value ?? null))",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert given["type"] == "success", given
        return json.loads(given["result"]["value"])

    def wait(self, expression: str) -> Any:
        """Return the value of an expression as soon as it is not empty."""
        return eventually(lambda: self.evaluate(expression))

    def press(self, keys: str) -> None:
        """Type text, a key for each character."""
        steps = [{"type": step, "value": key} for key in keys for step in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def click(self, place: dict[str, float]) -> None:
        """Click a place of the window."""
        at = {"type": "pointerMove", "x": round(place["x"]), "y": round(place["y"])}
        button = [{"type": step, "button": 0} for step in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse", "actions": [at, *button]})

    def _act(self, source: dict[str, Any]) -> None:
        self.send("input.performActions", context=self._window, actions=[source])


@contextmanager
def running(program: str, profile: Path) -> Generator[Firefox]:
    """A Firefox without a screen and with a profile of its own."""
    told = "".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()
    )
    (profile / "user.js").write_text(told, encoding="utf-8")
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        note = profile / "WebDriverBiDiServer.json"  # written when it listens
        address = json.loads(eventually(lambda: note.read_text(encoding="utf-8") if note.exists() else ""))
        uri = f"ws://{address['ws_host']}:{address['ws_port']}/session"
        with connect(uri, proxy=None, max_size=None) as socket:
            firefox = Firefox(socket)
            yield firefox
            firefox.send("browser.close")
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
