// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.notice.Notice;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.Secrets;
import io.custode.spi.notice.Notifier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Posts the data of a notice as JSON. {@code Custode-Signature} is {@code v1=} and the HMAC-SHA256,
 * in hex, of {@code Custode-Timestamp} (seconds since 1970), a dot and the body, under the rule's
 * secret.
 */
@Component(service = Notifier.class)
public final class WebhookNotifier implements Notifier {
  private final Secrets secrets;
  private final WebhookTargets targets;
  private final InstantSource clock;
  private final Posting posting;

  @Activate
  public WebhookNotifier(@Reference Secrets secrets, @Reference WebhookTargets targets) {
    this(secrets, targets, InstantSource.system(), Posting.client().build(), Posting.WAIT);
  }

  WebhookNotifier(
      Secrets secrets,
      WebhookTargets targets,
      InstantSource clock,
      HttpClient client,
      Duration wait) {
    this.secrets = secrets;
    this.targets = targets;
    this.clock = clock;
    this.posting = new Posting(client, wait, "webhook");
  }

  @Override
  public String channel() {
    return "webhook";
  }

  @Override
  public void check(String target, @Nullable SecretName secret) {
    var uri = WebhookTargets.url(target);
    if (secret == null || !secret.owner().equals("core")) {
      throw Invalid.field("secret", "must name the secret to sign with, core.webhook-helpdesk");
    }
    try {
      targets.check(uri);
    } catch (Unavailable e) {
      throw Invalid.field("target", "must have a host that can be found");
    }
  }

  @Override
  public void send(Notice notice, String target, @Nullable SecretName secret) {
    var uri = WebhookTargets.url(target);
    // again each time: names move
    targets.check(uri);
    var body = notice.data().text().getBytes(StandardCharsets.UTF_8);
    var timestamp = String.valueOf(clock.instant().getEpochSecond());
    judge(
        posting.send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Custode")
                .header("Custode-Notice", notice.id().value())
                .header("Custode-Timestamp", timestamp)
                .header("Custode-Signature", "v1=" + signature(secret, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
  }

  private void judge(int status) {
    if (Posting.isNever(status)) {
      throw new Conflict(
          "webhook-refused",
          "The webhook answered " + status + ".",
          "Check its address and secret, then replay.");
    }
    if (!Posting.isTaken(status)) {
      throw posting.away("answered " + status);
    }
  }

  private String signature(@Nullable SecretName name, String timestamp, byte[] body) {
    try (var secret =
        Optional.ofNullable(name)
            .flatMap(secrets::get)
            .orElseThrow(() -> posting.away("has no secret to sign with"))) {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
