"""So many tasks that end at once."""

import asyncio

from measure import rounds


async def task(number):
    return number


async def gather(variant, size):
    return sum(await asyncio.gather(*[task(number) for number in range(size)]))


rounds(gather)
