package dev.aviary.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An exception of a log line with those messages that may be told. */
record ToldThrowable(ThrowableProxy original, ToldMessages messages) implements IThrowableProxy {

    @Override
    public @Nullable String getMessage() {
        return messages.of(original.getThrowable());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return original.getOverridingMessage() == null ? null : messages.in(original.getOverridingMessage());
    }

    @Override
    public String getClassName() {
        return original.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return original.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return original.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return told(original.getCause());
    }

    @Override
    public IThrowableProxy @Nullable [] getSuppressed() {
        var suppressed = original.getSuppressed();
        return suppressed == null
                ? null
                : Arrays.stream(suppressed).map(this::told).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return original.isCyclic();
    }

    private @Nullable IThrowableProxy told(@Nullable IThrowableProxy other) {
        return other instanceof ThrowableProxy known ? new ToldThrowable(known, messages) : other;
    }
}
