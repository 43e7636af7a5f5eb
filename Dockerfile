# SPDX-FileCopyrightText: The Touchline authors
# SPDX-License-Identifier: Apache-2.0
#
# Both jobs and the command line in one image: docker build -t touchline:0.1.0 .
# Tags are pinned; put the digest that your registry mirrors behind them where you need one.

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -pl schemas,operators,simulator,jobs -am \
      -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip -Denforcer.skip package

FROM flink:2.3.0-java17
# the reporter of metrics is in plugins/ already; checkpoints on S3 need this one
RUN mkdir -p /opt/flink/plugins/s3-fs-presto /var/lib/touchline \
    && cp /opt/flink/opt/flink-s3-fs-presto-2.3.0.jar /opt/flink/plugins/s3-fs-presto/ \
    && chown 9999:9999 /var/lib/touchline
# ours last: they change most often
COPY --from=build /src/jobs/target/usrlib/ /opt/flink/usrlib/
COPY --from=build /src/jobs/target/touchline.jar /opt/flink/usrlib/touchline.jar
COPY --chmod=0755 deploy/image/ /opt/touchline/bin/
USER 9999:9999
WORKDIR /opt/flink
