# In the root of the repository: docker build --tag s3tester .   (or buildah, podman)
ARG NODE_IMAGE=node:22-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /s3tester
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --ignore-scripts --pack-destination /tmp

FROM ${NODE_IMAGE}
COPY --from=build /tmp/s3tester-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/s3tester-*.tgz && npm cache clean --force && rm /tmp/s3tester-*.tgz
WORKDIR /work
USER 1000:1000
ENTRYPOINT ["s3tester"]
