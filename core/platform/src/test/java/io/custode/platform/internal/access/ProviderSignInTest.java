// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.custode.api.access.NewRole;
import io.custode.api.access.Principal;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.id.Uuid7;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.ProviderSignIn.Arrival;
import io.custode.core.access.SignIn.Origin;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.spi.access.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in by an OpenID provider, and those who pretend to. */
class ProviderSignInTest {
  private static final String HERE = "192.0.2.1";

  @TempDir static Path home;

  private final String id = "p" + Uuid7.next().replace("-", "").substring(20);
  private final String subject = Uuid7.next();
  private final String name = "u" + subject.substring(24);
  private final PermissionCatalogue catalogue = Catalogues.of("core.asset.read");
  private OidcServer server;
  private Staff staff;
  private ProviderSignIn door;
  private int visits;

  @BeforeEach
  void open() throws Exception {
    server = new OidcServer(home);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void on(TestDatabases kind) {
    staff = new Staff(new Platform(kind), catalogue);
    door = staff.providerDoor(Staff.settings(""));
    asBoss(() -> staff.providers.set(provider(List.of(), false), server.ca));
    asBoss(
        () -> {
          try (var secret = SecretValue.of(OidcServer.SECRET.toCharArray())) {
            staff.platform.visibility.asProvider(
                () -> staff.secrets.set(SecretName.of("core.oidc-" + id), secret));
          }
        });
    is(name, "crew");
  }

  private SignInProvider provider(List<String> domains, boolean strong) {
    return provider(server.issuer, domains, strong);
  }

  private SignInProvider provider(String issuer, List<String> domains, boolean strong) {
    return new SignInProvider(
        id,
        "Contoso",
        issuer,
        OidcServer.CLIENT,
        "openid profile",
        "preferred_username",
        "groups",
        domains,
        strong,
        true);
  }

  private void asBoss(Runnable work) {
    staff.as(staff.platform.boss, work);
  }

  private void rule(String group, String role, TenantId... sees) {
    asBoss(() -> staff.providers.addRule(id, group, new NewUser("", role, null, List.of(sees))));
  }

  private void is(String who, String... groups) {
    server.person =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .claim("preferred_username", who.toUpperCase(java.util.Locale.ROOT))
            .claim("groups", List.of(groups))
            .build();
  }

  /** Each from an address of its own: what is refused slows the next one down. */
  private Arrival visit(UnaryOperator<Map<String, String>> back) {
    var departure = door.begin(id, "/assets?q=x");
    return door.arrive(
        departure.ticket(),
        back.apply(server.agree(departure.to())),
        new Origin("192.0.2." + ++visits, "a browser"));
  }

  private Arrival visit() {
    return visit(answer -> answer);
  }

  private void refused(String problem, Runnable work) {
    assertThatThrownBy(work::run)
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::name)
        .isEqualTo(problem);
  }

