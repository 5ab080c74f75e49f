"""One producer, one consumer, a queue of ten between them."""

import asyncio

from measure import rounds


async def queue_of_ten(variant, size):
    queue = asyncio.Queue(10)

    async def produce():
        for item in range(size):
            await queue.put(item)
        await queue.put(None)

    async def consume():
        total = 0
        while (item := await queue.get()) is not None:
            total += item
        return total

    _, total = await asyncio.gather(produce(), consume())
    return total


rounds(queue_of_ten)
