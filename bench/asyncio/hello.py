"""Three tasks, and a line of what they gave: measured from outside, from the start to the end."""

import asyncio


async def greeting(name):
    return f"Hello, {name}!"


async def main():
    print(*await asyncio.gather(greeting("Ada"), greeting("Grace"), greeting("Alan")))


asyncio.run(main())
