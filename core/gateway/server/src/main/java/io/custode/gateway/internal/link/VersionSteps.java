// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.RuntimeVersion;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether agents and platform are at most one minor version apart. What one says and the other does
 * not know is ignored by both; further apart that may be more than somebody would guess, so it is
 * an alert of the machine.
 */
@Component(service = VersionSteps.class)
public final class VersionSteps {
  /** The key is always the same: an agent has one version. */
  static final String KIND = "core.agent-out-of-step";

  private static final Logger LOG = LoggerFactory.getLogger(VersionSteps.class);
  private static final String KEY = "version";
  private static final String ADVICE =
      "More than one minor version lies between them: what the newer one asks for may be ignored."
          + " Upgrade the older one (msp:agent-upgrade, or the platform).";

  private final Alerts alerts;
  private final Door door;
  private final String own;

  @Activate
  public VersionSteps(
      @Reference Alerts alerts, @Reference Door door, @Reference Settings settings) {
    this.alerts = alerts;
    this.door = door;
    this.own = settings.version();
  }

  /** It said hello: its asset may not be known yet. */
  void greeted(AgentSession session, String version) {
    if (session.firstHelloOf(version)) {
      claimed(session);
    }
  }

  /** Its asset is known. */
  void claimed(AgentSession session) {
    var version = session.version();
    var asset = session.asset();
    if (version.isEmpty() || asset.isEmpty()) {
      return;
    }
    try {
      door.run(
          session.tenant(),
          () -> {
            if (inStep(version.get())) {
              alerts.resolve(KIND, asset.get(), KEY);
            } else {
              alerts.raise(
                  new NewAlert(
                      KIND,
                      KEY,
                      Severity.WARNING,
                      title(version.get()),
                      ADVICE,
                      asset.get(),
                      null));
            }
          });
    } catch (RuntimeException e) {
      LOG.warn("That agent {} has version {} is not told", session.id(), version.get(), e);
    }
  }

  private String title(String version) {
    return "The agent has version " + version + ", the platform " + own;
  }

  private boolean inStep(String version) {
    return RuntimeVersion.parse(own).map(platform -> platform.inStep(version)).orElse(true);
  }
}
