package dev.aviary.operators;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of whoever acts at the command line.
 *
 * @param keyFile the key file of the operator that commands act as unless they say otherwise, mode 0600; made at first use for the first admin. With aviary.production not
 *     used unless it is named with --key-file. Default:
 *     operator.key below aviary.home.
 */
@ConfigurationProperties("aviary.operator")
record OperatorProperties(@Nullable Path keyFile) {}
