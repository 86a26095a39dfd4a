// Installs what the tests need beside npm's packages, each once; `npm test` would do the same, one after the other, when it comes to it.
import { agentPython, databricksPython, mlflowPython } from '../tests/support/pythons.mjs'
import { ensureBrowser } from './ensure-browser.mjs'
import { preparePostgres } from './ensure-postgres.mjs'

ensureBrowser()
preparePostgres()
agentPython()
mlflowPython()
databricksPython()
