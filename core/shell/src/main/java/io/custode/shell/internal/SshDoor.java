// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.core.access.SignIn;
import io.custode.core.access.StandingWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SSH door. A server of our own rather than Karaf's, which forwards TCP ports for everybody who
 * is signed in, offers file transfer and reports errors on stdout.
 */
@Component(service = SshDoor.class, immediate = true, configurationPid = "io.custode.shell")
@Designate(ocd = SshDoor.Config.class)
public final class SshDoor {
  private static final Logger LOG = LoggerFactory.getLogger(SshDoor.class);
  private static final int SIGN_IN_TRIES = 6;
  private static final Duration SIGN_IN_TIME = Duration.ofSeconds(30);

  /** Settings. */
  @ObjectClassDefinition(name = "Shell over SSH")
  public @interface Config {
    @AttributeDefinition(
        name = "Address",
        description = "Address to listen on; 0.0.0.0 opens the shell to the network")
    String address() default "127.0.0.1";

    @AttributeDefinition(name = "Port")
    int port() default 8101;

    @AttributeDefinition(name = "Home", description = "Directory with keys/")
    String home() default "home";

    @AttributeDefinition(name = "Idle minutes", description = "Then a connection is closed")
    int idleMinutes() default 15;

    @AttributeDefinition(name = "Most connections of one user at a time")
    int sessions() default 20;
  }

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<StandingWarning> warnings = List.of();

  private final SshServer server;
  private final Doorkeeper doorkeeper;

  @Activate
  public SshDoor(
      Config config,
      @Reference Lines lines,
      @Reference SessionFactory karaf,
      @Reference SignIn signIn,
      @Reference(target = "(component.name=io.custode.shell.internal.CustodeRealm)")
          JaasRealm realm)
      throws IOException, GeneralSecurityException {
    KeyPair key = HostKey.in(Path.of(config.home()).resolve("keys"));
    var loader = Thread.currentThread().getContextClassLoader();
    // the library finds its parts by the context class loader
    Thread.currentThread().setContextClassLoader(SshServer.class.getClassLoader());
    try {
      server = server(config, new Channels(lines, karaf, this::warnings), key);
      server.start();
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
    doorkeeper = new Doorkeeper(server, signIn);
    LOG.info("Shell over SSH on {}:{}", config.address(), config.port());
  }

  private List<String> warnings() {
    return warnings.stream()
        .map(StandingWarning::said)
        .flatMap(Optional::stream)
        .map(StandingWarning.Said::text)
        .toList();
  }

  private static SshServer server(Config config, Channels channels, KeyPair key) {
    SshServer ssh = SshServer.setUpDefaultServer();
    ssh.setHost(config.address());
    ssh.setPort(config.port());
    ssh.setKeyPairProvider(KeyPairProvider.wrap(key));
    var authenticator = new Authenticator();
    ssh.setPasswordAuthenticator(authenticator);
    ssh.setPublickeyAuthenticator(authenticator);
    ssh.setUserAuthFactories(
        List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
    ssh.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    ssh.setCommandFactory((channel, line) -> channels.line(line));
    ssh.setShellFactory(channel -> channels.shell());
    ssh.setSubsystemFactories(List.of());
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(ssh, SIGN_IN_TRIES);
    CoreModuleProperties.AUTH_TIMEOUT.set(ssh, SIGN_IN_TIME);
    CoreModuleProperties.IDLE_TIMEOUT.set(ssh, Duration.ofMinutes(config.idleMinutes()));
    CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(ssh, config.sessions());
    CoreModuleProperties.NIO_WORKERS.set(ssh, 1);
    return ssh;
  }

  @Deactivate
  void stop() throws IOException {
    doorkeeper.close();
    server.stop(true);
  }
}
