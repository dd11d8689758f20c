// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/**
 * Makes a bundle a plugin. On one class of the bundle. The build writes the manifest header {@code
 * Custode-Plugin} and a requirement of the platform's version, so that a wrong platform refuses the
 * plugin before it runs.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Header(name = "Custode-Plugin", value = "${#id}")
@Requirement(namespace = "custode.platform", filter = "(&(version>=1.0.0)(!(version>=2.0.0)))")
public @interface CustodePlugin {
  /**
   * @return {@code [a-z][a-z0-9]{2,29}}, vendors prefix it with their name: {@code acmepatch}
   */
  String id();
}
