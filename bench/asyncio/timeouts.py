"""So many calls that never answer, each given up after a tenth of a second."""

import asyncio

from measure import rounds


async def timeouts(variant, size):
    async def call():
        try:
            await asyncio.wait_for(asyncio.get_running_loop().create_future(), 0.1)
        except TimeoutError:
            return 1

    return sum(await asyncio.gather(*[call() for _ in range(size)]))


rounds(timeouts)
