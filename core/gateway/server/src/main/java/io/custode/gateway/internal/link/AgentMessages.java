// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.ModuleState;
import io.custode.agent.protocol.Topics;
import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.core.action.ActionQueue;
import io.custode.core.asset.AssetClaims;
import io.custode.core.json.JsonMapping;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.gateway.internal.agent.Enroller;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.metric.MetricRing;
import io.custode.gateway.internal.module.AgentModules;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents say, and what follows from it. Who says it is what the topic names: the broker lets
 * an agent speak on its own topics only. Everything may come twice, late, and out of order between
 * two nodes.
 */
@Component(service = AgentMessages.class, immediate = true)
public final class AgentMessages {
  private static final Logger LOG = LoggerFactory.getLogger(AgentMessages.class);
  private static final int MOST_OUTPUT = 200_000;
  private static final String UNREADABLE =
      "The output was dropped: it was no JSON or larger than 200,000 characters.";

  /** An agent with fewer actions in hand gets more. */
  private static final int FEW = 20;

  /** How far a clock may be off; beyond it its times say nothing. */
  private static final Duration SANE_OFFSET = Duration.ofDays(3650);

  /** Values of the future are a clock that was set. */
  private static final Duration AHEAD = Duration.ofSeconds(30);

  private final AgentDirectory directory;
  private final AgentLanes lanes;
  private final Dispatcher dispatcher;
  private final Revocations revocations;
  private final MetricRing metrics;
  private final AssetClaims claims;
  private final ActionQueue queue;
  private final Actions actions;
  private final Door door;
  private final Settings settings;
  private final JsonMapping json;
  private final AgentRows rows;
  private final Enroller enroller;
  private final CertificateAuthority authority;
  private final AgentModules modules;
  private final VersionSteps steps;
  private final Drops drops = new Drops();

  @Activate
  public AgentMessages(
      @Reference AgentDirectory directory,
      @Reference AgentLanes lanes,
      @Reference NodeLink link,
      @Reference Dispatcher dispatcher,
      @Reference Revocations revocations,
      @Reference MetricRing metrics,
      @Reference AssetClaims claims,
      @Reference ActionQueue queue,
      @Reference Actions actions,
      @Reference Door door,
      @Reference Settings settings,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json,
      @Reference Presence presence,
      @Reference AgentRows rows,
      @Reference Enroller enroller,
      @Reference CertificateAuthority authority,
      @Reference AgentModules modules,
      @Reference VersionSteps steps) {
    this.directory = directory;
    this.lanes = lanes;
    this.dispatcher = dispatcher;
    this.revocations = revocations;
    this.metrics = metrics;
    this.claims = claims;
    this.queue = queue;
    this.actions = actions;
    this.door = door;
    this.settings = settings;
    this.json = json;
    this.rows = rows;
    this.enroller = enroller;
    this.authority = authority;
    this.modules = modules;
    this.steps = steps;
    link.receive(this::arrived);
  }

  /** On the link's own thread: only what is cheap. */
  void arrived(String topic, byte[] payload) {
    var at = Instant.now();
    var agent = Topics.agentOf(topic);
    if (agent.isEmpty()) {
      drops.drop("", "its topic is none of ours");
    } else if (payload.length > Topics.MAX_PAYLOAD) {
      drops.drop(agent, "it is larger than 256 KiB");
    } else {
      if (!lanes.submit(agent, () -> handle(agent, payload, at))) {
        drops.drop(agent, "too many wait already");
      }
    }
  }

  long dropped() {
    return drops.total();
  }

  /** In the agent's turn. */
  private void handle(String agent, byte[] payload, Instant at) {
    try {
      var session = directory.find(agent);
      if (session.isEmpty()) {
        drops.drop(agent, "there is no such agent");
        revocations.revoked(agent); // it is nobody: do not let it go on
      } else if (session.get().revoked()) {
        drops.drop(agent, "its access was ended");
        revocations.revoked(agent);
      } else if (session.get().pending()) {
        drops.drop(agent, "it waits for approval"); // an external broker lets it in
      } else {
        handle(session.get(), Codec.decode(payload), at);
      }
    } catch (MalformedMessage e) {
      drops.drop(agent, "it is malformed: " + Inventories.text(e.getMessage(), 200));
    } catch (Problem e) {
      // not acknowledged, so the agent says it again
      drops.drop(agent, "it could not be dealt with now: " + Inventories.text(e.what(), 200));
    }
  }

