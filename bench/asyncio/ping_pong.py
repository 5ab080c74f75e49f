"""Two tasks that hand a ball to each other, so many times."""

import asyncio

from measure import rounds


async def ping_pong(variant, size):
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def pong():
        for _ in range(size):
            await back.put(await there.get() + 1)

    async def ping():
        ball = 0
        for _ in range(size):
            await there.put(ball)
            ball = await back.get()
        return ball

    ball, _ = await asyncio.gather(ping(), pong())
    return ball


rounds(ping_pong)
