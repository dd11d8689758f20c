// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles what a vendor may have written. */
final class Compiled {
  private Compiled() {}

  /**
   * @param type whose source it is, with slashes
   * @return class files by their paths
   */
  static Map<String, byte[]> of(String type, String source) {
    var written = new TreeMap<String, ByteArrayOutputStream>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var text =
        new SimpleJavaFileObject(
            URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var path = name.replace('.', '/') + ".class";
            return new SimpleJavaFileObject(URI.create("memory:///" + path), kind) {
              @Override
              public OutputStream openOutputStream() {
                return written.computeIfAbsent(path, p -> new ByteArrayOutputStream());
              }
            };
          }
        };
    var options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(null, files, null, options, null, List.of(text)).call()) {
      throw new IllegalArgumentException(type + " does not compile");
    }
    var classes = new TreeMap<String, byte[]>();
    written.forEach((path, content) -> classes.put(path, content.toByteArray()));
    return classes;
  }
}
