// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are sealed as RFC 8291 has it, by the example of its section 5 and appendix A. */
class PushSealTest {
  private static final String TEXT = "When I grow up, I want to be a watermelon";
  private static final String SENDER =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  private static final String RECEIVER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
  private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final String BODY =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
          + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxs"
          + "j_Qulcy4a-fN";

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static KeyPair pair(String publicKey, String privateKey) throws Exception {
    var open = P256.read(bytes(publicKey));
    var number = new BigInteger(1, bytes(privateKey));
    var secret =
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(number, open.getParams()));
    return new KeyPair(open, secret);
  }

  @Test
  void theExampleOfTheStandardIsSealedToTheByte() throws Exception {
    var sealed =
        PushSeal.seal(
            PushSeal.withEnd(TEXT.getBytes(UTF_8)),
            new Subscription("https://push.example.net/x", RECEIVER, AUTH),
            pair(SENDER, SENDER_PRIVATE),
            bytes(SALT));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)).isEqualTo(BODY);
  }

  @Test
  void theBrowserOfOurTestsOpensTheExampleOfTheStandard() throws Exception {
    var browser = new Browser(pair(RECEIVER, RECEIVER_PRIVATE), bytes(AUTH));
    assertThat(new String(browser.open(bytes(BODY)), UTF_8)).isEqualTo(TEXT);
  }

  @Test
  void eachMessageIsSealedAnewForOneBrowserAndTellsNotHowLongItIs() throws Exception {
    var browser = new Browser();
    var to = browser.at("https://push.example.net/x");
    var one = PushSeal.seal("è finito".getBytes(UTF_8), to);
    var again = PushSeal.seal("è finito".getBytes(UTF_8), to);
    var longer = PushSeal.seal("x".repeat(2000).getBytes(UTF_8), to);
    assertThat(new String(browser.open(one), UTF_8)).isEqualTo("è finito");
    assertThat(new String(browser.open(longer), UTF_8)).hasSize(2000);
    assertThat(one).isNotEqualTo(again).hasSameSizeAs(longer);
    // RFC 8030, 7.2: a push service need not take more
    assertThat(one.length).isLessThanOrEqualTo(4096);
    assertThatThrownBy(() -> new Browser().open(one)).isInstanceOf(AEADBadTagException.class);
    var changed = one.clone();
    changed[changed.length - 1] ^= 1;
    assertThatThrownBy(() -> browser.open(changed)).isInstanceOf(AEADBadTagException.class);
    assertThatThrownBy(() -> PushSeal.seal(new byte[2048], to))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPointOfAnotherCurveIsNoKey() {
    var key = bytes(RECEIVER);
    key[64] ^= 1;
    var bad = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    assertThatThrownBy(() -> new Subscription("https://push.example.net/x", bad, AUTH))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BCVx", "not base64!", SENDER_PRIVATE, RECEIVER + "AAAA"})
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> new Subscription("https://push.example.net/x", key, AUTH))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new Subscription("https://push.example.net/x", RECEIVER, key))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aKeyIsWrittenAsItWasRead() throws Exception {
    for (int i = 0; i < 300; i++) {
      // some have parts that begin with zeros
      var written = P256.write((ECPublicKey) P256.pair().getPublic());
      assertThat(P256.write(P256.read(written))).isEqualTo(written);
      assertThat(written).hasSize(P256.LENGTH);
    }
    var zeros = new byte[P256.LENGTH];
    Arrays.fill(zeros, (byte) 0);
    assertThatThrownBy(() -> P256.read(zeros))
        .isInstanceOf(java.security.spec.InvalidKeySpecException.class);
  }
}
