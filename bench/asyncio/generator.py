"""So many items from an asynchronous generator."""

from measure import rounds


async def items(size):
    for item in range(size):
        yield item


async def generator(variant, size):
    total = 0
    async for item in items(size):
        total += item
    return total


rounds(generator)
