// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, taken apart once from its raw form. Whatever two readers could understand
 * differently (dot segments, empty segments, path parameters, encoded separators) is refused, so
 * that the part that names the tenant cannot be escaped.
 *
 * @param tenant named by the prefix {@code tenants/<id>/}, or null
 * @param plugin named by {@code plugins/<id>/}, or null for core
 * @param base raw path in front of the resource's own, {@code /api/v1/plugins/backup}
 * @param head first segment of the resource's own path, {@code assets}; empty if there is none
 */
public record ApiPath(
    @Nullable TenantId tenant, @Nullable PluginId plugin, String base, String head) {
  private static final String ROOT = "/api/v1";
  private static final String PLAIN = "-._~!$&'()*+,=:@";

  /**
   * @param raw path as sent, not decoded
   * @return its parts, or null if it is not below {@code /api/v1}
   * @throws Invalid if it can be read in two ways or names no tenant
   */
  public static @Nullable ApiPath of(String raw) {
    check(raw);
    if (!raw.startsWith(ROOT + "/")) {
      return null;
    }
    var segments = List.of(raw.substring(ROOT.length() + 1).split("/", -1));
    var base = new StringBuilder(ROOT);
    TenantId tenant = null;
    if (segments.size() > 2 && segments.get(0).equals("tenants")) {
      tenant = TenantId.of(segments.get(1));
      segments = strip(segments, base);
    }
    PluginId plugin = null;
    if (segments.size() > 2 && segments.get(0).equals("plugins")) {
      plugin = PluginId.of(segments.get(1));
      segments = strip(segments, base);
    }
    return new ApiPath(tenant, plugin, base.toString(), segments.get(0));
  }

  private static List<String> strip(List<String> segments, StringBuilder base) {
    base.append('/').append(segments.get(0)).append('/').append(segments.get(1));
    return segments.subList(2, segments.size());
  }

  private static void check(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        checkEncoded(raw, i);
      } else if (c != '/' && !isPlain(c)) {
        throw refused();
      }
    }
    for (var segment : raw.substring(1).split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw refused();
      }
    }
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || PLAIN.indexOf(c) >= 0;
  }

  private static void checkEncoded(String raw, int at) {
    if (at + 2 >= raw.length()) {
      throw refused();
    }
    int high = Character.digit(raw.charAt(at + 1), 16);
    int low = Character.digit(raw.charAt(at + 2), 16);
    int octet = high * 16 + low;
    if (high < 0 || low < 0 || octet < 0x20 || octet == 0x7f || "/\\.;%".indexOf(octet) >= 0) {
      throw refused();
    }
  }

  private static Invalid refused() {
    return Invalid.field(
        "path", "must not hold empty or dot segments, ';' or encoded '/', '\\', '.', ';', '%'");
  }
}
