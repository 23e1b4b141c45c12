package io.replicator.app.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of its own, made with the JDK's keytool, that writes PEM files into a folder. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    private TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    public static TestAuthority create(Path folder, String name) throws IOException, InterruptedException {
        TestAuthority authority = new TestAuthority(folder, name);
        authority.keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c");
        authority.keytool(
                name, "-exportcert", "-rfc", "-file", authority.certificate().toString());
        return authority;
    }

    public Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** PEM files of a certificate and its key. */
    public record Issued(Path certificate, Path key) {}

    /** @param names as keytool writes them, such as {@code dns:localhost,ip:127.0.0.1} */
    public Issued issue(String subject, String names) throws IOException, InterruptedException {
        Path request = folder.resolve(subject + ".csr");
        Path certificate = folder.resolve(subject + ".pem");
        keytool(
                subject,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=" + subject);
        keytool(subject, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-rfc",
                "-validity",
                "30",
                "-ext",
                "san=" + names,
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        return new Issued(certificate, writeKey(subject));
    }

    private Path writeKey(String subject) throws IOException {
        try (InputStream in = Files.newInputStream(store(subject))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return Files.writeString(
                    folder.resolve(subject + ".key"),
                    "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Path store(String owner) {
        return folder.resolve(owner + ".p12");
    }

    private void keytool(String owner, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "own", "-keystore", store(owner).toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }
}
