"""So many requests of three queries each, by a pool of twenty connections."""

import asyncio
import os

import asyncpg

from measure import rounds

CONNECTIONS = 20
QUERIES = [
    "select name from users where id = $1",
    "select item from orders where user_id = $1",
    "select likes from profiles where user_id = $1",
]
DATABASE = (
    os.environ["SERVICE"].removeprefix("jdbc:").replace("currentSchema", "search_path")
)
pool = None  # opened in the first round, and kept: the next ones find it open


async def together(number):
    found = await asyncio.gather(
        *[pool.fetchval(query, number % 1000 + 1) for query in QUERIES]
    )
    return len("".join(found))


async def one_after_the_other(number):
    async with pool.acquire() as connection:
        found = [await connection.fetchval(query, number % 1000 + 1) for query in QUERIES]
    return len("".join(found))


async def workers(size):
    numbers = iter(range(size))

    async def worker():
        return sum([await one_after_the_other(number) for number in numbers])

    return sum(await asyncio.gather(*[worker() for _ in range(CONNECTIONS)]))


async def postgres(variant, size):
    global pool
    pool = pool or await asyncpg.create_pool(
        DATABASE, min_size=CONNECTIONS, max_size=CONNECTIONS
    )
    if variant == "workers":
        return await workers(size)
    return sum(await asyncio.gather(*[together(number) for number in range(size)]))


rounds(postgres)
