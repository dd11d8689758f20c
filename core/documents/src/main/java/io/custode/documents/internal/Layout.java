// SPDX-License-Identifier: Apache-2.0
package io.custode.documents.internal;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.custode.api.document.DocumentTemplate;
import io.custode.api.document.Pdf;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;

/** Lays HTML out on pages. */
final class Layout {
  private static final String FONT = "Inter";

  /** In place of every font that a template names and we do not have. */
  private static final Set<FSFontUseCase> ALWAYS =
      Set.of(FSFontUseCase.DOCUMENT, FSFontUseCase.FALLBACK_PRE);

  private Layout() {}

  static Pdf of(DocumentTemplate template, String html) throws IOException {
    var page = Jsoup.parse(html);
    page.title(template.title());
    // first, so that every rule of the template counts more
    page.head().prependElement("style").appendText("html { font-family: Inter }");
    page.child(0).attr("lang", template.language());
    var bytes = new ByteArrayOutputStream();
    var builder = new PdfRendererBuilder();
    builder.withW3cDocument(new W3CDom().fromJsoup(page), "");
    builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_B);
    builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    builder.useFont(font("Inter-Regular.ttf"), FONT, 400, FontStyle.NORMAL, true, ALWAYS);
    builder.useFont(font("Inter-Bold.ttf"), FONT, 700, FontStyle.NORMAL, true, ALWAYS);
    for (var when : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl((uri, type) -> uri.startsWith("data:"), when);
    }
    builder.toStream(bytes);
    try (var renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      int pages = renderer.getRootBox().getLayer().getPages().size();
      renderer.createPDF();
      return new Pdf(bytes.toByteArray(), pages);
    }
  }

  private static FSSupplier<InputStream> font(String file) {
    return () -> Objects.requireNonNull(Layout.class.getResourceAsStream("/fonts/" + file), file);
  }
}
