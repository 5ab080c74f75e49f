"""So many pages of one web server, a hundred in flight at most."""

import asyncio
import os

import aiohttp

from measure import rounds

SITE = os.environ["SERVICE"]
LIMIT = 100


async def fetch(session, number):
    async with session.get(f"{SITE}/{number}") as response:
        return int(await response.text())


async def gather(session, size):
    permits = asyncio.Semaphore(LIMIT)

    async def limited(number):
        async with permits:
            return await fetch(session, number)

    return sum(await asyncio.gather(*[limited(number) for number in range(size)]))


async def workers(session, size):
    numbers = iter(range(size))

    async def worker():
        return sum([await fetch(session, number) for number in numbers])

    return sum(await asyncio.gather(*[worker() for _ in range(LIMIT)]))


async def scrape(variant, size):
    way = {"gather": gather, "workers": workers}[variant]
    async with aiohttp.ClientSession() as session:
        return await way(session, size)


rounds(scrape)
