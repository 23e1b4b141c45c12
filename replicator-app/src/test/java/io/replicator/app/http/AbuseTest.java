package io.replicator.app.http;

import static io.replicator.app.http.Listener.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, many, or talk nonsense get nowhere and keep nobody waiting. */
final class AbuseTest {
    private static final String PAUSE =
            "POST /api/v1/pause HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestEndpoint.TOKEN + "\r\n";

    private final TestEndpoint endpoint = TestEndpoint.withToken();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        endpoint.close();
    }

    @Test
    void twoHundredSilentClientsKeepNobodyWaiting() throws IOException {
        for (int i = 0; i < 100; i++) {
            open("");
            open("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        }

        assertAnswersFast();
    }

    @Test
    void connectionsThatCameAndWentCostNoMemory() throws IOException {
        long before = usedHeap();
        for (int i = 0; i < 3_000; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            }
        }

        assertThat(usedHeap() - before).isLessThan(20L << 20);
        assertAnswersFast();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void floodsWaitForTheirTurnAndKeepNobodyElseWaiting() throws IOException {
        int requests = 3 * PER_SECOND;
        String wrong = "POST /api/v1/pause HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n\r\n";
        long start = System.nanoTime();
        Socket flood = open(wrong.repeat(requests));
        assertAnswersFast();

        assertThat(answers(flood, requests)).isEqualTo(requests);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(endpoint.control.asked()).isEmpty();
    }

    private static int answers(Socket socket, int wanted) throws IOException {
        socket.setSoTimeout(15_000);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int answers = 0;
        while (answers < wanted) {
            if (lines.readLine().startsWith("HTTP/1.1 401")) {
                answers++;
            }
        }
        return answers;
    }

    @Test
    void connectionsThatComeInALoopWaitForTheirTurn() throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < 3 * PER_SECOND; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
                socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void clientsThatDoNotReadTheirAnswersKeepNobodyWaiting() throws IOException {
        for (int i = 0; i < 20; i++) {
            open("GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
        }

        assertAnswersFast();
    }

    @Test
    void clientsThatDoNotSendTheirBodiesKeepNobodyWaiting() throws IOException {
        for (int i = 0; i < 50; i++) {
            open(PAUSE + "Content-Length: 100\r\n\r\nx");
        }

        assertAnswersFast();
        assertThat(endpoint.control.asked()).isEmpty();
    }

    @Test
    void clientThatSendsAByteNowAndThenIsCutOff() throws Exception {
        Socket dripping = open("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        boolean open = true;
        while (open && System.nanoTime() < deadline) {
            open = !isClosed(dripping);
            Thread.sleep(200);
        }

        assertThat(open).as("still open after 15 s").isFalse();
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void moreConnectionsThanAllowedWaitUntilOthersEnd() throws IOException {
        for (int i = 0; i < 290; i++) {
            open("");
        }

        assertThat(endpoint.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void largeBodiesAreRefused() {
        assertThat(endpoint.change("PUT", "/api/v1/log-level", "x".repeat(5_000))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void largeBodiesOfUntoldLengthAreRefused() throws IOException {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        String answer =
                answer(PAUSE + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk + chunk + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(endpoint.control.asked()).isEmpty();
    }

    @Test
    void largeHeadersAreRefused() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"})
    void nonsenseIsRefusedWithoutAWordAboutTheServer(String request) throws IOException {
        String answer = answer(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("\tat ");
    }

    @Test
    void answersTellNothingOfTheServerAndForbidEmbedding() {
        HttpResponse<String> page = endpoint.get("/");

        assertThat(page.headers().firstValue("Server")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private void assertAnswersFast() {
        long start = System.nanoTime();
        assertThat(endpoint.get("/api/v1/status").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private String answer(String request) throws IOException {
        Socket socket = open(request);
        socket.setSoTimeout(15_000);
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(60), StandardCharsets.ISO_8859_1);
    }

    private Socket open(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }
}
