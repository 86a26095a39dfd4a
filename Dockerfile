# syntax=docker/dockerfile:1
# The dashboard as a container: docs/deploy.md says how to build and run it. `npm run try-image` carries these steps out where no engine is.
FROM node:22.23.3-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
ARG NEXT_DEPLOYMENT_ID
# optional: pages of one image then work on the servers of the next one
RUN --mount=type=secret,id=actions_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY NEXT_OUTPUT=standalone NEXT_TELEMETRY_DISABLED=1 npm run build

FROM node:22.23.3-bookworm-slim
WORKDIR /app
# only the embedded database writes, and only there
RUN mkdir /data && chown node:node /data
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY scripts/serve.mjs scripts/launch.mjs scripts/listener.mjs scripts/kept-secret.mjs ./scripts/
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 LISTEN_HOST=0.0.0.0 PORT=3000 EMBEDDED_DATA_DIR=/data/memory
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/serve.mjs"]
