# The whole program; it serves unless it is given another verb. Build it from the repository's root:
#
#   docker build -f deploy/server.Dockerfile -t noisylabels .
#   docker build -f deploy/server.Dockerfile -t noisylabels:cuda --build-arg TORCH_DEVICE=cuda .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TORCH_DEVICE=cpu
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json license.txt ./
COPY src src
RUN dotnet publish src/NoisyLabels.Cli --configuration Release -p:TorchDevice=${TORCH_DEVICE} --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The data directory: annotations, models, the cache of features. Created here so that a volume takes over its owner.
RUN mkdir /data && chown "$APP_UID" /data
WORKDIR /app
COPY --from=build /app ./
ENV NoisyLabels__DataDirectory=/data \
    NOISYLABELS_CACHE=/data/cache \
    ASPNETCORE_URLS=http://0.0.0.0:9090
USER $APP_UID
VOLUME /data
EXPOSE 9090
# The image has no curl; bash opens the connection itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q UP <&3"]
ENTRYPOINT ["./noisylabels"]
CMD ["serve"]
