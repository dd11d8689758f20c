// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long sessions last, and who needs a second factor. Changes count at once. */
@Component(service = SignInRules.class, configurationPid = "io.custode.platform.signin")
@Designate(ocd = SignInRules.Config.class)
public final class SignInRules {
  /** Settings. */
  @ObjectClassDefinition(name = "Sign-in")
  public @interface Config {
    @AttributeDefinition(name = "Hours after which a browser session ends in any case", min = "1")
    int sessionHours() default 10;

    @AttributeDefinition(name = "Minutes without a request after which it ends", min = "1")
    int idleMinutes() default 60;

    @AttributeDefinition(
        name = "Roles that need a second factor, by comma",
        description = "Without one they can only set one up")
    String secondFactorRoles() default "";

    @AttributeDefinition(
        name = "Address by which browsers reach the console",
        description =
            "https://host or https://host:port; sign-in providers send browsers back there, and"
                + " passkeys are made for its host")
    String publicAddress() default "";
  }

  private static final Logger LOG = LoggerFactory.getLogger(SignInRules.class);

  private volatile Config config;
  private volatile Set<String> secondFactorRoles;

  @Activate
  public SignInRules(Config config) {
    this.config = config;
    this.secondFactorRoles = roles(config);
  }

  @Modified
  void modified(Config next) {
    config = next;
    secondFactorRoles = roles(next);
  }

  private static Set<String> roles(Config config) {
    var roles =
        Arrays.stream(config.secondFactorRoles().split(","))
            .map(String::strip)
            .filter(role -> !role.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!roles.isEmpty()) {
      // a role that is mistyped is needed by nobody, and shows here only
      LOG.info("A second factor is needed by: {}", roles);
    }
    return roles;
  }

  /**
   * @return the address by which browsers reach the console, without a path
   * @throws Problem {@code public-address-missing} if it is not set, or is none
   */
  URI publicAddress() {
    try {
      var uri = URI.create(config.publicAddress().strip().replaceAll("/$", ""));
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getPath().isEmpty()) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "public-address-missing",
        "The platform does not know by which address browsers reach it; nobody was signed in.",
        "Set publicAddress in io.custode.platform.signin.cfg to https:// and a host.");
  }

  Duration session() {
    return Duration.ofHours(Math.max(1, config.sessionHours()));
  }

  Duration idle() {
    return Duration.ofMinutes(Math.max(1, config.idleMinutes()));
  }

  boolean needsSecondFactor(String role) {
    return secondFactorRoles.contains(role);
  }
}
