// SPDX-License-Identifier: Apache-2.0
package io.custode.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.custode.api.document.DocumentTemplate;
import io.custode.api.document.Pdf;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;

/** What comes out of a template, and what a template cannot do. */
class DocumentsTest {
  private static final String PIXEL =
      "data:image/png;base64,"
          + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private final PdfDocuments documents = new PdfDocuments();

  @AfterEach
  void stop() {
    documents.stop();
  }

  private static DocumentTemplate template(String html) {
    return new DocumentTemplate("Rapporto", "it", html);
  }

  private static String text(Pdf pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf.open().readAllBytes())) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void aFilledTemplateIsPdfAThatTheValidatorAccepts() throws Exception {
    var rows =
        IntStream.rangeClosed(1, 120)
            .mapToObj(n -> Map.of("name", "Voce è n° " + n, "price", n * 100))
            .toList();
    var pdf =
        documents.make(
            template(
                "<style>@page{size:A4;margin:2cm;@bottom-right{content:counter(page)}}"
                    + "b{font-weight:700}</style><h1>{{title}}</h1><img src='"
                    + PIXEL
                    + "' alt='logo'><table>{{#rows}}<tr><td>{{name}}</td><td><b>{{price}}</b></td>"
                    + "</tr>{{/rows}}</table>{{^none}}<p>fine</p>{{/none}}"),
            Map.of("title", "<1> & più", "rows", rows));
    assertThat(pdf.pages()).isGreaterThan(2);
    assertThat(text(pdf)).contains("<1> & più", "Voce è n° 1", "Voce è n° 120", "12000", "fine");
    VeraGreenfieldFoundryProvider.initialise();
    try (var foundry = Foundries.defaultInstance();
        var parser = foundry.createParser(pdf.open())) {
      var result = foundry.createValidator(parser.getFlavour(), false).validate(parser);
      assertThat(parser.getFlavour().toString()).isEqualTo("3b");
      assertThat(result.isCompliant()).as(String.valueOf(result.getTestAssertions())).isTrue();
    }
  }

  @Test
  void titleAndLanguageAreInTheDocument() throws IOException {
    var pdf = documents.make(template("<p>x</p>"), Map.of());
    try (var document = Loader.loadPDF(pdf.open().readAllBytes())) {
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Rapporto");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("it");
    }
  }

  @Test
  void namesReachMapsOnly() throws IOException {
    var model = new HashMap<String, Object>();
    model.put("text", "abc");
    model.put("inner", Map.of("name", "deep"));
    model.put("list", List.of("a", "b"));
    model.put("nothing", null);
    var pdf =
        documents.make(
            template(
                "<p>[{{text.length}}][{{text.class}}][{{class.name}}][{{inner.name}}]"
                    + "[{{#list}}{{.}};{{/list}}][{{nothing}}][{{unknown}}][{{inner.empty}}]</p>"),
            model);
    assertThat(text(pdf)).contains("[][][][deep][a;b;][][][]");
  }

  @Test
  void aTemplateReachesNoFileAndNoAddress(@TempDir Path directory) throws Exception {
    var secret = Files.writeString(directory.resolve("secret.txt"), "TOP-SECRET");
    var style = Files.writeString(directory.resolve("s.css"), "p:before{content:'TOP-SECRET'}");
    var asked = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      var pdf =
          documents.make(
              template(
                  "<link rel='stylesheet' href='"
                      + style.toUri()
                      + "'><style>@import url('"
                      + address
                      + "a.css');@font-face{font-family:x;src:url('"
                      + address
                      + "a.ttf')} p{background:url('"
                      + address
                      + "a.png');font-family:x}</style><img src='"
                      + address
                      + "b.png'><img src='"
                      + secret.toUri()
                      + "'><object data='"
                      + secret.toUri()
                      + "'></object><iframe src='"
                      + address
                      + "'></iframe><svg><image href='"
                      + address
                      + "'/></svg><p>rest</p>"),
              Map.of());
      assertThat(text(pdf)).contains("rest").doesNotContain("TOP-SECRET");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
    assertThatThrownBy(() -> documents.make(template("{{>" + secret + "}}"), Map.of()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("html");
  }

  @Test
  void anEntityOfTheDocumentTypeIsNotRead(@TempDir Path directory) throws IOException {
    var secret = Files.writeString(directory.resolve("secret.txt"), "TOP-SECRET");
    var pdf =
        documents.make(
            template("<!DOCTYPE html [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><p>a &e; b</p>"),
            Map.of());
    assertThat(text(pdf)).doesNotContain("TOP-SECRET");
  }

  @Test
  void whatIsNoTemplateIsRefusedWithTheReason() {
    assertThatThrownBy(() -> documents.make(template("<p>{{#open}}</p>"), Map.of()))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new DocumentTemplate("x", "it", " ")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new DocumentTemplate("x", "italiano", "x"))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new DocumentTemplate("", "it", "x")).isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () -> new DocumentTemplate("x", "it", "x".repeat(DocumentTemplate.LONGEST + 1)))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void whatGrowsWithoutEndIsStopped() {
    var ten = IntStream.range(0, 10).boxed().toList();
    var nested = IntStream.range(0, 9).mapToObj(n -> "{{#ten}}").collect(Collectors.joining());
    var closed = IntStream.range(0, 9).mapToObj(n -> "{{/ten}}").collect(Collectors.joining());
    assertThatThrownBy(() -> documents.make(template(nested + "x" + closed), Map.of("ten", ten)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("html");
  }

  @Test
  void aDocumentThatTakesTooLongAndTooManyWaitingAreTold() {
    var slow = new PdfDocuments(Duration.ofMillis(1), 1);
    try {
      var long300 = "<p>long</p>".repeat(20_000);
      var failures =
          IntStream.range(0, 6)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              slow.make(template(long300), Map.of());
                              return "made";
                            } catch (Problem e) {
                              return e.getClass().getSimpleName();
                            }
                          },
                          work -> new Thread(work).start()))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .collect(Collectors.toSet());
      assertThat(failures)
          .containsExactlyInAnyOrder(
              Unavailable.class.getSimpleName(), TooMany.class.getSimpleName());
    } finally {
      slow.stop();
    }
  }

  @Test
  void whatHasStoppedSaysSo() {
    documents.stop();
    assertThatThrownBy(() -> documents.make(template("<p>x</p>"), Map.of()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("has stopped");
  }

  @Test
  void imagesInTheTemplateAreShown() throws IOException {
    assertThat(Base64.getDecoder().decode(PIXEL.substring(PIXEL.indexOf(',') + 1))).isNotEmpty();
    var pdf = documents.make(template("<img src='" + PIXEL + "'>"), Map.of());
    var bytes = new ByteArrayOutputStream();
    pdf.open().transferTo(bytes);
    try (var document = Loader.loadPDF(bytes.toByteArray())) {
      assertThat(document.getPage(0).getResources().getXObjectNames()).isNotEmpty();
    }
  }
}
