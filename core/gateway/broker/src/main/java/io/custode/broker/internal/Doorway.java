// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.ReferenceCountUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConnectionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Artemis has no setting for: the size of packets, wills and retained messages. */
final class Doorway implements ActiveMQServerConnectionPlugin {
  private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

  private final int largest;
  private final Rules rules = new Rules();

  Doorway(int largest) {
    this.largest = largest;
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      var pipeline = netty.getChannel().pipeline();
      var decoder = pipeline.get(MqttDecoder.class);
      if (decoder == null) {
        netty.getChannel().close(); // nothing else is served here
        return;
      }
      // its own decoder takes packets of 256 MiB, whatever the client was told
      pipeline.replace(decoder, "custode-decoder", new MqttDecoder(largest));
      pipeline.addAfter("custode-decoder", "custode-rules", rules);
    }
  }

  /** Ends the connection of whoever wants something to be kept. */
  @Sharable
  private static final class Rules extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) throws Exception {
      if (keepsSomething(packet)) {
        LOG.info("{} wanted a message kept and was cut off", context.channel().remoteAddress());
        ReferenceCountUtil.release(packet);
        context.close();
      } else {
        super.channelRead(context, packet);
      }
    }

    private static boolean keepsSomething(Object packet) {
      if (packet instanceof MqttPublishMessage publish) {
        return publish.fixedHeader().isRetain();
      }
      // a will would be kept for as long as the connection lasts, and nobody uses one
      return packet instanceof MqttConnectMessage connect && connect.variableHeader().isWillFlag();
    }
  }
}
