"""So many tasks that wait, and are all cancelled."""

import asyncio

from measure import rounds


async def cancel(variant, size):
    async def waiter():
        await asyncio.get_running_loop().create_future()

    tasks = [asyncio.create_task(waiter()) for _ in range(size)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    return sum(isinstance(end, asyncio.CancelledError) for end in ends)


rounds(cancel)
