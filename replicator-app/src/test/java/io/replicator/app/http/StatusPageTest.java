package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees, in a real browser; skipped where none is installed. */
final class StatusPageTest {
    private static final TableId BOOKINGS = new TableId("travel", "bookings");
    private static final Path IMAGES = Path.of("..", "docs", "images");

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path profile;

    private final TestEndpoint endpoint = TestEndpoint.withToken();
    private Browser browser;

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(
                Browser.installed().isPresent(),
                "no Chromium here; install the package chromium to test the status page");
        browser = Browser.start(Browser.installed().orElseThrow(), profile);
        browser.size(1100, 1000);
        browser.dark(false);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        endpoint.close();
    }

    private void openPage() {
        browser.open("http://127.0.0.1:" + endpoint.port() + "/");
        browser.awaitVisible("#state", "STREAMING");
    }

    @Test
    void stateFiguresTablesErrorsAndHistoryAreSeen() {
        openPage();

        assertThat(browser.visible("h1")).startsWith("globetrotter");
        assertThat(browser.visible("#reason")).startsWith("up to date with the source (for ");
        assertThat(browser.visible("#applied")).isEqualTo("12");
        assertThat(browser.visible("#error-text")).isEqualTo("The server went away");
        assertThat(browser.visible("#error-hint")).isEqualTo("Check that it runs.");
        assertThat(browser.visible("#tables tr")).contains("travel.bookings", "COPYING", "25% · 50 of about 200 rows");
        assertThat(browser.evaluate("document.querySelector('#tables progress').value"))
                .isEqualTo("0.25");
        assertThat(browser.visible("#events")).contains("STREAMING", "The server went away");
        browser.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
        assertThat(browser.visible("#position")).contains("binlog.000002");
        assertThat(browser.visible("#configuration")).contains("name", "globetrotter");
    }

    @Test
    void whatChangesIsSeenWithoutReloading() {
        openPage();

        endpoint.progress.table(BOOKINGS).copied(150);
        endpoint.progress.table(BOOKINGS).enter(TableState.READY);
        endpoint.progress.enter(PipelineState.PAUSED, "paused as asked");

        browser.awaitVisible("#state", "PAUSED");
        browser.awaitVisible("#tables tr", "100% · 200 rows");
        assertThat(browser.evaluate("document.title")).isEqualTo("PAUSED · globetrotter");
        assertThat(browser.evaluate("document.querySelector('#state').className"))
                .isEqualTo("badge wait");
    }

    @Test
    void whatTheLastVerificationFoundIsSeen() {
        openPage();
        assertThat(browser.visible("#verification")).isEqualTo("equal");
        assertThat(browser.visible("#verified")).startsWith("Verified ").endsWith(" ago");
        assertThat(browser.evaluate("document.querySelector('#discrepancies').hidden"))
                .isEqualTo("true");

        endpoint.verify(new ComparisonResult(BOOKINGS, 1_200, 1_201, 2, 3, 4, List.of("[17] is missing")));

        browser.awaitVisible("#verification", "9 differ");
        browser.awaitVisible("#discrepancies", "travel.bookings: 2 different, 3 missing, 4 only on the target");
        assertThat(browser.visible("#discrepancies")).doesNotContain("[17]");
    }

    @Test
    void chartsMoveAndSayInWordsWhatTheyShow() {
        openPage();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> browser.evaluate("document.querySelectorAll('#lag-chart .line').length")
                        .equals("1"));
        String before = browser.evaluate("document.querySelector('#lag-chart .line').getAttribute('d')");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> !browser.evaluate("document.querySelector('#lag-chart .line').getAttribute('d')")
                        .equals(before));
        assertThat(browser.evaluate("document.querySelector('#lag-chart svg').getAttribute('aria-label')"))
                .startsWith("Lag over the last 15 minutes: now ");
    }

    @Test
    void daemonThatEndsIsNoticed() {
        openPage();
        endpoint.close();

        browser.awaitVisible("#offline", "The daemon does not answer since");
    }

    @Test
    void nothingIsAskedOfAnotherOriginAndNothingIsRefused() {
        openPage();

        String origin = "http://127.0.0.1:" + endpoint.port() + "/";
        assertThat(browser.requests()).isNotEmpty().allMatch(request -> request.startsWith(origin));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void namesAndMessagesAreTextNeverMarkup() {
        endpoint.progress
                .table(new TableId("travel", "<img src=x onerror=alert(1)>"))
                .copyStarted(1, 0);
        endpoint.progress.retrying(ErrorKind.CONNECTION, "<b>bold</b>");
        openPage();

        assertThat(browser.visible("#tables")).contains("<img src=x onerror=alert(1)>");
        assertThat(browser.visible("#error-text")).isEqualTo("<b>bold</b>");
        assertThat(browser.evaluate("document.querySelectorAll('img, b').length"))
                .isEqualTo("0");
    }

    @Test
    void everythingIsReachedAndOpenedWithTheKeyboard() {
        openPage();

        StringBuilder reached = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            browser.press("Tab");
            String name = browser.evaluate("document.activeElement.tagName + ' ' + document.activeElement.innerText");
            reached.append(name.lines().findFirst().orElse("")).append('\n');
            if (name.equals("SUMMARY Configuration")) {
                browser.press("Enter");
            }
        }

        assertThat(reached.toString())
                .contains("A Skip to tables", "SUMMARY Position", "SUMMARY Configuration", "A Metrics");
        assertThat(browser.visible("#configuration")).contains("globetrotter");
    }

    @Test
    void phoneShowsEverythingWithoutScrollingSideways() {
        browser.size(360, 740);
        openPage();

        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("360");
        assertThat(browser.visible("#tables tr")).contains("travel.bookings", "25%");
    }

    @Test
    void lightAndDarkFollowTheSystem() {
        openPage();
        String colour = "getComputedStyle(document.body).backgroundColor";
        assertThat(browser.evaluate(colour)).isEqualTo("rgb(246, 247, 249)");

        browser.dark(true);
        assertThat(browser.evaluate(colour)).isEqualTo("rgb(18, 23, 29)");
    }

    /** Kept in docs/ when they are asked for; a person has to look at them. */
    @Test
    void picturesForTheDocumentation() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("replicator.rewrite-docs"), "only with replicator.rewrite-docs");
        busyPipeline();
        openPage();
        for (int second = 0; second < 40; second++) {
            apply(second);
            Thread.sleep(500);
        }
        keep("status-page-light.png");
        browser.dark(true);
        keep("status-page-dark.png");
        browser.size(360, 740);
        browser.dark(false);
        Thread.sleep(1_500);
        keep("status-page-phone.png");
    }

    /** Copied by an earlier process. */
    private void busyPipeline() {
        String[] names = {"customers", "flights", "payments", "seats"};
        for (int i = 0; i < names.length; i++) {
            TableId table = new TableId("travel", names[i]);
            endpoint.progress.table(table).copyStarted(40_000L * (i + 1), 40_000L * (i + 1));
            endpoint.progress.table(table).enter(i < 3 ? TableState.READY : TableState.INDEXING);
        }
    }

    private void apply(int second) {
        SourcePosition position = new SourcePosition(Map.of("file", "binlog.000002", "pos", "" + (157 + second)));
        double lag = 0.2 + (second % 9 == 8 ? 2.4 : 0.1 * (second % 4));
        endpoint.progress.table(BOOKINGS).copied(2);
        endpoint.apply(position, Instant.now().minusMillis((long) (lag * 1000)), 400 + 60 * (second % 7));
    }

    private void keep(String name) throws IOException {
        Files.createDirectories(IMAGES);
        Files.write(IMAGES.resolve(name), browser.screenshot());
    }
}