  private void handle(AgentSession session, Message message, Instant at) {
    session.alive(at);
    if (message instanceof Message.Hello hello) {
      hello(session, hello, at);
    } else if (message instanceof Message.InventoryReport report) {
      inventory(session, report);
    } else if (message instanceof Message.ModuleStates said) {
      told(session, said.modules());
    } else if (message instanceof Message.ActionStarted started) {
      started(session, started, at);
    } else if (message instanceof Message.ActionResult result) {
      finished(session, result, at);
    } else if (message instanceof Message.Metrics batch) {
      metrics(session, batch, at);
    } else {
      throw new MalformedMessage("no message that agents send");
    }
  }

  private void hello(AgentSession session, Message.Hello hello, Instant at) {
    var offset = Duration.between(hello.clock(), at);
    boolean sane = offset.abs().compareTo(SANE_OFFSET) < 0;
    session.greet(
        Inventories.text(hello.version(), 64),
        sane ? offset.toMillis() : 0,
        hello.trusts() == null ? null : trusted(hello.trusts()),
        hello.certifiedBy() != null && isFingerprint(hello.certifiedBy())
            ? hello.certifiedBy()
            : null);
    if (session.boots().copy(Inventories.text(hello.boot(), 40)) && tellCopy(session, hello)) {
      return;
    }
    dispatcher.tell(
        session,
        Topics.ACTION,
        new Message.Welcome(Instant.now(), settings.metricSeconds(), settings.version()));
    if (hello.modules() != null) {
      told(session, hello.modules());
    }
    dispatcher.attend(session);
    steps.greeted(session, Inventories.text(hello.version(), 64));
    if (hello.trusts() != null && !authority.suits(hello.trusts(), hello.certifiedBy())) {
      dispatcher.tell(
          session, Topics.ACTION, new Message.Renew(RenewalCalls.within(directory.all().size())));
    }
  }

  /** What it says it trusts, if that is fingerprints. */
  private static String trusted(List<String> said) {
    return said.stream()
        .filter(AgentMessages::isFingerprint)
        .sorted()
        .distinct()
        .limit(4)
        .collect(Collectors.joining(" "));
  }

