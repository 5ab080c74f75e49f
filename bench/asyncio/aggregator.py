"""One JSON out of the answers of three services, which are asked at the same time.

`aggregator.py VARIANT USERS ORDERS PROFILES`, where each service is the beginning of an address.
"""

import asyncio
import socket
import sys

import aiohttp
import fastapi
import uvicorn
import uvloop
from aiohttp import web

variant, *services = sys.argv[1:]


async def ask(session, address):
    async with session.get(address) as answer:
        return await answer.json()


async def overview(session, number):
    user, orders, profile = await asyncio.gather(
        *[ask(session, f"{service}{number}") for service in services]
    )
    return {"user": user, "orders": orders, "profile": profile}


async def serve_fastapi(session, listener):
    app = fastapi.FastAPI()

    @app.get("/users/{number}/overview")
    async def get(number: int):
        return await overview(session, number)

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await parent_ends()
    server.should_exit = True
    await serving


async def serve_aiohttp(session, listener):
    async def get(request):
        return web.json_response(await overview(session, int(request.match_info["number"])))

    app = web.Application()
    app.router.add_get("/users/{number}/overview", get)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listener, backlog=1024).start()
    await parent_ends()
    await runner.cleanup()


async def parent_ends():
    """Waits until who started this program closes its standard input, or has ended."""
    await asyncio.to_thread(sys.stdin.read)


async def main():
    serve = {"fastapi": serve_fastapi, "aiohttp": serve_aiohttp}[variant]
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(listener.getsockname()[1], flush=True)  # who connects before it serves, waits
    # By default a session has at most a hundred connections, and everything else waits for one.
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        await serve(session, listener)


uvloop.run(main())
