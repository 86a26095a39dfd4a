"""The agent's own store for the bench: one JSON command a line on stdin, one JSON answer a line on stdout, with the milliseconds that the
call took and those that its statements took when they were sent once more. Texts are not embedded: the command brings the vector."""

import json
import sys
import time

from langgraph.store.postgres import PostgresStore
from psycopg import Cursor

said = []
vector = []


class NotingCursor(Cursor):
    """Notes what it sends."""

    def execute(self, query, params=None, **more):
        said.append((query, params))
        return super().execute(query, params, **more)


def send_again(store):
    """The same statements on the same connection, without what the store does before and after: in one round trip, as it sends them."""
    statements = list(said)
    with store.conn.pipeline(), store.conn.cursor(binary=True) as cursor:
        for query, params in statements:
            cursor.execute(query, params)


def timed(work):
    start = time.perf_counter()
    answer = work()
    return answer, (time.perf_counter() - start) * 1e3


def run(store, command):
    verb, namespace = command["verb"], tuple(command.get("namespace", ()))
    if verb == "setup":
        return store.setup()
    if verb == "put":
        return store.put(namespace, command["key"], command["value"])
    if verb == "search":
        items = store.search(namespace, query="bench", limit=command["limit"])
        return [[".".join(item.namespace), item.key] for item in items]
    raise ValueError(verb)


def explain(store):
    query, params = said[-1]
    with store.conn.cursor() as cursor:
        rows = cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query, params, prepare=False).fetchall()
        return list(rows[0].values())[0]


def main():
    url, dims = sys.argv[1], int(sys.argv[2])
    index = {"dims": dims, "embed": lambda texts: [vector for _ in texts], "fields": ["$"]}
    with PostgresStore.from_conn_string(url, index=index) as store:
        store.conn.cursor_factory = NotingCursor
        for line in sys.stdin:
            command = json.loads(line)
            vector[:] = command.get("vector", vector)
            said.clear()
            found, call = timed(lambda: run(store, command))
            _, statement = timed(lambda: send_again(store)) if command["verb"] != "setup" else (None, 0)
            plan = explain(store) if command.get("explain") else None
            print(json.dumps({"found": found, "call": call, "statement": statement, "plan": plan}), flush=True)


main()
