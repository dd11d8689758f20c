// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Whose a thread is. A thread that works for a module has its class loader as context, and so has
 * every thread that it begins.
 */
final class ModuleThreads {
  private ModuleThreads() {}

  static void belongs(Thread thread, Bundle bundle) {
    var wiring = bundle.adapt(BundleWiring.class);
    if (wiring != null) {
      thread.setContextClassLoader(wiring.getClassLoader());
    }
  }

  static Optional<Bundle> bundle(Thread thread) {
    return thread.getContextClassLoader() instanceof BundleReference reference
        ? Optional.ofNullable(reference.getBundle())
        : Optional.empty();
  }

  /** Whether that class is in it. */
  static boolean has(Bundle bundle, StackTraceElement frame) {
    try {
      return bundle.getEntry(frame.getClassName().replace('.', '/') + ".class") != null;
    } catch (IllegalStateException e) {
      return false; // it has just gone
    }
  }
}
