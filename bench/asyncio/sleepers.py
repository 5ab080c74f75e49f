"""So many tasks that sleep for a second, all at the same time."""

import asyncio

from measure import rounds


async def sleeper():
    await asyncio.sleep(1)
    return 1


async def sleepers(variant, size):
    return sum(await asyncio.gather(*[sleeper() for _ in range(size)]))


rounds(sleepers)
