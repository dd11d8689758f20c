// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.spi.notice.Notifier;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The channels that are here now. */
@Component(service = Channels.class)
public final class Channels {
  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Notifier> notifiers = List.of();

  @Activate
  public Channels() {}

  Channels(List<Notifier> notifiers) {
    this.notifiers = notifiers;
  }

  Optional<Notifier> get(String channel) {
    return notifiers.stream().filter(n -> n.channel().equals(channel)).findFirst();
  }

  List<String> all() {
    return notifiers.stream().map(Notifier::channel).sorted().toList();
  }

  String names() {
    return String.join(", ", all());
  }
}
