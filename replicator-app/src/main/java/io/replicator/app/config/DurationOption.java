package io.replicator.app.config;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration on the command line as in the configuration. */
public final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        DurationValue form = new DurationValue();
        Duration duration = form.parse(text);
        if (duration == null) {
            throw new TypeConversionException("'" + text + "' is not " + form.expected());
        }
        return duration;
    }
}
