// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import io.custode.agent.protocol.MachineInventory.Disk;
import io.custode.agent.protocol.MachineInventory.Hardware;
import io.custode.agent.protocol.MachineInventory.Login;
import io.custode.agent.protocol.MachineInventory.Nic;
import io.custode.agent.protocol.MachineInventory.Os;
import io.custode.agent.protocol.MachineInventory.Software;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random messages of every kind. */
final class Samples {
  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  Message any() {
    return switch (random.nextInt(16)) {
      case 0 ->
          new Message.Hello(
              text(),
              text(),
              time(),
              list(i -> text()),
              some(list(i -> text())),
              some(text()),
              some(list(i -> module())));
      case 1 -> new Message.Welcome(time(), random.nextInt(), some(text()));
      case 2 -> new Message.InventoryReport(inventory());
      case 3 ->
          new Message.ActionRequest(text(), text(), text(), time(), some(text()), random.nextInt());
      case 4 -> new Message.ActionStarted(text(), time());
      case 5 ->
          new Message.ActionResult(
              text(),
              Message.Outcome.values()[random.nextInt(4)],
              some(text()),
              some(text()),
              time(),
              time());
      case 6 -> new Message.ResultAck(text());
      case 7 -> new Message.Metrics(random.nextLong(), list(i -> point()));
      case 8 -> new Message.MetricAck(random.nextLong());
      case 9 -> new Message.ModuleOffer(text(), text());
      case 10 -> new Message.EnrolAnew(text(), text());
      case 11 -> new Message.Renew(random.nextInt());
      case 12 -> new Message.ModuleWithdrawal(text(), text());
      case 13 -> new Message.ModuleRelease(text(), text(), random.nextInt());
      case 14 -> new Message.ModuleStates(list(i -> module()));
      default -> new Message.ActionStarted("", Instant.EPOCH);
    };
  }

  private ModuleState module() {
    return new ModuleState(
        text(),
        text(),
        text(),
        ModuleState.Kind.values()[random.nextInt(3)],
        random.nextInt(),
        random.nextInt(),
        some(text()));
  }

  MachineInventory inventory() {
    return new MachineInventory(
        time(),
        text(),
        new Os(text(), text(), text(), text(), text()),
        new Hardware(
            some(text()),
            some(text()),
            some(text()),
            some(text()),
            some(text()),
            text(),
            random.nextInt(),
            random.nextLong()),
        list(i -> new Disk(text(), text(), text(), random.nextLong(), random.nextLong())),
        list(i -> new Nic(text(), some(text()), list(j -> text()), random.nextBoolean())),
        list(i -> new Software(text(), text())),
        list(i -> new Login(text(), text(), some(time()))),
        time());
  }

  private Message.Point point() {
    double value = Double.longBitsToDouble(random.nextLong());
    return new Message.Point(text(), text(), Double.isFinite(value) ? value : 0, time());
  }

  private <T> List<T> list(Function<Integer, T> one) {
    return IntStream.range(0, random.nextInt(5)).boxed().map(one).toList();
  }

  private <T> @Nullable T some(T value) {
    return random.nextBoolean() ? value : null;
  }

  private Instant time() {
    return Instant.ofEpochSecond(
        random.nextLong(-62_167_219_200L, 253_402_300_800L),
        random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  /** Any text that has no U+0000 and no half of a pair. */
  private String text() {
    var out = new StringBuilder();
    Stream.generate(() -> random.nextInt(4))
        .limit(random.nextInt(11))
        .mapToInt(
            kind ->
                switch (kind) {
                  case 0 -> random.nextInt(1, 128);
                  case 1 -> "\"\\/\u2028é€\t\n\r\b\f".charAt(random.nextInt(11));
                  case 2 -> random.nextInt(0x10000, 0x10FFFF);
                  default -> random.nextInt('a', 'z');
                })
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
