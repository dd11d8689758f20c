// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.time.Duration;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

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
        name = "Roles that need a second factor",
        description = "Without one they can only set one up")
    String[] secondFactorRoles() default {};
  }

  private volatile Config config;

  @Activate
  public SignInRules(Config config) {
    this.config = config;
  }

  @Modified
  void modified(Config next) {
    config = next;
  }

  Duration session() {
    return Duration.ofHours(Math.max(1, config.sessionHours()));
  }

  Duration idle() {
    return Duration.ofMinutes(Math.max(1, config.idleMinutes()));
  }

  boolean needsSecondFactor(String role) {
    return Set.of(config.secondFactorRoles()).contains(role);
  }
}
