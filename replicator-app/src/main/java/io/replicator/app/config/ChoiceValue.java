package io.replicator.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of an enum's constants, in lower case. */
record ChoiceValue<E extends Enum<E>>(Class<E> type) implements ScalarValue<E> {
    @Override
    public String expected() {
        return String.join(" or ", names());
    }

    @Override
    public @Nullable E parse(String text) {
        int index = names().indexOf(text);
        return index < 0 ? null : type.getEnumConstants()[index];
    }

    private List<String> names() {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
