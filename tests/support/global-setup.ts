// Starts one PostgreSQL for the whole vitest run and tells every test where it is: inject('postgresUrl').
import { randomUUID } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { templatePlace } from './embedded-template'
import { agentPython, mlflowPython } from './pythons.mjs'
import { removeServerTemplate } from './server-template'

declare module 'vitest' {
  export interface ProvidedContext {
    /** null when no PostgreSQL could be had; postgresSkipped then says why */
    postgresUrl: string | null
    postgresSkipped: string | null
    /** A Python with the agent's own store; null where there is none. */
    agentPython: string | null
    /** A Python with MLflow's tracking server; null where there is none. */
    mlflowPython: string | null
    /** Folder of the embedded database as each test file finds it: {@link import('./embedded-template').templateIn}. */
    templateFolder: string
    /** Database of the server as each test file finds it: {@link import('./server-template').serverTemplate}. */
    serverTemplate: string
  }
}

export default async function setup(project: TestProject) {
  const template = templatePlace()
  project.provide('templateFolder', template.folder)
  const serverTemplate = `template_${randomUUID().replaceAll('-', '')}`
  project.provide('serverTemplate', serverTemplate)
  const agent = agentPython()
  project.provide('agentPython', 'python' in agent ? agent.python : null)
  if ('skipped' in agent) console.log(`Tests with the agent's own store are skipped. ${agent.skipped}`)
  const mlflow = mlflowPython()
  project.provide('mlflowPython', 'python' in mlflow ? mlflow.python : null)
  if ('skipped' in mlflow) console.log(`Tests with a real MLflow server are skipped. ${mlflow.skipped}`)
  const postgres = await ensurePostgres()
  const skipped = 'skipped' in postgres ? postgres.skipped : null
  project.provide('postgresUrl', 'url' in postgres ? postgres.url : null)
  project.provide('postgresSkipped', skipped)
  if ('skipped' in postgres) {
    console.log(`Tests that need a PostgreSQL server are skipped. ${skipped}`)
    return template.remove
  }
  console.log(`Tests use ${postgres.describe}.`)
  return async () => {
    template.remove()
    await removeServerTemplate(postgres.url, serverTemplate)
    await postgres.stop()
  }
}
