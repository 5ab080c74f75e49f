"""So many calls that block for a tenth of a second, in threads."""

import asyncio
import time

from measure import rounds


def blocking(number):
    time.sleep(0.1)
    return number


async def calls(variant, size):
    return sum(await asyncio.gather(*[asyncio.to_thread(blocking, i) for i in range(size)]))


rounds(calls)
