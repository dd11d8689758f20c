// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What this process says of itself. Arguments and environment stay out: they may hold secrets. */
final class Machine {
  private static final List<String> PROPERTIES =
      List.of(
          "java.version",
          "java.vendor",
          "java.vm.name",
          "os.name",
          "os.version",
          "os.arch",
          "user.timezone",
          "file.encoding");

  private Machine() {}

  static String versions() {
    var text = new StringBuilder();
    for (var name : PROPERTIES) {
      text.append(name).append(" = ").append(System.getProperty(name)).append('\n');
    }
    var memory = ManagementFactory.getMemoryMXBean();
    text.append("processors = ").append(Runtime.getRuntime().availableProcessors());
    text.append("\nheap = ").append(memory.getHeapMemoryUsage());
    text.append("\nnon-heap = ").append(memory.getNonHeapMemoryUsage());
    text.append("\nstarted = ");
    text.append(Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    return text.append("\nnow = ").append(Instant.now()).append('\n').toString();
  }

  static String threads() {
    var text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              text.append('"').append(thread.getName()).append("\" ");
              text.append(thread.getState()).append('\n');
              for (var frame : frames) {
                text.append("    at ").append(frame).append('\n');
              }
            });
    return text.toString();
  }

  static String bundles(BundleContext context) {
    var text = new StringBuilder();
    for (var bundle : context.getBundles()) {
      text.append(bundle.getBundleId()).append(' ').append(bundle.getSymbolicName()).append(' ');
      text.append(bundle.getVersion()).append(' ').append(state(bundle)).append('\n');
    }
    return text.toString();
  }

  private static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> "active";
      case Bundle.RESOLVED -> "resolved";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      case Bundle.INSTALLED -> "installed";
      default -> "uninstalled";
    };
  }
}
