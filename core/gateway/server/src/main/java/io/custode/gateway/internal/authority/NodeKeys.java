// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows this node's certificate, whichever it is now: it is renewed without a restart. */
final class NodeKeys extends X509ExtendedKeyManager {
  private volatile KeyEntry entry;

  NodeKeys(KeyEntry entry) {
    this.entry = entry;
  }

  void use(KeyEntry next) {
    entry = next;
  }

  KeyEntry entry() {
    return entry;
  }

  /** Another one for each certificate, since TLS libraries remember what an alias stands for. */
  private String alias() {
    return "node-" + entry.certificate().getSerialNumber().toString(16);
  }

  @Override
  public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
    return new String[] {alias()};
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(types);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(types);
  }

  @Override
  public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
    return new String[] {alias()};
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(type);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(type);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return entry.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return entry.key();
  }

  /** Ours is an EC key; TLS asks for each type it could use. */
  private @Nullable String first(String... types) {
    for (var type : types) {
      if (type.startsWith("EC")) {
        return alias();
      }
    }
    return null;
  }
}
