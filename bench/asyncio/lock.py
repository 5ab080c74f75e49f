"""Five tasks that count under one lock."""

import asyncio

from measure import rounds


async def lock(variant, size):
    mutex = asyncio.Lock()
    count = 0

    async def counter():
        nonlocal count
        for _ in range(size):
            async with mutex:
                count += 1

    await asyncio.gather(*[counter() for _ in range(5)])
    return count


rounds(lock)
