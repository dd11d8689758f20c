// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Principal;
import io.custode.api.alert.Severity;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.notice.Notice;
import io.custode.api.secret.SecretName;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.PushDevices;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.push.PushSeal;
import io.custode.spi.notice.Notifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the devices of a technician by web push (RFC 8030). He is told once one of them was
 * reached: a device that is away must not make the others ring again.
 */
@Component(service = {PushNotifier.class, Notifier.class})
public final class PushNotifier implements Notifier {
  static final String CHANNEL = "push";

  private static final Logger LOG = LoggerFactory.getLogger(PushNotifier.class);

  /** What lets somebody hear of what happens, in an open console too. */
  private static final String HEARS = "core.event.read";

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int REFUSED = 403;

  /** What a browser is shown; what else there is to know is behind the link. */
  record Message(String id, String title, Severity severity, String path) {}

  private final PushDevices devices;
  private final Visibility visibility;
  private final PushKey key;
  private final WebhookTargets targets;
  private final JsonMapping json;
  private final InstantSource clock;
  private final Posting posting;

  @Activate
  public PushNotifier(
      @Reference PushDevices devices,
      @Reference Visibility visibility,
      @Reference PushKey key,
      @Reference WebhookTargets targets,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(
        devices,
        visibility,
        key,
        targets,
        json,
        InstantSource.system(),
        Posting.client().build(),
        Posting.WAIT);
  }

  PushNotifier(
      PushDevices devices,
      Visibility visibility,
      PushKey key,
      WebhookTargets targets,
      JsonMapping json,
      InstantSource clock,
      HttpClient client,
      Duration wait) {
    this.devices = devices;
    this.visibility = visibility;
    this.key = key;
    this.targets = targets;
    this.json = json;
    this.clock = clock;
    this.posting = new Posting(client, wait, "push service");
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void check(String target, @Nullable SecretName secret) {
    if (secret != null) {
      throw Invalid.field("secret", "is not for this channel: it has a key of its own");
    }
    if (devices.person(target).filter(PushNotifier::isTechnician).isEmpty()) {
      throw Invalid.field("target", "must be the sign-in name of an active technician");
    }
  }

  private static boolean isTechnician(Principal person) {
    return person.kind() == Principal.Kind.TECHNICIAN;
  }

  /** One who is not there any more is no reason to let it go: whoever made the rule is to know. */
  @Override
  public boolean concerns(Notice notice, String target) {
    var tenant = notice.tenant();
    return devices
        .person(target)
        .map(
            person ->
                isTechnician(person)
                    && person.may(HEARS)
                    && (tenant == null || visibility.sees(person, tenant)))
        .orElse(true);
  }

  @Override
  public void send(Notice notice, String target, @Nullable SecretName secret) {
    var person =
        devices
            .person(target)
            .orElseThrow(
                () ->
                    new Conflict(
                        "push-nobody",
                        "There is no active user of the name that this rule gives.",
                        "Change the rule, then replay."));
    var message = message(notice);
    boolean told = false;
    @Nullable Unavailable later = null;
    @Nullable Conflict never = null;
    for (var device : devices.of(person.id())) {
      try {
        told |= send(device, message);
      } catch (Unavailable e) {
        later = e;
      } catch (Conflict e) {
        never = e;
      }
    }
    if (told) {
      return;
    }
    if (later != null) {
      throw later;
    }
    throw never != null
        ? never
        : new Conflict(
            "push-no-device",
            "No device of this person lets itself be told.",
            "He adds one on his account's page; then replay.");
  }

  private Message message(Notice notice) {
    Map<String, Object> data = json.read(notice.data(), Map.class);
    // of what two rules tell him there is one on his device: the event has one id
    var id = data.get("id") instanceof String event ? event : notice.id().value();
    // the console's own path: the worker opens it where the console is
    var path = data.get("link") instanceof String link ? pathOf(URI.create(link)) : "/";
    return new Message(id, notice.subject(), notice.severity(), path);
  }

  private static String pathOf(URI link) {
    return link.getRawQuery() == null
        ? link.getRawPath()
        : link.getRawPath() + "?" + link.getRawQuery();
  }

  /**
   * @return false if its push service does not know it any more: then it is removed
   * @throws Unavailable if it may take it later
   * @throws Conflict if it never will
   */
  boolean send(PushDevices.Address device, Message message) {
    var uri = endpoint(device.subscription().endpoint());
    var body =
        PushSeal.seal(
            json.write(message).text().getBytes(StandardCharsets.UTF_8), device.subscription());
    int status =
        posting.send(
            HttpRequest.newBuilder(uri)
                .header("Authorization", key.authorization(uri, clock.instant()))
                .header("Content-Encoding", "aes128gcm")
                .header("Content-Type", "application/octet-stream")
                .header("TTL", String.valueOf(NoticeQueue.PATIENCE.toSeconds()))
                .header("Urgency", urgency(message.severity()))
                // told twice, it waits there once; at most 32 characters
                .header("Topic", message.id().replace("-", ""))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    if (status == NOT_FOUND || status == GONE) {
      devices.gone(device.id());
      return false;
    }
    if (Posting.isNever(status)) {
      LOG.warn("{} refuses messages for device {}: {}", uri.getHost(), device.id(), status);
      throw new Conflict(
          "push-refused",
          "The push service answered " + status + ".",
          status == REFUSED
              ? "The key is another one than when the device was added: add it anew."
              : "Remove the device and add it anew.");
    }
    if (!Posting.isTaken(status)) {
      throw posting.away("answered " + status);
    }
    devices.told(device.id());
    return true;
  }

  /**
   * An address that messages may be sent to now.
   *
   * @throws Invalid if it never can be one
   */
  URI endpoint(String text) {
    var uri = WebhookTargets.url(text);
    // again each time: names move
    targets.check(uri);
    return uri;
  }

  private static String urgency(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "high";
      case WARNING -> "normal";
      case INFO -> "low";
    };
  }
}
