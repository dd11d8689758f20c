// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final long SEED = 20261124;

  record Everything(
      @Nullable String text,
      boolean yes,
      @Nullable Integer count,
      List<@Nullable Long> numbers,
      Map<String, Double> map,
      @Nullable Everything inner) {}

  record Strict(int seconds) {
    Strict {
      if (seconds > 3600) {
        throw new IllegalArgumentException("seconds must be at most 3600");
      }
    }
  }

  @Test
  void everyMessageComesBackEqual() {
    var samples = new Samples(SEED);
    for (int i = 0; i < 5000; i++) {
      var message = samples.any();
      assertThat(Codec.decode(Codec.encode(message))).isEqualTo(message);
    }
  }

  @Test
  void timesReadAsTheJdkWritesThem() {
    var random = new Random(SEED);
    for (int i = 0; i < 5000; i++) {
      var time =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      assertThat(InstantText.parse(time.toString())).isEqualTo(time);
      assertThat(Instant.parse(InstantText.format(time, "time"))).isEqualTo(time);
    }
  }

  @Test
  void documentsOfHandlersComeBackEqual() {
    var numbers = Arrays.asList(Long.MIN_VALUE, null, Long.MAX_VALUE);
    var inner = new Everything("", false, -1, List.of(), Map.of(), null);
    var all = new Everything(null, true, null, numbers, Map.of("a\"b", -1e-300), inner);
    assertThat(Codec.fromJson(Codec.toJson(all), Everything.class)).isEqualTo(all);
  }

  @Test
  void tagMayStandAnywhereAndUnknownFieldsAreIgnored() {
    assertThat(json("{\"id\":\"7\", \"new\":{\"x\":[1,2.5e3,{}]},\r\n\t\"t\":\"ResultAck\"}"))
        .isEqualTo(new Message.ResultAck("7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"t\":\"ResultAck\"}",
        "{\"t\":\"ResultAck\",\"id\":null}",
        "{\"t\":\"ResultAck\",\"id\":7}",
        "{\"t\":\"ResultAck\",\"id\":\"7\"",
        "{\"t\":\"ResultAck\",\"id\":\"7\",}",
        "{\"t\":\"ResultAck\",\"id\":\"7\"} x",
        "{\"t\":\"ResultAck\",\"id\":\"7\"}{}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"id\":\"8\"}",
        "{\"t\":\"ResultAck\" \"id\":\"7\"}",
        "{\"t\":\"ResultAck\",'id':\"7\"}",
        "{\"t\":\"ResultAck\",id:\"7\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\x\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\u12\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\ud800\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\ud800\\u0041\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\udc00\"}",
        "{\"t\":\"ResultAck\",\"id\":\"\\u0000\"}",
        "{\"t\":\"ResultAck\",\"id\":\"a\nb\"}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":01}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":1.}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":.5}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":+1}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":NaN}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":tru}",
        "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":/**/1}",
        "{\"t\":\"MetricAck\",\"sequence\":1.5}",
        "{\"t\":\"MetricAck\",\"sequence\":9223372036854775808}",
        "{\"t\":\"MetricAck\",\"sequence\":\"1\"}",
        "{\"t\":\"Welcome\",\"clock\":\"2026-02-30T00:00:00Z\",\"metricSeconds\":1}",
        "{\"t\":\"Welcome\",\"clock\":\"2026-02-03T24:00:00Z\",\"metricSeconds\":1}",
        "{\"t\":\"Welcome\",\"clock\":\"+999999999-01-01T00:00:00Z\",\"metricSeconds\":1}",
        "{\"t\":\"Welcome\",\"clock\":\"2026-02-03T00:00:00Z\",\"metricSeconds\":2147483648}",
        "{\"t\":\"Metrics\",\"sequence\":1,\"points\":[null]}",
        "{\"t\":\"Outcome\",\"id\":\"7\"}",
        "{\"t\":\"java.lang.Runtime\",\"id\":\"7\"}",
        "{\"t\":1}",
        "\uFEFF{\"t\":\"ResultAck\",\"id\":\"7\"}",
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThatThrownBy(() -> json(text)).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void refusalNamesTheFieldAndNotTheContent() {
    var id = "{\"t\":\"ActionStarted\",\"id\":\"secret\",\"at\":\"secret\"}";
    assertThatThrownBy(() -> json(id))
        .hasMessageStartingWith("at: ")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> json("{\"t\":\"ActionStarted\",\"id\":\"secret\"}"))
        .hasMessageStartingWith("at: missing");
    assertThatThrownBy(() -> Codec.fromJson("{\"seconds\":4000}", Strict.class))
        .hasMessage("Strict: seconds must be at most 3600");
  }

  @Test
  void noBytesGetAnythingButAMessageOrARefusal() {
    var samples = new Samples(SEED);
    var random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 40_000; i++) {
      var bytes = mutated(Codec.encode(samples.any()), random);
      try {
        assertThat(Codec.decode(bytes)).isNotNull();
      } catch (MalformedMessage e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void everyTruncationIsRefused() {
    var samples = new Samples(SEED + 1);
    for (int i = 0; i < 100; i++) {
      var bytes = Codec.encode(samples.any());
      for (int length = 0; length < bytes.length; length++) {
        var part = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> Codec.decode(part)).isInstanceOf(MalformedMessage.class);
      }
    }
  }

  @Test
  void aBombIsNotInflated() throws IOException {
    var bomb = new ByteArrayOutputStream();
    bomb.write(2);
    try (var zip = new GZIPOutputStream(bomb)) {
      var blank = new byte[1 << 20];
      Arrays.fill(blank, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        zip.write(blank);
      }
    }
    assertThat(bomb.size()).isLessThan(Topics.MAX_PAYLOAD);
    assertThatThrownBy(() -> Codec.decode(bomb.toByteArray()))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("Inflates to more than");
  }

  @Test
  void depthIsBounded() {
    var open = "{\"t\":\"ResultAck\",\"id\":\"7\",\"x\":";
    assertThat(json(open + "[".repeat(31) + "]".repeat(31) + "}")).isNotNull();
    for (var bracket : List.of("[", "{\"a\":")) {
      assertThatThrownBy(() -> json(open + bracket.repeat(32)))
          .isInstanceOf(MalformedMessage.class)
          .hasMessageContaining("nested deeper");
      assertThatThrownBy(() -> json(open + bracket.repeat(40_000)))
          .isInstanceOf(MalformedMessage.class);
    }
    Everything deep = new Everything(null, true, null, List.of(), Map.of(), null);
    for (int i = 0; i < 5000; i++) {
      deep = new Everything(null, true, null, List.of(), Map.of(), deep);
    }
    var tooDeep = deep;
    assertThatThrownBy(() -> Codec.toJson(tooDeep)).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void hugeInputTakesLinearTime() {
    var many = "\"" + "\\n".repeat(1_000_000) + "\"";
    var digits = "1".repeat(2_000_000);
    var spaces = " ".repeat(2_000_000);
    var names =
        IntStream.range(0, 80_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(","));
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (var value : List.of(many, digits, spaces + "1" + spaces, "{" + names + "}")) {
            var text = "{\"t\":\"MetricAck\",\"x\":" + value + ",\"sequence\":3}";
            assertThat(Codec.decode(zipped(text))).isEqualTo(new Message.MetricAck(3));
          }
          assertThatThrownBy(
                  () -> Codec.decode(zipped("{\"t\":\"MetricAck\",\"sequence\":" + digits + "}")))
              .isInstanceOf(MalformedMessage.class);
        });
  }

  @Test
  void whatIsTooLargeIsNotSent() {
    var random = new Random(SEED);
    var noise = new StringBuilder();
    random.ints(600_000, ' ', 127).forEach(c -> noise.append((char) c));
    assertThatThrownBy(() -> Codec.encode(new Message.ResultAck(noise.toString())))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> Codec.encode(new Message.ResultAck("a".repeat(5_000_000))))
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void textThatNoDatabaseHoldsIsReplaced() {
    assertThat(Codec.decode(Codec.encode(new Message.ResultAck("a\0b\ud800c\udc00"))))
        .isEqualTo(new Message.ResultAck("a\uFFFDb\uFFFDc\uFFFD"));
  }

  @Test
  void nothingBelowRequiredMayBeNull() {
    var point = new Message.Point("cpu.used", "%", Double.NaN, Instant.EPOCH);
    assertThatThrownBy(() -> Codec.encode(new Message.Metrics(1, List.of(point))))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("value: not a finite number");
  }

  private static Message json(String text) {
    var utf8 = text.getBytes(UTF_8);
    var payload = new byte[utf8.length + 1];
    payload[0] = 1;
    System.arraycopy(utf8, 0, payload, 1, utf8.length);
    return Codec.decode(payload);
  }

  private static byte[] zipped(String text) {
    return Gzip.deflate((byte) 2, text.getBytes(UTF_8));
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    var copy = random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    for (int i = random.nextInt(4); i >= 0 && copy.length > 0; i--) {
      byte value =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) "{}[]\",:\\u0-.eEtfn".charAt(random.nextInt(17));
      copy[random.nextInt(copy.length)] = value;
    }
    return copy;
  }
}
