// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextFactory;

/**
 * Gives the broker the gateway's TLS instead of one read from files. Artemis finds this class by
 * {@code META-INF/services} and makes it itself, so the contexts wait in a static place, each under
 * the name that its acceptor asks for.
 */
public final class GuardTls implements SSLContextFactory {
  static final String NAME = "sslContext";
  private static final Map<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

  static void offer(String name, SSLContext context) {
    CONTEXTS.put(name, context);
  }

  static void withdraw(String name) {
    CONTEXTS.remove(name);
  }

  @Override
  public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options) {
    var context = CONTEXTS.get(String.valueOf(options.get(NAME)));
    if (context == null) {
      throw new IllegalStateException("No TLS was offered for this acceptor");
    }
    return context;
  }

  @Override
  public int getPriority() {
    return 1000;
  }
}
