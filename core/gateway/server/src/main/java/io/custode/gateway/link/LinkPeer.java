// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.link;

/**
 * Who is at the other end of a connection, as its certificate says.
 *
 * @param name common name of the certificate: an agent's id, or {@code node-<name>}
 * @param node whether it is a node of the platform, which may use every topic of ours; else an
 *     agent, which may use its own
 */
public record LinkPeer(String name, boolean node) {}
