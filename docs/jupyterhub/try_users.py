"""Tries a hub as a class does: many users log in, start their servers, and run a check, all at once.

    .venv/bin/python docs/jupyterhub/try_users.py http://127.0.0.1:8000 20

The class's password is in WORKBOOK_CLASS_PASSWORD. Ends with 1 if one user did not see the verdict.
"""

import asyncio
import json
import os
import sys
import time
import uuid
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

CELL = 'import static workbook.notebook.Notebook.check;\ncheck("p00/HelloLater")'
EXPECTED = "Hello"  # the title of the exercise stands in its verdict
PATIENCE = 300


class Browser:
    """One user's session: keeps cookies, sends the token against forged requests, follows redirects."""

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.cookies = {}
        self.client = AsyncHTTPClient()

    def headers(self):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if "_xsrf" in self.cookies:
            headers["X-XSRFToken"] = self.cookies["_xsrf"]
        return headers

    async def request(self, url, method="GET", body=None):
        for _ in range(12):
            request = HTTPRequest(
                url, method=method, body=body, headers=self.headers(), follow_redirects=False, request_timeout=PATIENCE
            )
            response = await self.client.fetch(request, raise_error=False)
            for cookie in response.headers.get_list("Set-Cookie"):
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name] = value
            if response.code not in (301, 302, 303, 307):
                return response
            location = response.headers["Location"]
            url = location if location.startswith("http") else self.hub + location
            method, body = "GET", None
        raise RuntimeError(f"{self.name}: redirected in a circle at {url}")

    async def log_in(self, password):
        await self.request(f"{self.hub}/hub/login")
        form = urlencode({"username": self.name, "password": password, "_xsrf": self.cookies.get("_xsrf", "")})
        response = await self.request(f"{self.hub}/hub/login", "POST", form)
        assert response.code == 200, f"{self.name}: log in answered {response.code}"

    async def start_server(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            response = await self.request(f"{self.hub}/user/{self.name}/api/status")
            if response.code == 200:
                return
            await self.request(f"{self.hub}/hub/spawn")
            await asyncio.sleep(1)
        raise RuntimeError(f"{self.name}: no server after {PATIENCE} s")

    async def run_cell(self):
        """Returns what a kernel of this user's own shows for the cell."""
        base = f"{self.hub}/user/{self.name}"
        response = await self.request(f"{base}/api/kernels", "POST", json.dumps({"name": "java"}))
        assert response.code == 201, f"{self.name}: the kernel answered {response.code}: {response.body[:200]}"
        kernel = json.loads(response.body)["id"]
        socket = HTTPRequest(
            f"{base.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels", headers=self.headers(), request_timeout=PATIENCE
        )
        connection = await websocket_connect(socket)
        try:
            return await asyncio.wait_for(self.outputs(connection), PATIENCE)
        finally:
            connection.close()
            await self.client.fetch(
                HTTPRequest(f"{base}/api/kernels/{kernel}", method="DELETE", headers=self.headers()), raise_error=False
            )

    async def outputs(self, connection):
        message = {
            "header": {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": uuid.uuid4().hex,
                       "username": self.name, "version": "5.3"},
            "parent_header": {}, "metadata": {}, "channel": "shell",
            "content": {"code": CELL, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False},
        }
        await connection.write_message(json.dumps(message))
        shown = []
        while True:
            text = await connection.read_message()
            if text is None:
                return "\n".join(shown) + "\n(the connection was closed)"
            heard = json.loads(text)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            content = heard["content"]
            if heard["msg_type"] in ("display_data", "execute_result"):
                shown.append(content["data"].get("text/plain", ""))
            elif heard["msg_type"] == "stream":
                shown.append(content["text"])
            elif heard["msg_type"] == "error":
                shown.append(" ".join(content["traceback"]))
            elif heard["msg_type"] == "status" and content["execution_state"] == "idle":
                return "\n".join(shown)


async def one_user(hub, name, password):
    browser = Browser(hub, name)
    start = time.monotonic()
    await browser.log_in(password)
    await browser.start_server()
    served = time.monotonic()
    shown = await browser.run_cell()
    return served - start, time.monotonic() - served, shown


async def main(hub, count):
    AsyncHTTPClient.configure(None, max_clients=4 * count)
    password = os.environ["WORKBOOK_CLASS_PASSWORD"]
    names = [f"learner{number:02d}" for number in range(1, count + 1)]
    results = await asyncio.gather(*(one_user(hub, name, password) for name in names), return_exceptions=True)
    good = 0
    for name, result in zip(names, results):
        if isinstance(result, BaseException):
            print(f"{name}: {type(result).__name__}: {result}")
        else:
            server, cell, shown = result
            seen = EXPECTED in shown
            good += seen
            print(f"{name}: server after {server:.1f} s, verdict after {cell:.1f} s more" + ("" if seen else f", but it says: {shown}"))
    print(f"{good} of {count} users saw the verdict")
    return 0 if good == count else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1].rstrip("/"), int(sys.argv[2]))))
