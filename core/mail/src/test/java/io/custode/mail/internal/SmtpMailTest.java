// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.command.CommandContext;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.mail.MailMessage;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail over a real connection: what arrives, and what is said when it does not. */
class SmtpMailTest {
  private static final String PASSWORD = "correct horse";
  private static final MailMessage HELLO =
      new MailMessage(
          List.of("anna@example.com"), "Città: è però già così – 日本", "Più\nΑθήνα\n.\nend");

  private GreenMail server = new GreenMail();

  private void start(String protocol) {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.setUser("msp@example.com", "msp", PASSWORD);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private int port(String protocol) {
    return protocol.equals("smtps") ? server.getSmtps().getPort() : server.getSmtp().getPort();
  }

  private static SmtpMail mail(SmtpMail.Config config) {
    var home = new OneSecret(PASSWORD);
    return new SmtpMail(config, home, home);
  }

  @Test
  void whatIsWrittenInAnyLanguageArrives() throws Exception {
    start("smtp");
    mail(Settings.to(port("smtp"))).send(HELLO);
    var arrived = server.getReceivedMessages();
    assertThat(arrived).hasSize(1);
    assertThat(arrived[0].getSubject()).isEqualTo(HELLO.subject());
    assertThat(arrived[0].getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(HELLO.text());
    assertThat(arrived[0].getFrom()[0]).hasToString("msp@example.com");
    assertThat(arrived[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void howItIsSetUpIsShownWithoutThePassword() {
    var home = new OneSecret(PASSWORD);
    var settings = Settings.to(2525).signedInAs("msp");
    var who = new Principal(Principal.Kind.TECHNICIAN, UserId.next(), "anna", null, Set.of("*"));
    var shown =
        new MailShow(new SmtpMail(settings, home, home))
            .execute(new MailShow.Input(), new CommandContext(who, null, "rest"));
    assertThat(shown.ready()).isTrue();
    assertThat(shown.port()).isEqualTo(2525);
    assertThat(shown.user()).isEqualTo("msp");
    assertThat(shown.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void whoSignsInIsTakenAndAWrongPasswordIsTold() {
    start("smtp");
    var settings = Settings.to(port("smtp")).signedInAs("msp");
    mail(settings).send(HELLO);
    assertThat(server.getReceivedMessages()).hasSize(1);
    var home = new OneSecret("wrong");
    assertThatThrownBy(() -> new SmtpMail(settings, home, home).send(HELLO))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("does not take this user and password")
        .hasMessageNotContaining("wrong");
    var empty = new OneSecret(null);
    assertThatThrownBy(() -> new SmtpMail(settings, empty, empty).send(HELLO))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("no secret core.smtp-password");
  }

  @Test
  void onlyATrustedServerOfThatNameIsTalkedToOverTls(@TempDir Path dir) throws Exception {
    var store = keys(dir);
    start("smtps");
    var settings = Settings.to(port("smtps")).with(SmtpMail.Security.TLS);
    assertThatThrownBy(() -> mail(settings).send(HELLO)).isInstanceOf(Unavailable.class);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    var home = new OneSecret(PASSWORD);
    var byAddress =
        new Settings("127.0.0.1", settings.port(), SmtpMail.Security.TLS, "", settings.from(), 2);
    var otherName = new SmtpMail(byAddress, home, home, tls.getSocketFactory());
    assertThatThrownBy(() -> otherName.send(HELLO)).isInstanceOf(Unavailable.class);
    assertThat(server.getReceivedMessages()).isEmpty();
    new SmtpMail(settings, home, home, tls.getSocketFactory()).send(HELLO);
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  /** A certificate for localhost that the server shows from now on. */
  private static KeyStore keys(Path dir) throws Exception {
    var file = dir.resolve("localhost.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    System.setProperty("greenmail.tls.keystore.file", file.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", store.getCertificate("mail"));
    return trusted;
  }

  @Test
  void nothingIsSentInTheClearWhereTlsIsAskedForOrAPasswordIsAtStake() {
    start("smtp");
    var clear = Settings.to(port("smtp"));
    assertThatThrownBy(() -> mail(clear.with(SmtpMail.Security.STARTTLS)).send(HELLO))
        .isInstanceOf(Unavailable.class);
    var elsewhere =
        new Settings("192.0.2.1", 25, SmtpMail.Security.NONE, "msp", "msp@example.com", 1);
    assertThatThrownBy(() -> mail(elsewhere).send(HELLO))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("not sent without TLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsDownOrSilentIsAway() throws Exception {
    int nobody;
    try (var closed = new ServerSocket(0)) {
      nobody = closed.getLocalPort();
    }
    assertThatThrownBy(() -> mail(Settings.to(nobody)).send(HELLO))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("nothing was sent");
    try (var silent = new Answers("")) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> mail(Settings.to(silent.port())).send(HELLO))
          .isInstanceOf(Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aRefusedRecipientIsNotTriedAgainABusyServerIs() throws Exception {
    try (var refusing = new Answers("550 5.1.1 no such user")) {
      assertThatThrownBy(() -> mail(Settings.to(refusing.port())).send(HELLO))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("550");
    }
    try (var busy = new Answers("451 4.3.0 later")) {
      assertThatThrownBy(() -> mail(Settings.to(busy.port())).send(HELLO))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void whatWouldBecomeAnotherHeaderIsRefused() {
    var to = List.of("anna@example.com");
    assertThatThrownBy(() -> new MailMessage(to, "Hello\r\nBcc: all@example.com", "x"))
        .isInstanceOf(Invalid.class);
    for (var bad :
        List.of(
            "anna@example.com\nBcc: all@example.com",
            "anna@example.com, all@example.com",
            "Anna <anna@example.com>",
            "anna",
            "@example.com",
            "anna@-",
            "x".repeat(65) + "@example.com")) {
      assertThatThrownBy(() -> new MailMessage(List.of(bad), "Hello", "x"))
          .as(bad)
          .isInstanceOf(Invalid.class);
    }
  }

  @Test
  void withoutAServerItSaysSo() {
    var none = new Settings("", 25, SmtpMail.Security.NONE, "", "", 1);
    assertThat(mail(none).isSetUp()).isFalse();
    assertThatThrownBy(() -> mail(none).send(HELLO))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("no mail server");
  }
}
