"""Counting primes in four parts, by threads or by processes; or hashing megabytes in four parts."""

import asyncio
import hashlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from measure import rounds

PARTS = 4


def primes(part, size):
    count = 0
    for number in range(3 + 2 * part, size, 2 * PARTS):
        divisor = 3
        while divisor * divisor <= number and number % divisor:
            divisor += 2
        count += divisor * divisor > number
    return count


def hashed(part, size):
    digest = hashlib.sha256()
    block = bytes([part]) * 1_000_000
    for _ in range(size):
        digest.update(block)
    return digest.digest()[0]


async def computing(variant, size):
    pool = ProcessPoolExecutor if variant == "processes" else ThreadPoolExecutor
    work = hashed if variant == "sha-256" else primes
    loop = asyncio.get_running_loop()
    with pool(PARTS) as executor:
        return sum(
            await asyncio.gather(
                *[loop.run_in_executor(executor, work, part, size) for part in range(PARTS)]
            )
        )


if __name__ == "__main__":
    rounds(computing)
