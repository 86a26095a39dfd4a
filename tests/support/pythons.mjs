// The Python environments of the tests: what runs in each is pinned in its requirements file.
import { ensurePython } from '../../scripts/ensure-python.mjs'

/** The agent's own store. */
export const agentPython = () => ensurePython('agent-python', 'tests/interop/requirements.txt')

/** MLflow's tracking server. */
export const mlflowPython = () => ensurePython('mlflow', 'tests/mlflow/requirements.txt')
