// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.command.Command;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A route or command without a permission does not compile, with one it does. */
class PermissionCheckTest {
  private static final List<Source> JAX_RS =
      Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
          .map(
              v ->
                  new Source(
                      "javax.ws.rs." + v, "package javax.ws.rs; public @interface " + v + " {}"))
          .toList();

  @Test
  void aRouteWithoutPermissionIsRefused() {
    for (var verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
      assertThat(compile(route("@javax.ws.rs." + verb)))
          .as(verb)
          .singleElement()
          .asString()
          .contains("This route has no permission");
    }
  }

  @Test
  void aRouteInANestedClassIsRefusedToo() {
    var nested =
        new Source(
            "a.Outer",
            "package a; class Outer { static class In { @javax.ws.rs.GET void x() {} } }");

    assertThat(compile(nested)).singleElement().asString().contains("This route has no permission");
  }

  @Test
  void aRouteThatSaysWhoMayCallItPasses() {
    var access = "@io.custode.api.access.";

    assertThat(compile(route("@javax.ws.rs.GET " + access + "RequiresPermission(\"acme.a.read\")")))
        .isEmpty();
    assertThat(compile(route("@javax.ws.rs.GET " + access + "SignedInAllowed(\"his own\")")))
        .isEmpty();
    assertThat(compile(route("@javax.ws.rs.GET " + access + "SignedOutAllowed(\"health\")")))
        .isEmpty();
  }

  @Test
  void aMethodThatIsNoRouteNeedsNone() {
    assertThat(compile(route("@Deprecated"))).isEmpty();
  }

  @Test
  void aCommandWithoutPermissionIsRefused() {
    assertThat(compile(command("")))
        .singleElement()
        .asString()
        .contains("This command has no permission");
  }

  @Test
  void aCommandCannotBeOpenToEverybody() {
    assertThat(compile(command("@Deprecated")))
        .singleElement()
        .asString()
        .contains("This command has no permission");
  }

  @Test
  void aCommandWithPermissionPasses() {
    assertThat(compile(command("@io.custode.api.access.RequiresPermission(\"acme.a.run\")")))
        .isEmpty();
  }

  private static Source route(String annotations) {
    return new Source("a.R", "package a; class R { " + annotations + " void x() {} }");
  }

  private static Source command(String annotations) {
    return new Source(
        "a.C",
        "package a; import io.custode.api.command.*; "
            + annotations
            + " class C implements Command<C.In, Done> { record In() {}"
            + " public Done execute(In in, CommandContext c) { return new Done(\"\"); } }");
  }

  /** Compiles as a vendor's build does: javac finds the check in the API's jar by itself. */
  private static List<String> compile(Source source) {
    var javac = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    var sources = new ArrayList<Source>(JAX_RS);
    sources.add(source);
    var options = List.of("-proc:only", "-classpath", api(), "-processorpath", api());
    javac.getTask(null, null, found, options, null, sources).call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getMessage(Locale.ROOT))
        .toList();
  }

  private static String api() {
    try {
      return Path.of(Command.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A source file in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
