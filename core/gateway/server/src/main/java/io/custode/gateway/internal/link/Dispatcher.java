// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionState;
import io.custode.api.asset.AssetId;
import io.custode.core.action.ActionQueue;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.module.AgentModules;
import io.custode.gateway.internal.module.JpaModules;
import io.custode.gateway.internal.module.JpaModules.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives agents what they are to do. The database is the queue; this only looks, at the right
 * moments and every now and then: an agent is looked after at its hello, when an action is
 * requested or ended, every few seconds while something is open, and every minute anyway.
 */
@Component(service = Dispatcher.class)
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long SWEEP_MILLIS = 1000;
  private static final Duration WHILE_OPEN = Duration.ofSeconds(5);
  private static final Duration ANYWAY = Duration.ofSeconds(60);

  /** An action that was given and of which nothing more was heard is given again after this. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final AgentDirectory directory;
  private final AgentLanes lanes;
  private final NodeLink link;
  private final ActionQueue queue;
  private final JpaModules repository;
  private final AgentModules modules;
  private final Door door;
  private final int modulesAMinute;
  private final JpaModules.Listener changed = this::modulesChanged;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-dispatch");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Dispatcher(
      @Reference AgentDirectory directory,
      @Reference AgentLanes lanes,
      @Reference NodeLink link,
      @Reference ActionQueue queue,
      @Reference JpaModules repository,
      @Reference AgentModules modules,
      @Reference Door door,
      @Reference Settings settings) {
    this.directory = directory;
    this.lanes = lanes;
    this.link = link;
    this.queue = queue;
    this.repository = repository;
    this.modules = modules;
    this.door = door;
    this.modulesAMinute = settings.modulesAMinute();
    repository.onChange(changed);
    modules.onGrant(agent -> directory.find(agent.value()).ifPresent(this::attendModules));
    timer.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  public void close() {
    repository.forget(changed);
    timer.shutdownNow();
  }

  /** Looks after an agent now, in its turn. */
  void attend(AgentSession session) {
    turn(session, true);
  }

  /** Sends a message to an agent. */
  boolean tell(AgentSession session, String kind, Message message) {
    return link.publish(Topics.down(session.id().value(), kind), Codec.encode(message));
  }

  /** Agents are looked after at the pace in which they may fetch, not all at once. */
  private void modulesChanged(Change change) {
    if (timer.isShutdown()) {
      return;
    }
    var now = Instant.now();
    var all = directory.all().stream().filter(AgentSession::here).toList();
    long within = 1 + all.size() * 60_000L / modulesAMinute;
    for (var session : all) {
      long in = ThreadLocalRandom.current().nextLong(within);
      session.modulesAt(now.plusMillis(in), change == Change.SIGNER);
      if (in < SWEEP_MILLIS) { // else the sweep finds it
        timer.schedule(() -> turn(session, false), in, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Looks after an agent's modules soon: somebody said something of them. */
  void attendModules(AgentSession session) {
    session.modulesAt(Instant.now(), false);
    turn(session, true);
  }

  private void giveModules(AgentSession session, AssetId asset, Instant now) {
    if (!session.claimModules()) {
      return;
    }
    boolean vouch = session.claimVouch();
    try {
      var peer =
          new AgentModules.Peer(
              session.id(), session.tenant(), asset, session.tellsModules(), session.believes());
      var turn = modules.next(peer, vouch);
      turn.messages().forEach(message -> tell(session, Topics.MODULE, message));
      if (turn.open()) {
        session.modulesAt(now.plus(ANYWAY), false);
      }
    } catch (RuntimeException e) {
      LOG.debug("Modules of agent {} are given later", session.id(), e);
      session.modulesAt(now.plus(WHILE_OPEN), vouch);
    }
  }

  private void sweep() {
    try {
      repository.offered(); // another node may have changed what is to be had
      directory.all().forEach(session -> turn(session, false));
    } catch (RuntimeException e) {
      LOG.warn("Agents could not be looked after; they are in a second", e);
    }
  }

  private void turn(AgentSession session, boolean early) {
    if (session.claimPush(Instant.now(), early)
        && !lanes.submit(session.id().value(), () -> push(session))) {
      session.pushStarts(Instant.now().plus(WHILE_OPEN));
    }
  }

  private void push(AgentSession session) {
    var now = Instant.now();
    // spread, so that a fleet that came at once is not looked after at once
    var next = ANYWAY.plusMillis(ThreadLocalRandom.current().nextInt(5000));
    session.pushStarts(now.plus(next));
    var asset = session.asset();
    if (asset.isEmpty() || !session.here()) {
      return;
    }
    try {
      var open = door.in(session.tenant(), () -> queue.due(asset.get()));
      var given = new ArrayList<ActionId>();
      for (var action : open) {
        if (give(session, action, now) && action.state() == ActionState.QUEUED) {
          given.add(action.id());
        }
      }
      if (!given.isEmpty()) {
        door.run(session.tenant(), () -> queue.sent(given));
      }
      if (!open.isEmpty()) {
        session.pushAt(now.plus(WHILE_OPEN));
      }
    } catch (RuntimeException e) {
      LOG.debug("Actions of agent {} are given later", session.id(), e);
      session.pushAt(now.plus(WHILE_OPEN));
    }
    giveModules(session, asset.get(), now);
  }

  /**
   * @return whether it is on its way
   */
  private boolean give(AgentSession session, Action action, Instant now) {
    var id = action.id().value();
    if (!session.give(id, now, AGAIN)) {
      return false;
    }
    var request =
        new Message.ActionRequest(
            id,
            action.verb(),
            action.input().text(),
            action.expiresAt(),
            action.lockKey(),
            action.priority());
    try {
      if (tell(session, Topics.ACTION, request)) {
        return true;
      }
    } catch (MalformedMessage e) {
      LOG.warn("Action {} is too large to be sent; it will expire", id);
      return false;
    }
    session.done(id);
    return false;
  }
}
