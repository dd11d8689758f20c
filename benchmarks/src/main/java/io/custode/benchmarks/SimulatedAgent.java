// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** An agent: real TLS, real MQTT 5, real messages, and a machine that is made up. */
@ChannelHandler.Sharable
final class SimulatedAgent extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Instant BOOTED = Instant.parse("2026-01-01T00:00:00Z");

  /** So long one waits for an acknowledgement, as real ones do. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final Identity identity;
  private final Tally tally;
  private final int number;
  private final Options options;
  private final EventLoopGroup loops;

  /** What is not acknowledged: the first is on its way, if any is. */
  private final Deque<Message.Metrics> measured = new ArrayDeque<>();

  private @Nullable Channel channel;
  private boolean isGone;
  private boolean isOnItsWay;
  private long begun;
  private int packet;
  private long sequence;
  private long saidAt;

  SimulatedAgent(
      Identity identity, Tally tally, int number, Options options, EventLoopGroup loops) {
    this.identity = identity;
    this.tally = tally;
    this.number = number;
    this.options = options;
    this.loops = loops;
  }

  void connect() throws SSLException {
    onItsWay(false);
    var uri = URI.create(identity.mqtt());
    var tls =
        SslContextBuilder.forClient()
            .keyManager(identity.key(), identity.certificate())
            .trustManager(identity.authority())
            .protocols("TLSv1.3")
            .build();
    begun = System.nanoTime();
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 30_000)
        .handler(new Pipeline(tls, uri))
        .connect(uri.getHost(), uri.getPort())
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                failed(done.cause());
              }
            });
  }

  /** Sooner or later, so that not all come at once. */
  private void comeBack() {
    if (!onItsWay(true)) {
      return;
    }
    long within = TimeUnit.SECONDS.toMillis(options.comeBack());
    loops
        .next()
        .schedule(
            () -> {
              connect();
              return true;
            },
            ThreadLocalRandom.current().nextLong(Math.max(1, within)),
            TimeUnit.MILLISECONDS);
  }

  /**
   * @return whether that is new
   */
  private synchronized boolean onItsWay(boolean is) {
    boolean was = isOnItsWay;
    isOnItsWay = is;
    return was != is;
  }

  private boolean comesBack() {
    return options.comeBack() > 0 && !isGone;
  }

  private void failed(Throwable cause) {
    if (comesBack()) {
      tally.lost();
      comeBack();
    } else {
      tally.failed(String.valueOf(cause));
    }
  }

  private final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final SslContext tls;
    private final URI uri;

    Pipeline(SslContext tls, URI uri) {
      this.tls = tls;
      this.uri = uri;
    }

    @Override
    protected void initChannel(SocketChannel socket) {
      var handler = tls.newHandler(socket.alloc(), uri.getHost(), uri.getPort());
      handler.setHandshakeTimeout(60, TimeUnit.SECONDS);
      handler
          .handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  socket.writeAndFlush(connectPacket());
                } else {
                  failed(done.cause());
                }
              });
      socket
          .pipeline()
          .addLast(handler, new MqttDecoder(300 * 1024), MqttEncoder.INSTANCE, SimulatedAgent.this);
    }
  }

  private MqttMessage connectPacket() {
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_5)
        .clientId(identity.id())
        .cleanSession(true)
        .keepAlive(120)
        .build();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message instanceof MqttConnAckMessage ack) {
      connected(context, ack);
    } else if (message instanceof MqttSubAckMessage) {
      tally.connected(System.nanoTime() - begun);
      if (sequence > 0) {
        hello();
        repeat();
      }
    } else if (message instanceof MqttPublishMessage publish) {
      told(context, publish);
    } else if (message.fixedHeader() != null
        && message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
      tally.lost();
    }
  }

  private void connected(ChannelHandlerContext context, MqttConnAckMessage ack) {
    var code = ack.variableHeader().connectReturnCode();
    if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      failed(new IOException("refused: " + code));
      context.close();
      return;
    }
    channel = context.channel();
    context.writeAndFlush(
        MqttMessageBuilders.subscribe()
            .messageId(next())
            .addSubscription(MqttQoS.AT_LEAST_ONCE, Topics.allDown(identity.id()))
            .build());
  }

  private void told(ChannelHandlerContext context, MqttPublishMessage publish) {
    if (publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      var header =
          new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0);
      context.writeAndFlush(
          MqttMessageFactory.newMessage(
              header, MqttMessageIdVariableHeader.from(publish.variableHeader().packetId()), null));
    }
    var message = Codec.decode(ByteBufUtil.getBytes(publish.payload()));
    if (message instanceof Message.Welcome welcome) {
      tally.welcomed(welcome.metricSeconds());
    } else if (message instanceof Message.MetricAck ack) {
      kept(ack.sequence());
    } else if (message instanceof Message.ActionRequest request) {
      act(request);
    }
  }

  /** Does nothing, well. */
  private void act(Message.ActionRequest request) {
    var now = Instant.now();
    say(new Message.ActionStarted(request.id(), now));
    say(new Message.ActionResult(request.id(), Message.Outcome.SUCCEEDED, "{}", null, now, now));
    tally.acted();
  }

  void hello() {
    say(new Message.Hello("simulated", UUID.randomUUID().toString(), Instant.now(), List.of()));
  }

  void inventory() {
    var now = Instant.now();
    var software = new ArrayList<MachineInventory.Software>();
    for (int i = 0; i < 400; i++) {
      software.add(new MachineInventory.Software("package-" + i, "1." + i + "-" + number % 7));
    }
    say(
        new Message.InventoryReport(
            new MachineInventory(
                now,
                "simulated-" + number,
                new MachineInventory.Os("linux", "Debian GNU/Linux", "12", "6.1.0", "x86_64"),
                new MachineInventory.Hardware(
                    "Simulated",
                    "Fleet",
                    "SN-" + identity.id(),
                    identity.id(),
                    identity.id().replace("-", ""),
                    "Simulated CPU",
                    8,
                    16L << 30),
                List.of(new MachineInventory.Disk("/dev/sda1", "/", "ext4", 1L << 39, 1L << 38)),
                List.of(
                    new MachineInventory.Nic(
                        "eth0",
                        "02:00:00:%02x:%02x:%02x"
                            .formatted(number >> 16 & 255, number >> 8 & 255, number & 255),
                        List.of("192.0.2." + number % 250 + "/24"),
                        true)),
                software,
                List.of(),
                BOOTED)));
  }

  /** Measures, and says it once what was measured before is acknowledged. */
  synchronized void metrics() {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var points = new ArrayList<Message.Point>();
    for (int i = 0; i < options.values(); i++) {
      var name = i < METRICS.size() ? METRICS.get(i) : "other." + i;
      points.add(new Message.Point(name, "1", (number + i + now.getEpochSecond()) % 100, now));
    }
    measured.addLast(new Message.Metrics(++sequence, points));
    tally.measured();
    if (measured.size() == 1) {
      sayFirst();
    } else if (System.nanoTime() - saidAt > PATIENCE) {
      repeat();
    }
  }

  private synchronized void kept(long acknowledged) {
    var first = measured.peekFirst();
    if (first != null && first.sequence() == acknowledged) {
      measured.removeFirst();
      tally.acknowledged();
      sayFirst();
    }
  }

  synchronized void repeat() {
    if (!measured.isEmpty()) {
      tally.repeated();
      sayFirst();
    }
  }

  private synchronized void sayFirst() {
    var first = measured.peekFirst();
    if (first != null) {
      saidAt = System.nanoTime();
      say(first);
    }
  }

  private static final List<String> METRICS =
      List.of(
          "cpu.used",
          "cpu.load1",
          "memory.used",
          "memory.available",
          "swap.used",
          "disk.used",
          "disk.read",
          "disk.written",
          "net.received",
          "net.sent",
          "processes",
          "uptime");

  private void say(Message message) {
    var to = channel;
    if (to == null || !to.isActive()) {
      return;
    }
    to.writeAndFlush(
        MqttMessageBuilders.publish()
            .topicName(Topics.up(identity.id()))
            .qos(MqttQoS.AT_LEAST_ONCE)
            .messageId(next())
            .payload(Unpooled.wrappedBuffer(Codec.encode(message)))
            .build());
  }

  /** Packet ids in turn; there are never many under way. */
  private synchronized int next() {
    packet = packet % 65_535 + 1;
    return packet;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    boolean wasConnected = context.channel() == channel;
    if (wasConnected) {
      tally.lost();
      channel = null;
    }
    // also who was refused while the platform was starting
    if (comesBack() && (wasConnected || channel == null)) {
      comeBack();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!comesBack()) {
      tally.failed(String.valueOf(cause));
    }
    context.close();
  }

  /** Loses its connection. */
  void drop() {
    var to = channel;
    if (to != null) {
      to.close();
    }
  }

  boolean isConnected() {
    var to = channel;
    return to != null && to.isActive();
  }

  /** Ends in order, so that it does not count as lost. */
  void leave() {
    isGone = true;
    var to = channel;
    channel = null;
    if (to != null) {
      to.writeAndFlush(MqttMessageBuilders.disconnect().build()).addListener(done -> to.close());
    }
  }
}
