// SPDX-License-Identifier: Apache-2.0
package io.custode.documents.internal;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.AbstractObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template names is looked up in maps, and nowhere else: never a method, never a field. */
final class Names extends AbstractObjectHandler {
  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> value(name, scopes);
  }

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    return later -> value(name, later);
  }

  private static @Nullable Object value(String name, List<Object> scopes) {
    if (name.equals(".")) {
      return scopes.get(scopes.size() - 1);
    }
    var path = name.split("\\.");
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i) instanceof Map<?, ?> map && map.containsKey(path[0])) {
        return follow(map, path);
      }
    }
    return null;
  }

  private static @Nullable Object follow(Map<?, ?> map, String[] path) {
    Object at = map;
    for (var part : path) {
      at = at instanceof Map<?, ?> inner ? inner.get(part) : null;
    }
    return at;
  }
}
