// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads pages over REST, one after the other, and says how long each took and what it cost the
 * server. With {@code walk} it follows {@code next} through the whole list, else it reads the same
 * page again and again. A quarter more requests warm it up first.
 */
public final class PageReader {
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  /** Stays below what one caller may ask for in a second. */
  private static final long PAUSE_MILLIS = 25;

  private PageReader() {}

  /** Arguments: server, its ca.pem, file with an API token, its pid, path, requests, [walk]. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    var server = new ServerProcess(Long.parseLong(arguments[3]));
    int requests = Integer.parseInt(arguments[5]);
    boolean walk = arguments.length > 6 && arguments[6].equals("walk");
    var client =
        HttpClient.newBuilder()
            .sslContext(Authority.trusted(Path.of(arguments[1])))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    var token = Files.readString(Path.of(arguments[2])).strip();
    int warmUp = requests / 4;
    var millis = new double[requests];
    var first = arguments[0] + arguments[4];
    var url = first;
    double before = 0;
    for (int i = -warmUp; i < requests; i++) {
      if (i == 0) {
        before = server.cpuMillis();
      }
      var request =
          HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
      long began = System.nanoTime();
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (i >= 0) {
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
      var next = NEXT.matcher(answer.body());
      url =
          walk && next.find()
              ? first + (first.contains("?") ? "&" : "?") + "cursor=" + next.group(1)
              : first;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    double cpu = server.cpuMillis() - before;
    Arrays.sort(millis);
    System.out.printf(
        "%s%s: %d requests, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, server CPU %.2f ms each%n",
        arguments[4],
        walk ? " (walked)" : "",
        requests,
        millis[requests / 2],
        millis[requests * 95 / 100],
        millis[requests * 99 / 100],
        cpu / requests);
  }
}
