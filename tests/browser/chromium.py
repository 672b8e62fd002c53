"""Headless Chromium, controlled with the DevTools protocol over a pipe: JSON messages that end with NUL, on
descriptors 3 (to Chromium) and 4 (from it). Pages have no network; each request they make is an event.
"""
import base64
import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time

TIMEOUT_S = 60
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe", "about:blank"]


class Chromium:
    """with Chromium() as browser: page = browser.open(path); page.call(...), page.evaluate(...)."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="dnsferret-browser-")
        to_read, self.to = os.pipe()
        self.fro, fro_write = os.pipe()
        command = [shutil.which("chromium") or "chromium", f"--user-data-dir={self.folder}", *FLAGS]

        def wire():
            # Both pipes above 4 first, so that neither is closed by the other's dup2.
            reader, writer = os.dup(to_read), os.dup(fro_write)
            high = [os.dup(reader), os.dup(writer)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=wire,
                                        start_new_session=True)
        os.close(to_read)
        os.close(fro_write)
        self.pending, self.events, self.number = b"", [], 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        os.close(self.to)
        os.close(self.fro)
        shutil.rmtree(self.folder, ignore_errors=True)

    def read(self, deadline):
        while b"\0" not in self.pending:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.fro], [], [], left)[0]:
                raise TimeoutError("Chromium does not answer")
            chunk = os.read(self.fro, 1 << 16)
            if not chunk:
                raise EOFError("Chromium ended")
            self.pending += chunk
        message, self.pending = self.pending.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + TIMEOUT_S
        while True:
            answer = self.read(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait(self, method, session):
        deadline = time.monotonic() + TIMEOUT_S
        while not any(e["method"] == method and e.get("sessionId") == session for e in self.events):
            answer = self.read(deadline)
            if "method" in answer:
                self.events.append(answer)

    def open(self, path, width=1280, scheme="light"):
        return Page(self, path, width, scheme)


class Page:
    def __init__(self, browser, path, width, scheme):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.events = []
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                  mobile=False)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Page.navigate", url=f"file://{path}")
        browser.wait("Page.loadEventFired", self.session)

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def evaluate(self, expression):
        """The value, or what a promise becomes."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def events(self, *methods):
        return [e["params"] for e in self.browser.events
                if e["method"] in methods and e.get("sessionId") == self.session]

    def picture(self, path):
        height = min(int(self.evaluate("document.documentElement.scrollHeight")), 12000)
        width = int(self.evaluate("innerWidth"))  # such a picture has no scroll bars
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True,
                         clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1})["data"]
        path.write_bytes(base64.b64decode(data))

    def print(self):
        """The page as PDF, and how many sheets it has."""
        pdf = base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])
        return pdf, len(re.findall(rb"/Type\s*/Page\b", pdf))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
