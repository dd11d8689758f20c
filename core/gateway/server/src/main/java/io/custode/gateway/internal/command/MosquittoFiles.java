// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.agent.protocol.Topics;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.KeyFiles;
import io.custode.gateway.internal.authority.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files that make a Mosquitto 2 the broker of this installation. The same rules as the embedded
 * broker's: certificates of our authorities only, the client id is the certificate's name, an agent
 * has its own topics only, nothing is retained or stored.
 */
public final class MosquittoFiles {
  private static final String MARK = "# written by msp:broker-setup";

  private final Path directory;
  private final KeyFiles files;

  public MosquittoFiles(Path directory) {
    this.directory = directory;
    this.files = new KeyFiles(directory);
  }

  /**
   * @param nodes common names of the nodes' certificates
   * @throws IOException if the directory holds something else or cannot be written
   */
  public void write(
      CertificateAuthority authority, List<String> hosts, int port, Collection<String> nodes)
      throws IOException {
    checkOurs();
    var broker = authority.issueBroker(hosts.get(0), hosts);
    var chain = broker.chain().stream().map(Pem::of).collect(Collectors.joining());
    put("ca.pem", authority.roots().stream().map(Pem::of).collect(Collectors.joining()));
    put("broker.pem", chain);
    put("broker.key", Pem.of(broker.key()));
    put("acl", acl(nodes));
    put("mosquitto.conf", configuration(port));
  }

  /** Never overwrites somebody's own broker. */
  private void checkOurs() throws IOException {
    var configuration = directory.resolve("mosquitto.conf");
    if (Files.exists(configuration) && !Files.readString(configuration).startsWith(MARK)) {
      throw new FileAlreadyExistsException(configuration + " is not of an earlier setup");
    }
  }

  private void put(String name, String content) throws IOException {
    files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private static String acl(Collection<String> nodes) {
    var acl = new StringBuilder(MARK).append('\n');
    for (var node : nodes) {
      acl.append("user ").append(node).append("\ntopic readwrite custode/#\n");
    }
    // %u is the name in the certificate
    return acl.append("pattern write custode/v1/a/%u/up/+\n")
        .append("pattern read custode/v1/a/%u/down/#\n")
        .toString();
  }

  private String configuration(int port) {
    return String.join(
        "\n",
        MARK,
        "# started as root, it becomes this user, to whom alone these files are readable",
        "user " + System.getProperty("user.name"),
        "listener " + port,
        "protocol mqtt",
        "cafile " + directory.resolve("ca.pem"),
        "certfile " + directory.resolve("broker.pem"),
        "keyfile " + directory.resolve("broker.key"),
        "tls_version tlsv1.2",
        "require_certificate true",
        "use_identity_as_username true",
        "use_username_as_clientid true",
        "allow_anonymous false",
        "acl_file " + directory.resolve("acl"),
        "retain_available false",
        "persistence false",
        "max_packet_size " + (Topics.MAX_PAYLOAD + 1024),
        "max_queued_messages 1000",
        "max_queued_bytes 4194304",
        "max_inflight_messages 500",
        "max_keepalive 600",
        "connection_messages false",
        "log_type error",
        "log_type warning",
        "log_dest stderr",
        "");
  }
}
