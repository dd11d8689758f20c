// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.custode.api.access.Principal;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.core.access.PasskeySignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passkeys are made and used, and what only looks like one opens nothing. */
class PasskeysTest {
  private final PermissionCatalogue catalogue = Catalogues.of("core.asset.read");
  private Staff staff;
  private Users.WithPassword joe;
  private PasskeySignIn door;
  private int visits;

  private void on(TestDatabases kind) {
    staff = new Staff(new Platform(kind), catalogue);
    door = staff.passkeyDoor();
    joe = staff.hire("technician");
  }

  private Principal self(Users.WithPassword who) {
    return Staff.at(who.user(), Reach.SELF);
  }

  private char[] password(Users.WithPassword who) {
    return who.password().toCharArray();
  }

  /** What work as somebody leads to. */
  private <T> T by(Users.WithPassword who, java.util.concurrent.Callable<T> work) {
    var result = new AtomicReference<T>();
    staff.as(
        self(who),
        () -> {
          try {
            result.set(work.call());
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return result.get();
  }

  private Authenticator device(Users.WithPassword who) throws Exception {
    var device = new Authenticator();
    by(who, () -> door.add("phone", device.make(door.begin(password(who)))));
    return device;
  }

  private String elsewhere() {
    return "192.0.2." + ++visits;
  }

  private void opensNothing(Json used) {
    assertThatThrownBy(() -> door.passkey(used, elsewhere())).isInstanceOf(SignedOut.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPasskeyAloneOpensItsUserOnAnyNode(TestDatabases kind) throws Exception {
    on(kind);
    var device = device(joe);
    var other = staff.otherNode().passkeyDoor();
    var used = device.use(door.ask());
    assertThat(other.passkey(used, elsewhere()).id()).isEqualTo(joe.user().id());
    opensNothing(used);
    assertThat(door.passkey(device.use(other.ask()), elsewhere()).permissions())
        .containsExactly("core.asset.read");

    var mine = by(joe, () -> staff.passkeys.find(PageRequest.first(5)).items());
    assertThat(mine).hasSize(1);
    assertThat(mine.get(0).usedAt()).isNotNull();
    by(joe, () -> staff.passkeys.rename(mine.get(0).id(), " blue key "));
    assertThat(by(joe, () -> staff.passkeys.find(PageRequest.first(5)).items().get(0).label()))
        .isEqualTo("blue key");
    var ann = staff.hire("technician");
    assertThatThrownBy(
            () ->
                by(
                    ann,
                    () -> {
                      staff.passkeys.remove(mine.get(0).id());
                      return true;
                    }))
        .isInstanceOf(NotFound.class);
    by(
        joe,
        () -> {
          staff.passkeys.remove(mine.get(0).id());
          return true;
        });
    opensNothing(device.use(door.ask()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoHasOneNeedsItBesideHisPassword(TestDatabases kind) throws Exception {
    on(kind);
    var name = joe.user().name();
    var device = device(joe);
    var credentials = staff.credentials(Staff.settings("technician"));
    assertThatThrownBy(() -> credentials.byPassword(name, password(joe), null, "192.0.2.1"))
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::name)
        .isEqualTo("second-factor-needed");
    assertThatThrownBy(() -> credentials.byPassword(name, password(joe), "123456", "192.0.2.1"))
        .isInstanceOf(SignedOut.class);
    assertThat(
            credentials
                .byPasswordAndPasskey(name, password(joe), device.use(door.ask()), "192.0.2.1")
                .permissions())
        .as("it is the second factor that his role needs")
        .containsExactly("core.asset.read");

    var ann = device(staff.hire("technician"));
    assertThatThrownBy(() -> door.password(name, password(joe), ann.use(door.ask()), elsewhere()))
        .as("somebody else's")
        .isInstanceOf(SignedOut.class);
    assertThatThrownBy(
            () -> door.password(name, "guess".toCharArray(), device.use(door.ask()), elsewhere()))
        .isInstanceOf(SignedOut.class);

    staff.as(staff.platform.boss, () -> staff.factors.reset(name));
    assertThat(
            staff
                .credentials(Staff.settings(""))
                .byPassword(name, password(joe), null, elsewhere())
                .id())
        .isEqualTo(joe.user().id());
    opensNothing(device.use(door.ask()));
  }

  @Test
  void whatOnlyLooksLikeAPasskeyOpensNothing() throws Exception {
    on(TestDatabases.DERBY);
    var device = device(joe);
    var late = device.use(door.ask());
    staff.clock.pass(Duration.ofMinutes(2));
    opensNothing(late);
    opensNothing(device.use(new Json("{\"challenge\":\"" + Secrets.next() + "\"}")));
    opensNothing(device.use(by(joe, () -> door.begin(password(joe)))));
    opensNothing(new Authenticator().use(door.ask()));
    device.origin = "https://msp.example.evil";
    opensNothing(device.use(door.ask()));
    device.origin = "https://msp.example:8444";
    opensNothing(device.use(door.ask()));
    device.origin = Authenticator.ORIGIN;
    device.site = "example";
    opensNothing(device.use(door.ask()));
    device.site = "msp.example";
    device.verifies = false;
    opensNothing(device.use(door.ask()));
    device.verifies = true;
    for (var rubbish : List.of("{}", "[]", "null", "{\"id\":1}", "x", "{".repeat(25_000))) {
      opensNothing(new Json(rubbish));
    }
    var tampered =
        device
            .use(door.ask())
            .text()
            .replaceFirst("\"signature\":\"[^\"]{8}", "\"signature\":\"AAAAAAAA");
    opensNothing(new Json(tampered));
    device.counter = 50;
    door.passkey(device.use(door.ask()), elsewhere());
    device.counter = 20;
    opensNothing(device.use(door.ask()));
    staff.as(staff.platform.boss, () -> staff.changes.disable(joe.user().name()));
    device.counter = 60;
    opensNothing(device.use(door.ask()));
  }

  @Test
  void aPasskeyIsMadeByWhoKnowsThePasswordAtThatVeryMoment() throws Exception {
    on(TestDatabases.DERBY);
    var device = new Authenticator();
    refused("wrong-password", () -> door.begin("guess".toCharArray()));
    var options = by(joe, () -> door.begin(password(joe)));
    var ann = staff.hire("technician");
    assertThatThrownBy(() -> by(ann, () -> door.add("stolen", device.make(options))))
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::name)
        .isEqualTo("passkey-refused");
    device.origin = "https://evil.example";
    refused("passkey-refused", () -> door.add("x", device.make(options)));
    device.origin = Authenticator.ORIGIN;
    refused("passkey-refused", () -> door.add("x", device.make(options)));
    device.verifies = false;
    refused("passkey-refused", () -> door.add("x", device.make(door.begin(password(joe)))));
    refused("passkey-refused", () -> door.add("x", new Json("{}")));
    device.verifies = true;
    assertThatThrownBy(() -> by(joe, () -> door.add(" ", new Json("{}"))))
        .isInstanceOf(Invalid.class);
    by(joe, () -> door.add("mine", device.make(door.begin(password(joe)))));
    assertThat(door.passkey(device.use(door.ask()), elsewhere()).id()).isEqualTo(joe.user().id());
  }

  private void refused(String problem, java.util.concurrent.Callable<?> work) {
    assertThatThrownBy(() -> by(joe, work))
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::name)
        .isEqualTo(problem);
  }
}
