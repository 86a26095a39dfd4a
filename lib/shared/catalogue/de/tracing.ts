// Traces in German: what the health page says of them, and the link of a memory's page.
export const tracing = {
  'No traces are sent, and none are asked for.': 'Es wird nichts aufgezeichnet (Tracing), und es ist nichts verlangt.',
  'No traces are sent: MLFLOW_EXPERIMENT_ID is set, and MLFLOW_TRACKING_URI, which says where to, is not.':
    'Es wird nichts aufgezeichnet (Tracing): MLFLOW_EXPERIMENT_ID ist gesetzt, MLFLOW_TRACKING_URI mit dem Ziel nicht.',
  'This process records no traces, although the settings ask for them. Start it again.':
    'Dieser Prozess zeichnet nichts auf, obwohl die Einstellungen es verlangen. Starte ihn neu.',
  'A trace named doctor arrived ({place}).': 'Eine Spur namens doctor ist angekommen ({place}).',
  'A trace was sent and did not arrive ({place}): {why}':
    'Eine Spur wurde gesendet und ist nicht angekommen ({place}): {why}',
  'Traces do not arrive ({place}); nobody waits for them. {why} Since the start, {lost}':
    'Spuren kommen nicht an ({place}); niemand wartet auf sie. {why} Seit dem Start {lost}',
  'No trace has been sent since the start ({place}).': 'Seit dem Start wurde noch keine Spur gesendet ({place}).',
  'Traces arrive ({place}), the last one {ago}. Since the start, {lost}':
    'Spuren kommen an ({place}), die letzte {ago}. Seit dem Start {lost}',
  'none was lost.': 'ging keine verloren.',
  '{count} span was lost.|{count} spans were lost.':
    'ging {count} Abschnitt verloren.|gingen {count} Abschnitte verloren.',
  'less than a minute ago': 'vor weniger als einer Minute',
  '{count} minute ago|{count} minutes ago': 'vor {count} Minute|vor {count} Minuten',
  'Check MLFLOW_TRACE_UC_TABLE and DATABRICKS_HOST, and that the service principal may use the catalog and schema and has MODIFY and SELECT on the tables of traces.':
    'Prüfe MLFLOW_TRACE_UC_TABLE und DATABRICKS_HOST, und ob der Dienstprinzipal Katalog und Schema benutzen darf und auf den Tabellen der Spuren MODIFY und SELECT hat.',
  'Check MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_ID and the credentials. The server must be MLflow 3.7 or newer, with a database behind it.':
    'Prüfe MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_ID und die Zugangsdaten. Der Server muss MLflow ab 3.7 sein, mit einer Datenbank dahinter.',
  'The MLflow server': 'Der MLflow-Server',
  '{host}, experiment {experiment}': '{host}, Experiment {experiment}',
  '{host}, table {table}': '{host}, Tabelle {table}',
  '{who} did not take the traces in time.': '{who} hat die Spuren nicht rechtzeitig angenommen.',
  '{who} refused the traces: it has no such experiment or table, or takes none over OpenTelemetry (HTTP {status}).':
    '{who} hat die Spuren abgelehnt: Es gibt dort kein solches Experiment und keine solche Tabelle, oder er nimmt keine über OpenTelemetry (HTTP {status}).',
  '{who} keeps its traces in files, and takes them only with a database behind it (HTTP {status}).':
    '{who} bewahrt Spuren in Dateien auf und nimmt sie nur mit einer Datenbank dahinter (HTTP {status}).',
  '{who} refused the traces (HTTP {status}).': '{who} hat die Spuren abgelehnt (HTTP {status}).',
  Traces: 'Spuren',
  'What was done with it, in MLflow': 'Was damit getan wurde, in MLflow',
}
