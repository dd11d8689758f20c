// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * A jar that is shipped.
 *
 * @param name its file's name without the version
 * @param version what follows the name
 * @param sha256 in lower-case hexadecimal
 * @param stated the licences that it states: of its manifest, else of the pom of that name in it,
 *     else the Apache text if it holds that
 * @param inside jars that it carries
 */
record Part(String name, String version, String sha256, List<String> stated, List<Part> inside) {
  private static final Pattern FILE = Pattern.compile("(.+?)-(\\d.*)\\.jar");
  private static final Pattern APACHE_TEXT = Pattern.compile("META-INF/LICENSE(\\.txt|\\.md)?");
  private static final Pattern LICENCES = Pattern.compile("(?s)<licenses>(.*?)</licenses>");
  private static final Pattern LICENCE = Pattern.compile("(?s)<name>\\s*(.*?)\\s*</name>");

  static Part of(Path jar) {
    try {
      return of(jar.getFileName().toString(), Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Part of(String file, byte[] jar) throws IOException {
    var named = FILE.matcher(file);
    var versioned = named.matches();
    var name = versioned ? named.group(1) : file.replaceFirst("\\.jar$", "");
    var manifest = new ArrayList<String>();
    var pom = new ArrayList<String>();
    var text = new ArrayList<String>();
    var inside = new ArrayList<Part>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          manifest.addAll(bundleLicences(new Manifest(zip)));
        } else if (entry.getName().endsWith("/" + name + "/pom.xml")) {
          pom.addAll(pomLicences(new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
        } else if (APACHE_TEXT.matcher(entry.getName()).matches() && isApache(zip.readAllBytes())) {
          text.add("Apache-2.0");
        } else if (entry.getName().endsWith(".jar")) {
          inside.add(of(entry.getName().replaceFirst(".*/", ""), zip.readAllBytes()));
        }
      }
    }
    var stated = Stream.of(manifest, pom, text).filter(l -> !l.isEmpty()).findFirst().orElse(text);
    return new Part(name, versioned ? named.group(2) : "", sha256(jar), stated, inside);
  }

  /**
   * @return this part and all that it carries
   */
  Stream<Part> all() {
    return Stream.concat(Stream.of(this), inside.stream().flatMap(Part::all));
  }

  /** Bundle-License: clauses with attributes, or plain names and addresses with commas between. */
  private static List<String> bundleLicences(Manifest manifest) {
    var header = manifest.getMainAttributes().getValue("Bundle-License");
    return header == null
        ? List.of()
        : Stream.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)(?! [Vv]ersion)"))
            .map(clause -> clause.split(";", 2)[0].replace("\"", "").trim())
            .filter(name -> !name.isEmpty())
            .toList();
  }

  private static List<String> pomLicences(String pom) {
    var block = LICENCES.matcher(pom);
    return block.find()
        ? LICENCE.matcher(block.group(1)).results().map(r -> r.group(1)).toList()
        : List.of();
  }

  private static boolean isApache(byte[] licence) {
    return new String(licence, StandardCharsets.UTF_8)
        .stripLeading()
        .matches("(?s)Apache License\\s+Version 2\\.0, January 2004.*");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
