// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Unavailable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to strangers' endpoints: no redirect is followed, no body read, and the wait is for all of
 * it.
 */
final class Posting {
  /** How long an endpoint may take. */
  static final Duration WAIT = Duration.ofSeconds(10);

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  private final HttpClient client;
  private final Duration wait;
  private final String who;

  /**
   * @param who what the endpoint is, in words about what it did
   */
  Posting(HttpClient client, Duration wait, String who) {
    this.client = client;
    this.wait = wait;
    this.who = who;
  }

  static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(WAIT);
  }

  /** The body of an answer is not read: it says nothing that is needed. */
  int send(HttpRequest.Builder request) {
    var answer =
        client.sendAsync(request.timeout(wait).build(), HttpResponse.BodyHandlers.discarding());
    try {
      // the request's own limit ends with the headers; this one holds for all of it
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("was interrupted");
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw away("failed (" + cause.getClass().getSimpleName() + ")");
    } catch (TimeoutException e) {
      throw away("did not answer in " + wait.toSeconds() + " s");
    } finally {
      answer.cancel(true);
    }
  }

  static boolean isTaken(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * @return whether an endpoint that answered so will never take it
   */
  static boolean isNever(int status) {
    return status >= 300 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY;
  }

  Unavailable away(String what) {
    return new Unavailable("The " + who + " " + what + ".", Duration.ofMinutes(1));
  }
}
