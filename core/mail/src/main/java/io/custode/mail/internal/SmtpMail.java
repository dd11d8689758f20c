// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.Secrets;
import io.custode.core.access.Doors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import javax.activation.CommandMap;
import javax.activation.MailcapCommandMap;
import javax.mail.AuthenticationFailedException;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Sends by an SMTP server; each message by a connection of its own. */
@Component(
    service = {Mail.class, SmtpMail.class},
    configurationPid = "io.custode.mail")
@Designate(ocd = SmtpMail.Config.class)
public final class SmtpMail implements Mail {
  /** The secret that the user's password is in. */
  static final SecretName PASSWORD = SecretName.of("core.smtp-password");

  private static final Duration LATER = Duration.ofMinutes(1);

  /** How the connection is kept from others. */
  public enum Security {
    /** TLS from the first byte on. */
    TLS,
    /** Plain at first, then TLS, or not at all. */
    STARTTLS,
    /** Not. A password is sent over it to this machine only. */
    NONE
  }

  /** Settings. */
  @ObjectClassDefinition(name = "Mail")
  public @interface Config {
    @AttributeDefinition(name = "Host", description = "Mail server; none: no mail is sent")
    String host() default "";

    @AttributeDefinition(name = "Port", description = "Usually 587 with STARTTLS, 465 with TLS")
    int port() default 587;

    @AttributeDefinition(name = "Security", description = "STARTTLS, TLS or NONE")
    Security security() default Security.STARTTLS;

    @AttributeDefinition(
        name = "User",
        description = "Name to sign in with; the password is the secret core.smtp-password")
    String user() default "";

    @AttributeDefinition(name = "From", description = "Address that messages are from")
    String from() default "";

    @AttributeDefinition(name = "Seconds to wait for the server", min = "1", max = "60")
    int timeoutSeconds() default 15;
  }

  private final Secrets secrets;
  private final Doors doors;
  private final @Nullable SSLSocketFactory sockets;
  private volatile Config config;

  @Activate
  public SmtpMail(Config config, @Reference Secrets secrets, @Reference Doors doors) {
    this(config, secrets, doors, null);
  }

  /**
   * @param sockets makes TLS connections; null: as this Java trusts
   */
  SmtpMail(Config config, Secrets secrets, Doors doors, @Nullable SSLSocketFactory sockets) {
    this.config = config;
    this.secrets = secrets;
    this.doors = doors;
    this.sockets = sockets;
    // the types that this bundle knows, whoever's thread it is that sends
    CommandMap.setDefaultCommandMap(
        new MailcapCommandMap(SmtpMail.class.getResourceAsStream("/META-INF/mailcap")));
  }

  @Modified
  void modified(Config next) {
    config = next;
  }

  Config config() {
    return config;
  }

  @Override
  public boolean isSetUp() {
    return !config.host().isBlank() && !config.from().isBlank();
  }

  @Override
  public void send(MailMessage message) {
    var now = config;
    if (!isSetUp()) {
      throw notSetUp("There is no mail server");
    }
    try {
      transmit(message, now);
    } catch (AuthenticationFailedException e) {
      throw notSetUp("The mail server does not take this user and password");
    } catch (SendFailedException e) {
      throw refused(e);
    } catch (MessagingException e) {
      throw away(e);
    }
  }

  private void transmit(MailMessage message, Config now) throws MessagingException {
    var session = Session.getInstance(properties(now));
    var mime = new MimeMessage(session);
    mime.setFrom(new InternetAddress(now.from(), true));
    for (var address : message.to()) {
      mime.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
    }
    mime.setSubject(message.subject(), "UTF-8");
    mime.setText(message.text(), "UTF-8");
    mime.setSentDate(new Date());
    // so that answering machines do not answer (RFC 3834)
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.saveChanges();
    try (var transport = session.getTransport(protocol(now))) {
      connect(transport, now);
      transport.sendMessage(mime, mime.getAllRecipients());
    }
  }

  private void connect(Transport transport, Config now) throws MessagingException {
    if (now.user().isBlank()) {
      transport.connect(now.host(), now.port(), null, null);
      return;
    }
    if (now.security() == Security.NONE && !isThisMachine(now.host())) {
      throw notSetUp("A password is not sent without TLS");
    }
    transport.connect(now.host(), now.port(), now.user(), password());
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The provider's, whichever tenant is bound. */
  private String password() {
    return doors.as(
        doors.system("mail"),
        "system",
        () -> {
          try (var secret =
              secrets.get(PASSWORD).orElseThrow(() -> notSetUp("There is no secret " + PASSWORD))) {
            return new String(secret.bytes(), StandardCharsets.UTF_8);
          }
        });
  }

  private static String protocol(Config now) {
    return now.security() == Security.TLS ? "smtps" : "smtp";
  }

  private Properties properties(Config now) {
    var prefix = "mail." + protocol(now) + ".";
    var wait = String.valueOf(Duration.ofSeconds(now.timeoutSeconds()).toMillis());
    var properties = new Properties();
    properties.put(prefix + "connectiontimeout", wait);
    properties.put(prefix + "timeout", wait);
    properties.put(prefix + "writetimeout", wait);
    properties.put(prefix + "auth", String.valueOf(!now.user().isBlank()));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put(prefix + "starttls.enable", String.valueOf(now.security() == Security.STARTTLS));
    properties.put(
        prefix + "starttls.required", String.valueOf(now.security() == Security.STARTTLS));
    if (sockets != null) {
      properties.put(prefix + "ssl.socketFactory", sockets);
    }
    return properties;
  }

  private static Conflict notSetUp(String why) {
    return new Conflict(
        "mail-not-set-up",
        why + "; nothing was sent.",
        "An administrator sets mail up: etc/io.custode.mail.cfg and the secret " + PASSWORD + ".");
  }

  /** A server that says "later" (4xx) is away for now; what it refuses (5xx) it refuses again. */
  private static Problem refused(SendFailedException failure) {
    for (Exception e = failure; e != null; e = next(e)) {
      int code =
          e instanceof SMTPAddressFailedException address
              ? address.getReturnCode()
              : e instanceof SMTPSendFailedException whole ? whole.getReturnCode() : 0;
      if (code >= 500) {
        return new Conflict(
            "mail-refused",
            "The mail server refused the message (" + code + "); it was not sent to everybody.",
            "Check the addresses.");
      }
      if (code >= 400) {
        return away(e);
      }
    }
    return away(failure);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException m ? m.getNextException() : null;
  }

  private static Unavailable away(Exception e) {
    // what the server says may repeat what was sent: its kind is enough
    var root =
        e instanceof MessagingException m && m.getNextException() != null
            ? m.getNextException()
            : e;
    return new Unavailable(
        "The mail server is away or too slow ("
            + root.getClass().getSimpleName()
            + "); nothing was sent.",
        LATER);
  }
}
