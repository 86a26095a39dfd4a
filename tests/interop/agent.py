"""The agent's own store, driven by one JSON command a line on stdin; one JSON answer a line on stdout."""

import json
import sys

from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.store.postgres import PostgresStore


def embed(dims):
    """Adds 1.0 to component ord(ch) mod dims for every code point: the function behind tests/golden."""

    def texts_to_vectors(texts):
        vectors = []
        for text in texts:
            vector = [0.0] * dims
            for character in text:
                vector[ord(character) % dims] += 1.0
            vectors.append(vector)
        return vectors

    return texts_to_vectors


def get_user_memory(store, namespace, query, limit):
    """The tool of databricks/app-templates (agent_server/utils_memory.py), from its search on."""
    results = store.search(namespace, query=query, limit=limit)
    if not results:
        return "No memories found for this user."
    memory_items = [f"- [{item.key}]: {json.dumps(item.value)}" for item in results]
    return f"Found {len(results)} relevant memories:\n" + "\n".join(memory_items)


def reference_get_user_memory(store, namespace, query):
    """The same tool of the reference whose words ours answer with: the lines alone."""
    results = store.search(namespace, query=query, limit=5)
    if not results:
        return "No memories found for this user."
    return "\n".join(f"- [{item.key}]: {json.dumps(item.value)}" for item in results)


def loads_problem(text):
    """What json.loads refuses a text with; null where it reads it, or fails in another way."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return str(error)
    except (ValueError, RecursionError):
        return None


def run(store, command):
    verb, namespace, key = command["verb"], tuple(command.get("namespace", ())), command.get("key")
    if verb == "setup":
        return store.setup()
    if verb == "put":
        return store.put(namespace, key, json.loads(command["json"]))
    if verb == "delete":
        return store.delete(namespace, key)
    if verb == "get":
        item = store.get(namespace, key)
        return None if item is None else json.dumps(item.value, sort_keys=True, ensure_ascii=False)
    if verb == "put-again":  # what an agent does that reads a memory and saves it unchanged
        return store.put(namespace, key, store.get(namespace, key).value)
    if verb == "search":
        items = store.search(namespace, query=command["query"], limit=command["limit"])
        return [[".".join(item.namespace), item.key, item.score] for item in items]
    if verb == "tool":
        return get_user_memory(store, namespace, command["query"], command["limit"])
    if verb == "reference-tool":
        return reference_get_user_memory(store, namespace, command["query"])
    if verb == "loads":
        return [loads_problem(text) for text in command["texts"]]
    if verb.startswith("thread-"):
        return run_thread(PostgresSaver(store.conn), command)
    raise ValueError(verb)


def run_thread(saver, command):
    """What a graph with a checkpointer does in a conversation, by its own calls."""
    verb = command["verb"]
    if verb == "thread-setup":
        return saver.setup()
    configurable = {"thread_id": command["thread"], "checkpoint_ns": "", **command.get("configurable", {})}
    if verb == "thread-put":
        checkpoint = empty_checkpoint()
        checkpoint["channel_values"] = {"messages": [command["said"]]}
        checkpoint["channel_versions"] = {"messages": "1"}
        saved = saver.put({"configurable": configurable}, checkpoint, {"source": "loop", "step": 1}, {"messages": "1"})
        return saver.put_writes(saved, [("messages", [command["said"]])], "task")
    if verb == "thread-get":
        found = saver.get_tuple({"configurable": configurable})
        return None if found is None else [found.checkpoint["channel_values"]["messages"], len(found.pending_writes)]
    raise ValueError(verb)


def main():
    url, dims, fields, ttl = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4])
    index = {"dims": dims, "embed": embed(dims), "fields": fields}
    with PostgresStore.from_conn_string(url, index=index, ttl=ttl) as store:
        for line in sys.stdin:
            try:
                answer = {"ok": run(store, json.loads(line))}
            except Exception as error:  # said to the test, which decides
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)


main()
