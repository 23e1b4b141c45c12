package io.replicator.app.config;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the configuration file. */
public final class ConfigurationFile {
    private final Path file;
    private final Function<String, @Nullable String> environment;

    /** @param environment the environment variables, such as {@code System::getenv} */
    public ConfigurationFile(Path file, Function<String, @Nullable String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** @throws ReplicationException of kind CONFIGURATION, naming every mistake with its place */
    public Configuration read() {
        Reading reading = new Reading(file, new References(environment));
        Node root = YamlText.compose(content(), reading);
        Configuration configuration = root == null ? null : Configuration.SECTION.read(new Setting("", root, reading));
        reading.throwMistakes();
        return Objects.requireNonNull(configuration, "no mistake, no configuration");
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable("there is no such file; name it with -c", e);
        } catch (AccessDeniedException e) {
            throw unreadable("this user may not read it", e);
        } catch (CharacterCodingException e) {
            throw unreadable("it is not UTF-8", e);
        } catch (IOException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private ReplicationException unreadable(@Nullable String why, IOException cause) {
        return new ReplicationException(
                ErrorKind.CONFIGURATION, "Cannot read the configuration file " + file + ": " + why, cause);
    }
}
