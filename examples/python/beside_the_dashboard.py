"""An agent in Python beside the dashboard, on one database: it saves, a person corrects, it reads the correction.

On Databricks, as the agent's own app (its credentials come from the environment, as everywhere in the SDK):

    pip install "databricks-langchain[memory]"
    LAKEBASE_ENDPOINT=projects/…/branches/…/endpoints/… DATABRICKS_EMBEDDING_ENDPOINT=databricks-gte-large-en \
    LAKEBASE_AGENT_MEMORY_SCHEMA=agent_langgraph_memory python beside_the_dashboard.py ada@example.com

On any Postgres with pgvector, with an OpenAI-compatible embedding service:

    pip install langgraph-checkpoint-postgres "psycopg[binary]"
    DATABASE_URL=postgresql://… EMBEDDINGS_BASE_URL=http://localhost:11434/v1 EMBEDDINGS_MODEL=… EMBEDDING_DIMS=1024 \
    python beside_the_dashboard.py ada@example.com

Give the dashboard the same settings, and sign in as that person.
"""

import json
import os
import sys
import urllib.request
from contextlib import contextmanager

DIMS = int(os.environ.get("EMBEDDING_DIMS", "1024"))


@contextmanager
def open_store():
    """The store that the agent keeps its memories in: DatabricksStore, or the PostgresStore that it is made of."""
    if "LAKEBASE_ENDPOINT" in os.environ:
        from databricks_langchain import DatabricksStore

        yield DatabricksStore(
            autoscaling_endpoint=os.environ["LAKEBASE_ENDPOINT"],
            embedding_endpoint=os.environ["DATABRICKS_EMBEDDING_ENDPOINT"],
            embedding_dims=DIMS,
            schema=os.environ.get("LAKEBASE_AGENT_MEMORY_SCHEMA"),
        )
    else:
        from langgraph.store.postgres import PostgresStore

        index = {"dims": DIMS, "embed": embed, "fields": ["$"]}
        with PostgresStore.from_conn_string(os.environ["DATABASE_URL"], index=index) as store:
            yield store


def embed(texts):
    """Vectors of an OpenAI-compatible service, one a text."""
    headers = {"Content-Type": "application/json"}
    if "EMBEDDINGS_API_KEY" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["EMBEDDINGS_API_KEY"]
    body = json.dumps({"model": os.environ["EMBEDDINGS_MODEL"], "input": texts}).encode()
    request = urllib.request.Request(os.environ["EMBEDDINGS_BASE_URL"] + "/embeddings", body, headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        rows = json.load(response)["data"]
    # some services write 0 for 0.0, and psycopg takes no list of both kinds
    return [[float(number) for number in row["embedding"]] for row in sorted(rows, key=lambda row: row["index"])]


def namespace_of(user_id):
    """One of the two conventions in the field; the dashboard's setting for it is MEMORY_NAMESPACE_STYLE=at."""
    return ("user_memories", user_id.replace(".", "-").replace("@", "-at-"))


def tell(store, namespace, query):
    """What the agent would be told, and how close each memory is."""
    for item in store.search(namespace, query=query, limit=5):
        print(f"{item.score:.9f} - [{item.key}]: {json.dumps(item.value)}")


def main(user_id, query="What does she like to drink?"):
    namespace = namespace_of(user_id)
    with open_store() as store:
        store.setup()
        store.put(namespace, "favourite_drink", {"text": "Drinks coffee, black", "cups_a_day": 2.0})
        store.put(namespace, "way_to_work", {"text": "Takes the tram to the office"})
        tell(store, namespace, query)
        input("Correct a memory in the dashboard, then press Enter.\n")
        print(json.dumps(store.get(namespace, "favourite_drink").value))
        tell(store, namespace, query)


if __name__ == "__main__":
    main(*sys.argv[1:])