  private User user() {
    return staff.store.read(em -> Users.byName(em, name).orElseThrow().toUser());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoComesForTheFirstTimeBecomesWhatHisGroupsSay(TestDatabases kind) {
    on(kind);
    var one = staff.platform.tenant("One");
    var two = staff.platform.tenant("Two");
    refused("no-group", this::visit);
    rule("crew", "technician", one);
    rule("guests", "guest");
    is(name, "guests", "crew");
    var arrival = visit();
    assertThat(arrival.next()).isEqualTo("/assets?q=x");
    var joe = arrival.session().principal();
    assertThat(joe.name()).isEqualTo(name);
    assertThat(joe.permissions()).as("the oldest rule decides").containsExactly("core.asset.read");
    assertThat(staff.platform.visibility.sees(joe, one)).isTrue();
    assertThat(staff.platform.visibility.sees(joe, two)).isFalse();
    var other = staff.otherNode();
    assertThat(other.sessions.look(Secrets.hash(arrival.session().secret()))).isPresent();

    is("renamed" + name, "guests");
    door = other.providerDoor(Staff.settings(""));
    assertThat(visit().session().principal().id()).as("by subject").isEqualTo(joe.id());
    assertThat(user().role()).isEqualTo("guest");
    is(name, "nothing");
    refused("no-group", this::visit);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nobodyBecomesAUserOfTheSameName(TestDatabases kind) {
    on(kind);
    rule("crew", "technician");
    asBoss(() -> staff.users.create(new NewUser(name, "guest", null, null)));
    refused("name-used", this::visit);
    asBoss(() -> staff.externals().link(name, id, subject));
    assertThat(visit().session().principal().id()).isEqualTo(user().id());
    assertThat(user().role()).as("stays his own").isEqualTo("guest");
    asBoss(() -> staff.externals().unlink(name, id));
    refused("name-used", this::visit);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aVerifiedAddressOfADomainOpensItsUserButNoAdministrator(TestDatabases kind) {
    on(kind);
    asBoss(() -> staff.providers.set(provider(List.of("msp.example"), false), server.ca));
    door = staff.providerDoor(Staff.settings(""));
    var joe = name + "@msp.example";
    var boss = "boss" + name + "@msp.example";
    asBoss(() -> staff.users.create(new NewUser(joe, "guest", null, null)));
    asBoss(() -> staff.users.create(new NewUser(boss, "administrator", null, null)));
    rule("crew", "technician");

    var deputy = "deputy" + name + "@msp.example";
    catalogue.bindPermissions(
        () ->
            List.of(
                new Permission("core.asset.read", "See", "Vedere", Set.of("technician")),
                new Permission(Reach.WRITE, "Users", "Utenti", Set.of())));
    asBoss(() -> staff.roles.add(new NewRole(id, null, List.of(Reach.WRITE))));
    asBoss(() -> staff.users.create(new NewUser(deputy, id, null, null)));

    mail(deputy, true);
    refused("name-used", this::visit);
    asBoss(() -> staff.changes.remove(deputy));
    asBoss(() -> staff.roles.remove(id));
    mail(boss, true);
    refused("name-used", this::visit);
    mail(joe, false);
    refused("name-used", this::visit);
    mail(joe + ".evil.example", true);
    assertThat(visit().session().principal().name()).isEqualTo(joe + ".evil.example");
    server.person = new JWTClaimsSet.Builder(server.person).subject("another " + subject).build();
    mailOf(server.person, joe, true);
    var arrived = visit().session().principal();
    assertThat(arrived.name()).isEqualTo(joe);
    assertThat(arrived.permissions()).isEmpty();
  }

  private void mail(String address, boolean verified) {
    mailOf(server.person, address, verified);
  }

  private void mailOf(JWTClaimsSet person, String address, boolean verified) {
    server.person =
        new JWTClaimsSet.Builder(person)
            .claim("preferred_username", address)
            .claim("email", address)
            .claim("email_verified", verified)
            .build();
  }

  @Test
  void whatDoesNotHoldOpensNothing() {
    on(TestDatabases.DERBY);
    rule("crew", "technician");
    refused("sign-in-refused", () -> visit(answer -> with(answer, "state", "another")));
    refused("sign-in-refused", () -> visit(answer -> with(answer, "iss", "https://other")));
    refused("sign-in-refused", () -> visit(answer -> with(answer, "code", "guessed")));
    refused("sign-in-refused", () -> visit(answer -> with(answer, "error", "access_denied")));
    var departure = door.begin(id, "/");
    var answer = server.agree(door.begin(id, "/").to());
    refused(
        "sign-in-refused",
        () -> door.arrive(departure.ticket(), answer, new Origin(HERE, "another browser")));
    assertThatThrownBy(() -> door.arrive("", answer, new Origin("192.0.2.99", "no ticket")))
        .isInstanceOf(SignedOut.class);

    twisted(claims -> claims.audience("another program"));
    twisted(claims -> claims.audience(List.of(OidcServer.CLIENT, "another program")));
    twisted(claims -> claims.issuer("https://another.example"));
    twisted(claims -> claims.claim("nonce", "of another browser"));
    twisted(claims -> claims.claim("nonce", null));
    twisted(claims -> claims.expirationTime(in(Duration.ofMinutes(-2))));
    twisted(claims -> claims.notBeforeTime(in(Duration.ofMinutes(2))));
    twisted(claims -> claims.issueTime(in(Duration.ofMinutes(2))));
    twisted(claims -> claims.subject(null));
    made((claims, key) -> new PlainJWT(claims).serialize());
    made((claims, key) -> OidcServer.signed(claims, OidcServer.newKey()));
    made(
        (claims, key) ->
            OidcServer.signed(
                claims,
                new JWSHeader(JWSAlgorithm.HS256),
                new MACSigner("x".repeat(10) + OidcServer.SECRET + "y".repeat(10))));
    assertThat(staff.store.<Boolean>read(em -> Users.byName(em, name).isPresent())).isFalse();
    assertThat(visit().session().principal().name()).isEqualTo(name);
  }

  private static Map<String, String> with(Map<String, String> answer, String key, String value) {
    answer.put(key, value);
    return answer;
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private void twisted(UnaryOperator<JWTClaimsSet.Builder> twist) {
    server.twist = claims -> twist.apply(new JWTClaimsSet.Builder(claims)).build();
    refused("sign-in-refused", this::visit);
    server.twist = claims -> claims;
  }

  private void made(OidcServer.Maker maker) {
    server.maker = maker;
    refused("sign-in-refused", this::visit);
    server.maker = OidcServer::signed;
  }

  @Test
  void aClockThatIsOffALittleIsNoMatter() {
    on(TestDatabases.DERBY);
    rule("crew", "technician");
    server.twist =
        claims ->
            new JWTClaimsSet.Builder(claims)
                .issueTime(in(Duration.ofSeconds(40)))
                .expirationTime(in(Duration.ofSeconds(-40)))
                .build();
    assertThat(visit().session().principal().name()).isEqualTo(name);
  }

  @Test
  void aRotatedKeyIsFetchedOnceAndAForgedOneNotEachTime() {
    on(TestDatabases.DERBY);
    rule("crew", "technician");
    visit();
    visit();
    assertThat(server.keysAsked).hasValue(1);
    server.rotate();
    visit();
    visit();
    assertThat(server.keysAsked).as("the new key was asked for once").hasValue(2);
    for (int i = 0; i < 10; i++) {
      made((claims, key) -> OidcServer.signed(claims, OidcServer.newKey()));
    }
    assertThat(server.keysAsked.get()).as("asked seldom").isLessThanOrEqualTo(4);
    visit();
  }

  @Test
  void aServerThatIsDownKeepsNobodyFromHisPassword() {
    on(TestDatabases.DERBY);
    var joe = staff.hire("technician");
    var departure = door.begin(id, "/");
    var answer = server.agree(departure.to());
    server.close();
    refused(
        "sign-in-provider-down",
        () -> door.arrive(departure.ticket(), answer, new Origin(HERE, "a browser")));
    door = staff.otherNode().providerDoor(Staff.settings(""));
    refused("sign-in-provider-down", () -> door.begin(id, "/"));
    assertThat(
            staff
                .credentials(Staff.settings(""))
                .byPassword(joe.user().name(), joe.password().toCharArray(), null, HERE)
                .id())
        .isEqualTo(joe.user().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "HTTP/1.1 200 OK\r\nX: "})
  void aServerThatHangsIsNotWaitedFor(String says) throws IOException {
    on(TestDatabases.DERBY);
    try (var slow = server.dripping(says)) {
      var there = provider("https://localhost:" + slow.getLocalPort(), List.of(), false);
      asBoss(() -> staff.providers.set(there, server.ca));
      door = staff.impatientDoor(Duration.ofSeconds(1));
      var before = System.nanoTime();
      refused("sign-in-provider-down", () -> door.begin(id, "/"));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void theWayBackLeadsToNoOtherSite() {
    on(TestDatabases.DERBY);
    rule("crew", "technician");
    for (var next :
        List.of("//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nb")) {
      var departure = door.begin(id, next);
      var arrival =
          door.arrive(
              departure.ticket(), server.agree(departure.to()), new Origin(HERE, "a browser"));
      assertThat(arrival.next()).isEqualTo("/");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aProviderThatAsksForASecondFactorIsEnoughForARoleThatNeedsOne(TestDatabases kind) {
    on(kind);
    rule("crew", "technician");
    door = staff.providerDoor(Staff.settings("technician"));
    assertThat(visit().session().principal().permissions()).containsExactly(Reach.SELF);
    asBoss(() -> staff.providers.set(provider(List.of(), true), server.ca));
    var session = visit().session();
    assertThat(session.principal().permissions()).containsExactly("core.asset.read");
    var again = staff.otherNode().credentials(Staff.settings("technician"));
    assertThat(again.bySession(session.secret(), HERE).orElseThrow().principal().permissions())
        .containsExactly("core.asset.read");
    assertThat(door.leave(session.secret()).orElseThrow().toString())
        .startsWith(server.issuer + "/end?")
        .contains("msp.example");

    asBoss(() -> staff.changes.disable(name));
    assertThatThrownBy(this::visit).isInstanceOf(SignedOut.class);
    asBoss(() -> staff.changes.enable(name));
    var open = visit().session().secret();
    asBoss(() -> staff.providers.remove(id));
    assertThat(staff.otherNode().sessions.look(Secrets.hash(open))).isEmpty();
    assertThat(door.choices()).noneMatch(choice -> choice.id().equals(id));
  }

  @Test
  void onlyWhoMayEverythingDecidesWhoVouches() {
    on(TestDatabases.DERBY);
    Principal clerk = Platform.technician("clerk", SignInProviders.WRITE, "core.asset.read");
    staff.as(
        clerk,
        () -> {
          refused("beyond-your-own", () -> staff.providers.set(provider(List.of(), true), null));
          refused("beyond-your-own", () -> staff.providers.remove(id));
          refused(
              "beyond-your-own",
              () ->
                  staff.providers.addRule(
                      id, "crew", new NewUser("", "administrator", null, null)));
        });
    asBoss(
        () -> {
          for (var bad : List.of("http://plain.example", "https://", "https://x/?q", "x")) {
            refused(
                "invalid",
                () ->
                    staff.providers.set(
                        new SignInProvider(
                            id, "x", bad, "c", "openid", "n", "g", List.of(), false, false),
                        null));
          }
          refused("invalid", () -> staff.providers.set(provider(List.of(), false), "no PEM"));
          staff.providers.check(id);
        });
    assertThat(staff.providers.find(PageRequest.first(100)).items())
        .anyMatch(known -> known.id().equals(id) && known.ownCa());
  }
}
