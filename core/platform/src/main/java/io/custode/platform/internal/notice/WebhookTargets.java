// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.core.access.Network;
import io.custode.platform.internal.http.InsideAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Where webhooks and messages to browsers may go: nowhere inside, unless an administrator lists it.
 */
@Component(service = WebhookTargets.class, configurationPid = "io.custode.platform.webhooks")
@Designate(ocd = WebhookTargets.Config.class)
public final class WebhookTargets {
  /** Settings. */
  @ObjectClassDefinition(name = "Webhooks")
  public @interface Config {
    @AttributeDefinition(
        name = "Allowed networks",
        description =
            "Private networks or addresses that webhooks may go to, 10.1.2.0/24, 192.168.7.9")
    String allowed() default "";
  }

  private volatile List<Network> allowed = List.of();

  @Activate
  public WebhookTargets(Config config) {
    modified(config);
  }

  WebhookTargets(List<String> allowed) {
    this.allowed = allowed.stream().map(Network::new).toList();
  }

  @Modified
  void modified(Config config) {
    allowed =
        Arrays.stream(config.allowed().split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::new)
            .toList();
  }

  /**
   * @throws Invalid if it is no HTTPS URL of a host
   */
  static URI url(String target) {
    URI uri;
    try {
      uri = new URI(target);
    } catch (URISyntaxException e) {
      throw Invalid.field("target", "must be a URL");
    }
    if (!"https".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getFragment() != null) {
      throw Invalid.field("target", "must be https://host/path, without a user or a fragment");
    }
    return uri;
  }

  /**
   * Looks at each address that the host has now.
   *
   * @throws Conflict {@code webhook-inside} if one is of a network that is not for the public
   * @throws Unavailable if it has none
   */
  void check(URI uri) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(uri.getHost());
    } catch (UnknownHostException e) {
      throw new Unavailable("The endpoint's host has no address.", Duration.ofMinutes(1));
    }
    for (var address : addresses) {
      if (InsideAddress.is(address)
          && allowed.stream().noneMatch(n -> n.holds(address.getHostAddress()))) {
        throw new Conflict(
            "webhook-inside",
            "The endpoint's host is on this machine or in a private network; nothing was sent.",
            "An administrator lists it in etc/io.custode.platform.webhooks.cfg if it is meant.");
      }
    }
  }
}
