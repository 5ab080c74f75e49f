"""So many calls that never answer, each given up after a tenth of a second."""

import asyncio

from measure import rounds


async def timeouts(variant, size):
    def never():
        return asyncio.get_running_loop().create_future()

    async def wait_for():
        try:
            await asyncio.wait_for(never(), 0.1)
        except TimeoutError:
            return 1

    async def timeout():
        try:
            async with asyncio.timeout(0.1):
                await never()
        except TimeoutError:
            return 1

    call = timeout if variant == "timeout" else wait_for
    return sum(await asyncio.gather(*[call() for _ in range(size)]))


rounds(timeouts)
