// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.file.Files;
import io.custode.api.file.StoredFile;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the files of a thing. */
@Component(service = Command.class)
@CommandName(value = "msp.file-list", description = "List the files of a thing of a tenant")
@Columns({"id", "name", "size", "storedAt"})
@RequiresPermission("core.file.read")
@Risk(RiskClass.READ)
public final class FileList implements Command<FileList.Input, Page<StoredFile>> {
  /** Of what. */
  public record Input(
      @Doc("The thing: asset/ and its id") String about,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Files files;

  @Activate
  public FileList(@Reference Files files) {
    this.files = files;
  }

  @Override
  public Page<StoredFile> execute(Input in, CommandContext context) {
    return files.about(in.about(), Listing.page(in.limit(), in.cursor()));
  }
}
