// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConnectionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** What Artemis has no setting for: the size of packets, wills and retained messages. */
final class Doorway implements ActiveMQServerConnectionPlugin, MQTTInterceptor {
  private final int largest;

  Doorway(int largest) {
    this.largest = largest;
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    // its own decoder takes packets of 256 MiB, whatever the client was told
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      var pipeline = netty.getChannel().pipeline();
      var decoder = pipeline.get(MqttDecoder.class);
      if (decoder != null) {
        pipeline.replace(decoder, "custode-decoder", new MqttDecoder(largest));
      }
    }
  }

  /**
   * @return whether the packet may pass; if not, the connection ends
   */
  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet instanceof MqttPublishMessage publish) {
      return !publish.fixedHeader().isRetain();
    }
    // a will would be kept for as long as the connection lasts, and nobody uses one
    return !(packet instanceof MqttConnectMessage connect)
        || !connect.variableHeader().isWillFlag();
  }
}
