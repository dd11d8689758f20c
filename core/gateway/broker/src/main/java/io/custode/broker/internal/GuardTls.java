// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.LinkGuard;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLException;
import org.apache.activemq.artemis.spi.core.remoting.ssl.OpenSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the broker the gateway's keys and trust instead of some read from files: by BoringSSL where
 * its library loads, else by the JDK. Artemis finds this class by {@code META-INF/services} and
 * makes it itself, so the guards wait in a static place, each under the name that its acceptor asks
 * for.
 */
public final class GuardTls implements OpenSSLContextFactory {
  static final String NAME = "sslContext";
  private static final Logger LOG = LoggerFactory.getLogger(GuardTls.class);
  private static final Map<String, LinkGuard> GUARDS = new ConcurrentHashMap<>();

  static void offer(String name, LinkGuard guard) {
    GUARDS.put(name, guard);
  }

  static void withdraw(String name) {
    GUARDS.remove(name);
  }

  @Override
  public SslContext getServerSslContext(SSLContextConfig config, Map<String, Object> options)
      throws SSLException {
    var guard = GUARDS.get(String.valueOf(options.get(NAME)));
    if (guard == null) {
      throw new IllegalStateException("No guard was offered for this acceptor");
    }
    boolean fast = OpenSsl.isAvailable();
    LOG.info("TLS of the broker is {}", fast ? OpenSsl.versionString() : "the JDK's");
    KeyManagerFactory keys = new GuardKeys(guard);
    var context =
        SslContextBuilder.forServer(fast ? new OpenSslCachingX509KeyManagerFactory(keys) : keys)
            .sslProvider(fast ? SslProvider.OPENSSL : SslProvider.JDK)
            .trustManager(guard.trust())
            .clientAuth(ClientAuth.REQUIRE)
            .protocols("TLSv1.3", "TLSv1.2")
            .sessionTimeout(3600)
            .build();
    if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
      sessions.setSessionCacheEnabled(false); // thousands of agents that stay connected
    }
    return context;
  }

  @Override
  public SslContext getClientSslContext(SSLContextConfig config, Map<String, Object> options) {
    throw new UnsupportedOperationException("The broker connects to nobody");
  }

  @Override
  public int getPriority() {
    return 1000;
  }

  /** Netty takes a factory only. */
  private static final class GuardKeys extends KeyManagerFactory {
    GuardKeys(LinkGuard guard) {
      super(new Spi(guard), null, "guard");
    }

    private static final class Spi extends KeyManagerFactorySpi {
      private final LinkGuard guard;

      Spi(LinkGuard guard) {
        this.guard = guard;
      }

      @Override
      protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
        // the guard has the keys
      }

      @Override
      protected void engineInit(@Nullable ManagerFactoryParameters parameters) {
        // the guard has the keys
      }

      @Override
      protected KeyManager[] engineGetKeyManagers() {
        return new KeyManager[] {guard.keys()};
      }
    }
  }
}
