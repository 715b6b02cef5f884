package dev.crooked.clocks;

import javax.sql.DataSource;

public record PublicJdbc(DataSource database) {}
