"""A chat: what one says, all receive. `chat.py VARIANT`"""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import broadcast, serve

LINES_IN_A_FRAME = 64

clients = set()
outboxes = {}


async def say_by_broadcast(message):
    broadcast(clients, message)  # writes into the buffer of each, and waits for none


async def say_by_gather(message):
    await asyncio.gather(*[client.send(message) for client in clients])


async def say_by_outbox(message):
    for outbox in outboxes.values():
        outbox.put_nowait(message)


async def talk(client, say):
    clients.add(client)
    try:
        await client.send("welcome")
        async for message in client:
            await say(message)
    finally:
        clients.remove(client)


async def talk_with_outbox(client, say):
    outboxes[client] = asyncio.Queue()
    sender = asyncio.create_task(send(client, outboxes[client]))
    try:
        await talk(client, say)
    finally:
        sender.cancel()
        del outboxes[client]


async def send(client, outbox):
    while True:
        lines = [await outbox.get()]
        while len(lines) < LINES_IN_A_FRAME and not outbox.empty():
            lines.append(outbox.get_nowait())
        await client.send("\n".join(lines))


async def main(variant):
    say = {"broadcast": say_by_broadcast, "gather": say_by_gather, "outbox": say_by_outbox}[variant]

    async def handle(client):
        await (talk_with_outbox if variant == "outbox" else talk)(client, say)

    # No pings: the program that measures answers none.
    async with serve(handle, "127.0.0.1", 0, backlog=1024, ping_interval=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        # Until who started this program closes its standard input, or has ended.
        await asyncio.to_thread(sys.stdin.read)


uvloop.run(main(sys.argv[1]))
