// # 2 · Concurrent execution: many calls, one wait
