"""So many tasks that all wait for one event at the same time."""

import asyncio

from measure import rounds


async def waiter(event, calls):
    """So many calls deep it waits."""
    if calls > 1:
        return await waiter(event, calls - 1)
    await event.wait()
    return 1


async def waiters(variant, size):
    event = asyncio.Event()
    calls = 50 if variant == "deep" else 1
    tasks = [asyncio.create_task(waiter(event, calls)) for _ in range(size)]
    await asyncio.sleep(0)  # all of them have begun after it, and wait
    event.set()
    return sum(await asyncio.gather(*tasks))


rounds(waiters)
