// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows this node's certificate, whichever it is now: it is renewed without a restart. */
final class NodeKeys extends X509ExtendedKeyManager {
  /**
   * A key as it is shown.
   *
   * @param alias another one for each certificate, since TLS libraries remember what an alias
   *     stands for
   * @param chain all that is shown with it
   */
  private record Shown(String alias, KeyEntry entry, X509Certificate[] chain) {
    static Shown of(KeyEntry entry, List<X509Certificate> chain) {
      var serial = entry.certificate().getSerialNumber().toString(16);
      return new Shown("node-" + serial, entry, chain.toArray(new X509Certificate[0]));
    }
  }

  private volatile Shown now;

  /** For a handshake that has begun with it. */
  private volatile Shown before;

  NodeKeys(KeyEntry entry, List<X509Certificate> chain) {
    now = Shown.of(entry, chain);
    before = now;
  }

  /**
   * @param chain what is shown: the certificate first
   */
  void use(KeyEntry next, List<X509Certificate> chain) {
    before = now;
    now = Shown.of(next, chain);
  }

  KeyEntry entry() {
    return now.entry();
  }

  private String alias() {
    return now.alias();
  }

  private Shown called(String alias) {
    var current = now;
    var last = before;
    return !current.alias().equals(alias) && last.alias().equals(alias) ? last : current;
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
    return called(alias).chain().clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return called(alias).entry().key();
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
