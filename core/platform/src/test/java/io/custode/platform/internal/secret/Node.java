// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Problem;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A node with a home of its own, and what its administrator does there. */
final class Node {
  final Platform platform;
  final KeyRing keys;
  final KeyRotation rotation;
  final JpaSecrets secrets;
  private final Path home;

  /** Its database holds no secret. */
  static Node empty(TestDatabases kind, Path home) {
    var platform = new Platform(kind);
    platform.visibility.asProvider(
        () ->
            platform.store.write(
                em -> em.createQuery("delete from SecretEntity s").executeUpdate()));
    return new Node(platform, home);
  }

  private Node(Platform platform, Path home) {
    this.platform = platform;
    this.home = home;
    this.keys = new KeyRing(home.resolve("keys"));
    this.rotation = rotation(platform.store);
    this.secrets =
        new JpaSecrets(
            platform.store,
            platform.database.binding(),
            keys,
            rotation,
            platform.events,
            platform.audit);
  }

  /** Started again, remembering nothing. */
  Node again() {
    return new Node(platform, home);
  }

  KeyRotation rotation(TenantStore store) {
    return new KeyRotation(store, platform.visibility, keys, platform.audit, platform.json);
  }

  Path key(String id) {
    return home.resolve("keys").resolve("secret-" + id + ".key");
  }

  <T> T asBoss(Supplier<T> work) {
    return platform.as(platform.boss, work);
  }

  SecretInfo set(String name, String value) {
    return asBoss(() -> put(name, value));
  }

  String get(String name) {
    return asBoss(() -> text(secrets, name));
  }

  SecretInfo set(TenantId tenant, String name, String value) {
    return platform.in(tenant, () -> put(name, value));
  }

  String get(TenantId tenant, String name) {
    return platform.in(tenant, () -> text(secrets, name));
  }

  private SecretInfo put(String name, String value) {
    try (var secret = SecretValue.of(value.toCharArray())) {
      return secrets.set(SecretName.of(name), secret);
    }
  }

  static String text(Secrets from, String name) {
    return from.get(SecretName.of(name)).map(SecretValue::chars).map(String::new).orElse("none");
  }

  static void assertRefused(String problem, String todo, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.name()).isEqualTo(problem);
              assertThat(e.todo()).contains(todo);
            });
  }
}
