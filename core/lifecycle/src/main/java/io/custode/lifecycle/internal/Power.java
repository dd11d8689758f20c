// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What code reaches for that is not a plugin's to have, and how to tell it from its class file. */
enum Power {
  SOCKETS(
      "opens network connections",
      "ask through io.custode.api.http instead and declare host:<name>",
      "sockets"),
  PROCESSES(
      "starts or ends processes",
      "do it on the machines, in an endpoint module that declares endpoint:processes",
      "processes"),
  NATIVE(
      "leaves Java for native code or raw memory",
      "do it on the machines, in an endpoint module that declares endpoint:native",
      "native"),
  REFLECTION("opens what a class keeps closed", "use what is public", "native"),
  LOADING("loads code that is not in the jar", "put the classes into the jar", null),
  PLATFORM("reaches behind the API", "use io.custode.api and io.custode.spi", null),
  PROCESS("ends or changes the process that all share", "throw an exception instead", null);

  /** Classes: each by its name, with what is inside it; all of a package by a slash at the end. */
  private static final Map<String, Power> TYPES = new HashMap<>();

  private static final String REFLECT = "java/lang/reflect/";

  /** Of whatever is in there. */
  private static final Set<String> OPENING = Set.of("setAccessible", "trySetAccessible");

  /** Methods that matter of classes that do not. */
  private static final Map<String, Power> METHODS =
      Map.ofEntries(
          Map.entry("java/lang/Runtime.exec", PROCESSES),
          Map.entry("java/lang/Runtime.load", NATIVE),
          Map.entry("java/lang/Runtime.loadLibrary", NATIVE),
          Map.entry("java/lang/Runtime.exit", PROCESS),
          Map.entry("java/lang/Runtime.halt", PROCESS),
          Map.entry("java/lang/System.load", NATIVE),
          Map.entry("java/lang/System.loadLibrary", NATIVE),
          Map.entry("java/lang/System.exit", PROCESS),
          Map.entry("java/lang/System.setSecurityManager", PROCESS),
          Map.entry("java/lang/ClassLoader.defineClass", LOADING),
          Map.entry("java/lang/ModuleLayer.defineModules", LOADING),
          Map.entry("java/lang/invoke/MethodHandles.privateLookupIn", REFLECTION),
          Map.entry("java/lang/invoke/MethodHandles$Lookup.defineClass", LOADING),
          Map.entry("java/lang/invoke/MethodHandles$Lookup.defineHiddenClass", LOADING),
          Map.entry(
              "java/lang/invoke/MethodHandles$Lookup.defineHiddenClassWithClassData", LOADING),
          Map.entry("java/net/URL.getContent", SOCKETS),
          Map.entry("java/net/URL.openConnection", SOCKETS),
          Map.entry("java/net/URL.openStream", SOCKETS),
          Map.entry("org/osgi/framework/BundleContext.installBundle", PLATFORM),
          Map.entry("org/osgi/framework/Bundle.start", PLATFORM),
          Map.entry("org/osgi/framework/Bundle.stop", PLATFORM),
          Map.entry("org/osgi/framework/Bundle.uninstall", PLATFORM),
          Map.entry("org/osgi/framework/Bundle.update", PLATFORM));

  static {
    put(
        SOCKETS,
        "com/sun/net/",
        "com/sun/nio/sctp/",
        "java/net/DatagramSocket",
        "java/net/HttpURLConnection",
        "java/net/JarURLConnection",
        "java/net/MulticastSocket",
        "java/net/ServerSocket",
        "java/net/Socket",
        "java/net/URLConnection",
        "java/net/http/",
        "java/nio/channels/AsynchronousServerSocketChannel",
        "java/nio/channels/AsynchronousSocketChannel",
        "java/nio/channels/DatagramChannel",
        "java/nio/channels/ServerSocketChannel",
        "java/nio/channels/SocketChannel",
        "java/nio/channels/spi/SelectorProvider",
        "java/rmi/",
        "javax/management/remote/",
        "javax/naming/",
        "javax/net/",
        "javax/ws/rs/client/",
        "org/apache/cxf/",
        "sun/net/");
    put(PROCESSES, "java/lang/ProcessBuilder", "java/lang/ProcessHandle");
    put(NATIVE, "jdk/internal/", "sun/");
    put(REFLECTION, "com/sun/tools/", "java/lang/instrument/");
    put(LOADING, "java/net/URLClassLoader", "java/security/SecureClassLoader");
    put(PROCESS, "java/lang/SecurityManager", "java/security/Policy");
  }

  /** What it does, for people. */
  final String does;

  /** What to do instead. */
  final String instead;

  /** Declared by which an endpoint module may have it; null: by none. */
  final @Nullable String endpoint;

  Power(String does, String instead, @Nullable String endpoint) {
    this.does = does;
    this.instead = instead;
    this.endpoint = endpoint;
  }

  private static void put(Power power, String... names) {
    for (var name : names) {
      TYPES.put(name, power);
    }
  }

  /**
   * @param type a class's name with slashes
   * @return what naming it means; null: nothing
   */
  static @Nullable Power ofType(String type) {
    if (type.startsWith("io/custode/") && type.contains("/internal/")) {
      return PLATFORM;
    }
    for (int end = type.indexOf('/'); end >= 0; end = type.indexOf('/', end + 1)) {
      var power = TYPES.get(type.substring(0, end + 1));
      if (power != null) {
        return power;
      }
    }
    int nested = type.indexOf('$');
    return TYPES.get(nested < 0 ? type : type.substring(0, nested));
  }

  /**
   * @return what calling it means; null: nothing more than its class does
   */
  static @Nullable Power ofMethod(String type, String method) {
    return OPENING.contains(method) && type.startsWith(REFLECT)
        ? REFLECTION
        : METHODS.get(type + "." + method);
  }
}
