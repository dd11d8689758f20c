// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.capability.Capabilities;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a jar's component descriptions say: that a component cannot be made, or a job may not run,
 * is said in the plan already.
 */
final class DeclaredComponents {
  private static final String JOB = "io.custode.spi.job.Job";

  /** One description. */
  private record Described(String component, String type, boolean job, String jobName) {}

  private DeclaredComponents() {}

  /**
   * @param imports packages whose classes come from elsewhere
   * @return what is wrong with them, for people
   */
  static List<String> refusals(SignedJar jar, Capabilities declared, Set<String> imports) {
    boolean all = declared.allows("tenants", "all");
    var refused = new ArrayList<String>();
    for (var path : paths(jar)) {
      var description = jar.file(path);
      if (description == null) {
        refused.add("its manifest names the component " + path + ", which is not in the jar");
        continue;
      }
      var described = read(description);
      described
          .filter(one -> !has(jar, one.type(), imports))
          .ifPresent(
              one ->
                  refused.add(
                      "its component "
                          + one.component()
                          + " is made from the class "
                          + one.type()
                          + ", which is not in the jar"));
      described
          .filter(one -> one.job() && !all)
          .ifPresent(
              one ->
                  refused.add(
                      "its job "
                          + one.jobName()
                          + " must be perTenant, or the plugin have the capability tenants:all"));
    }
    return refused;
  }

  /** The last part of a path may be a pattern. */
  private static List<String> paths(SignedJar jar) {
    return Arrays.stream(jar.headers().getOrDefault("Service-Component", "").split(","))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .flatMap(path -> path.contains("*") ? like(path, jar.names()) : Stream.of(path))
        .distinct()
        .toList();
  }

  private static Stream<String> like(String path, Set<String> names) {
    var pattern = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]*\\Q"));
    return names.stream().filter(name -> pattern.matcher(name).matches()).sorted();
  }

  private static boolean has(SignedJar jar, String type, Set<String> imports) {
    return jar.names().contains(type.replace('.', '/') + ".class")
        || imports.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
  }

  /** What is no description is for Declarative Services to tell. */
  private static Optional<Described> read(byte[] description) {
    try {
      return read(reader(description));
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  private static XMLStreamReader reader(byte[] description) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(new ByteArrayInputStream(description));
  }

  private static Optional<Described> read(XMLStreamReader xml) throws XMLStreamException {
    boolean job = false;
    boolean perTenant = false;
    var jobName = "";
    var component = "";
    var type = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      var name = String.valueOf(xml.getAttributeValue(null, "name"));
      var value = String.valueOf(xml.getAttributeValue(null, "value"));
      switch (xml.getLocalName()) {
        case "component" -> component = name;
        case "implementation" -> type = String.valueOf(xml.getAttributeValue(null, "class"));
        case "provide" -> job |= JOB.equals(xml.getAttributeValue(null, "interface"));
        case "property" -> {
          perTenant |= name.equals("custode.job.perTenant") && value.equals("true");
          jobName = name.equals("custode.job.name") ? value : jobName;
        }
        default -> {
          // says nothing of either
        }
      }
    }
    return type.isEmpty()
        ? Optional.empty()
        : Optional.of(new Described(component, type, job && !perTenant, jobName));
  }
}
