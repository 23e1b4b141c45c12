package io.replicator.app.config;

import org.jspecify.annotations.Nullable;

/** A JDBC URL. As somebody may have put a password into it, only its harmless beginning is ever shown. */
record UrlValue() implements Value<DatabaseUrl> {
    @Override
    public String expected() {
        return "a URL with host and database such as jdbc:mysql://host:3306/database or"
                + " jdbc:postgresql://host:5432/database (engines: mysql, mariadb, postgresql)";
    }

    @Override
    public @Nullable DatabaseUrl read(Setting setting) {
        if (setting.raw() == null) {
            setting.refuse(this);
            return null;
        }
        String text = setting.text(this);
        if (text == null) {
            return null;
        }
        if (DatabaseUrl.holdsCredentials(text)) {
            setting.refuse(setting.path(), "found a user or a password in the URL; put them into user and password");
            return null;
        }
        DatabaseUrl url = DatabaseUrl.parse(text);
        if (url == null) {
            setting.refuse(this);
        }
        return url;
    }
}
