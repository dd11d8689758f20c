// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Writes archives, wrong ones too. */
final class Tar {
  static final String RELEASE = "version=0.3.0\nos=linux\narch=x86_64\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One that is right. */
  static Tar good() {
    return new Tar()
        .directory("agent")
        .directory("agent/bin")
        .file("agent/bin/start-agent", 0755, "#!/bin/sh\n")
        .file("agent/release.properties", 0644, RELEASE);
  }

  Tar directory(String name) {
    return entry(name + "/", '5', 0755, "", UnaryOperator.identity());
  }

  Tar file(String name, int mode, String content) {
    return entry(name, '0', mode, content, UnaryOperator.identity());
  }

  /**
   * @param spoil changes the header before its sum is made
   */
  Tar entry(String name, char type, int mode, String content, UnaryOperator<byte[]> spoil) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o\0".formatted(mode));
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(content.length()));
    put(header, 136, "%011o\0".formatted(1_600_000_000));
    put(header, 156, String.valueOf(type));
    put(header, 257, "ustar\00000");
    header = spoil.apply(header);
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    out.writeBytes(header);
    var bytes = content.getBytes(ISO_8859_1);
    out.writeBytes(bytes);
    out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    return this;
  }

  static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  byte[] plain() {
    return out.toByteArray();
  }

  byte[] packed() {
    return packed(new byte[1024]);
  }

  byte[] packed(byte[] end) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(plain());
    all.writeBytes(end);
    return gzip(all.toByteArray());
  }

  static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
