// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.api.agent.Agent;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.gateway.internal.agent.Enroller;
import io.custode.gateway.internal.agent.TokenRefused;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.Pem;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.module.JpaModules;
import io.custode.gateway.internal.release.JpaAgentReleases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be asked on the agents' port: /enrol, /renew, /modules, /releases, /leave. */
@Component(service = AgentRequests.class)
public final class AgentRequests extends AbstractHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AgentRequests.class);
  private static final int MOST_BODY = 16 * 1024;
  private static final int FAILURES_A_MINUTE = 20;
  private static final Pattern MODULE = Pattern.compile("/modules/([^/]{1,100})/([^/]{1,60})");
  private static final Pattern RELEASE = Pattern.compile("/releases/([0-9a-f]{64})");

  /** Slow lines must not keep others from enrolling: the port has a dozen threads. */
  private static final int RELEASES_AT_ONCE = 5;

  private static final int MODULES_AT_ONCE = 4;

  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:\\[\\]-]{1,253}");

  private final Enroller enroller;
  private final AgentRows agents;
  private final JpaModules modules;
  private final CertificateAuthority authority;
  private final JpaAgentReleases releases;
  private final Settings settings;
  private final Semaphore fetching = new Semaphore(RELEASES_AT_ONCE);
  private final Semaphore fetchingModules = new Semaphore(MODULES_AT_ONCE);
  private final Throttle throttle = new Throttle(FAILURES_A_MINUTE, System::nanoTime);

  @Activate
  public AgentRequests(
      @Reference Enroller enroller,
      @Reference AgentRows agents,
      @Reference JpaModules modules,
      @Reference JpaAgentReleases releases,
      @Reference CertificateAuthority authority,
      @Reference Settings settings) {
    this.enroller = enroller;
    this.agents = agents;
    this.modules = modules;
    this.releases = releases;
    this.authority = authority;
    this.settings = settings;
  }

  @Override
  public void handle(
      String target, Request jetty, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    jetty.setHandled(true);
    var address = Throttle.key(request.getRemoteAddr());
    try {
      long wait = throttle.waitFor(address);
      if (wait > 0) {
        throw Refused.tooMany(wait);
      }
      answer(target, request, response);
    } catch (TokenRefused e) {
      LOG.info("{} was refused to enrol: {}", request.getRemoteAddr(), e.name());
      throttle.failed(address);
      refuse(response, Refused.of(e.status(), e.name(), e.what(), e.todo()));
    } catch (Refused e) {
      if (e.status() == 400 || e.status() == 401) {
        throttle.failed(address);
      }
      refuse(response, e);
    } catch (Problem e) {
      LOG.debug("Not now", e);
      refuse(response, e.kind() == Problem.Kind.NOT_FOUND ? Refused.stranger() : Refused.later());
    } catch (RuntimeException e) {
      LOG.error("A request on the agents' port failed", e);
      refuse(response, Refused.later());
    }
  }

  private void answer(String target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var module = MODULE.matcher(target);
    var release = RELEASE.matcher(target);
    boolean post = request.getMethod().equals("POST");
    if (target.equals("/enrol") && post) {
      json(response, 200, Codec.toJson(enrol(request)));
    } else if (target.equals("/renew") && post) {
      json(response, 200, Codec.toJson(renew(request)));
    } else if (target.equals("/leave") && post) {
      enroller.leave(agent(request, true));
      json(response, 200, "{}");
    } else if (module.matches() && request.getMethod().equals("GET")) {
      module(request, response, module.group(1), module.group(2));
    } else if (release.matches() && request.getMethod().equals("GET")) {
      release(request, response, release.group(1));
    } else {
      throw Refused.nothingHere();
    }
  }

  private Enrolment.Grant enrol(HttpServletRequest request) throws IOException {
    var body = read(request, Enrolment.Request.class);
    if (body.hostname().isBlank() || body.hostname().length() > 255) {
      throw Refused.malformed("the host name must have 1 to 255 characters");
    }
    var key = KeyProof.check(body.publicKey(), body.proof(), body.secret());
    var hostname = body.hostname().replaceAll("\\p{Cntrl}", " ");
    boolean reads = Boolean.TRUE.equals(body.readsRoots());
    var enrolled = enroller.enrol(body.secret(), key, hostname, request.getRemoteAddr(), reads);
    return grant(request, enrolled.certificate(), enrolled.pending(), reads);
  }

  private Enrolment.Grant renew(HttpServletRequest request) throws IOException {
    var agent = agent(request, false);
    var body = read(request, Enrolment.Renewal.class);
    var key = KeyProof.check(body.publicKey(), body.proof(), agent.id().value());
    boolean reads = Boolean.TRUE.equals(body.readsRoots());
    if (reads && !authority.inStep()) {
      throw Refused.later(); // it would be told to trust less than other nodes say
    }
    // one that knows of one authority only would refuse a certificate by another one
    var by = reads ? authority.fingerprint() : authority.signerOf(shown(request)[0]);
    try {
      return grant(request, enroller.renew(agent, key, by), false, reads);
    } catch (NotFound e) {
      throw Refused.stranger();
    }
  }

  private void module(
      HttpServletRequest request, HttpServletResponse response, String id, String version)
      throws IOException {
    agent(request, false);
    if (!fetchingModules.tryAcquire()) {
      throw Refused.later();
    }
    try {
      var jar = modules.jar(id, version).orElseThrow(Refused::nothingHere);
      response.setContentType("application/java-archive");
      response.setContentLength(jar.length);
      response.getOutputStream().write(jar);
    } finally {
      fetchingModules.release();
    }
  }

  private void release(HttpServletRequest request, HttpServletResponse response, String sha256)
      throws IOException {
    agent(request, false);
    if (!fetching.tryAcquire()) {
      throw Refused.later();
    }
    try {
      var archive = releases.open(sha256).orElseThrow(Refused::nothingHere);
      try (var content = archive.content()) {
        response.setContentType("application/gzip");
        response.setContentLengthLong(archive.size());
        content.transferTo(response.getOutputStream());
      } catch (Problem e) {
        // half of it is gone: the agent is to see that the line broke
        throw new IOException(e);
      }
    } finally {
      fetching.release();
    }
  }

  /**
   * The agent whose certificate the client has shown. TLS has verified it already.
   *
   * @param early whether it may do this while it waits for approval
   */
  private Agent agent(HttpServletRequest request, boolean early) {
    var own = shown(request)[0];
    return Subject.of(own)
        .filter(peer -> !peer.node() && own.getNotAfter().toInstant().isAfter(Instant.now()))
        .filter(peer -> authority.vouchesFor(own)) // a resumed session was not checked again
        .flatMap(peer -> agents.find(peer.name()))
        .map(AgentRows.Known::agent)
        .filter(agent -> agent.state() != Agent.State.REVOKED)
        .filter(agent -> early || agent.state() != Agent.State.PENDING)
        .orElseThrow(Refused::stranger);
  }

  private static X509Certificate[] shown(HttpServletRequest request) {
    if (request.getAttribute("javax.servlet.request.X509Certificate")
            instanceof X509Certificate[] chain
        && chain.length > 0) {
      return chain;
    }
    throw Refused.stranger();
  }

  private Enrolment.Grant grant(
      HttpServletRequest request, X509Certificate certificate, boolean pending, boolean reads) {
    var host = request.getServerName();
    var now = Instant.now();
    var agent = Subject.of(certificate).orElseThrow().name();
    return new Enrolment.Grant(
        agent,
        List.of(Pem.of(certificate), Pem.of(authority.root(authority.signerOf(certificate)))),
        settings.agentBroker(HOST.matcher(host).matches() ? host : "localhost"),
        now,
        now.plus(CertificateAuthority.AGENT_RENEWAL),
        pending ? true : null,
        reads ? roots() : null);
  }

  private @Nullable List<String> roots() {
    var roots = authority.roots();
    return roots.size() == 1 ? null : roots.stream().map(Pem::of).toList();
  }

  private static <T extends Record> T read(HttpServletRequest request, Class<T> type)
      throws IOException {
    var tooLarge =
        Refused.of(413, "too-large", "The request is larger than 16 KiB.", "Update the agent.");
    if (request.getContentLengthLong() > MOST_BODY) {
      throw tooLarge;
    }
    var body = request.getInputStream().readNBytes(MOST_BODY + 1);
    if (body.length > MOST_BODY) {
      throw tooLarge;
    }
    try {
      return Codec.fromJson(new String(body, StandardCharsets.UTF_8), type);
    } catch (MalformedMessage e) {
      throw Refused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(HttpServletResponse response, Refused refused) throws IOException {
    if (refused.retryAfter() > 0) {
      response.setHeader("Retry-After", String.valueOf(refused.retryAfter()));
    }
    // what is left of a body that nobody will read
    response.setHeader("Connection", "close");
    json(response, refused.status(), Codec.toJson(refused.refusal()));
  }

  private static void json(HttpServletResponse response, int status, String json)
      throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
