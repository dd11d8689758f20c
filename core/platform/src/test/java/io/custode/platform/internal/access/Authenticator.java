// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.custode.api.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A device with one passkey, and the browser before it (Web Authentication Level 2, 6 and 5.8). */
final class Authenticator {
  static final String ORIGIN = "https://msp.example:8443";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final int PRESENT = 1;
  private static final int VERIFIED = 4;
  private static final int ATTESTED = 64;

  private final byte[] id = new byte[32];
  private final KeyPair keys;
  String origin = ORIGIN;
  String site = "msp.example";
  boolean verifies = true;
  int counter = 1;
  private String user = "";

  Authenticator() throws Exception {
    new SecureRandom().nextBytes(id);
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
  }

  Json make(Json options) throws Exception {
    var asked = JSON.readTree(options.text());
    user = asked.path("user").path("id").asText();
    var data = clientData("webauthn.create", asked);
    var attested = new LinkedHashMap<String, Object>();
    attested.put("fmt", "none");
    attested.put("attStmt", Map.of());
    attested.put("authData", authenticatorData(ATTESTED, attestedData()));
    return answer(
        Map.of(
            "clientDataJSON",
            url(data),
            "attestationObject",
            url(CBOR.writeValueAsBytes(attested))));
  }

  Json use(Json options) throws Exception {
    var data = clientData("webauthn.get", JSON.readTree(options.text()));
    counter++;
    var said = authenticatorData(0, new byte[0]);
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(said);
    signature.update(sha256(data));
    return answer(
        Map.of(
            "clientDataJSON", url(data),
            "authenticatorData", url(said),
            "signature", url(signature.sign()),
            "userHandle", user));
  }

  private Json answer(Map<String, Object> response) throws Exception {
    var all =
        Map.of(
            "id",
            url(id),
            "rawId",
            url(id),
            "type",
            "public-key",
            "response",
            response,
            "clientExtensionResults",
            Map.of());
    return new Json(JSON.writeValueAsString(all));
  }

  private byte[] clientData(String type, JsonNode asked) throws Exception {
    return JSON.writeValueAsBytes(
        Map.of(
            "type",
            type,
            "challenge",
            asked.path("challenge").asText(),
            "origin",
            origin,
            "crossOrigin",
            false));
  }

  private byte[] authenticatorData(int flags, byte[] rest) throws Exception {
    return ByteBuffer.allocate(37 + rest.length)
        .put(sha256(site.getBytes(StandardCharsets.UTF_8)))
        .put((byte) (PRESENT | (verifies ? VERIFIED : 0) | flags))
        .putInt(counter)
        .put(rest)
        .array();
  }

  private byte[] attestedData() throws Exception {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var out = new ByteArrayOutputStream();
    out.write(new byte[16]);
    out.write(new byte[] {0, (byte) id.length});
    out.write(id);
    // a COSE key: {1: 2 (EC), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    out.write(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
    out.write(bytes(point.getAffineX()));
    out.write(new byte[] {0x22, 0x58, 32});
    out.write(bytes(point.getAffineY()));
    return out.toByteArray();
  }

  private static byte[] bytes(java.math.BigInteger number) {
    var raw = number.toByteArray();
    var padded = new byte[32];
    var plain = raw.length > 32 ? Arrays.copyOfRange(raw, raw.length - 32, raw.length) : raw;
    System.arraycopy(plain, 0, padded, 32 - plain.length, plain.length);
    return padded;
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
