// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the REST door takes at most. Changes apply to the next request. */
@Component(service = Limits.class, configurationPid = "io.custode.rest")
@Designate(ocd = Limits.Config.class)
public final class Limits {

  /** Settings of {@code io.custode.rest}. */
  @ObjectClassDefinition(name = "Custode REST")
  public @interface Config {
    @AttributeDefinition(name = "Largest request body in bytes", min = "1024")
    int bodyBytes() default 1024 * 1024;

    @AttributeDefinition(name = "Networks of reverse proxies that are believed, by comma")
    String trustedProxies() default "";

    @AttributeDefinition(name = "Header in which they name who asked them")
    String proxyHeader() default "X-Forwarded-For";

    @AttributeDefinition(name = "Largest file in bytes", min = "1024")
    int fileBytes() default 25 * 1024 * 1024;

    @AttributeDefinition(name = "Largest jar of a plugin in bytes", min = "1024")
    int jarBytes() default 64 * 1024 * 1024;

    @AttributeDefinition(name = "Largest release of the agent in bytes", min = "1024")
    int releaseBytes() default 96 * 1024 * 1024;

    @AttributeDefinition(name = "Largest answer of a plugin in bytes", min = "1024")
    int answerBytes() default 8 * 1024 * 1024;

    @AttributeDefinition(name = "Requests per second of one caller", min = "1")
    int requestsPerSecond() default 200;

    @AttributeDefinition(name = "Requests of one caller at once before the rate counts", min = "1")
    int burst() default 400;

    @AttributeDefinition(name = "Requests that wait while a plugin changes", min = "1")
    int parked() default 2000;

    @AttributeDefinition(name = "Seconds that a request waits while a plugin changes", min = "1")
    int parkSeconds() default 15;

    @AttributeDefinition(name = "Event streams of one caller", min = "1")
    // pages that were left count until two signs of life met nobody
    int streamsPerCaller() default 24;

    @AttributeDefinition(name = "Event streams of all callers", min = "1")
    int streams() default 2000;

    @AttributeDefinition(name = "Messages that wait for a slow event stream", min = "1")
    int streamQueue() default 1000;

    @AttributeDefinition(name = "Seconds between signs of life on a quiet stream", min = "1")
    int heartbeatSeconds() default 15;

    @AttributeDefinition(name = "Seconds between checks whether a stream's sign-in still holds")
    int recheckSeconds() default 1;
  }

  private volatile Config config;

  @Activate
  public Limits(Config config) {
    this.config = config;
  }

  @Modified
  void modified(Config next) {
    config = next;
  }

  /**
   * @return the settings as they are now
   */
  public Config now() {
    return config;
  }
}
