// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

/**
 * MQTT topics. No tenant in them: machines move between tenants. QoS 1, nothing retained, session
 * expiry 0.
 */
public final class Topics {
  /** Largest payload of a message, in bytes. */
  public static final int MAX_PAYLOAD = 256 * 1024;

  /** What a node of the platform subscribes to; nodes share the load. */
  public static final String ALL_UP = "$share/core/custode/v1/a/+/up/#";

  /**
   * {@link Message.Welcome}, {@link Message.ActionRequest}, {@link Message.ResultAck}, {@link
   * Message.MetricAck}, {@link Message.Renew}, {@link Message.EnrolAnew}.
   */
  public static final String ACTION = "action";

  /**
   * {@link Message.ModuleOffer}, {@link Message.ModuleWithdrawal}, {@link Message.ModuleRelease}.
   */
  public static final String MODULE = "module";

  private Topics() {}

  /**
   * What an agent speaks to: {@link Message.Hello}, {@link Message.ActionResult}, {@link
   * Message.Metrics}, {@link Message.InventoryReport}, {@link Message.ActionStarted}, {@link
   * Message.ModuleStates}. One topic, since brokers keep some kilobytes for each; agents of before
   * had one for each of four kinds.
   */
  public static String up(String agent) {
    return "custode/v1/a/" + agent + "/up/said";
  }

  public static String down(String agent, String kind) {
    return "custode/v1/a/" + agent + "/down/" + kind;
  }

  /** What an agent subscribes to. */
  public static String allDown(String agent) {
    return "custode/v1/a/" + agent + "/down/#";
  }

  /**
   * @return the agent that an up topic belongs to, or empty if it is none
   */
  public static String agentOf(String topic) {
    var levels = topic.split("/", -1);
    return levels.length == 6 && topic.startsWith("custode/v1/a/") && levels[4].equals("up")
        ? levels[3]
        : "";
  }
}
