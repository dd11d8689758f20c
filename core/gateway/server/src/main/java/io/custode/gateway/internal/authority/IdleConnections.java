// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.osgi.service.component.annotations.Component;

/**
 * How long the web server waits for who says nothing. Between two requests it waits longer than any
 * browser keeps a connection (etc/custom.system.properties), so that the browser ends it: if the
 * server does, in the moment in which a request is on its way, that request is lost. Within a
 * request nobody holds a thread that long.
 */
@Component
public final class IdleConnections implements HttpConfiguration.Customizer {
  private static final long WITHIN_A_REQUEST_MILLIS = 30_000;

  @Override
  public void customize(Connector from, HttpConfiguration configuration, Request request) {
    // the first request of all is asked the usual way
    configuration.setIdleTimeout(WITHIN_A_REQUEST_MILLIS);
  }
}
