// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of the home come, go and are lost; no value is. */
class KeyRotationTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRotationThatWasKilledIsGoneOnWith(TestDatabases kind) {
    var before = Node.empty(kind, home);
    fill(before, 120);
    var first = before.keys.ids().get(0);
    var dying = before.rotation(dyingAfter(before.platform.store, 1));
    assertThatThrownBy(() -> before.asBoss(dying::rotate)).hasMessage("killed");

    var node = before.again();
    assertThat(keysInUse(node)).hasSize(2);
    assertReadable(node, 120);
    var second = node.keys.ids().get(1);
    assertThat(node.asBoss(node.rotation::rotate))
        .returns(true, KeyRotation.Report::resumed)
        .returns(second, KeyRotation.Report::keyId)
        .returns(70, KeyRotation.Report::moved)
        .returns(List.of(), KeyRotation.Report::left);
    assertThat(keysInUse(node)).containsExactly(second);
    assertReadable(node, 120);

    // the one before stays for one more turn
    assertThat(node.keys.ids()).containsExactly(first, second);
    assertThat(node.asBoss(node.rotation::rotate))
        .returns(false, KeyRotation.Report::resumed)
        .returns(120, KeyRotation.Report::moved);
    assertThat(node.keys.ids()).hasSize(2).contains(second).doesNotContain(first);
    assertReadable(node, 120);
  }

  private static void fill(Node node, int secrets) {
    for (int i = 0; i < secrets; i++) {
      node.set("core.s" + i, "value " + i);
    }
  }

  private static void assertReadable(Node node, int secrets) {
    for (int i = 0; i < secrets; i++) {
      assertThat(node.get("core.s" + i)).isEqualTo("value " + i);
    }
  }

  private static List<String> keysInUse(Node node) {
    return node.platform.visibility.asProvider(
        () ->
            node.platform.store.read(
                em ->
                    em.createQuery("select distinct s.keyId from SecretEntity s", String.class)
                        .getResultList()));
  }

  /** A store whose process ends in the write after so many. */
  private static TenantStore dyingAfter(TenantStore store, int writes) {
    return new TenantStore() {
      private int left = writes;

      @Override
      public <T> T read(Function<EntityManager, T> work) {
        return store.read(work);
      }

      @Override
      public <T> T write(Function<EntityManager, T> work) {
        return store.write(
            em -> {
              var result = work.apply(em);
              if (left-- == 0) {
                throw new IllegalStateException("killed");
              }
              return result;
            });
      }
    };
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void secretsAreSetAndReadWhileTheKeyIsRotated(TestDatabases kind) throws Exception {
    var node = Node.empty(kind, home);
    fill(node, 60);
    var done = new AtomicBoolean();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    var setter =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i = (i + 1) % 60) {
                try {
                  node.set("core.s" + i, "value " + i);
                  assertThat(node.get("core.s" + i)).isEqualTo("value " + i);
                } catch (Conflict | Unavailable e) {
                  // told to try again: that is fair while two change the same row
                } catch (RuntimeException | Error e) {
                  failures.add(e);
                }
              }
            });
    setter.start();
    for (int i = 0; i < 4; i++) {
      try {
        node.asBoss(node.rotation::rotate);
      } catch (Unavailable e) {
        // crowded out: the next one goes on with it
      }
    }
    done.set(true);
    setter.join();
    assertThat(failures).isEmpty();
    node.asBoss(node.rotation::rotate);
    assertReadable(node, 60);
    assertThat(keysInUse(node)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aLostOrDamagedKeyIsToldAndAValueSetAnewWorks(TestDatabases kind) throws Exception {
    var before = Node.empty(kind, home);
    var id = before.set("core.smtp", "first").keyId();
    var file = before.key(id);
    var saved = Files.readString(file);
    for (var damage : List.of("", "short", "x".repeat(10_000))) {
      Files.writeString(file, damage);
      assertLost(before.again(), id);
    }
    Files.delete(file);
    var node = before.again();
    var health = new SecretHealth(node.platform.store, node.platform.visibility, node.keys);
    assertLost(node, id);
    assertThat(health.check().up()).isFalse();
    assertThat(health.check().detail()).contains(id);

    // all else goes on
    node.set("core.other", "second");
    assertThat(node.asBoss(node.rotation::rotate).left()).containsExactly("core.smtp");
    assertThat(node.get("core.other")).isEqualTo("second");

    // another key in its file
    Files.copy(node.key(node.keys.ids().get(0)), file);
    Node.assertRefused(
        "secret-does-not-open", "keys/secret-" + id + ".key", () -> node.get("core.smtp"));
    Files.writeString(file, saved);
    assertThat(node.get("core.smtp")).isEqualTo("first");
    assertThat(health.check().up()).isTrue();

    Files.delete(file);
    node.set("core.smtp", "third");
    assertThat(node.get("core.smtp")).isEqualTo("third");
    assertThat(health.check().up()).isTrue();
  }

  private static void assertLost(Node node, String id) {
    Node.assertRefused(
        "secret-key-lost", "keys/secret-" + id + ".key", () -> node.get("core.smtp"));
  }
}
