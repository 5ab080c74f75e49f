"""So many items, of which a hundred are in work at once; the work is to wait for a millisecond."""

import asyncio

import semaphore
from measure import rounds


async def work(item):
    await asyncio.sleep(0.001)
    return item


semaphore.work = work
rounds(semaphore.semaphore)
