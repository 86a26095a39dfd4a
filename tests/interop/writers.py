"""Several agents at once: the agent's own stores, sync and async, each with a connection of its own. One JSON command a line on stdin;
when all of them have written, how often each error was met, by its SQLSTATE, as one JSON line on stdout."""

import asyncio
import json
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack

from langgraph.store.base import PutOp
from langgraph.store.postgres import AsyncPostgresStore, PostgresStore


logging.getLogger("psycopg").setLevel(logging.ERROR)  # of a statement that failed it says that the pipeline did too


def embed(texts):
    return [[float(len(text)), 1.0, 0.0, 0.0] for text in texts]


INDEX = {"dims": 4, "embed": embed, "fields": ["$"]}


def batches(writer, turn, label):
    """What an agent writes in one turn: a memory, another one below and somebody else's with it, one that others write too."""
    person = ("user_memories", label)
    value = {"text": f"canary {turn} {writer}"}
    yield [PutOp(person, f"own-{writer}", value)]
    yield [
        PutOp((*person, "trips"), f"below-{writer}", value),
        PutOp(("user_memories", "bystander"), f"kept-{writer}", {"turn": turn}),
        PutOp(person, f"own-{writer}", None),
        PutOp(person, f"again-{writer}", value),
    ]
    yield [PutOp(person, "shared", value)]


def state_of(error):
    return getattr(error, "sqlstate", None) or type(error).__name__


def write(store, writer, turn, label):
    errors = []
    for ops in batches(writer, turn, label):
        try:
            store.batch(ops)
        except Exception as error:
            errors.append(state_of(error))
    return errors


async def write_async(store, writer, turn, label):
    errors = []
    for ops in batches(writer, turn, label):
        try:
            await store.abatch(ops)
        except Exception as error:
            errors.append(state_of(error))
    return errors


async def open_async(stack, url, count):
    return [await stack.enter_async_context(AsyncPostgresStore.from_conn_string(url, index=INDEX)) for _ in range(count)]


async def set_isolation(stores, level):
    for store in stores:
        await store.conn.execute(f"set default_transaction_isolation to '{level}'")


def main():
    url, count = sys.argv[1], int(sys.argv[2])
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    on_loop = lambda work: asyncio.run_coroutine_threadsafe(work, loop)
    closing = AsyncExitStack()
    with ExitStack() as stack, ThreadPoolExecutor(count) as threads:
        stores = [stack.enter_context(PostgresStore.from_conn_string(url, index=INDEX)) for _ in range(count)]
        stores[0].setup()
        others = on_loop(open_async(closing, url, count)).result()
        for line in sys.stdin:
            command = json.loads(line)
            if "isolation" in command:
                for store in stores:
                    store.conn.execute(f"set default_transaction_isolation to '{command['isolation']}'")
                on_loop(set_isolation(others, command["isolation"])).result()
                print("{}", flush=True)
                continue
            turn, label = command["turn"], command["label"]
            working = [threads.submit(write, store, at, turn, label) for at, store in enumerate(stores)]
            working += [on_loop(write_async(store, count + at, turn, label)) for at, store in enumerate(others)]
            met = {}
            for work in working:
                for state in work.result():
                    met[state] = met.get(state, 0) + 1
            print(json.dumps(met), flush=True)
        on_loop(closing.aclose()).result()


main()
