// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.Enroller;
import io.custode.agent.internal.identity.EnrolmentSecret;
import io.custode.agent.internal.identity.HttpProxy;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.machine.Machine;
import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.protocol.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code custode-agent}. Exit code 0: done, 1: it failed, 2: called wrongly, 75: to be
 * started again, since another version is there to run.
 */
public final class Main {
  static final int RESTART = 75;
  private static final String DEFAULT_HOME = "/var/lib/custode-agent";
  private static final String USAGE =
      """
      custode-agent enrol --server https://host:8444 --secret-file FILE [--home DIR] [--replace]
                          [--proxy-file FILE]
          makes this machine known to the platform; without --secret-file the
          enrolment secret is taken from the environment variable CUSTODE_SECRET;
          the proxy's file says http://host:port or http://user:password@host:port
      custode-agent proxy [--proxy-file FILE] [--home DIR]
          reaches the platform by that proxy from the next start on; without a file by none
      custode-agent run [--home DIR]
          runs until it is stopped
      custode-agent uninstall [--home DIR] [--force]
          tells the platform, which refuses this agent from then on, and removes the home;
          --force removes it also if the platform cannot be told
      custode-agent inventory
          prints what the platform is told of this machine
      custode-agent version
      The home is %s, or CUSTODE_AGENT_HOME, unless --home says otherwise.
      """
          .formatted(DEFAULT_HOME);

  private Main() {}

  public static void main(String[] args) {
    int code;
    try {
      code = run(Arguments.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      code = 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      code = 1;
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(Arguments arguments) throws IOException {
    switch (arguments.command()) {
      case "enrol" -> enrol(arguments);
      case "proxy" -> proxy(arguments);
      case "run" -> Agent.start(home(arguments)).awaitStop();
      case "uninstall" -> Uninstall.run(home(arguments), arguments.flag("--force"));
      case "inventory" -> System.out.println(Codec.toJson(Machine.current().inventory()));
      case "version" -> System.out.println("custode-agent " + version());
      case "help", "--help", "-h" -> System.out.print(USAGE);
      default -> {
        System.err.print(USAGE);
        return 2;
      }
    }
    return 0;
  }

  private static void enrol(Arguments arguments) throws IOException {
    var address =
        arguments
            .option("--server")
            .orElseThrow(() -> new IllegalArgumentException("--server is missing"));
    var server = AgentPort.address(address);
    var secret = EnrolmentSecret.parse(secret(arguments));
    var home = home(arguments);
    if (home.enrolled() && !arguments.flag("--replace")) {
      throw new IOException(
          "This machine is enrolled already; --replace gives it a new identity instead");
    }
    var hostname = Machine.current().hostname();
    var identity = Enroller.enrol(server, secret, hostname, proxyOf(arguments));
    identity.save(home.identity());
    System.out.println("Enrolled as agent " + identity.agent());
    if (identity.pending()) {
      System.out.println("It is let in when somebody approves it: msp:agent-approve.");
    }
  }

  private static @Nullable String proxyOf(Arguments arguments) throws IOException {
    var file = arguments.option("--proxy-file");
    if (file.isEmpty()) {
      return null;
    }
    var text = Files.readString(Path.of(file.get())).strip();
    HttpProxy.parse(text);
    return text;
  }

  private static void proxy(Arguments arguments) throws IOException {
    var home = home(arguments);
    var next = Identity.load(home.identity()).by(proxyOf(arguments));
    next.save(home.identity());
    var proxy = next.proxy();
    System.out.println(
        proxy == null ? "The platform is reached directly" : "The platform is reached by " + proxy);
  }

  private static String secret(Arguments arguments) throws IOException {
    var file = arguments.option("--secret-file");
    if (file.isPresent()) {
      return Files.readString(Path.of(file.get()));
    }
    var direct = arguments.option("--secret");
    if (direct.isPresent()) {
      System.err.println(
          "A secret among the arguments can be read by every user of this machine while the"
              + " command runs; better use --secret-file or CUSTODE_SECRET");
      return direct.get();
    }
    var environment = System.getenv("CUSTODE_SECRET");
    if (environment == null || environment.isBlank()) {
      throw new IllegalArgumentException("--secret-file or CUSTODE_SECRET is missing");
    }
    return environment;
  }

  private static AgentHome home(Arguments arguments) throws IOException {
    var environment = System.getenv("CUSTODE_AGENT_HOME");
    var path = arguments.option("--home").orElse(environment == null ? DEFAULT_HOME : environment);
    try {
      return AgentHome.at(Path.of(path));
    } catch (IOException e) {
      throw new IOException("The home " + path + " cannot be used: " + Log.reason(e), e);
    }
  }

  static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }
}
