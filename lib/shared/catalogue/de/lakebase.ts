// Why the database cannot be reached or used: what Lakebase, the workspace and Postgres refuse, and what to do.
export const lakebase = {
  'The Lakebase service': 'Der Dienst Lakebase',
  // the workspace
  '{who} refused DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET (HTTP {status}). They must be a service principal of this workspace and a secret of it that has not ended.':
    '{who} hat DATABRICKS_CLIENT_ID und DATABRICKS_CLIENT_SECRET abgelehnt (HTTP {status}). Sie müssen ein Dienstprinzipal dieses Workspace und ein Geheimnis von ihm sein, das noch gilt.',
  'The Databricks workspace refused the token (HTTP {status}). It has ended, or belongs to another workspace: DATABRICKS_TOKEN or the service principal, and DATABRICKS_HOST, must be checked.':
    'Der Databricks-Workspace hat das Token abgelehnt (HTTP {status}). Es gilt nicht mehr oder gehört zu einem anderen Workspace: DATABRICKS_TOKEN oder der Dienstprinzipal und DATABRICKS_HOST müssen geprüft werden.',
  'The workspace token could not be renewed': 'Das Token des Workspace konnte nicht erneuert werden',
  'The database credential could not be renewed': 'Die Zugangsdaten der Datenbank konnten nicht erneuert werden',
  'The Databricks workspace': 'Der Databricks-Workspace',
  'a database credential': 'Zugangsdaten für die Datenbank',
  'a user': 'eine Nutzerin oder einen Nutzer',
  'what its API promises': 'das, was seine Schnittstelle verspricht',
  // the compute
  'The dashboard may not use {name} in Lakebase (HTTP {status}). Give its user or service principal the permission CAN USE on the project.':
    'Das Dashboard darf {name} in Lakebase nicht benutzen (HTTP {status}). Gib seinem Nutzer oder Dienstprinzipal das Recht CAN USE an dem Projekt.',
  'There is no {name} in Lakebase that the dashboard may see (HTTP {status}). LAKEBASE_ENDPOINT, or project and branch, and DATABRICKS_HOST must be checked.':
    'In Lakebase gibt es kein {name}, das das Dashboard sehen darf (HTTP {status}). LAKEBASE_ENDPOINT, oder Projekt und Zweig, und DATABRICKS_HOST müssen geprüft werden.',
  'The dashboard may not use the Lakebase instance {name} (HTTP {status}). Give its user or service principal the permission CAN USE on it.':
    'Das Dashboard darf die Lakebase-Instanz {name} nicht benutzen (HTTP {status}). Gib seinem Nutzer oder Dienstprinzipal das Recht CAN USE an ihr.',
  'There is no Lakebase instance {name} that the dashboard may see (HTTP {status}). LAKEBASE_INSTANCE_NAME and DATABRICKS_HOST must be checked.':
    'Es gibt keine Lakebase-Instanz {name}, die das Dashboard sehen darf (HTTP {status}). LAKEBASE_INSTANCE_NAME und DATABRICKS_HOST müssen geprüft werden.',
  'The Lakebase branch {branch} has no endpoint that can be written to. Add one, or set LAKEBASE_ENDPOINT.':
    'Der Lakebase-Zweig {branch} hat keinen Endpunkt, in den geschrieben werden kann. Lege einen an, oder setze LAKEBASE_ENDPOINT.',
  'No Lakebase instance that the dashboard may see has the host name of the settings. Set LAKEBASE_INSTANCE_NAME to its name, or LAKEBASE_ENDPOINT to the path of an endpoint.':
    'Keine Lakebase-Instanz, die das Dashboard sehen darf, hat den Hostnamen aus den Einstellungen. Setze LAKEBASE_INSTANCE_NAME auf ihren Namen, oder LAKEBASE_ENDPOINT auf den Pfad eines Endpunkts.',
  'The Lakebase endpoint {endpoint} is disabled, and no connection wakes it. Enable it in the workspace.':
    'Der Lakebase-Endpunkt {endpoint} ist abgeschaltet, und keine Verbindung weckt ihn. Schalte ihn im Workspace ein.',
  'The Lakebase instance {instance} is stopped ({state}). Start it in the workspace.':
    'Die Lakebase-Instanz {instance} steht still ({state}). Starte sie im Workspace.',
  'Lakebase has no host name for this database yet. It may still be being made; try again in a moment, or set PGHOST.':
    'Lakebase hat für diese Datenbank noch keinen Hostnamen. Vielleicht wird sie gerade angelegt; versuche es gleich noch einmal, oder setze PGHOST.',
  // the login
  'The dashboard’s role may not log in to the database (any more). Let the owner of the database allow it.':
    'Die Rolle des Dashboards darf sich an der Datenbank nicht (mehr) anmelden. Der Eigentümer der Datenbank muss es erlauben.',
  'The database refused the login of the dashboard’s role, with a new credential too. Either it has no such role, or PGUSER names somebody else than the workspace token belongs to. Let the owner of the database create the role.':
    'Die Datenbank hat die Anmeldung der Rolle des Dashboards abgelehnt, auch mit neuen Zugangsdaten. Entweder gibt es die Rolle nicht, oder PGUSER nennt jemand anderen als den, dem das Token des Workspace gehört. Der Eigentümer der Datenbank muss die Rolle anlegen.',
  'The database refused the login. User and password in DATABASE_URL must be checked.':
    'Die Datenbank hat die Anmeldung abgelehnt. Nutzer und Passwort in DATABASE_URL müssen geprüft werden.',
  'There is no database {database} on this server. Set PGDATABASE to the one that holds the agent’s tables.':
    'Auf diesem Server gibt es keine Datenbank {database}. Setze PGDATABASE auf die mit den Tabellen des Agenten.',
  'There is no database {database} on this server. Correct its name in DATABASE_URL.':
    'Auf diesem Server gibt es keine Datenbank {database}. Berichtige ihren Namen in DATABASE_URL.',
  'The dashboard’s role may not connect to the database {database}. Let its owner allow it.':
    'Die Rolle des Dashboards darf sich mit der Datenbank {database} nicht verbinden. Ihr Eigentümer muss es erlauben.',
  'The database has no connection left for the dashboard. Set DATABASE_POOL_SIZE lower, or let the database accept more connections.':
    'Die Datenbank hat keine Verbindung mehr frei für das Dashboard. Setze DATABASE_POOL_SIZE niedriger, oder lass die Datenbank mehr Verbindungen annehmen.',
  // the way there
  'The database’s certificate is not one for its host, or not from an authority that is known here ({code}). Nothing was sent. Check the host; for a private authority set PGSSLROOTCERT to its certificates.':
    'Das Zertifikat der Datenbank gilt nicht für ihren Host oder kommt von keiner Stelle, die hier bekannt ist ({code}). Nichts wurde gesendet. Prüfe den Host; für eine eigene Zertifizierungsstelle setze PGSSLROOTCERT auf deren Zertifikate.',
  'The database takes no encrypted connections, and others are only made on this machine. Where the network between is trusted, add sslmode=disable to DATABASE_URL.':
    'Die Datenbank nimmt keine verschlüsselten Verbindungen an, und andere werden nur auf diesem Rechner aufgebaut. Wo dem Netz dazwischen zu trauen ist, hänge sslmode=disable an DATABASE_URL an.',
  'The host name of the database is not known ({code}). Check it; a Lakebase instance that was deleted has lost its name.':
    'Der Hostname der Datenbank ist nicht bekannt ({code}). Prüfe ihn; eine gelöschte Lakebase-Instanz hat ihren Namen verloren.',
  'The database took no connection. It may be waking up or stopped; nothing is lost, try again in a moment.':
    'Die Datenbank hat keine Verbindung angenommen. Vielleicht wacht sie gerade auf oder steht still; nichts ist verloren, versuche es gleich noch einmal.',
  // rights
  'The dashboard may not use the agent’s tables as it must. Let their owner grant it: npm run doctor prints the statements.':
    'Das Dashboard darf die Tabellen des Agenten nicht so benutzen, wie es muss. Ihr Eigentümer muss es erlauben: npm run doctor gibt die Anweisungen aus.',
  'The extension vector is not installed in this database, and the schema {schema} has no table named store_vectors. Let the owner of the database install it, then run the agent’s setup().':
    'Die Erweiterung vector ist in dieser Datenbank nicht installiert, und das Schema {schema} hat keine Tabelle namens store_vectors. Der Eigentümer der Datenbank muss sie installieren; führe danach das setup() des Agenten aus.',
  'This server does not have pgvector. Install it on the server first.':
    'Dieser Server hat kein pgvector. Installiere es zuerst auf dem Server.',
  'The dashboard’s role may not make the agent’s tables here. Let the owner of the database allow it, or run the agent’s setup().':
    'Die Rolle des Dashboards darf die Tabellen des Agenten hier nicht anlegen. Der Eigentümer der Datenbank muss es erlauben, oder führe das setup() des Agenten aus.',
  'The dashboard may not create its own schema. Let the owner of the database create it.':
    'Das Dashboard darf sein eigenes Schema nicht anlegen. Der Eigentümer der Datenbank muss es anlegen.',
  'The schema dashboard, or a table in it, belongs to another role. npm run doctor prints the statements that hand it over.':
    'Das Schema dashboard oder eine Tabelle darin gehört einer anderen Rolle. npm run doctor gibt die Anweisungen aus, die es übergeben.',
}
