package dev.aviary.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** A log line about a failure, with what may be told of it: its message may repeat that of the exception. */
record ToldEvent(ILoggingEvent original, ToldThrowable throwable, ToldMessages messages) implements ILoggingEvent {

    /** The event itself if it is about no exception. */
    static ILoggingEvent of(ILoggingEvent event) {
        if (!(event.getThrowableProxy() instanceof ThrowableProxy thrown)) {
            return event;
        }
        var messages = new ToldMessages(thrown.getThrowable());
        return new ToldEvent(event, new ToldThrowable(thrown, messages), messages);
    }

    @Override
    public String getFormattedMessage() {
        return messages.in(original.getFormattedMessage());
    }

    @Override
    public IThrowableProxy getThrowableProxy() {
        return throwable;
    }

    @Override
    public String getThreadName() {
        return original.getThreadName();
    }

    @Override
    public Level getLevel() {
        return original.getLevel();
    }

    @Override
    public String getMessage() {
        return messages.in(original.getMessage());
    }

    @Override
    public Object[] getArgumentArray() {
        return original.getArgumentArray();
    }

    @Override
    public String getLoggerName() {
        return original.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return original.getLoggerContextVO();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return original.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return original.hasCallerData();
    }

    @Override
    public List<Marker> getMarkerList() {
        return original.getMarkerList();
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return original.getMDCPropertyMap();
    }

    @Override
    @SuppressWarnings("deprecation") // of the interface, which has no other
    public Map<String, String> getMdc() {
        return original.getMDCPropertyMap();
    }

    @Override
    public long getTimeStamp() {
        return original.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return original.getNanoseconds();
    }

    @Override
    public long getSequenceNumber() {
        return original.getSequenceNumber();
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return original.getKeyValuePairs();
    }

    @Override
    public void prepareForDeferredProcessing() {
        original.prepareForDeferredProcessing();
    }
}