  private static boolean isFingerprint(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /**
   * It gets no welcome: what is for the agent is for the other one.
   *
   * @return whether it is told
   */
  private boolean tellCopy(AgentSession session, Message.Hello hello) {
    var agent = rows.find(session.id().value());
    if (agent.isEmpty()) {
      return false;
    }
    LOG.warn("Two machines speak as agent {}; one of them enrols anew", session.id());
    var secret = enroller.copied(agent.get().agent());
    dispatcher.tell(session, Topics.ACTION, new Message.EnrolAnew(hello.boot(), secret));
    return true;
  }

  /** How its modules are; what follows is told in its turn. */
  private void told(AgentSession session, List<ModuleState> states) {
    var asset = session.asset();
    session.tellsModules(true);
    if (asset.isPresent()) {
      modules.told(
          new AgentModules.Peer(
              session.id(), session.tenant(), asset.get(), true, session.believes()),
          states);
      dispatcher.attendModules(session);
    }
  }

  private void inventory(AgentSession session, Message.InventoryReport report) {
    var inventory = Inventories.of(report.inventory(), session.offsetMillis());
    if (session.asset().isPresent() && session.sameInventory(digest(report))) {
      return;
    }
    try {
      var asset =
          door.in(
              session.tenant(),
              () ->
                  session.copied()
                      ? claims.claimApart(session.id(), session.site(), inventory)
                      : claims.claim(session.id(), session.site(), inventory));
      if (session.speaksFor(asset)) {
        dispatcher.attend(session);
        steps.claimed(session);
      }
    } catch (RuntimeException e) {
      session.forgetInventory();
      throw e;
    }
  }

  private void started(AgentSession session, Message.ActionStarted started, Instant at) {
    var id = ActionId.of(started.id());
    door.run(
        session.tenant(),
        () -> {
          if (own(session, id).isPresent()) {
            queue.started(id, time(session, started.at(), at));
          }
        });
  }

  private void finished(AgentSession session, Message.ActionResult result, Instant at) {
    var id = ActionId.of(result.id());
    var state = ActionState.valueOf(result.outcome().name());
    var output = output(result);
    var reason = output == null && result.output() != null ? UNREADABLE : reason(result.reason());
    var ended =
        door.in(
            session.tenant(),
            () -> {
              var own = own(session, id);
              if (own.isPresent()) {
                queue.finished(id, state, output, reason, time(session, result.finishedAt(), at));
              } else {
                LOG.debug("Agent {} ended an action that is not its own", session.id());
              }
              return own;
            });
    int left = session.done(id.value());
    // only now: the transaction has committed
    dispatcher.tell(session, Topics.ACTION, new Message.ResultAck(result.id()));
    if (left < FEW || ended.filter(action -> action.lockKey() != null).isPresent()) {
      dispatcher.attend(session);
    }
  }

  /** What the handler gave, if it is JSON of a bearable size. */
  private @Nullable Json output(Message.ActionResult result) {
    var text = result.output();
    if (text == null || text.length() > MOST_OUTPUT) {
      return null;
    }
    try {
      var output = new Json(text);
      json.read(output, Object.class);
      return output;
    } catch (Invalid e) {
      return null;
    }
  }

  /** An agent starts and ends its own actions, never those of another. */
  private Optional<Action> own(AgentSession session, ActionId id) {
    return actions.get(id).filter(a -> session.speaksFor(a.asset(), true));
  }

  private static @Nullable String reason(@Nullable String reason) {
    return reason == null ? null : Inventories.text(reason, 1000);
  }

  private void metrics(AgentSession session, Message.Metrics batch, Instant at) {
    var asset = session.asset();
    if (asset.isEmpty()) {
      dispatcher.tell(session, Topics.ACTION, new Message.MetricAck(batch.sequence()));
      return;
    }
    var tenant = session.tenant();
    var points = points(session, batch, at);
    door.in(tenant, () -> metrics.add(tenant, asset.get(), session.id(), points))
        .whenComplete((done, failure) -> kept(session, batch.sequence(), failure));
  }

  /** Whoever kept it has other things to do than to wait for a broker. */
  private void kept(AgentSession session, long sequence, @Nullable Throwable failure) {
    var agent = session.id().value();
    if (failure != null) {
      // not acknowledged, so the agent says it again
      drops.drop("metrics are not kept: " + Inventories.text(failure.toString(), 200));
    } else {
      lanes.submit(
          agent, () -> dispatcher.tell(session, Topics.ACTION, new Message.MetricAck(sequence)));
    }
  }

  /** By our clock; if the agent's clock was set since its hello, by what it says now. */
  private List<Message.Point> points(AgentSession session, Message.Metrics batch, Instant at) {
    var points = batch.points();
    if (!points.isEmpty()) {
      var last = points.get(points.size() - 1).at();
      if (last.plusMillis(session.offsetMillis()).isAfter(at.plus(AHEAD))) {
        session.offset(Duration.between(last, at).toMillis());
      }
    }
    // a little in the future is no harm; values that had one time would be one
    return points.stream()
        .map(
            p -> new Message.Point(p.name(), p.unit(), p.value(), time(session, p.at(), at, AHEAD)))
        .toList();
  }

  /** The platform's time of something that has happened: never in the future. */
  private static Instant time(AgentSession session, Instant agents, Instant now) {
    return time(session, agents, now, Duration.ZERO);
  }

  /**
   * @param ahead how far in the future it may be
   */
  private static Instant time(AgentSession session, Instant agents, Instant now, Duration ahead) {
    var corrected = agents.plusMillis(session.offsetMillis());
    return corrected.isAfter(now.plus(ahead)) ? now : corrected;
  }

  private static String digest(Message.InventoryReport report) {
    var m = report.inventory();
    var timeless =
        new MachineInventory(
            Instant.EPOCH,
            m.hostname(),
            m.os(),
            m.hardware(),
            m.disks(),
            m.nics(),
            m.software(),
            m.logins(),
            m.bootedAt());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = Codec.encode(new Message.InventoryReport(timeless));
      return Base64.getEncoder().encodeToString(digest.digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
