// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.Connections;
import io.custode.gateway.link.LinkGuard;

/** Starts the embedded broker without OSGi. */
public final class BrokerForTests {
  private final ArtemisBroker broker;

  public BrokerForTests(int port, LinkGuard guard) throws InterruptedException {
    broker = new ArtemisBroker(port, true, guard);
    broker.awaitStart();
  }

  public Connections connections() {
    return broker;
  }

  public void close() {
    broker.close();
  }
}
