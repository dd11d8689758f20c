// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.RequiresPermission;
import io.custode.core.capability.Capabilities;
import io.custode.rest.internal.publish.Owner;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final String NOTES = "/api/v1/plugins/hello/notes";

  private Door door;

  @BeforeEach
  void open() throws Exception {
    door = new Door();
    door.people.technician("tech", "hello.note.read", "core.thing.read");
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aPluginsResourcesComeAndGoUnderItsId() {
    var notes = new Resources.Notes("1");
    door.publishHello(2, notes, new Resources.Pages());
    assertThat(door.get("tech", NOTES).body()).isEqualTo("[\"1\"]");
    assertThat(door.get("tech", "/api/v1/plugins/hello/pages").status()).isEqualTo(200);
    assertThat(door.get("tech", "/api/v1/notes").status()).isEqualTo(404);
    assertThat(door.mappingsOut).hasValue(1);

    door.publisher.remove(Door.HELLO, notes, false);
    assertThat(door.get("tech", NOTES).status()).isEqualTo(404);
    assertThat(door.get("tech", "/api/v1/plugins/hello/pages").status()).isEqualTo(200);

    door.publisher.remove(Door.HELLO, new Object(), true);
    assertThat(door.get("tech", "/api/v1/plugins/hello/pages").status()).isEqualTo(200);
  }

  @Test
  void theWholeBundleGoesAtOnce() {
    var notes = new Resources.Notes("1");
    door.publishHello(2, notes, new Resources.Pages());
    door.publisher.remove(Door.HELLO, notes, true);
    assertThat(door.get("tech", "/api/v1/plugins/hello/pages").status()).isEqualTo(404);
    assertThat(door.mappingsOut).hasValue(0);
    assertThat(door.publisher.publications()).isZero();
  }

  @Test
  void whatBreaksARuleIsRefusedAndTheRestIsPublished() {
    door.publishHello(
        1,
        new Resources.Pages(),
        new Resources.Open(),
        new Resources.Mine(),
        new Resources.Foreign(),
        new Resources.Undeclared(),
        new Resources.Locator(),
        new Resources.Async(),
        new Object());
    for (var path : List.of("open", "mine", "foreign", "undeclared", "locator", "async")) {
      assertThat(door.get("tech", "/api/v1/plugins/hello/" + path).status())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(door.get("tech", "/api/v1/plugins/hello/pages").status()).isEqualTo(200);
  }

  @Test
  void aRouteFollowsTheDeclarationOfItsPermission() {
    door.publisher.add(Door.HELLO, new Resources.Notes("1"));
    assertThat(door.slots.awaitPublished(Door.HELLO.plugin(), 1, Duration.ofMillis(300))).isFalse();
    // nobody declares another's permission
    door.publisher.declare(Door.OTHER, Door.permissions("hello.note.read"));
    assertThat(door.slots.awaitPublished(Door.HELLO.plugin(), 1, Duration.ofMillis(300))).isFalse();
    var own = Door.permissions("hello.note.read");
    door.publisher.declare(Door.HELLO, own);
    assertThat(door.slots.awaitPublished(Door.HELLO.plugin(), 1, Duration.ofSeconds(30))).isTrue();
    door.publisher.withdraw(own);
    await().until(() -> door.get("tech", NOTES).status() == 404);
  }

  @Test
  void aRouteIsRefusedWhosePermissionTheJarDoesNotName() {
    var silent =
        new Owner(
            Door.HELLO.bundle(), "hello", Door.HELLO.plugin(), Capabilities.of("ui:nav.page"));
    door.publisher.declare(silent, Door.permissions("hello.note.read"));
    door.publisher.add(silent, new Resources.Notes("1"));

    assertThat(door.slots.awaitPublished(Door.HELLO.plugin(), 1, Duration.ofMillis(300))).isFalse();
    assertThat(door.get("tech", NOTES).status()).isEqualTo(404);
  }

  @Test
  void oneBundlesChangeLeavesTheOthersPublicationAlone() {
    door.publishHello(1, new Resources.Notes("1"));
    door.publishCore(new Resources.Things(door.people));
    int out = door.mappingsOut.get();
    var before = door.publisher.enter(Door.HELLO.plugin(), "notes");
    before.leave();
    var owner = new Owner(9, "second", null, Door.CORE.capabilities());
    door.publisher.add(owner, new SecondThings());
    await().during(Duration.ofMillis(200)).until(() -> door.mappingsOut.get() == out);
    var after = door.publisher.enter(Door.HELLO.plugin(), "notes");
    after.leave();
    assertThat(after).isSameAs(before);
    // what answers is the first bundle, whose ids look otherwise
    assertThat(door.get("tech", "/api/v1/things/second").status()).isEqualTo(400);
  }

  /** Wants a path of core that another bundle has. */
  @Path("things/second")
  public static final class SecondThings {
    @GET
    @RequiresPermission("core.thing.read")
    public List<String> get() {
      return List.of();
    }
  }

  @Test
  void aHundredPluginsComeAndGoWithoutATrace() throws Exception {
    var gone = new ArrayList<WeakReference<ClassLoader>>();
    for (int i = 0; i < 100; i++) {
      gone.add(cycle(i));
    }
    // the last one may still be on a thread's stack or in a keep-alive connection's request
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return gone.stream().filter(loader -> loader.get() != null).count() <= 1;
            });
    assertThat(door.mappingsOut).hasValue(0);
  }

  private WeakReference<ClassLoader> cycle(int i) throws Exception {
    var loader = new PluginLoader();
    var notes =
        loader.loadClass(Resources.Notes.class.getName()).getDeclaredConstructor(String.class);
    notes.setAccessible(true);
    var resource = notes.newInstance("cycle " + i);
    assertThat(resource.getClass()).isNotSameAs(Resources.Notes.class);
    var declared = Door.permissions("hello.note.read");
    var owner = new Owner(100 + i, "hello", Door.HELLO.plugin(), Door.HELLO.capabilities());
    door.publisher.declare(owner, declared);
    door.publisher.add(owner, resource);
    assertThat(door.slots.awaitPublished(Door.HELLO.plugin(), 1, Duration.ofSeconds(30))).isTrue();
    assertThat(door.get("tech", NOTES).body()).isEqualTo("[\"cycle " + i + "\"]");
    assertThat(door.get("tech", NOTES + "?x=1").status()).isEqualTo(400);
    assertThat(door.get("tech", "/api/v1/openapi.json").body()).contains("/plugins/hello/notes");
    door.publisher.remove(owner, resource, true);
    door.publisher.withdraw(declared);
    assertThat(door.get("tech", NOTES).status()).isEqualTo(404);
    return new WeakReference<>(loader);
  }

  /** Defines the test's resources anew, as a plugin's bundle would. */
  private static final class PluginLoader extends ClassLoader {
    PluginLoader() {
      super(PluginLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Resources.class.getName())) {
        return super.loadClass(name, resolve);
      }
      var loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        var code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
