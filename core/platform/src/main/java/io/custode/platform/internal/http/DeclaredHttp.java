// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.http;

import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.http.Http;
import io.custode.api.http.HttpAnswer;
import io.custode.api.http.HttpCall;
import io.custode.api.http.HttpCall.SecretHeader;
import io.custode.api.secret.Secrets;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.secret.GrantedSecrets;
import io.custode.platform.internal.secret.JpaSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The calls of one bundle: to the hosts that it declares, with the secrets that it may have. */
@Component(
    service = Http.class,
    scope = ServiceScope.BUNDLE,
    configurationPid = "io.custode.platform.http")
@Designate(ocd = DeclaredHttp.Config.class)
public final class DeclaredHttp implements Http {
  /** Settings. */
  @ObjectClassDefinition(name = "Calls of plugins")
  public @interface Config {
    @AttributeDefinition(
        name = "Developer",
        description = "Plugins may call services on this machine that they declare")
    boolean developer() default false;
  }

  private static final int AT_ONCE = 8;
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> SAME_METHOD = Set.of(307, 308);

  /** One for all plugins: each has a thread, which would outlive the plugin for a while. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final DeclaredHosts hosts;
  private final Secrets secrets;
  private final Semaphore calls = new Semaphore(AT_ONCE);

  @Activate
  public DeclaredHttp(ComponentContext context, Config config, @Reference JpaSecrets secrets) {
    this(PluginHeaders.of(context.getUsingBundle()), config.developer(), secrets);
  }

  private DeclaredHttp(PluginHeaders plugin, boolean developer, JpaSecrets secrets) {
    this(
        new DeclaredHosts(plugin.capabilities(), developer),
        // core's own calls have clients of their own: here nobody has core's secrets
        new GrantedSecrets(
            secrets, Objects.requireNonNullElse(plugin.plugin(), ""), plugin.capabilities()));
  }

  DeclaredHttp(DeclaredHosts hosts, Secrets secrets) {
    this.hosts = hosts;
    this.secrets = secrets;
  }

  @Override
  public HttpAnswer send(HttpCall call) {
    if (!calls.tryAcquire()) {
      throw new Problem(
          Problem.Kind.TOO_MANY,
          "too-many-calls",
          "This plugin waits for " + AT_ONCE + " answers already; nothing was sent.",
          "Call again when one has come.");
    }
    try {
      long end = System.nanoTime() + call.timeout().toNanos();
      var next = call;
      for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        hosts.require(next.uri());
        var answer = once(next, Duration.ofNanos(end - System.nanoTime()));
        var location = answer.header("location");
        if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
          return answer;
        }
        next = redirected(next, answer.status(), location.get());
      }
      throw away(call.uri(), "sends on more than " + MOST_REDIRECTS + " times");
    } finally {
      calls.release();
    }
  }

  private static HttpCall redirected(HttpCall call, int status, String location) {
    URI to;
    try {
      to = call.uri().resolve(location.replaceFirst("#.*", ""));
    } catch (IllegalArgumentException e) {
      throw away(call.uri(), "sends on to what is no address");
    }
    if (to.getHost() == null) {
      throw away(call.uri(), "sends on to what is no address");
    }
    boolean same = SAME_METHOD.contains(status) || call.method().equals("HEAD");
    // whoever is sent elsewhere takes nothing with him that was meant for here
    boolean home = to.getRawAuthority().equalsIgnoreCase(call.uri().getRawAuthority());
    return new HttpCall(
        same ? call.method() : "GET",
        to,
        home ? call.headers() : Map.of(),
        home ? call.secrets() : Map.of(),
        same ? call.body() : new byte[0],
        call.timeout());
  }

  private HttpAnswer once(HttpCall call, Duration left) {
    var answer =
        CLIENT
            .sendAsync(request(call), BodyHandlers.ofInputStream())
            .thenApplyAsync(DeclaredHttp::whole);
    try {
      // for all of it: one that sends a byte now and then must not hold the caller
      return answer.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw away(call.uri(), "did not answer: " + Reason.of(e));
    } catch (TimeoutException e) {
      throw away(call.uri(), "gave no whole answer in " + call.timeout().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(call.uri(), "was not waited for");
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(HttpCall call) {
    var request = HttpRequest.newBuilder();
    try {
      request
          .uri(call.uri())
          .setHeader("User-Agent", "Custode")
          .method(
              call.method(),
              call.body().length == 0
                  ? BodyPublishers.noBody()
                  : BodyPublishers.ofByteArray(call.body()));
      call.headers().forEach(request::setHeader);
    } catch (IllegalArgumentException e) {
      throw Invalid.field("headers", "must not be of the connection itself, nor have line breaks");
    }
    call.secrets().forEach((name, secret) -> fill(request, name, secret));
    return request.build();
  }

  private void fill(HttpRequest.Builder request, String name, SecretHeader header) {
    try (var secret =
        secrets
            .get(header.secret())
            .orElseThrow(
                () ->
                    Invalid.field("secrets", "must be set, and " + header.secret() + " is not"))) {
      request.setHeader(name, header.before() + new String(secret.chars()));
    } catch (IllegalArgumentException e) {
      // its message would quote the secret
      throw Invalid.field(
          "secrets", "must fit into a header, and " + header.secret() + " does not");
    }
  }

  private static HttpAnswer whole(HttpResponse<InputStream> answer) {
    try (var in = answer.body()) {
      var body = in.readNBytes(HttpCall.MAX_BODY + 1);
      if (body.length > HttpCall.MAX_BODY) {
        throw new Problem(
            Problem.Kind.TOO_LARGE,
            "answer-too-large",
            "The answer of " + answer.uri().getHost() + " is larger than 8 MiB; it was dropped.",
            "Ask for less at once, by pages or ranges.");
      }
      return new HttpAnswer(answer.statusCode(), answer.headers().map(), body);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static Unavailable away(URI uri, String what) {
    return new Unavailable(uri.getHost() + " " + what + ".", Duration.ofMinutes(1));
  }
}
