# syntax=docker/dockerfile:1
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY jobs jobs
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -DskipTests package \
 && java -Djarmode=tools -jar target/aviary.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:21-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/aviary --shell /usr/sbin/nologin aviary \
 && install -d -o aviary -g aviary -m 0700 /var/lib/aviary
WORKDIR /opt/aviary
# One layer each, what changes least first.
COPY --from=build /src/layers/dependencies/ ./
COPY --from=build /src/layers/spring-boot-loader/ ./
COPY --from=build /src/layers/snapshot-dependencies/ ./
COPY --from=build /src/layers/application/ ./
COPY jobs jobs
USER aviary
# The key file lives here, and without MariaDB the database: mount a volume and back it up.
ENV AVIARY_HOME=/var/lib/aviary
VOLUME /var/lib/aviary
STOPSIGNAL SIGTERM
# Starts a second JVM, hence the long interval. It fails if a setting is not valid or the database cannot be used.
HEALTHCHECK --interval=5m --timeout=60s --start-period=90s --retries=2 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-Xmx128m", "org.springframework.boot.loader.launch.JarLauncher", "status"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=70", "org.springframework.boot.loader.launch.JarLauncher"]
CMD ["serve"]
