// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.audit.Audit;
import io.custode.api.json.Json;
import io.custode.core.access.Doors;
import io.custode.core.json.JsonMapping;
import java.util.Map;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Records every line that is given to Karaf's shell. What the line calls of the platform's commands
 * is recorded by these besides.
 */
@Component(service = CommandSessionListener.class)
public final class KarafAudit implements CommandSessionListener {
  private static final int MOST = 500;
  private static final Pattern SECRET =
      Pattern.compile("(?i)((?:pass\\w*|secret\\w*|token\\w*|key\\w*)['\"]?[\\s=:]+)(\\S+)");
  private final Doors doors;
  private final Audit audit;
  private final JsonMapping mapping;

  @Activate
  public KarafAudit(
      @Reference Doors doors,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping mapping) {
    this.doors = doors;
    this.audit = audit;
    this.mapping = mapping;
  }

  @Override
  public void beforeExecute(CommandSession session, CharSequence command) {
    if (session.get(Subject.class.getName()) instanceof Subject subject) {
      String line = masked(command.toString().strip());
      Json detail = mapping.write(Map.of("line", line));
      doors.as(
          Caller.of(subject).principal(),
          "shell",
          () -> {
            audit.record(Caller.KARAF, "shell/" + line.split("\\s", 2)[0], detail);
            return true;
          });
    }
  }

  // a value that was typed after the name all the same
  private static final Pattern SECRET_SET = Pattern.compile("(secret-set\\s+\\S+\\s+).+");

  /**
   * @return the line without what looks like a secret, cut to what the audit keeps
   */
  static String masked(String line) {
    var named = SECRET_SET.matcher(line).replaceFirst("$1***");
    return Printable.text(SECRET.matcher(named).replaceAll("$1***"), MOST);
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Exception failure) {
    // that it was tried is what counts
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Object result) {
    // that it was tried is what counts
  }
}
