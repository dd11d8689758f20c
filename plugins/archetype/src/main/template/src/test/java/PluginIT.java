package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.ConsoleWindow;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.PluginDoors;
import io.custode.testing.PluginPages;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plugin in a platform that is started for it. */
@CustodeTest
class PluginIT {
  private static final String NOTES = "/plugins/${pluginId}/notes";

  @BeforeAll
  static void install(Custode custode) {
    custode.installBuilt();
  }

  @Test
  void aNoteIsKept(Custode custode) {
    var tenant =
        custode.post("/api/v1/tenants", Map.of("name", "Customer")).json().path("id").asText();
    var notes = "/api/v1/tenants/" + tenant + NOTES;

    assertThat(custode.post(notes, Map.of("text", "by REST")).status()).isEqualTo(200);
    custode.shell("${pluginId}:note-write 'by command' --tenant " + tenant).ok();

    assertThat(custode.get(notes).json().findValuesAsText("text"))
        .containsExactly("by command", "by REST");
  }

  @Test
  void nobodyComesInWithoutPermission(Custode custode) {
    assertThat(PluginDoors.faults(custode, "${pluginId}")).isEmpty();
  }

  @Test
  void thePageOpens(Custode custode) {
    try (var window = ConsoleWindow.open(custode, "/p/${pluginId}/greetings")) {
      window.awaitText("Machines that you see");
      assertThat(window.errors()).isEmpty();
    }
  }

  @Test
  void allThatIsShownIsAsItShouldBe(Custode custode) {
    assertThat(PluginPages.faults(custode, "${pluginId}")).isEmpty();
  }
}
