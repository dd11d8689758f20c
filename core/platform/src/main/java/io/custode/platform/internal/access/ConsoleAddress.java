// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where people reach the console, for links in what is sent to them. */
@Component(service = ConsoleAddress.class, configurationPid = "io.custode.platform.console")
@Designate(ocd = ConsoleAddress.Config.class)
public final class ConsoleAddress {
  /** Settings. */
  @ObjectClassDefinition(name = "Address of the console")
  public @interface Config {
    @AttributeDefinition(
        name = "URL",
        description = "https://rmm.example.com:8443; none: what is sent has no links")
    String url() default "";
  }

  private volatile String url = "";

  @Activate
  public ConsoleAddress(Config config) {
    modified(config);
  }

  ConsoleAddress(String url) {
    this.url = url;
  }

  @Modified
  void modified(Config config) {
    var text = config.url().strip();
    url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * @param path of a page, {@code /alerts}
   */
  public Optional<String> link(String path) {
    return url.startsWith("https://") ? Optional.of(url + path) : Optional.empty();
  }
}
