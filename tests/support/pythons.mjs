// The Python environments of the tests: what runs in each is pinned in its requirements file.
import { ensurePython } from '../../scripts/ensure-python.mjs'

/** The agent's own store. */
export const agentPython = () => ensurePython('agent-python', 'tests/interop/requirements.txt')

/** MLflow's tracking server. */
export const mlflowPython = () => ensurePython('mlflow', 'tests/mlflow/requirements.txt')

/** Databricks' own store, which brings the agent's in a version of its choice: every package is named. */
export const databricksPython = () =>
  ensurePython('databricks-python', 'tests/interop/databricks-requirements.txt', { isComplete: true })
