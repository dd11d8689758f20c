// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.Imports;
import io.custode.api.imports.NewImport;
import io.custode.api.imports.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Try a CSV file of the platform's machine. It is read from one directory only: what else is on
 * that machine is not for those who may import.
 */
@Component(service = Command.class)
@CommandName(
    value = "msp.import-check",
    description = "Say what a CSV file would change; changes nothing")
@RequiresPermission("core.import.run")
@Risk(RiskClass.CHANGE)
public final class ImportCheck implements Command<ImportCheck.Input, Trial> {
  /** Which file. */
  public record Input(
      @Doc("What its rows are") ImportKind kind,
      @Doc("Name of a file in the directory data/import of the platform's home") String file,
      @Doc("UTF-8, UTF-16 or windows-1252; default: found out") @Nullable String encoding) {}

  private final Imports imports;
  private final Path directory;

  @Activate
  public ImportCheck(@Reference Imports imports) {
    this(imports, Path.of(System.getProperty("karaf.data", "data"), "import"));
  }

  ImportCheck(Imports imports, Path directory) {
    this.imports = imports;
    this.directory = directory;
  }

  @Override
  public Trial execute(Input in, CommandContext context) {
    return imports.check(new NewImport(in.kind(), read(in.file()), in.encoding()));
  }

  private byte[] read(String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_. -]{0,99}")) {
      throw Invalid.field("file", "must be a plain name of a file in " + directory);
    }
    var file = directory.resolve(name);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > JpaImports.MOST_BYTES) {
        throw Invalid.field("file", "must be a file of at most 20 MiB in " + directory);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Invalid.field("file", "cannot be read by the platform");
    }
  }
}
