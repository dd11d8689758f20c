// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.rest.internal.openapi.Fragment;
import java.io.IOException;
import java.util.Set;
import javax.servlet.ServletConfig;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** The resources of one bundle as they are published together, and the requests in them. */
public final class Publication {
  private final Server server;
  private final AbstractHTTPDestination destination;
  private final Set<String> heads;
  private final Set<Object> resources;
  private final Fragment fragment;
  private final Runnable giveBack;
  private int underWay;
  private boolean closed;

  /**
   * @param heads first path segments that it answers
   * @param resources the services behind it
   * @param fragment its part of the OpenAPI document
   * @param giveBack returns what was borrowed for it
   */
  Publication(
      Server server,
      Set<String> heads,
      Set<Object> resources,
      Fragment fragment,
      Runnable giveBack) {
    this.server = server;
    this.destination = (AbstractHTTPDestination) server.getDestination();
    this.heads = Set.copyOf(heads);
    this.resources = Set.copyOf(resources);
    this.fragment = fragment;
    this.giveBack = giveBack;
  }

  Set<String> heads() {
    return heads;
  }

  Set<Object> resources() {
    return resources;
  }

  Fragment fragment() {
    return fragment;
  }

  /**
   * @return whether it still takes requests; then {@link #leave} has to follow
   */
  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    underWay++;
    return true;
  }

  public synchronized void leave() {
    underWay--;
    notifyAll();
  }

  /** Runs a request in it, as the current principal. */
  public void invoke(ServletConfig config, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var thread = Thread.currentThread();
    var loader = thread.getContextClassLoader();
    thread.setContextClassLoader(Publication.class.getClassLoader());
    try {
      destination.invoke(config, config.getServletContext(), request, response);
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  /** Takes no more requests, waits a while for those under way, and is gone. */
  void close(long atMostNanos) {
    awaitIdle(atMostNanos);
    var providers =
        (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName());
    server.destroy();
    if (providers != null) {
      providers.clearProviders();
    }
    giveBack.run();
  }

  private synchronized void awaitIdle(long atMostNanos) {
    closed = true;
    long end = System.nanoTime() + atMostNanos;
    try {
      for (long left = atMostNanos; underWay > 0 && left > 0; left = end - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
