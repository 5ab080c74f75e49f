"""So many items, of which a hundred are in work at once; the work is nothing."""

import asyncio

from measure import rounds

LIMIT = 100


async def work(item):
    return item


async def semaphore(variant, size):
    return await (workers(size) if variant == "workers" else task_per_item(size))


async def task_per_item(size):
    permits = asyncio.Semaphore(LIMIT)

    async def limited(item):
        async with permits:
            return await work(item)

    return sum(await asyncio.gather(*[limited(item) for item in range(size)]))


async def workers(size):
    items = iter(range(size))

    async def worker():
        done = 0
        for item in items:
            done += await work(item)
        return done

    return sum(await asyncio.gather(*[worker() for _ in range(LIMIT)]))


if __name__ == "__main__":
    rounds(semaphore)
