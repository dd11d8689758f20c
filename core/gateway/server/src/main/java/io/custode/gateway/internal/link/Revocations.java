// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.gateway.link.Connections;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts off agents whose access was ended. */
@Component(service = Revocations.class)
public final class Revocations {
  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  private final AgentDirectory directory;

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Connections> brokers = List.of();

  @Activate
  public Revocations(@Reference AgentDirectory directory) {
    this.directory = directory;
  }

  /** For tests. */
  Revocations(AgentDirectory directory, Connections broker) {
    this.directory = directory;
    this.brokers = List.of(broker);
  }

  /** It need not wait until what is remembered of it is looked up again. */
  public void approved(String agent) {
    directory.forget(agent);
  }

  /** From now on this node neither hears it nor lets it connect. Done twice it is done once. */
  public void revoked(String agent) {
    directory.remembered(agent).ifPresent(AgentSession::revoke);
    for (var broker : brokers) {
      try {
        broker.drop(agent);
      } catch (RuntimeException e) {
        LOG.warn("Connections of agent {} could not be cut; it is no longer heard", agent, e);
      }
    }
  }
}
